"""Rows of the database as articles."""

from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, select

from crawler.archive.schema import articles, versions
from crawler.archive.values import load_attachments, load_image, load_published
from crawler.article import StoredArticle

_WORDS = ("title", "html", "text", "language", "kicker", "lede", "author", "section")


@cache
def newest() -> Select[Any]:
    """All articles, each with what its newest version says. Built once: it is asked for each page."""
    wanted = [column for column in versions.c if column.name not in ("article_id", "number", "at", "kind", "changed")]
    return select(articles, *wanted).join(
        versions, and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version)
    )


def article_of(row: Row[Any], **other: Any) -> StoredArticle:
    """The article of a row that has the columns of `articles` and of one version; `other` goes before what the former
    say."""
    values = row._mapping
    given: dict[str, Any] = {name: values[name] for name in ("changed_at", "version", "state")} | other
    return StoredArticle(
        **{name: values[name] for name in ("id", "guid", "source", "url", "first_seen_at", *_WORDS)},
        published=load_published(values["published"]),
        modified=load_published(values["modified"]),
        image=load_image(values["image"]),
        attachments=load_attachments(values["attachments"]),
        **given,
    )
