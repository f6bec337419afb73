"""What a reading keeps besides its time: the words, the rule, what was assumed, how sure it is."""

import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.datelines import candidates, may_hold_date, read_dateline
from crawler.extract.datelines.calendars import ethiopian, jalali
from crawler.extract.datelines.languages import NUMBERED, ROLES, WORDS, forms, languages
from crawler.extract.datelines.numerals import clean
from crawler.extract.page import Context

FETCHED = datetime.fromisoformat("2026-11-25T02:00:00+00:00")


def context(language: str = "vi", country: str = "VN", zone: str = "Asia/Ho_Chi_Minh") -> Context:
    return Context("test", language, country, ZoneInfo(zone), FETCHED)


def test_a_lone_time_of_change_serves_as_both_and_says_so() -> None:
    found = read_dateline("Cập nhật lúc07:05, Thứ Ba, 11/07/2017 (GMT+7)", context())
    assert found.published is not None
    assert found.modified is not None
    assert found.published.value == found.modified.value == datetime.fromisoformat("2017-07-11T07:05:00+07:00")
    assert found.published.assumed == ("order:country", "role:modified")  # 7 November was a Tuesday as well
    assert found.published.rule == "label+full"
    assert found.published.text == "Cập nhật lúc 07:05, Thứ Ba, 11/07/2017 (GMT+7)"


def test_what_the_words_do_not_say_is_told() -> None:
    def assumed(text: str, where: Context) -> tuple[str, ...]:
        found = read_dateline(text, where).published
        assert found is not None
        return found.assumed

    assert assumed("05/11/2024 08:15", context()) == ("order:country", "zone:source")
    assert assumed("25/11/2024 08:15 (GMT+7)", context()) == ()
    assert "year:fetched" in assumed("Đăng lúc 08:15 ngày 20/11", context())
    assert "day:fetched" in assumed("Đăng lúc 08:15", context())
    assert "relative" in assumed("3 giờ trước", context())


@pytest.mark.parametrize(("order", "want"), [("", "2024-11-05"), ("DMY", "2024-11-05"), ("MDY", "2024-05-11")])
def test_an_order_that_the_source_has_settled_beats_the_country(order: str, want: str) -> None:
    found = read_dateline("05/11/2024", context(), order=order).published
    assert found is not None
    assert found.value == date.fromisoformat(want)
    assert found.assumed == ("order:source" if order else "order:country",)


def test_the_day_of_the_week_settles_the_order_without_an_assumption() -> None:
    found = read_dateline("Sat 05/11/2024", context("en", "GB", "Europe/London")).published
    assert found is not None
    assert (found.value, found.assumed) == (date(2024, 5, 11), ())


def test_a_hint_of_the_element_speaks_where_words_do_not() -> None:
    assert read_dateline("25/11/2024", context(), hint="entry-date published").published is not None
    assert read_dateline("25/11/2024", context(), hint="last-modified").modified is not None
    plain = read_dateline("Hải Châu 25/11/2024 tin", context()).grade
    assert read_dateline("Hải Châu 25/11/2024 tin", context(), hint="event-calendar").grade < plain


def test_candidates_tell_what_they_are_not() -> None:
    found = candidates("Ngày đăng: 20/11/2026 | Hạn nộp: 01/12/2026 | Họp: từ 08:00 đến 11:00", context())
    assert [(c.role, c.text) for c in found[:1]] == [("published", "20/11/2026")]
    assert found[1].role == "deadline"
    assert found[1].value is None
    assert found[1].kind == "future"
    assert [c.text for c in found] == [clean(c.text) for c in found]


