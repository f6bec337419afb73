"""All topics at once give what each gives alone, and each gives what its tree means, worked out the slow way."""

import time
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from feeds.errors import InvalidQuery
from feeds.topics.anchors import anchor
from feeds.topics.match import Document, Topics
from feeds.topics.query import Query

VOCABULARY = ["bão", "lũ", "hoà", "bãoto", "ba"]
PARTS = ("title", "lead", "body")
FAR = 10_000


# -- the slow way: a tree of tuples, evaluated by its definition over lists of words ------------------------------


@dataclass
class Slow:
    """Every position and every pair is looked at."""

    document: Document

    def occurrences(self, phrase, prefix, fields):
        found = set()
        for number, part in enumerate(PARTS):
            if part not in fields:
                continue
            words = getattr(self.document, part).split()
            for at in range(len(words) - len(phrase) + 1):
                here = words[at : at + len(phrase)]
                if here[:-1] == phrase[:-1] and (here[-1].startswith(phrase[-1]) if prefix else here[-1] == phrase[-1]):
                    found.add((number * FAR + at, number * FAR + at + len(phrase) - 1))
        return found

    def spans(self, tree, fields=PARTS):
        form, *rest = tree
        if form == "words":
            return self.occurrences(*rest, fields)
        if form == "field":
            return self.spans(rest[1], (rest[0],))
        if form == "or":
            return set().union(*(self.spans(item, fields) for item in rest[0]))
        left, right = self.spans(rest[0], fields), self.spans(rest[1], fields)
        if form == "except":
            return {a for a in left if not any(b[0] <= a[0] and a[1] <= b[1] for b in right)}
        distance, found = rest[2], set()
        for a, b in product(left, right):
            if 1 <= b[0] - a[1] <= distance:
                found |= {(a[0], b[1])} if form == "then" else {a, b}
            elif form == "near" and 1 <= a[0] - b[1] <= distance:
                found |= {a, b}
        return found

    def true(self, tree, fields=PARTS):
        form, *rest = tree
        if form == "and":
            return all(self.true(item, fields) for item in rest[0])
        if form == "or":
            return any(self.true(item, fields) for item in rest[0])
        if form == "not":
            return not self.true(rest[0], fields)
        if form == "field":
            return self.true(rest[1], (rest[0],))
        if form == "source":
            return self.document.source == rest[0]
        if form == "of":
            return sum(weight for item, weight in rest[1] if self.true(item, fields)) >= rest[0]
        return bool(self.spans(tree, fields))


def written(tree):
    form, *rest = tree
    if form == "words":
        return f'"{" ".join(rest[0])}{"*" if rest[1] else ""}"'
    if form == "field":
        return f"{rest[0]}:({written(rest[1])})"
    if form == "source":
        return f"source:{rest[0]}"
    if form == "not":
        return f"-({written(rest[0])})"
    if form == "of":
        return f"{rest[0]} OF ({', '.join(f'({written(item)})^{weight}' for item, weight in rest[1])})"
    if form in ("and", "or"):
        return "(" + {"and": " ", "or": " | "}[form].join(written(item) for item in rest[0]) + ")"
    operator = {"except": "EXCEPT", "near": "NEAR/{}", "then": "THEN/{}"}[form].format(*rest[2:])
    return f"(({written(rest[0])}) {operator} ({written(rest[1])}))"


PHRASES = st.tuples(st.just("words"), st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3), st.booleans())
POSITIONAL = st.recursive(
    PHRASES,
    lambda inner: st.one_of(
        st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("except"), inner, inner),
        st.tuples(st.sampled_from(["near", "then"]), inner, inner, st.integers(1, 4)),
    ),
    max_leaves=5,
)
FIELDED = st.tuples(st.just("field"), st.sampled_from(PARTS), POSITIONAL)
SOURCE = st.tuples(st.just("source"), st.sampled_from(["bao", "xa"]))
TREES = st.recursive(
    st.one_of(POSITIONAL, POSITIONAL, FIELDED, SOURCE),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("not"), inner),
        st.tuples(
            st.integers(1, 4),
            st.lists(st.tuples(inner, st.integers(1, 3)), min_size=1, max_size=4),
        ).map(lambda of: ("of", min(of[0], sum(weight for _, weight in of[1])), of[1])),
    ),
    max_leaves=8,
)
TEXTS = st.lists(st.sampled_from([*VOCABULARY, "và"]), max_size=9).map(" ".join)
DOCUMENTS = st.builds(Document, title=TEXTS, lead=TEXTS, body=TEXTS, source=st.sampled_from(["bao", "xa", ""]))


