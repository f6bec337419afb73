"""A made-up town is played by the crawl itself, for as long as the crawl runs, unless somebody plays it already."""

from contextlib import ExitStack

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class TownExtension:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.stack = crawler, ExitStack()
        crawler.signals.connect(self.opened, signal=signals.engine_started)
        crawler.signals.connect(self.closed, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "TownExtension":
        if crawler.settings["LOA_CITY"] is None or crawler.settings["LOA_CITY"].town is None:
            raise NotConfigured
        return cls(crawler)

    def opened(self) -> None:
        from crawler.town.server import ensure_town

        self.stack.enter_context(ensure_town(self.crawler.settings["LOA_CITY"], self.crawler.settings["LOA_CONFIG"]))

    def closed(self) -> None:
        self.stack.close()
