"""How long the event loop of a crawl stood still: told in the stats and the log when the crawl ends."""

import asyncio
import logging
from time import perf_counter, thread_time
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

TICK = 0.02  # seconds between two looks at the clock


class LoopWatch:
    """Looks at the clock again and again from within the loop. While something keeps the loop from going on, it cannot.

    `loa/loop_longest_ms` is the longest time between two looks: at most TICK more than the loop stood still, and more
    than that where the machine gave the process no time. `loa/loop_longest_cpu_ms` is the most that the loop's thread
    worked between two looks: what the program itself can be blamed for.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = self.most = 0.0  # seconds: of the clock, of CPU
        self._seen = self._worked = 0.0
        self._timer: asyncio.TimerHandle | None = None
        crawler.signals.connect(self.begin, signal=signals.engine_started)
        crawler.signals.connect(self.end, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def begin(self) -> None:
        self._seen, self._worked = perf_counter(), thread_time()
        self._timer = asyncio.get_running_loop().call_later(TICK, self.tick)

    def tick(self) -> None:
        self.look()
        self._timer = asyncio.get_running_loop().call_later(TICK, self.tick)

    def look(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.longest = max(self.longest, now - self._seen)
        self.most = max(self.most, worked - self._worked)
        self._seen, self._worked = now, worked

    def end(self) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self.look()
        longest, most = round(1000 * self.longest, 1), round(1000 * self.most, 1)
        self.crawler.stats.set_value("loa/loop_longest_ms", longest)
        self.crawler.stats.set_value("loa/loop_longest_cpu_ms", most)
        log.info("the event loop stood still for %.1f ms at most, and worked for %.1f ms at a stretch", longest, most)
