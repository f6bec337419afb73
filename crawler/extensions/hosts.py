"""What the guard keeps of hosts from one crawl to the next, in the archive: robots.txt and pauses."""

from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler

from crawler.archive import walks
from crawler.extensions.archive import archive_of
from crawler.guard.pauses import Pause
from crawler.guard.robots import RobotsFile


class _Archived:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)


class ArchivedRobots(_Archived):
    """A copy of robots.txt that is younger than a day is not asked for again, by whichever crawl."""

    def get(self, host: str) -> RobotsFile | None:
        with archive_of(self.crawler).read() as tx:
            found = walks.robots_of(tx, host)
        return RobotsFile(host, *found) if found else None

    def put(self, host: str, status: int, text: str, fetched_at: datetime) -> None:
        with archive_of(self.crawler).begin() as tx:
            walks.remember_robots(tx, host, status, text, fetched_at)


class ArchivedPauses(_Archived):
    """A host that said Retry-After is left alone by the next crawl too."""

    def get(self, host: str) -> Pause | None:
        with archive_of(self.crawler).read() as tx:
            found = walks.pause_of(tx, host)
        return Pause(*found) if found else None

    def put(self, host: str, pause: Pause) -> None:
        with archive_of(self.crawler).begin() as tx:
            walks.remember_pause(tx, host, pause.until, pause.cause)
