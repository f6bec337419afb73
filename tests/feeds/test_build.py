from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Published, StoredArticle
from feeds.build import entry, fitting, window
from feeds.feed import BEGINNING, Entry, Feed
from tests.builders import a_stored_article

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SEEN = datetime(2026, 3, 9, 3, 4, 5, tzinfo=UTC)
NOW = datetime(2026, 3, 20, tzinfo=UTC)


def published(value: datetime | date) -> Published:
    return Published(value, "", "time")


def article(number: int = 1, **given: object) -> StoredArticle:
    values = {"id": number, "guid": f"urn:x-loa:{number}", "first_seen_at": SEEN, "changed_at": SEEN}
    return a_stored_article(**values | given)


def built(**given: object) -> Entry:
    return entry(article(**given), source_title="Báo Làng Chài", zone=ZONE)  # type: ignore[arg-type]


def test_an_instant_is_shown_in_the_zone_of_its_source() -> None:
    made = built(published=published(datetime(2026, 3, 9, 1, 0, tzinfo=UTC)))
    assert made.issued.isoformat() == "2026-03-09T08:00:00+07:00"


def test_a_day_is_its_first_instant_in_the_zone_of_its_source() -> None:
    made = built(published=published(date(2026, 3, 9)))
    assert made.issued.isoformat() == "2026-03-09T00:00:00+07:00"
    assert made.published == date(2026, 3, 9)


def test_nothing_is_published_after_it_was_first_seen() -> None:
    for value in (datetime(2027, 1, 1, tzinfo=UTC), date(2026, 3, 10)):
        assert built(published=published(value)).issued == SEEN


def test_an_unknown_time_is_that_of_the_first_sight_and_the_entry_says_so() -> None:
    made = built(published=None)
    assert (made.published, made.issued) == (None, SEEN)
    assert made.notes == ("Trang không ghi ngày đăng; tin được thấy lần đầu lúc 10:04 ngày 9/3/2026.",)
    english = built(published=None, language="en-GB")
    assert english.notes == ("The page shows no date; first seen at 10:04 on 9 March 2026.",)
    assert built(published=published(SEEN)).notes == ()


def test_a_date_that_dozens_of_pages_share_is_told_as_doubtful() -> None:
    moved = Published(SEEN, "2026-03-09T03:04:00Z", "jsonld", ("doubtful:shared by 41 pages",))
    assert built(published=moved).notes == ("Ngày đăng có thể không đúng: nhiều trang của nguồn này ghi cùng một lúc.",)
    assert "may be wrong" in built(published=moved, language="en").notes[0]


def test_a_date_older_than_the_web_is_unknown() -> None:
    assert built(published=published(date(1970, 1, 1))).issued == SEEN
    assert built(published=published(date(1995, 1, 1))).issued.year == 1995


def test_updated_is_published_until_something_changes() -> None:
    assert built(published=published(date(2026, 3, 9))).updated.isoformat() == "2026-03-09T00:00:00+07:00"
    assert built().updated == SEEN


def test_updated_moves_with_a_change_and_never_before_published() -> None:
    later = SEEN + timedelta(hours=5)
    assert built(version=2, changed_at=later).updated == later
    assert built(version=2, changed_at=SEEN - timedelta(days=9)).updated == SEEN


def test_a_withdrawn_article_says_when_in_its_language() -> None:
    gone = {"state": "withdrawn", "version": 2, "changed_at": SEEN + timedelta(hours=20), "published": published(SEEN)}
    assert built(**gone).notes == ("Nguồn đã gỡ tin này ngày 10/3/2026.",)
    assert built(**gone, language="en").notes == ("Withdrawn by the source on 10 March 2026.",)
    assert built(**gone).state == "withdrawn"


def test_the_reason_stands_first() -> None:
    made = entry(article(), source_title="Báo", reason="cấm đường (tiêu đề)", zone=ZONE)
    assert made.notes[0] == "Có ở đây vì: cấm đường (tiêu đề)"
    assert len(made.notes) == 2


def test_a_new_address_or_title_never_changes_the_guid() -> None:
    assert built(url="https://khac.example/x", title="Khác").guid == built().guid == "urn:x-loa:1"


def test_a_summary_is_the_lede_or_the_first_words() -> None:
    assert built(lede="Ngắn  gọn.", text="Dài.").summary == "Ngắn gọn."
    assert built(text="Một.\nHai.\n" + "x" * 600).summary == "Một. Hai."
    assert len(built(text="từ " * 900).summary) <= 500
    assert built(text="").summary == ""


def test_a_window_holds_the_last_days_and_at_least_some() -> None:
    articles = [article(n, first_seen_at=NOW - timedelta(days=n)) for n in range(60)]
    assert len(window(articles, now=NOW, days=30, least=5)) == 31
    assert len(window(articles, now=NOW, days=3, least=10)) == 10
    assert len(window(articles, now=NOW, days=3, least=100)) == 60
    assert window([], now=NOW, days=30, least=50) == ()


def test_a_late_find_is_on_top_once() -> None:
    late = article(1, published=published(datetime(2020, 1, 1, tzinfo=UTC)), first_seen_at=NOW)
    assert window([article(2), late], now=NOW, days=30, least=1)[0] == late


def test_a_date_in_the_future_does_not_stand_on_top_until_it_has_come() -> None:
    pinned = article(1, published=published(datetime(2030, 1, 1, tzinfo=UTC)))
    newer = article(2, first_seen_at=SEEN + timedelta(hours=1))
    assert window([pinned, newer], now=NOW, days=30, least=50) == (newer, pinned)


def test_a_guid_is_in_a_window_once_in_its_newest_version() -> None:
    versions = [article(1, version=n, title=f"Bản {n}") for n in (2, 3, 1)]
    assert [found.version for found in window(versions, now=NOW, days=30, least=50)] == [3]


@given(st.permutations([article(n, first_seen_at=SEEN + timedelta(hours=n // 3)) for n in range(12)]))
def test_the_order_in_which_articles_come_does_not_count(articles: list[StoredArticle]) -> None:
    found = window(articles, now=NOW, days=30, least=50)
    assert [one.first_seen_at for one in found] == sorted((one.first_seen_at for one in articles), reverse=True)
    assert found == window(sorted(articles, key=lambda one: one.id), now=NOW, days=30, least=50)


def test_a_feed_is_as_new_as_its_newest_entry_and_not_as_its_build() -> None:
    old = built(published=published(date(2020, 1, 1)))
    changed = built(version=2, changed_at=SEEN + timedelta(days=2))
    values = ("urn:x-loa:f", "T", "", {}, "https://loa.example/", "vi")
    assert Feed(*values, entries=(old,)).updated == SEEN  # it came into the feed then
    assert Feed(*values, entries=(old, changed)).updated == SEEN + timedelta(days=2)
    assert Feed(*values).updated == BEGINNING


def test_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        built().title = "x"  # type: ignore[misc]


def test_what_no_format_has_room_for_is_not_rendered() -> None:
    articles = [replace(article(number), html="<p>" + "x" * 997) for number in range(10)]
    assert fitting(articles, 3_500) == tuple(articles[:3])
    giant = replace(article(99), html="x" * 5_000)
    assert fitting([giant, *articles], 3_500) == (giant, *articles[:3])
    assert fitting([], 3_500) == ()


def test_what_was_read_again_does_not_look_changed() -> None:
    told = published(SEEN - timedelta(hours=3))
    before, again = built(published=told), built(published=told, version=2, text="Đọc lại.")
    assert (again.updated, again.issued) == (before.updated, before.issued) == (told.value,) * 2
