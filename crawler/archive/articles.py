"""Articles: find one, write what was decided about it, read many. Every function takes the caller's transaction."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select, update

from crawler.address import address_key, address_marks, believed_canonical, dressed, plain_address
from crawler.archive import changes
from crawler.archive.decide import (
    Decision,
    alike_titles,
    mint_guid,
    related,
    same_again,
    same_story,
    sort_instant,
)
from crawler.archive.schema import addresses, articles, listings, versions
from crawler.archive.upsert import upsert
from crawler.archive.values import (
    dump_attachments,
    dump_image,
    dump_published,
    load_attachments,
    load_image,
    load_published,
    text_hash,
)
from crawler.archive.visits import next_try, next_visit
from crawler.article import Article, StoredArticle

_ENOUGH_TEXT = 200  # characters: below that, equal texts under two addresses prove nothing
_TITLED = 0.5  # share of the text that must agree under an equal title, where something links two addresses
_SHARED = 0.95  # and where both only claim one canonical address that nobody has seen: weekly notices do that
_LEAST = {"canonical": 0.9, "number": 0.6, "spelling": 0.9, "redirect": 0.6}  # the share of the text that must agree
_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Found:
    """The article that a page belongs to, and how that is known.

    `url` is the article's address from now on. A page that does not `speak` for the article (its print version, a
    page that is another one's) is not compared with it: "same", whatever it says. `elsewhere`: what answered is none of
    the article's addresses.
    """

    article: StoredArticle | None
    reason: str
    url: str = ""
    speaks: bool = True
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that happened: `article` is how it stood from then on."""

    number: int
    kind: str
    at: datetime
    changed: tuple[str, ...]
    article: StoredArticle


def find(tx: Connection, seen: Article) -> Found:
    """The stored article that this page is: by its address, by a redirect, the canonical link, the number or the
    spelling of the address where the content agrees, or by its very title and text."""
    answered, asked = address_key(seen.url), address_key(seen.address or seen.url)
    canonical = seen.canonical if seen.canonical and believed_canonical(seen.canonical, seen.url) else None
    hints = _hints(seen, canonical)
    stored = _under(tx, seen.source, [answered, asked, *hints])
    own = stored.get(answered)
    if own and related(own, seen):
        return _found(own, seen, "redirect" if _primary(own, asked) and asked != answered else "address")
    if asked != answered and (moved := stored.get(asked)) and same_story(moved, seen, least=_LEAST["redirect"]):
        return _found(moved, seen, "redirect")
    before = own or stored.get(asked)
    for key, reason in hints.items():
        other = stored.get(key)
        titled = _TITLED if reason != "canonical" or (canonical and key == address_key(canonical)) else _SHARED
        if other and other is not before and same_story(other, seen, least=_LEAST[reason], titled=titled):
            return _another(before) if before else _found(other, seen, reason)
    if same := _same_text(tx, seen, before):
        return _another(before) if before else _found(same, seen, "text")
    if before is None:
        return Found(None, "first seen", plain_address(seen.url))
    if asked == answered and _listed_as(tx, seen, before):
        return Found(None, "the address was given to another article", plain_address(seen.url))
    return _another(before)


def apply(
    tx: Connection, found: Found, seen: Article, decision: Decision, *, now: datetime, page_id: int | None
) -> StoredArticle:
    """Write a decision about a page: its version, its addresses and the change-log row. Returns what is stored now."""
    stored = found.article
    if stored and found.elsewhere:
        _puzzled(tx, stored, seen.address or seen.url, found.reason, now)
        return stored
    if stored is None:
        article_id = _insert(tx, seen, found.url, now)
    else:
        article_id = stored.id
        values: dict[str, Any] = {} if found.url == stored.url else {"url": found.url}
        if decision.kind != "same":
            values |= {"version": stored.version + 1, "state": "live"}
            values["text_hash"] = text_hash(seen.title, seen.text, seen.attachments)
            if set(decision.changed) - {"published"} or decision.kind == "back":
                values["changed_at"] = now
        if values:
            tx.execute(update(articles).where(articles.c.id == article_id).values(**values))
    if decision.kind != "same":
        number = stored.version + 1 if stored else 1
        tx.execute(
            insert(versions).values(
                **_version(seen, decision, stored), article_id=article_id, number=number, at=now, page_id=page_id
            )
        )
        changes.append(tx, article_id, number, decision.kind, now)
    _settle_all(tx, found, seen, article_id, stored, now)
    return get(tx, article_id)


