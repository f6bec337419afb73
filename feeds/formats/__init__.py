"""The formats that feeds are published in: values -> bytes, pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from feeds.feed import Entry, Feed
from feeds.formats import atom, jsonfeed, rss


class Document(Protocol):
    def __call__(self, feed: Feed, fragments: Sequence[bytes], *, max_bytes: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """`ending` is that of its files; `version` changes where the same entry gives other bytes than before.

    `render_entry` makes one entry's fragment, to be kept; `document` joins kept ones.
    """

    ending: str
    media_type: str
    version: int
    render_entry: Callable[[Entry], bytes]
    document: Document


FORMATS = (
    Format(rss.ENDING, rss.MEDIA_TYPE, rss.FORMAT_VERSION, rss.render_entry, rss.document),
    Format(atom.ENDING, atom.MEDIA_TYPE, atom.FORMAT_VERSION, atom.render_entry, atom.document),
    Format(jsonfeed.ENDING, jsonfeed.MEDIA_TYPE, jsonfeed.FORMAT_VERSION, jsonfeed.render_entry, jsonfeed.document),
)
