"""feedgen's faults, each mended: docs/decisions/0011 numbers them."""

import sys
from datetime import UTC, datetime, timedelta, timezone
from subprocess import run
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from crawler.article import Attachment, Image
from feeds.feed import Entry, Link
from feeds.formats import atom, rss
from feeds.formats.entries import NAMESPACES
from tests.feeds.formats.samples import SEEN, SELF, a_feed, an_entry, as_entry, at, numbered

FILES = (
    Attachment("https://bao.example/a.pdf", "Quyết định", "application/pdf"),
    Attachment("https://bao.example/b.pdf", "", "application/pdf"),
    Attachment("https://bao.example/a.pdf", "Lần nữa", "application/pdf"),
)
SPACES = {"a": "http://www.w3.org/2005/Atom", **NAMESPACES}


def parsed(fragment: bytes) -> Element:
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return ElementTree.fromstring(b"<x%s>%s</x>" % (spaces.encode(), fragment))[0]


def test_atom_links_keep_all_their_attributes() -> None:
    entry = parsed(atom.render_entry(an_entry(attachments=FILES)))
    assert [link.attrib for link in entry.findall("link")] == [
        {"rel": "alternate", "type": "text/html", "href": "https://bao.example/tin/1"},
        {"rel": "enclosure", "type": "application/pdf", "href": "https://bao.example/a.pdf", "title": "Quyết định"},
        {"rel": "enclosure", "type": "application/pdf", "href": "https://bao.example/b.pdf"},
    ]


def test_the_link_of_a_channel_is_its_page_and_its_further_links_are_there() -> None:
    feed = a_feed([], links=(Link("hub", "https://hub.example/"), Link("prev-archive", "https://loa.example/1.rss")))
    channel = ElementTree.fromstring(rss.document(feed, [], max_bytes=100_000))[0]
    assert channel.findtext("link") == "https://loa.example/"
    links = {link.get("rel"): link.get("href") for link in channel.findall("a:link", SPACES)}
    assert links["self"] == SELF["rss"]
    assert links["hub"] == "https://hub.example/"
    assert links["prev-archive"] == "https://loa.example/1.rss"


def test_the_first_file_is_the_rss_enclosure_and_all_are_linked_in_the_text() -> None:
    item = parsed(rss.render_entry(an_entry(attachments=FILES)))
    assert [file.attrib for file in item.findall("enclosure")] == [
        {"url": "https://bao.example/a.pdf", "length": "0", "type": "application/pdf"}
    ]
    html = item.findtext("content:encoded", "", SPACES)
    assert html.count('href="https://bao.example/a.pdf"') == 1
    assert '<a href="https://bao.example/b.pdf">b.pdf</a>' in html


def test_a_file_that_the_text_links_to_is_not_listed_again() -> None:
    html = '<p>Xem <a href="https://bao.example/a.pdf">đây</a></p>'
    item = parsed(rss.render_entry(an_entry(html=html, attachments=FILES[:1])))
    assert item.findtext("content:encoded", "", SPACES).count("a.pdf") == 1


def test_an_author_without_a_mail_address_is_named() -> None:
    assert parsed(rss.render_entry(an_entry(author="Lan"))).findtext("dc:creator", None, SPACES) == "Lan"
    assert parsed(atom.render_entry(an_entry(author="Lan"))).findtext("author/name") == "Lan"
    assert parsed(rss.render_entry(an_entry(author="Lan"))).findtext("dc:publisher", None, SPACES) == "Báo Làng Chài"


def test_an_entry_without_author_names_its_source() -> None:
    assert parsed(rss.render_entry(an_entry())).findtext("dc:creator", None, SPACES) == "Báo Làng Chài"
    assert parsed(atom.render_entry(an_entry())).findtext("author/name") == "Báo Làng Chài"


def test_characters_that_xml_forbids_are_left_out() -> None:
    entry = an_entry(title="a\x00b\ufffec\ud800d\u202ee", html="<p>x\x0by&#11;&#xD800;z</p>", author="\x00")
    for rendered in (rss.render_entry(entry), atom.render_entry(entry)):
        assert parsed(rendered).findtext("title") == "abcde"
        assert b"xyz" in rendered


def test_nothing_is_dated_now() -> None:
    entry = an_entry(published=at(8))
    item, element = parsed(rss.render_entry(entry)), parsed(atom.render_entry(entry))
    assert item.findtext("pubDate") == "Mon, 09 Mar 2026 08:00:00 +0700"
    assert element.findtext("published") == "2026-03-09T08:00:00+07:00"
    assert (element.findtext("updated") or "").startswith("2026-03-09T08:00:00.")


