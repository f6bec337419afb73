"""Every example of docs/topics.md is true."""

import re
from pathlib import Path

import pytest

from feeds.errors import InvalidQuery
from feeds.topics.document import Document
from feeds.topics.lexer import FIELDS
from feeds.topics.query import Query

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "topics.md").read_text("utf-8")


def boxes(kind):
    return [box.strip().splitlines() for box in re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)]


def document(line):
    title, slashes, body = line.partition(" // ")
    return Document(title=title, body=body) if slashes else Document(body=line)


def caught(query):
    try:
        Query.parse(query)
    except InvalidQuery as error:
        return str(error)
    return ""


EXAMPLES = [(box[0], line[0] == "+", line[2:]) for box in boxes("topic") for line in box[1:]]


@pytest.mark.parametrize(("query", "catches", "line"), EXAMPLES)
def test_an_example_catches_what_the_page_says(query, catches, line):
    assert Query.parse(query).matches(document(line)) is catches


@pytest.mark.parametrize(("query", "words"), boxes("error"))
def test_an_error_reads_as_the_page_says(query, words):
    assert words in caught(query)


@pytest.mark.parametrize(("query", "words"), boxes("warning"))
def test_a_warning_reads_as_the_page_says(query, words):
    assert any(words in warning for warning in Query.parse(query).warnings)


def test_every_form_of_the_table_is_understood_and_every_field_is_named():
    cells = re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
    assert len(cells) > 8
    for cell in cells:
        Query.parse(cell, topics={"road-works": "cầu"}, places={"Phường Mới": ["Xã Cũ"]})
    assert [name for name in FIELDS if f"{name}:" not in TEXT] == []


def test_the_page_has_examples_of_each_kind():
    assert len(EXAMPLES) > 30
    assert boxes("error")
    assert boxes("warning")
