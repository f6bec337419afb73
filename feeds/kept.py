"""What was rendered before: entries by their content, files by what they were made from."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from crawler.archive.upsert import upsert, upsert_all
from feeds.feed import Entry
from feeds.schema import built, fragments

_KEEP = timedelta(days=60)


def entry_hash(entry: Entry) -> str:
    """Of everything that goes into a rendered entry."""
    told = repr(replace(entry, html="")) + entry.html
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def rendered(tx: Connection, wanted: Sequence[tuple[str, Callable[[], bytes]]], *, now: datetime) -> list[bytes]:
    """The fragments for these keys, in their order: kept ones as they are, missing ones made by their function, and
    kept."""
    keys = [key for key, _ in wanted]
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), 500):
        query = select(fragments).where(fragments.c.key.in_(keys[start : start + 500]))
        found |= {row.key: row.body.encode() for row in tx.execute(query)}
    made = {key: render() for key, render in wanted if key not in found}
    upsert_all(tx, fragments, ("key",), [{"key": k, "body": v.decode(), "used_at": now} for k, v in made.items()])
    found |= made
    return [found[key] for key in keys]


def forget_unused(tx: Connection, *, now: datetime) -> None:
    """Drop fragments that were made long ago; one that is still needed is made again, with the same bytes."""
    tx.execute(delete(fragments).where(fragments.c.used_at < now - _KEEP))


def signature(tx: Connection, path: str) -> str | None:
    """What a file was last made from."""
    found: str | None = tx.execute(select(built.c.signature).where(built.c.path == path)).scalar()
    return found


def remember_signature(tx: Connection, path: str, made_from: str) -> None:
    upsert(tx, built, {"path": path}, {"signature": made_from})


def forget_signatures(tx: Connection) -> None:
    """Make every file anew at the next build."""
    tx.execute(update(built).values(signature=""))
