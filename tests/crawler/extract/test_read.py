"""A page as a whole: what it is called where nothing calls it anything."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.article import Listed
from crawler.errors import NoTitle
from crawler.extract.page import Context, Page
from crawler.extract.read import read

CONTEXT = Context("bao", "en", "GB", ZoneInfo("Europe/London"), datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
TEXT = (
    "The waterworks of the old town close for a week in May, since the filters are to be renewed before summer.",
    "Tank wagons stand at the church and at the mill, where everybody may fetch forty litres a day for nothing.",
    "Schools and the hospital have wells of their own, which were tested in March and found to be in good order.",
)
PAGE = Page(f"<html><body>{''.join(f'<p>{one}</p>' for one in TEXT)}</body></html>", "https://town.example/n/17")


def test_a_page_that_names_itself_nowhere_is_called_by_how_its_text_begins() -> None:
    found = read(PAGE, CONTEXT)
    assert found.title == "The waterworks of the old town close for a week in May, since the filters are…"
    assert found.text == "\n".join(TEXT)


def test_the_list_s_words_go_before_that() -> None:
    listed = (Listed(PAGE.url, "Waterworks closed in May", "https://town.example/"),)
    assert read(PAGE, CONTEXT, listed=listed).title == "Waterworks closed in May"


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<body><nav><a href='/a'>Home</a></nav></body>"])
def test_a_page_without_title_and_text_is_none(html: str) -> None:
    with pytest.raises(NoTitle):
        read(Page(html, "https://town.example/n/18"), CONTEXT)
