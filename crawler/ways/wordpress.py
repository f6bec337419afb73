"""The posts of WordPress's own API (https://developer.wordpress.org/rest-api/reference/posts/)."""

import re
from datetime import UTC, datetime
from typing import Any

from crawler.article import LeftOut, Listed, Published
from crawler.clean import clean_line, shorten
from crawler.extract.page import Context, Page
from crawler.ways.document import json_of, plain_title, web_address
from crawler.ways.moments import EARLIEST, Moment, plausible, read_moments
from crawler.ways.told import MOST_ITEMS, NO_ADDRESS, Told, Unread, left_out, once

_NUMBER = re.compile(r"([?&]page=)(\d{1,6})(?=&|$)")
_PER_PAGE = re.compile(r"[?&]per_page=(\d{1,3})(?:&|$)")


def read_posts(page: Page, context: Context) -> Told:
    """The posts of an API's answer, in its order. Never raises: `cause` says why there are none, in the API's own words
    where it tells an error. `next_url` is the next page, where this one is full."""
    try:
        value = json_of(page)
    except Unread as error:
        return Told(cause=str(error))
    if isinstance(value, dict):
        return Told(cause=_error(value))
    if not isinstance(value, list):
        return Told(cause="it is JSON, but no list of posts")
    posts = [post for post in value[:MOST_ITEMS] if isinstance(post, dict)]
    items, left = [], []
    for post in posts:
        if address := web_address(post.get("link"), page.url):
            items.append(Listed(address, _title(post), page.url, _published(post, context)))
        else:
            left.append(LeftOut("", _title(post), NO_ADDRESS))
    cause, next_url = ("", _next(page.url, len(value))) if items else ("the API tells no posts", None)
    return Told(once(items), cause, next_url, left=left_out(left))


def _error(value: dict[Any, Any]) -> str:
    said = [clean_line(part) for name in ("code", "message") if isinstance(part := value.get(name), str)]
    words = ": ".join(word for word in said if word)
    return shorten(f"the API answers with an error: {words}", 300) if words else "it is JSON, but no list of posts"


def _title(post: dict[Any, Any]) -> str:
    title = post.get("title")
    return plain_title(title.get("rendered") if isinstance(title, dict) else title)


def _published(post: dict[Any, Any], context: Context) -> Published | None:
    """`date_gmt` is UTC though it does not say so; `date` shows the site's own clock."""
    written = post.get("date_gmt")
    if isinstance(written, str) and (value := _instant(written)):
        local = value.astimezone(context.zone)
        midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
        found = Published(local.date() if midnight else local, written, "api")
        return found if plausible(found, context) else None
    written = post.get("date")
    return read_moments([Moment(written)], "api", context)[0] if isinstance(written, str) else None


def _instant(text: str) -> datetime | None:
    """None also for the zeros of a draft."""
    try:
        value = datetime.fromisoformat(text[:40].strip())
    except ValueError:
        return None
    if not EARLIEST <= value.year <= 9000:
        return None
    return value.replace(tzinfo=value.tzinfo or UTC, microsecond=0)


def _next(url: str, posts: int) -> str | None:
    """The same address for the next page; None where this one was not full."""
    full = _PER_PAGE.search(url)
    if posts < (int(full[1]) if full else 10):
        return None
    if number := _NUMBER.search(url):
        return url[: number.start(2)] + str(int(number[2]) + 1) + url[number.end(2) :]
    return url + ("&" if "?" in url else "?") + "page=2"
