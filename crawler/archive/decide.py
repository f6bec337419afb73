"""What a page that was read means for the archive. Pure: values and a clock reading in, a decision out."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from crawler.address import address_key
from crawler.archive.values import plain, text_hash
from crawler.article import Article, Published, StoredArticle

Kind = Literal["new", "updated", "withdrawn", "back", "same"]
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write: nothing for "same", else a version with the parts that `changed`."""

    kind: Kind
    changed: tuple[str, ...] = ()


def decide(stored: StoredArticle | None, seen: Article) -> Decision:
    """New, updated (a real change of title, body or attachments), back after a withdrawal, or the same.

    A time that is now known, or known to the minute, where it was not before is an update too: readers sort by it.
    """
    if stored is None:
        return Decision("new")
    changed = tuple(
        part
        for part, differs in (
            ("title", plain(stored.title) != plain(seen.title)),
            ("text", plain(stored.text) != plain(seen.text)),
            ("attachments", {a.url for a in stored.attachments} != {a.url for a in seen.attachments}),
            ("published", _sharper(stored.published, seen.published)),
        )
        if differs
    )
    if stored.state == "withdrawn":
        return Decision("back", changed)
    return Decision("updated", changed) if changed else Decision("same")


def _sharper(known: Published | None, seen: Published | None) -> bool:
    if seen is None:
        return False
    return known is None or (known.instant is None and seen.instant is not None)


def decide_gone(stored: StoredArticle) -> Decision:
    """The address answers 404 or 410."""
    return Decision("same") if stored.state == "withdrawn" else Decision("withdrawn")


def mint_guid(source: str, url: str, taken: int = 0) -> str:
    """The GUID of an article first seen at `url`. It follows from the address, so that an archive that was lost and
    filled again gives readers the entries they know; `taken` counts other articles that stood there before."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'loa:{source}:{address_key(url)}' + (f'#{taken}' if taken else ''))}"


def same_story(stored: StoredArticle, seen: Article) -> bool:
    """Whether two pages with different addresses hold one article: the same text, or most of it under one title."""
    if text_hash(stored.title, stored.text, stored.attachments) == text_hash(seen.title, seen.text, seen.attachments):
        return True
    a, b = _shingles(stored.text), _shingles(seen.text)
    if not a or not b:
        return plain(stored.title) == plain(seen.title) and {x.url for x in stored.attachments} == {
            x.url for x in seen.attachments
        }
    alike = len(a & b) / min(len(a), len(b))
    return alike >= (0.5 if plain(stored.title) == plain(seen.title) else 0.9)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = plain(text).split()
    return {tuple(words[i : i + _SHINGLE]) for i in range(max(0, len(words) - _SHINGLE + 1))}


def sort_instant(published: Published | None, first_seen_at: datetime, zone: tzinfo = UTC) -> datetime:
    """The later of published and first seen: a late find is seen once, at the top. A day counts from its first minute
    in `zone`."""
    if published is None:
        return first_seen_at
    moment = published.instant or datetime.combine(published.value, time(), zone)
    return max(moment, first_seen_at)
