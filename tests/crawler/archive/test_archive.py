"""Opening the archive: made, brought up to date, or refused with the reason."""

from pathlib import Path

import pytest
from sqlalchemy import text

from crawler.archive import Archive, migrate, open_archive
from crawler.archive import schema as archive_schema
from crawler.archive.archive import ArchiveUnusable
from crawler.errors import DamagedArchive, NewerArchive
from feeds import schema as feeds_schema


def test_the_migrations_make_what_the_schema_says(archive: Archive) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import MetaData

    both = MetaData()
    chains = (migrate.ARCHIVE, feeds_schema.CHAIN)
    for metadata in (archive_schema.metadata, feeds_schema.metadata):
        for table in metadata.sorted_tables:
            table.to_metadata(both)
    with archive.engine.begin() as connection:  # made by the schema: once more, by the migrations
        both.drop_all(connection)
        for chain in chains:
            connection.execute(text(f"DROP TABLE {chain.table}"))
            migrate.migrate(connection, chain)
    with archive.engine.connect() as connection:
        assert [migrate.version(connection, chain) for chain in chains] == [chain.head for chain in chains]
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [
            difference
            for difference in compare_metadata(context, both)
            if not (difference[0] == "remove_table" and difference[1].name.endswith("_version"))
        ]
    assert found == []


def test_an_archive_of_a_newer_loa_is_refused_with_a_hint(archive: Archive) -> None:
    with archive.engine.begin() as connection:
        connection.execute(text(f"UPDATE {migrate.ARCHIVE.table} SET version_num = '9999'"))
    with pytest.raises(NewerArchive) as refused:
        migrate.upgrade(archive.engine, migrate.ARCHIVE, archive.place)
    assert "9999" in str(refused.value)
    assert "newer Loa" in refused.value.hint


def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    open_archive(f"sqlite:///{file}").close()
    content = bytearray(file.read_bytes())
    content[100:4000] = b"\x55" * 3900
    file.write_bytes(content)
    with pytest.raises(DamagedArchive, match=r"archive\.sqlite"):
        open_archive(f"sqlite:///{file}")
    assert file.read_bytes() == bytes(content)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    file.write_text("a letter to the mayor, not a database" * 100)
    with pytest.raises(DamagedArchive):
        open_archive(f"sqlite:///{file}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveUnusable, match="file"):
        open_archive(f"sqlite:///{tmp_path / 'file' / 'archive.sqlite'}")


def test_alembic_is_not_imported_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    import subprocess
    import sys

    address = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    open_archive(address).close()
    code = (
        "import sys; from crawler.archive import open_archive;"
        f"open_archive({address!r}); print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_two_processes_may_make_the_same_archive_at_once(tmp_path: Path) -> None:
    import subprocess
    import sys

    address = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    code = f"from feeds.store import open_store; open_store({address!r}).close()"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(child.communicate()[1], child.returncode) for child in both] == [("", 0)] * 3
