"""Where a site's articles show their time: learned where it gives what a full reading gave, on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.article import Article, Published
from crawler.extract.blocks import Blocks, Element
from crawler.extract.datelines import read_dateline
from crawler.extract.evidence import Candidate
from crawler.extract.head import Head, read_head
from crawler.extract.page import Context
from crawler.extract.published import Times, read_times
from crawler.extract.template.lessons import Lesson
from crawler.extract.template.places import find, spots_of
from crawler.extract.template.values import Spot, Template

_WEIGHT = 2.4
_LONGEST = 260  # letters of a dateline
_TRIED = 12
_MACHINES = frozenset(("jsonld", "meta", "microdata"))

Shown = tuple[list[Candidate], list[Candidate]]


@dataclass(frozen=True, slots=True)
class TimePlace:
    """`spot` is the dateline's; `head`: the head of the page says all there is to know."""

    spot: Spot | None
    head: bool


NOWHERE = TimePlace(None, False)


def time_place(lessons: Sequence[Lesson], names: frozenset[str], context: Context) -> TimePlace:
    """The place that gives the times which were read, on all pages; nowhere where there is none."""
    if any(lesson.sample.article.published is None for lesson in lessons):
        return NOWHERE
    heads = [read_head(lesson.sample.page) for lesson in lessons]
    if all(_machine(lesson.sample.article.published) for lesson in lessons):
        nothing: Shown = ([], [])
        if all(_same(lesson, head, context, nothing) for lesson, head in zip(lessons, heads, strict=True)):
            return TimePlace(None, True)
    spots: dict[Spot, None] = {}
    for element in _datelines(lessons[0]):
        spots |= dict.fromkeys(replace(spot, every=False) for spot in spots_of(lessons[0].blocks, element, names))
    for spot in sorted(spots, key=lambda one: (one.placed, len(one.steps)))[:_TRIED]:
        if all(
            (shown := shown_at(lesson.blocks, spot, context)) is not None and _same(lesson, head, context, shown)
            for lesson, head in zip(lessons, heads, strict=True)
        ):
            return TimePlace(spot, False)
    return NOWHERE


def times_by_template(
    blocks: Blocks, head: Head, title: str, context: Context, template: Template, listed: Published | None
) -> Times | None:
    """The times by the place that was learned, or None where it does not hold: no time there, another day than the
    list's, a head that says less than those it was learned from."""
    shown: Shown | None = ([], []) if template.time_in_head else None
    if template.time is not None:
        shown = shown_at(blocks, template.time, context)
    if shown is None:
        return None
    times = read_times(blocks.page, head, title, context, listed=listed, shown=shown)
    if times.published is None or (template.time_in_head and not _machine(times.published)):
        return None
    if listed is not None and _day(listed.value) != _day(times.published.value):
        return None
    return times


def shown_at(blocks: Blocks, spot: Spot, context: Context) -> Shown | None:
    """What the dateline at a place says, as shown_times would say it; None where nothing there reads as a time."""
    for element in find(blocks, spot)[:1]:
        text = " ".join(block.text for block in blocks.inside(element))
        if len(text) > _LONGEST:
            return None
        read = read_dateline(text, context, hint=element.names)
        if read.published or read.modified:
            return (
                [Candidate(read.published, "shown", _WEIGHT * read.grade)] if read.published else [],
                [Candidate(read.modified, "shown", _WEIGHT * read.grade)] if read.modified else [],
            )
    return None


def _datelines(lesson: Lesson) -> list[Element]:
    """The elements, the smallest first, that show the words which the time was read from."""
    published = lesson.sample.article.published
    if published is None or not published.text:
        return []
    found = [block.element for block in lesson.blocks if published.text in block.text and len(block.text) <= _LONGEST]
    return found[:3]


def _machine(published: Published | None) -> bool:
    return published is not None and published.rule in _MACHINES and published.instant is not None


def _same(lesson: Lesson, head: Head, context: Context, shown: Shown) -> bool:
    """Whether these give the times that were read, whatever the list says."""
    article: Article = lesson.sample.article
    times = read_times(lesson.sample.page, head, article.title, context, shown=shown)
    return _value(times.published) == _value(article.published) and _value(times.modified) == _value(article.modified)


def _value(published: Published | None) -> datetime | date | None:
    return published.value if published is not None else None


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
