"""Waiting: what a Retry-After says, how long a gap is, when a host is given up, and whose turn it is."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadTimeoutError

from crawler.city import Source
from crawler.config import Config
from crawler.guard.gate import Gate
from crawler.guard.pace import Tally, gap, retry_after

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
CONFIG = Config(delay=2.0)


def source(delay: float | None = None, allow: tuple[str, ...] = ()) -> Source:
    return Source(
        id="bao",
        title="Báo",
        home="http://tin.example/",
        lists=("http://tin.example/",),
        language="vi",
        country="VN",
        timezone="Asia/Ho_Chi_Minh",
        delay=delay,
        allow_hosts=allow,
    )


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    assert retry_after("120", NOW) == 120
    assert retry_after(" 0 ", NOW) == 0
    assert retry_after(format_datetime(NOW + timedelta(hours=1), usegmt=True), NOW) == 3600
    assert retry_after(format_datetime(NOW - timedelta(hours=1), usegmt=True), NOW) == 0
    assert retry_after("Sunday, 01-Mar-26 08:01:00 GMT", NOW) == 60
    assert [retry_after(text, NOW) for text in ("", "soon", "-5", "1.5", "\u0663")] == [None] * 5


@given(st.text(max_size=60))
def test_no_retry_after_is_negative_or_an_error(text: str) -> None:
    span = retry_after(text, NOW)
    assert span is None or span >= 0


def test_a_source_may_be_slower_but_faster_only_on_its_own_loopback() -> None:
    local, mine = ["127.0.0.1"], ("127.0.0.0/8",)
    assert gap(CONFIG, None, local) == 2
    assert gap(CONFIG, source(), local) == 2
    assert gap(CONFIG, source(5.0), ["8.8.8.8"]) == 5
    assert gap(CONFIG, source(0.1, mine), local) == 0.1
    assert gap(CONFIG, source(0.1), local) == 2
    assert gap(CONFIG, source(0.1, mine), ["8.8.8.8"]) == 2
    assert gap(CONFIG, source(0.1, mine), [*local, "8.8.8.8"]) == 2
    assert gap(CONFIG, source(0.1, mine), []) == 2
    assert gap(CONFIG, source(0.1, ("10.0.0.0/8",)), ["10.0.0.1"]) == 2


def test_a_crawl_delay_is_a_lower_bound() -> None:
    assert gap(CONFIG, source(), ["8.8.8.8"], crawl_delay=9) == 9
    assert gap(CONFIG, source(), ["8.8.8.8"], crawl_delay=0.5) == 2
    assert gap(CONFIG, source(0.0, ("127.0.0.0/8",)), ["127.0.0.1"], crawl_delay=3) == 3


def test_each_time_out_is_followed_by_a_shorter_one_and_three_are_enough() -> None:
    tally = Tally()
    spans = []
    while not tally.down:
        spans.append(tally.timeout(20))
        tally.bad(DownloadTimeoutError())
    assert spans == [20, 10, 5]
    assert Tally(timeouts=9).timeout(2) == 2


def test_an_answer_between_failures_is_a_sign_of_life() -> None:
    tally = Tally()
    for _ in range(4):
        tally.bad(DownloadConnectionRefusedError())
    tally.answered(200)
    tally.bad(DownloadConnectionRefusedError())
    assert not tally.down
    for _ in range(4):
        tally.bad(DownloadConnectionRefusedError())
    assert tally.down


def run(coroutine: object) -> object:
    return asyncio.run(coroutine)  # type: ignore[arg-type]


def test_two_are_never_inside_and_the_gap_is_kept() -> None:
    async def main() -> list[float]:
        gate, inside, starts = Gate(), 0, []

        async def one(name: str) -> None:
            nonlocal inside
            async with gate.turn(name, gap=0.05):
                inside += 1
                assert inside == 1
                starts.append(monotonic())
                gate.went_out()
                await asyncio.sleep(0.01)
                inside -= 1

        await asyncio.gather(*(one("a") for _ in range(4)))
        return starts

    starts = run(main())
    assert isinstance(starts, list)
    assert all(later - earlier >= 0.049 for earlier, later in itertools.pairwise(starts))


def test_a_source_with_many_requests_does_not_hold_up_one_with_few() -> None:
    async def main() -> list[str]:
        gate, order = Gate(), []

        async def one(name: str) -> None:
            async with gate.turn(name, gap=0):
                order.append(name)
                await asyncio.sleep(0)

        await asyncio.gather(*(one("many") for _ in range(50)), one("few"), one("few"))
        return order

    order = run(main())
    assert isinstance(order, list)
    assert order.index("few") < 3
    assert [i for i, name in enumerate(order) if name == "few"][1] < 6


def test_the_more_urgent_of_one_source_goes_first() -> None:
    async def main() -> list[int]:
        gate, order = Gate(), []

        async def one(priority: int) -> None:
            async with gate.turn("a", gap=0, priority=priority):
                order.append(priority)
                await asyncio.sleep(0)

        await asyncio.gather(one(0), one(1), one(5), one(3))
        return order

    assert run(main()) == [0, 5, 3, 1]


@pytest.mark.parametrize("waiting", [True, False])
def test_who_goes_away_leaves_the_gate_open(waiting: bool) -> None:
    async def main() -> None:
        gate = Gate()

        async def one() -> None:
            async with gate.turn("a", gap=0):
                await asyncio.sleep(0.02)

        first, second, third = (asyncio.ensure_future(one()) for _ in range(3))
        await asyncio.sleep(0.005)
        (second if waiting else first).cancel()
        await asyncio.wait_for(asyncio.gather(first, second, third, return_exceptions=True), 1)
        assert not third.cancelled()
        assert third.exception() is None
        assert not gate.busy
        assert len(gate) == 0

    run(main())


def test_what_is_dropped_fails_and_the_others_go_on() -> None:
    async def main() -> None:
        gate, order = Gate(), []

        async def one(name: str) -> None:
            async with gate.turn(name, gap=0.02):
                order.append(name)
                gate.went_out()

        tasks = [asyncio.ensure_future(one(name)) for name in ("a", "bad", "bad", "b")]
        await asyncio.sleep(0)
        gate.drop("bad", lambda: ZeroDivisionError())
        results = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 1)
        assert [type(result) for result in results] == [type(None), ZeroDivisionError, ZeroDivisionError, type(None)]
        assert order == ["a", "b"]

    run(main())
