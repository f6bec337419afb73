"""What was rendered before: entries by their content, files by what they were made from."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from crawler.archive.upsert import upsert
from feeds.schema import built, fragments

_KEEP = timedelta(days=60)


def fragment_key(*parts: object) -> str:
    """A hash of everything that goes into a rendered entry: equal parts give equal bytes."""
    return hashlib.blake2b("\x00".join(map(repr, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def rendered(tx: Connection, wanted: Sequence[tuple[str, Callable[[], bytes]]], *, now: datetime) -> list[bytes]:
    """The fragments for these keys, in their order: kept ones as they are, missing ones made by their function, and
    kept."""
    keys = [key for key, _ in wanted]
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), 500):
        query = select(fragments).where(fragments.c.key.in_(keys[start : start + 500]))
        found |= {row.key: row.body.encode() for row in tx.execute(query)}
    for key, render in wanted:
        if key not in found:
            found[key] = render()
            upsert(tx, fragments, {"key": key}, {"body": found[key].decode(), "used_at": now})
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
