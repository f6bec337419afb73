"""The page speaks Vietnamese and English, and every word is there in both."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.links import read_list
from crawler.extract.page import Page
from crawler.ways.sitemap import BEYOND
from crawler.ways.told import NO_ADDRESS, OWN_PAGE
from feeds.web import app
from feeds.web.words import REASONS, WORDS, Words, choose_language

SIDE = "".join(f"<li><a href='/quen/{n}-viec-cu'>Việc cũ số {n} của phường nhà</a></li>" for n in range(3))
NEWS = "".join(
    f"<li><a class=muc href='/muc/thoi-su'>Thời sự trong phường</a><h3><a href='/tin/sua-duong-dot-{n}.html'>"
    f"Sửa đường trước chợ, đợt {n} của năm nay</a></h3> {n}/11/2026</li>"
    for n in range(1, 9)
)
PLAIN = "<ul>{}</ul>".format(
    "".join(
        f"<li><h3><a href='/tin/sua-duong-dot-{{}}{n}.html'>Sửa đường trước chợ, đợt {n} của năm nay</a></h3> {n}/11/2026</li>"
        for n in range(1, 9)
    )
)
TWICE = f"<main>{PLAIN.replace('{}', '')}</main><section><div>{PLAIN.replace('{}', '2')}</div></section>"
LIST = f"""<nav><a href=/gioi-thieu>Giới thiệu về phường</a></nav><ul class=tin>{NEWS}</ul>
<ol class=muc>{SIDE}</ol><div><a href='/tin/lap-lai-1.html'>Sửa đường trước chợ, đợt 1 của năm nay</a></div>
<div><a href=/tin>Tin tức</a> <a href=/>Trang đầu</a> <a href=https://web.archive.org/web/20201124080000/http://x.example/a>cũ</a>
<a href=/anh/1.jpg>Ảnh lớn</a> <a href='https://x.example/share?u=https%3A%2F%2Fbao.example%2Ftin'>Chia sẻ</a>
<a href=/login>Vào</a> <a href='/tin?trang=2'>2</a> <a href=https://x.example/bai-bao-o-noi-khac>Bài báo nơi khác nữa</a>
<a href=/im-lang-khong-chu></a> <a href=/khong-giong-gi-ca-o-day>Một liên kết không giống</a></div>
<aside><a href=/ben-le>Ô bên lề của trang này</a></aside><p hidden><a href=/an>Liên kết bị ẩn trên trang</a></p>
<footer><a href=/lien-he>Liên hệ với phường</a></footer>"""
OTHER = f"<ol class=muc>{SIDE}</ol><h1>Một bài</h1>"
BARE = "<p><a href=/mot-lien-ket-le-loi>Một liên kết lẻ loi</a></p>"


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


def test_every_reason_that_a_list_page_can_have_is_told_in_both_languages() -> None:
    lists = [
        read_list(Page(body, "https://bao.example/tin"), [Page(OTHER, "https://bao.example/x")])
        for body in (LIST, TWICE, BARE)
    ]
    found = {link.reason for reading in lists for link in reading.left}
    assert found == REASONS.keys() - {NO_ADDRESS, OWN_PAGE, BEYOND}
    assert {NO_ADDRESS, OWN_PAGE, BEYOND} <= REASONS.keys()
    assert all(vi and en for vi, en in REASONS.values())


def test_dates_are_written_as_their_readers_write_them() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    moment = datetime(2017, 7, 10, 22, 40, tzinfo=zone)
    assert Words("vi").moment(moment, zone) == "22:40, Thứ Hai, 10/07/2017"
    assert Words("en").moment(date(2017, 7, 10), zone) == "Monday, 10 July 2017"
    assert Words("vi").short(moment, zone) == "22:40 10/07/2017"
    assert Words("en").short(moment, zone) == "10 Jul 2017, 22:40"
    assert Words("en").short(date(2017, 7, 10), zone) == "10 Jul 2017"