def withdraw(tx: Connection, stored: StoredArticle, *, now: datetime) -> bool:
    """The page is gone: a version that holds the last words, and a change-log row. Not where the article is known
    under another address: that one is asked next. Whether it was withdrawn."""
    if _move_on(tx, stored, now):
        return False
    last = tx.execute(
        select(versions).where(versions.c.article_id == stored.id, versions.c.number == stored.version)
    ).one()
    number = stored.version + 1
    values = dict(last._mapping) | {"number": number, "kind": "withdrawn", "at": now, "changed": ""}
    tx.execute(insert(versions).values(**values))
    tx.execute(
        update(articles).where(articles.c.id == stored.id).values(state="withdrawn", version=number, changed_at=now)
    )
    changes.append(tx, stored.id, number, "withdrawn", now)
    return True


def missing(tx: Connection, source: str, url: str, reason: str, *, now: datetime, certain: bool) -> bool:
    """A visit found no article at a known address. Whether that withdrew it: at once where the site says so itself
    (`certain`: 404, 410), the second time in a row where it only looks so (a page that says "not found" with status
    200, a redirect to the front page). For a site that is down this is not called."""
    stored = _at(tx, source, address_key(url))
    if stored is None:
        return False
    if address_key(stored.url) != address_key(url):  # it has moved to another address since
        settle(
            tx, source, url, now=now, article_id=stored.id, reason=f"gone: {reason}", ask_again_at=None, answered=True
        )
        return False
    first = _reason(tx, source, url) != f"missing: {reason}"
    if not certain and first and stored.state == "live":
        settle(
            tx,
            source,
            url,
            now=now,
            article_id=stored.id,
            reason=f"missing: {reason}",
            ask_again_at=now + _SOON,
            answered=True,
        )
        return False
    withdrawn = stored.state == "live" and withdraw(tx, stored, now=now)
    after = next_visit(stored.first_seen_at, stored.published, now)
    if get(tx, stored.id).url != stored.url:
        after = None
    settle(tx, source, url, now=now, article_id=stored.id, reason=f"gone: {reason}", ask_again_at=after, answered=True)
    return withdrawn


def unchanged(tx: Connection, source: str, url: str, *, now: datetime) -> None:
    """A visit was answered with 304, or with the bytes that were read before."""
    if stored := _at(tx, source, address_key(url)):
        after = next_visit(stored.first_seen_at, stored.published, now)
        settle(tx, source, url, now=now, article_id=stored.id, reason="unchanged", ask_again_at=after, answered=True)


def failed(tx: Connection, source: str, url: str, reason: str, *, now: datetime) -> bool:
    """An address gave no answer that says anything: it is asked again later, ever more rarely; a known article in the
    end by its plan. Whether it will be asked again."""
    stored = _at(tx, source, address_key(url))
    after = next_try(tries(tx, source, url), now)
    if stored and after is None:
        after = next_visit(stored.first_seen_at, stored.published, now)
    settle(tx, source, url, now=now, article_id=stored.id if stored else None, reason=reason, ask_again_at=after)
    return after is not None


def settle(
    tx: Connection,
    source: str,
    url: str,
    *,
    now: datetime,
    article_id: int | None,
    reason: str,
    ask_again_at: datetime | None = None,
    answered: bool = False,
) -> None:
    """Record what became of an address. `ask_again_at` None: it needs no further request. `answered`: the count of
    failures begins anew."""
    upsert(
        tx,
        addresses,
        {"source": source, "key": address_key(url)},
        {
            "url": url,
            "article_id": article_id,
            "reason": reason,
            "asked_at": now,
            "ask_again_at": ask_again_at,
        },
        {"tries": 0 if answered else addresses.c.tries + 1},
        {"tries": 0 if answered else 1},
    )


