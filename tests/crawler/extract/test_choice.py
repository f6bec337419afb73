"""Which blocks are the article: lines that are only a date go from its edges, and stay inside it."""

import pytest

from crawler.extract import choice
from crawler.extract.blocks import Blocks, read_blocks
from crawler.extract.choice import choose_blocks, find_title
from crawler.extract.page import Page

TITLE = "River road closes for three weeks"
SENTENCES = [
    "The city council decided on Monday that the river road will be closed to all traffic for three weeks.",
    "Buses of line four will take the bridge instead, and the stop at the market will not be served at all.",
    "Residents can leave their cars on the parking ground of the school, which stays open during the holidays.",
    "The works cost about two million and are paid by the province, the engineer of the office told the council.",
]


def texts(article: str) -> list[str]:
    blocks = read_blocks(Page(f"<body><h1>{TITLE}</h1><div class=content>{article}</div></body>"))
    return [blocks[n].text for n in sorted(choose_blocks(blocks, TITLE).taken)]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_date_before_or_behind_the_text_is_none_of_it() -> None:
    assert texts(paragraphs(["12 May 2026", *SENTENCES, "13 May 2026"])) == SENTENCES


def test_a_date_inside_the_text_is_part_of_it() -> None:
    lines = [*SENTENCES[:2], "12 May 2026", *SENTENCES[2:]]
    assert texts(paragraphs(lines)) == lines


def test_a_headline_is_found_by_its_letters_whatever_signs_stand_round_them() -> None:
    blocks = read_blocks(Page(f"<body><h2>«{TITLE.upper()}» …</h2><p>{TITLE}: {SENTENCES[0]}</p></body>"))
    assert find_title(blocks, TITLE, {1}) == 0
    assert find_title(blocks, "Another road", {1}) is None


def test_another_reader_is_asked_where_there_is_doubt_and_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Blocks] = []

    def teach(blocks: Blocks) -> str:
        asked.append(blocks)
        return ""

    monkeypatch.setattr(choice, "teach", teach)
    menu = read_blocks(Page("<body><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></body>"))
    assert choose_blocks(menu, TITLE).taken == set()
    assert asked == []
    doubtful = read_blocks(Page("<body><p>Closed today</p></body>"))
    choose_blocks(doubtful, TITLE)
    assert asked == [doubtful]
