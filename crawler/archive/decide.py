"""What a page that was read means for the archive. Pure: values and a clock reading in, a decision out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from crawler.address import address_key
from crawler.archive.values import plain, said, text_hash
from crawler.article import Article, Attachment, Published, StoredArticle

Kind = Literal["new", "updated", "withdrawn", "back", "same"]
_SHINGLE = 4
_FEW = 12  # shingles: below that, a text is too short to prove anything by a part of it
_RELATED = 0.25
_AGAIN = timedelta(days=90)  # a text that is published again after that is news again


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write: nothing for "same", else a version with the parts that `changed`."""

    kind: Kind
    changed: tuple[str, ...] = ()


def decide(stored: StoredArticle | None, seen: Article) -> Decision:
    """New, updated (a real change of title, body or attachments), back after a withdrawal, or the same.

    A time that is now known, or known to the minute, where it was not before is an update too: readers sort by it.
    Counters, clocks and lists of other articles are no change.
    """
    if stored is None:
        return Decision("new")
    changed = tuple(
        part
        for part, differs in (
            ("title", plain(stored.title) != plain(seen.title)),
            ("text", _text_differs(stored, seen)),
            ("attachments", _files(stored.attachments) != _files(seen.attachments)),
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


def same_story(stored: StoredArticle, seen: Article, *, least: float = 0.9, titled: float = 0.5) -> bool:
    """Whether two pages with different addresses hold one article: the same text, or most of it under one title.

    `least` is the share of the shorter text that must be in the longer one where the titles differ, `titled` where they
    are equal. Other files, or another day with other figures (a weekly notice), make another article.
    """
    if _apart(stored.attachments, seen.attachments) or _another_issue(stored, seen):
        return False
    if text_hash(stored.title, stored.text, stored.attachments) == text_hash(seen.title, seen.text, seen.attachments):
        return True
    equal = plain(stored.title) == plain(seen.title)
    a, b = _shingles(stored.text), _shingles(seen.text)
    if not a or not b:
        return (
            equal
            and plain(stored.text) == plain(seen.text)
            and bool(_files(stored.attachments)) == bool(_files(seen.attachments))
        )
    alike = len(a & b) / min(len(a), len(b))
    if min(len(a), len(b)) < _FEW:
        return equal and alike >= max(0.8, titled)
    if not equal and not alike_titles(stored.title, seen.title):
        least = max(least, 0.9)  # a notice that every old address leads to has much in common with short articles
    return alike >= (titled if equal else least)


def same_again(stored: StoredArticle, seen: Article) -> bool:
    """Whether a page with the very title and text of a stored article is that article under another address, when
    nothing else links the two: not with other files, and not long after."""
    one, other = _moment(stored.published), _moment(seen.published)
    return not _apart(stored.attachments, seen.attachments) and not (one and other and abs(one - other) > _AGAIN)


def related(stored: StoredArticle, seen: Article) -> bool:
    """Whether a page still is the article that stood at its address: something of title, text, files or the minute
    of publication agrees."""
    if alike_titles(stored.title, seen.title) or _files(stored.attachments) & _files(seen.attachments):
        return True
    one, other = stored.published, seen.published
    if one and other and one.instant and one.value == other.value and one.instant.time() != time():
        return True
    a, b = _shingles(stored.text), _shingles(seen.text)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _RELATED


def alike_titles(one: str, other: str) -> bool:
    """Whether two titles share at least half of the words of the shorter one; one short word proves nothing."""
    a, b = set(plain(one).split()), set(plain(other).split())
    return a == b or (min(len(a), len(b)) > 1 and len(a & b) * 2 >= min(len(a), len(b)))


def _text_differs(stored: StoredArticle, seen: Article) -> bool:
    if plain(stored.text) == plain(seen.text):
        return False
    return said(stored.text, stored.html) != said(seen.text, seen.html)


def _files(attachments: Iterable[Attachment]) -> set[str]:
    return {address_key(a.url) for a in attachments}


def _apart(one: Iterable[Attachment], other: Iterable[Attachment]) -> bool:
    a, b = _files(one), _files(other)
    return bool(a and b) and not a & b


def _another_issue(stored: StoredArticle, seen: Article) -> bool:
    """Figures on each side that the other lacks, and not the same time of publication: a notice that is filled in."""
    a, b = _figures(stored.title, stored.text), _figures(seen.title, seen.text)
    if not (a - b and b - a):
        return False
    one, other = stored.published, seen.published
    return one is None or other is None or one.value != other.value


def _figures(*texts: str) -> set[str]:
    return {figure for text in texts for figure in re.findall(r"\d+", said(text))}


def _moment(published: Published | None) -> datetime | None:
    return None if published is None else published.instant or datetime.combine(published.value, time(), UTC)


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
