"""Every list ends by itself, however its pager is made."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.article import Listed, Published
from crawler.spiders.paging import FILL_PAGES, GAP_PAGES, UNDATED_PAGES, Chain

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LIST = "https://bao.example/tin"


def item(number: int, days_ago: int | None = None) -> Listed:
    told = None if days_ago is None else Published((NOW - timedelta(days=days_ago)).date(), "", "list")
    return Listed(f"https://bao.example/bai-{number}", f"Bài {number}", LIST, told)


def followed(
    pages: Callable[[str, int], tuple[list[Listed], str | None]],
    *,
    since: datetime | None = datetime(2000, 1, 1, tzinfo=UTC),
    most: int = FILL_PAGES,
    known: Callable[[Listed], bool] = lambda item: False,
) -> list[str]:
    """The addresses that are asked, from the list page on; `pages` is the site."""
    chain = Chain(since, most, UTC)
    url: str | None = LIST
    asked: list[str] = []
    while url is not None:
        asked.append(url)
        assert len(asked) < 2_000
        items, next_url = pages(url, len(asked))
        url = chain.next(url, items, next_url, [one.url for one in items if known(one)])
    return asked


def ten(page: int, **told: int) -> list[Listed]:
    return [item(page * 10 + n, **told) for n in range(10)]


def test_a_list_of_five_pages_is_five_pages() -> None:
    asked = followed(lambda url, n: (ten(n, days_ago=n), f"{LIST}?page={n + 1}" if n < 5 else None))
    assert asked == [LIST, *(f"{LIST}?page={n}" for n in range(2, 6))]


@pytest.mark.parametrize(
    ("name", "next_url", "most"),
    [
        ("the last page again and again", lambda n: f"{LIST}?page={n + 1}", 5),
        ("back to the first page", lambda n: LIST if n == 4 else f"{LIST}?page={n + 1}", 4),
        ("a path that grows", lambda n: LIST + "".join(f"/page/{k}" for k in range(2, n + 2)), 2),
        ("another language", lambda n: f"https://bao.example/{'en' if n % 2 else 'vi'}/tin?page={n + 1}", 2),
        ("a session in each address", lambda n: f"{LIST};jsessionid=A{n:015}", 1),
    ],
)
def test_a_list_without_an_end_ends(name: str, next_url: Callable[[int], str], most: int) -> None:
    endless = "again" in name
    asked = followed(lambda url, n: (ten(min(n, 4) if endless else n, days_ago=1), next_url(n)))
    assert len(asked) <= most


def test_a_calendar_whose_months_are_empty_ends_at_the_first() -> None:
    months = [f"{LIST}?thang={month}" for month in range(12, 0, -1)]
    assert followed(lambda url, n: ([] if n > 1 else ten(1, days_ago=1), months[n])) == [LIST, months[1]]


def test_however_many_new_pages_there_are_there_is_a_limit() -> None:
    assert len(followed(lambda url, n: (ten(n, days_ago=0), f"{LIST}?page={n + 1}"))) == FILL_PAGES


def test_a_fill_ends_where_two_pages_are_too_old() -> None:
    asked = followed(lambda url, n: (ten(n, days_ago=n * 10), f"{LIST}?page={n + 1}"), since=NOW - timedelta(days=35))
    assert len(asked) == 5  # days 10, 20, 30, then 40 and 50


def test_old_articles_on_top_do_not_end_a_fill() -> None:
    def pages(url: str, n: int) -> tuple[list[Listed], str | None]:
        pinned = [item(9_000 + k, days_ago=900) for k in range(3)]
        return [*pinned, *ten(n, days_ago=n)], f"{LIST}?page={n + 1}" if n < 8 else None

    assert len(followed(pages, since=NOW - timedelta(days=90))) == 8


def test_a_list_without_dates_goes_by_its_articles_own() -> None:
    chain = Chain(NOW - timedelta(days=30), FILL_PAGES, UTC)
    assert chain.next(LIST, ten(1), f"{LIST}?page=2", [])
    for page in (2, 3):
        chain.read.append(Published(date(2020, 1, 1), "", "dateline"))
        found = chain.next(f"{LIST}?page={page}", ten(page), f"{LIST}?page={page + 1}", [])
        assert bool(found) is (page == 2)


def test_a_list_that_nothing_dates_is_bounded() -> None:
    assert len(followed(lambda url, n: (ten(n), f"{LIST}?page={n + 1}"))) == UNDATED_PAGES


def test_a_gap_is_followed_until_something_is_known() -> None:
    def pages(url: str, n: int) -> tuple[list[Listed], str | None]:
        return ten(n), f"{LIST}?page={n + 1}"

    known = {one.url for one in ten(3)}
    assert len(followed(pages, since=None, most=GAP_PAGES, known=lambda one: one.url in known)) == 3
    assert len(followed(pages, since=None, most=GAP_PAGES)) == GAP_PAGES


def test_what_its_list_shows_as_too_old_is_not_asked_for() -> None:
    chain = Chain(NOW - timedelta(days=30), FILL_PAGES, UTC)
    assert [chain.wanted(item(n, days_ago=days)) for n, days in enumerate((1, 29, 31, 400))] == [
        True,
        True,
        False,
        False,
    ]
    assert chain.wanted(item(9))
