"""The page and the feeds over HTTP."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crawler.archive import Archive, articles, runs, walks
from crawler.archive.decide import decide
from crawler.article import Left, LeftOut, Listed, Published
from crawler.city import City, Source, Topic
from crawler.config import Config, read_config
from feeds.formats import FORMATS, Format
from feeds.store import open_store
from feeds.topics import store
from feeds.web.app import make_app
from tests.builders import LONG, NOW, an_article

SOURCE = Source(
    id="bao",
    title="Báo <Thử>",
    home="https://bao.example/",
    lists=("https://bao.example/tin",),
    language="vi",
    country="VN",
    timezone="Asia/Ho_Chi_Minh",
)
CITY = City(
    id="ben-thu",
    path=Path("cities/ben-thu"),
    title="Bến Thử",
    language="vi",
    country="VN",
    timezone="Asia/Ho_Chi_Minh",
    sources=(SOURCE,),
    topics=(Topic(id="cau", title="Cầu đường", query="cầu"), Topic(id="khac", title="Khác", query="khác")),
)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return read_config(data_dir=tmp_path)


@pytest.fixture
def store_(config: Config) -> Iterator[Archive]:
    opened = open_store(config.database)
    yield opened
    opened.close()


@pytest.fixture
def client(config: Config, store_: Archive) -> TestClient:
    return TestClient(make_app(config, CITY, store_), headers={"accept-language": "en"})


def add_an_article(archive: Archive, topic: str = "cau", **given: object) -> int:
    with archive.begin() as tx:
        seen = an_article(**given)
        stored = articles.apply(tx, articles.find(tx, seen), seen, decide(None, seen), now=NOW, page_id=None)
        store.add(tx, topic, stored.id, "cầu (title)")
        return stored.id


def test_before_the_first_crawl_the_page_says_so(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "The first crawl is under way" in page.text
    assert "not visited yet" in page.text


def test_the_page_shows_topics_with_feeds_entries_and_states(client: TestClient, store_: Archive) -> None:
    add_an_article(store_)
    with store_.begin() as tx:
        run = runs.start(tx, "bao", NOW)
        runs.end(tx, run, now=NOW, outcome="failed", cause="answered 503", counts={})
    page = client.get("/").text
    for shown in ("Cầu đường", "Cầu mới thông xe", "/feeds/cau.atom", "/feeds/cau.rss", "in trouble", "answered 503"):
        assert shown in page
    assert 'href="/feeds/all.atom"' in page
    assert '<link rel="alternate" type="application/atom+xml" title="Cầu đường (Atom)" href="/feeds/cau.atom">' in page


def test_strangers_words_are_escaped(client: TestClient, store_: Archive) -> None:
    add_an_article(store_, title="<script>alert(1)</script> & more", lede='"><img src=x onerror=alert(1)>')
    for path in ("/", "/topics/cau", "/sources/bao"):
        page = client.get(path).text
        assert "<script" not in page
        assert "<img" not in page
        assert "Báo &lt;Thử&gt;" in page


def test_an_unchanged_page_is_answered_304_and_a_new_article_changes_it(client: TestClient, store_: Archive) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/?lang=vi").headers["etag"] != first.headers["etag"]
    add_an_article(store_)
    assert client.get("/", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_source_shows_its_list_pages_as_they_were_last_understood(client: TestClient, store_: Archive) -> None:
    at = SOURCE.lists[0]
    assert "not read yet" in client.get("/sources/bao").text
    with store_.begin() as tx:
        run = runs.start(tx, "bao", NOW)
        runs.end(tx, run, now=NOW, outcome="failed", cause="a log-in form", counts={})
        walks.remember_list(tx, "bao", walks.ListState(at, "", "", "", NOW, True))
    empty = client.get("/sources/bao").text
    assert "No link on it was taken as news." in empty
    assert empty.count("a log-in form") == 3  # with the state, the list and the visit
    with store_.begin() as tx:
        day = Published(date(2026, 3, 8), "08/03/2026", "list")
        links = [Listed("https://bao.example/tin/1", "Cầu <mới>", at, day), Listed("https://bao.example/tin/2", "", at)]
        walks.remember_listing(tx, "bao", at, links)
        run = runs.start(tx, "bao", NOW)
        runs.end(tx, run, now=NOW, outcome="ok", cause="", counts={})
    page = client.get("/sources/bao").text
    assert "2 links taken as news" in page
    assert '<a href="https://bao.example/tin/1" rel="noopener noreferrer">Cầu &lt;mới&gt;</a>' in page
    assert '<time datetime="2026-03-08">' in page
    assert ">https://bao.example/tin/2</a>" in page


def test_a_source_shows_what_its_lists_left_out_and_why(client: TestClient, store_: Archive) -> None:
    at, other = SOURCE.lists[0], "https://bao.example/thong-bao"
    links = [LeftOut(f"https://bao.example/muc/{n}", f"Mục <{n}>", "menu") for n in range(40)]
    links += [LeftOut("", "", "no web address"), LeftOut("https://x.example/", "Trang khác", "a reason of tomorrow")]
    left = Left(tuple(links), {"a reason of tomorrow": 1, "menu": 63, "no web address": 1})
    with store_.begin() as tx:
        taken = [Listed("https://elsewhere.example/2", "Khác", at)]
        taken += [Listed(f"https://bao.example/tin/{n}", "Cầu mới", at) for n in range(50)]
        walks.remember_listing(tx, "bao", at, taken)
        walks.remember_understood(tx, "bao", at, "", left)
        walks.remember_understood(tx, "bao", other, "a log-in form", Left())
    page = client.get("/sources/bao").text
    assert "<summary>Links left out, with the reasons: 65</summary>" in page
    body = page[page.index('<table class="left">') : page.index("</table>", page.index('<table class="left">'))]
    groups = re.findall(r'<th scope="row">([^<]+)</th>\s*<td>(\d+)</td>', body)
    assert groups == [
        ("in a menu or a row of page numbers", "63"),
        ("a reason of tomorrow", "1"),
        ("an entry without an address", "1"),
    ]
    assert '<li lang="vi"><a href="https://bao.example/muc/7" rel="noopener noreferrer">Mục &lt;7&gt;</a></li>' in body
    assert "and 23 more" in body
    assert '<li lang="vi">(no words)</li>' in body
    assert page.count("of another site, not read") == 1
    assert '<p class="facts">and 11 more</p>' in page
    assert "nằm trong trình đơn hoặc hàng số trang" in client.get("/sources/bao?lang=vi").text


def test_a_list_that_gave_nothing_says_its_own_cause_and_what_it_showed(client: TestClient, store_: Archive) -> None:
    at = SOURCE.lists[0]
    with store_.begin() as tx:
        walks.remember_list(tx, "bao", walks.ListState(at, "", "", "", NOW, False))
        walks.remember_understood(
            tx,
            "bao",
            at,
            "no group of links reads like news",
            Left((LeftOut("https://bao.example/a", "A", "menu"),), {"menu": 1}),
        )
    page = client.get("/sources/bao").text
    assert "no group of links reads like news" in page
    assert "Links left out, with the reasons: 1<" in page


def test_a_time_that_many_pages_share_says_so_beside_it(client: TestClient, store_: Archive) -> None:
    moved = Published(NOW.replace(hour=1), "24/11/2026 08:00", "jsonld", ("doubtful:shared by 41 pages",))
    add_an_article(store_, published=moved)
    add_an_article(store_, url="https://bao.example/2.html", title="Bão", text="bão " + LONG)
    for path in ("/", "/topics/cau", "/sources/bao"):
        english, vietnamese = client.get(path).text, client.get(f"{path}?lang=vi").text
        told = "The date may be wrong: many pages of this source give the very same time"
        assert re.search(rf"</time>\s*· {told}", english), path
        assert "Ngày đăng có thể không đúng: nhiều trang của nguồn này ghi cùng một lúc" in vietnamese
        assert english.count(told) == (2 if path == "/" else 1)  # there with its topic, and among the latest


def test_a_page_that_gives_two_days_says_so_and_dates_of_events_are_passed_over(
    client: TestClient, store_: Archive
) -> None:
    claims = ("meta 2024-01-05T20:30:00+00:00", "label+full 2026-11-24", "full 2027-02-01", "relative 2026-11-25")
    told = Published(NOW.replace(hour=1), "24/11/2026 08:00", "label+full", ("role:modified",), claims)
    add_an_article(store_, published=told)
    page = client.get("/sources/bao").text
    assert "the page shows only when it was changed · the page also gives 6 Jan 2024" in page  # as the town's clock
    assert "2027" not in page


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_a_feed_is_served_with_its_type_and_validators(client: TestClient, config: Config, form: Format) -> None:
    file = config.place / "public" / "feeds" / f"cau.{form.ending}"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"<feed/>")
    answer = client.get(f"/feeds/cau.{form.ending}")
    assert answer.headers["content-type"] == f"{form.media_type}; charset=utf-8"
    assert client.get(f"/feeds/cau.{form.ending}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    since = {"if-modified-since": answer.headers["last-modified"]}
    assert client.get(f"/feeds/cau.{form.ending}", headers=since).status_code == 304
    head = client.head(f"/feeds/cau.{form.ending}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])


@pytest.mark.parametrize(
    ("page", "feeds"),
    [("/", ("all", "cau", "khac")), ("/topics/cau", ("cau",)), ("/sources/bao", ("source/bao",))],
)
def test_a_page_leads_readers_and_their_browsers_to_its_feeds_in_every_format(
    client: TestClient, page: str, feeds: tuple[str, ...]
) -> None:
    text = client.get(page).text
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', text)
    wanted = [(form.media_type, f"/feeds/{name}.{form.ending}") for name in feeds for form in FORMATS]
    assert sorted(found) == sorted(wanted)
    for _, address in wanted:
        assert f'<a href="{address}"' in text


def test_all_feeds_are_offered_in_one_file(client: TestClient, config: Config) -> None:
    assert client.get("/feeds.opml").status_code == 404
    config.place.joinpath("public").mkdir(parents=True)
    config.place.joinpath("public", "feeds.opml").write_bytes(b"<opml/>")
    answer = client.get("/feeds.opml")
    assert answer.headers["content-type"] == "text/x-opml; charset=utf-8"
    assert client.get("/feeds.opml", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert '<a href="/feeds.opml" type="text/x-opml">All feeds in one file (OPML)</a>' in client.get("/").text
    front = client.get("/?lang=vi").text
    assert '<link rel="outline" type="text/x-opml" title="Tất cả trong một tệp (OPML)" href="/feeds.opml">' in front


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/../archive.sqlite",
        "/feeds/%2e%2e/archive.sqlite",
        "/feeds/..%2farchive.atom",
        "/feeds//etc/passwd",
        "/feeds/cau.sqlite",
        "/feeds/nothing.atom",
        "/topics/nothing",
        "/sources/%00",
        "/static/app.py",
        "/status.json",
        "/" + "a" * 5000,
    ],
)
def test_what_is_not_there_is_404_and_nothing_else_can_be_read(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_methods_that_write_are_refused(client: TestClient) -> None:
    assert [client.request(method, "/").status_code for method in ("POST", "PUT", "DELETE", "BREW")] == [405] * 4


def test_no_page_may_run_a_script(client: TestClient) -> None:
    for path in ("/", "/topics/cau", "/nothing"):
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_withdrawn_and_a_corrected_article_say_so(client: TestClient, store_: Archive) -> None:
    add_an_article(store_)
    gone = an_article(url="https://bao.example/9.html", text="9 " + LONG, title="Tin đã gỡ")
    corrected = replace(an_article(), title="Cầu mới thông xe sớm")
    with store_.begin() as tx:
        stored = articles.apply(tx, articles.find(tx, gone), gone, decide(None, gone), now=NOW, page_id=None)
        articles.withdraw(tx, stored, now=NOW + timedelta(hours=1))
        found = articles.find(tx, corrected)
        later = NOW + timedelta(hours=2)
        articles.apply(tx, found, corrected, decide(found.article, corrected), now=later, page_id=None)
    page = client.get("/").text
    assert "Withdrawn by the source" in page
    assert "Corrected 18:00, Tuesday, 24 November 2026" in page


def test_a_time_that_is_not_known_is_not_made_up(client: TestClient, store_: Archive) -> None:
    add_an_article(store_, published=None)
    assert "first seen; the page shows no time" in client.get("/").text
