"""A page that is fetched before anything is known of its site teaches as it was read, unless something speaks against."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler.article import Article
from crawler.extract.page import Context
from crawler.extract.prose import flat
from crawler.readers.tasks import Answer, ReadArticle
from crawler.spiders.news import NewsSpider

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
URL = "https://town.example/1"
TASK = ReadArticle(Answer(b"", URL, "text/html"), Context("bao", "en", "GB", ZoneInfo("UTC"), NOW), address=URL)
MENU = "Home News Town"
ARTICLE = Article(
    source="bao", url=URL, address=URL, title="A", html="", text="One.\nTwo.", language="en", fetched_at=NOW
)


@pytest.mark.parametrize(("text", "kept"), [("One.\nTwo.", True), ("", False), (f"One.\n{MENU}", False)])
def test_a_first_reading_that_is_empty_or_holds_the_site_s_frame_is_done_once_more(text: str, kept: bool) -> None:
    walk: Any = SimpleNamespace(without={URL: frozenset((flat(MENU),))}, furniture=frozenset())
    article = replace(ARTICLE, text=text)
    page, found = NewsSpider()._lesson(walk, TASK, article)
    assert found == (article if kept else None)
    assert page.furniture == walk.without[URL]
