"""What feed readers export, as sources: nothing of a stranger's file is followed, run or believed further than that."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from crawler.city import City, load_city
from feeds.cli.app import app
from feeds.opml import opml
from feeds.subscriptions import MOST_BYTES, MOST_OUTLINES, Judged, NotOpml, Outline, judge, read_file, read_opml
from tests.feeds.test_opml import a_city

LOA = "https://loa.example/"


def a_file(outlines: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>Đăng ký</title></head><body>'
    return f"{head}{outlines}</body></opml>".encode()


def judged(outlines: str, city: City | None = None) -> list[Judged]:
    return list(judge(city or a_city(), read_opml(a_file(outlines)), LOA))


def test_outlines_in_groups_in_groups_become_sources_in_the_order_of_the_file() -> None:
    found = judged(
        '<outline text="Hải Phòng"><outline text="Phường"><outline type="rss" text="Lê Chân"'
        ' xmlUrl="https://lechan.example/rss" htmlUrl="https://lechan.example/"/></outline>'
        '<outline type="atom" title="An Dương" xmlUrl="http://anduong.example/feed.atom"/></outline>'
        '<outline text="Trống"/><outline text="Mục"> </outline>'
    )
    assert [(told.id, told.state) for told in found] == [
        ("le-chan", "new"),
        ("an-duong", "new"),
        ("", "refused"),
        ("", "refused"),
    ]
    assert found[0].values == {
        "title": "Lê Chân",
        "home": "https://lechan.example/",
        "lists": ["https://lechan.example/rss"],
        "language": "vi",
        "country": "VN",
        "timezone": "Asia/Ho_Chi_Minh",
        "verified": False,
    }
    assert found[1].values["home"] == "http://anduong.example/"
    assert "xmlUrl" in found[2].reason


def test_what_the_file_does_not_say_is_the_city_s_and_a_comment_tells_so() -> None:
    first, second = judged(
        '<outline text="A1" xmlUrl="https://a.example/rss"/>'
        '<outline text="B1" language="en_GB" xmlUrl="https://b.example/rss"/>'
    )
    assert set(first.comments) == {"language", "country", "timezone"}
    assert set(second.comments) == {"country", "timezone"}
    assert second.values["language"] == "en-GB"


def test_a_page_that_freshrss_scrapes_is_a_list_and_needs_no_xpath() -> None:
    (told,) = judged(
        '<outline xmlns:frss="https://freshrss.org/opml" text="Phường Thử" type="HTML+XPath"'
        ' xmlUrl="https://phuong.example/tin-tuc" htmlUrl="https://phuong.example/tin-tuc"'
        ' frss:xPathItem="//article" frss:xPathItemTitle="descendant::h2" frss:CURLOPT_COOKIE="a=1"/>'
    )
    assert (told.state, told.values["lists"]) == ("new", ["https://phuong.example/tin-tuc"])
    assert told.reason == "its XPaths are not needed and left out; left out: CURLOPT_COOKIE"
    assert "article" not in json.dumps([told.values, told.comments])


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('type="XML+XPath" xmlUrl="https://a.example/x.xml"', "XML of the site's own kind"),
        ('type="JSON+DotNotation" xmlUrl="https://a.example/x.json"', "JSON of the site's own kind"),
        ('type="HTML+XPath+JSON+DotNotation" xmlUrl="https://a.example/"', "JSON inside a page"),
        ('type="telegram" xmlUrl="https://a.example/"', "no type that Loa knows: telegram"),
        ('type="link" url="https://a.example/"', "xmlUrl is missing"),
        ('type="include" url="https://a.example/b.opml"', "another list of feeds"),
        ('xmlns:f="https://freshrss.org/opml" f:opmlUrl="https://a.example/b.opml"', "another list of feeds"),
        ('xmlUrl="https://lan:geheim@a.example/rss"', "holds a password"),
        ('xmlUrl="javascript:alert(1)"', "no web address"),
        ('xmlUrl="file:///etc/passwd"', "no web address"),
        ('xmlUrl="http://[::1"', "no web address"),
        ('xmlUrl="a.example/rss"', "no web address"),
        ('xmlUrl="https://loa.example/feeds/all.atom"', "makes itself"),
    ],
)
def test_what_loa_cannot_follow_is_told_one_by_one_with_the_reason(attributes: str, said: str) -> None:
    one, two = judged(f'<outline text="Mot" {attributes}/><outline text="Hai" xmlUrl="https://b.example/rss"/>')
    assert (one.state, one.title) == ("refused", "Mot")
    assert said in one.reason
    assert "geheim" not in one.reason + one.address
    assert (two.state, two.id) == ("new", "hai")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("feed://a.example/rss", "https://a.example/rss"),
        ("feed:http://a.example/rss", "http://a.example/rss"),
        (" https://a.example/tin tức?a=1&amp;b=2 ", "https://a.example/tin%20t%E1%BB%A9c?a=1&b=2"),
        ("//a.example/rss", "https://a.example/rss"),
    ],
)
def test_addresses_are_read_as_readers_write_them(written: str, asked: str) -> None:
    (told,) = judged(f'<outline text="A1" xmlurl="{written}" type="JSONFeed"/>')
    assert told.values["lists"] == [asked]


def test_an_address_that_is_listed_already_is_not_listed_twice() -> None:
    found = judged(
        '<outline text="Cũ" xmlUrl="http://www.bao.example/tin/?utm_source=x"/>'
        '<outline text="Mới" xmlUrl="https://moi.example/rss"/><outline text="Lần nữa" xmlUrl="https://moi.example/rss/"/>'
        '<outline text="Mới" xmlUrl="https://moi.example/rss2"/>'
    )
    assert [(told.state, told.id) for told in found] == [
        ("known", "bao"),
        ("new", "moi"),
        ("known", "moi"),
        ("new", "moi-2"),
    ]


def test_a_title_without_latin_letters_is_named_by_its_host() -> None:
    first, second = judged(
        '<outline text="北京" xmlUrl="https://www.bj.example/rss"/><outline xmlUrl="https://x.example/rss"/>'
    )
    assert (first.id, first.values["title"]) == ("bj-example", "北京")
    assert (second.id, second.values["title"]) == ("x-example", "x.example")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258", "gb18030"])
def test_any_encoding_that_the_file_declares_is_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="Báo mói" xmlUrl="https://a.example/"/>'
    )
    (outline,) = read_opml(f"{text}</body></opml>".encode(encoding))
    assert outline.title == "Báo mói"


HOSTILE = {
    "nothing": b"",
    "a web page": b"<!DOCTYPE html><html><head></head><body>x</body></html>",
    "a feed": b'<rss version="2.0"><channel><title>x</title></channel></rss>',
    "not closed": a_file("<outline text='x'>"),
    "JSON": b'{"subscriptions": []}',
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "a bomb": b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><opml><body>'
    b'<outline text="&b;" xmlUrl="https://a.example/"/></body></opml>',
    "a file of this machine": b'<!DOCTYPE o [<!ENTITY a SYSTEM "/etc/passwd">]><opml><body><outline text="a">&a;'
    b"</outline></body></opml>",
    "the same in UTF-16": '<!DOCTYPE o [<!ENTITY a "b">]><opml><body/></opml>'.encode("utf-16"),
    "the same in UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE o [+ADw-+ACE-ENTITY a "b">]><opml/>',
    "very deep": a_file("<outline>" * 5_000 + "</outline>" * 5_000),
    "very many": a_file('<outline xmlUrl="https://a.example/"/>' * (MOST_OUTLINES + 1)),
    "very large": a_file(" " * MOST_BYTES),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_opml_is_refused_with_its_name_and_what_to_do(name: str, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_bytes(HOSTILE[name])
    with pytest.raises(NotOpml, match=r"feeds\.opml is no OPML file") as refused:
        read_file(file)
    assert refused.value.status == 2
    assert "Export" in refused.value.hint


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: a_file(text)))
@example(b"<opml/>")
@example(b'<opml xmlns="x"><body><outline xmlUrl="https://a.example/" text="&#1;"/></body></opml>')
def test_no_file_of_a_stranger_does_more_than_be_read_or_refused(body: bytes) -> None:
    with suppress(ValueError):
        assert all(isinstance(outline, Outline) for outline in read_opml(body))


wild = st.text(alphabet=st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    ("https://a.example/", "//b", "http://[::1]:99999/", "feed:", "\ud800", "https://ex ample/\x00", "http:///x", "x@y")
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Outline, wild, st.sampled_from(("", "rss", "html+xpath")) | wild, wild, wild, wild), max_size=5)
)
def test_every_outline_is_judged_and_every_new_one_makes_a_source_that_loads(outlines: list[Outline]) -> None:
    outlines = [replace(outline, language="") for outline in outlines]
    found = list(judge(a_city(), outlines, LOA))
    assert len(found) == len(outlines)
    new = [told for told in found if told.state == "new"]
    assert len({told.id for told in new}) == len(new)
    assert all(told.reason for told in found if told.state == "refused")


# The command


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "ben-thu"
    (folder / "sources").mkdir(parents=True)
    (folder / "city.toml").write_text(
        'title = "Bến Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n', "utf-8"
    )
    return folder


def loa(city: Path, *arguments: str) -> Result:
    place = ("--city", str(city), "--data-dir", str(city.parent / "data"))
    return CliRunner().invoke(app, [*place, "sources", "import", *arguments])


def test_the_command_writes_the_sources_and_tells_of_each_outline(city: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.opml"
    file.write_bytes(a_file('<outline text="Lê Chân" xmlUrl="https://lechan.example/rss"/><outline text="Trống"/>'))
    done = loa(city, str(file))
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "added    le-chan “Lê Chân” https://lechan.example/rss",
        "refused  “Trống”: names no feed: xmlUrl is missing",
    ]
    assert "1 added, 1 refused" in done.stderr
    (source,) = load_city(str(city)).sources
    assert (source.id, source.lists, source.zone.key) == (
        "le-chan",
        ("https://lechan.example/rss",),
        "Asia/Ho_Chi_Minh",
    )
    written = (city / "sources" / "le-chan.toml").read_text("utf-8")
    assert 'timezone = "Asia/Ho_Chi_Minh" # the city\'s; the OPML file does not say it' in written
    again = loa(city, str(file), "--json")
    told = [json.loads(line) for line in again.stdout.splitlines()]
    assert [(line["state"], line["id"]) for line in told] == [("known", "le-chan"), ("refused", "")]
    assert (city / "sources" / "le-chan.toml").read_text("utf-8") == written


def test_a_dry_run_writes_nothing(city: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.opml"
    file.write_bytes(a_file('<outline text="A1" xmlUrl="https://a.example/rss"/>'))
    done = loa(city, str(file), "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "new      a1 “A1” https://a.example/rss\n")
    assert list((city / "sources").iterdir()) == []


def test_a_file_that_is_not_there_is_told(city: Path, tmp_path: Path) -> None:
    done = loa(city, str(tmp_path / "none.opml"))
    assert isinstance(done.exception, NotOpml)
    assert "No such file" in str(done.exception)


def test_the_opml_of_one_loa_gives_another_one_its_sources(city: Path, tmp_path: Path) -> None:
    """And none of them its own."""
    theirs = load_city("demo")
    file = tmp_path / "feeds.opml"
    file.write_bytes(opml(theirs, "https://ben-lau.example/"))
    assert loa(city, str(file)).exit_code == 0
    made = {source.lists: source for source in load_city(str(city)).sources}
    assert len(made) == 1 + len(theirs.topics) + len(theirs.sources)
    for source in theirs.sources:
        found = made[(f"https://ben-lau.example/feeds/source/{source.id}.atom",)]
        assert (found.title, found.home, found.language) == (source.title, source.home, source.language)
    own = judge(theirs, read_opml(opml(theirs, LOA)), LOA)
    assert {told.state for told in own} == {"refused"}
