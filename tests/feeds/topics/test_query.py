"""What each form of the language means, and what is said of a wrong one."""

import contextlib
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Published
from crawler.errors import ConfigError
from feeds.errors import InvalidQuery
from feeds.topics.document import Document
from feeds.topics.query import Query


def parsed(text, **given):
    return Query.parse(text, **given)


def refused(text, **given):
    with pytest.raises(InvalidQuery) as caught:
        Query.parse(text, **given)
    return caught.value


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("bão lũ", "lũ về sau bão", True),
        ("bão lũ", "bão", False),
        ("bão AND lũ", "bão, lũ", True),
        ("bão & lũ", "bão", False),
        ("bão OR lũ", "lũ", True),
        ("bão | lũ", "nắng", False),
        ("bão lũ | nắng", "nắng", True),
        ("bão (lũ | nắng)", "nắng", False),
        ("bão -bóng", "bão", True),
        ("bão –bóng", "bão và bóng", False),
        ("bão NOT bóng", "bão và bóng", False),
        ("bão --bóng", "bão và bóng", True),
        ("bão or lũ", "bão or lũ", True),
        ("bão or lũ", "bão lũ", False),
        ('"cấm đường"', "Cấm  ĐƯỜNG!", True),
        ('"cấm đường"', "cấm xe vào đường", False),
        ("“cấm đường”", "cấm đường", True),
        ("'cấm đường'", "đường cấm", False),
        ("v-league", "giải V.League", True),
        ("v-league", "league v", False),
        ("nông*", "nôngtrại", True),
        ("nông*", "nôn", False),
        ('"nông thôn m*"', "nông thôn mới", True),
        ('"nông thôn m"', "nông thôn mới", False),
        ("thu NEAR/2 đất", "đất bị thu", True),
        ("thu NEAR/2 đất", "đất nay bị thu", False),
        ("thu THEN/2 đất", "đất bị thu", False),
        ("thu THEN/2 đất", "thu hồi đất", True),
        ("thu NEAR đất", "thu 1 2 3 4 5 6 7 đất", True),
        ("thu NEAR đất", "thu 1 2 3 4 5 6 7 8 đất", False),
        ("bão NEAR/5 bão", "bão", False),
        ("bão NEAR/5 bão", "bão và bão", True),
        ("a NEAR/2 b NEAR/2 c", "a c b", True),
        ("a THEN/2 b THEN/2 c", "a c b", False),
        ("a THEN/2 b THEN/2 c", "a b c", True),
        ("a THEN/2 (b THEN/2 c)", "a x b c", True),
        ("a THEN/1 (b THEN/2 c)", "a x b c", False),
        ("(a | b) NEAR/1 c", "b c", True),
        ('bão EXCEPT "bão giá"', "bão giá", False),
        ('bão EXCEPT "bão giá"', "bão giá rồi bão thật", True),
        ('bão EXCEPT ("bão giá" | "cơn bão") NEAR/2 gió', "cơn bão gió", False),
        ('bão EXCEPT ("bão giá" | "cơn bão") NEAR/2 gió', "bão gió", True),
        ("2 OF (a, b, c)", "a c", True),
        ("2 OF (a, b, c)", "c c", False),
        ("2 OF (a, b, c^2)", "c", True),
        ("1.5 OF (a, b^0.5, c)", "a b", True),
        ("2 OF (a, x NEAR/3 (y|z)^2)", "z x", True),
        ("0.3 OF (a^0.1, b^0.2, c)", "b a", True),
        ("2 OF (máy tính, mạng, (a | b)^2)", "máy và mạng", False),
        ("a -2 OF (b, c)", "a b c", False),
        ("a -2 OF (b, c)", "a b", True),
        ("exact:hòa", "hoà", False),
        ("exact:Hòa", "HÒA", True),
        ('bare:"le loi"', "Lễ lời", True),
        ('"Lê Lợi"', "lễ lời", False),
        ("bare:(nga le)", "ngã lệ", True),
        ("10:30", "lúc 10:30", True),
        ("1.234,5", "giá 1.234,5 đồng", True),
        ("1.234", "giá 1.234,5 đồng", False),
        ("d'Ivoire", "Côte d’Ivoire", True),
        ('"a b"', "a. B", True),
        ("hoà NOT-hợp", "hoà not hợp", True),
    ],
)
def test_a_form_means_what_is_promised(query, text, matches):
    assert parsed(query).matches(text) is matches


