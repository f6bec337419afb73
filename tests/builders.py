"""Values for tests: each builder makes a whole one, and takes what matters to the test."""

from datetime import UTC, datetime
from typing import Any

from crawler.article import Article, Published, RawPage, StoredArticle

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LONG = " ".join(f"Câu thứ {n} nói về việc sửa cầu qua sông và lối đi tạm cho người dân." for n in range(12))


def an_article(**given: Any) -> Article:
    values: dict[str, Any] = {
        "source": "bao",
        "url": "https://bao.example/cau-moi-42.html",
        "title": "Cầu mới thông xe",
        "html": f"<p>{LONG}</p>",
        "text": LONG,
        "language": "vi",
        "fetched_at": NOW,
        "published": Published(NOW.replace(hour=1), "08:00 24/11/2026", "label+full"),
    }
    return Article(**values | given)


def a_stored_article(**given: Any) -> StoredArticle:
    values: dict[str, Any] = {
        "id": 1,
        "guid": "urn:uuid:00000000-0000-5000-8000-000000000001",
        "source": "bao",
        "url": "https://bao.example/cau-moi-42.html",
        "title": "Cầu mới thông xe",
        "html": f"<p>{LONG}</p>",
        "text": LONG,
        "language": "vi",
        "first_seen_at": NOW,
        "changed_at": NOW,
    }
    return StoredArticle(**values | given)


def a_raw_page(body: bytes = b"<p>x</p>", **given: Any) -> RawPage:
    values: dict[str, Any] = {"url": "https://bao.example/cau-moi-42.html", "status": 200, "headers": {}}
    return RawPage(**values | {"body": body, "fetched_at": NOW} | given)
