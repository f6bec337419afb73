"""The city's feeds in one file, for feed readers."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.city import City, Source, Topic, load_city
from feeds.channels import channels
from feeds.opml import opml

BASE = "https://loa.example/"
KNOWN = {"type", "text", "title", "xmlUrl", "htmlUrl", "language", "description"}


def a_source(**given: Any) -> Source:
    values = {
        "id": "bao",
        "title": 'Báo "Thử" & <<',
        "home": "https://bao.example/",
        "lists": ("https://bao.example/tin",),
        "language": "vi",
        "country": "VN",
        "timezone": "Asia/Ho_Chi_Minh",
    }
    return Source.model_validate(values | given)


def a_city(**given: Any) -> City:
    values = {
        "id": "ben-thu",
        "path": Path("cities/ben-thu"),
        "title": "Bến Thử",
        "language": "vi",
        "country": "VN",
        "timezone": "Asia/Ho_Chi_Minh",
        "description": "Một bến sông & một cái chợ.",
        "sources": (a_source(),),
        "topics": (Topic(id="cau", title="Cầu đường", query="cầu", description="Cầu nào đóng?"),),
    }
    return City.model_validate(values | given)


def parsed(city: City) -> Element:
    root = ElementTree.fromstring(opml(city, BASE))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root] == ["head", "body"]
    for outline in root.iter("outline"):
        assert outline.get("text"), "OPML 2.0 asks for text on every outline"
        assert set(outline.attrib) <= (KNOWN if outline.get("type") == "rss" else {"text", "title"})
        assert all(outline.attrib.values())
        assert (outline.get("type") == "rss") == ("xmlUrl" in outline.attrib) == (len(outline) == 0)
    return root


def test_a_reader_gets_the_city_its_topics_and_its_sources_in_groups() -> None:
    everything, topics, sources = parsed(a_city()).findall("body/outline")
    assert everything.attrib == {
        "type": "rss",
        "text": "Bến Thử",
        "title": "Bến Thử",
        "xmlUrl": "https://loa.example/feeds/all.atom",
        "htmlUrl": "https://loa.example/",
        "language": "vi",
        "description": "Một bến sông & một cái chợ.",
    }
    assert (topics.get("text"), sources.get("text")) == ("Chủ đề – Bến Thử", "Nguồn tin – Bến Thử")
    assert topics[0].attrib == {
        "type": "rss",
        "text": "Cầu đường – Bến Thử",
        "title": "Cầu đường – Bến Thử",
        "xmlUrl": "https://loa.example/feeds/cau.atom",
        "htmlUrl": "https://loa.example/topics/cau",
        "language": "vi",
        "description": "Cầu nào đóng?",
    }
    assert sources[0].attrib == {
        "type": "rss",
        "text": 'Báo "Thử" & <<',
        "title": 'Báo "Thử" & <<',
        "xmlUrl": "https://loa.example/feeds/source/bao.atom",
        "htmlUrl": "https://bao.example/",
        "language": "vi",
    }


@pytest.mark.parametrize("city", [a_city(), load_city("demo")])
def test_it_holds_every_feed_that_is_built_under_its_own_name_and_no_other(city: City) -> None:
    told = [(o.get("xmlUrl"), o.get("title")) for o in parsed(city).iter("outline") if o.get("type")]
    built = [(f"{BASE}{channel.path}.atom", channel.title) for channel in channels(city, BASE)]
    assert sorted(told) == sorted(built)


def test_a_city_of_another_language_has_its_groups_in_english_and_empty_ones_not_at_all() -> None:
    body = parsed(a_city(language="id", topics=())).find("body")
    assert body is not None
    assert [outline.get("text") for outline in body] == ["Bến Thử", "Sources – Bến Thử"]


def test_the_same_city_is_the_same_bytes() -> None:
    assert opml(a_city(), BASE) == opml(a_city(), BASE)


wild = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=100, deadline=None)
@given(wild, wild)
@example('"/><outline xmlUrl="x', "\ufffe]]>&#0;<b>")
def test_no_name_breaks_the_file(title: str, description: str) -> None:
    title = title.strip() or "x"
    city = a_city(title=title, description=description, sources=(a_source(title=title),))
    assert sum(1 for outline in parsed(city).iter("outline") if outline.get("xmlUrl")) == 3
