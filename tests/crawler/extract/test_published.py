"""Times are evidence: what agrees wins, what disagrees is kept, nothing is made up."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Published
from crawler.extract.evidence import Candidate, choose, with_order
from crawler.extract.head import read_head
from crawler.extract.machine import machine_time
from crawler.extract.page import Context, Page
from crawler.extract.published import read_times

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
CONTEXT = Context("ward", "vi", "VN", SAIGON, datetime(2024, 6, 1, 3, 0, tzinfo=UTC))
PROSE = "<p>" + "Hội đồng cho biết công trình trên đường ven sông sẽ kéo dài ba tuần kể từ đầu tháng. " * 3 + "</p>"


def times(markup="", above="", below="", url="https://ward.example/tin/1", listed=None, context=CONTEXT):
    body = f"<h1>Đóng đường ven sông</h1>{above}{PROSE}{below}"
    page = Page(f"<html><head>{markup}</head><body>{body}</body></html>", url)
    return read_times(page, read_head(page), "Đóng đường ven sông", context, listed=listed)


def data(**parts):
    return (
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "x", **parts})}</script>'
    )


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def instant(hour, minute=0, day=6, zone=SAIGON):
    return datetime(2024, 5, day, hour, minute, tzinfo=zone)


def told(value, rule="shown", assumed=()):
    return Published(value, str(value), rule, assumed)


def test_an_instant_with_an_offset_is_that_instant():
    found = times(data(datePublished="2024-05-06T08:15:00+07:00"))
    assert found.published.value == instant(8, 15)
    assert (found.published.rule, found.published.assumed) == ("jsonld", ())


def test_a_time_without_an_offset_is_the_sources_and_says_so():
    found = times(data(datePublished="2024-05-06T08:15:00")).published
    assert found.value == instant(8, 15)
    assert found.assumed == ("zone:source",)


def test_midnight_is_a_day():
    assert times(data(datePublished="2024-05-06T00:00:00Z")).published.value == date(2024, 5, 6)


def test_an_offset_beats_a_local_time_of_the_same_day():
    found = times(
        data(datePublished="2024-05-06T08:15:00+07:00"), above='<time datetime="2024-05-06T08:15:00">hôm nay</time>'
    )
    assert found.published.assumed == ()


def test_utc_that_is_really_local_time_is_caught_by_its_visible_twin():
    machine = Candidate(told(datetime(2024, 5, 6, 8, 15, tzinfo=UTC), "jsonld"), "jsonld", 3.0, utc=True)
    shown = Candidate(told(instant(8, 15), assumed=("zone:source",)), "shown", 2.0)
    chosen = choose([machine, shown], CONTEXT).published
    assert chosen.value == instant(8, 15)
    assert "zone:source" in chosen.assumed


def test_utc_whose_visible_twin_is_converted_stays_utc():
    machine = Candidate(told(datetime(2024, 5, 6, 1, 15, tzinfo=UTC), "jsonld"), "jsonld", 3.0, utc=True)
    shown = Candidate(told(instant(8, 15), assumed=("zone:source",)), "shown", 2.0)
    chosen = choose([machine, shown], CONTEXT).published
    assert chosen.value == instant(8, 15)
    assert chosen.assumed == ()


def test_utc_on_the_day_that_the_page_shows_and_the_zone_denies_is_local_time():
    machine = Candidate(told(datetime(2024, 5, 6, 19, 30, tzinfo=UTC), "meta"), "meta", 2.6, utc=True)
    shown = Candidate(told(date(2024, 5, 6)), "shown", 2.0)
    assert choose([machine, shown], CONTEXT).published.value == instant(19, 30)


def test_a_local_midnight_in_utc_beside_a_day_is_that_day():
    machine = Candidate(told(datetime(2024, 5, 5, 17, 0, tzinfo=UTC), "meta"), "meta", 2.6, utc=True)
    shown = Candidate(told(date(2024, 5, 6)), "shown", 2.0)
    assert choose([machine, shown], CONTEXT).published.value == date(2024, 5, 6)


def test_a_visible_minute_makes_a_machines_day_precise():
    machine = Candidate(told(date(2024, 5, 6), "jsonld"), "jsonld", 3.0)
    shown = Candidate(told(instant(8, 15), assumed=("zone:source",)), "shown", 2.0)
    assert choose([machine, shown], CONTEXT).published.value == instant(8, 15)


def test_two_that_agree_outweigh_one_and_the_other_is_kept_as_disputed():
    odd = Candidate(told(date(2024, 1, 2), "jsonld"), "jsonld", 3.0)
    pair = [Candidate(told(date(2024, 5, 6), place), place, 2.0) for place in ("shown", "list")]
    chosen = choose([odd, *pair], CONTEXT).published
    assert chosen.value == date(2024, 5, 6)
    assert chosen.disputed == ("jsonld 2024-01-02",)


def test_the_order_of_day_and_month_is_settled_by_a_machine_on_the_page():
    machine = Candidate(told(date(2024, 6, 5), "time"), "time", 1.0)
    shown = Candidate(told(date(2024, 5, 6), assumed=("order:country",)), "shown", 2.0)
    values = [candidate.published.value for candidate in with_order([machine], [shown])]
    assert values == [date(2024, 6, 5), date(2024, 6, 5)]
    assert with_order([], [shown])[0].published.value == date(2024, 5, 6)


def test_the_list_pages_minute_is_used_where_the_page_shows_only_the_day():
    listed = told(instant(10, 21), "label", ("zone:source",))
    found = times(above="<div>2024-05-06</div>", listed=listed).published
    assert (found.value, found.rule) == (instant(10, 21), "list")


def test_a_day_in_the_address_is_enough():
    found = times(url="https://ward.example/2024/05/06/dong-duong").published
    assert (found.value, found.rule) == (date(2024, 5, 6), "url")


def test_a_date_that_a_script_is_given_is_the_last_resort():
    assert times("<script>var pubdate = '2024-05-06 08:15:00';</script>").published.rule == "script"
    assert times("<script>var built = '2024-05-06 08:15:00';</script>").published is None


def test_published_and_modified_are_told_apart():
    found = times(data(datePublished="2024-05-06T08:15:00+07:00", dateModified="2024-05-07T09:00:00+07:00"))
    assert (found.published.value, found.modified.value) == (instant(8, 15), instant(9, 0, day=7))


def test_modified_is_never_before_published():
    found = times(data(datePublished="2024-05-06T08:15:00+07:00", dateModified="2024-05-05T09:00:00+07:00"))
    assert found.modified is None


def test_a_lone_change_serves_as_publication():
    found = times(data(dateModified="2024-05-06T08:15:00+07:00"))
    assert found.published.value == found.modified.value == instant(8, 15)
    assert found.published.assumed == ("role:modified",)


@pytest.mark.parametrize("value", ["2024-06-03T08:00:00+07:00", "1985-01-01T08:00:00+07:00", "2099-01-01", "now", ""])
def test_the_future_the_distant_past_and_nonsense_are_refused(value):
    assert times(data(datePublished=value)).published is None


def test_a_page_without_a_date_has_none():
    assert times().published is None


def test_dates_of_footers_comments_and_related_articles_are_not_taken():
    below = (
        '<div class="related"><a href="/a">Một bài khác</a> 2024-04-01</div>'
        '<div class="comments"><time datetime="2024-05-30T10:00:00+07:00">x</time></div>'
        "<footer>2024-05-31</footer>"
    )
    assert times(data(datePublished="2024-05-06T08:15:00+07:00"), below=below).published.value == instant(8, 15)


def test_a_time_that_is_labelled_as_a_change_is_no_publication():
    above = (
        '<p>Đăng <time datetime="2024-05-06T08:15:00+07:00">06/05</time></p>'
        '<p>Updated <time datetime="2024-05-07T09:00:00+07:00">07/05</time></p>'
    )
    found = times(above=above)
    assert (found.published.value, found.modified.value) == (instant(8, 15), instant(9, 0, day=7))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-05-06", date(2024, 5, 6)),
        ("20240506", date(2024, 5, 6)),
        ("2024-05-06T08:15", datetime(2024, 5, 6, 8, 15)),
        ("2024/05/06 08:15:30", datetime(2024, 5, 6, 8, 15, 30)),
        ("2024-05-06T08:15:00.123Z", datetime(2024, 5, 6, 8, 15, tzinfo=UTC)),
        ("2024-05-06T08:15:00+0700", instant(8, 15)),
        ("2024-05-06 08:15:00 +07:00", instant(8, 15)),
        ("20240506T081500Z", datetime(2024, 5, 6, 8, 15, tzinfo=UTC)),
        ("1714958100", datetime(2024, 5, 6, 1, 15, tzinfo=UTC)),
        ("Mon, 06 May 2024 08:15:00 +0700", instant(8, 15)),
        ("Mon, 06 May 2024 08:15:00 +07:00", instant(8, 15)),
        ("Mon, 06 May 2024 08:15:00 PM +0700", instant(20, 15)),
        ("Mon, 06 May 2024 08:15 a.m. +07:00", instant(8, 15)),
        ("Mon, 06 May 2024 12:05:00 AM +07:00", instant(0, 5)),
        ("Mon, 06 May 2024 20:15:00 PM +0700", instant(20, 15)),
        ("Mon May 06 08:15:00 CEST 2024", datetime(2024, 5, 6, 8, 15, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-06T00:00:00+07:00", date(2024, 5, 6)),
        ("2024-13-06", None),
        ("06/05/2024", None),
        ("2024", None),
    ],
)
def test_machines_times_are_read_and_nothing_is_guessed(text, value):
    found = machine_time(text)
    assert (found.value if found else None) == value


def test_the_minute_that_the_page_shows_is_told_with_the_second_that_its_data_knows():
    exact = instant(8, 15).replace(second=42)
    shown = Candidate(Published(instant(8, 15), "08:15 (GMT+7)", "full"), "shown", 3.0)
    data_ = Candidate(Published(exact, "2024-05-06T08:15:42+07:00", "jsonld"), "jsonld", 1.0)
    assert choose([shown, data_], CONTEXT).published.value == exact


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_break_the_reading_and_none_give_the_future(machine, shown):
    found = times(data(datePublished=machine), above=f"<p>{shown}</p>").published
    if found is not None and found.instant is not None:
        assert found.instant <= CONTEXT.fetched_at + timedelta(days=1)


@pytest.mark.parametrize(("written", "mark"), [("Z", "utc"), ("+00:00", "utc")])
@pytest.mark.parametrize("shown", ["06/05/2024 08:15", "06/05/2024 | 08:15", "Thứ hai, 06/05/2024 - 08:15"])
def test_utc_that_the_page_shows_as_its_own_clock_is_local(written, mark, shown):
    found = times(data(datePublished=f"2024-05-06T08:15:00{written}"), above=f"<p>{shown}</p>").published
    assert found.value == instant(8, 15)
    assert f"{mark}:shown-as-local" in found.assumed


def test_true_utc_is_the_local_instant_that_the_page_shows():
    found = times(data(datePublished="2024-05-06T08:15:00Z"), above="<p>06/05/2024 15:15</p>").published
    assert found.value == instant(15, 15)
    assert found.assumed == ()


def test_of_two_that_say_utc_an_offset_apart_the_later_east_of_greenwich_is_local():
    found = times(data(datePublished="2024-05-06T15:15:30Z") + meta("article:published_time", "2024-05-06T08:15:30Z"))
    assert found.published.value == instant(15, 15) + timedelta(seconds=30)
    assert found.published.disputed == ()


def test_utc_that_says_the_local_offset_is_corrected_by_another():
    found = times(
        meta("article:published_time", "2024-05-06T01:15:30+07:00") + data(datePublished="2024-05-06T08:15:30+07:00")
    )
    assert found.published.value == instant(8, 15) + timedelta(seconds=30)
    assert found.published.disputed == ()


def test_an_address_with_the_local_day_shows_that_utc_is_true():
    page = data(datePublished="2024-05-06T18:30:00Z")
    found = times(page, above="<p>06/05/2024 18:30</p>", url="https://ward.example/2024/05/07/tin").published
    assert found.value == instant(1, 30, day=7)


def test_a_publication_that_repeats_the_last_change_gives_way_to_an_earlier_dateline():
    change = "2024-05-20T10:00:03+07:00"
    found = times(data(datePublished=change, dateModified=change), above="<p>06/05/2024 08:15</p>")
    assert found.published.value == instant(8, 15)
    assert found.modified.value == instant(10, 0, day=20) + timedelta(seconds=3)


def test_a_page_that_never_changed_says_so():
    same = "2024-05-06T08:15:00+07:00"
    found = times(data(datePublished=same, dateModified=same))
    assert found.published.value == found.modified.value == instant(8, 15)


def test_the_first_publication_wins_over_a_later_one():
    found = times(above="<p>20/05/2024 10:00</p>", below="<p>Originally published 06/05/2024 08:15</p>")
    assert found.published.value == instant(8, 15)


def test_the_one_named_publication_wins_over_a_day_in_the_text():
    found = times(above="<p>2-4-2003</p><p>x</p><p>y</p>", below="<p>z</p>" * 6 + "<p>Ngày đăng: 06/05/2024 08:15</p>")
    assert found.published.value == instant(8, 15)


@pytest.mark.parametrize(
    "element",
    [
        '<abbr class="timeago" title="2024-05-06T08:15:00+07:00">2 tuần trước</abbr>',
        '<span class="timeago" title="06/05/2024 08:15">2 tuần trước</span>',
        '<span data-utime="1714958100">2 tuần trước</span>',
        '<span data-timestamp="1714958100000">hôm kia</span>',
    ],
)
def test_a_relative_time_is_told_by_the_attribute_that_holds_it(element):
    assert times(above=f"<p>{element}</p>").published.value == instant(8, 15)


@pytest.mark.parametrize("name", ["countdown", "event-start", "deadline", "datepicker"])
def test_an_attribute_for_something_else_is_no_publication(name):
    assert times(above=f'<p><span class="{name}" data-time="2024-05-06 08:15">!</span></p>').published is None


@pytest.mark.parametrize(
    "below",
    [
        "<ul><li>10:59</li><li>14:33</li><li>14:31</li></ul>",
        "<p>8.5</p>",
        "<p>Hạn nộp hồ sơ: 06/05/2024</p>",
        "<p>Giấy phép số 12/GP-TTĐT cấp ngày 06/05/2020</p>",
        "<p>Thời gian: 8h00 ngày 06/05/2024. Địa điểm: Hội trường</p>",
        "<p>© 06/05/2020 UBND phường</p>",
    ],
)
def test_hours_marks_deadlines_licences_and_events_are_no_publication(below):
    assert times(below=below).published is None


@pytest.mark.parametrize("label", ["Ngày đăng", "Ngày đăng:", "Published"])
def test_a_row_of_a_table_below_the_text_is_read_with_its_label(label):
    rows = "".join(f"<tr><td>Mục {c}</td><td>Giá trị {c}</td></tr>" for c in "abcdefghijklmnopqrstuvwxyz")
    below = f"<table>{rows}<tr><td>{label}</td><td>06/05/2024</td></tr></table>"
    found = times(below=below).published
    assert found.value == date(2024, 5, 6)
    assert found.rule == "label+full"
