"""What a page says about itself, also where it says it badly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.head import clean, language_tag, read_head
from crawler.extract.jsonld import parse_json, salvage
from crawler.extract.page import Page

URL = "https://ward.example/news/bridge-closed.html"


def head(markup: str, body: str = "<p>Text</p>", url: str = URL, attributes: str = ""):
    return read_head(Page(f"<html {attributes}><head>{markup}</head><body>{body}</body></html>", url))


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_article_of_a_graph_is_read_and_its_references_followed():
    found = head(
        script(
            {
                "@graph": [
                    {"@type": "WebSite", "@id": "#site", "name": "Ward Gazette"},
                    {"@type": "Person", "@id": "#an", "name": "An Tran"},
                    {
                        "@type": "NewsArticle",
                        "headline": "Bridge closed &amp;quot;for a week&amp;quot;",
                        "author": {"@id": "#an"},
                        "publisher": {"@id": "#site"},
                        "articleSection": ["Roads", "Town"],
                        "datePublished": "2024-05-06T08:15:00+07:00",
                        "image": {"url": "/bridge.jpg"},
                    },
                ]
            }
        )
    )
    assert found.headline == 'Bridge closed "for a week"'
    assert found.authors == ("An Tran",)
    assert found.section == "Roads"
    assert found.site_name == "Ward Gazette"
    assert found.image == "https://ward.example/bridge.jpg"
    assert [(claim.text, claim.place) for claim in found.published] == [("2024-05-06T08:15:00+07:00", "jsonld")]


def test_of_several_articles_the_one_that_names_the_pages_address_is_read():
    others = {"@type": "NewsArticle", "headline": "Another story", "url": "https://ward.example/news/other.html"}
    this = {"@type": "NewsArticle", "headline": "Bridge closed", "mainEntityOfPage": {"@id": URL}}
    assert head(script([others, this])).headline == "Bridge closed"


def test_articles_inside_a_list_do_not_speak_for_the_page():
    related = {
        "@type": "ItemList",
        "itemListElement": [{"item": {"@type": "NewsArticle", "headline": "Related", "datePublished": "2020-01-01"}}],
    }
    assert head(script([related, {"@type": "Article", "headline": "Bridge closed"}])).headline == "Bridge closed"


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "Bridge closed",}',
        '/* made by a plug-in */ {"@type": "Article", "headline": "Bridge closed"}',
        '<!-- {"@type": "Article", "headline": "Bridge closed"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Bridge closed"}\n//]]>',
        '{"@type": "Article", "headline": "Bridge\\ closed"}'.replace("\\ ", " "),
        '{"@type": "Article", "headline": "Bridge closed", "description": "line\nbreak"}',
        '{"@type": "Article", "headline": "Bridge closed"} {"@type": "WebSite", "name": "W"}',
        '{"@type": "Article", "headline": "Bridge closed", "description": "a "quoted" word", "author": {',
    ],
)
def test_broken_json_still_gives_the_headline(text):
    assert head(f'<script type="application/ld+json">{text}</script>').headline == "Bridge closed"


def test_deep_json_is_left_alone():
    assert head(f'<script type="application/ld+json">{"[" * 100_000}</script>').headline == ""


def test_meta_times_are_told_apart_by_their_names():
    found = head(
        '<meta property="article:published_time" content="2024-05-06T08:15:00+07:00">'
        '<meta property="article:modified_time" content="2024-05-07T09:00:00+07:00">'
        '<meta property="article:expiration_time" content="2025-01-01">'
        '<meta name="publisher" content="Ward office 2024">'
    )
    assert [claim.name for claim in found.published] == ["article:published_time"]
    assert [claim.name for claim in found.modified] == ["article:modified_time"]


def test_microdata_of_cards_is_not_the_articles():
    found = head(
        "",
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Bridge closed</h1>'
        '<meta itemprop="datePublished" content="2024-05-06"><span itemprop="author" itemscope>'
        '<b itemprop="name">An Tran</b></span></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<meta itemprop="datePublished" content="2020-01-01"></div>',
    )
    assert found.headline == "Bridge closed"
    assert [claim.text for claim in found.published] == ["2024-05-06"]


def test_the_canonical_address_is_absolute_and_nothing_else_counts():
    assert head('<link rel="canonical" href="/news/a#top">').canonical == "https://ward.example/news/a"
    assert head('<link rel="canonical" href="javascript:void(0)">').canonical is None
    assert head('<meta property="og:url" content="https://ward.example/">').canonical is None


def test_the_language_is_a_tag_whatever_its_spelling():
    assert head('<meta property="og:locale" content="pt_BR">').language == "pt-BR"
    assert head("", attributes='lang="vi-vn"').language == "vi-VN"
    assert language_tag("zh_hans_cn") == "zh-Hans-CN"
    assert language_tag("english") == ""


@pytest.mark.parametrize(
    "text", ["&amp;lt;b&amp;gt;Road&amp;lt;/b&amp;gt; works", "<b>Road</b> works", "Road\u0000 \u200bworks"]
)
def test_clean_text_has_no_markup_after_unescaping_twice(text):
    assert clean(text) == "Road works"


@given(st.text())
def test_clean_gives_one_line_without_surplus_space(text):
    found = clean(text)
    assert found == " ".join(found.split())
    assert "\x00" not in found


@given(st.text(alphabet='{}[]":,\\ abc0@-/<>!*\n'))
def test_no_script_breaks_the_reading(text):
    parse_json(text)
    salvage(text)
    head(f'<script type="application/ld+json">{text}</script>')


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@type", "@graph", "@id", "headline", "author", "name", "datePublished", "image"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_no_shape_of_json_breaks_the_reading(value):
    head(script({"@type": "NewsArticle", "headline": value, "author": value, "image": value, "datePublished": value}))
    head(script(value))
