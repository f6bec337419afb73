"""The page that the project began with is what its expected article says it is."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

SEED = Path(__file__).parents[2] / "pages" / "seed"
EXPECTED = json.loads((SEED / "expected.json").read_text("utf-8"))
HTML = (SEED / "page.html").read_text("utf-8")


def test_it_has_no_help_for_machines() -> None:
    tree = LexborHTMLParser(HTML)
    assert not tree.css(
        "h1, h2, article, time, script[type='application/ld+json'], meta[property], link[rel=canonical]"
    )


def test_it_shows_what_is_expected_of_it() -> None:
    words = " ".join(LexborHTMLParser(HTML).text(separator=" ").split())
    places = [words.index(part) for part in (EXPECTED["kicker"], EXPECTED["title"], *EXPECTED["text"])]
    assert places == sorted(places)
    assert "Cập nhật lúc22:40, Thứ Hai, 10/07/2017 (GMT+7)" in words
    assert re.search(r"\wCập nhật", LexborHTMLParser(HTML).css_first(".date-detail").text())
    assert EXPECTED["lede"] == EXPECTED["text"][0]
    assert HTML.count(EXPECTED["image"]["caption"]) == 2
    assert all(EXPECTED["image"]["caption"] not in paragraph for paragraph in EXPECTED["text"])


def test_the_list_page_links_to_it() -> None:
    tree = LexborHTMLParser((SEED / "list.html").read_text("utf-8"))
    items = [urljoin(EXPECTED["list"], node.attributes["href"] or "") for node in tree.css("a.item-title")]
    assert items == EXPECTED["items"] and items[0] == EXPECTED["url"]
