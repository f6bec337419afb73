"""What the made-up town shows, and when."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.city import load_city
from crawler.errors import BadFile
from crawler.town.play import Page, Shown, Town
from crawler.town.words import MONTHS, day_month, filled, slug

CITY = load_city("demo")
assert CITY.town is not None
TOWN = Town.load(CITY.path / CITY.town.folder, CITY.town.port)
FOUNDED = date(2026, 3, 2)
DAYS = [datetime.combine(FOUNDED + timedelta(days=n), time(18), TOWN.zone) for n in range(10)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(FOUNDED + timedelta(days=day), time(hour, minute), TOWN.zone)


def article(number: int, now: datetime) -> Shown:
    return next(shown for shown in TOWN.articles(FOUNDED, now) if shown.number == number)


def page(number: int, now: datetime) -> Page:
    shown = article(number, now)
    return TOWN.pages(FOUNDED, now)[shown.host, shown.path]


def html(answer: Page) -> str:
    return answer.body.decode("utf-8")


def visible(answer: Page) -> str:
    """The words of a page without its scripts, white space made one space."""
    tree = LexborHTMLParser(html(answer))
    tree.strip_tags(["script", "style", "head"])
    return " ".join((tree.text(separator=" ")).split())


def documents(now: datetime) -> dict[tuple[str, str], Page]:
    return {key: one for key, one in TOWN.pages(FOUNDED, now).items() if one.content_type.startswith("text/html")}


@pytest.mark.parametrize("now", DAYS, ids=[f"day {n}" for n in range(10)])
def test_every_page_of_ten_days_parses_and_leads_only_to_what_is_there(now: datetime) -> None:
    pages = TOWN.pages(FOUNDED, now)
    for (host, path), answer in documents(now).items():
        tree = LexborHTMLParser(html(answer))
        assert len(tree.css("body table, body div")) > 5
        assert "{" not in visible(answer) and "None" not in visible(answer)
        links = [node.attributes.get("href") for node in tree.css("a[href], link[href]")]
        files = [node.attributes.get(name) for node in tree.css("img") for name in ("src", "data-src")]
        for link in filter(None, links + files):
            if link.startswith(("#", "javascript:", "mailto:")) or "bai-cu-2013" in link:  # hidden debris leads nowhere
                continue
            target = urlsplit(urljoin(f"http://{host}:{TOWN.port}{path}", link))
            named = target.hostname or "", target.path + (f"?{target.query}" if target.query else "")
            found = pages.get(named) or pages.get((named[0], target.path))
            assert found is not None and found.status == 200, (path, link)


def test_every_article_is_listed_newest_first_and_only_while_it_is_live() -> None:
    now = DAYS[3]
    live = [shown for shown in TOWN.articles(FOUNDED, now) if not shown.withdrawn]
    for source in CITY.sources:
        first = urlsplit(source.lists[0])
        pages = TOWN.pages(FOUNDED, now)
        listed = [
            node.attributes.get("href")
            for (host, path), answer in pages.items()
            if host == first.hostname and path.partition("?")[0] == first.path
            for node in LexborHTMLParser(html(answer)).css(
                ".muc-tin h3 a, .tt-dong td a.tt-lien-ket, .pc-dong a.pc-tin"
            )
        ]
        expected = [one.path for one in live if one.host == first.hostname and one.language == source.language]
        assert listed == expected and len(listed) >= 9


def test_the_first_minute_has_enough_to_read_at_any_hour() -> None:
    early = [shown for shown in TOWN.articles(FOUNDED, at(0, 0, 1)) if not shown.withdrawn]
    assert len(early) >= 30
    assert {"vi", "en"} == {shown.language for shown in early}
    assert all(shown.published_at <= at(0, 0, 1) for shown in early)


def test_the_same_day_and_clock_give_the_same_bytes() -> None:
    again = Town.load(TOWN.folder, TOWN.port)
    assert dict(again.pages(FOUNDED, DAYS[2])) == dict(TOWN.pages(FOUNDED, DAYS[2]))


@settings(max_examples=25, deadline=None)
@given(minutes=st.integers(min_value=-3 * 1440, max_value=20 * 1440))
def test_between_two_changes_nothing_changes(minutes: int) -> None:
    now = at(0, 0) + timedelta(minutes=minutes)
    settled = TOWN.settled(FOUNDED, now)
    assert now - timedelta(days=1) < settled <= now
    assert TOWN.settled(FOUNDED, settled) == settled
    assert TOWN.articles(FOUNDED, now) == TOWN.articles(FOUNDED, settled)
    assert dict(TOWN.pages(FOUNDED, now)) == dict(TOWN.pages(FOUNDED, settled))


FULL_DATES = (
    (re.compile(r"(\d\d)[/.](\d\d)[/.](\d{4})(?: (\d\d):(\d\d))?"), (3, 2, 1)),
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?"), (1, 2, 3)),
)
ENGLISH = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def dates(text: str) -> list[date]:
    found = [
        date(*(int(match[group]) for group in order)) for form, order in FULL_DATES for match in form.finditer(text)
    ]
    return found + [date(int(m[3]), MONTHS.index(m[2]) + 1, int(m[1])) for m in ENGLISH.finditer(text)]


@pytest.mark.parametrize("now", [at(0, 0, 1), *DAYS[:8]], ids=str)
def test_no_page_and_no_header_names_a_day_after_now(now: datetime) -> None:
    for key, answer in documents(now).items():
        found = dates(html(answer))
        assert found and max(found) <= now.date(), key
        assert answer.last_modified <= now, key
    for shown in TOWN.articles(FOUNDED, now):
        assert shown.published_at <= now and (shown.updated_at is None or shown.updated_at <= now)


def test_dates_are_counted_from_the_founding_day() -> None:
    other = FOUNDED + timedelta(days=400)
    later = DAYS[4] + timedelta(days=400)
    here = [(one.number, one.published_at) for one in TOWN.articles(FOUNDED, DAYS[4])]
    there = [(one.number, one.published_at - timedelta(days=400)) for one in TOWN.articles(other, later)]
    assert here == there


@pytest.mark.parametrize(("number", "before", "after"), [(109, "3.200 hộ", "4.700 hộ"), (1009, "2,4 ha", "2,1 ha")])
def test_a_correction_comes_on_the_day_after_and_keeps_the_address(number: int, before: str, after: str) -> None:
    old, new = article(number, DAYS[0]), article(number, DAYS[1])
    assert before in old.title and after in new.title and after in new.text
    assert old.path == new.path and old.published_at == new.published_at
    assert old.updated_at is None and new.updated_at is not None
    assert new.updated_at.date() == FOUNDED + timedelta(days=1)
    assert "Cập nhật" not in visible(page(number, DAYS[0]))
    assert re.search(r"Cập nhật(?: lúc|:) ?[\d:/ ]*03/03/2026", visible(page(number, DAYS[1])))
    assert before in visible(page(number, DAYS[0])) and after in visible(page(number, DAYS[1]))
    moment = new.updated_at
    assert article(number, moment - timedelta(minutes=1)) == old and article(number, moment) == new


@pytest.mark.parametrize(("number", "status"), [(114, 404), (1010, 410)])
def test_a_withdrawn_article_answers_so_from_the_second_day_on(number: int, status: int) -> None:
    assert page(number, DAYS[1]).status == 200
    assert page(number, DAYS[2]).status == status
    assert page(number, DAYS[9]).status == status
    assert article(number, DAYS[2]).title not in visible(page(number, DAYS[2]))


def test_new_articles_come_on_later_days_and_then_only_weekly_ones() -> None:
    fresh = [{one.number for one in TOWN.articles(FOUNDED, now)} for now in DAYS[:8]]
    assert [bool(after - before) for before, after in pairwise(fresh)][:6] == [True] * 6
    much_later = at(60, 18)
    last = [one for one in TOWN.articles(FOUNDED, much_later) if one.published_at > DAYS[9]]
    assert {one.number // 1000 for one in last} == {108, 1017, 2009, 3005} and len(last) >= 18
    assert len({one.title for one in last}) == len(last)


def test_the_town_hall_has_the_habits_of_a_real_portal() -> None:
    now = DAYS[1]
    of_portal = {
        shown.path: shown
        for shown in TOWN.articles(FOUNDED, now)
        if shown.host == "ubnd.localhost" and not shown.withdrawn
    }
    seen = set()
    for path, shown in of_portal.items():
        answer = TOWN.pages(FOUNDED, now)["ubnd.localhost", path]
        tree = LexborHTMLParser(html(answer))
        home = "Trang chủ" if shown.language == "vi" else "Home"
        assert [node.text(strip=True) for node in tree.css("h1")] == [home]
        assert tree.css_first("title").text(strip=True) not in shown.title
        dated = tree.css_first(".tt-ngay-dang")
        if shown.dated == "list":
            assert dated is None
            seen.add("date on the list only")
        else:
            assert re.match(r"\D+\d{1,2}", dated.text()) and " " not in re.findall(r"\w\d", dated.text())[0]
        if shown.enclosed and not shown.text:
            seen.add("attachment only")
        if shown.picture:
            image = tree.css_first(".tt-than-bai img")
            assert image.attributes["src"] != image.attributes["data-src"] == shown.picture.file
            assert html(answer).count(shown.picture.caption) == 2
            seen.add("lazy picture, caption twice")
        if shown.kicker:
            assert html(answer).index(shown.kicker) < html(answer).index(f"<b>{shown.title}")
            seen.add("kicker first")
    assert seen == {"date on the list only", "attachment only", "lazy picture, caption twice", "kicker first"}


def test_files_are_what_their_names_say() -> None:
    begins = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n", ".svg": b"<svg", ".pdf": b"%PDF-"}
    pages = TOWN.pages(FOUNDED, DAYS[0])
    files = {path: answer for (_, path), answer in pages.items() if path[-4:] in begins}
    assert {path[-4:] for path in files} == set(begins)
    for path, answer in files.items():
        assert answer.body.startswith(begins[path[-4:]]) and "html" not in answer.content_type, path


@pytest.mark.parametrize(("one", "other"), [(123, 1005), (1008, 3012)])
def test_a_notice_stands_on_two_sites_word_for_word(one: int, other: int) -> None:
    assert article(one, DAYS[0]).text == article(other, DAYS[0]).text
    assert article(one, DAYS[0]).host != article(other, DAYS[0]).host


def test_one_feed_keeps_up_and_the_other_lags_behind_its_list() -> None:
    for now in (DAYS[0], DAYS[3], at(60, 18)):
        pages = TOWN.pages(FOUNDED, now)
        of = {
            host: [one for one in TOWN.articles(FOUNDED, now) if one.host == host and not one.withdrawn]
            for host in TOWN.hosts
        }
        good, late = pages["bao.localhost", "/rss/tin-moi.rss"], pages["phuong.localhost", "/rss.aspx"]
        assert good.content_type == late.content_type == "application/rss+xml; charset=utf-8"
        assert [entry.title for entry in feedparser.parse(good.body).entries] == [
            one.title for one in of["bao.localhost"][:20]
        ]
        entries = feedparser.parse(late.body).entries
        behind = [one for one in of["phuong.localhost"] if (now.date() - one.published_at.date()).days >= 4]
        assert [entry.title for entry in entries] == [one.title for one in behind[:10]]
        assert [datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in entries] == [
            one.published_at for one in behind[:10]
        ]
        assert len(behind) < len(of["phuong.localhost"])


def test_the_town_hall_s_robots_txt_names_a_sitemap_with_its_vietnamese_news() -> None:
    pages = TOWN.pages(FOUNDED, DAYS[1])
    assert f"Sitemap: http://ubnd.localhost:{TOWN.port}/sitemap-tin.xml" in html(pages["ubnd.localhost", "/robots.txt"])
    answer = pages["ubnd.localhost", "/sitemap-tin.xml"]
    assert answer.content_type.startswith("text/xml") and answer.body.startswith(b"<?xml")
    listed = re.findall(r"<loc>http://ubnd\.localhost:\d+(.+?)</loc>", html(answer))
    live = [one for one in TOWN.articles(FOUNDED, DAYS[1]) if one.host == "ubnd.localhost" and not one.withdrawn]
    assert listed == [one.path for one in live if one.language == "vi"]


def test_the_ward_has_the_habits_of_an_old_page() -> None:
    now = at(0, 0, 1)
    pages = TOWN.pages(FOUNDED, now)
    source = next(source for source in CITY.sources if source.id == "phuong")
    assert [urlsplit(address).path for address in source.lists] == ["/tin-tuc.aspx"], "the pager leads on from there"
    first = LexborHTMLParser(html(pages["phuong.localhost", "/tin-tuc.aspx"]))
    assert first.css_first("link[rel=alternate]").attributes["href"] == "/rss.aspx"
    numbered = [node.attributes["href"] for node in first.css(".pc-trang a")]
    assert list(dict.fromkeys(numbered)) == ["/tin-tuc.aspx?page=2", "/tin-tuc.aspx?page=3"]
    rows = first.css(".pc-dong")
    assert len(rows) == 5
    assert all(re.fullmatch(r"\d\d/\d\d", row.css_first("td").text(strip=True)) for row in rows), "no year in the list"
    ward = [one for one in TOWN.articles(FOUNDED, now) if one.host == "phuong.localhost"]
    assert len(ward) >= 11
    for one in ward:
        page = html(pages[one.host, one.path])
        assert f"Ngày đăng: {one.published_at:%d/%m/%Y}</span>" in page, "a day, no hour"
        assert all(f'<a href="{file}">Tải về</a>' in page for file, _ in one.enclosed)
    assert sum(1 for one in ward if one.enclosed) >= 3


def test_each_topic_has_something_to_find_in_the_first_minute() -> None:
    query = pytest.importorskip("feeds.topics.query")
    match = pytest.importorskip("feeds.topics.match")
    topics = match.Topics(
        {topic.id: query.Query.parse(topic.query, language=topic.language or CITY.language) for topic in CITY.topics}
    )
    found: dict[str, int] = {topic.id: 0 for topic in CITY.topics}
    shown = [one for one in TOWN.articles(FOUNDED, at(0, 8)) if not one.withdrawn]
    for one in shown:
        for topic in topics.match(match.Document(title=one.title, body=one.text)):
            found[topic] += 1
    assert min(found.values()) >= 3, found
    assert max(found.values()) <= len(shown) / 2, found


def test_robots_txt_closes_a_place_that_the_pages_link_to() -> None:
    pages = TOWN.pages(FOUNDED, DAYS[0])
    for host, trap, first in (
        ("bao.localhost", "/tim-kiem", "/"),
        ("ubnd.localhost", "/lich-cong-tac/", "/"),
        ("phuong.localhost", "/gop-y.aspx", "/"),
    ):
        assert f"Disallow: {trap}" in html(pages[host, "/robots.txt"])
        assert trap in html(pages[host, first]) and pages[host, trap].status == 200


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        TOWN.pages(FOUNDED, datetime(2026, 3, 2, 8))


def test_words_for_days_and_addresses() -> None:
    assert filled("{day-2} {weekday+1} {date} {year+1}", date(2026, 3, 1), "vi") == "27-2 thứ Hai 01/03/2026 2027"
    assert filled("{day+1}, {date}", date(2026, 2, 28), "en") == "1 March, 28 February 2026"
    assert day_month(date(2026, 12, 31), "vi") == "31-12"
    assert slug("Đường Điện Biên Phủ: 3.200 hộ mất nước") == "duong-dien-bien-phu-3-200-ho-mat-nuoc"
    assert len(slug("từ " * 60)) <= 70


def test_a_wrong_story_is_explained_with_its_file(tmp_path: Path) -> None:
    site = 'host = "a.localhost"\nskin = "x"\ntitle = "A"\ntimezone = "Asia/Ho_Chi_Minh"\n[[edition]]\n'
    site += 'language = "vi"\nfolder = "in"\ntitle = "A"\nhome = "/"\nnews = "/n"\n'
    site += 'news_title = "N"\narticle = "/{number}"\n'
    site += '[[edition.sections]]\nid = "s"\ntitle = "S"\npath = "/s"\n'
    (tmp_path / "a" / "in").mkdir(parents=True)
    (tmp_path / "a" / "site.toml").write_text(site)
    story = tmp_path / "a" / "in" / "1.toml"
    story.write_text('id = 1\nsection = "s"\ntitle = "T"\nday = 0\ntime = 08:00:00\ncolour = "red"\n')
    with pytest.raises(BadFile, match=r"1\.toml: colour"):
        Town.load(tmp_path)
    story.write_text('id = 1\nsection = "t"\ntitle = "T"\nday = 0\ntime = 08:00:00\n')
    with pytest.raises(BadFile, match="no such section"):
        Town.load(tmp_path)
    with pytest.raises(BadFile, match=r"site\.toml"):
        Town.load(tmp_path / "a" / "in")
    story.unlink()
    (tmp_path / "a" / "site.toml").write_text(site.replace('news = "/n"', 'news = "/n"\nfeed_lag = 3'))
    with pytest.raises(BadFile, match="set clock"):
        Town.load(tmp_path)
