"""A feed of any kind, however untidy, is read as its articles; what is no feed says why."""

import io
import json
from datetime import UTC, date, datetime
from html import escape
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import clean_line, clean_text
from crawler.extract.page import Context, Page
from crawler.ways.feed import read_feed
from crawler.ways.told import MOST_ITEMS, Told

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CONTEXT = Context("bao", "vi", "VN", ZONE, NOW)
URL = "https://bao.example/rss/home.xml"


def told(body: str | bytes, content_type: str = "application/rss+xml", url: str = URL) -> Told:
    return read_feed(Page(body.encode() if isinstance(body, str) else body, url, content_type), CONTEXT)


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{"".join(items)}</channel></rss>'


def item(title: str = "Cầu mới", link: str = "https://bao.example/cau-1.html", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


RSS = rss(
    item("Cầu mới", more="<pubDate>Tue, 24 Nov 2026 08:30:00 +0700</pubDate>"),
    item("Đường mới", "https://bao.example/duong-2.html", "<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>"),
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><link rel="self" href="/feed"/>
<entry><title>Cầu mới</title><id>tag:bao.example,2026:1</id>
<link rel="replies" href="/cau-1.html/replies"/><link rel="alternate" type="application/json" href="/cau-1.json"/>
<link rel="alternate" type="text/html" href="/cau-1.html"/>
<published>2026-11-24T08:30:00+07:00</published><updated>2026-11-24T08:45:00+07:00</updated></entry>
<entry><title type="html">Đường &lt;b&gt;mới&lt;/b&gt;</title><link href="/duong-2.html"/>
<published>2026-11-23T10:00:00Z</published></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Cầu mới</title>
<link rel="alternate" type="text/html" href="https://bao.example/cau-1.html"/>
<issued>2026-11-24T08:30:00+07:00</issued><modified>2026-11-24T09:00:00+07:00</modified></entry>
<entry><title>Đường mới</title><link rel="alternate" href="https://bao.example/duong-2.html"/>
<issued>2026-11-23T10:00:00Z</issued></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://bao.example/"><title>Báo</title></channel>
<item rdf:about="https://bao.example/cau-1.html"><title>Cầu mới</title><link>https://bao.example/cau-1.html</link>
<dc:date>2026-11-24T08:30:00+07:00</dc:date></item><item rdf:about="https://bao.example/duong-2.html">
<title>Đường mới</title><dc:date>2026-11-23T10:00:00Z</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo",
        "items": [
            {"id": "1", "url": "/cau-1.html", "title": "Cầu mới", "date_published": "2026-11-24T08:30:00+07:00"},
            {"id": "https://bao.example/duong-2.html", "title": "Đường mới", "date_published": "2026-11-23T10:00:00Z"},
        ],
    }
)


@pytest.mark.parametrize("body", [RSS, ATOM, ATOM_03, RDF, JSON], ids=["rss", "atom", "atom03", "rdf", "json"])
def test_every_kind_of_feed_tells_the_same(body: str) -> None:
    found = told(body)
    assert [(link.url, link.title) for link in found.items] == [
        ("https://bao.example/cau-1.html", "Cầu mới"),
        ("https://bao.example/duong-2.html", "Đường mới"),
    ]
    times = [link.published for link in found.items]
    assert all(time is not None and time.rule == "feed" and time.assumed == () for time in times)
    assert [time and time.instant for time in times] == [
        datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    ]
    assert found.cause == ""


