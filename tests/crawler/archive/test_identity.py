"""One article is one article, whatever its addresses; two are two, however alike."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crawler.archive import Archive, articles, changes, pages, visits, walks
from crawler.archive.decide import Decision, decide
from crawler.archive.schema import addresses
from crawler.article import Article, Attachment, Listed, Published, StoredArticle
from tests.builders import LONG, NOW, a_raw_page, an_article

HOST = "https://bao.example"
OTHER = " ".join(f"Đoạn {n} hoàn toàn khác về lịch tiêm chủng cho trẻ em tại trạm y tế." for n in range(12))
SHORT = "Chi tiết xem trong tệp đính kèm."
NOTICE = "Điện lực thông báo lịch cắt điện để sửa lưới, mong người dân thông cảm và chủ động công việc. " * 3
DRESSES = [
    "/tin/cau-moi-42.html?print=1",
    "/tin/cau-moi-42.html?view=print",
    "/tin/cau-moi-42.html?tmpl=component&print=1",
    "/tin/cau-moi-42.html?amp=1",
    "/tin/cau-moi-42.html/print/",
    "/tin/cau-moi-42.html/amp",
    "/print/tin/cau-moi-42.html",
    "/in-trang/tin/cau-moi-42.html",
    "/tin/cau-moi-42.html;print",
    "/tin/cau-moi-42-print.html",
    "//m.bao.example/tin/cau-moi-42.html",
    "//amp.bao.example/tin/cau-moi-42.html",
]


def page(path: str, **given: Any) -> Article:
    return an_article(url=f"https:{path}" if path.startswith("//") else HOST + path, **given)


def store(archive: Archive, seen: Article, **later: int) -> StoredArticle:
    """As the pipeline does it."""
    now = NOW + timedelta(**later)
    with archive.begin() as tx:
        found = articles.find(tx, seen)
        decision = decide(found.article, seen) if found.speaks else Decision("same")
        page_id = pages.keep(tx, seen.source, a_raw_page(url=seen.url)) if decision.kind != "same" else None
        return articles.apply(tx, found, seen, decision, now=now, page_id=page_id)


def guids(archive: Archive) -> list[str]:
    with archive.read() as tx:
        return [article.guid for article in articles.everything(tx)]


def kinds(archive: Archive) -> list[str]:
    with archive.read() as tx:
        return [change.kind for change in changes.after(tx, 0)]


def due(archive: Archive, **later: int) -> list[str]:
    with archive.read() as tx:
        return [visit.url for visit in visits.due(tx, "bao", now=NOW + timedelta(**later), most=99)]


NORMAL = "/tin/cau-moi-42.html"


@pytest.mark.parametrize("path", DRESSES)
@pytest.mark.parametrize("text", [LONG, SHORT])
def test_a_print_amp_or_mobile_version_is_the_article_and_never_a_version(
    archive: Archive, path: str, text: str
) -> None:
    first = store(archive, page(NORMAL, text=text))
    again = store(archive, page(path, text=text + " In ngày hôm nay"[: 17 if text is LONG else 0]), hours=1)
    assert (again.guid, again.url, again.version) == (first.guid, HOST + NORMAL, 1)
    assert kinds(archive) == ["new"]


@pytest.mark.parametrize("path", DRESSES)
def test_the_normal_page_that_is_seen_later_becomes_the_entry_s_link(archive: Archive, path: str) -> None:
    first = store(archive, page(path))
    later = store(archive, page(NORMAL), hours=1)
    assert (later.guid, later.url) == (first.guid, HOST + NORMAL)
    assert due(archive, hours=9) == [HOST + NORMAL]


@pytest.mark.parametrize("text", [LONG, SHORT])
@pytest.mark.parametrize(
    "path",
    [
        "/News/Detail.aspx?NewsID=7",
        "/news/detail.aspx?newsid=7",
        "/NEWS/Detail.aspx?NewsID=7&ref=home",
        "/index.php/news/detail.aspx?NewsID=7",
    ],
)
def test_letter_case_of_a_path_is_decided_by_content(archive: Archive, path: str, text: str) -> None:
    first = store(archive, page("/news/Detail.aspx?NewsID=7", text=text))
    assert store(archive, page(path, text=text)).guid == first.guid


def test_paths_that_differ_in_case_alone_with_two_contents_are_two(archive: Archive) -> None:
    first = store(archive, page("/tin/A"))
    second = store(archive, page("/tin/a", title="Lịch tiêm chủng", text=OTHER))
    assert first.guid != second.guid
    assert store(archive, page("/tin/A")).guid == first.guid


@pytest.mark.parametrize(
    ("title", "text"),
    [("Cầu mới thông xe", SHORT), ("Cầu mới thông xe sớm hơn dự kiến", LONG + " Thêm một câu.")],
)
def test_a_changed_slug_with_the_same_number_is_the_article_and_its_new_link(
    archive: Archive, title: str, text: str
) -> None:
    first = store(archive, page(NORMAL, text=SHORT if text is SHORT else LONG))
    moved = store(archive, page("/tin/cau-moi-thong-xe-42.html", title=title, text=text), hours=1)
    assert (moved.guid, moved.url) == (first.guid, HOST + "/tin/cau-moi-thong-xe-42.html")
    assert due(archive, hours=9) == [moved.url]


def test_a_number_decides_nothing_without_the_content(archive: Archive) -> None:
    first = store(archive, page(NORMAL))
    second = store(archive, page("/su-kien/lich-tiem-42.html", title="Lịch tiêm chủng", text=OTHER))
    third = store(archive, page("/su-kien/cau-moi-42.html", text=NOTICE))
    assert len({first.guid, second.guid, third.guid}) == 3


def test_an_address_that_redirects_to_a_new_slug_moves_the_link(archive: Archive) -> None:
    first = store(archive, page("/tin/cau-moi.html"))
    seen = page("/tin/cau-moi-thong-xe.html", address=HOST + "/tin/cau-moi.html", title="Cầu mới thông xe sớm")
    moved = store(archive, seen, hours=3)
    assert (moved.guid, moved.url, moved.version) == (first.guid, seen.url, 2)
    assert due(archive, hours=99) == [seen.url]


def test_a_soft_redirect_of_old_articles_to_one_page_joins_and_changes_nothing(archive: Archive) -> None:
    texts = [f"Bài {n}: " + " ".join(f"Câu {n * 100 + k} nói chuyện số {n}{k}." for k in range(30)) for n in range(5)]
    first = [store(archive, page(f"/tin/{n}.html", title=f"Tin thứ {'abcde'[n]}", text=texts[n])) for n in range(5)]
    for n in range(5):
        home = page("/trang-chu", address=f"{HOST}/tin/{n}.html", title="Cổng thông tin", text=OTHER)
        assert store(archive, home, hours=3) == first[n]
    # ... or to one of them
    for n in range(5):
        store(archive, page("/tin/0.html", address=f"{HOST}/tin/{n}.html", title="Tin thứ a", text=texts[0]), hours=9)
    assert guids(archive) == [article.guid for article in first]
    assert kinds(archive) == ["new"] * 5
    with archive.read() as tx:
        assert [articles.at(tx, "bao", f"{HOST}/tin/{n}.html") for n in range(5)] == first
    assert due(archive, hours=9) == [], "each is asked later, not in every run"


def test_a_repost_under_a_new_address_is_the_article_and_adds_an_address(archive: Archive) -> None:
    first = store(archive, page("/tin/cau-moi"))
    again = store(archive, page("/noi-bat/cau-moi-duoc-thong-xe"), hours=30)
    assert again == first
    with archive.read() as tx:
        assert articles.known(tx, "bao", [HOST + "/noi-bat/cau-moi-duoc-thong-xe"], now=NOW)


def test_the_same_words_a_year_later_are_news_again(archive: Archive) -> None:
    first = store(archive, page("/tin/treo-co"))
    later = Published((NOW + timedelta(days=365)), "24/11/2027", "label")
    assert store(archive, page("/tin/treo-co-quoc-ky", published=later), days=365).guid != first.guid


@pytest.mark.parametrize("canonical", [None, HOST + "/tin/lich-cat-dien.html"])
def test_weekly_notices_with_one_title_stay_apart(archive: Archive, canonical: str | None) -> None:
    for n in range(6):
        day = Published((NOW - timedelta(days=7 * n)).date(), "", "label")
        words = NOTICE + f"Khu vực phường số {n + 11} từ 8 giờ đến {n + 10} giờ ngày {n + 1} tháng {n + 3}."
        store(
            archive,
            page(f"/tin/lich-cat-dien-{n}.html", title="Lịch cắt điện", text=words, published=day, canonical=canonical),
        )
    assert len(set(guids(archive))) == 6
    assert kinds(archive) == ["new"] * 6


@pytest.mark.parametrize("text", ["", SHORT, NOTICE])
def test_equal_notices_with_different_files_stay_apart(archive: Archive, text: str) -> None:
    for n in range(3):
        file = Attachment(f"{HOST}/tep/lich-{n}.pdf", "Lịch", "application/pdf")
        store(archive, page(f"/tin/lich-{'abc'[n]}", text=text, attachments=(file,), canonical=HOST + "/tin/lich"))
    assert len(set(guids(archive))) == 3


def test_equal_texts_under_other_titles_stay_apart_unless_something_links_them(archive: Archive) -> None:
    first = store(archive, page("/tin/a", title="Lịch tiếp dân tháng năm"))
    assert store(archive, page("/tin/b", title="Lịch tiếp dân tháng sáu")).guid != first.guid
    linked = page("/tin/c", title="Lịch tiếp công dân", canonical=HOST + "/tin/a")
    assert store(archive, linked).guid == first.guid


def test_short_notices_with_one_title_stay_apart(archive: Archive) -> None:
    store(archive, page("/tin/a", title="Thông báo", text=SHORT))
    store(archive, page("/tin/b", title="Thông báo", text=SHORT))
    assert len(set(guids(archive))) == 2


@pytest.mark.parametrize(
    "canonical", [HOST, HOST + "/", HOST + "/tin", HOST + "/muc-khac", "https://khac.example/tin/1", HOST + "/tin/a1"]
)
def test_a_canonical_link_home_to_a_section_away_or_to_another_article_joins_nothing(
    archive: Archive, canonical: str
) -> None:
    first = store(archive, page("/tin/a1", canonical=canonical))
    second = store(archive, page("/tin/b2", title="Lịch tiêm", text=OTHER, canonical=canonical))
    third = store(archive, page("/tin/c3", title="Lịch họp", text=SHORT, canonical=canonical))
    assert len({first.guid, second.guid, third.guid}) == 3
    assert first.url == HOST + "/tin/a1"


def test_an_address_that_only_a_canonical_link_names_is_still_asked(archive: Archive) -> None:
    store(archive, page("/tin/a1", canonical=HOST + "/tin/b2"))
    with archive.read() as tx:
        assert articles.known(tx, "bao", [HOST + "/tin/b2"], now=NOW) == set()
    second = store(archive, page("/tin/b2", title="Lịch tiêm", text=OTHER, canonical=HOST + "/tin/b2"))
    assert second.version == 1
    assert len(guids(archive)) == 2


def test_two_sources_with_one_text_have_two_articles(archive: Archive) -> None:
    store(archive, page(NORMAL))
    store(archive, page(NORMAL, source="thp"))
    assert len(set(guids(archive))) == 2


def test_an_address_that_a_list_now_gives_to_another_article_is_a_new_article(archive: Archive) -> None:
    first = store(archive, page("/thong-bao-khan"))
    seen = page("/thong-bao-khan", title="Lịch tiêm chủng cho trẻ", text=OTHER, published=None)
    assert store(archive, seen, hours=2) == first, "no list says so: it may be any page"
    assert due(archive, hours=3) == [seen.url], "asked again when the list has been read"
    with archive.begin() as tx:
        walks.remember_listing(tx, "bao", HOST + "/tin", [Listed(seen.url, "Lịch tiêm chủng cho trẻ", HOST + "/tin")])
    second = store(archive, seen, hours=3)
    assert second.guid != first.guid
    assert kinds(archive) == ["new", "new"]
    assert store(archive, seen, hours=9) == second
    with archive.read() as tx:
        assert articles.get(tx, first.id) == first


def test_a_page_that_turned_into_something_unlisted_changes_nothing(archive: Archive) -> None:
    first = [
        store(archive, page(f"/tin/{n}", title=f"Tin thứ {'abc'[n]}", text=f"{n}. {LONG[n * 40 :]}")) for n in (0, 1)
    ]
    for n in (0, 1):
        seen = page(f"/tin/{n}", title="Hệ thống bảo trì", text=OTHER, published=None)
        assert store(archive, seen, hours=2) == first[n]
    assert kinds(archive) == ["new", "new"]


def test_a_rewritten_article_is_an_update_as_long_as_anything_agrees(archive: Archive) -> None:
    first = store(archive, page(NORMAL))
    second = store(archive, page(NORMAL, text=OTHER, published=None), hours=2)
    third = store(archive, page(NORMAL, title="Lịch tiêm", text=OTHER, published=None), hours=8)
    assert (first.guid, 2, 3) == (third.guid, second.version, third.version)


def test_an_article_is_visited_after_it_was_reached_over_http_or_a_tracking_address(archive: Archive) -> None:
    store(archive, page(NORMAL, address="http://www.bao.example/tin/cau-moi-42.html?utm_source=x"))
    assert due(archive, hours=3) == [HOST + NORMAL]
    store(archive, an_article(url="http://bao.example/b?fbclid=1#top", text=OTHER, title="B"))
    assert set(due(archive, hours=3)) == {HOST + NORMAL, "http://bao.example/b"}
    upgraded = store(archive, page("/b", text=OTHER, title="B", address="http://bao.example/b"), hours=3)
    assert (upgraded.url, upgraded.version) == (HOST + "/b", 1)


def test_an_article_whose_address_is_gone_is_asked_under_another_one_before_it_is_withdrawn(archive: Archive) -> None:
    first = store(archive, page("/tin/cau-moi"))
    store(archive, page("/noi-bat/cau-moi-duoc-thong-xe"))

    def gone(url: str, **later: int) -> bool:
        with archive.begin() as tx:
            return articles.missing(tx, "bao", url, "404", now=NOW + timedelta(**later), certain=True)

    assert not gone(first.url, hours=2)
    assert due(archive, hours=2) == [HOST + "/noi-bat/cau-moi-duoc-thong-xe"]
    assert gone(HOST + "/noi-bat/cau-moi-duoc-thong-xe", hours=3)
    assert not gone(HOST + "/noi-bat/cau-moi-duoc-thong-xe", hours=9)
    assert kinds(archive) == ["new", "withdrawn"]
    back = store(archive, page("/moi/cau-moi-lai-thong-xe"), days=2)
    assert (back.guid, back.state, back.url) == (first.guid, "live", HOST + "/moi/cau-moi-lai-thong-xe")


def test_what_only_looks_gone_is_withdrawn_the_second_time_in_a_row(archive: Archive) -> None:
    first = store(archive, page(NORMAL))

    def missing(**later: int) -> bool:
        with archive.begin() as tx:
            now = NOW + timedelta(**later)
            return articles.missing(tx, "bao", first.url, "the page says not found", now=now, certain=False)

    assert not missing(hours=2)
    store(archive, page(NORMAL), hours=3)
    assert not missing(hours=8), "it was there in between"
    assert due(archive, hours=9) == [first.url]
    assert missing(hours=9)
    assert kinds(archive) == ["new", "withdrawn"]


def test_a_known_article_that_fails_for_days_keeps_its_visits_and_its_words(archive: Archive) -> None:
    first = store(archive, page(NORMAL))
    for hours in range(2, 26, 2):
        with archive.begin() as tx:
            assert articles.failed(tx, "bao", first.url, "answered 503", now=NOW + timedelta(hours=hours))
    with archive.begin() as tx:
        articles.unchanged(tx, "bao", first.url, now=NOW + timedelta(days=2))
        assert articles.tries(tx, "bao", first.url) == 0
    assert kinds(archive) == ["new"]
    assert due(archive, days=3) == [first.url]


def test_a_history_holds_every_version_as_it_was(archive: Archive) -> None:
    first = store(archive, page(NORMAL))
    store(archive, page(NORMAL, title="Cầu mới thông xe sớm"), hours=2)
    with archive.begin() as tx:
        articles.missing(tx, "bao", first.url, "410", now=NOW + timedelta(hours=8), certain=True)
    with archive.read() as tx:
        told = articles.history(tx, first.id)
    assert [(v.number, v.kind, v.changed) for v in told] == [
        (1, "new", ()),
        (2, "updated", ("title",)),
        (3, "withdrawn", ()),
    ]
    assert [v.article.title for v in told] == ["Cầu mới thông xe"] + ["Cầu mới thông xe sớm"] * 2
    assert told[0].article == replace(first, changed_at=told[0].at)


def test_marks_are_no_addresses(archive: Archive) -> None:
    store(archive, page(NORMAL))
    with archive.read() as tx:
        rows = tx.execute(addresses.select()).all()
    assert [row.url for row in rows if not row.key.startswith("#")] == [HOST + NORMAL]
    assert all(row.url == "" and row.ask_again_at is None for row in rows if row.key.startswith("#"))
