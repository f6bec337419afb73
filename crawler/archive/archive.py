"""Opens the archive: the engine, its transactions, and the check that file and code fit together."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url

from crawler.archive import migrate
from crawler.errors import CannotRun, DamagedArchive


class ArchiveUnusable(CannotRun):
    """The archive cannot be opened or written: look at the folder's rights and the room on the disk."""

    def __init__(self, place: str, problem: str) -> None:
        self.place, self.problem = place, problem
        super().__init__(f"the archive {place} cannot be used: {problem}")


class Archive:
    """`begin()` gives a writing transaction, `read()` a reading one; both end with their `with` block."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Everything inside is written, or nothing. On SQLite the write lock is taken at once (BEGIN IMMEDIATE), so
        that a transaction that reads first never fails later. Raises ArchiveUnusable: disk full, read-only ..."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with migrate.transaction(self.engine, begin) as connection:
                yield connection
        except exc.OperationalError as error:
            raise ArchiveUnusable(self.place, str(error.orig)) from error
        except exc.DatabaseError as error:
            raise DamagedArchive(self.place, str(error.orig)) from error

    def close(self) -> None:
        self.engine.dispose()


def open_archive(database: str) -> Archive:
    """The archive at a SQLAlchemy address; made if it is not there, brought up to date if it is older.

    Raises NewerArchive, DamagedArchive (it is no database), ArchiveUnusable.
    """
    url = make_url(database)
    place = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(database, Path(place))
    else:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    archive = Archive(engine, place)
    try:
        migrate.upgrade(engine, migrate.ARCHIVE, place)
    except exc.OperationalError as error:
        archive.close()
        raise ArchiveUnusable(place, str(error.orig)) from error
    except exc.DatabaseError as error:
        archive.close()
        raise DamagedArchive(place, str(error.orig)) from error
    return archive


def _sqlite(database: str, file: Path) -> Engine:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            _check(file)
    except OSError as error:
        raise ArchiveUnusable(str(file), error.strerror or str(error)) from error
    engine = create_engine(database, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: migrate.transaction
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _check(file: Path) -> None:
    """Whether it is a database at all: its first page and its tables' names. Other damage is said when met."""
    if _pragma(file, "schema_version") is None:
        raise DamagedArchive(str(file), "its first page says nothing")


def check_file(file: Path) -> None:
    """SQLite's own check of every page of the archive: seconds for each GB. Raises DamagedArchive, ArchiveUnusable."""
    finding = _pragma(file, "quick_check(1)")
    if finding != "ok":
        raise DamagedArchive(str(file), str(finding))


def _pragma(file: Path, name: str) -> object:
    try:
        connection = sqlite3.connect(file, timeout=30)
        try:
            connection.execute("SELECT name FROM sqlite_master").fetchall()
            row = connection.execute(f"PRAGMA {name}").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise ArchiveUnusable(str(file), str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DamagedArchive(str(file), str(error)) from error
    return row[0] if row else None
