"""A template is learned after the first pages, again after more, and anew after a redesign."""

from collections import deque
from collections.abc import Iterable

from crawler.extract.template.learning import learn
from crawler.extract.template.values import Template
from crawler.extract.template.watch import Watch
from tests.crawler.extract.template.sites import CONTEXT, NEWS, sample


def template(names: Iterable[str]) -> Template:
    found = learn([sample(name) for name in names], CONTEXT)
    assert found is not None
    return found


def test_it_is_learned_at_three_five_and_ten_pages_and_then_seldom() -> None:
    watch: Watch[int] = Watch()
    due = []
    for number in range(1, 20):
        watch.read(number, "")
        if watch.due:
            due.append(number)
            assert not watch.learned(None)
    assert due == [3, 5, 10, 15]


def test_more_pages_teach_another_and_as_many_do_not() -> None:
    three, five = template([*NEWS][:3]), template(NEWS)
    watch: Watch[str] = Watch(three, deque([*NEWS][:4], maxlen=10))
    assert not watch.due
    watch.read("swim", "")
    assert watch.due and watch.learned(five) and watch.template is five
    assert not watch.due and not watch.learned(three)


def test_three_refusals_in_a_row_are_a_redesign_and_teach_alone() -> None:
    watch: Watch[int] = Watch(template(NEWS))
    for number, refused in enumerate(("", "x", "x", "", "x", "x")):
        watch.read(number, refused)
        assert not watch.broken
    watch.read(6, "x")
    assert watch.broken and watch.due and watch.lesson == (4, 5, 6)
    new = template([*NEWS][:3])
    assert watch.learned(new)
    assert watch.template is new and not watch.broken and not watch.due


def test_what_cannot_be_learned_leaves_the_template_that_was() -> None:
    old = template(NEWS)
    watch: Watch[int] = Watch(old)
    for number in range(3):
        watch.read(number, "x")
    assert not watch.learned(None)
    assert watch.template is old and watch.broken and not watch.due
    for number in range(3):
        watch.read(number, "x")
    assert watch.due
