"""The ways to a source's news: its list pages, its own feed, sitemap or API; which of them to trust."""
