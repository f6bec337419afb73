"""Whatever a page says, reading it neither fails nor takes long, and no answer lies outside what can be."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.datelines import candidates, may_hold_date, read_dateline
from crawler.extract.datelines.languages import forms, languages
from crawler.extract.page import Context

FETCHED = datetime.fromisoformat("2026-11-25T02:00:00+00:00")
CONTEXTS = [
    Context("test", language, country, ZoneInfo(zone), FETCHED)
    for language, country, zone in [
        ("vi", "VN", "Asia/Ho_Chi_Minh"), ("en-US", "US", "America/New_York"), ("fa", "IR", "Asia/Tehran"),
        ("th", "TH", "Asia/Bangkok"),
        ("ja", "JP", "Asia/Tokyo"), ("zh-TW", "TW", "Asia/Taipei"), ("am", "ET", "Africa/Addis_Ababa"), ("",
        "", "UTC"),
        ("hu", "HU", "Europe/Budapest"), ("ar", "SA", "Asia/Riyadh"),
    ]
]  # fmt: skip
PIECES = [
    "2024", "31/12/2025", "12", "29.02.2023", "24:00", "23:59:60", "10.45", "令和6年", "元年", "月", "日", "民國",
    "112-13-40", "五年十十月", "十十", "พ.ศ. 2567", "۱۴۰۲/۱۲/۳۰",
    "(GMT+7)", "+14:00", "EST", "am", "CH", "昨天", "3 giờ trước", "hace 3 días", "cập nhật", "Published", "|",
    "-", " ", "\n", "–", "to", "99999999",
    "0:0", "1/1", "h", "99 years ago", "999 months ago", "Thứ 6 tuần trước", "today", "0000-00-00",
    "9999-12-31", "1990-01-01",
    *(forms(language, name)[0][0] for name in ("months",
        "published") for language in languages() if forms(language, name)),
]  # fmt: skip


def check(text: str, context: Context) -> None:
    found = read_dateline(text, context)
    for published in (found.published, found.modified):
        if published is None:
            continue
        value = published.value
        if isinstance(value, datetime):
            assert value.utcoffset() is not None
            assert value <= FETCHED + timedelta(days=1)
            assert value.date() >= date(1989, 12, 31)
        else:
            assert date(1990, 1, 1) <= value <= FETCHED.astimezone(context.zone).date() + timedelta(days=1)
        assert published.text
        assert 0.4 <= found.grade <= 1
        assert may_hold_date(text)


def test_a_numeral_that_is_none_is_left_as_it_stands() -> None:
    check("五年十十月06", CONTEXTS[4])
    assert read_dateline("2026年十十月6日", CONTEXTS[4]).published is None


@given(st.text(max_size=200), st.sampled_from(CONTEXTS), st.sampled_from(["", "DMY", "MDY", "YMD"]))
def test_any_text_is_read_without_an_error(text: str, context: Context, order: str) -> None:
    check(text, context)
    read_dateline(text, context, hint=text, order=order)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " ", ", "]), st.sampled_from(CONTEXTS))
def test_any_pile_of_pieces_gives_an_answer_that_can_be(pieces: list[str], between: str, context: Context) -> None:
    check(between.join(pieces), context)


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(CONTEXTS))
def test_candidates_come_from_left_to_right_and_do_not_overlap(pieces: list[str], context: Context) -> None:
    end = 0
    for candidate in candidates(" ".join(pieces), context):
        assert candidate.start >= end
        assert candidate.end > candidate.start
        end = candidate.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "1/" * 50_000,
        "12:30 - " * 20_000,
        "( " * 50_000,
        "tháng " * 30_000,
        "5 May " * 30_000,
        "Thứ hai, " * 30_000,
        "2024-01-01 " * 20_000,
    ],
)
def test_a_long_text_takes_no_longer_than_a_short_one(text: str) -> None:
    read_dateline("1/1/2024", CONTEXTS[0])
    begin = time.process_time()
    read_dateline(text, CONTEXTS[0])
    assert time.process_time() - begin < 20