def known(tx: Connection, source: str, urls: Collection[str], *, now: datetime) -> set[str]:
    """Those of `urls` that need no request now: an article (its visits have a plan of their own), or none and not due
    to be tried again."""
    keys = {address_key(url): url for url in urls}
    found = _by_key(tx, source, list(keys))
    settled = {row.key for row in found if row.article_id or row.ask_again_at is None or row.ask_again_at > now}
    return {url for url in urls if address_key(url) in settled}


def tries(tx: Connection, source: str, url: str) -> int:
    """How often an address was asked without becoming an article."""
    query = select(addresses.c.tries).where(addresses.c.source == source, addresses.c.key == address_key(url))
    return tx.execute(query).scalar() or 0


def get(tx: Connection, article_id: int) -> StoredArticle:
    return _stored(tx.execute(_newest().where(articles.c.id == article_id)).one())


def at(tx: Connection, source: str, url: str) -> StoredArticle | None:
    """The article that an address belongs to."""
    return _at(tx, source, address_key(url))


def many(tx: Connection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """Articles by id."""
    out: dict[int, StoredArticle] = {}
    for start in range(0, len(ids), 500):
        for row in tx.execute(_newest().where(articles.c.id.in_(ids[start : start + 500]))):
            out[row.id] = _stored(row)
    return out


def history(tx: Connection, article_id: int) -> tuple[Version, ...]:
    """Everything that happened to an article, oldest first."""
    columns = [column for column in versions.c if column.name not in ("article_id", "page_id")]
    query = select(articles, *(column.label(f"of_{column.name}") for column in columns)).join(
        versions, versions.c.article_id == articles.c.id
    )
    rows = tx.execute(query.where(articles.c.id == article_id).order_by(versions.c.number)).all()
    return tuple(_version_of(row) for row in rows)


def recent(
    tx: Connection, *, since: datetime, least: int, source: str = "", only: Select[Any] | None = None, most: int = 2000
) -> list[StoredArticle]:
    """What a feed may hold: all of a window, and at least `least`, newest first; `only` selects article ids."""
    rows = _recent(tx, _newest(), since=since, least=least, source=source, only=only, most=most)
    return [_stored(row) for row in rows]


def recent_versions(
    tx: Connection, *, since: datetime, least: int, source: str = "", only: Select[Any] | None = None, most: int = 2000
) -> list[tuple[int, int, str]]:
    """The same articles as id, version and address: equal, and nothing has changed. No text is loaded."""
    query = select(articles.c.id, articles.c.version, articles.c.url)
    rows = _recent(tx, query, since=since, least=least, source=source, only=only, most=most)
    return [(row.id, row.version, row.url) for row in rows]


def _recent(
    tx: Connection,
    query: Select[Any],
    *,
    since: datetime,
    least: int,
    source: str,
    only: Select[Any] | None,
    most: int,
) -> Sequence[Row[Any]]:
    query = query.order_by(articles.c.sort_at.desc(), articles.c.id.desc())
    if source:
        query = query.where(articles.c.source == source)
    if only is not None:
        query = query.where(articles.c.id.in_(only))
    rows = tx.execute(query.where(articles.c.sort_at >= since).limit(most)).all()
    return rows if len(rows) >= least else tx.execute(query.limit(least)).all()


def everything(tx: Connection, *, source: str = "", chunk: int = 500) -> Iterator[StoredArticle]:
    """All articles in the order they were first seen."""
    after = 0
    while True:
        query = _newest().where(articles.c.id > after).order_by(articles.c.id).limit(chunk)
        rows = tx.execute(query.where(articles.c.source == source) if source else query).all()
        if not rows:
            return
        after = rows[-1].id
        yield from (_stored(row) for row in rows)


def count(tx: Connection, *, source: str = "", days: int | None = None, now: datetime | None = None) -> int:
    query = select(func.count()).select_from(articles)
    if source:
        query = query.where(articles.c.source == source)
    if days is not None and now is not None:
        query = query.where(articles.c.sort_at >= now - timedelta(days=days))
    return tx.execute(query).scalar() or 0


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
    same = and_(
        articles.c.source == seen.source,
        articles.c.text_hash == text_hash(seen.title, seen.text, seen.attachments),
    )
    if before:
        same = and_(same, articles.c.id != before.id)
    for row in tx.execute(_newest().where(same).order_by(articles.c.id.desc()).limit(5)):
        stored = _stored(row)
        if len(seen.text) < _ENOUGH_TEXT and not stored.attachments:
            continue
        if same_again(stored, seen):
            return stored
    return None


def _listed_as(tx: Connection, seen: Article, before: StoredArticle) -> bool:
    """Whether a list page names the address with the title that it shows now, and no longer with the old one."""
    query = select(listings.c.title).where(listings.c.source == seen.source, listings.c.key == address_key(seen.url))
    titles = [row.title for row in tx.execute(query)]
    return any(alike_titles(title, seen.title) and not alike_titles(title, before.title) for title in titles)


def _puzzled(tx: Connection, stored: StoredArticle, url: str, reason: str, now: datetime) -> None:
    """Once more in an hour, when the list page has been read again; then by the plan."""
    after = next_visit(stored.first_seen_at, stored.published, now)
    if _reason(tx, stored.source, url) != reason:
        after = min(after, now + _SOON) if after else now + _SOON
    known = _at(tx, stored.source, address_key(url))
    if known is None:
        failed(tx, stored.source, url, reason, now=now)
    elif known.id == stored.id and _primary(stored, address_key(url)):
        settle(
            tx,
            stored.source,
            stored.url,
            now=now,
            article_id=stored.id,
            reason=reason,
            ask_again_at=after,
            answered=True,
        )


def _settle_all(
    tx: Connection, found: Found, seen: Article, article_id: int, stored: StoredArticle | None, now: datetime
) -> None:
    """The addresses of an article, of which only its own is visited, and what other addresses may share with them."""
    own = address_key(found.url)
    urls = {address_key(url): url for url in (seen.address, seen.url) if url}
    others = {row.key for row in _by_key(tx, seen.source, list(urls)) if row.article_id not in (None, article_id)}
    visit = next_visit(stored.first_seen_at if stored else now, seen.published, now)
    for key, url in urls.items():
        if key == own:
            continue
        if key in others and stored is not None:  # what was asked led to another article: it stays that one's
            _puzzled(tx, _at(tx, seen.source, key) or stored, url, "the address leads to another article", now)
            continue
        settle(tx, seen.source, url, now=now, article_id=article_id, reason=found.reason, answered=True)
    if own in urls or stored is None or found.url != stored.url:
        settle(
            tx,
            seen.source,
            found.url,
            now=now,
            article_id=article_id,
            reason=found.reason,
            ask_again_at=visit,
            answered=True,
        )
    if stored and found.url != stored.url and address_key(stored.url) != own:
        of_old = and_(addresses.c.source == seen.source, addresses.c.key == address_key(stored.url))
        tx.execute(update(addresses).where(of_old).values(ask_again_at=None))
    if stored is None or set(urls) != {address_key(stored.url)}:
        _mark(tx, seen, article_id, now)


def _mark(tx: Connection, seen: Article, article_id: int, now: datetime) -> None:
    """Remember what other addresses of the article may share with these; the newest article has a mark."""
    urls = [url for url in (seen.url, seen.address) if url]
    if seen.canonical and believed_canonical(seen.canonical, seen.url):
        urls.append(seen.canonical)
    for mark in dict.fromkeys(mark for url in urls for mark in address_marks(url)):
        values = {"url": "", "article_id": article_id, "reason": "mark", "tries": 0, "asked_at": now}
        upsert(tx, addresses, {"source": seen.source, "key": mark}, values | {"ask_again_at": None})


def _move_on(tx: Connection, stored: StoredArticle, now: datetime) -> bool:
    """Give an article whose address is gone another one that it is known under, to be asked next; the old address is
    no longer its own. Whether there is one."""
    gone = address_key(stored.url)
    of_it = and_(addresses.c.source == stored.source, addresses.c.article_id == stored.id)
    rows = tx.execute(select(addresses).where(of_it, addresses.c.url != "", addresses.c.key != gone)).all()
    left = [row for row in rows if not row.reason.startswith(("gone", "missing", "withdrawn"))]
    if not left:
        return False
    best = min(left, key=lambda row: (dressed(row.url), -row.asked_at.timestamp()))
    tx.execute(update(articles).where(articles.c.id == stored.id).values(url=best.url))
    tx.execute(update(addresses).where(of_it, addresses.c.key == best.key).values(ask_again_at=now))
    return True


def _reason(tx: Connection, source: str, url: str) -> str:
    query = select(addresses.c.reason).where(addresses.c.source == source, addresses.c.key == address_key(url))
    return str(tx.execute(query).scalar() or "")


def _under(tx: Connection, source: str, keys: Collection[str]) -> dict[str, StoredArticle]:
    """The articles that these keys and marks belong to."""
    query = _newest().add_columns(addresses.c.key).join(addresses, addresses.c.article_id == articles.c.id)
    rows = tx.execute(query.where(addresses.c.source == source, addresses.c.key.in_(sorted(set(keys))))).all()
    by_id = {row.id: _stored(row) for row in rows}
    return {row.key: by_id[row.id] for row in rows}


def _insert(tx: Connection, seen: Article, url: str, now: datetime) -> int:
    taken = 0
    while tx.execute(select(articles.c.id).where(articles.c.guid == mint_guid(seen.source, seen.url, taken))).first():
        taken += 1
    row = tx.execute(
        insert(articles)
        .values(
            guid=mint_guid(seen.source, seen.url, taken),
            source=seen.source,
            url=url,
            first_seen_at=now,
            changed_at=now,
            sort_at=sort_instant(seen.published, now),
            version=1,
            state="live",
            text_hash=text_hash(seen.title, seen.text, seen.attachments),
        )
        .returning(articles.c.id)
    ).one()
    return int(row.id)


def _version(seen: Article, decision: Decision, stored: StoredArticle | None) -> dict[str, Any]:
    published, modified = seen.published, seen.modified
    if stored and stored.published and "published" not in decision.changed:
        # A correction that moves the dateline ("Cập nhật 14:00") does not move the publication.
        modified = modified or (published if published and published.value != stored.published.value else None)
        published = stored.published
    return {
        "kind": decision.kind,
        "changed": " ".join(decision.changed),
        "title": seen.title,
        "kicker": seen.kicker,
        "lede": seen.lede,
        "author": seen.author,
        "section": seen.section,
        "language": seen.language,
        "html": seen.html,
        "text": seen.text,
        "published": dump_published(published),
        "modified": dump_published(modified),
        "image": dump_image(seen.image),
        "attachments": dump_attachments(seen.attachments),
    }


def _newest() -> Select[Any]:
    wanted = [column for column in versions.c if column.name not in ("article_id", "number", "at", "kind", "changed")]
    return select(articles, *wanted).join(
        versions, and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version)
    )


