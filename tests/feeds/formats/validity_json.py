"""A checklist of what makes a JSON Feed valid: https://jsonfeed.org/version/1.1, RFC 8259, RFC 3339, BCP 47; and what
the other formats' checklist asks of texts, addresses and HTML."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.feeds.formats.validity import LANGUAGE, MARKUP, MEDIA_TYPE, RFC3339, UNFIT, URI, WEB, html, unique

TOP: dict[str, type] = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "next_url": str,
    "authors": list,
    "language": str,
    "expired": bool,
    "hubs": list,
    "items": list,
}
ITEM: dict[str, type] = {
    "id": str,
    "url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
    "_loa": dict,
}
ATTACHMENT: dict[str, type] = {"url": str, "mime_type": str, "title": str, "size_in_bytes": int}


def json_findings(document: bytes, address: str) -> list[str]:
    """Everything wrong with a JSON Feed that is served at `address`; an empty list for a valid one."""
    try:
        feed = json.loads(document.decode(), object_pairs_hook=_each_key_once)
    except ValueError as error:
        return [f"not JSON: {error}"]
    if not isinstance(feed, dict):
        return ["no object"]
    found = [*_keys(feed, TOP, ("version", "title", "home_page_url", "feed_url", "items"))]
    return found or [*_feed(feed, address), *_everywhere(feed)]


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError(f"a key twice: {[key for key, _ in pairs]}")
    return dict(pairs)


def _keys(given: Any, known: dict[str, type], required: tuple[str, ...]) -> Iterator[str]:
    """Keys that miss, are not known, have another type than the format gives them, or are empty."""
    if not isinstance(given, dict):
        yield f"no object: {given!r:.80}"
        return
    yield from (f"no {key} in {sorted(given)}" for key in required if key not in given)
    for key, value in given.items():
        if type(value) is not known.get(key):
            yield f"{key}: {value!r:.80}"
        elif not value and key != "items":
            yield f"{key} is empty"


def _everywhere(value: Any) -> Iterator[str]:
    if isinstance(value, str) and UNFIT.search(value):
        yield f"unfit character: {value!r:.80}"
    elif isinstance(value, dict):
        for part in value.values():
            yield from _everywhere(part)
    elif isinstance(value, list):
        for part in value:
            yield from _everywhere(part)


def _feed(feed: dict[str, Any], address: str) -> Iterator[str]:
    if next(iter(feed)) != "version" or feed["version"] != "https://jsonfeed.org/version/1.1":
        yield f"version {feed['version']!r}, first key {next(iter(feed))}"
    if feed["feed_url"] != address:
        yield f"feed_url is {feed['feed_url']}, not {address}"
    yield from _addresses(feed, "home_page_url", "feed_url", "next_url")
    if feed.get("next_url") == address:
        yield "next_url is the feed's own"
    yield from _common(feed)
    yield from _text(feed, "title", "description")
    for hub in feed.get("hubs", ()):
        yield from _keys(hub, {"type": str, "url": str}, ("type", "url"))
        yield from _addresses(hub, "url")
    broken = False
    for item in feed["items"]:
        wrong = [*_keys(item, ITEM, ("id", "title", "date_published", "date_modified", "authors"))]
        yield from wrong or _item(item)
        broken = broken or bool(wrong)
    if not broken:
        yield from unique("id", [item["id"] for item in feed["items"]])


def _item(item: dict[str, Any]) -> Iterator[str]:
    if not URI.fullmatch(item["id"]):
        yield f"id is no URI: {item['id']!r}"
    if ("content_html" in item) == ("content_text" in item):
        yield "not one of content_html and content_text"
    yield from html(item.get("content_html", ""))
    yield from _text(item, "title", "summary", "content_text")
    yield from _addresses(item, "url", "image")
    yield from _common(item)
    for tag in item.get("tags", ()):
        yield from _text({"tag": tag}, "tag")
    dates = [item["date_published"], item["date_modified"]]
    if not all(map(RFC3339.fullmatch, dates)):
        yield f"not RFC 3339: {dates}"
    elif datetime.fromisoformat(dates[0]) > datetime.fromisoformat(dates[1]):
        yield f"published {dates[0]} after modified {dates[1]}"
    files = item.get("attachments", [])
    for file in files:
        yield from _keys(file, ATTACHMENT, ("url", "mime_type"))
        yield from _addresses(file, "url")
        yield from _text(file, "title")
        if not MEDIA_TYPE.fullmatch(file.get("mime_type", "")):
            yield f"mime_type {file}"
    yield from unique("attachment", [file.get("url") for file in files])
    yield from unique("attachment title", [file["title"] for file in files if "title" in file])
    for key, value in item.get("_loa", {}).items():
        if not key.isalpha() or not isinstance(value, str) or not value:
            yield f"extension {key}: {value!r}"


def _common(given: dict[str, Any]) -> Iterator[str]:
    for author in given["authors"]:
        yield from _keys(author, {"name": str}, ("name",))
        yield from _text(author, "name")
    if "language" in given and not LANGUAGE.fullmatch(given["language"]):
        yield f"no language tag: {given['language']!r}"


def _addresses(given: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        if key in given and not WEB.fullmatch(given[key]):
            yield f"{key} is no address: {given[key]!r}"


def _text(given: dict[str, Any], *keys: str) -> Iterator[str]:
    """Only `content_html` is HTML; the other texts are lines of words."""
    for key in keys:
        text = given.get(key, "")
        if not isinstance(text, str) or MARKUP.search(text) or "\n" in text:
            yield f"markup in {key}: {text!r:.80}"
        elif key == "title" and len(text) > 300:
            yield f"title of {len(text)} characters"
