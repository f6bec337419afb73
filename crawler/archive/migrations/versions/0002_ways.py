"""Ways to a source's news, learned templates, and dictionaries for its pages."""

import sqlalchemy as sa
from alembic import op

from crawler.archive.schema import Instant

revision = "0002"
down_revision = "0001"
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dictionaries",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictionaries")),
    )
    op.create_index(op.f("ix_dictionaries_source"), "dictionaries", ["source"], unique=False)
    # Said as SQL, since SQLite would copy the whole table otherwise, and drop one that others refer to.
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE pages ADD COLUMN dictionary_id {number} "
        "CONSTRAINT fk_pages_dictionary_id REFERENCES dictionaries (id)"
    )
    op.create_index(op.f("ix_pages_dictionary_id"), "pages", ["dictionary_id"], unique=False)
    op.create_index(op.f("ix_versions_page_id"), "versions", ["page_id"], unique=False)
    op.create_table(
        "ways",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("list_url", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checked_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("source", "list_url", "url", name=op.f("pk_ways")),
    )
    op.create_table(
        "templates",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("learned_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
    )
    op.create_index(op.f("ix_templates_source_kind"), "templates", ["source", "kind"], unique=False)
