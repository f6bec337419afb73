"""Walls, errors, forms and lists are no articles; an article about one of them is."""

import pytest

from crawler.extract.body import read_body
from crawler.extract.page import Page
from crawler.extract.refuse import refusal

URL = "https://ward.example/news/7"
PROSE = (
    "The city council decided on Monday that the river road will be closed to all traffic for three weeks. "
    "Buses of line four will take the bridge instead, and the stop at the market will not be served at all. "
)


def refused(title, markup, head=""):
    page = Page(f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{markup}</body></html>", URL)
    return refusal(page, title, read_body(page.blocks, title))


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Error 404",
        "Page not found",
        "Trang không tồn tại",
        "Página no encontrada",
        "Page introuvable",
        "Seite nicht gefunden",
        "Страница не найдена",
        "ページが見つかりません",
        "页面不存在",
        "500 Internal Server Error",
        "503 Service Unavailable",
        "Access denied",
        "Just a moment...",
        "Attention Required!",
        "Site under maintenance",
        "Hệ thống đang bảo trì",
        "Wartungsarbeiten",
    ],
)
def test_a_page_that_calls_itself_an_error_is_refused(title):
    assert refused(title, "<p>We are sorry. Go back to the front page of the site or use the search.</p>")


@pytest.mark.parametrize(
    "said",
    [
        "The article you are looking for could not be found.",
        "Please enable JavaScript and cookies to continue.",
        "Bài viết không tồn tại hoặc đã bị xóa.",
        "Our site is currently unavailable.",
        "Checking your browser before you go on.",
    ],
)
def test_a_notice_in_place_of_the_text_is_refused(said):
    assert refused("Ward of the River", f"<div><p>{said}</p></div>")


@pytest.mark.parametrize("title", ["Log in", "Sign in to the portal", "Đăng nhập", "Iniciar sesión", "Вход в систему"])
def test_a_form_for_a_password_is_refused(title):
    form = "<form><input name=user><input type=password name=p><button>Go</button></form>"
    assert refused(title, f"{form}<p>Use the name and the password that the office has given to you.</p>")


@pytest.mark.parametrize(
    "text", ["\ufffd\ufffd\ufffd\ufffd the road", "a\ufffdb\ufffdc\ufffdd\ufffde road of the ward"]
)
def test_a_text_whose_letters_are_lost_is_refused(text):
    assert refused("River road", f"<p>{PROSE}</p><p>{PROSE}{text}</p>")


@pytest.mark.parametrize(
    ("title", "markup"),
    [
        ("River road closed", f"<p>{PROSE}</p>"),
        ("No water on Monday", "<p>The water will be off on Monday from eight to eleven in the morning.</p>"),
        ("Why the page not found error appeared on the portal of the city", f"<p>{PROSE}</p>"),
        ("Portal of the city under maintenance on Sunday evening", f"<p>{PROSE}</p>"),
        ("404 families get new homes", f"<p>{PROSE}</p>"),
        ("Thông báo bảo trì hệ thống cấp nước khu vực phường", f"<p>{PROSE}</p>"),
        ("Decision 12", '<p><a href="/f/decision.pdf">Decision 12, full text</a></p>'),
        ("Lost caf\ufffd found again", f"<p>{PROSE}</p>"),
    ],
)
def test_an_article_however_short_is_not_refused(title, markup):
    assert refused(title, markup) is None


def test_an_article_on_a_portal_with_a_log_in_box_is_not_refused():
    box = "<aside class=sidebar><form><input type=password></form></aside>"
    assert refused("River road closed", f"{box}<p>{PROSE}</p>") is None
    assert refused("No water", f"{box}<p>The water will be off on Monday from eight to eleven.</p>") is None


def test_a_list_of_teasers_is_refused():
    teasers = "".join(f"<li><a href=/n{i}>A long headline of the news number {i} of today</a></li>" for i in range(12))
    page = Page(f"<html><head><title>All news - Ward</title></head><body><ul>{teasers}</ul></body></html>", URL)
    assert refusal(page, "All news", read_body(page.blocks, "All news"))


def test_what_only_browsers_without_scripts_are_told_is_not_the_pages_text():
    notice = "<noscript><div>JavaScript is disabled. Please enable JavaScript in your browser.</div></noscript>"
    replies = "".join(f"<span>Member {n}</span> <a href=/m/{n}>Reply number {n} to the picture</a>" for n in range(40))
    assert refused("Where did it go?", f"{notice}<div>{replies}</div>") is None


def test_a_few_signs_lost_in_a_long_text_are_no_reason_to_refuse_it():
    assert refused("River road", f"<p>WASHINGTON\ufffd\ufffd\ufffdThe road</p>{f'<p>{PROSE}</p>' * 12}") is None
