"""Runs: one crawl of one source, begun, ended, or found interrupted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from crawler.archive.schema import runs

Outcome = Literal["running", "ok", "failed", "interrupted"]
_START = insert(runs).returning(runs.c.id)
_END = update(runs).where(runs.c.id == bindparam("ended"))
_LATEST = select(runs).where(runs.c.id.in_(select(func.max(runs.c.id)).group_by(runs.c.source)))


@dataclass(frozen=True, slots=True)
class Run:
    """`counts` has lists, unchanged, links, new, updated, same, unreadable, failed, requests and bytes."""

    id: int
    source: str
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome
    cause: str
    counts: Mapping[str, int] = field(default_factory=dict)


def start(tx: Connection, source: str, now: datetime) -> int:
    values = {"source": source, "started_at": now, "outcome": "running", "cause": "", "counts": "{}"}
    return int(tx.execute(_START, values).scalar_one())


def end(tx: Connection, run_id: int, *, now: datetime, outcome: Outcome, cause: str, counts: Mapping[str, int]) -> None:
    values: dict[str, Any] = {"ended_at": now, "outcome": outcome, "cause": cause, "counts": json.dumps(dict(counts))}
    tx.execute(_END, values | {"ended": run_id})


def mark_interrupted(tx: Connection, *, before: datetime) -> None:
    """Runs that never ended and began before an instant when no crawl of theirs can be alive."""
    tx.execute(
        update(runs)
        .where(runs.c.outcome == "running", runs.c.started_at < before)
        .values(outcome="interrupted", cause="the crawl was stopped before it ended")
    )


def mark_ended_without_word(tx: Connection, sources: Sequence[str], *, since: datetime) -> None:
    """Runs whose process is known to be dead, and that never wrote their end."""
    tx.execute(
        update(runs)
        .where(runs.c.outcome == "running", runs.c.source.in_(sources), runs.c.started_at >= since)
        .values(outcome="interrupted", cause="the crawl was stopped before it ended")
    )


def latest(tx: Connection) -> dict[str, Run]:
    """The newest run of each source."""
    return {row.source: _run(row) for row in tx.execute(_LATEST)}


def history(tx: Connection, source: str, *, most: int = 20) -> list[Run]:
    """Newest first."""
    query = select(runs).where(runs.c.source == source).order_by(runs.c.id.desc()).limit(most)
    return [_run(row) for row in tx.execute(query)]


def _run(row: Row[Any]) -> Run:
    return Run(row.id, row.source, row.started_at, row.ended_at, row.outcome, row.cause, json.loads(row.counts))
