"""`loa sources dates` as an operator uses it: how the times of a source were read, and which are in doubt."""

import json
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from crawler.archive import articles, open_archive, pages
from crawler.archive.decide import decide
from crawler.article import Published
from crawler.city import City, load_city
from crawler.config import read_config
from crawler.extract.habits import SHARED
from crawler.town.server import TownServer
from feeds.store import open_store
from feeds.web.app import make_app
from tests.builders import LONG, a_raw_page, an_article
from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import a_city, article, listing, played


def test_the_newest_articles_of_a_source_are_told_with_words_rule_and_doubts(
    town: TownServer, loa: Loa, demo: City
) -> None:
    assert "no article is archived" in loa("sources", "dates", "bao").stdout
    loa("crawl", "bao")
    told = [json.loads(line) for line in loa("sources", "dates", "bao", "--json").stdout.splitlines()]
    assert 0 < len(told) <= 20
    for one in told:
        assert one["published"].startswith("2026-11-")
        assert one["rule"]
        assert one["text"]
        assert 0.5 < one["grade"] <= 1
        assert not any(word.startswith("doubtful:") for word in one["assumed"])
    shown = loa("sources", "dates", "bao").stdout
    for part in (told[0]["title"], told[0]["published"], f"by {told[0]['rule']}: ", "day and month"):
        assert part in shown
    done = loa("sources", "dates", "nobody", status=2)
    assert "nobody" in done.stdout + done.stderr


def test_times_that_dozens_of_articles_share_are_told_as_doubtful(loa: Loa) -> None:
    loa("sources", "dates", "bao")
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    moved = Published(datetime(2026, 11, 20, 3, 7, tzinfo=UTC), "2026-11-20T03:07:00Z", "jsonld")
    with archive.begin() as tx:
        for number in range(SHARED):
            seen = an_article(url=f"http://bao.localhost/{number}", text=f"{number} {LONG}", published=moved)
            found = articles.find(tx, seen)
            page = pages.keep(tx, "bao", a_raw_page(url=seen.url))
            articles.apply(tx, found, seen, decide(found.article, seen), now=moved.value, page_id=page)
    archive.close()
    told = [json.loads(line) for line in loa("sources", "dates", "bao", "--json").stdout.splitlines()]
    assert {one["assumed"][-1] for one in told} == {f"doubtful:shared by {SHARED} pages"}
    assert {one["grade"] < 0.5 for one in told} == {True}
    assert "1 minutes are shared" in loa("sources", "dates", "bao").stdout


def test_a_site_that_moved_says_beside_each_time_that_it_is_doubtful(loa: Loa, tmp_path: Path) -> None:
    titles = {f"/tin/sua-duong-{n}.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(SHARED)}
    pages = {path: article(title, day="20/11/2026 03:07", words=title) for path, title in titles.items()}
    late = {"/tin/cau-moi.html": "Cầu mới bắc qua sông đã thông xe"}
    pages |= {path: article(title, day="23/11/2026 08:15", words=title) for path, title in late.items()}
    with played({"/tin": listing(late | titles), **pages}) as (port, _):
        city = str(a_city(tmp_path / "city", {"bao": port}))
        loa("--city", city, "crawl")
        loa("--city", city, "build")
    config = read_config(data_dir=loa.data)
    archive = open_store(config.database)
    client = TestClient(make_app(config, load_city(city), archive))
    told = "The date may be wrong: many pages of this source give the very same time"
    for path in ("/topics/duong?lang=en", "/sources/bao?lang=en"):
        entries = [entry.partition("</article>")[0] for entry in client.get(path).text.split("<article")[1:]]
        assert [told in entry for entry in entries if "Sửa đường" in entry] == [True] * SHARED
        assert [told in entry for entry in entries if "Cầu mới" in entry] == [False]
    archive.close()
    assert loa.feeds()["feeds/all.atom"].decode().count("Ngày đăng có thể không đúng") == SHARED
