"""Insert or update one row by its key, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(
    tx: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    on_update: Mapping[str, Any] | None = None,
    on_insert: Mapping[str, Any] | None = None,
) -> None:
    """`values` are written either way; `on_update` and `on_insert` only where a row was there, or was not."""
    insert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**key, **values, **(on_insert or {}))
    tx.execute(statement.on_conflict_do_update(index_elements=list(key), set_={**values, **(on_update or {})}))
