"""Schema versions, by alembic. One query reads the version, so that alembic is imported only when it has work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from crawler.archive.schema import SCHEMA, metadata
from crawler.errors import NewerArchive


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of migrations: its folder, the table that holds its version, the newest version, and the tables that
    all its migrations together make (a test compares the two)."""

    folder: Path
    table: str
    head: str
    metadata: MetaData


ARCHIVE = Chain(Path(__file__).parent / "migrations", "loa_archive_version", SCHEMA, metadata)


@contextmanager
def transaction(engine: Engine, begin: str = "BEGIN IMMEDIATE") -> Iterator[Connection]:
    """On SQLite, begun in these words."""
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(begin)
        yield connection


def version(connection: Connection, chain: Chain) -> str | None:
    """The version found in the database; None where it is empty."""
    if not inspect(connection).has_table(chain.table):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {chain.table}")).scalar()
    return found


def upgrade(engine: Engine, chain: Chain, place: str) -> None:
    """Bring the database to the chain's newest version, in one transaction. Raises NewerArchive."""
    with engine.connect() as connection:
        found = version(connection, chain)
    if found == chain.head:
        return
    if found is not None and found > chain.head:
        raise NewerArchive(place, found, chain.head)
    with transaction(engine) as connection:
        found = version(connection, chain)  # another process may have done it while this one waited for the lock
        if found is None:
            _make(connection, chain)
        elif found < chain.head:
            migrate(connection, chain)


def _make(connection: Connection, chain: Chain) -> None:
    """The tables of an empty database, at the newest version."""
    chain.metadata.create_all(connection)
    connection.execute(
        text(
            f"CREATE TABLE {chain.table} (version_num VARCHAR(32) NOT NULL, "
            f"CONSTRAINT {chain.table}_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text(f"INSERT INTO {chain.table} (version_num) VALUES (:head)"), {"head": chain.head})


def migrate(connection: Connection, chain: Chain) -> None:
    """All migrations that a database has not had yet, by alembic, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(chain.folder).replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=chain.table)
    command.upgrade(config, "head")
