"""Who wrote it, and where it stands."""

import json

import pytest

from crawler.extract.credits import read_author, read_section
from crawler.extract.head import read_head
from crawler.extract.page import Page


def page(body="", markup=""):
    return Page(f"<html><head>{markup}</head><body>{body}</body></html>", "https://ward.example/news/1")


def author(body="", markup=""):
    found = page(body, markup)
    return read_author(found, read_head(found))


def section(body="", markup=""):
    found = page(body, markup)
    return read_section(found, read_head(found))


def test_authors_of_the_head_are_joined():
    data = {"@type": "NewsArticle", "headline": "x", "author": [{"@type": "Person", "name": n} for n in ("An", "Bình")]}
    assert author(markup=f'<script type="application/ld+json">{json.dumps(data)}</script>') == "An, Bình"


def test_the_byline_is_read_without_its_by():
    assert author('<p class="byline">By An Tran</p>') == "An Tran"
    assert author('<a rel="author">Trần An</a>') == "Trần An"


@pytest.mark.parametrize("name", ["admin", "Webmaster", "https://social.example/page", "an@ward.example", "6 May 2024"])
def test_accounts_addresses_and_dates_are_no_authors(name):
    assert author(markup=f'<meta name="author" content="{name}">') == ""


def test_the_site_is_not_the_author():
    markup = '<meta name="author" content="Ward Gazette"><meta property="og:site_name" content="Ward Gazette">'
    assert author(markup=markup) == ""


def test_the_section_is_the_heads_or_the_last_of_the_trail():
    assert section(markup='<meta property="article:section" content="Roads">') == "Roads"
    trail = '<div class="breadcrumb"><a href="/">Home</a><a href="/t">Town</a><a href="/t/r">Roads</a></div>'
    assert section(trail) == "Roads"
    assert section('<div class="breadcrumb"><a href="/">Trang chủ</a></div>') == ""
