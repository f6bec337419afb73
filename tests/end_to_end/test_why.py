"""`loa why URL` as a reader of the feeds asks it."""

import json

from crawler.city import City
from crawler.town.server import TownServer
from tests.end_to_end.conftest import Loa


def test_an_address_is_explained_before_and_after_it_is_crawled(town: TownServer, loa: Loa, demo: City) -> None:
    url = f"http://bao.localhost:{loa.port}/do-thi/cam-xe-tai-qua-cau-lau-vao-ban-dem-de-sua-khe-co-gian-113.html"
    done = loa("why", url, status=1)
    assert "never seen" in done.stdout
    assert "bao  never run" in done.stdout
    loa("crawl", "bao")
    loa("build")
    shown = loa("why", url).stdout
    for part in ("guid: urn:uuid:", "by: first seen", "published: 2026-11-2", "topic road-works: yes: cấm xe (title)"):
        assert part in shown
    for part in ("topic health: no: none of", f"listed: bao: {demo.source('bao').lists[0]}, place ", "/feeds/all.atom"):
        assert part in shown
    told = json.loads(loa("why", url, "--json").stdout)
    assert told["known"][0]["article"]["versions"][0]["kind"] == "new"
    assert {topic["id"] for topic in told["known"][0]["article"]["topics"]} == {topic.id for topic in demo.topics}
    assert "It is a list page" in loa("why", demo.source("bao").lists[0], status=1).stdout
    assert "loa add" in loa("why", "elsewhere.example/x", status=1).stdout
