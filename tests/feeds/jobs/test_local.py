"""The schedule: who is due, who may start beside whom, and what a port that is taken means."""

import socket
from datetime import timedelta

import pytest

from crawler.archive.runs import Run
from crawler.city import Source
from crawler.config import read_config
from crawler.errors import PortTaken
from feeds.jobs.local import batch, due, listen
from feeds.jobs.workers import environment
from tests.builders import NOW


def a_source(name: str, home: str = "", interval: int | None = None) -> Source:
    home = home or f"https://{name}.example/"
    return Source(
        id=name,
        title=name,
        home=home,
        lists=(home,),
        language="vi",
        country="VN",
        timezone="Asia/Ho_Chi_Minh",
        interval=interval,
    )


def a_run(name: str, minutes_ago: float, outcome: str = "ok") -> Run:
    started = NOW - timedelta(minutes=minutes_ago)
    return Run(1, name, started, started, outcome, "")  # type: ignore[arg-type]


def test_a_source_is_due_when_its_own_interval_has_passed_or_it_never_ran() -> None:
    never, often, rarely = a_source("a"), a_source("b", interval=60), a_source("c", interval=36_000)
    latest = {"b": a_run("b", 2), "c": a_run("c", 2)}
    assert due([never, often, rarely], latest, interval=900, now=NOW) == [never, often]


def test_a_run_that_was_interrupted_is_taken_up_soon() -> None:
    source = a_source("a", interval=36_000)
    assert due([source], {"a": a_run("a", 0.5, "interrupted")}, interval=900, now=NOW) == []
    assert due([source], {"a": a_run("a", 1.5, "interrupted")}, interval=900, now=NOW) == [source]


def test_two_crawls_never_ask_one_site_at_once() -> None:
    ward, other = a_source("ward", "https://le-chan.town.gov.vn/"), a_source("paper")
    assert batch([ward, other], [a_source("hall", "https://www.town.gov.vn/")]) == [other]


def test_the_child_gets_what_was_given_and_no_more() -> None:
    given = environment(read_config(city="ben-thu", interval=60))
    assert (given["LOA_CITY"], given["LOA_INTERVAL"]) == ("ben-thu", "60")
    assert "LOA_PORT" not in given


def test_a_port_that_is_taken_is_named_with_the_setting_that_chooses_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port}.*LOA_PORT") as refused:
            listen("127.0.0.1", port)
    assert refused.value.status == 3