@given(tree=TREES, documents=st.lists(DOCUMENTS, min_size=3, max_size=6))
@settings(max_examples=500, deadline=None)
def test_a_query_is_true_where_its_tree_is_by_definition(tree, documents):
    expected = [Slow(document).true(tree) for document in documents]
    try:
        query = Query.parse(written(tree))
    except InvalidQuery as error:
        refused = error
        event("refused")
    else:
        refused = None
    if refused is not None:
        assert "never match" in str(refused)
        assert not any(expected)
    else:
        event(f"true of some: {any(expected)}, of all: {all(expected)}")
        assert [query.matches(document) for document in documents] == expected
        assert [query.explain(document).true for document in documents] == expected


def valid(trees):
    for number, tree in enumerate(trees):
        try:
            yield f"t{number}", Query.parse(written(tree))
        except InvalidQuery:
            continue


@given(trees=st.lists(TREES, min_size=1, max_size=8), documents=st.lists(DOCUMENTS, min_size=1, max_size=5))
@settings(max_examples=250, deadline=None)
def test_topics_together_match_what_each_matches_alone(trees, documents):
    queries = dict(valid(trees))
    topics = Topics(queries)
    for document in documents:
        found = topics.match(document)
        assert list(found) == [name for name, query in queries.items() if query.matches(document)]
        assert all(reason == queries[name].explain(document).reason for name, reason in found.items())


@given(tree=TREES, documents=st.lists(DOCUMENTS, min_size=3, max_size=5))
@settings(max_examples=250, deadline=None)
def test_a_query_is_false_without_any_of_its_anchors(tree, documents):
    for _, query in valid([tree]):
        found = anchor(query.tree, {})
        for document in documents:
            if found is not None and query.matches(document):
                assert any(Query.parse(f'"{term.text}"').matches(document) for term in found[1])


@given(tree=TREES, document=DOCUMENTS, form=st.sampled_from(["NFC", "NFD"]), upper=st.booleans())
@settings(max_examples=250, deadline=None)
def test_normal_form_case_and_invisible_signs_change_no_match(tree, document, form, upper):
    def other(text):
        text = unicodedata.normalize(form, text.upper() if upper else text)
        return text.replace("O", "O\u200b").replace("b", "b\u00ad")

    same = Document(other(document.title), other(document.body), other(document.lead), document.source)
    for _, query in valid([tree]):
        assert query.matches(same) == query.matches(document)
        recoded = Query.parse(unicodedata.normalize(form, query.text))
        assert recoded.matches(document) == query.matches(document)


# -- percolation -------------------------------------------------------------------------------------------------


def test_a_match_carries_its_reason_and_the_order_of_the_topics():
    topics = Topics(
        {name: Query.parse(text) for name, text in [("b", '"cấm đường"'), ("a", "phân luồng"), ("c", "bão")]}
    )
    found = topics.match(Document(title="Cấm đường", body="Phân luồng xe"))
    assert list(found) == ["b", "a"]
    assert found["b"] == "cấm đường (title)"


def test_topics_of_several_languages_and_keys_stand_side_by_side():
    topics = Topics(
        {
            "vi": Query.parse("kỹ"),
            "en": Query.parse("strasse", language="de"),
            "tr": Query.parse("ısparta", language="tr"),
            "ja": Query.parse("東京", language="ja"),
            "bare": Query.parse('bare:"hai phong"'),
            "mixed": Query.parse("bare:phong NEAR/2 exact:Kĩ NEAR/2 straße"),
        }
    )
    assert set(topics.match(Document(body="Kĩ Hải Phòng kĩ Straße"))) == {"vi", "en", "bare", "mixed"}
    assert set(topics.match(Document(body="ISPARTA, 新東京駅"))) == {"tr", "ja"}


def test_topics_without_any_word_are_always_asked():
    topics = Topics({"not": Query.parse("-bão"), "from": Query.parse("source:xa"), "day": Query.parse("date:2026")})
    assert list(topics.match(Document(source="xa", published=date(2026, 5, 1)))) == ["not", "from", "day"]
    assert list(topics.match(Document(body="bão"))) == []


def test_no_topics_and_an_empty_article_are_no_trouble():
    assert Topics({}).match(Document(title="bão")) == {}
    assert Topics({"a": Query.parse("bão")}).match(Document()) == {}
    assert len(Topics({"a": Query.parse("bão")})) == 1


@pytest.mark.parametrize(
    "text", ["bão " * 200_000, "a" * 1_000_000, "1.2" * 300_000, "\u0301" * 500_000, "東" * 200_000]
)
def test_a_monstrous_article_is_matched_in_the_time_its_length_takes(text):
    topics = Topics(
        {"a": Query.parse("bão NEAR/1000 (bão | lũ) EXCEPT 'bão bão' THEN/3 bão"), "b": Query.parse("東京")}
    )
    started = time.process_time()
    topics.match(Document(body=text))
    assert time.process_time() - started < 60