def test_a_day_more_than_one_after_the_fetch_is_refused_not_repaired() -> None:
    assert read_dateline("Ngày đăng: 26/11/2026", context()).published is not None
    assert read_dateline("Ngày đăng: 27/11/2026", context()).published is None
    assert read_dateline("Ngày đăng: 05/12/2026", context()).published is None


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [((1403, 1, 1), "2024-03-20"), ((1404, 1, 1), "2025-03-21"), ((1399, 12, 30), "2021-03-20"), ((1357, 11, 22), "1979-02-11"),
     ((1402, 7, 1), "2023-09-23"), ((1403, 12, 30), "2025-03-20")],
)  # fmt: skip
def test_iran_s_calendar_is_counted_exactly(solar: tuple[int, int, int], gregorian: str) -> None:
    assert jalali(*solar) == date.fromisoformat(gregorian)


def test_days_that_are_none_are_none_in_every_calendar() -> None:
    assert jalali(1402, 12, 30) is None
    assert jalali(1402, 7, 31) is None
    assert jalali(1600, 1, 1) is None
    assert ethiopian(2016, 13, 6) is None
    assert ethiopian(2015, 13, 6) == date(2023, 9, 11)
    assert ethiopian(2016, 14, 1) is None


@pytest.mark.parametrize(
    ("text", "country", "offset"),
    [("5 May 2024 10:00 IST", "IN", 5.5), ("5 May 2024 10:00 IST", "IE", 1), ("5 May 2024 10:00 IST", "IL", 2),
     ("5 May 2024 10:00 AMT", "AM", 4), ("5 May 2024 10:00 AMT", "BR", -4), ("5 May 2024 10:00 EST", "US", -5), ("5 May 2024 10:00 EST", "AU", 10),
     ("5 May 2024 10:00 ET", "US", -4), ("5 Dec 2024 10:00 ET", "US", -5), ("5 May 2024 10:00 UTC+5:30", "GB", 5.5), ("5 May 2024 10:00 +0545", "GB", 5.75),
     ("5 May 2024 10:00 (GMT-03:00)", "GB", -3)],
)  # fmt: skip
def test_a_zone_s_name_means_what_it_means_in_its_country(text: str, country: str, offset: float) -> None:
    found = read_dateline(text, context("en", country, "Asia/Tokyo")).published
    assert found is not None
    assert found.instant is not None
    shift = found.instant.utcoffset()
    assert shift is not None
    assert shift.total_seconds() == offset * 3600
    assert found.instant.hour == 10


def test_text_without_a_number_or_a_word_for_a_day_is_skipped() -> None:
    assert not may_hold_date("Trang chủ")
    assert not may_hold_date("Rathaus und Politik")
    assert not may_hold_date("Snowboards and notable hoyas")  # "now" and "hoy" in longer words
    assert may_hold_date("hôm qua")
    assert may_hold_date("vor einer Stunde")
    assert may_hold_date("二〇二四年五月一日")


def test_a_language_without_words_of_ours_is_read_by_dateparser() -> None:
    found = read_dateline("5 Eost 2024", context("br", "FR", "Europe/Paris")).published
    assert found is not None
    assert (found.value, found.rule) == (date(2024, 8, 5), "dateparser")


def test_dateparser_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from datetime import datetime, UTC; from zoneinfo import ZoneInfo\n"
        "from crawler.extract.datelines import read_dateline; from crawler.extract.page import Context\n"
        "c = Context('t', 'vi', 'VN', ZoneInfo('Asia/Ho_Chi_Minh'), datetime.now(UTC))\n"
        "read_dateline('Số lượt xem: 42', c); read_dateline('Đăng 1/2/2024', c)\n"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_line_of_a_language_has_a_known_name_and_all_its_entries() -> None:
    sizes = {"months": 12, "solar months": 12, "ethiopian months": 13, "weekdays": 7, "units": 7, "units ago": 7}
    for language, rows in languages().items():
        for name, value in rows.items():
            if name == "like":
                assert value in languages(), language
                continue
            assert name in ROLES or name in WORDS or name in NUMBERED, f"{language}: {name}"
            entries = forms(language, name)
            assert len(entries) == sizes.get(name, 1), f"{language}: {name}"
            assert value == value.lower() or language in ("tr", "az"), f"{language}: {name}: lower case"
