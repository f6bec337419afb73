"""Insert or update one row by its key, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table


def upsert(
    tx: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    on_update: Mapping[str, Any] | None = None,
    on_insert: Mapping[str, Any] | None = None,
) -> None:
    """`values` are written either way; `on_update` and `on_insert` only where a row was there, or was not."""
    statement = _insert(tx, table).values(**key, **values, **(on_insert or {}))
    tx.execute(statement.on_conflict_do_update(index_elements=list(key), set_={**values, **(on_update or {})}))


def _insert(tx: Connection, table: Table) -> Any:
    """Only the dialect in use is imported: the other one would cost every start."""
    if tx.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
