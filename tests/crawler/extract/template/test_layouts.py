"""When a source's templates are learned: after its first pages, after more of them, and for a new design."""

from collections.abc import Iterable

from crawler.extract.template.layouts import IDLE, MOST, SELDOM, Layouts
from crawler.extract.template.learning import learn
from crawler.extract.template.values import Template
from tests.crawler.extract.template.sites import CONTEXT, NEWS, sample


def template(names: Iterable[str]) -> Template:
    found = learn([sample(name) for name in names], CONTEXT)
    assert found is not None
    return found


THREE, FIVE = template([*NEWS][:3]), template(NEWS)


def test_without_a_template_it_is_tried_at_three_five_and_ten_pages_and_then_seldom() -> None:
    layouts: Layouts[int] = Layouts()
    due = []
    for number in range(1, 14 + SELDOM):
        lesson = layouts.read(number if layouts.wants(None) else None, None)
        if lesson is not None:
            due.append(number)
            assert lesson.layout is None and lesson.pages[-1] == number and len(lesson.pages) <= 10
            assert not layouts.learned(lesson, None)
    assert due == [3, 5, 10, 10 + SELDOM]
    assert layouts.templates == ()


def test_pages_that_have_nothing_in_common_are_not_tried_again_soon() -> None:
    layouts: Layouts[int] = Layouts()
    due = []
    for number in range(1, 6 + SELDOM):
        lesson = layouts.read(number, None)
        if lesson is not None:
            due.append(number)
            assert not layouts.learned(lesson, None, alike=False)
    assert due == [3, 3 + SELDOM]


def test_more_pages_of_a_layout_teach_it_again_and_as_many_do_not() -> None:
    layouts: Layouts[str] = Layouts()
    lessons = [layouts.read(name, None) for name in [*NEWS][:3]]
    assert lessons[:2] == [None, None] and lessons[2] is not None and layouts.learned(lessons[2], THREE)
    assert layouts.read("storm", 0) is None
    lesson = layouts.read("swim", 0)
    assert lesson is not None and lesson.layout == 0 and lesson.pages == (*NEWS,)
    assert not layouts.learned(lesson, THREE) and layouts.templates == (THREE,)
    assert layouts.learned(lesson, FIVE) and layouts.templates == (FIVE,)


def test_pages_that_no_template_holds_for_teach_another_whatever_comes_between() -> None:
    layouts: Layouts[str] = Layouts((FIVE,))
    assert layouts.read("a", None) is None and layouts.read("own", 0) is None
    assert layouts.read("b", None) is None and layouts.read("own too", 0) is None
    lesson = layouts.read("c", None)
    assert lesson is not None and lesson.pages == ("a", "b", "c")
    assert layouts.learned(lesson, THREE) and layouts.templates == (THREE, FIVE)


def test_a_layout_of_the_past_goes_when_another_is_learned_and_there_are_never_many() -> None:
    layouts: Layouts[int] = Layouts((FIVE, THREE))
    for number in range(IDLE):
        layouts.read(number, 1)
    for number in range(3):
        lesson = layouts.read(number, None)
    assert lesson is not None and layouts.learned(lesson, THREE)
    assert layouts.templates == (THREE, THREE)
    for _ in range(MOST):
        for number in range(3):
            lesson = layouts.read(number, None)
        assert lesson is not None and layouts.learned(lesson, FIVE)
    assert len(layouts.templates) == MOST
