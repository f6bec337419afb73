"""The files of an article are carried, each once, with its name and media type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Attachment
from crawler.extract.attachments import MOST, media_type, read_attachments
from crawler.extract.page import Page

URL = "https://ward.example/news/7"
PDF = "application/pdf"


def files(markup, scans=False):
    page = Page(f"<html><body><main>{markup}</main><footer><a href=/rules.pdf>Rules</a></footer></body></html>", URL)
    return read_attachments(page, [page.first("main")], scans=scans)


def test_a_linked_document_is_carried_and_the_footers_is_not():
    assert files('<p><a href="/f/plan.pdf">The plan</a></p>') == (
        Attachment("https://ward.example/f/plan.pdf", "The plan", PDF),
    )


@pytest.mark.parametrize("others", [0, 40])
def test_a_large_part_of_the_page_has_the_same_files_as_a_small_one(others):
    found = files(
        "<p><a>No link</a> <a href=/a.pdf>First plan</a><object data=/b.pdf></object></p>"
        "<iframe src='/view?file=/c.pdf'></iframe><embed src=/d.pdf>" + "<p>A line.</p>" * others
    )
    assert [file.url.rpartition("/")[2] for file in found] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


@pytest.mark.parametrize(
    ("address", "type"),
    [
        ("/a.PDF", PDF),
        ("/a.docx?download=1", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/get.ashx?file=plan.xls&v=2", "application/vnd.ms-excel"),
        ("/documents/20/decision.pdf/4f1c-22", PDF),
        ("/a.zip", "application/zip"),
    ],
)
def test_a_document_is_known_by_a_name_anywhere_in_its_address(address, type):
    assert [file.type for file in files(f"<a href='{address}'>x file</a>")] == [type]


@pytest.mark.parametrize(
    "address", ["/news/8", "/about-pdf", "mailto:a@b.example", "javascript:open('a.pdf')", "#a.pdf"]
)
def test_a_web_page_or_a_script_is_no_document(address):
    assert files(f'<a href="{address}">x file</a>') == ()


def test_a_document_in_a_viewer_is_carried():
    assert [f.url for f in files('<iframe src="/viewer.html?file=/f/a.pdf"></iframe>')] == [
        "https://ward.example/f/a.pdf"
    ]
    assert [f.url for f in files('<object data="/f/b.pdf"></object><embed src="/f/b.pdf">')] == [
        "https://ward.example/f/b.pdf"
    ]


def test_a_file_linked_twice_is_one_file_and_without_words_bears_its_name():
    assert files('<a href="/f/plan.pdf"><img src=i.png></a><a href="/f/plan.pdf">2</a>') == (
        Attachment("https://ward.example/f/plan.pdf", "plan.pdf", PDF),
    )


def test_pictures_are_documents_only_where_they_stand_for_the_text():
    markup = '<a href="/scan-1.jpg">Page 1</a>'
    assert files(markup) == ()
    assert [f.type for f in files(markup, scans=True)] == ["image/jpeg"]


def test_what_a_link_declares_counts_where_its_address_is_silent():
    assert [f.type for f in files('<a href="/d/5" type="application/pdf">Plan</a>')] == [PDF]


def test_a_page_of_a_thousand_files_carries_some():
    assert len(files("".join(f'<a href="/{i}.pdf">File {i}</a>' for i in range(1000)))) == MOST


@given(st.text())
def test_no_address_raises(address):
    media_type("https://a.example/" + address)
    media_type(address)
