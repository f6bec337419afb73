"""What a page that was read means for the archive."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.decide import Decision, decide, decide_gone, mint_guid, same_story, sort_instant
from crawler.archive.values import plain, said
from crawler.archive.visits import PLAN, next_try, next_visit
from crawler.article import Attachment, Published
from tests.builders import LONG, NOW, a_stored_article, an_article


def test_what_is_not_stored_is_new() -> None:
    assert decide(None, an_article()) == Decision("new")


def test_spaces_case_and_punctuation_are_no_change() -> None:
    stored = a_stored_article(published=an_article().published)
    assert decide(stored, an_article(title="CẦU MỚI  thông xe!", text=LONG.replace(" ", "\n"))).kind == "same"


def test_a_word_of_the_title_or_body_is_a_change() -> None:
    stored = a_stored_article(published=an_article().published)
    assert decide(stored, an_article(title="Cầu cũ thông xe")) == Decision("updated", ("title",))
    assert decide(stored, an_article(text=LONG + " Thêm một câu.")) == Decision("updated", ("text",))
    file = Attachment("https://bao.example/a.pdf", "a", "application/pdf")
    assert decide(stored, an_article(attachments=(file,))) == Decision("updated", ("attachments",))


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 1.234",
        "1.234 lượt xem | 3 bình luận",
        "Số lượt truy cập: 77",
        "Views: 12",
        "Thứ ba, 24/11/2026 10:05:22",
        "5 phút trước",
        "Hôm nay, 24/11/2026",
        "Tuesday, November 24 2026",
        "Khởi công cầu số 9",
    ],
)
def test_counters_clocks_and_links_to_other_news_are_no_change(line: str) -> None:
    links = '<ul><li><a href="/9">Khởi công <b>cầu</b> số 9</a></li></ul>'
    stored = a_stored_article(published=an_article().published)
    assert decide(stored, an_article(text=f"{LONG}\n{line}", html=f"<p>{LONG}</p>{links}")).kind == "same"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Có 3 người bị thương.", "Có 4 người bị thương."),
        ("Trạm đón 300 lượt xem triển lãm.", "Trạm đón 400 lượt xem triển lãm."),
        ("Họp lúc 8 giờ ngày 24/11 tại nhà văn hóa.", "Họp lúc 9 giờ ngày 24/11 tại nhà văn hóa."),
    ],
)
def test_a_figure_inside_a_sentence_is_a_change(old: str, new: str) -> None:
    stored = a_stored_article(text=old, published=an_article().published)
    assert decide(stored, an_article(text=new)).kind == "updated"


@given(st.text())
def test_what_is_said_of_any_text_is_some_of_it(text: str) -> None:
    assert set(said(text, text).split()) <= set(plain(text).split()) | set(plain(text.casefold()).split())


def test_a_time_that_becomes_known_or_sharper_is_a_change_and_one_that_blurs_is_none() -> None:
    exact, day = an_article().published, Published(date(2026, 11, 24), "24/11/2026", "list")
    assert decide(a_stored_article(), an_article()).changed == ("published",)
    assert decide(a_stored_article(published=day), an_article()).changed == ("published",)
    assert decide(a_stored_article(published=exact), an_article(published=day)).kind == "same"
    assert decide(a_stored_article(published=exact), an_article(published=None)).kind == "same"


def test_a_withdrawn_article_that_answers_again_is_back() -> None:
    gone = a_stored_article(state="withdrawn", published=an_article().published)
    assert decide(gone, an_article()).kind == "back"
    assert decide_gone(gone).kind == "same"
    assert decide_gone(a_stored_article()).kind == "withdrawn"


def test_a_guid_follows_from_source_and_address_alone() -> None:
    assert mint_guid("bao", "http://www.bao.example/a/") == mint_guid("bao", "https://bao.example/a?utm_source=x")
    assert len({mint_guid("bao", "http://b/a"), mint_guid("thp", "http://b/a"), mint_guid("bao", "http://b/a", 1)}) == 3


def test_one_text_under_two_addresses_is_one_story_and_one_title_over_two_texts_is_not() -> None:
    stored = a_stored_article()
    assert same_story(stored, an_article(title="Tên khác", text=LONG))
    other = " ".join(f"Đoạn {n} hoàn toàn khác về lịch tiêm chủng cho trẻ em tại trạm y tế." for n in range(12))
    assert not same_story(stored, an_article(text=other))
    assert not same_story(replace(stored, text=""), an_article(text="", title="Thông báo khác"))


def test_a_late_find_sorts_by_when_it_was_found() -> None:
    found = datetime(2026, 11, 24, tzinfo=UTC)
    assert sort_instant(Published(date(2020, 1, 1), "", "url"), found) == found
    assert sort_instant(None, found) == found


def test_visits_grow_rarer_and_end() -> None:
    visits, now = [], NOW
    while after := next_visit(NOW, None, now):
        visits.append(after - NOW)
        now = after
    assert tuple(visits) == PLAN
    assert all(b - a > timedelta() for a, b in zip(visits, visits[1:], strict=False))


def test_what_was_old_when_it_was_found_is_never_visited() -> None:
    assert next_visit(NOW, Published(date(2024, 1, 1), "", "url"), NOW) is None


def test_failures_are_tried_ever_later_and_given_up() -> None:
    waits = []
    for tries in range(20):
        after = next_try(tries, NOW)
        waits.append(after - NOW if after else None)
    kept = [wait for wait in waits if wait is not None]
    assert kept == sorted(kept)
    assert waits[-1] is None
