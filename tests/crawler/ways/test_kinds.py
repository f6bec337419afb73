"""What an answer is, is seen in its content, whatever its header says."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.page import Page
from crawler.ways.kinds import kind_of, unpacked
from crawler.ways.read import read_way
from tests.crawler.ways.test_feed import CONTEXT, RSS

URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.example/1</loc></url></urlset>'
)
ITEMS = "".join(
    f'<li><h3><a href="/tin/cau-moi-so-{n}.html">Cầu mới số {n} qua sông đã thông xe sáng nay</a></h3>'
    f"<span>{n}/11/2026</span></li>"
    for n in range(10, 20)
)
LIST = f"<!DOCTYPE html><html><head><title>Tin tức</title></head><body><main><ul>{ITEMS}</ul></main></body></html>"


@pytest.mark.parametrize(
    ("body", "header", "kind"),
    [
        (RSS, "text/html", "feed"),
        ("\ufeff\n\n" + RSS, "", "feed"),
        ("<!-- <html> --><?xml-stylesheet href='a.xsl'?>" + RSS[21:], "text/xml", "feed"),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", "", "feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "text/plain", "feed"),
        (URLSET, "text/html", "sitemap"),
        ("<sitemapindex/>", "", "sitemap"),
        ("https://bao.example/1\r\nhttps://bao.example/2\r\n", "text/plain", "sitemap"),
        ('[{"id": 1, "link": "https://bao.example/1"}]', "text/html", "wordpress"),
        ("[]", "application/json", "wordpress"),
        ('{"code": "rest_no_route", "message": "No route"}', "application/json", "wordpress"),
        ("<html><body>x</body></html>", "application/rss+xml", "page"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'/>", "application/xhtml+xml", "page"),
        ("<div><p>Tin tức</p></div>", "", "page"),
        ("Tin tức", "text/html", "page"),
        ("Tin tức", "text/plain", None),
        ('{"data": 1}', "application/json", None),
        ("<opml version='2.0'/>", "text/xml", None),
        ("%PDF-1.7 <x>", "application/pdf", None),
        ("", "text/html", None),
    ],
)
def test_the_content_decides(body: str, header: str, kind: str | None) -> None:
    assert kind_of(body.encode(), header) == kind


def test_a_packed_sitemap_is_a_sitemap_and_other_packed_things_are_nothing() -> None:
    assert kind_of(gzip.compress(URLSET.encode()), "application/x-gzip") == "sitemap"
    assert kind_of(gzip.compress(b"\x00\x01" * 4000), "application/x-gzip") is None
    assert kind_of(b"\x1f\x8bno", "") is None


def test_unpacking_joins_the_parts_and_stops_at_the_bound() -> None:
    body = gzip.compress(b"a" * 20) + gzip.compress(b"b" * 20) + b"nothing"
    assert unpacked(body, 100) == b"a" * 20 + b"b" * 20
    assert unpacked(body, 25) == b"a" * 20 + b"b" * 5
    assert unpacked(body, 20) == b"a" * 20
    assert len(unpacked(gzip.compress(b"a") * 1000, 10_000)) == 100  # so many parts no sitemap has


@given(st.binary(max_size=200), st.sampled_from(["", "text/html", "application/json", "text/xml; charset=x"]))
def test_no_bytes_break_the_judgement_nor_the_reading(body: bytes, header: str) -> None:
    for start in (b"", b"{", b"[{", b"\x1f\x8b", b"<html>", b"<urlset>"):
        kind_of(start + body, header)
        found = read_way(Page(start + body, "https://bao.example/", header), (), CONTEXT)
        assert bool(found.items or found.more) != bool(found.cause)


def test_any_way_is_read_by_what_it_is() -> None:
    for body, first in ((RSS, "https://bao.example/cau-1.html"), (URLSET, "https://bao.example/1")):
        assert read_way(Page(body.encode(), "https://bao.example/x"), (), CONTEXT).items[0].url == first
    found = read_way(Page(LIST.encode(), "https://bao.example/tin-tuc", "text/html"), (), CONTEXT)
    assert [link.url for link in found.items] == [f"https://bao.example/tin/cau-moi-so-{n}.html" for n in range(10, 20)]
    assert found.items[0].published is not None and found.items[0].published.isoformat() == "2026-11-10"


@pytest.mark.parametrize(
    ("body", "header", "cause"),
    [
        ("", "application/rss+xml", "the answer is empty"),
        ("%PDF-1.7", "application/pdf; x=y", "it is application/pdf, neither a web page nor a feed"),
        ("\0", "", "it is neither a web page nor a feed"),
        ("<html><title>503 Service Unavailable</title><body>x</body></html>", "text/html", "an error page"),
        ("<html><body><p>x</p></body></html>", "text/html", "no links"),
        (
            '{"code":"rest_forbidden","message":"Không được phép","data":{"status":401}}',
            "application/json",
            "the API answers with an error: rest_forbidden: Không được phép",
        ),
    ],
)
def test_nothing_has_its_cause(body: str, header: str, cause: str) -> None:
    found = read_way(Page(body.encode(), "https://bao.example/x", header), (), CONTEXT)
    assert (found.items, found.cause) == ((), cause)


def test_a_feed_that_became_a_web_page_tells_nothing() -> None:
    page = Page(LIST.encode(), "https://bao.example/rss.xml", "text/html")
    found = read_way(page, (), CONTEXT, expected="feed")
    assert (found.items, found.cause) == ((), "a web page in place of a feed")
    assert read_way(page, (), CONTEXT, expected="page").items