ARTICLE = Document(
    title="Thông xe cầu mới",
    lead="Sáng nay",
    body="Xe qua được cầu",
    source="bao-huyen",
    section="Tin tức > Giao thông",
    author="Nguyễn Văn An, Lê Bình",
    language="vi-VN",
    url="https://www.Bao.example/giao-thong/cau-1.html",
    published=datetime(2026, 3, 31, 23, 30, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ('title:"thông xe"', True),
        ("body:thông", False),
        ("lead:nay", True),
        ("title:(cầu -nay)", True),
        ("title:nay | body:(xe cầu)", True),
        ('"mới sáng"', False),  # no phrase and no distance reaches over two parts
        ("mới NEAR/1000 sáng", False),
        ("title:cầu EXCEPT “cầu mới”", False),
        ("source:bao-huyen", True),
        ("source:bao", False),
        ("source:(x | Bao-h*)", True),
        ('section:"giao thông"', True),
        ("section:giao*", True),
        ("section:thể", False),
        ('author:"Lê Bình"', True),
        ("bare:author:binh", True),
        ("lang:vi", True),
        ("lang:en", False),
        ("url:bao.example/giao-thong/*", True),
        ("url:http://bao.example/giao-thong/cau-1.html", True),
        ("url:bao.example/", False),
        ("date:2026-03-31", True),
        ("date:>2026-03-31", False),
        ("date:>=2026-03-31", True),
        ("date:<2026-03-31", False),
        ("date:<=2026-03", True),
        ("date:2026", True),
        ("date:2026-01..2026-03", True),
        ("date:2025-01-01..2026-03-30", False),
    ],
)
def test_a_field_is_looked_at_alone(query, matches):
    assert parsed(query).matches(ARTICLE) is matches


def test_a_day_is_the_one_the_town_says_and_an_unknown_one_is_on_no_side():
    query = parsed("date:>=2026-01-01")
    assert query.matches(Document(published=date(2026, 1, 1)))
    assert query.matches(Document(published=Published(date(2026, 1, 1), "1/1", "label")))
    assert not query.matches(Document())
    assert not parsed("date:<2026-01-01").matches(Document())


@pytest.mark.parametrize(
    ("query", "column", "words"),
    [
        ("", 1, "empty"),
        ("  ", 1, "empty"),
        ('bão "lũ', 5, "never closed"),
        ("titel:bão", 1, "Did you mean title"),
        ("bão AND", 5, "'AND' has nothing on its right"),
        ("OR bão", 1, "'OR' has nothing on its left"),
        ("bão NEAR/x lũ", 5, "needs a number"),
        ("bão NEAR/0 lũ", 5, "distance"),
        ("bão NEAR/1001 lũ", 5, "distance"),
        ("(bão", 1, "never closed"),
        ("bão)", 4, "closes nothing"),
        ("()", 1, "nothing stands between"),
        ("bão, lũ", 4, "bão | lũ"),
        ("2 OF ()", 1, "no items"),
        ("2 OF (a,,b)", 9, "missing"),
        ("3 OF (a, b)", 1, "never match"),
        ("0 OF (a)", 1, "always true"),
        ("2 OF (a^0, b^3)", 8, "above 0"),
        ("2 OF (a^1,5, b)", 8, "with a point"),
        ("a OF b", 3, "needs a number before it"),
        ("bão ^", 5, "weight"),
        ("bão -bão", 5, "never match"),
        ('"bão giá" -bão', 11, "never match"),
        ("bão -(bão | lũ)", 5, "never match"),
        ("(bão | lũ) -bão -lũ", 12, "never match"),
        ("2 OF (a, b, c) -a -b", 16, "never match"),
        ("bão EXCEPT (bão | lũ)", 1, "never match"),
        ("date:>2026 date:<2026", 1, "never match"),
        ("source:a source:b", 1, "never match"),
        ("lũ ++", 4, "no letter or digit"),
        ("lũ *", 4, "beginning"),
        ("n*ng", 2, "end of a word"),
        ("bão - lũ", 5, "-bóng"),
        ("(a b) NEAR/3 c", 2, "alternatives"),
        ("a NEAR/3 -c", 10, "EXCEPT"),
        ("a EXCEPT topic:b", 10, "alternatives"),
        ("title:(a body:b)", 10, "inside"),
        ("title:date:2026", 7, "inside"),
        ("date:31/01/2026", 6, "2026-01-31"),
        ("date:2026-02-30", 6, "no date"),
        ("date:2026..2025", 6, "before it begins"),
        ("http://a.example", 1, "url:"),
        ("topic:stom", 7, "Did you mean storm"),
        ('place:"Lê Chân"', 1, "not yet known here"),
    ],
)
def test_an_error_says_what_is_wrong_and_where(query, column, words):
    error = refused(query, topics={"storm": "bão", "b": "lũ"})
    assert error.column == column
    assert words in str(error)
    assert f"column {column}" in str(error)


