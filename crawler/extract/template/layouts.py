"""The layouts of a source's article pages: what was learned of each, and when more is to be learned. Pure."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from crawler.extract.template.values import Template

P = TypeVar("P")

LEARN_AT = (3, 5, 10)
"""How many pages a template is learned from: what three teach is good, what five and ten teach is better."""
MOST = 3
"""Layouts that a source may have at a time: news, notices, press releases."""
IDLE = 60
"""A layout that held for none of so many pages is one of the past, once there is another."""
SELDOM = 100
"""After so many pages that no template holds for, and that taught nothing before, learning is tried again."""


@dataclass(frozen=True, slots=True)
class Lesson(Generic[P]):
    """Pages to learn from: those of the layout of this number, or, at None, those that no layout holds for."""

    pages: Sequence[P]
    layout: int | None


@dataclass
class _Layout(Generic[P]):
    template: Template
    pages: list[P] = field(default_factory=list)
    idle: int = 0


class Layouts(Generic[P]):
    """Pages that no template holds for are gathered apart: a few of them are another layout, or a new design. So one
    layout's pages never teach another's template."""

    def __init__(self, templates: Sequence[Template] = ()) -> None:
        self._layouts: list[_Layout[P]] = [_Layout(template) for template in templates]
        self._strays: deque[P] = deque(maxlen=LEARN_AT[-1])
        self._in_vain = 0  # pages since learning was given up for a while

    @property
    def templates(self) -> tuple[Template, ...]:
        """In the order in which they are tried."""
        return tuple(one.template for one in self._layouts)

    def wants(self, layout: int | None) -> bool:
        """Whether a page that the template of this number holds for (None: none does) may still teach anything."""
        if layout is None:
            return not 0 < self._in_vain <= SELDOM - LEARN_AT[-1]
        return len(self._layouts[layout].template.pages) < LEARN_AT[-1]

    def read(self, page: P | None, layout: int | None) -> Lesson[P] | None:
        """A page was read by the template of this number; None: by none of them. What to learn now, if anything. It
        may be None where it is not wanted."""
        for number, one in enumerate(self._layouts):
            one.idle = 0 if number == layout else one.idle + 1
        if layout is None:
            return self._stray(page)
        own = self._layouts[layout]
        taught = len(own.template.pages)
        if page is None or taught >= LEARN_AT[-1]:
            return None
        own.pages.append(page)
        if len(own.pages) in LEARN_AT and len(own.pages) > taught:
            return Lesson(tuple(own.pages), layout)
        return None

    def _stray(self, page: P | None) -> Lesson[P] | None:
        if page is not None:
            self._strays.append(page)
        if self._in_vain:
            self._in_vain += 1
            due = self._in_vain > SELDOM
        else:
            due = len(self._strays) in LEARN_AT
        return Lesson(tuple(self._strays), None) if due and self._strays else None

    def learned(self, lesson: Lesson[P], template: Template | None, *, alike: bool = True) -> bool:
        """What was learned of a lesson; None: nothing. `alike`: its pages have something in common, so that a few more
        may teach what they did not. Whether the templates changed by it."""
        if lesson.layout is not None:
            own = self._layouts[lesson.layout]
            better = template is not None and len(template.pages) > len(own.template.pages)
            if better:
                assert template is not None
                own.template = template
            if len(lesson.pages) >= LEARN_AT[-1]:
                own.pages.clear()
            return better
        if template is None:
            if self._in_vain or not alike or len(lesson.pages) >= LEARN_AT[-1]:
                self._in_vain = 1
            return False
        self._strays.clear()
        self._in_vain = 0
        current = [one for one in self._layouts if one.idle < IDLE]
        self._layouts = [_Layout(template, list(lesson.pages)), *current][:MOST]
        return True
