"""What JSON Feed says in its own way; the promises of all formats are in test_documents.py."""

import json
from typing import Any

import feedparser

from crawler.article import Attachment, Image
from feeds.feed import Entry, Link
from feeds.formats import atom, jsonfeed
from tests.feeds.formats.samples import SELF, a_feed, a_week, an_entry, as_entry, at, numbered


def item(entry: Entry) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(jsonfeed.render_entry(entry))
    return read


def head(**given: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(jsonfeed.document(a_feed((), **given), [], max_bytes=100_000))
    return read


def test_json_says_what_atom_says() -> None:
    """Read by a feed reader from Atom, and from JSON as it stands."""
    entries = a_week()
    document = atom.document(a_feed(entries), [atom.render_entry(e) for e in entries], max_bytes=3_000_000)
    read = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False).entries
    assert len(read) == len(entries)
    for told, entry in zip(map(item, entries), read, strict=True):
        assert [told["id"], told["url"], told["title"], told["summary"]] == [
            entry.id,
            entry.link,
            entry.title,
            entry.summary,
        ]
        assert (told["date_published"], told["date_modified"]) == (entry.published, entry.updated)
        assert told.get("content_html", "") == (entry.content[0].value if "content" in entry else "")
        assert told["authors"] == [{"name": entry.author}]
        assert told.get("tags", []) == [tag.term for tag in entry.get("tags", [])]
        assert told.get("image") == (entry.media_thumbnail[0]["url"] if "media_thumbnail" in entry else None)
        assert [(f["url"], f["mime_type"], f.get("title")) for f in told.get("attachments", [])] == [
            (f.href, f.type, f.get("title")) for f in entry.enclosures
        ]


def test_an_entry_without_html_has_its_summary_for_text() -> None:
    told = item(an_entry(published=at(8), html="", text="", lede="Nước < 5 m & mưa"))
    assert told["content_text"] == told["summary"] == "Nước < 5 m & mưa"
    assert "content_html" not in told


def test_what_is_not_known_is_left_out() -> None:
    told = item(as_entry(numbered(1, published=at(8), language="?", url="javascript:x")))
    assert set(told) == {"id", "title", "content_html", "summary", "date_published", "date_modified", "authors", "_loa"}
    assert told["_loa"] == {"source": "Báo Làng Chài"}


def test_an_attachment_has_a_type_and_no_made_up_size() -> None:
    told = item(an_entry(attachments=(Attachment("https://bao.example/tệp.pdf", "Quyết định", "application/pdf"),)))
    assert told["attachments"] == [
        {"url": "https://bao.example/t%E1%BB%87p.pdf", "mime_type": "application/pdf", "title": "Quyết định"}
    ]


def test_two_attachments_of_one_title_are_not_taken_for_one_thing_in_two_formats() -> None:
    files = tuple(Attachment(f"https://bao.example/{n}.pdf", "Tải về", "application/pdf") for n in range(3))
    assert [file.get("title") for file in item(an_entry(attachments=files))["attachments"]] == ["Tải về", None, None]


def test_the_reason_the_source_and_a_withdrawal_are_told_to_programs_too() -> None:
    told = item(as_entry(numbered(1, published=at(8), state="withdrawn", version=2), "cấm <b>đường</b>"))
    assert told["_loa"] == {"source": "Báo Làng Chài", "reason": "cấm đường", "state": "withdrawn"}


def test_a_picture_is_a_valid_address() -> None:
    told = item(an_entry(image=Image("https://bao.example/ảnh 1.jpg")))
    assert told["image"] == "https://bao.example/%E1%BA%A3nh%201.jpg"
    assert "image" not in item(an_entry(image=Image("data:image/png;base64,AAAA")))


def test_only_an_older_page_in_this_format_is_the_next() -> None:
    older = "https://loa.example/feeds/duong-1.json"
    assert head(links=(Link("prev-archive", older, "application/feed+json"),))["next_url"] == older
    assert "next_url" not in head(links=(Link("prev-archive", "https://loa.example/1.atom", "application/atom+xml"),))
    assert "next_url" not in head(links=(Link("prev-archive", SELF["json"]), Link("next-archive", older)))
    assert "expired" not in head()
    assert head(archive=True)["expired"] is True


def test_hubs_are_named_by_their_protocol() -> None:
    hubs = (Link("hub", "https://hub.example/"), Link("hub", "javascript:x"))
    assert head(links=hubs)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


def test_an_item_stands_on_one_line_in_utf_8() -> None:
    rendered = jsonfeed.render_entry(an_entry(title="Đường\u2028\n\u0085mới", html="<pre>a\nb</pre>"))
    assert b"\n" not in rendered
    assert "Đường".encode() in rendered