def _at(tx: Connection, source: str, key: str) -> StoredArticle | None:
    query = _newest().join(addresses, addresses.c.article_id == articles.c.id)
    row = tx.execute(query.where(addresses.c.source == source, addresses.c.key == key)).first()
    return _stored(row) if row else None


def _by_key(tx: Connection, source: str, keys: list[str]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        found += tx.execute(select(addresses).where(addresses.c.source == source, addresses.c.key.in_(batch))).all()
    return found


def _version_of(row: Row[Any]) -> Version:
    values = dict(row._mapping)
    then = {name.removeprefix("of_"): value for name, value in values.items() if name.startswith("of_")}
    article = StoredArticle(
        **{name: values[name] for name in ("id", "guid", "source", "url", "first_seen_at")},
        **{name: then[name] for name in ("title", "html", "text", "language", "kicker", "lede", "author", "section")},
        changed_at=then["at"],
        published=load_published(then["published"]),
        modified=load_published(then["modified"]),
        image=load_image(then["image"]),
        attachments=load_attachments(then["attachments"]),
        version=then["number"],
        state="withdrawn" if then["kind"] == "withdrawn" else "live",
    )
    return Version(then["number"], then["kind"], then["at"], tuple(then["changed"].split()), article)


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        id=row.id,
        guid=row.guid,
        source=row.source,
        url=row.url,
        title=row.title,
        html=row.html,
        text=row.text,
        language=row.language,
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
        kicker=row.kicker,
        lede=row.lede,
        author=row.author,
        section=row.section,
        published=load_published(row.published),
        modified=load_published(row.modified),
        image=load_image(row.image),
        attachments=load_attachments(row.attachments),
        version=row.version,
        state=row.state,
    )
