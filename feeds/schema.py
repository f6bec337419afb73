"""The tables of the feeds, in the archive's database, with migrations of their own: the crawl knows none of them."""

from pathlib import Path

from sqlalchemy import Column, Index, MetaData, Table, Text

from crawler.archive.migrate import Chain
from crawler.archive.schema import NAMES, Instant, Serial

metadata = MetaData(naming_convention=NAMES)
CHAIN = Chain(Path(__file__).parent / "migrations", "loa_feeds_version", "0002", metadata)

# How far a topic has come. A new topic, and one whose query was changed, begins at 0: that is its backfill.
topics = Table(
    "topics",
    metadata,
    Column("id", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("cursor", Serial, nullable=False),
)

matches = Table(
    "matches",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("article_id", Serial, primary_key=True),
    Column("reason", Text, nullable=False),
    Index(None, "article_id"),
)

# Feed entries as rendered, by a hash of all that goes into them, so that feedgen renders each once.
fragments = Table(
    "fragments",
    metadata,
    Column("key", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("used_at", Instant, nullable=False),
    Index(None, "used_at"),
)

# What each feed file was last made from: equal, and nothing is loaded, rendered or written.
built = Table(
    "built",
    metadata,
    Column("path", Text, primary_key=True),
    Column("signature", Text, nullable=False),
)

# Every feed that was ever published, by its path: its address is a contract, also when its file is gone.
channels = Table(
    "channels",
    metadata,
    Column("path", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # topic, source, city
    Column("feed_id", Text, nullable=False),  # what readers know the feed by; empty where it went on with moved_to
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("ended_at", Instant),  # None: it goes on
    Column("moved_to", Text, nullable=False),  # the path that took over, else empty
)
