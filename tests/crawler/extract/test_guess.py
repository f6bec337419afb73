"""What is guessed of a page by itself."""

from datetime import UTC, datetime

import pytest

from crawler.extract.guess import country_zone, guess_context, guess_language
from crawler.extract.page import Page

NOW = datetime(2024, 6, 1, tzinfo=UTC)
VIETNAMESE = "Ủy ban nhân dân phường thông báo về việc đóng đường ven sông để sửa chữa trong ba tuần tới. "
ENGLISH = "The ward office says that the river road is closed to traffic for three weeks, and the bus will stop. "
JAPANESE = "市役所からのお知らせです。川沿いの道路は三週間のあいだ通行止めになります。ご注意ください。"


def guess(text, attributes="", url="https://ward.example/1"):
    page = Page(f"<html {attributes}><body><p>{text}</p></body></html>", url)
    return guess_context(page, fetched_at=NOW)


def test_the_declared_language_is_believed_where_the_text_does_not_deny_it():
    assert guess(ENGLISH, 'lang="en-GB"').language == "en-GB"
    assert guess(VIETNAMESE, 'lang="vi"').language == "vi"


def test_a_templates_english_is_not_believed_above_vietnamese_text():
    assert guess(VIETNAMESE * 2, 'lang="en"').language == "vi"


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (VIETNAMESE, "vi"), (JAPANESE * 2, "ja")])
def test_an_undeclared_language_is_read_from_the_text(text, language):
    assert guess_language(text) == language


def test_country_and_zone_follow_from_the_host_or_the_language():
    found = guess(VIETNAMESE, url="https://ward.example.vn/1")
    assert (found.country, str(found.zone)) == ("VN", "Asia/Ho_Chi_Minh")
    assert guess(ENGLISH, 'lang="en-GB"').country == "GB"
    assert guess(VIETNAMESE).country == "VN"


def test_a_country_of_many_clocks_has_no_guessed_zone():
    assert str(country_zone("US", 2024)) == "UTC"
    assert str(country_zone("DE", 2024)) == "Europe/Berlin"
    assert str(country_zone("", 2024)) == "UTC"


def test_a_page_without_anything_still_has_a_context():
    found = guess("", url="")
    assert (found.language, found.country, str(found.zone), found.fetched_at) == ("", "", "UTC", NOW)
