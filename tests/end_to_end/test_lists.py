"""What a crawl makes of an index of sitemaps, and of a list that breaks off."""

import sqlite3
from pathlib import Path

from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, article, listing, played

TITLES = {f"/tin/sua-duong-{n}00.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 7)}
PAGES = {path: article(title, words=title) for path, title in TITLES.items()}
XML = "application/xml; charset=utf-8"


def rows(loa: Loa, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        return list(database.execute(query))


def test_the_news_sitemap_that_an_index_names_is_followed_and_not_the_index(loa: Loa, tmp_path: Path) -> None:
    pages = {"/tin": listing(TITLES), **PAGES}
    with played(pages) as (port, asked):
        base = f"http://127.0.0.1:{port}"
        news = "".join(
            f"<url><loc>{base}{path}</loc><n:news><n:title>{title}</n:title>"
            "<n:publication_date>2026-11-23T08:15:00+07:00</n:publication_date></n:news></url>"
            for path, title in TITLES.items()
        )
        pages["/robots.txt"] = Answer(f"User-agent: *\nSitemap: {base}/index.xml\n", content_type="text/plain")
        index = f"<sitemapindex><sitemap><loc>{base}/news.xml</loc></sitemap></sitemapindex>"
        pages["/index.xml"] = Answer(index, content_type=XML)
        space = "http://www.google.com/schemas/sitemap-news/0.9"
        pages["/news.xml"] = Answer(f'<urlset xmlns:n="{space}">{news}</urlset>', content_type=XML)
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl")
        assert rows(loa, "SELECT url FROM ways WHERE chosen") == [(f"{base}/news.xml",)]
        asked.clear()
        loa("--city", str(city), "crawl")
        assert asked == ["/news.xml"]


def test_a_list_that_breaks_off_keeps_what_it_told_and_says_so(loa: Loa, tmp_path: Path) -> None:
    first = listing(TITLES)
    pager = "<div class='trang'><b>1</b> <a href='/tin?trang=2'>2</a> <a href='/tin?trang=3'>3</a></div></body>"
    pages = {"/tin": Answer(str(first.body).replace("</body>", pager)), **PAGES}
    pages["/tin?trang=2"] = Answer("<h1>404</h1>", 404)
    with played(pages) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        told = loa("--city", str(city), "crawl", "--since", "3000d").stdout
    assert asked.count("/tin?trang=2") == 1
    assert "6 new" in told
    assert "a list's next page: answered 404" in told
