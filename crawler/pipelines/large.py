"""Which items are too large for the event loop: cleaning and packing them takes longer than everybody else may wait."""

from crawler.article import Article

LARGE = 250_000  # bytes of a page, or letters of an article


def is_large(item: Article) -> bool:
    return len(item.html) + len(item.text) + (len(item.page.body) if item.page else 0) > LARGE
