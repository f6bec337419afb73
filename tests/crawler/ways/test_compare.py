"""A way is trusted only where it tells what the list page shows; the reason is one that an operator understands."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Listed, Published
from crawler.ways.choose import Judged, choose
from crawler.ways.compare import Verdict, compare
from crawler.ways.kinds import Kind
from crawler.ways.offers import Offer
from crawler.ways.told import Told

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=ZONE)
LIST = "https://bao.example.com/tin-tuc"


def link(
    number: int, when: datetime | date | None = None, *, site: str = "bao.example.com", title: str | None = None
) -> Listed:
    published = Published(when, "", "list") if when else None
    return Listed(f"https://{site}/tin-{number}.html", f"Tin {number}" if title is None else title, LIST, published)


def daily(*numbers: int, days: bool = False) -> list[Listed]:
    """Article n is n days old."""
    times = [NOW - timedelta(days=number) for number in numbers]
    return [link(number, time.date() if days else time) for number, time in zip(numbers, times, strict=True)]


def undated(*numbers: int) -> list[Listed]:
    return [link(number) for number in numbers]


def verdict(listed: Sequence[Listed], told: Sequence[Listed]) -> Verdict:
    return compare(listed, Told(tuple(told)), NOW)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (daily(*range(10)), daily(*range(10))),
        (daily(*range(10)), daily(*range(30))),  # it tells more
        (daily(*range(20)), daily(*range(10))),  # the rest is older than all it tells
        (daily(*range(20), days=True), daily(*range(10))),
        (daily(400, *range(10)), daily(*range(10))),  # an old one stands on top
        (undated(*range(20)), daily(*range(10))),  # below the last one that is told
        (undated(*range(20)), undated(*range(10))),
        (daily(*range(10)), undated(*reversed(range(10)))),
        (daily(0, 1), daily(0, 1)),
        ([*daily(*range(10)), link(50, NOW, site="other.example.net")], daily(*range(10))),  # another site's news
        (
            [*daily(*range(10)), link(50, NOW, site="other.example.net")],
            [*daily(*range(10)), link(50, NOW, site="other.example.net")],  # which both show
        ),
        # of the day of the oldest that is told: it may be older
        ([*daily(*range(10), days=True), link(50, (NOW - timedelta(days=9)).date())], daily(*range(10), days=True)),
    ],
    ids=range(12),
)
def test_a_way_that_tells_what_the_list_shows_is_trusted(listed: list[Listed], told: list[Listed]) -> None:
    found = verdict(listed, told)
    assert found.trusted, found.reason


def test_the_reason_of_trust_counts() -> None:
    assert verdict(daily(*range(20)), daily(*range(10))).reason == (
        "it tells 10 of the 20 articles that the list page shows; 10 more are older than all it tells"
    )


@pytest.mark.parametrize(
    ("listed", "told", "reason"),
    [
        (
            daily(*range(10)),
            daily(0, 1, 2, 4, 5, 6, 7, 8, 9, 10),
            "lacks 1 of the 10 articles that the list page shows, the newest of them of 2026-11-21: Tin 3",
        ),
        (
            daily(*range(10), days=True),
            daily(0, 1, 3, 4, 5, 6, 8, 9, 10),
            "lacks 2 of the 10 articles that the list page shows, the newest of them of 2026-11-22: Tin 2",
        ),
        (
            undated(*range(10)),
            undated(0, 1, 2, 4, 5, 6, 7, 8, 9),
            "lacks 1 of the 10 articles that the list page shows, the newest of them: Tin 3",
        ),
        (
            daily(*range(10)),
            daily(*range(3, 13)),
            "it lags, its newest is of 2026-11-21, the list page's of 2026-11-24;"
            " it lacks 3 of the 10 articles that the list page shows, the newest of them of 2026-11-24: Tin 0",
        ),
        (
            daily(*range(10)),
            daily(*range(300, 310)),
            "it lags: none of the 10 articles that the list page shows is told, its newest is of 2026-01-28,"
            " the list page's of 2026-11-24",
        ),
        (undated(1, 2), undated(3, 4), "none of the 2 articles that the list page shows is told, its own are others"),
        (
            undated(*range(5)),
            [Listed(f"https://bao.example.com/{n}", f"Tin {n}", LIST) for n in range(5)],
            "none of the 5 articles that the list page shows is told (5 of them under another address)",
        ),
        (
            daily(*range(10)),
            [link(n, site="other.example.net") for n in range(3)] + daily(*range(10)),
            "3 of the 13 that it tells are addresses of other sites, for instance https://other.example.net/tin-0.html",
        ),
        (
            daily(*range(4)),
            [link(n, title="") for n in range(4)],
            "all 4 that it tells have no title: which of them are news cannot be known",
        ),
        (
            daily(0, 10, 20, 25, 28, 29),
            daily(*range(30)),
            "its subject is wider than the list page's: 5 of its 6 newest articles are not shown there,"
            " for instance Tin 1",
        ),
        (daily(*range(10)), daily(0, 1, 2), "only 3 of the 10 articles that the list page shows are told"),
    ],
    ids=range(11),
)
def test_a_way_that_does_not_is_refused_with_the_reason(listed: list[Listed], told: list[Listed], reason: str) -> None:
    found = verdict(listed, told)
    assert (found.trusted, found.reason) == (False, reason)


def test_an_answer_without_articles_says_its_own_cause() -> None:
    assert compare(daily(1), Told(cause="a web page in place of a feed"), NOW) == Verdict(
        False, "a web page in place of a feed"
    )


def test_where_the_list_shows_nothing_a_way_that_is_alive_is_better() -> None:
    assert verdict([], daily(1, 2, 3)) == Verdict(
        True, "the list page shows no articles; it tells 3, the newest of 2026-11-23"
    )
    assert not verdict([], daily(100, 101)).trusted
    assert not verdict([], undated(1, 2)).trusted


def test_spellings_of_an_address_do_not_count() -> None:
    told = [Listed(f"http://www.bao.example.com/tin-{n}.html?utm_source=rss", f"Tin {n}", LIST) for n in range(6)]
    assert verdict(undated(*range(6)), told).trusted


WHEN = (
    st.none()
    | st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 24), timezones=st.just(ZONE))
    | st.dates(date(2026, 10, 1), date(2026, 11, 24))
)
LINKS = st.lists(st.builds(link, st.integers(0, 12), WHEN), max_size=15)


@given(LINKS, LINKS)
def test_whatever_is_compared_a_new_article_is_never_lost(listed: list[Listed], told: list[Listed]) -> None:
    found = verdict(listed, told)
    assert found.reason
    urls = {item.url for item in told}
    instants = [item.published.instant for item in told if item.published and item.published.instant]
    if found.trusted and listed and len(instants) == len(told):
        first: dict[str, Listed] = {}
        for item in listed:
            first.setdefault(item.url, item)
        for item in first.values():
            if item.url not in urls and item.published and item.published.instant:
                assert item.published.instant <= min(instants)


def judged(kind: Kind, *, trusted: bool, number: int = 0) -> Judged:
    return Judged(Offer(f"https://bao.example.com/{kind}/{number}", kind, "x"), Verdict(trusted, f"{kind} {number}"))


def test_the_best_of_the_trusted_is_chosen_with_its_reason() -> None:
    page, feed = judged("page", trusted=True), judged("feed", trusted=True)
    api, sitemap = judged("wordpress", trusted=False), judged("sitemap", trusted=True)
    second = judged("feed", trusted=True, number=1)
    assert choose([page, sitemap, feed, second, api]) == feed
    assert choose([page, sitemap, api]) == sitemap
    assert choose([page, api]) == page
    assert choose([page, judged("wordpress", trusted=True), feed]) == judged("wordpress", trusted=True)
    assert choose([api]) is None and choose([]) is None
