"""How often and how much: pace, pauses and budgets, for one source while its neighbours go on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count, pairwise
from typing import Any

import pytest

from tests.crawler.guard import walker
from tests.crawler.guard.sites import PAGE, Answer, Asked, Site, http, silent
from tests.crawler.guard.walker import Crawl, Told, walk

Crawled = tuple[Crawl, dict[str, Site]]


def busy(times: int, status: str, wait: str = "") -> Answer:
    """Answers so often with a wish to wait, then with the page."""
    numbers = count()

    def answer(connection: Any, _: Asked) -> None:
        headers = (f"Retry-After: {wait}",) if wait else ()
        connection.sendall(http(PAGE) if next(numbers) >= times else http(b"", status, headers))

    return answer


def in_seconds(span: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=span), usegmt=True)


GOOD = http(PAGE)
ERROR_500 = http(b"", "500 Internal Server Error")


@pytest.fixture(scope="module")
def crawl() -> Iterator[Crawled]:
    with ExitStack() as stack:

        def site(answer: Answer = GOOD) -> Site:
            return stack.enter_context(Site({"*": answer}))

        sites = {
            "healthy": site(),
            "polite": site(),
            "seconds": site(busy(1, "429 Too Many Requests", "2")),
            "date": site(busy(1, "503 Service Unavailable", in_seconds(6))),
            "hour": site(busy(99, "429 Too Many Requests", "3600")),
            "for-ever": site(busy(99, "503 Service Unavailable", "1")),
            "recovers": site(busy(2, "500 Internal Server Error")),
            "broken": site(ERROR_500),
            "silent": site(silent),
            "trap": site(),
            "heavy": site(http(b"x" * 60_000)),
        }
        asks = {name: [one.url(f"/{n}") for n in range(4)] for name, one in sites.items()}
        asks |= {name: [sites[name].url(f"/{n}") for n in range(20)] for name in ("healthy", "silent", "broken")}
        asks["trap"] = [sites["trap"].url(f"/{n}") for n in range(60)]
        asks["heavy"] = [sites["heavy"].url(f"/{n}") for n in range(20)]
        asks["deep"] = [sites["healthy"].url("/deep")]
        sources: dict[str, dict[str, Any]] = {
            name: {"ask": urls, "allow_hosts": ["127.0.0.1"], "delay": 0} for name, urls in asks.items()
        }
        sources["polite"]["allow_hosts"] = ["127.0.0.1"]
        sources["polite"]["delay"] = None
        sources["deep"]["ask"] = [{"url": sites["healthy"].url("/deep"), "meta": {"depth": 99}}]
        config = {"timeout": 1, "source_requests": 30, "source_bytes": 500_000}
        yield walk(sources, config=config), sites


def told(crawl: Crawled, name: str) -> Told:
    return crawl[0].sources[name]


def gaps(asked: list[Asked]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(asked)]


def test_the_neighbour_is_whole_and_in_time(crawl: Crawled) -> None:
    assert len(told(crawl, "healthy").pages) == 20
    assert told(crawl, "healthy").ended < 8
    assert crawl[0].seconds < 25


def test_a_host_is_asked_once_a_second_and_one_at_a_time(crawl: Crawled) -> None:
    site = crawl[1]["polite"]
    assert len(site.pages()) == 4
    assert site.most_at_once == 1
    assert all(gap >= 0.85 for gap in gaps(site.asked))  # as the server sees it, on a busy machine


@pytest.mark.parametrize(("name", "span"), [("seconds", 2.0), ("date", 2.0)])
def test_a_wish_to_wait_is_kept_and_then_all_is_read(name: str, span: float, crawl: Crawled) -> None:
    site = crawl[1][name]
    assert len(told(crawl, name).pages) == 4
    assert {status for status, _ in told(crawl, name).pages.values()} == {200}
    assert gaps(site.pages())[0] >= span - 0.02
    assert len(site.pages()) == 5


def test_a_pause_longer_than_the_run_ends_the_sources_run(crawl: Crawled) -> None:
    assert len(crawl[1]["hour"].pages()) == 1
    assert set(told(crawl, "hour").causes.values()) == {"answered 429 and asks to wait 60 min"}
    assert set(told(crawl, "hour").kinds.values()) == {"HostPaused"}
    assert crawl[0].stats["loa/hour/stopped"] == "answered 429 and asks to wait 60 min"


def test_a_host_that_asks_to_wait_for_ever_is_left_alone(crawl: Crawled) -> None:
    site = crawl[1]["for-ever"]
    assert len(site.pages()) == 3
    assert all(gap >= 0.99 for gap in gaps(site.pages()))
    assert "answered 503, 3 times in a row" in told(crawl, "for-ever").causes.values()


def test_a_passing_error_is_tried_again_after_a_while(crawl: Crawled) -> None:
    assert {status for status, _ in told(crawl, "recovers").pages.values()} == {200}
    assert crawl[0].stats["loa/recovers/retries"] == 2


def test_a_broken_site_is_not_asked_three_times_for_everything(crawl: Crawled) -> None:
    assert {status for status, _ in told(crawl, "broken").pages.values()} <= {500}
    assert len(crawl[1]["broken"].asked) <= 30


def test_a_silent_site_costs_three_time_outs(crawl: Crawled) -> None:
    assert len(crawl[1]["silent"].pages()) == 3
    assert len(told(crawl, "silent").causes) == 20
    assert "timed out after 1 s, 3 times in a row" in told(crawl, "silent").causes.values()


def test_no_source_asks_more_often_than_its_budget(crawl: Crawled) -> None:
    assert len(crawl[1]["trap"].asked) == 30
    assert len(told(crawl, "trap").pages) == 29
    assert len(told(crawl, "trap").causes) == 31
    assert set(told(crawl, "trap").causes.values()) == {"the 30 requests of this run are made"}
    assert crawl[0].stats["loa/trap/refused/budget"] == 31
    assert crawl[0].stats["loa/trap/stopped"] == "the 30 requests of this run are made"


def test_no_source_reads_more_than_its_budget(crawl: Crawled) -> None:
    assert len(told(crawl, "heavy").pages) == 9
    assert "the 500 kB of this run are read" in told(crawl, "heavy").causes.values()


def test_no_source_goes_deeper_than_a_news_site_is(crawl: Crawled) -> None:
    assert list(told(crawl, "deep").causes.values()) == ["more than 12 links deep"]
    assert "/deep" not in crawl[1]["healthy"].paths()


def test_no_source_takes_longer_than_its_time() -> None:
    slow = lambda connection, _: (time.sleep(0.5), connection.sendall(http(PAGE)))  # noqa: E731
    with Site({"*": slow}) as site, Site() as good:
        crawl = walk(
            {
                "slow": {"ask": [site.url(f"/{n}") for n in range(30)], "allow_hosts": ["127.0.0.1"], "delay": 0},
                "silent": {"ask": ["http://127.0.0.1:1/"], "delay": 0},
                "good": {"ask": [good.url(f"/{n}") for n in range(10)], "allow_hosts": ["127.0.0.1"], "delay": 0},
            },
            config={"source_seconds": 2, "timeout": 20},
        )
        assert 1 <= len(crawl.sources["slow"].pages) <= 4
        assert "the 2 s of this run are over" in crawl.sources["slow"].causes.values()
        assert len(crawl.sources["slow"].pages) + len(crawl.sources["slow"].causes) == 30
        assert len(crawl.sources["good"].pages) == 10
        assert crawl.seconds < 6


def test_a_request_is_not_kept_waiting_for_a_turn_after_the_end() -> None:
    with Site() as site:
        crawl = walk(
            {"source": {"ask": [site.url(f"/{n}") for n in range(20)], "allow_hosts": ["127.0.0.1"]}},
            config={"source_seconds": 3},
        )
        assert 2 <= len(crawl.sources["source"].pages) <= 4
        assert crawl.seconds < 8


def test_requests_to_a_neighbours_host_take_turns_with_it() -> None:
    with Site() as shared:
        crawl = walk(
            {
                "greedy": {
                    "ask": [shared.url(f"/g{n}") for n in range(16)],
                    "allow_hosts": ["127.0.0.1"],
                    "delay": 0.1,
                },
                "owner": {"ask": [shared.url(f"/o{n}") for n in range(5)], "allow_hosts": ["127.0.0.1"], "delay": 0.1},
            }
        )
        last = max(n for n, path in enumerate(shared.paths()) if path.startswith("/o"))
        assert len(crawl.sources["owner"].pages) == 5
        assert last < 14


def test_www_and_the_bare_name_are_one_host() -> None:
    with Site() as site:
        names = {name: [["127.0.0.1"]] for name in ("tin.example", "www.tin.example")}
        urls = [f"http://{name}:{site.port}/{n}" for name in names for n in range(3)]
        walk({"tin": {"ask": urls, "allow_hosts": ["127.0.0.1"], "delay": 0.2}}, names=names)
        assert site.most_at_once == 1
        assert len(site.pages()) == 6
        assert all(gap >= 0.1 for gap in gaps(site.pages()))


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")
def test_a_crawl_that_is_told_to_stop_stops_soon() -> None:
    with Site() as site:
        source = {"ask": [site.url(f"/{n}") for n in range(40)], "allow_hosts": ["127.0.0.1"]}
        task = {"sources": {"slow": source}, "config": {}, "settings": {}, "names": {}, "hasty": False}
        process = subprocess.Popen(
            [sys.executable, walker.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(walker.ROOT)},
        )
        assert process.stdin
        process.stdin.write(json.dumps(task))
        process.stdin.close()
        process.stdin = None
        until = time.monotonic() + 15
        while len(site.pages()) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=15)
        assert time.monotonic() - begun < 4
        result = json.loads(out)["sources"]["slow"]
        assert len(result["pages"]) + len(result["causes"]) == 40
        assert "the crawl is being stopped" in result["causes"].values()
