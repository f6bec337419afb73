"""One archive for a crawl: opened when first asked for, closed with the engine."""

from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.archive import Archive, open_archive
from crawler.archive.rename import move_place, rename_sources

_open: WeakKeyDictionary[Crawler, Archive] = WeakKeyDictionary()


def archive_of(crawler: Crawler) -> Archive:
    """The archive of the crawl's configuration. Raises CannotRun where it cannot be opened."""
    archive = _open.get(crawler)
    if archive is None:
        config, city = crawler.settings["LOA_CONFIG"], crawler.settings["LOA_CITY"]
        if city is not None:
            move_place(config, city)
        archive = _open[crawler] = open_archive(config.database)
        if city is not None:
            rename_sources(archive, city)
        crawler.signals.connect(archive.close, signal=signals.engine_stopped, weak=False)
    return archive


def lend(crawler: Crawler, archive: Archive) -> None:
    """Have a crawl use this one, which outlives it."""
    _open[crawler] = archive
