"""Which address may be asked, how often, and how much."""
