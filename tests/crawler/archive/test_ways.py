"""What was found of the ways to a source's news is there again, a list page at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.archive import Archive, ways
from crawler.archive.ways import Way

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIST = "https://bao.example/tin-tuc"
PAGE = Way(LIST, LIST, "page", "the source's file names it", False, "the list page itself")
FEED = Way(LIST, "https://bao.example/rss.xml", "feed", "the page links it as a feed", True, "it tells 10 of the 10 …")


def test_ways_come_back_the_chosen_one_first(archive: Archive) -> None:
    with archive.begin() as tx:
        assert (ways.of(tx, "bao"), ways.looked_at(tx, "bao")) == ((), None)
        ways.remember(tx, "bao", [PAGE, FEED], NOW)
    with archive.read() as tx:
        assert ways.of(tx, "bao") == (replace(FEED, checked_at=NOW), replace(PAGE, checked_at=NOW))
        assert ways.looked_at(tx, "bao") == NOW
        assert (ways.of(tx, "phuong"), ways.looked_at(tx, "phuong")) == ((), None)


def test_a_list_page_that_is_looked_at_again_forgets_what_it_had_and_no_other_does(archive: Archive) -> None:
    later = NOW + timedelta(days=7)
    second = Way("https://bao.example/ubnd", "https://bao.example/ubnd", "page", "x", True, "y")
    with archive.begin() as tx:
        ways.remember(tx, "bao", [PAGE, FEED, second], NOW)
        ways.remember(tx, "phuong", [PAGE], NOW)
        ways.remember(tx, "bao", [replace(PAGE, chosen=True, reason="the feed lags")], later)
        found = ways.of(tx, "bao")
        assert found == (
            Way(LIST, LIST, "page", PAGE.found, True, "the feed lags", later),
            replace(second, checked_at=NOW),
        )
        assert (ways.looked_at(tx, "bao"), ways.looked_at(tx, "phuong")) == (later, NOW)


def test_an_address_named_twice_is_kept_once_and_nothing_is_nothing(archive: Archive) -> None:
    with archive.begin() as tx:
        ways.remember(tx, "bao", [FEED, replace(FEED, chosen=False), PAGE], NOW)
        ways.remember(tx, "bao", [], NOW)
        assert [(way.url, way.chosen) for way in ways.of(tx, "bao")] == [(FEED.url, True), (LIST, False)]
