"""What changed between two versions, in words."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.diff import Change, diff
from crawler.article import Attachment
from tests.builders import a_stored_article, an_article

TEXT = "Cầu mở sáng nay. Xe tải đi đường vòng.\nCông an phường phân luồng tại hai đầu cầu."


def test_equal_words_have_no_difference() -> None:
    assert diff(a_stored_article(text=TEXT), an_article(title="CẦU MỚI thông xe!", text=TEXT.replace(" ", "  "))) == ()


def test_a_reworded_sentence_stands_beside_its_old_wording() -> None:
    new = TEXT.replace("sáng nay", "chiều nay")
    assert diff(an_article(text=TEXT), an_article(text=new)) == (
        Change("text", "Cầu mở sáng nay.", "Cầu mở chiều nay."),
    )


def test_sentences_that_came_and_went_and_titles_and_files() -> None:
    old_file, new_file = (Attachment(f"https://b/{n}.pdf", title, "") for n, title in ((1, "Bản cũ"), (2, "")))
    old = an_article(text=TEXT, attachments=(old_file,))
    new = an_article(title="Cầu thông xe", text=TEXT.partition(" Xe")[0] + "\nMới: cấm xe.", attachments=(new_file,))
    assert diff(old, new) == (
        Change("title", "Cầu mới thông xe", "Cầu thông xe"),
        Change("text", "Xe tải đi đường vòng. Công an phường phân luồng tại hai đầu cầu.", "Mới: cấm xe."),
        Change("attachments", "Bản cũ", ""),
        Change("attachments", "", "https://b/2.pdf"),
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_a_difference_or_say_the_same(one: str, other: str) -> None:
    changes = diff(an_article(text=one), an_article(text=other))
    assert diff(an_article(text=one), an_article(text=one)) == ()
    assert all(change.old != change.new for change in changes)
