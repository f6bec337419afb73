"""robots.txt by RFC 9309, and what a hostile one can do."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard.robots import LONGEST, Rules, for_us
from tests.crawler.guard.sites import PAGE, Answer, Site, drip, http, redirect, reset, silent
from tests.crawler.guard.walker import Crawl, walk


def text(rules: str, status: str = "200 OK") -> bytes:
    return http(rules.encode(), status, kind="text/plain")


CLOSED = "User-agent: *\nDisallow: /\n"
FAR = {f"/r{n}": redirect(f"/r{n + 1}") for n in range(4)}

# What is at /robots.txt (and elsewhere), and the cause that /page then has; None: it is read.
CASES: dict[str, tuple[dict[str, Answer], str | None]] = {
    "none": ({"/robots.txt": text("", "404 Not Found")}, None),
    "gone": ({"/robots.txt": text(CLOSED, "410 Gone")}, None),
    "unauthorized": ({"/robots.txt": text(CLOSED, "401 Unauthorized")}, None),
    "forbidden": ({"/robots.txt": text(CLOSED, "403 Forbidden")}, None),
    "closed": ({"/robots.txt": text(CLOSED)}, "robots.txt forbids it"),
    "closed-to-us": ({"/robots.txt": text("User-agent: loa\nDisallow: /page\n")}, "robots.txt forbids it"),
    "closed-to-others": ({"/robots.txt": text("User-agent: Other\nDisallow: /\n")}, None),
    "closed-to-a-beginning": ({"/robots.txt": text("User-agent: Lo\nDisallow: /\n")}, None),
    "open-to-us": ({"/robots.txt": text(f"{CLOSED}\nUser-agent: Loa\nAllow: /\n")}, None),
    "longest-rule-wins": ({"/robots.txt": text("User-agent: *\nDisallow: /\nAllow: /pa\n")}, None),
    "a-page": ({"/robots.txt": http(PAGE)}, None),
    "error-500": ({"/robots.txt": text("", "500 Internal Server Error")}, "robots.txt cannot be read: answered 500"),
    "error-503": ({"/robots.txt": text("", "503 Service Unavailable")}, "robots.txt cannot be read: answered 503"),
    "silent": ({"/robots.txt": silent}, "robots.txt cannot be read: timed out after 2 s"),
    "reset": ({"/robots.txt": reset}, "robots.txt cannot be read: connection lost"),
    "redirected": ({"/robots.txt": redirect("/r0"), **FAR, "/r4": text(CLOSED)}, "robots.txt forbids it"),
    "redirected-too-far": ({"/robots.txt": redirect("/r0"), **FAR, "/r4": redirect("/r5"), "/r5": text(CLOSED)}, None),
    "in-a-circle": ({"/robots.txt": redirect("/robots.txt")}, None),
    "endless": (
        {"/robots.txt": drip(b"HTTP/1.1 200 OK\r\n\r\n" + CLOSED.encode(), b"# tin\n" * 999, 0)},
        "robots.txt forbids it",
    ),
    "rule-beyond-the-cut": ({"/robots.txt": text("#" * LONGEST + "\n" + CLOSED)}, None),
    "many-agents": (
        {"/robots.txt": text("".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /x\n" * 15_000)},
        None,
    ),
}


@pytest.fixture(scope="module")
def crawl() -> Iterator[tuple[Crawl, dict[str, Site]]]:
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site(answers)) for name, (answers, _) in CASES.items()}
        slow = stack.enter_context(Site({"/robots.txt": text("User-agent: *\nCrawl-delay: 0.7\n")}))
        forever = stack.enter_context(Site({"/robots.txt": text("User-agent: *\nCrawl-delay: 86400\n")}))
        sites |= {"slow": slow, "forever": forever, "healthy": stack.enter_context(Site())}
        sources = {
            name: {"ask": [site.url("/page")], "allow_hosts": ["127.0.0.1"], "delay": 0} for name, site in sites.items()
        }
        sources["slow"]["ask"] = [slow.url(f"/{n}") for n in range(3)]
        sources["forever"]["ask"] = [forever.url(f"/{n}") for n in range(20)]
        sources["healthy"]["ask"] = [sites["healthy"].url(f"/{n}") for n in range(20)]
        sources["silent"]["ask"] = [sites["silent"].url(f"/{n}") for n in range(20)]
        yield walk(sources, config={"timeout": 2}, hasty=True), sites


@pytest.mark.parametrize("name", CASES)
def test_a_robots_file_is_read_as_the_rfc_says(name: str, crawl: tuple[Crawl, dict[str, Site]]) -> None:
    told, expected = crawl[0].sources[name], CASES[name][1]
    if expected is None:
        assert told.causes == {}
        assert told.pages
    else:
        assert told.pages == {}
        assert set(told.causes.values()) == {expected}
        assert "/page" not in crawl[1][name].paths()


def test_a_healthy_neighbour_is_not_held_up(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    healthy = crawl[0].sources["healthy"]
    assert len(healthy.pages) == 20
    assert healthy.ended < 8
    assert crawl[0].seconds < 15
    assert crawl[0].peak_mb < 300


def test_each_host_is_asked_once_for_its_robots_file(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    for name in ("healthy", "silent", "closed", "slow"):
        assert crawl[1][name].paths().count("/robots.txt") == 1


def test_a_crawl_delay_is_kept(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    site = crawl[1]["slow"]
    assert len(site.pages()) == 3
    assert all(later.at - earlier.at >= 0.6 for earlier, later in pairwise(site.asked))


def test_a_crawl_delay_longer_than_the_run_ends_it_at_once(crawl: tuple[Crawl, dict[str, Site]]) -> None:
    told = crawl[0].sources["forever"]
    assert told.pages == {}
    assert len(told.causes) == 20
    assert all("86400 s between two requests" in cause for cause in told.causes.values())
    assert "86400" in crawl[0].stats["loa/forever/stopped"]


def test_two_sources_of_one_host_share_the_answer_and_the_turns() -> None:
    with Site({"/robots.txt": text("User-agent: *\nDisallow: /closed\n")}) as site:
        sources = {
            name: {
                "ask": [site.url(f"/{name}/{n}") for n in range(3)] + [site.url("/closed")],
                "allow_hosts": ["127.0.0.1"],
                "delay": 0.1,
            }
            for name in ("first", "second")
        }
        crawl = walk(sources)
        for told in crawl.sources.values():
            assert len(told.pages) == 3
            assert list(told.causes.values()) == ["robots.txt forbids it"]
        assert site.most_at_once == 1
        assert all(later.at - earlier.at >= 0.05 for earlier, later in pairwise(site.pages()))


@given(st.text(alphabet=st.sampled_from("user-agent: *Loa\n\r\tDisallow/$#\u2028\x00é"), max_size=300))
def test_no_text_makes_the_rules_fail(content: str) -> None:
    rules = Rules(content)
    rules.allows("http://tin.example/page?a=b")
    assert rules.crawl_delay >= 0


def test_other_crawlers_share_one_name_and_we_keep_ours() -> None:
    lines = for_us("\ufeffUser-agent: A\nUser-Agent : B # we\nuser agent loa/2.0\nDisallow: /x\nUser-agent: *\n").split(
        "\n"
    )
    assert lines == ["User-agent: another", "User-agent: Loa", "Disallow: /x", "User-agent: *"]


def test_many_wildcards_cost_no_time() -> None:
    rules = Rules("User-agent: *\n" + "Disallow: /" + "*a" * 500 + "$\n" * 1 + "Disallow: /*a*b*c\n" * 5000)
    begun = perf_counter()
    rules.allows("http://tin.example/" + "a" * 2000)
    assert perf_counter() - begun < 20
