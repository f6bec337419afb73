"""The page speaks Vietnamese and English, and every word is there in both."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feeds.web import app
from feeds.web.words import WORDS, Words, choose_language


@pytest.mark.parametrize(
    ("asked", "accepted", "own", "chosen"),
    [
        ("en", "vi", "vi", "en"),
        (None, "vi-VN,vi;q=0.9,en;q=0.8", "en", "vi"),
        (None, "fr;q=0.9, en;q=0.3, vi;q=0.2", "vi", "en"),
        (None, "fr", "vi", "vi"),
        (None, "", "de", "en"),
        ("xx", ";;;,q=,", "vi", "vi"),
    ],
)
def test_the_address_decides_then_the_browser_then_the_city(
    asked: str | None, accepted: str, own: str, chosen: str
) -> None:
    assert choose_language(asked, accepted, own) == chosen


def test_every_word_that_a_template_uses_is_there() -> None:
    templates = (Path(app.__file__).parent / "templates").glob("*.html")
    used = {name for file in templates for name in re.findall(r"""words\[["'](\w+)["']\]""", file.read_text("utf-8"))}
    assert used <= WORDS.keys()
    assert all(vi and en for vi, en in WORDS.values())


def test_dates_are_written_as_their_readers_write_them() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    moment = datetime(2017, 7, 10, 22, 40, tzinfo=zone)
    assert Words("vi").moment(moment, zone) == "22:40, Thứ Hai, 10/07/2017"
    assert Words("en").moment(date(2017, 7, 10), zone) == "Monday, 10 July 2017"
    assert Words("vi").short(moment, zone) == "22:40 10/07/2017"
    assert Words("en").short(moment, zone) == "10 Jul 2017, 22:40"
    assert Words("en").short(date(2017, 7, 10), zone) == "10 Jul 2017"
