"""Every feed in every format, and all of them in one file: built by the commands, read as readers read them."""

import json
from pathlib import Path
from xml.etree import ElementTree

import feedparser

from crawler.city import City
from crawler.town.server import TownServer
from tests.end_to_end.conftest import Loa
from tests.feeds.formats.validity_json import json_findings


def test_every_feed_is_a_valid_json_feed_with_the_entries_of_its_atom(town: TownServer, loa: Loa, demo: City) -> None:
    loa("crawl", "bao")
    loa("build")
    public = loa.data / "public"
    files = sorted((public / "feeds").rglob("*.atom"))
    assert len(files) == len(demo.topics) + len(demo.sources) + 1
    base = None
    for file in files:
        atom = feedparser.parse(file.read_bytes())
        alternates = {link.type: link.href for link in atom.feed.links if link.rel == "alternate"}
        own = alternates["application/feed+json"]
        base = base or own.removesuffix(file.with_suffix(".json").relative_to(public).as_posix())
        assert own == f"{base}{file.with_suffix('.json').relative_to(public).as_posix()}"
        document = file.with_suffix(".json").read_bytes()
        assert json_findings(document, own) == []
        told = json.loads(document)
        assert told["title"] == atom.feed.title
        assert [(item["id"], item["title"]) for item in told["items"]] == [(e.id, e.title) for e in atom.entries]
    body = (public / "feeds.opml").read_bytes()
    listed = [outline.get("xmlUrl") for outline in ElementTree.fromstring(body).iter("outline") if outline.get("type")]
    assert sorted(map(str, listed)) == sorted(f"{base}{file.relative_to(public).as_posix()}" for file in files)
    loa("build")
    assert (public / "feeds.opml").read_bytes() == body


def test_the_file_of_all_feeds_is_imported_by_the_command_and_another_file_is_refused(loa: Loa, tmp_path: Path) -> None:
    city = tmp_path / "ben-thu"
    city.mkdir()
    about = 'title = "Bến Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
    (city / "city.toml").write_text(about, "utf-8")
    loa("build", LOA_PUBLIC_URL="https://ben-lau.example/")
    file = str(loa.data / "public" / "feeds.opml")
    told = loa("--city", str(city), "sources", "import", file, "--json").stdout.splitlines()
    made = [json.loads(line) for line in told]
    assert {one["state"] for one in made} == {"added"}
    listed = loa("--city", str(city), "sources", "--json").stdout.splitlines()
    assert {json.loads(line)["id"] for line in listed} == {one["id"] for one in made}
    assert not any(json.loads(line)["verified"] for line in listed)
    refused = loa("--city", str(city), "sources", "import", str(city / "city.toml"), status=2).stderr
    assert "city.toml is no OPML file" in refused
    assert "Export the subscriptions" in refused