def test_a_date_without_a_zone_or_with_an_odd_one_is_written_in_utc() -> None:
    for zone, shown in (
        (timezone(timedelta(hours=5, minutes=45)), "+0000"),
        (timezone(timedelta(minutes=-210)), "-0330"),
    ):
        item = parsed(rss.render_entry(_dated(datetime(2026, 3, 9, 12, 0, tzinfo=zone))))
        assert (item.findtext("pubDate") or "").endswith(shown)
    naive = parsed(rss.render_entry(_dated(datetime(2026, 3, 9, 12, 0))))
    assert naive.findtext("pubDate") == "Mon, 09 Mar 2026 12:00:00 +0000"


def _dated(instant: datetime) -> Entry:
    return Entry("urn:x-loa:1", "https://bao.example/1", "Tin", instant, instant, instant)


def test_content_stands_beside_a_summary_never_in_its_place() -> None:
    item = parsed(rss.render_entry(an_entry(html="<p>Thân bài.</p>", text="", lede="")))
    assert item.findtext("description") == "Thân bài."
    assert item.findtext("content:encoded", "", SPACES).startswith("<p>Thân bài.</p>")


def test_a_summary_is_text_in_atom_and_escaped_for_html_in_rss() -> None:
    entry = an_entry(lede="Nước < 5 m & mưa")
    assert parsed(atom.render_entry(entry)).findtext("summary") == "Nước < 5 m & mưa"
    assert parsed(rss.render_entry(entry)).findtext("description") == "Nước &lt; 5 m &amp; mưa"


def test_an_ampersand_survives_readers_that_unescape_once_too_often() -> None:
    assert b"<title>A&#x26;copy B</title>" in rss.render_entry(an_entry(title="A&copy B"))
    assert b"<name>A&#x26;copy B</name>" in atom.render_entry(an_entry(author="A&copy B"))


def test_entries_of_one_minute_differ_in_updated() -> None:
    """Validators warn of equal ones, and readers sort by it."""
    updated = {
        parsed(atom.render_entry(as_entry(numbered(n, published=at(8))))).findtext("updated") for n in range(200)
    }
    assert len(updated) == 200
    assert all((text or "").startswith("2026-03-09T08:00:00.") for text in updated)


def test_an_entry_without_text_has_its_title_for_a_summary() -> None:
    entry = _dated(SEEN)
    assert parsed(atom.render_entry(entry)).findtext("summary") == "Tin"
    assert parsed(atom.render_entry(entry)).find("content") is None
    assert parsed(rss.render_entry(entry)).findtext("description") == "Tin"


def test_an_article_without_title_is_named_by_its_first_words() -> None:
    assert (
        parsed(rss.render_entry(an_entry(title="<b></b>", lede="Nước lên nhanh"))).findtext("title") == "Nước lên nhanh"
    )


def test_notes_stand_in_small_print_below_the_text() -> None:
    item = parsed(rss.render_entry(as_entry(numbered(1, published=at(8)), "cấm <đường>")))
    html = item.findtext("content:encoded", "", SPACES)
    assert html.endswith("<p><small>Có ở đây vì: cấm &lt;đường&gt;</small></p>")


def test_a_picture_is_a_thumbnail_with_a_valid_address() -> None:
    entry = an_entry(image=Image("https://bao.example/ảnh 1.jpg"))
    for rendered in (rss.render_entry(entry), atom.render_entry(entry)):
        found = parsed(rendered).find("media:thumbnail", SPACES)
        assert found is not None
        assert found.get("url") == "https://bao.example/%E1%BA%A3nh%201.jpg"


def test_a_picture_in_the_text_of_a_page_is_never_its_bytes() -> None:
    html = '<img src="data:image/png;base64,AAAA" alt="x"><img src="/b.png"><p>Chữ</p>'
    assert b"data:" not in atom.render_entry(an_entry(html=html, image=Image("data:image/png;base64,AAAA")))


def test_feedgen_is_not_loaded_before_an_entry_is_rendered() -> None:
    program = "import sys, feeds.formats, feeds.build; sys.exit('feedgen' in sys.modules or 'lxml' in sys.modules)"
    assert run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_an_entry_changed_in_the_future_of_utc_is_not_older_than_it_was_published() -> None:
    entry = an_entry(published=at(8), version=2, changed_at=datetime(2026, 3, 9, 0, 30, tzinfo=UTC))
    element = parsed(atom.render_entry(entry))
    assert (element.findtext("updated") or "") > (element.findtext("published") or "")
