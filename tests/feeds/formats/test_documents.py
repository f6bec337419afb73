"""The promises that all formats keep alike."""

import json
import locale
import os
import random
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.article import Attachment, Image
from feeds.build import window
from feeds.feed import Feed, Link
from feeds.formats import FORMATS, Format
from feeds.formats.addresses import permanent_id
from tests.feeds.formats.samples import SEEN, SELF, a_feed, a_week, an_entry, as_entry, numbered, written
from tests.feeds.formats.validity import ATOM, findings
from tests.feeds.formats.validity_json import json_findings

GOLDEN = Path(__file__).parent.parent.parent / "golden"
FOUND_BY = {"rss": ".//guid", "atom": f"{ATOM}entry/{ATOM}id"}
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)


def wrong_with(form: Format, document: bytes) -> list[str]:
    check = findings if form.ending in FOUND_BY else json_findings
    return check(document, SELF[form.ending])


def ids(form: Format, document: bytes) -> list[str | None]:
    if form.ending not in FOUND_BY:
        return [item["id"] for item in json.loads(document)["items"]]
    return [element.text for element in ElementTree.fromstring(document).iterfind(FOUND_BY[form.ending])]


xml_format = pytest.mark.parametrize(
    "form", [form for form in FORMATS if form.ending in FOUND_BY], ids=lambda form: form.ending
)


@every_format
@pytest.mark.parametrize("case", ["week", "empty", "archive"])
def test_a_feed_is_written_byte_for_byte_as_its_golden_file(form: Format, case: str) -> None:
    """After a change that is meant: WRITE_GOLDEN=1 pytest, look at the difference, raise FORMAT_VERSION."""
    feeds = {
        "week": a_feed(a_week()),
        "empty": a_feed((), subtitle=""),
        "archive": a_feed(
            a_week()[:1],
            archive=True,
            links=(
                Link("current", SELF[form.ending]),
                Link("prev-archive", f"https://loa.example/feeds/duong-1.{form.ending}", form.media_type),
                Link("hub", "https://hub.example/?a=1&b=2"),
            ),
        ),
    }
    document = written(form, feeds[case])
    file = GOLDEN / f"{case}.{form.ending}"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_bytes(document)
    assert document.decode() == file.read_text("utf-8")


@every_format
@pytest.mark.parametrize("feed", [a_feed(a_week()), a_feed(()), a_feed((), subtitle="", language="?")])
def test_a_feed_is_valid(form: Format, feed: Feed) -> None:
    assert wrong_with(form, written(form, feed)) == []


@xml_format
@pytest.mark.parametrize("entries", [a_week(), ()])
def test_feedparser_reads_a_feed_without_complaint(form: Format, entries: tuple) -> None:  # type: ignore[type-arg]
    read = feedparser.parse(written(form, a_feed(entries)))
    assert not read.bozo, read.get("bozo_exception")
    assert [item.id for item in read.entries] == [entry.guid for entry in entries]
    assert all(item.link and item.title and item.published_parsed and item.summary for item in read.entries)
    assert read.feed.title == "Cấm đường – Thị trấn Chài"


@every_format
def test_the_same_feed_is_the_same_bytes(form: Format) -> None:
    assert written(form, a_feed(a_week())) == written(form, a_feed(a_week()))


