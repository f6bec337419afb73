"""Hostile and broken sites beside a healthy one, in one crawl: the healthy one is read whole, once, and in time."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack

import brotli
import pytest
from backports import zstd

from tests.crawler.guard.sites import PAGE, Answer, Site, drip, http, redirect, reset, silent
from tests.crawler.guard.walker import LOCAL, Crawl, Told, walk

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = b"\0" * 30_000_000


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return OK + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body + end


def packed(body: bytes, encoding: str) -> bytes:
    return http(body, headers=(f"Content-Encoding: {encoding}",))


def links() -> Iterator[tuple[str, Answer]]:
    for number in range(12):
        yield f"/{number}", redirect(f"/{number + 1}")


# One way to go wrong: what the site does, and the words that the source's failure must hold ("" for a good page).
BEHAVIOURS: dict[str, tuple[Answer | dict[str, Answer], str]] = {
    "silent": (silent, "timed out"),
    "slow-header": (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.1), "timed out"),
    "slow-body": (drip(OK + b"\r\n", b"<p>", 0.1), "timed out"),
    "slow-length": (drip(OK + b"Content-Length: 100000\r\n\r\n", b"<p>", 0.1), "timed out"),
    "endless-body": (drip(OK + b"\r\n", b"<p>tin</p>" * 5000, 0), "larger than 8 MB"),
    "endless-chunks": (
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"fff0\r\n" + b"a" * 0xFFF0 + b"\r\n", 0),
        "larger",
    ),
    "endless-header": (drip(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 5000 + b"\r\n", 0), "no HTTP"),
    "endless-line": (drip(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536, 0), "connection"),
    "endless-100": (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, 0), "no HTTP"),
    "huge-length": (http(PAGE, length=10 * 2**30), "larger than 8 MB"),
    "many-cookies": (http(PAGE, headers=("Set-Cookie: a=" + "b" * 2000,) * 300), ""),
    "gzip-bomb": (packed(gzip.compress(BOMB), "gzip"), "larger than 8 MB when unpacked"),
    "deflate-bomb": (packed(zlib.compress(BOMB), "deflate"), "larger than 8 MB when unpacked"),
    "br-bomb": (packed(brotli.compress(BOMB), "br"), "larger than 8 MB when unpacked"),
    "zstd-bomb": (packed(zstd.compress(BOMB), "zstd"), "larger than 8 MB when unpacked"),
    "nested-bomb": (packed(gzip.compress(gzip.compress(BOMB)), "gzip, gzip"), "larger than 8 MB when unpacked"),
    "cut-length": (http(PAGE, length=len(PAGE) + 100), "cut short"),
    "cut-chunk": (chunked(PAGE[:500], PAGE[500:], end=b"ff\r\nab"), "cut short"),
    "cut-last-chunk": (chunked(PAGE, end=b""), "cut short"),
    "cut-at-close": (http(PAGE[:1500], length=-1), "cut short"),
    "cut-gzip": (packed(gzip.compress(PAGE)[:-9], "gzip"), "cut short"),
    "cut-br": (packed(brotli.compress(PAGE)[:-3], "br"), "cut short"),
    "cut-zstd": (packed(zstd.compress(PAGE)[:-3], "zstd"), "cut short"),
    "cut-deflate": (packed(zlib.compress(PAGE)[:-5], "deflate"), "cut short"),
    "too-short-length": (http(PAGE, length=1500), "cut short"),
    "two-lengths": (http(PAGE, headers=("Content-Length: 5",)), "no HTTP"),
    "negative-length": (http(PAGE, length=-7), "no HTTP"),
    "whole-at-close": (http(PAGE, length=-1), ""),
    "whole-gzip": (packed(gzip.compress(PAGE), "gzip"), ""),
    "said-gzip-is-none": (packed(PAGE, "gzip"), ""),
    "reset": (reset, "connection"),
    "closed": (b"", "connection closed"),
    "no-http": (b"tin moi\r\n\r\n", "no HTTP"),
    "ssh": (b"SSH-2.0-OpenSSH_9.2\r\n", "no HTTP"),
    "circle": (redirect("/page"), "redirects in a circle"),
    "two-step-circle": ({"/page": redirect("/b"), "/b": redirect("/page")}, "redirects in a circle"),
    "long-way": ({"/page": redirect("/0"), **dict(links())}, "redirects more than 10 times"),
    "to-a-file": (redirect("file:///etc/passwd"), "no web address"),
    "to-ftp": (redirect("ftp://tin.example/"), "no web address"),
    "to-script": (redirect("javascript:alert(1)"), "no web address"),
    "to-nowhere": (redirect("http://[:/"), "no web address"),
    "to-this-machine": (redirect("http://127.0.0.2:9/"), "is of this machine"),
    "to-metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "is link-local"),
    "to-a-number": (redirect("http://2130706433:9/"), "in disguise|is of this machine"),
    "to-a-user": (redirect("http://user:geheim@127.0.0.1:9/"), "a user name or a password"),
    "to-mapped": (redirect("http://[::ffff:7f00:2]:9/"), "is of this machine"),
    "no-location": (http(b"", "302 Found"), "answered 302"),
    "partial": (http(PAGE[:500], "206 Partial Content", ("Content-Range: bytes 0-499/4000",)), ""),
    "error-500": (http(PAGE, "500 Internal Server Error"), ""),
}


@pytest.fixture(scope="module")
def crawl() -> Iterator[tuple[Crawl, dict[str, Site]]]:
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(Site(answer if isinstance(answer, dict) else {"/page": answer}))
            for name, (answer, _) in BEHAVIOURS.items()
        }
        sites["healthy"] = stack.enter_context(Site())
        sources = {
            name: {"ask": [site.url("/page")], "allow_hosts": ["127.0.0.1"], "delay": 0} for name, site in sites.items()
        }
        sources["healthy"]["ask"] = [sites["healthy"].url(f"/{number}") for number in range(20)]
        sources["closed-port"] = {"ask": ["http://127.0.0.1:1/"], "allow_hosts": LOCAL, "delay": 0}
        yield walk(sources, config={"timeout": 4.0}, hasty=True), sites


def told(crawl: tuple[Crawl, dict[str, Site]], name: str) -> Told:
    return crawl[0].sources[name]


def test_the_healthy_neighbour_is_read_whole_once_and_in_time(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    healthy, site = told(crawl, "healthy"), crawl[1]["healthy"]
    assert list(healthy.pages.values()) == [(200, len(PAGE))] * 20
    assert sorted(asked.path for asked in site.pages()) == sorted(f"/{number}" for number in range(20))
    assert site.most_at_once == 1
    assert healthy.ended < 12


def test_the_whole_crawl_is_bounded_in_time_and_memory(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    assert crawl[0].seconds < 20
    assert crawl[0].peak_mb < 300


@pytest.mark.parametrize("name", [name for name, (_, words) in BEHAVIOURS.items() if words])
def test_what_goes_wrong_is_no_page_and_has_its_cause(name: str, crawl: tuple[Crawl, dict[str, Site]]) -> None:
    source = told(crawl, name)
    assert source.pages == {}
    (cause,) = source.causes.values()
    assert any(words in cause for words in BEHAVIOURS[name][1].split("|")), cause


@pytest.mark.parametrize("name", [name for name, (_, words) in BEHAVIOURS.items() if not words])
def test_what_is_only_odd_is_read(name: str, crawl: tuple[Crawl, dict[str, Site]]) -> None:
    source = told(crawl, name)
    statuses = {"partial": 206, "error-500": 500}
    assert source.causes == {}
    assert [page[0] for page in source.pages.values()] == [statuses.get(name, 200)]
    if name not in statuses:
        assert [page[1] for page in source.pages.values()] == [len(PAGE)]


def test_nothing_listens_is_told_as_that(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    assert list(told(crawl, "closed-port").causes.values()) == ["robots.txt cannot be read: connection refused"]


def test_a_broken_connection_is_tried_three_times_and_a_silent_one_once(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    asked = {name: len(site.pages()) for name, site in crawl[1].items()}
    assert {asked[name] for name in ("reset", "cut-length", "cut-gzip", "error-500")} == {3}
    assert {asked[name] for name in ("silent", "slow-body", "br-bomb", "endless-body", "no-http", "circle")} == {1}


def test_no_more_is_asked_than_the_redirects_allow(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    assert len(crawl[1]["long-way"].pages()) == 11
    assert len(crawl[1]["two-step-circle"].pages()) == 2


def test_no_cookie_and_no_referer_is_sent_and_the_user_agent_is_honest(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    for asked in (asked for site in crawl[1].values() for asked in site.asked):
        assert not {"cookie", "referer"} & asked.headers.keys()
        assert asked.headers["user-agent"].startswith("Loa/")
        assert asked.headers["accept-language"] == "vi, *;q=0.5"


def test_the_log_says_for_each_request_why_it_was_made_or_not(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    log = crawl[0].log
    assert "to-metadata: not asked, the address 169.254.169.254 is link-local" in log
    assert "healthy: asked (robots.txt), answered 404" in log
    assert "geheim" not in log
    for name, site in crawl[1].items():
        assert log.count(f" {name}: asked") == len(site.asked), name
