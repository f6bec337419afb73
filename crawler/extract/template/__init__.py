"""Where the pages of one source have their parts: learned from a few, used while it holds."""