@pytest.mark.parametrize("body", [RSS, ATOM, ATOM_03, RDF], ids=["rss", "atom", "atom03", "rdf"])
def test_a_second_reader_of_feeds_finds_the_same_addresses(body: str) -> None:
    second = feedparser.parse(io.BytesIO(body.encode()), response_headers={"content-location": URL})
    links = [entry.get("link") or entry.get("id") for entry in second.entries]
    assert [link.url for link in told(body).items] == links


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 24 Nov 2026 08:30:00 +0700", "2026-11-24T08:30:00+07:00"),
        ("Tue, 24 Nov 2026 01:30:00 GMT", "2026-11-24T08:30:00+07:00"),
        ("24 Nov 2026 08:30:00 ICT", "2026-11-24T08:30:00+07:00"),
        ("Tue, 24 Nov 2026 01:30:00 -0000", "2026-11-24T08:30:00+07:00"),
        ("Mon, 23 Nov 2026 20:30:00 EST", "2026-11-23T20:30:00-05:00"),
        ("Tue, 24 Nov 2026 08:30:00", "2026-11-24T08:30:00+07:00"),  # no zone: the source's
        ("2026-11-24 08:30:00", "2026-11-24T08:30:00+07:00"),
        ("24/11/2026 08:30", "2026-11-24T08:30:00+07:00"),
        ("Thứ ba, 24/11/2026 08:30 GMT+7", "2026-11-24T08:30:00+07:00"),
        ("Tue, 24 November 2026 08:30:00 +0700", "2026-11-24T08:30:00+07:00"),
        ("1795483800", "2026-11-24T08:30:00+07:00"),
        ("Tue, 24 Nov 2026 02:30:00 +01:00", "2026-11-24T02:30:00+01:00"),
        ("Mon, 23 Nov 2026 8:30 PM +0700", "2026-11-23T20:30:00+07:00"),
        ("Wed, 23 Jul 14 23:18:39 +0200 +0200", "2014-07-23T23:18:39+02:00"),
        ("Thu Jan 29 2015 09:43:48 GMT+0100 (CET)", "2015-01-29T09:43:48+01:00"),
        ("Mon, 06 Sept 2021 10:00:00 +0200", "2021-09-06T10:00:00+02:00"),
        ("2026-11-24T08:30:00.000+07:00", "2026-11-24T08:30:00+07:00"),
        ("08:30", None),  # a clock, but of no day
        ("2026-11-24", "2026-11-24"),
        ("Tue, 24 Nov 2026 00:00:00 +0700", "2026-11-24"),  # a day stays a day
        ("Tue, 24 Nov 2026 00:00:00 GMT", "2026-11-24"),
        ("Wed, 25 Nov 2026 18:00:00 +0700", None),  # the future
        ("2026-11-25", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0000-00-00 00:00:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_is_read_with_its_zone_or_not_at_all(written: str, read: str | None) -> None:
    (link,) = told(rss(item(more=f"<pubDate>{written}</pubDate>"))).items
    assert (link.published.isoformat() if link.published else None) == read


def test_a_zone_that_is_not_written_is_told_as_assumed() -> None:
    (link,) = told(rss(item(more="<pubDate>Tue, 24 Nov 2026 08:30:00</pubDate>"))).items
    assert link.published is not None and link.published.assumed == ("zone:source",)


def test_a_feed_that_says_utc_and_means_its_own_clock_is_found_out_by_the_time_to_come() -> None:
    # It is 16:00 in the town: 15:30 GMT has not come yet, 15:30 of the town has.
    body = rss(
        item(more="<pubDate>Tue, 24 Nov 2026 15:30:00 GMT</pubDate>"),
        item("Cũ", "https://bao.example/cu-3.html", "<pubDate>Mon, 23 Nov 2026 07:10:00 GMT</pubDate>"),
    )
    times = [link.published for link in told(body).items]
    assert [time and time.isoformat() for time in times] == ["2026-11-24T15:30:00+07:00", "2026-11-23T07:10:00+07:00"]
    assert all(time and "utc:shown-as-local" in time.assumed for time in times)


def test_midnight_in_utc_among_times_of_day_is_an_instant() -> None:
    body = rss(
        item(more="<pubDate>Tue, 24 Nov 2026 00:00:00 GMT</pubDate>"),
        item("Cũ", "https://bao.example/cu-3.html", "<pubDate>Mon, 23 Nov 2026 07:10:00 GMT</pubDate>"),
    )
    assert told(body).items[0].published.isoformat() == "2026-11-24T07:00:00+07:00"  # type: ignore[union-attr]


def test_one_instant_for_all_items_is_when_the_feed_was_made() -> None:
    time = "<pubDate>Tue, 24 Nov 2026 08:30:00 +0700</pubDate>"
    body = rss(*(item(f"Tin {n}", f"https://bao.example/tin-{n}.html", time) for n in range(3)))
    assert [link.published for link in told(body).items] == [None, None, None]


def test_a_lone_time_of_change_is_told_as_such() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link href="/a-1"/>
    <updated>2026-11-24T08:30:00+07:00</updated></entry></feed>"""
    (link,) = told(body).items
    assert link.published is not None and link.published.assumed == ("role:modified",)
    assert link.published.value != date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Cầu &amp;amp; đường", "Cầu & đường"),
        ("<![CDATA[Cầu &amp; đường]]>", "Cầu & đường"),
        ("<![CDATA[Cầu & đường]]>", "Cầu & đường"),
        ("&lt;b&gt;Cầu&lt;/b&gt; mới", "Cầu mới"),
        ("<![CDATA[<p>Cầu</p><p>mới</p>]]>", "Cầu mới"),
        ("Thẻ &amp;lt;b&amp;gt; là gì", "Thẻ <b> là gì"),  # decoded once, no more
        ("3 &lt; 4 và 5 &gt; 4", "3 < 4 và 5 > 4"),
        ("\n  Cầu\n  mới\t", "Cầu mới"),
        ("Cầu&nbsp;mới &hellip;", "Cầu mới …"),  # not XML, and often written
        ("R&D & nghiên cứu", "R&D & nghiên cứu"),
        ("Cầu\x0b mới\ufffe", "Cầu mới"),
        ("H<sub>2</sub>O", "H2O"),
        ("", ""),
    ],
)
def test_a_title_is_text(written: str, shown: str) -> None:
    (link,) = told(rss(item(written))).items
    assert link.title == shown


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ("<link>/cau-1.html#top</link>", "https://bao.example/cau-1.html"),
        ("<link>\n<![CDATA[ https://bao.example/t?a=1&b=2 ]]>\n</link>", "https://bao.example/t?a=1&b=2"),
        ("<link>https://bao.example/t?a=1&b=2</link>", "https://bao.example/t?a=1&b=2"),
        ("<link/><guid>https://bao.example/cau-1.html</guid>", "https://bao.example/cau-1.html"),
        ("<guid isPermaLink='true'>https://bao.example/cau-1.html</guid>", "https://bao.example/cau-1.html"),
        ("<guid isPermaLink='false'>https://bao.example/cau-1.html</guid>", None),
        ("<guid>42</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[broken</link><guid>https://bao.example/cau-1.html</guid>", "https://bao.example/cau-1.html"),
        ("<link rel='enclosure' href='/a.mp3'/><link rel='' href='/cau-1.html'/>", "https://bao.example/cau-1.html"),
        ("<link rel='enclosure' href='/a.mp3'/>", None),
        ("<link href='/cau-1.json'/><link type='text/html' href='/cau-1.html'/>", "https://bao.example/cau-1.html"),
        (
            "<link rel='http://www.iana.org/assignments/relation/alternate' href='/cau-1.html'/>",
            "https://bao.example/cau-1.html",
        ),
        (
            "<link>https://feedproxy.example/~r/1</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
            "https://bao.example/cau-1.html</f:origLink>",
            "https://bao.example/cau-1.html",
        ),
        (
            "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='https://bao.example/feed'/>"
            "<link>https://bao.example/cau-1.html</link>",
            "https://bao.example/cau-1.html",
        ),
        (
            "<link>https://bao.example/cau-1.html</link><m:content xmlns:m='http://search.yahoo.com/mrss/'>"
            "<m:title>Ảnh</m:title></m:content>",
            "https://bao.example/cau-1.html",
        ),
    ],
)
def test_the_address_is_the_articles_own(parts: str, address: str | None) -> None:
    assert [link.url for link in told(rss(f"<item><title>x</title>{parts}</item>")).items] == (
        [address] if address else []
    )


def test_the_title_of_a_picture_is_not_the_articles() -> None:
    picture = "<m:title xmlns:m='http://search.yahoo.com/mrss/'>Ảnh</m:title>"
    (link,) = told(rss(f"<item>{picture}<title>Cầu mới</title><link>/cau-1.html</link></item>")).items
    assert link.title == "Cầu mới"


def test_a_base_in_the_feed_is_obeyed() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bao.example/tin/"><entry><title>a</title>
    <link href="a-1.html"/></entry></feed>"""
    assert [link.url for link in told(body).items] == ["https://bao.example/tin/a-1.html"]


def test_each_address_is_told_once() -> None:
    assert len(told(rss(item("Một"), item("Hai"))).items) == 1


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1258"])
def test_what_a_feed_says_of_its_encoding_may_be_wrong(codec: str) -> None:
    body = '<?xml version="1.0" encoding="us-ascii"?>' + rss(item("Café Hà Lan")).partition("?>")[2]
    assert [link.title for link in told(body.encode(codec), "text/xml; charset=us-ascii").items] == ["Café Hà Lan"]


def test_what_a_server_says_before_the_feed_is_passed_over() -> None:
    body = f"<br />\n<b>Warning</b>: mysql: gone away in index.php\n<!-- <html> -->\n{RSS}"
    assert len(told(body).items) == 2


def test_a_feed_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    assert [link.title for link in told(RSS[: RSS.index("Đường")]).items] == ["Cầu mới"]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "the answer is empty"),
        (rss(), "the feed names no articles"),
        ("<!DOCTYPE html><html><body><a href='/rss'>RSS</a></body></html>", "a web page in place of a feed"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "a web page in place of a feed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]>' + RSS, "it declares entities of its own: such documents are not read"),
        ('{"items": 3}', "it is JSON, but no feed"),
        ('{"items": [', "it is no JSON, or its end is missing"),
        ("[" * 100_000, "it is no JSON, or its end is missing"),
        ("just words", "it is no feed"),
        (rss(item("x" * 5_000_001)), "it is larger than 5 MB"),
    ],
    ids=range(10),
)
def test_what_cannot_be_read_says_why(body: str, cause: str) -> None:
    found = told(body)
    assert (found.items, found.cause, found.next_url) == ((), cause, None)


