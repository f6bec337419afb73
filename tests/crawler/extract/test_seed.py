"""The page that the project started from comes out right in every part."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler.article import Article
from crawler.extract.furniture import furniture
from crawler.extract.links import read_list
from crawler.extract.page import Context, Page
from crawler.extract.read import listed_link, read

SEED = Path(__file__).resolve().parents[2] / "pages" / "seed"
EXPECTED: dict[str, Any] = json.loads((SEED / "expected.json").read_text("utf-8"))
CONTEXT = Context("bao", "vi", "VN", ZoneInfo("Asia/Ho_Chi_Minh"), datetime.fromisoformat(EXPECTED["fetched_at"]))
LIST = Page((SEED / "list.html").read_bytes(), EXPECTED["list"])


@pytest.fixture(params=["by itself", "from its list"])
def article(request: pytest.FixtureRequest) -> Article:
    page = Page((SEED / "page.html").read_bytes(), EXPECTED["url"])
    if request.param == "by itself":
        return read(page, CONTEXT)
    listed = [listed_link(link, LIST.url, CONTEXT) for link in read_list(LIST, [page]).taken if link.url == page.url]
    return read(page, CONTEXT, listed=listed, furniture=furniture([LIST]))


def test_title_and_kicker_are_apart(article: Article) -> None:
    assert (article.title, article.kicker) == (EXPECTED["title"], EXPECTED["kicker"])


def test_the_glued_dateline_is_read_to_the_minute(article: Article) -> None:
    assert article.published is not None
    assert article.published.isoformat() == EXPECTED["published"] == "2017-07-10T22:40:00+07:00"


def test_the_lede_and_the_body_are_whole_and_hold_nothing_else(article: Article) -> None:
    assert article.lede == EXPECTED["lede"]
    expected = EXPECTED["text"] if isinstance(EXPECTED["text"], str) else "\n".join(EXPECTED["text"])
    assert article.text == expected


def test_the_picture_has_its_caption(article: Article) -> None:
    assert article.image is not None
    assert article.image.url == (EXPECTED["image"] if isinstance(EXPECTED["image"], str) else EXPECTED["image"]["url"])


def test_the_list_leads_to_the_page() -> None:
    assert EXPECTED["url"] in [link.url for link in read_list(LIST).taken]
