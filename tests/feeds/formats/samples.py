"""Feeds for tests: written for this project, with the quirks that pages have."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crawler.article import Attachment, Image, Published, StoredArticle
from feeds.build import entry, window
from feeds.feed import Entry, Feed
from feeds.formats import Format
from tests.builders import a_stored_article

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SEEN = datetime(2026, 3, 9, 3, 4, 5, 678, tzinfo=UTC)
SELF = {ending: f"https://loa.example/feeds/duong.{ending}" for ending in ("rss", "atom", "json")}


def at(hour: int, minute: int = 0, day: int = 9) -> Published:
    return Published(datetime(2026, 3, day, hour, minute, tzinfo=ZONE), "", "time")


def numbered(number: int, **given: Any) -> StoredArticle:
    values: dict[str, Any] = {
        "id": number,
        "guid": f"urn:uuid:00000000-0000-5000-8000-{number:012}",
        "url": f"https://bao.example/tin/{number}",
        "first_seen_at": SEEN,
        "changed_at": SEEN,
    }
    return a_stored_article(**values | given)


def an_entry(**given: Any) -> Entry:
    return as_entry(numbered(1, **given))


def as_entry(article: StoredArticle, reason: str = "") -> Entry:
    return entry(article, source_title="Báo Làng Chài", reason=reason, zone=ZONE)


def a_feed(entries: Sequence[Entry], **given: Any) -> Feed:
    values: dict[str, Any] = {
        "id": "urn:uuid:00000000-0000-5000-8000-00000000feed",
        "title": "Cấm đường – Thị trấn Chài",
        "subtitle": "Đường đóng, đường mở & lối đi tạm",
        "self_urls": SELF,
        "home_url": "https://loa.example/",
        "language": "vi",
        "entries": tuple(entries),
    }
    return Feed(**values | given)


def written(form: Format, feed: Feed, max_bytes: int = 3_000_000) -> bytes:
    return form.document(feed, [form.render_entry(entry) for entry in feed.entries], max_bytes=max_bytes)


def a_week() -> tuple[Entry, ...]:
    """One entry of each kind, through the window that feeds use."""
    articles = (
        numbered(1, title="Cầu Gỗ đóng để sửa", published=at(8), section="Giao thông"),
        numbered(2, title="Lịch cấp nước tuần này", published=Published(date(2026, 3, 9), "09/03/2026", "label+full")),
        numbered(3, title="Thông báo không ngày"),
        numbered(
            4,
            title="Đính chính: chợ họp <em>thứ Bảy</em> &amp; Chủ nhật",
            published=at(7, 30),
            version=2,
            changed_at=SEEN + timedelta(hours=5),
            author="Ngọc & Lan",
            lede="Chợ họp hai ngày, không phải một.",
        ),
        numbered(
            5,
            title="Tin đã gỡ",
            published=at(6, 15, day=8),
            version=2,
            changed_at=SEEN + timedelta(days=1),
            state="withdrawn",
        ),
        numbered(
            6,
            title="School starts at 7 < 8",
            html='<div>Bring a <a href="/forms/a b.html?x=1|2">form</a>.</div><img src="ảnh.jpg" alt="The yard">',
            text="Bring a form.",
            language="en",
            published=at(9, 45),
            image=Image("https://bao.example/ảnh bìa.jpg", "The yard"),
        ),
        numbered(
            7,
            title="Văn bản kèm theo",
            html="",
            text="",
            published=at(10),
            attachments=(
                Attachment("https://bao.example/tệp/quyết định 7.pdf", "Quyết định số 7", "application/pdf"),
                Attachment("https://bao.example/b.docx", "", "?"),
            ),
        ),
    )
    chosen = window(articles, now=SEEN + timedelta(days=2), days=30, least=50)
    return tuple(as_entry(article, "cấm đường (tiêu đề)" if article.id == 1 else "") for article in chosen)
