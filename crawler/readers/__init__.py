"""Pages are read in a process of their own: the crawl's loop never waits for one, and none can take the crawl down."""
