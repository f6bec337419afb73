"""A source or a city goes on under another name: its rows and its folder move along, once."""

from pathlib import Path

from sqlalchemy import Connection, Table, and_, delete, exists, select, update

from crawler.archive.archive import Archive, ArchiveUnusable
from crawler.archive.schema import metadata
from crawler.city import City
from crawler.config import Config, home


def rename_sources(archive: Archive, city: City) -> tuple[str, ...]:
    """Give the rows of each source's earlier ids to its present one, in one transaction; the ids that had any.

    GUIDs stay. Where both ids have a row of one key (the list page was read under either), the present one's stays.
    Cheap when nothing is to be done: whoever opens the archive calls it.
    """
    earlier = {old: source.id for source in city.sources for old in source.formerly}
    if not earlier:
        return ()
    with archive.read() as tx:
        if not _found(tx, list(earlier)):
            return ()
    with archive.begin() as tx:
        found = _found(tx, list(earlier))
        for old in found:
            for table in _tables():
                _move(tx, table, old, earlier[old])
    return tuple(found)


def move_place(config: Config, city: City) -> Path | None:
    """The data folder of a city that was renamed, moved to where it is looked for now; None where nothing was to do.

    Only the default place bears the city's name; a folder that is there already is never touched. Nothing may run on
    the old one. Raises ArchiveUnusable.
    """
    if config.data_dir is not None or config.place.exists():
        return None
    for old in reversed(city.formerly):
        place = home() / old
        if place.is_dir():
            try:
                place.rename(config.place)  # one step, or none
            except OSError as error:
                if config.place.exists():  # another process did it at the same moment
                    return None
                raise ArchiveUnusable(str(place), f"it cannot become {config.place}: {error.strerror}") from error
            return place
    return None


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "source" in table.c]


def _found(tx: Connection, ids: list[str]) -> list[str]:
    """Those of the ids that any table knows, sorted."""
    known: set[str] = set()
    for table in _tables():
        known |= set(tx.execute(select(table.c.source).where(table.c.source.in_(ids)).distinct()).scalars())
    return sorted(known)


def _move(tx: Connection, table: Table, old: str, new: str) -> None:
    keys = [column for column in table.primary_key if column.name != "source"]
    if "source" in table.primary_key.columns:
        other = table.alias()
        same = and_(other.c.source == new, *(other.c[key.name] == key for key in keys))
        tx.execute(delete(table).where(table.c.source == old, exists().where(same)))
    tx.execute(update(table).where(table.c.source == old).values(source=new))
