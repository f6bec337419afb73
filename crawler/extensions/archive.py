"""One archive for a crawl: opened when first asked for, closed with the engine."""

from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.archive import Archive, open_archive

_open: WeakKeyDictionary[Crawler, Archive] = WeakKeyDictionary()


def archive_of(crawler: Crawler) -> Archive:
    """The archive of the crawl's configuration. Raises CannotRun where it cannot be opened."""
    archive = _open.get(crawler)
    if archive is None:
        archive = _open[crawler] = open_archive(crawler.settings["LOA_CONFIG"].database)
        crawler.signals.connect(archive.close, signal=signals.engine_stopped, weak=False)
    return archive
