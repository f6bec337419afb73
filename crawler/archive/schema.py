"""The tables, the same on SQLite and PostgreSQL. Instants are kept in UTC; structured values as JSON text.

The migrations in migrations/ make them; a test compares the two.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

SCHEMA = "0003"
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
Serial = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware datetime; SQLite keeps no zone, so it goes in and comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"an instant carries a zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# One row an article: its identity and where its newest version stands.
articles = Table(
    "articles",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("guid", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("sort_at", Instant, nullable=False),  # the later of published and first seen: what a window looks at
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("text_hash", Text, nullable=False),  # of title and body: finds the same text under another address
    Index(None, "source", "sort_at"),
    Index(None, "sort_at"),
    Index(None, "source", "text_hash"),
)

# Everything that happened to an article; each row holds it whole.
versions = Table(
    "versions",
    metadata,
    Column("article_id", Serial, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # new, updated, withdrawn, back, reread
    Column("at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("kicker", Text, nullable=False),
    Column("lede", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Text),
    Column("modified", Text),
    Column("image", Text),
    Column("attachments", Text, nullable=False),
    Column("page_id", Serial, ForeignKey("pages.id")),
    Column("changed", Text, nullable=False),  # which parts differ from the version before
    Index(None, "page_id"),
)

# Every address that was asked for an article, and what became of it.
addresses = Table(
    "addresses",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # crawler.address.address_key
    Column("url", Text, nullable=False),
    Column("article_id", Serial, ForeignKey("articles.id")),
    Column("reason", Text, nullable=False),  # why it is this article, or why it is none
    Column("tries", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("ask_again_at", Instant),  # None: settled
    Index(None, "article_id"),
)

# The response as it came, compressed.
pages = Table(
    "pages",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("hash", Text, nullable=False),  # blake2b of the body
    Column("body", LargeBinary, nullable=False),  # zstd
    Column("dictionary_id", Serial, ForeignKey("dictionaries.id")),  # None: compressed without one
    Index(None, "source", "fetched_at"),
    Index(None, "dictionary_id"),
)

# What the pages of one source share, trained from its own pages; the newest compresses, all decompress.
dictionaries = Table(
    "dictionaries",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "source"),
)

# What each list page answered with last, so that an unchanged one costs one conditional request.
lists = Table(
    "lists",
    metadata,
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("read_at", Instant, nullable=False),
    Column("settled", Boolean, nullable=False),  # all its links were read: only then may it answer "unchanged"
)

# Which addresses tell a source's news: its list pages, and what was found to tell the same: feeds, sitemaps, an API.
ways = Table(
    "ways",
    metadata,
    Column("source", Text, primary_key=True),
    Column("list_url", Text, primary_key=True),  # the list page that it stands for
    Column("url", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # crawler.ways.kinds.Kind
    Column("found", Text, nullable=False),  # where it was found
    Column("chosen", Boolean, nullable=False),  # one of each list page
    Column("reason", Text, nullable=False),  # why it was chosen, or not
    Column("checked_at", Instant, nullable=False),
)

# What was learned of a source's pages: where a list has its news, where an article has its parts. Old ones stay.
templates = Table(
    "templates",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),  # list, article
    Column("learned_at", Instant, nullable=False),
    Column("ended_at", Instant),  # None: in use
    Column("template", Text, nullable=False),
    Column("proof", Text, nullable=False),  # the articles that it was learned from, and how they came out
    Index(None, "source", "kind"),
)

# The news links of each list page as it was last read, in page order.
listings = Table(
    "listings",
    metadata,
    Column("source", Text, primary_key=True),
    Column("list_url", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Text),
    Index(None, "source", "key"),
)

# What each list page showed beside its news when it was last read, with the reasons.
understood = Table(
    "understood",
    metadata,
    Column("source", Text, primary_key=True),
    Column("list_url", Text, primary_key=True),
    Column("cause", Text, nullable=False),  # why nothing was taken
    Column("counts", Text, nullable=False),  # the links left out, by their reason
    Column("links", Text, nullable=False),  # the first of each reason: address, title, reason
)

# robots.txt of each host, kept for a day.
robots = Table(
    "robots",
    metadata,
    Column("host", Text, primary_key=True),
    Column("status", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
)

# Until when a host asked to be left alone (Retry-After).
pauses = Table(
    "pauses",
    metadata,
    Column("host", Text, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("cause", Text, nullable=False),
)

# One crawl of one source.
runs = Table(
    "runs",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", Text, nullable=False),  # running, ok, failed, interrupted
    Column("cause", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Index(None, "source", "started_at"),
)

# Append-only: how the feeds follow the archive, by a cursor on the sequence.
changes = Table(
    "changes",
    metadata,
    Column("sequence", Serial, primary_key=True, autoincrement=True),
    Column("article_id", Serial, ForeignKey("articles.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("article_id", "version"),
    sqlite_autoincrement=True,  # a sequence never goes back, even if the newest rows were lost
)
