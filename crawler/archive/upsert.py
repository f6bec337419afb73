"""Insert or update one row by its key, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ClauseElement, Connection, Table, bindparam

_MORE = "only_"  # before the names of what is written only where a row was there, or was not


def upsert(
    tx: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    on_update: Mapping[str, Any] | None = None,
    on_insert: Mapping[str, Any] | None = None,
) -> None:
    """`values` are written either way; `on_update` and `on_insert` only where a row was there, or was not."""
    updated = tuple((on_update or {}).items())
    once = any(isinstance(value, ClauseElement) for _, value in updated)  # equal only to itself: not worth keeping
    made = _statement.__wrapped__ if once else _statement
    statement = made(tx.dialect.name, table, tuple(key), tuple(values), updated, tuple(on_insert or ()))
    tx.execute(statement, {**key, **values, **{_MORE + name: value for name, value in (on_insert or {}).items()}})


def insert_new(tx: Connection, table: Table, key: str, values: Mapping[str, Any]) -> int | None:
    """The id of a new row; None where there is one with this key, which stays as it is."""
    found: int | None = tx.execute(_new(tx.dialect.name, table, key), values).scalar()
    return found


@lru_cache(maxsize=16)
def _new(dialect: str, table: Table, key: str) -> Any:
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=[key]).returning(table.c.id)


def upsert_all(tx: Connection, table: Table, key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """As upsert, for many rows with the same columns; `key` names those that are the key."""
    if rows:
        values = tuple(name for name in rows[0] if name not in key)
        tx.execute(_statement(tx.dialect.name, table, tuple(key), values, (), ()), list(rows))


@lru_cache(maxsize=256)
def _statement(
    dialect: str,
    table: Table,
    key: tuple[str, ...],
    values: tuple[str, ...],
    on_update: tuple[tuple[str, Any], ...],
    on_insert: tuple[str, ...],
) -> Any:
    """Built once: building it anew costs more than what the database does with it."""
    given = {name: bindparam(name, type_=table.c[name].type) for name in (*key, *values)}
    more = {name: bindparam(_MORE + name, type_=table.c[name].type) for name in on_insert}
    inserted = _insert(dialect, table).values(**given, **more)
    wanted = {name: inserted.excluded[name] for name in values} | dict(on_update)
    return inserted.on_conflict_do_update(index_elements=list(key), set_=wanted)


def _insert(dialect: str, table: Table) -> Any:
    """Only the dialect in use is imported: the other one would cost every start."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
