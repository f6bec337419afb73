"""A source that is down, slow or broken never delays or spoils another: twenty sources in one crawl, five of them bad."""

import json
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import feedparser
import pytest

from tests.crawler.guard.sites import Answer, Site, drip, http, redirect, reset, silent
from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import a_city, article, listing

GOOD = [f"tot-{letter}" for letter in "abcdeghiklmnopq"]
NEWS, NEW = 3, 2  # of each source, and what the good ones have got when the bad ones have gone bad
TIMEOUT = 12  # seconds: no bad source that is waited for can have ended before
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@dataclass(frozen=True)
class Bad:
    """How a site goes wrong: its answer to everything, what the cause says, and whether that takes the time-out."""

    answer: Answer | None
    words: str
    waits: bool = False
    robots: bool = False  # its robots.txt too


BAD = {
    "im": Bad(silent, "timed out", waits=True),
    "cham": Bad(drip(HTML, b"<p>", 1.0), "timed out", waits=True),
    "robots": Bad(silent, "robots.txt cannot be read: timed out", waits=True, robots=True),
    "vo-tan": Bad(drip(HTML, b"<p>tin</p>" * 5000, 0), "larger than 2 MB"),
    "tu-choi": Bad(None, "connection refused"),
}
MORE = {
    "loi": Bad(http(b"down", "500 Internal Server Error"), "answered 500"),
    "dut": Bad(reset, "connection"),
    "vong": Bad(redirect("/tin"), "circle"),
    "cut": Bad(http(b"<html><body><p>tin", length=5000), "cut short"),
    "sau": Bad(http(b"<html><body>" + b"<div>" * 300_000), "300002 elements"),
    "rac": Bad(b"\0\1\2\3 no HTTP \r\n\r\n", "no HTTP"),
}


def title(name: str, n: int) -> str:
    return f"Sửa đường trước chợ {name}, đợt {n} của năm nay"


def healthy(name: str, news: int) -> dict[str, Answer]:
    links = {f"/tin/{name}-sua-duong-dot-{n}.html": title(name, n) for n in range(1, news + 1)}
    pages = {path: article(words, words=f"Đợt của {name}. ") for path, words in links.items()}
    pages["/tin"] = listing(links)
    return {path: http(str(page.body).encode(), kind=page.content_type) for path, page in pages.items()}


class Town:
    """The sites by the names of their sources, each on a port of its own, and the city that follows them."""

    def __init__(self, loa: Loa, folder: Path, stack: ExitStack, bad: dict[str, Bad]) -> None:
        self.loa, self.bad = loa, bad
        self.sites = {name: stack.enter_context(Site(healthy(name, NEWS))) for name in (*GOOD, *bad)}
        self.city = a_city(folder, {name: site.port for name, site in self.sites.items()})

    def crawl(self, status: int) -> dict[str, dict[str, str]]:
        """The latest run of each source, as the archive has it."""
        given = {"LOA_TIMEOUT": str(TIMEOUT), "LOA_PAGE_BYTES": "2000000"}
        self.loa("--city", str(self.city), "crawl", status=status, **given)
        self.loa("--city", str(self.city), "build")
        with sqlite3.connect(self.loa.data / "archive.sqlite") as database:
            database.row_factory = sqlite3.Row
            rows = database.execute("SELECT * FROM runs ORDER BY id").fetchall()
        return {row["source"]: dict(row) for row in rows}

    def feed(self, name: str) -> bytes:
        return (self.loa.data / "public" / "feeds" / f"{name}.atom").read_bytes()

    def titles(self, name: str) -> list[str]:
        return sorted(entry.title for entry in feedparser.parse(self.feed(name)).entries)

    def go_bad(self) -> None:
        for name, bad in self.bad.items():
            if bad.answer is None:
                self.sites[name].socket.shutdown(socket.SHUT_RDWR)
                continue
            self.sites[name].answers = {"*": bad.answer} | ({"/robots.txt": bad.answer} if bad.robots else {})

    def news(self, news: int) -> None:
        for name in GOOD:
            self.sites[name].answers = healthy(name, news)


@pytest.fixture
def found(loa: Loa, tmp_path: Path) -> Iterator[Callable[[dict[str, Bad]], Town]]:
    with ExitStack() as stack:
        yield lambda bad: Town(loa, tmp_path / "city", stack, bad)


def when(run: dict[str, str], what: str) -> datetime:
    return datetime.fromisoformat(run[what])


def test_five_bad_sources_neither_delay_nor_spoil_the_fifteen_others(found: Callable[[dict[str, Bad]], Town]) -> None:
    town = found(BAD)
    runs = town.crawl(status=0)
    assert {run["outcome"] for run in runs.values()} == {"ok"}
    before = {name: town.feed(f"source/{name}") for name in BAD}
    assert all(len(town.titles(f"source/{name}")) == NEWS for name in (*GOOD, *BAD))

    town.go_bad()
    with sqlite3.connect(town.loa.data / "archive.sqlite") as database:
        database.execute("DELETE FROM robots")  # else a copy answers for a day
    town.news(NEWS + NEW)
    for site in town.sites.values():
        site.asked.clear()
    runs = town.crawl(status=1)

    for name in GOOD:
        assert (runs[name]["outcome"], runs[name]["cause"]) == ("ok", ""), name
        assert json.loads(runs[name]["counts"])["new"] == NEW
        assert town.titles(f"source/{name}") == sorted(title(name, n) for n in range(1, NEWS + NEW + 1))
        asked = [path for path in town.sites[name].paths() if path.startswith("/tin/")]
        assert len(asked) == len(set(asked)), f"{name} was asked twice for a page"
    expected = sorted(title(name, n) for name in GOOD for n in range(1, NEWS + NEW + 1))
    assert sorted(set(town.titles("all")) - {title(name, n) for name in BAD for n in range(1, NEWS + 1)}) == expected

    for name, bad in BAD.items():
        assert runs[name]["outcome"] == "failed"
        assert bad.words in runs[name]["cause"], name
        assert town.feed(f"source/{name}") == before[name]

    # In time: every good source's run was over before the first of those that are waited for was given up.
    begun = min(when(run, "started_at") for run in runs.values())
    given_up = [when(runs[name], "ended_at") for name, bad in BAD.items() if bad.waits]
    assert all((at - begun).total_seconds() >= TIMEOUT - 1 for at in given_up)
    assert max(when(runs[name], "ended_at") for name in GOOD) < min(given_up)


def test_other_ways_to_be_bad_spoil_nobody_either(found: Callable[[dict[str, Bad]], Town]) -> None:
    town = found(MORE)
    town.go_bad()
    runs = town.crawl(status=1)
    for name in GOOD:
        assert (runs[name]["outcome"], runs[name]["cause"]) == ("ok", ""), name
        assert town.titles(f"source/{name}") == sorted(title(name, n) for n in range(1, NEWS + 1))
    for name, bad in MORE.items():
        assert runs[name]["outcome"] == "failed"
        assert bad.words in runs[name]["cause"], name
