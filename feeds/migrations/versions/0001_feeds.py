"""The feeds: topics with their cursors, matches, rendered entries, and what each file was made from."""

import sqlalchemy as sa
from alembic import op

from crawler.archive.schema import Instant

revision = "0001"
down_revision = None
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "built",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_built")),
    )
    op.create_table(
        "fragments",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("used_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_fragments")),
    )
    op.create_index(op.f("ix_fragments_used_at"), "fragments", ["used_at"], unique=False)
    op.create_table(
        "matches",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("article_id", SERIAL, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "article_id", name=op.f("pk_matches")),
    )
    op.create_index(op.f("ix_matches_article_id"), "matches", ["article_id"], unique=False)
    op.create_table(
        "topics",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("cursor", SERIAL, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
