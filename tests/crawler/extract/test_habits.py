"""The articles of a source settle what one page cannot: the order of its numbers, its dateline, its shared times."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Published
from crawler.extract.datelines import read_dateline
from crawler.extract.habits import NO_HABITS, SHARED, Habits, form_of, grade, is_doubtful, learn
from crawler.extract.page import Context
from tests.crawler.extract.test_published import CONTEXT, data, instant, times

HERE = Context("ward", "en", "", ZoneInfo("Asia/Manila"), datetime(2026, 11, 24, 3, 0, tzinfo=UTC))


def shown(text, value=None, context=HERE, **given):
    found = read_dateline(text, context).published
    assert found
    return replace(found, **({"value": value} if value else {}), **given)


@pytest.mark.parametrize(
    ("texts", "order", "then"),
    [
        (["03/04/2026", "13/04/2026"], "DMY", date(2026, 5, 4)),
        (["03/04/2026", "04/13/2026"], "MDY", date(2026, 4, 5)),
        (["Monday, 05/04/2026 10:00"], "MDY", date(2026, 4, 5)),
        (["Saturday, 05/09/2026"], "", date(2026, 5, 4)),  # 5 September is a Saturday as well
        (["03/04/2026", "05/06/2026"], "", date(2026, 5, 4)),
        (["13/04/2026", "04/13/2026"], "", date(2026, 5, 4)),
        (["12 May 2026"], "", date(2026, 5, 4)),
    ],
)
def test_one_number_above_twelve_settles_the_order_for_all_pages(texts, order, then):
    habits = learn(shown(text) for text in texts)
    assert habits.order == order
    found = read_dateline("04/05/2026", replace(HERE, habits=habits)).published
    assert found.value == then
    assert found.assumed == (("order:source",) if order else ("order:country",))


def test_years_of_two_figures_that_stand_first_are_an_order():
    korea = replace(HERE, language="ko", country="KR")
    assert learn([shown("26-11-18 (수)", context=korea)]).order == "YMD"


def test_a_date_that_the_machines_of_its_page_turned_settles_the_order():
    turned = Published(date(2026, 4, 5), "04/05/2026", "full", ("order:page",))
    assert learn([turned]).order == "MDY"


def test_the_form_is_that_of_the_signs_whatever_the_day():
    assert form_of("Đăng lúc 08:15 18/11/2026") == form_of("Đăng lúc 8:5 1/1/2026") == "a a 0:0 0/0/0"
    assert form_of("Nov. 5, 2026") == form_of("May 15, 2026")


def test_a_dateline_in_the_usual_form_wins_over_one_that_stands_nearer():
    above = "<p>18.5.2024</p><p>Một dòng khác</p><p>Một dòng nữa</p><p>(06/05/2024 08:15)</p>"
    usual = [shown(f"({day:02}/04/2024 08:{day:02})", context=CONTEXT) for day in range(1, 10)]
    habits = learn(usual)
    assert habits.form == form_of("06/05/2024 08:15")
    assert times(above=above, context=replace(CONTEXT, habits=habits)).published.value == instant(8, 15)


def test_few_or_mixed_datelines_teach_no_form():
    assert learn([shown("05/04/2026 10:00")] * 3).form == ""
    assert learn([shown("05/04/2026 10:00"), shown("13 May 2026")] * 8).form == ""


MOVED = Published(datetime(2024, 5, 20, 3, 7, 12, tzinfo=UTC), "2024-05-20T03:07:12Z", "jsonld")


def test_a_minute_that_dozens_of_pages_share_is_doubtful_and_says_so():
    habits = learn([MOVED] * 41)
    page = data(datePublished="2024-05-20T03:07:40Z")
    found = times(page, context=replace(CONTEXT, habits=habits)).published
    assert "doubtful:shared by 41 pages" in found.assumed
    assert grade(found) < 0.5 < grade(times(page).published)


def test_what_the_page_shows_wins_over_the_time_of_a_move():
    habits = learn([MOVED] * 41)
    found = times(
        data(datePublished="2024-05-20T03:07:12Z"),
        above="<p>06/05/2024 08:15</p>",
        context=replace(CONTEXT, habits=habits),
    ).published
    assert found.value == instant(8, 15)
    assert not is_doubtful(found)
    assert found.disputed == ("jsonld 2024-05-20T03:07:12+00:00",)


def test_days_and_busy_hours_are_not_doubted():
    busy = [replace(MOVED, value=MOVED.value + timedelta(minutes=n)) for n in range(100)]
    assert not learn([*busy, *[MOVED] * (SHARED - 2)]).shared
    assert not learn([Published(date(2026, 5, 4), "4/5/2026", "full")] * 100).shared


def test_a_doubt_is_told_once():
    habits = learn([MOVED] * 41)
    assert habits.doubted(habits.doubted(MOVED)) == habits.doubted(MOVED)
    assert NO_HABITS.doubted(MOVED) is MOVED


@given(
    st.lists(
        st.builds(
            Published,
            st.one_of(st.dates(), st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1))),
            st.text(max_size=30),
            st.sampled_from(["full", "jsonld", "label+full"]),
        )
    )
)
def test_anything_that_an_archive_may_hold_teaches_without_an_error(published):
    habits = learn(published)
    assert isinstance(habits, Habits)
    assert habits.order in ("", "DMY", "MDY", "YMD")
    assert all(0 <= grade(told) <= 1 for told in published)


@given(st.dates(date(1991, 1, 1), date(2026, 11, 1)), st.sampled_from("/.-"))
def test_an_order_once_settled_reads_every_day_back(day, sign):
    habits = learn([shown("04/13/2026")])
    found = read_dateline(f"{day:%m{sign}%d{sign}%Y}", replace(HERE, habits=habits)).published
    assert found.value == day
