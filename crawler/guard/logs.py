"""What the log says: the guard's line for each request, and nothing twice."""

import logging
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.utils.log import get_scrapy_root_handler
from twisted.python.failure import Failure

from crawler.guard.addresses import without_secrets
from crawler.guard.causes import cause_of

# They say for each page what nobody asked; each such record costs time even when no one prints it.
CHATTY = {
    "scrapy": logging.WARNING,
    "scrapy.core.downloader.tls": logging.ERROR,
    "scrapy.core.downloader.handlers": logging.ERROR,
    "charset_normalizer": logging.WARNING,
    "trafilatura": logging.CRITICAL,
    "htmldate": logging.CRITICAL,
    "justext": logging.CRITICAL,
    "protego": logging.WARNING,
    "tzlocal": logging.WARNING,
    "asyncio": logging.WARNING,
}


class GuardLogFormatter(LogFormatter):
    """Short lines: an item's text is not for the log, and an answer has its line already."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult:
        return None  # type: ignore[return-value]  # Scrapy's way to say nothing

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        what = getattr(item, "url", None) or type(item).__name__
        return {"level": logging.DEBUG, "msg": "%s: article: %s", "args": (getattr(item, "source", spider.name), what)}

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return {"level": logging.INFO, "msg": "dropped: %s", "args": (str(exception),)}

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        what = getattr(item, "url", None) or type(item).__name__
        return {"level": logging.ERROR, "msg": "%s: lost, %s: %s", "args": (spider.name, exception, what)}

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        name = request.meta.get("source") or spider.name
        return {
            "level": logging.WARNING,
            "msg": "%s: %s: %s",
            "args": (name, cause_of(failure), without_secrets(request.url)),
        }


class QuietLogs:
    """For the length of a crawl, records that nobody would print are not even made."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._before: dict[str, int] = {}
        if get_scrapy_root_handler() is not None:  # else a program around the crawl keeps its own log
            self._begin()
            crawler.signals.connect(self.settle_root, signal=signals.engine_started)
        crawler.signals.connect(self.end, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _begin(self) -> None:
        if self._level > logging.DEBUG:
            for name, level in CHATTY.items():
                self._set(name, max(self._level, level))

    def settle_root(self) -> None:
        """Scrapy opens the root logger to everything, the last time just before the engine starts."""
        self._set("", self._level)

    @property
    def _level(self) -> int:
        return int(logging.getLevelName(self.crawler.settings["LOG_LEVEL"]))

    def _set(self, name: str, level: int) -> None:
        logger = logging.getLogger(name or None)
        self._before.setdefault(name, logger.level)
        logger.setLevel(level)

    def end(self) -> None:
        for name, level in self._before.items():
            logging.getLogger(name or None).setLevel(level)
        self._before.clear()
