"""The loop's watch tells how long it stood still, and how much of that it worked."""

import asyncio
import logging
import time

import pytest
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from crawler.extensions.loop import LoopWatch


def watched(work: float, sleep: float) -> Crawler:
    """A crawl whose loop works and then sleeps for so many seconds, once, with time to look before and after."""
    crawler: Crawler = get_crawler(Spider, {"EXTENSIONS_BASE": {}})
    watch = LoopWatch.from_crawler(crawler)

    async def crawl() -> None:
        crawler.signals.send_catch_log(signals.engine_started)
        await asyncio.sleep(0.05)
        until = time.thread_time() + work
        while time.thread_time() < until:
            pass
        time.sleep(sleep)
        await asyncio.sleep(0.05)
        crawler.signals.send_catch_log(signals.engine_stopped)

    asyncio.run(crawl())
    assert watch.longest >= watch.most
    return crawler


def test_a_loop_that_stands_still_is_told_in_the_stats_and_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "crawler.extensions.loop"):
        stats = watched(work=0.1, sleep=0.2).stats.get_stats()
    assert stats["loa/loop_longest_ms"] >= 300
    assert 100 <= stats["loa/loop_longest_cpu_ms"] < stats["loa/loop_longest_ms"] - 100  # asleep is not at work
    (line,) = caplog.messages
    assert f"stood still for {stats['loa/loop_longest_ms']} ms" in line


def test_a_crawl_that_never_began_has_nothing_to_tell(caplog: pytest.LogCaptureFixture) -> None:
    crawler: Crawler = get_crawler(Spider, {"EXTENSIONS_BASE": {}})
    watch = LoopWatch.from_crawler(crawler)
    with caplog.at_level(logging.INFO, "crawler.extensions.loop"):
        crawler.signals.send_catch_log(signals.engine_stopped)
    assert watch.longest == 0
    assert "loa/loop_longest_ms" not in crawler.stats.get_stats()
    assert caplog.messages == []
