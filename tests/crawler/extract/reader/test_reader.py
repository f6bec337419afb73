"""The general reader takes the article, says how sure it is, and reads any page that can be parsed."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.blocks import read_blocks as walk
from crawler.extract.complexity import too_complex
from crawler.extract.page import Page
from crawler.extract.reader import Reading, read_blocks, weigh
from crawler.extract.reader.best import best_set
from crawler.extract.reader.forest import compiled
from crawler.extract.reader.read import judged, model
from crawler.extract.reader.sight import look
from crawler.extract.reader.thought import NEVER, look_again
from crawler.extract.reader.words import Names, begin_words, names_words

TITLE = "River road closes for three weeks"
SENTENCES = [
    "The city council decided on Monday that the river road will be closed to all traffic for three weeks.",
    "Buses of line four will take the bridge instead, and the stop at the market will not be served at all.",
    "Residents can leave their cars on the parking ground of the school, which stays open during the holidays.",
    "The works cost about two million and are paid by the province, the engineer of the office told the council.",
    "Whoever has questions can call the office on working days between eight and eleven in the morning.",
]
ARTICLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
MENU = "<ul class=menu>" + "".join(f"<li><a href=/{i}>Section {i}</a></li>" for i in range(12)) + "</ul>"


def page(article: str) -> Page:
    return Page(f"<html><body>{MENU}<h1>{TITLE}</h1><div class=content>{article}</div></body></html>")


def texts(reading: Reading) -> list[str]:
    return [reading.blocks[n].text for n in sorted(reading.taken)]


def test_the_sentences_of_an_article_are_taken_and_nothing_of_the_menu() -> None:
    reading = read_blocks(page(ARTICLE), TITLE)
    assert texts(reading) == SENTENCES
    assert reading.expected > 0.8


def test_a_page_without_text_is_expected_to_have_none() -> None:
    reading = read_blocks(page(""), TITLE)
    assert texts(reading) == []
    assert reading.expected < 0.5


def test_a_sentence_before_the_article_in_a_cell_of_its_own_is_taken() -> None:
    lede = "Drivers must take another way until the end of the month, since the river road is under repair."
    reading = read_blocks(page(f"<table><tr><td>{lede}</td></tr><tr><td>{ARTICLE}</td></tr></table>"), TITLE)
    assert texts(reading)[0] == lede


def test_an_article_that_stands_twice_is_taken_once() -> None:
    copy = f"<div class=mobile-copy>{ARTICLE}</div>"
    found = texts(read_blocks(page(f"<div class=desktop>{ARTICLE}</div>{copy}"), TITLE))
    assert sorted(found) == sorted(SENTENCES)


def test_the_copy_that_is_left_out_is_not_taken_for_the_lede_of_the_other() -> None:
    sight = look(walk(Page(f"<body><div class=a>{ARTICLE}</div><div class=b>{ARTICLE}</div>")), Names({}), "", "", "")
    taken, _ = best_set(sight, [0.6] * len(SENTENCES) + [0.8] * len(SENTENCES))
    assert taken == set(sight.seen[len(SENTENCES) :])


def test_paragraphs_that_only_begin_alike_are_both_taken() -> None:
    both = [
        " ".join(SENTENCES[:4]) + end for end in (" The mayor agreed.", " Two members of the council did not agree.")
    ]
    found = texts(read_blocks(page(ARTICLE.replace("<p>", f"<p>{both[0]}</p><p>{both[1]}</p><p>", 1)), TITLE))
    assert set(both) <= set(found)


def test_what_another_reader_took_is_evidence() -> None:
    reading = read_blocks(page(ARTICLE + "<p>Short</p>"), TITLE)
    number = next(block.number for block in reading.blocks if block.text == "Short")
    assert weigh(reading, {*reading.taken, number}).p[number] > reading.p[number]
    assert weigh(reading, reading.taken - {number}).p[number] < reading.p[number]


def test_where_all_is_doubtful_the_other_reader_decides() -> None:
    reading = read_blocks(page(ARTICLE), TITLE)
    lost = Reading(reading.blocks, frozenset(), 0.0, reading.sight, dict.fromkeys(reading.p, 0.3))
    wanted = {block.number for block in reading.blocks if block.text in SENTENCES[:3]}
    assert weigh(lost, wanted).taken == wanted


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_no_block_is_passed_over_for_a_less_likely_one_behind_the_lede(p: list[float]) -> None:
    sight = look(walk(Page(f"<body>{ARTICLE}")), Names({}), "", "", "")
    taken, expected = best_set(sight, p)
    assert 0 <= expected <= 1
    chance = dict(zip(sight.seen, p, strict=True))
    left = [value for n, value in chance.items() if n not in taken]
    likeliest = max(chance, key=lambda n: chance[n])
    assert likeliest in taken or chance[likeliest] < 0.2
    assert all(value <= chance[likeliest] for value in left)
    behind = [n for n in taken if all(other <= n for other in taken)]
    assert all(chance[n] >= max(left, default=0.0) or chance[n] >= 0.12 for n in behind)


_TREES = st.recursive(
    st.floats(-1, 1),
    lambda inner: st.tuples(st.integers(0, 2), st.floats(-2, 2), inner, inner).map(list),
    max_leaves=12,
)


def walked(tree: object, row: list[float]) -> float:
    while isinstance(tree, list):
        column, threshold, low, high = tree
        tree = low if row[column] <= threshold else high
    assert isinstance(tree, float)
    return tree


@given(st.lists(_TREES, min_size=1, max_size=4), st.lists(st.floats(-3, 3), min_size=3, max_size=3))
def test_a_compiled_forest_is_the_forest(trees: list[object], row: list[float]) -> None:
    (p,) = compiled(trees, 3)([row])
    low, high = compiled([sum(walked(tree, row) for tree in trees)], 3)([row, row])
    assert p == pytest.approx(low) == pytest.approx(high)


def test_rows_have_the_columns_that_the_model_was_trained_on() -> None:
    found = model()
    sight = look(walk(page(ARTICLE)), found.names, TITLE, "", "")
    first = found.first(sight.rows)
    second = found.second(look_again(sight, first, range(len(first))))
    assert len(first) == len(second) == len(sight.seen)
    assert all(0 < p < 1 for p in [*first, *second])


def test_a_block_that_the_first_forest_rules_out_is_not_looked_at_again() -> None:
    sight = look(walk(page(ARTICLE)), model().names, TITLE, "", "")
    seen: list[int] = []

    def first(rows: Iterable[Sequence[float]]) -> list[float]:
        return [NEVER / 2 if row == 0 else 0.5 for row, _ in enumerate(rows)]

    def second(rows: Iterable[Sequence[float]]) -> list[float]:
        seen.extend(found := [len(row) for row in rows])
        return [0.9] * len(found)

    p = judged(sight, first, second)
    assert p == [NEVER / 2] + [0.9] * (len(sight.rows) - 1)
    assert len(seen) == len(sight.rows) - 1


def test_the_words_that_a_text_begins_with_count_for_it_and_what_stands_under_it() -> None:
    blocks = walk(Page(f"<body><h2>Read also</h2><p>{SENTENCES[0]}</p><h2>The works</h2><p>{SENTENCES[1]}</p>"))
    sight = look(blocks, Names({}, {"also": -2.0, "the": 0.5}), TITLE, "", "")
    assert [row[-2:] for row in sight.rows] == [(-2.0, 0.0), (0.5, -2.0), (0.5, -2.0), (0.5, 0.5)]


def test_only_the_beginning_of_a_text_counts() -> None:
    assert begin_words("The  City, the 2 cities") == ["the", "city", "cities"]
    assert begin_words("a " * 100 + "newsletter") == []


def test_cards_of_one_kind_share_what_is_thought_of_them_whatever_their_inner_names() -> None:
    cards = "".join(
        f"<div class=card><div class=c{i}><p>{sentence}</p></div></div>" for i, sentence in enumerate(SENTENCES)
    )
    sight = look(walk(Page(f"<body><div class=list>{cards}</div>")), Names({}), "", "", "")
    assert len(set(sight.paths)) == len(SENTENCES)
    flat_cards = cards.replace("<p>", "").replace("</p>", "")
    assert len(set(look(walk(Page(f"<body><div class=list>{flat_cards}")), Names({}), "", "", "").wide)) == 1


def test_words_of_names_are_cut_and_paired() -> None:
    assert names_words("div", "article-body 8f3a") == ["<div>", "article", "body", "article-body"]


PARTS = st.sampled_from(
    ["<p>", "</p>", "<div class=comments>", "</div>", "<table><tr><td>", "</table>", "<br>", "<article>", "</article>",
     "<img src=x>", "<a href=/x>", "</a>", "<h1>", "</h1>", TITLE, *SENTENCES, "市政府决定周一封闭河边道路三周。", "\x00", "."]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PARTS, max_size=30), st.text(max_size=20))
def test_any_page_is_read_and_only_its_own_blocks_are_taken(parts: list[str], title: str) -> None:
    made = Page("<body>" + "".join(parts))
    assert too_complex(made) is None
    reading = read_blocks(made, title, title)
    assert 0 <= reading.expected <= 1
    assert reading.taken <= {block.number for block in reading.blocks if block.text}