def test_an_error_is_one_of_use_and_shows_the_words_around():
    error = refused("bão và lũ\nở vùng núi AND")
    assert isinstance(error, ConfigError)
    assert error.status == 2
    assert (error.line, error.column) == (2, 12)
    assert "▸AND" in error.around
    assert error.hint


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("-bóng", "negative"),
        ("thu hồi NEAR/6 đất", '"thu hồi"'),
        ("đất NEAR/6 thu hồi", '"thu hồi"'),
        ("title:thông xe", 'title:"thông xe"'),
        ("bão^2", "changes nothing"),
        ("lũ | (bão -bão)", "never be true"),
        ('"hai phong"', 'bare:"hai phong"'),
        ("url:a.example/tin", "*"),
    ],
)
def test_a_warning_names_what_may_not_be_meant(query, words):
    assert any(words in warning for warning in parsed(query).warnings)


@pytest.mark.parametrize(
    "query",
    ["bão lũ", '"world cup"', '"hải phòng"', "2 OF (a, b^2)", "bão -title:bão", "lũ -title:(bão | gió)", '"lớp 10"'],
)
def test_an_ordinary_query_has_no_warning(query):
    assert parsed(query).warnings == ()


def test_a_topic_may_name_another():
    topics = {"storm": "bão | lũ", "flood": "topic:storm -nắng"}
    assert parsed("topic:flood gió", topics=topics).matches("gió bão")
    assert not parsed("topic:flood gió", topics=topics).matches("gió bão nắng")


def test_a_circle_of_topics_is_named():
    topics = {"a": "x topic:b", "b": "topic:c", "c": "y | topic:a"}
    assert "a → b → c → a" in str(refused("topic:a", topics=topics))


def test_a_wrong_topic_is_named_where_it_is_used():
    error = refused("bão topic:b", topics={"b": "lũ AND"})
    assert error.column == 5
    assert "topic:b" in str(error)
    assert "'AND' has nothing on its right" in str(error)


def test_a_place_is_found_under_any_of_its_names():
    places = {"Phường Mới": ["Xã Cũ", "Làng Xưa"]}
    query = parsed('place:"xã cũ"', places=places)
    assert query.matches("ở làng xưa")
    assert query.matches("Phường Mới")
    assert not query.matches("phường cũ")
    assert "Phường Mới" in str(refused('place:"Phường Mói"', places=places))


def test_topics_that_double_each_other_stay_small():
    topics = {f"t{n}": f"topic:t{n + 1} (x | topic:t{n + 1})" for n in range(15)} | {"t15": "bão -lũ"}
    started = time.process_time()
    query = parsed("topic:t0", topics=topics)
    assert query.matches("bão x")
    assert query.explain("bão x").true
    assert time.process_time() - started < 60


@pytest.mark.parametrize(
    "text",
    [
        "(" * 65 + "a" + ")" * 65,
        "-" * 65 + "a",
        "exact:" * 65 + "a",
        "1 OF (" * 65 + "a" + ")" * 65,
        "a " * 4097,
        "a" * 65_537,
        "ă" * 40_000,
        "topic:t0",
    ],
)
def test_a_limit_is_an_error_of_the_query(text):
    refused(text, topics={f"t{n}": f"topic:t{n + 1}" for n in range(70)} | {"t70": "a"})


@pytest.mark.parametrize(
    "text",
    [
        "(" * 60 + "a" + ")" * 60,
        " ".join(f"w{n}" for n in range(4096)),
        " ".join(f"w{n} -v{n}" for n in range(2048)),
        "(a " * 60 + "b" + ")" * 60,
        "'a " * 10_000,
        "1," * 30_000,
        '"' * 65_000,
        "1" + " " * 65_000,
        "a NEAR/3 " * 4000 + "a",
        "a EXCEPT b " * 3000,
        "^1" * 30_000,
        "*" * 60_000,
        "2 OF (" + "x," * 4000 + "y)",
        "\ud800 \x00 a",
    ],
)
def test_a_monstrous_query_is_answered_soon(text):
    started = time.process_time()
    with contextlib.suppress(InvalidQuery):
        Query.parse(text).explain("a b a")
    assert time.process_time() - started < 60


SIGNS = ["bão", "lũ", '"', "(", ")", ",", "|", "-", "^2", "^", "*", ":", "title:", "date:", "bare:", "AND", "OR", "NOT"]
SIGNS += [
    "NEAR/2",
    "THEN",
    "EXCEPT",
    "2 OF (",
    "topic:b",
    "place:x",
    "url:",
    "“",
    "'",
    "2026",
    ">=",
    "\n",
    "…",
    "source:",
]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(SIGNS), max_size=25).map(" ".join),
        st.lists(st.sampled_from(SIGNS)).map("".join),
    )
)
@settings(max_examples=600, deadline=None)
def test_any_text_is_a_query_or_invalid(text):
    try:
        query = Query.parse(text, topics={"b": "bão topic:c", "c": "lũ"}, places={"x": ["y"]})
    except InvalidQuery as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert 0 <= refused.offset <= len(text)
        assert str(refused)
        assert refused.hint
    else:
        query.matches("bão lũ")
        assert query.explain(Document(title="bão", body="lũ")).true == query.matches(Document(title="bão", body="lũ"))
