"""What a crawl needs around its spider."""
