"""A sitemap tells its newest articles; only the news extension tells when they were published."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.page import Page
from crawler.ways.sitemap import MOST_MORE, read_sitemap
from crawler.ways.told import MOST_ITEMS, Told
from tests.crawler.ways.test_feed import CONTEXT, PIECES, WORDS

URL = "https://bao.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def told(body: str | bytes, url: str = URL) -> Told:
    return read_sitemap(Page(body.encode() if isinstance(body, str) else body, url, "application/xml"), CONTEXT)


def urlset(*urls: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>{"".join(urls)}</urlset>'


def url(address: str, more: str = "") -> str:
    return f"<url><loc>{address}</loc>{more}</url>"


def index(*sitemaps: tuple[str, str]) -> str:
    inner = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{changed}</lastmod></sitemap>" for loc, changed in sitemaps)
    return f"<sitemapindex {SPACE}>{inner}</sitemapindex>"


NEWS = url(
    "https://bao.example/cau-1.html",
    "<n:news><n:publication><n:name>Báo</n:name><n:language>vi</n:language></n:publication>"
    "<n:publication_date>2026-11-24T08:30:00+07:00</n:publication_date><n:title>Cầu &amp;amp; đường</n:title></n:news>"
    "<image><loc>https://bao.example/anh.jpg</loc><title>Ảnh</title></image>",
)


def test_a_news_sitemap_tells_title_and_time() -> None:
    (link,) = told(urlset(NEWS)).items
    assert (link.url, link.title) == ("https://bao.example/cau-1.html", "Cầu & đường")
    assert link.published is not None and link.published.rule == "sitemap"
    assert link.published.instant == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def test_a_change_of_the_file_is_no_publication_but_orders_them() -> None:
    found = told(
        urlset(
            url("https://bao.example/khong"),
            url("https://bao.example/cu", "<lastmod>2026-11-01</lastmod>"),
            url("https://bao.example/moi", "<lastmod>2026-11-24T08:00:00+07:00</lastmod>"),
        )
    )
    assert [link.url.rpartition("/")[2] for link in found.items] == ["moi", "cu", "khong"]
    assert [link.published for link in found.items] == [None, None, None]


def test_only_the_newest_are_taken() -> None:
    days = [f"20{10 + n // 336:02}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(MOST_ITEMS + 50)]
    found = told(urlset(*(url(f"https://bao.example/{day}", f"<lastmod>{day}</lastmod>") for day in days)))
    assert [link.url[-10:] for link in found.items] == sorted(days, reverse=True)[:MOST_ITEMS]


def test_an_index_names_its_sitemaps_the_most_promising_first() -> None:
    found = told(
        index(
            ("https://bao.example/sitemap-tags.xml", "2026-11-24"),
            ("https://bao.example/sitemap-2024.xml", "2024-12-31"),
            ("https://bao.example/sitemap-2026.xml.gz", "2026-11-23T10:00:00Z"),
            ("https://bao.example/news.xml", ""),
            ("https://other.example/sitemap-2026.xml", "2026-11-24"),
            (URL, "2026-11-24"),
        )
    )
    names = [address.rpartition("/")[2] for address in found.more]
    assert names == ["news.xml", "sitemap-2026.xml.gz", "sitemap-2024.xml", "sitemap-tags.xml"]
    assert (found.items, found.cause) == ((), "")


def test_of_undated_parts_the_last_are_asked_and_few() -> None:
    parts = [(f"https://bao.example/wp-sitemap-posts-post-{n}.xml", "") for n in range(1, 9)]
    pages = [
        ("https://bao.example/wp-sitemap-posts-page-1.xml", ""),
        ("https://bao.example/wp-sitemap-users-1.xml", ""),
    ]
    more = told(index(*parts, *pages)).more
    assert [address[-5] for address in more] == ["8", "7", "6", "5", "4"]
    assert len(more) == MOST_MORE


def test_a_packed_sitemap_is_unpacked_within_bounds() -> None:
    assert len(told(gzip.compress(urlset(NEWS).encode())).items) == 1
    bomb = gzip.compress(b" " * 200_000_000)
    assert told(bomb) == Told(cause="it is larger than 5 MB")


def test_a_sitemap_may_be_plain_text() -> None:
    found = told("https://bao.example/1\r\n\r\nhttps://bao.example/2#x\r\nnothing\r\n")
    assert [link.url for link in found.items] == ["https://bao.example/1", "https://bao.example/2"]


def test_prefixes_and_missing_namespaces_do_not_matter() -> None:
    body = (
        "<s:urlset xmlns:s='http://www.google.com/schemas/sitemap/0.84'><s:url><s:loc> https://bao.example/1\n</s:loc>"
    )
    assert [link.url for link in told(body + "</s:url></s:urlset>").items] == ["https://bao.example/1"]
    assert [link.url for link in told("<urlset><url><loc>/1</loc></url>").items] == ["https://bao.example/1"]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "the answer is empty"),
        (urlset(), "the sitemap names no articles"),
        (index(), "the index names no sitemaps of this site"),
        ("<html><body>404</body></html>", "a web page in place of a sitemap"),
        ('<!DOCTYPE urlset [<!ENTITY x SYSTEM "http://bao.example/">]><urlset/>',
         "it declares entities of its own: such documents are not read"),
        ("words", "it is no sitemap"),
    ],
    ids=range(6),
)  # fmt: skip
def test_what_cannot_be_read_says_why(body: str, cause: str) -> None:
    assert told(body) == Told(cause=cause)


@given(
    st.lists(PIECES | WORDS | st.sampled_from(["<url>", "<loc>https://bao.example/1</loc>", "<n:news>"]), max_size=30)
)
def test_no_text_breaks_the_reader(parts: list[str]) -> None:
    for start in ("<urlset>", "<sitemapindex>", ""):
        found = told(start + " ".join(parts))
        assert bool(found.items or found.more) != bool(found.cause)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    for start in (b"", b"<urlset><url>", b"\x1f\x8b\x08\x00"):
        found = told(start + body)
        assert bool(found.items or found.more) != bool(found.cause)
