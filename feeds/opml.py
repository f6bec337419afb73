"""The city's feeds as one OPML 2.0 file (http://opml.org/spec2.opml), which feed readers take whole. Same city, same
bytes."""

from collections.abc import Sequence

from crawler.city import City
from feeds.channels import Channel, channels
from feeds.formats import atom
from feeds.formats.addresses import web_address
from feeds.formats.envelope import attribute, element
from feeds.formats.text import language_tag, plain

NAME = "feeds.opml"
MEDIA_TYPE = "text/x-opml"

_GROUPS = {"vi": ("Chủ đề", "Nguồn tin")}
_ENGLISH = ("Topics", "Sources")


def opml(city: City, base_url: str) -> bytes:
    """The feed of the whole city, then a group of its topics and one of its sources; Atom, as every reader reads it.

    `base_url` ends in a slash. A group's title names the city: a reader has groups of others beside it.
    """
    of: dict[str, list[str]] = {"city": [], "topic": [], "source": []}
    for channel in channels(city, base_url):
        of[channel.kind].append(_feed(channel, base_url))
    topics, sources = _GROUPS.get(city.language.partition("-")[0], _ENGLISH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"<head>{element('title', plain(city.title) or 'Loa')}<docs>http://opml.org/spec2.opml</docs></head>",
        "<body>",
        *of["city"],
        *_group(f"{topics} – {city.title}", of["topic"]),
        *_group(f"{sources} – {city.title}", of["source"]),
        "</body>",
        "</opml>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _group(title: str, outlines: Sequence[str]) -> Sequence[str]:
    """Nothing where it would be empty."""
    return (f"<outline{_named(title)}>", *outlines, "</outline>") if outlines else ()


def _feed(channel: Channel, base_url: str) -> str:
    """A topic's page is ours, a source's its own."""
    page = f"{base_url}topics/{channel.topic}" if channel.topic else channel.home
    parts = [
        '<outline type="rss"',
        _named(channel.title),
        attribute("xmlUrl", web_address(f"{base_url}{channel.path}.{atom.ENDING}")),
        attribute("htmlUrl", web_address(page)),
        attribute("language", language_tag(channel.language)),
        attribute("description", plain(channel.subtitle, 1000)),
        "/>",
    ]
    return "".join(parts)


def _named(title: str) -> str:
    """Readers look at either; the name is the one in the feed."""
    shown = plain(title) or "Loa"
    return attribute("text", shown) + attribute("title", shown)