def test_an_entity_that_names_a_file_brings_nothing_in() -> None:
    body = '<!DOCTYPE rss SYSTEM "https://bao.example/x.dtd">' + rss(item("a&secret;b"))
    (link,) = told(body).items
    assert link.title == "a&secret;b"


def test_a_long_feed_is_cut() -> None:
    body = rss(*(item(f"Tin {n}", f"https://bao.example/tin-{n}.html") for n in range(MOST_ITEMS + 20)))
    assert len(told(body).items) == MOST_ITEMS


def test_older_articles_are_where_the_feed_says() -> None:
    body = ATOM.replace("<entry>", '<link rel="next" href="/feed?page=2"/><entry>', 1)
    assert told(body).next_url == "https://bao.example/feed?page=2"
    assert told(body, url="https://bao.example/feed?page=2").next_url is None


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PIECES = st.sampled_from(
    "<rss> <channel> <item> </item> <title> </title> <link> </link> <link/> <guid> <pubDate> </pubDate> <![CDATA[ ]]>"
    " <feed> <entry> </entry> <!-- --> & &amp; &lt; &#0; &#x1f; &nbsp; <a:b xmlns= <?xml ?> <rdf:RDF> <!DOCTYPE [".split()
)


@given(st.lists(PIECES | WORDS, max_size=40))
def test_no_text_breaks_the_reader(parts: list[str]) -> None:
    found = told("<rss><channel><item>" + " ".join(parts))
    assert bool(found.items) != bool(found.cause)
    assert all(link.url.startswith(("http://", "https://")) for link in found.items)


