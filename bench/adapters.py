"""What the scorers call: one function a part, in this process, one thread, no state kept between calls."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.article import Published
from crawler.extract.page import Context


def article(html: bytes, url: str) -> dict[str, Any]:
    """One page by itself: no source's file, no list page, no sibling is known. Times without a zone stay naive."""
    from crawler.extract.guess import guess_context
    from crawler.extract.page import Page
    from crawler.extract.read import read

    page = Page(html, url)
    found = read(page, guess_context(page, fetched_at=datetime.now(UTC)))
    return {
        "title": found.title,
        "published": _iso(found.published),
        "modified": _iso(found.modified),
        "body": found.text,
        "authors": [found.author] if found.author else [],
        "image": found.image.url if found.image else None,
        "lang": found.language,
    }


def dateline(text: str, *, lang: str, country: str, zone: str, reference: datetime) -> dict[str, date | None]:
    """The publication and modification time in the words of a dateline."""
    from crawler.extract.datelines import read_dateline

    context = Context("bench", lang, country, ZoneInfo(zone), reference)
    found = read_dateline(text, context)
    return {
        "published": found.published.value if found.published else None,
        "modified": found.modified.value if found.modified else None,
    }


def topics(queries: dict[str, str], articles: list[dict[str, Any]]) -> list[set[str]]:
    """Which of the queries each article matches."""
    from feeds.topics.match import Document, Topics
    from feeds.topics.query import Query

    compiled = Topics({name: Query.parse(text, language="vi") for name, text in queries.items()})
    return [set(compiled.match(Document(title=a["title"], body=a["body"]))) for a in articles]


def _iso(published: Published | None) -> str | None:
    if published is None:
        return None
    if published.instant and "zone:source" in published.assumed:
        return published.instant.replace(tzinfo=None).isoformat()
    return published.isoformat()
