"""The posts of WordPress's API, and its errors in its own words."""

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.extract.page import Page
from crawler.ways.told import Told
from crawler.ways.wordpress import read_posts
from tests.crawler.ways.test_feed import CONTEXT, JSONS

URL = "https://bao.example/wp-json/wp/v2/posts?per_page=2&_fields=id,link,title,date,date_gmt,modified_gmt"


def told(value: Any, url: str = URL) -> Told:
    body = value if isinstance(value, str) else json.dumps(value)
    return read_posts(Page(body.encode(), url, "application/json; charset=UTF-8"), CONTEXT)


def post(number: int = 1, **given_: Any) -> dict[str, Any]:
    values = {
        "id": number,
        "date": "2026-11-24T08:30:00",
        "date_gmt": "2026-11-24T01:30:00",
        "modified_gmt": "2026-11-24T02:00:00",
        "link": f"https://bao.example/cau-{number}/",
        "title": {"rendered": "Cầu &#038; <em>đường</em> &#8211; mới"},
    }
    return values | given_


def test_a_post_has_its_address_title_and_time() -> None:
    (link,) = told([post()]).items
    assert (link.url, link.title) == ("https://bao.example/cau-1/", "Cầu & đường – mới")
    assert link.published is not None
    assert (link.published.isoformat(), link.published.rule) == ("2026-11-24T08:30:00+07:00", "api")
    assert link.published.assumed == ()


@pytest.mark.parametrize(
    ("date", "date_gmt", "read"),
    [
        ("2026-11-24T01:30:00", "2026-11-24T01:30:00", "2026-11-24T08:30:00+07:00"),  # a site whose own clock is UTC
        ("2026-11-24T07:00:00", "2026-11-24T00:00:00", "2026-11-24T07:00:00+07:00"),  # midnight in UTC is no day
        ("2026-11-24T00:00:00", "2026-11-23T17:00:00", "2026-11-24"),  # midnight of the town is
        ("2026-11-24T08:30:00", "0000-00-00T00:00:00", "2026-11-24T08:30:00+07:00"),
        ("2026-11-24T08:30:00", None, "2026-11-24T08:30:00+07:00"),
        ("2026-11-24T18:30:00", "2026-11-24T11:30:00", None),  # the future
        (None, None, None),
        (3, [], None),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00", None),
        ("9999-12-31T23:59:59", "9999-12-31T23:59:59", None),
    ],
)
def test_the_time_is_the_one_in_utc(date: Any, date_gmt: Any, read: str | None) -> None:
    (link,) = told([post(date=date, date_gmt=date_gmt)]).items
    assert (link.published.isoformat() if link.published else None) == read


def test_a_full_page_has_a_next_one() -> None:
    assert told([post(1)]).next_url is None
    second = told([post(1), post(2)]).next_url
    assert second == URL + "&page=2"
    assert told([post(3), post(4)], second).next_url == URL + "&page=3"


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ([], "the API tells no posts"),
        ([{"id": 1}], "the API tells no posts"),
        ({"code": "rest_no_route", "message": "No <b>route</b>\n was found"},
         "the API answers with an error: rest_no_route: No <b>route</b> was found"),
        ({}, "it is JSON, but no list of posts"),
        (3, "it is JSON, but no list of posts"),
        ("<!DOCTYPE html><html>Just a moment…</html>", "a web page in place of JSON"),
        ('[{"link": "https://bao.exa', "it is no JSON, or its end is missing"),
        ("", "the answer is empty"),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_cannot_be_read_says_why(value: Any, cause: str) -> None:
    found = told(value)
    assert (found.items, found.cause, found.next_url) == ((), cause, None)


def test_notices_before_the_posts_are_passed_over() -> None:
    assert len(told(f"<b>Notice</b>: undefined index [x] in plugin.php\n{json.dumps([post()])}").items) == 1


@given(JSONS)
def test_no_json_breaks_the_reader(value: Any) -> None:
    broken = [post(link=value), post(title=value), post(title={"rendered": value}), post(date=value, date_gmt=value)]
    for posts in (value, [value], [value, *broken]):
        found = told(posts)
        assert bool(found.items) != bool(found.cause)
