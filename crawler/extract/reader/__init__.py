"""A general reader of article pages: blocks, numbers of each, two small forests, the set with the best expected F1."""

from crawler.extract.reader.opinion import weigh
from crawler.extract.reader.read import Reading, read_blocks, read_walked

__all__ = ["Reading", "read_blocks", "read_walked", "weigh"]
