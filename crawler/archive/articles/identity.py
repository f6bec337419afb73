"""Which stored article a page is: by its addresses, or by its content where the addresses only hint."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select

from crawler.address import address_key, address_marks, believed_canonical, dressed, plain_address
from crawler.archive.articles.reading import under_keys
from crawler.archive.articles.rows import article_of, newest
from crawler.archive.decide import alike_titles, related, same_again, same_story
from crawler.archive.schema import articles, listings
from crawler.archive.values import text_hash
from crawler.article import Article, StoredArticle

_ENOUGH_TEXT = 200  # characters: below that, equal texts under two addresses prove nothing
_TITLED = 0.5  # share of the text that must agree under an equal title, where something links two addresses
_SHARED = 0.95  # and where both only claim one canonical address that nobody has seen: weekly notices do that
_LEAST = {"canonical": 0.9, "number": 0.6, "spelling": 0.9, "redirect": 0.6}  # the share of the text that must agree


@dataclass(frozen=True, slots=True)
class Found:
    """The article that a page belongs to, and how that is known.

    `url` is the article's address from now on. A page that does not `speak` for the article (its print version, a
    page that is another one's) is not compared with it: "same", whatever it says. `elsewhere`: what answered is none of
    the article's addresses. `holders`: the articles that the page's own addresses belong to so far, by key.
    """

    article: StoredArticle | None
    reason: str
    url: str = ""
    speaks: bool = True
    elsewhere: bool = False
    holders: Mapping[str, StoredArticle] = field(default_factory=dict)


def find(tx: Connection, seen: Article) -> Found:
    """The stored article that this page is: by its address, by a redirect, the canonical link, the number or the
    spelling of the address where the content agrees, or by its very title and text."""
    answered, asked = address_key(seen.url), address_key(seen.address or seen.url)
    canonical = seen.canonical if seen.canonical and believed_canonical(seen.canonical, seen.url) else None
    hints = _hints(seen, canonical)
    stored = under_keys(tx, seen.source, [answered, asked, *hints])
    found = _among(stored, tx, seen, hints, address_key(canonical) if canonical else "")
    return replace(found, holders={key: stored[key] for key in (answered, asked) if key in stored})


def _among(
    stored: Mapping[str, StoredArticle], tx: Connection, seen: Article, hints: Mapping[str, str], canonical: str
) -> Found:
    """Which of the articles that are known by the page's addresses and hints it is; failing these, by its text."""
    answered, asked = address_key(seen.url), address_key(seen.address or seen.url)
    own = stored.get(answered)
    if own and related(own, seen):
        return _found(own, seen, "redirect" if _primary(own, asked) and asked != answered else "address")
    if asked != answered and (moved := stored.get(asked)) and same_story(moved, seen, least=_LEAST["redirect"]):
        return _found(moved, seen, "redirect")
    before = own or stored.get(asked)
    for key, reason in hints.items():
        other = stored.get(key)
        titled = _TITLED if reason != "canonical" or key == canonical else _SHARED
        if other and other is not before and same_story(other, seen, least=_LEAST[reason], titled=titled):
            return _another(before) if before else _found(other, seen, reason)
    if same := _same_text(tx, seen, before):
        return _another(before) if before else _found(same, seen, "text")
    if before is None:
        return Found(None, "first seen", plain_address(seen.url))
    if asked == answered and _listed_as(tx, seen, before):
        return Found(None, "the address was given to another article", plain_address(seen.url))
    return _another(before)


def _hints(seen: Article, canonical: str | None) -> dict[str, str]:
    """Where else the article may be known, with the reason that would name, the surest first."""
    hints = {}
    if canonical:
        hints[address_key(canonical)] = "canonical"
    for url in (url for url in (canonical, seen.url, seen.address) if url):
        for mark in address_marks(url):
            reason = "number" if mark.startswith("#number") else "spelling"
            hints.setdefault(mark, "canonical" if url is canonical and reason == "spelling" else reason)
    return hints


def _found(stored: StoredArticle, seen: Article, reason: str) -> Found:
    """Which address the article has from now on: a print, AMP or mobile one only as long as no other is known; a new
    one where the old one leads to it, lost its number to it or is gone."""
    url = stored.url
    if dressed(stored.url) != dressed(seen.url):
        url = stored.url if dressed(seen.url) else plain_address(seen.url)
    elif stored.state == "withdrawn" or reason in ("redirect", "number") or _secure(stored.url, seen.url):
        url = plain_address(seen.url)
    keys = {address_key(seen.url), address_key(seen.address or seen.url)}
    speaks = stored.state == "withdrawn" or bool({address_key(url), address_key(stored.url)} & keys)
    return Found(stored, reason, url, speaks)


def _another(before: StoredArticle) -> Found:
    return Found(before, "the address shows something else", before.url, speaks=False, elsewhere=True)


def _secure(old: str, new: str) -> bool:
    """The same address, now by https."""
    return old.startswith("http:") and new.startswith("https:") and address_key(old) == address_key(new)


def _primary(stored: StoredArticle, key: str) -> bool:
    return address_key(stored.url) == key


def _same_text(tx: Connection, seen: Article, before: StoredArticle | None) -> StoredArticle | None:
    """An article of the source with this very title and text, if they are long enough to prove something."""
    if len(seen.text) < _ENOUGH_TEXT and not seen.attachments:
        return None
    wanted = {
        "of": seen.source,
        "hash": text_hash(seen.title, seen.text, seen.attachments),
        "but": before.id if before else 0,
    }
    for row in tx.execute(_alike(), wanted):
        stored = article_of(row)
        if len(seen.text) < _ENOUGH_TEXT and not stored.attachments:
            continue
        if same_again(stored, seen):
            return stored
    return None


@cache
def _alike() -> Select[Any]:
    """The newest articles of the source `of` with one `hash` of title and text, without the article `but`."""
    same = and_(articles.c.source == bindparam("of"), articles.c.text_hash == bindparam("hash"))
    return newest().where(same, articles.c.id != bindparam("but")).order_by(articles.c.id.desc()).limit(5)


def _listed_as(tx: Connection, seen: Article, before: StoredArticle) -> bool:
    """Whether a list page names the address with the title that it shows now, and no longer with the old one."""
    query = select(listings.c.title).where(listings.c.source == seen.source, listings.c.key == address_key(seen.url))
    titles = [row.title for row in tx.execute(query)]
    return any(alike_titles(title, seen.title) and not alike_titles(title, before.title) for title in titles)