@given(st.lists(st.tuples(WORDS, st.integers(1, 10**6)), min_size=1, max_size=5, unique_by=lambda pair: pair[1]))
def test_what_is_written_well_comes_back_as_it_was(written: list[tuple[str, int]]) -> None:
    items = [item(escape(escape(clean_text(title))), f"https://bao.example/tin?so={n}&amp;x=1") for title, n in written]
    found = told(rss(*items)).items
    assert [link.title for link in found] == [clean_line(title) for title, _ in written]
    assert [link.url for link in found] == [f"https://bao.example/tin?so={n}&x=1" for _, n in written]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    for start in (b"", b"<rss>", b"<feed><entry>", b'{"items":[', b"\x1f\x8b\x08"):
        found = told(start + body)
        assert bool(found.items) != bool(found.cause)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["items", "url", "id", "title", "date_published", "next_url"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(JSONS)
def test_no_json_breaks_the_reader(value: object) -> None:
    for given_ in (value, {"items": value}, {"items": [value], "next_url": value}):
        found = told(json.dumps(given_))
        assert bool(found.items) != bool(found.cause)


@given(WORDS)
def test_any_time_is_read_or_left_and_never_lies_ahead(text: str) -> None:
    value = {"items": [{"url": "https://bao.example/1", "date_published": text}]}
    (link,) = told(json.dumps(value)).items
    if link.published and link.published.instant:
        assert link.published.instant.year >= 1990 and (link.published.instant - NOW).total_seconds() <= 600
