"""Opens the archive for the feeds: the crawl's tables and the feeds' own."""

from sqlalchemy import exc

from crawler.archive import Archive, migrate, open_archive
from crawler.archive.archive import ArchiveUnusable
from feeds.schema import CHAIN


def open_store(database: str) -> Archive:
    """As crawler.archive.open_archive, with the feeds' tables brought up to date too."""
    archive = open_archive(database)
    try:
        migrate.upgrade(archive.engine, CHAIN, archive.place)
    except exc.DatabaseError as error:
        archive.close()
        raise ArchiveUnusable(archive.place, str(error.orig)) from error
    return archive
