"""What was learned of each source's pages, with the dates from which and until when it was in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, and_, insert, select, update

from crawler.archive.schema import templates

Kind = Literal["list", "article"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A template as it is kept: `template` and `proof` are JSON of whoever learned it; `ended_at` None: in use."""

    id: int
    kind: Kind
    learned_at: datetime
    ended_at: datetime | None
    template: str
    proof: str


def remember(tx: Connection, source: str, kind: Kind, template: str, proof: str, *, now: datetime) -> int:
    """Put a template in use from now on; the one that was, stays with its dates. Returns its id."""
    end(tx, source, kind, now=now)
    values = {"source": source, "kind": kind, "learned_at": now, "template": template, "proof": proof}
    return int(tx.execute(insert(templates).values(values).returning(templates.c.id)).scalar_one())


def current(tx: Connection, source: str, kind: Kind) -> Kept | None:
    """The template in use; None: none was learned, or it was ended."""
    found = [kept for kept in versions(tx, source, kind) if kept.ended_at is None]
    return found[0] if found else None


def versions(tx: Connection, source: str, kind: Kind) -> Sequence[Kept]:
    """All templates that a source had, the newest first."""
    query = select(templates).where(templates.c.source == source, templates.c.kind == kind)
    return [
        Kept(row.id, row.kind, row.learned_at, row.ended_at, row.template, row.proof)
        for row in tx.execute(query.order_by(templates.c.id.desc()))
    ]


def end(tx: Connection, source: str, kind: Kind, *, now: datetime) -> bool:
    """The template in use is not used any more, so that another one is learned. Whether there was one."""
    in_use = and_(templates.c.source == source, templates.c.kind == kind, templates.c.ended_at.is_(None))
    return tx.execute(update(templates).where(in_use).values(ended_at=now)).rowcount > 0
