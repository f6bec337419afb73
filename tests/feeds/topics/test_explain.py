"""Why an article is here, and why another is not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.topics.document import Document
from feeds.topics.keys import canonical
from feeds.topics.query import Query

ROADS = '2 OF ("thi công" NEAR/12 (đường | cầu), "phân luồng", "cấm đường"^2) -title:"tai nạn"'
ARTICLE = Document(title="Cấm đường qua cầu cũ", body="Từ mai, xe được phân luồng để thi công mặt đường.")


def shown(explanation, document):
    return [getattr(document, span.part)[span.start : span.end] for span in explanation.spans]


def test_the_reason_names_what_was_found_and_in_which_part():
    reason = Query.parse(ROADS).explain(ARTICLE).reason
    assert reason == "cấm đường (title); thi công, đường, phân luồng (body)"


def test_the_spans_are_those_of_the_original_text():
    explanation = Query.parse(ROADS).explain(ARTICLE)
    assert shown(explanation, ARTICLE) == ["Cấm đường", "phân luồng", "thi công", "đường"]


def test_every_node_of_the_tree_is_true_or_false_with_its_own_words():
    root = Query.parse(ROADS).explain(ARTICLE)
    at_least, excluded = root.children
    assert (root.form, at_least.form, excluded.form) == ("and", "of", "not")
    assert [(child.form, child.text, child.true) for child in at_least.children] == [
        ("near", '"thi công" NEAR/12 (đường | cầu)', True),
        ("words", '"phân luồng"', True),
        ("words", '"cấm đường"', True),
    ]
    assert excluded.true
    assert excluded.spans == ()


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ('bão "cấm đường"', "no bão"),
        ('3 OF (bão, cầu, "phân luồng")', '2 of 3: cầu, "phân luồng"'),
        ("cầu -cũ", "excluded by cũ (title)"),
        ('đường EXCEPT ("cấm đường" | "mặt đường")', 'only as "cấm đường" | "mặt đường"'),
        ("mai NEAR/2 luồng", "not within 2 words: mai NEAR/2 luồng"),
        ("bão | lũ", "none of bão, lũ"),
        ("source:bao", "not source:bao"),
        ("topic:storm", "not topic:storm"),
    ],
)
def test_a_false_query_says_what_is_missing(query, reason):
    explanation = Query.parse(query, topics={"storm": "bão"}).explain(ARTICLE)
    assert not explanation.true
    assert explanation.reason == reason


def test_an_occurrence_that_does_not_count_is_not_shown():
    document = Document(body="Bão giá qua, rồi bão thật")
    explanation = Query.parse('bão EXCEPT "bão giá"').explain(document)
    assert [(span.start, span.end) for span in explanation.spans] == [(17, 20)]


def test_a_reason_stays_one_short_line():
    query = Query.parse(" ".join(f"từ{n}" for n in range(300)))
    reason = query.explain(" ".join(f"từ{n}" for n in range(300))).reason
    assert len(reason) <= 200
    assert "\n" not in reason
    assert reason.endswith("…")


def test_a_topic_that_is_referred_to_twice_is_shown_once():
    root = Query.parse("topic:storm | (topic:storm lũ)", topics={"storm": "bão"}).explain("bão")
    first, second = root.children[0], root.children[1].children[0]
    assert (first.form, second.form) == ("topic", "topic")
    assert len(first.children) == 1
    assert second.children == ()


@given(
    st.lists(
        st.sampled_from(["bão", "Bão\u0301", "hòa", "HOÀ", "b\u00adão", ".", "—", "東京", "giá", "_", "1,5", "😀"])
    )
)
@settings(max_examples=300, deadline=None)
def test_each_span_holds_the_words_that_were_asked_for(words):
    for text in (" ".join(words), unicodedata.normalize("NFD", " ".join(words))):
        document = Document(body=text)
        explanation = Query.parse('bão | hoà | "bão giá" | 東京 | 1,5').explain(document)
        assert explanation.true == bool(explanation.spans)
        for found in shown(explanation, document):
            assert canonical(found) in {"bão", "hoà", "bão giá", "東 京", "1,5"}