@every_format
@given(order=st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_in_which_articles_come_never_shows(form: Format, order: random.Random) -> None:
    articles = [numbered(n, first_seen_at=SEEN + timedelta(minutes=n // 3)) for n in range(9)]
    shuffled = order.sample(articles, len(articles))
    documents = [
        written(form, a_feed([as_entry(a) for a in window(given, now=SEEN, days=30, least=50)]))
        for given in (articles, shuffled)
    ]
    assert documents[0] == documents[1]


@every_format
def test_the_machine_shows_in_no_byte(form: Format) -> None:
    """Neither its clock's zone, nor its locale, nor the seed of its hashes."""
    program = (
        "import sys, hashlib; from feeds.formats import FORMATS; from tests.feeds.formats.samples import *\n"
        f"form = next(f for f in FORMATS if f.ending == {form.ending!r})\n"
        "sys.stdout.write(hashlib.sha256(written(form, a_feed(a_week()))).hexdigest())"
    )
    hashes = set()
    for zone, seed in (("UTC", "1"), ("America/St_Johns", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}
        made = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True, timeout=60
        )
        hashes.add(made.stdout)
    assert len(hashes) == 1


@xml_format
def test_rendering_leaves_the_locale_of_the_process_alone(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError(f"setlocale{given}")

    monkeypatch.setattr(locale, "setlocale", refuse)
    form.render_entry(an_entry())


@every_format
def test_the_oldest_entries_are_left_out_of_a_feed_that_grows_too_large(form: Format) -> None:
    entries = [as_entry(numbered(n, html=f"<p>{'x' * 1000}</p>")) for n in range(40)]
    document = written(form, a_feed(entries), max_bytes=20_000)
    assert 15_000 < len(document) <= 20_000
    kept = ids(form, document)
    assert 5 < len(kept) < 40
    assert kept == [entry.guid for entry in entries[: len(kept)]]


@every_format
def test_one_giant_entry_does_not_empty_a_feed(form: Format) -> None:
    entries = [as_entry(numbered(n, html=f"<p>{'x' * (100_000 if n == 0 else 10)}</p>")) for n in range(5)]
    assert ids(form, written(form, a_feed(entries), max_bytes=50_000)) == [entry.guid for entry in entries[1:]]


@every_format
def test_a_giant_body_is_cut_and_stays_valid(form: Format) -> None:
    entries = [
        as_entry(numbered(1, html="<p>" + "Sông &amp; cầu. " * 200_000)),
        as_entry(numbered(2, html="<b>" * 50_000)),
    ]
    document = written(form, a_feed(entries))
    assert len(document) < 300_000
    assert wrong_with(form, document) == []


@every_format
def test_a_guid_stands_in_a_feed_once(form: Format) -> None:
    assert len(ids(form, written(form, a_feed([an_entry(), an_entry(title="Khác")])))) == 1


@every_format
def test_fragments_and_entries_pair(form: Format) -> None:
    with pytest.raises(ValueError, match="shorter"):
        form.document(a_feed([an_entry()]), [], max_bytes=100_000)


@every_format
def test_a_kept_fragment_serves_every_feed(form: Format) -> None:
    """It follows from the entry alone."""
    fragment = form.render_entry(an_entry())
    assert fragment == form.render_entry(an_entry())
    for feed in (a_feed([an_entry()]), a_feed([an_entry()], title="Khác", language="en")):
        assert fragment in form.document(feed, [fragment], max_bytes=100_000)


wild = st.text(alphabet=st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    ("\x00", "\ud800", "\r\n\u2028", "\ufffe]]>", "<![CDATA[x]]>", "]]>", "\u202ea\u2066", "&#0;&#xD800;&#x1F;",
     "&lt;b&gt;", "a\x85b\x0c", "<script>x</script>", "%zz|", "https://ex ample/\x00", "\U0001fffe",
     "&amp;amp;lt;i&gt;", "<p><b>q")
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(guid=wild, title=wild, html=wild, url=wild, author=wild, name=wild, language=wild, shift=st.integers(-900, 900))
@example("\x00", "\ud800", "\ufffe", "\x00", "\ud800", "]]>", "\ufffe", 345)
def test_no_string_of_a_stranger_costs_a_feed(
    guid: str, title: str, html: str, url: str, author: str, name: str, language: str, shift: int
) -> None:
    """Well-formed for expat and libxml2, valid, and the same GUIDs in every format."""
    zone = timezone(timedelta(minutes=shift))
    odd = as_entry(
        numbered(
            1,
            guid=guid,
            title=title,
            html=html + title,
            text=html,
            url=url,
            author=author,
            section=name,
            language=language,
            first_seen_at=SEEN.astimezone(zone),
            image=Image(url),
            attachments=(Attachment(url, name, language), Attachment("https://a.example/" + name, title, html)),
        ),
        reason=name,
    )
    feed = a_feed([odd, as_entry(numbered(2))], title=title, subtitle=name, language=language, home_url=url)
    for form in FORMATS:
        document = written(form, feed)
        assert ids(form, document) == [permanent_id(guid), "urn:uuid:00000000-0000-5000-8000-000000000002"]
        if form.ending in FOUND_BY:
            etree.fromstring(document, etree.XMLParser(resolve_entities=False))
        assert wrong_with(form, document) == []


_PIECES = """
<p> </p> <b> </b> <table> <tr> <td> </table> <a~href=x> </a> <ul> <li> </ul> <div> </div> <form> <button> <h2> <h3>
<svg> <math> <style> </style> <script> </script> <select> <option> <textarea> <iframe> <noscript> </noscript>
<img~src=data:x> <img~src=//h/é.png~onerror=x> <a~href=javascript:x> <a~href='java&#10;script:x'> <p~style=x>
<object~data=x> <video> <embed~src=x> <base~href=//x> <meta~http-equiv=refresh> <details~ontoggle=x>
<template> <title> <blockquote~cite=x>
<!-- --> <![CDATA[ ]]> &lt;script&gt; &#0; &amp;lt; x
"""
soup = st.lists(st.sampled_from([piece.replace("~", " ") for piece in _PIECES.split()]), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(soup)
def test_no_markup_of_a_stranger_is_active_in_a_feed(html: str) -> None:
    feed = a_feed([an_entry(html=html, title=html, text=html)])
    for form in FORMATS:
        assert wrong_with(form, written(form, feed)) == []


def test_the_checklist_sees_what_is_wrong() -> None:
    """A checklist that is pleased by anything proves nothing."""
    spoilt = {
        "rss": [
            (b"isPermaLink=\"false\"", b"isPermaLink=\"no\""),
            (b"<pubDate>Mon, ", b"<pubDate>Tue, "),
            (b"rel=\"self\"", b"rel=\"via\""),
            (b"length=\"0\"", b""),
            (b"<title>C", b"<title>&#x3C;b>C"),
            (b"https://bao.example/tin/1<", b"/tin/1<"),
            (b"<dc:creator>", b"<creator>x</creator><dc:creator>"),
            (b"&lt;p&gt;", b"&lt;p onclick=x&gt;"),
            (b"&lt;/p&gt;", b""),
            (b"&lt;p&gt;", b"&lt;script&gt;&lt;/script&gt;&lt;p&gt;"),
            (b"0000001</guid>", b"0000002</guid>"),
            (b"<language>vi", b"<language>?"),
            (b"</channel>", b""),
        ],
        "atom": [
            (b"<author>", b"<contributor>"),
            (b"+07:00</published>", b"</published>"),
            (b"<content type=\"html\"", b"<content type=\"text/plain\""),
            (b"<summary type=\"text\"", b"<summary type=\"html\""),
            (b"<updated>2026-03-09T08", b"<updated>2026-03-09T07"),
            (b"href=\"https://bao.example/tin/1\"", b"href=\"tin/1\""),
            (b"rel=\"self\"", b"rel=\"via\""),
            (b"rel=\"enclosure\" type=\"application/pdf\"", b"rel=\"enclosure\""),
            (b"0000001</id>", b"0000002</id>"),
            (b"xml:lang=\"en\"", b"xml:lang=\"?\""),
            (b"&lt;p&gt;", b"&lt;p&gt;\xef\xbf\xbd"),
        ],
        "json": [
            (b"version/1.1", b"version/1"),
            (b"\"feed_url\":\"https", b"\"feed_url\":\"http"),
            (b"\"feed_url\"", b"\"feedUrl\""),
            (b"\"items\":[", b"\"items\":[],\"items\":["),
            (b"0000001\",", b"0000002\","),
            (b"\"id\":\"urn", b"\"id\":1,\"_\":\"urn"),
            (b"\"content_html\"", b"\"content_text\""),
            (b"<p>", b"<p onclick=x>"),
            (b"</p>", b""),
            (b"+07:00\"", b"\""),
            (b"\"date_modified\":\"2026-03-09T08", b"\"date_modified\":\"2026-03-09T07"),
            (b"\"authors\":[{", b"\"author\":[{"),
            (b"\"tags\":[\"", b"\"tags\":[\"<b>"),
            (b"\"mime_type\":\"application/pdf\"", b"\"type\":\"application/pdf\""),
            (b"\"mime_type\":\"application/pdf\"", b"\"mime_type\":\"application/pdf\",\"size_in_bytes\":0"),
            (b"\"language\":\"en\"", b"\"language\":\"?\""),
            (b"\"title\":\"C", b"\"title\":\"<i>C"),
            (b"https://bao.example/tin/1\"", b"/tin/1\""),
            (b"\"_loa\"", b"\"loa\""),
        ],
    }  # fmt: skip
    for form in FORMATS:
        document = written(form, a_feed(a_week()))
        for good, bad in spoilt.get(form.ending, ()):
            assert good in document
            changed = document.replace(good, bad)
            changed = changed.replace(b"</author>", b"</contributor>") if bad == b"<contributor>" else changed
            assert wrong_with(form, changed), (good, bad)
