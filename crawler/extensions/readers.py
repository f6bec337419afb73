"""The reading processes of a crawl: begun with its first page, ended with the engine."""

from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.readers.pool import Readers

_open: WeakKeyDictionary[Crawler, Readers] = WeakKeyDictionary()


def readers_of(crawler: Crawler) -> Readers:
    """Those that the crawl was given (a resident process keeps its own), or its own."""
    readers = _open.get(crawler)
    if readers is None:
        readers = _open[crawler] = Readers()
        crawler.signals.connect(readers.close, signal=signals.engine_stopped, weak=False)
    return readers


def lend(crawler: Crawler, readers: Readers) -> None:
    """Have a crawl use these, which outlive it."""
    _open[crawler] = readers
