"""Where a site's articles show their time: learned where it gives what a full reading gave, on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.article import Article, Published
from crawler.extract.blocks import Blocks, Chain, Element
from crawler.extract.datelines import read_dateline
from crawler.extract.evidence import Candidate, machine_candidate
from crawler.extract.head import Head, read_head
from crawler.extract.page import Context
from crawler.extract.published import Times, read_times
from crawler.extract.shown import named_update
from crawler.extract.template.lessons import Lesson
from crawler.extract.template.places import find, spots_of
from crawler.extract.template.values import Spot, Template

_WEIGHT = 2.4
_LONGEST = 260  # letters of a dateline
_TRIED = 12
_SHOWING = 2  # pages that show the dateline's place, at least
_TIMES = 8  # elements that say a time, at most
_MACHINES = frozenset(("jsonld", "meta", "microdata"))

Shown = tuple[list[Candidate], list[Candidate]]


@dataclass(frozen=True, slots=True)
class TimePlace:
    """`spot` is the dateline's; `head`: the head of the page says all there is to know; `listed`: the lists do."""

    spot: Spot | None = None
    head: bool = False
    listed: bool = False


NOWHERE = TimePlace()
_NOTHING: Shown = ([], [])


def time_place(lessons: Sequence[Lesson], names: frozenset[str], context: Context) -> TimePlace:
    """The place that gives the times which were read, on all pages; nowhere where there is none."""
    if any(lesson.sample.article.published is None for lesson in lessons):
        return NOWHERE
    heads = [read_head(lesson.sample.page) for lesson in lessons]
    if all(_machine(lesson.sample.article.published) for lesson in lessons):
        if all(_same(lesson, head, context, _NOTHING) for lesson, head in zip(lessons, heads, strict=True)):
            return TimePlace(head=True)
    if all(_listed(lesson, head, context) for lesson, head in zip(lessons, heads, strict=True)):
        return TimePlace(listed=True)
    spots: dict[Spot, None] = {}
    for lesson in lessons[:_SHOWING]:
        for element in _datelines(lesson):
            spots |= dict.fromkeys(replace(spot, every=False) for spot in spots_of(lesson.blocks, element, names))
    for spot in sorted(spots, key=lambda one: (one.placed, len(one.steps)))[:_TRIED]:
        if (found := _tried(lessons, heads, spot, context)) is not None:
            return found
    return NOWHERE


def _tried(lessons: Sequence[Lesson], heads: Sequence[Head], spot: Spot, context: Context) -> TimePlace | None:
    """The place, where it gives the times of each page that has it, two at least, and the head those of the others."""
    held = 0
    for lesson, head in zip(lessons, heads, strict=True):
        shown = shown_at(lesson.blocks, spot, context, lesson.sample.article.title)
        held += shown is not None
        if shown is None and not _machine(lesson.sample.article.published):
            return None
        if not _same(lesson, head, context, shown or _NOTHING):
            return None
    return TimePlace(spot, head=held < len(lessons)) if held >= _SHOWING else None


def times_by_template(
    blocks: Blocks, head: Head, title: str, context: Context, template: Template, listed: Published | None
) -> Times | None:
    """The times by the place that was learned, or None where it does not hold: no time there, another day than the
    list's, a head that says less than those it was learned from."""
    shown = shown_at(blocks, template.time, context, title) if template.time is not None else None
    by_head = shown is None and template.time_in_head
    if shown is None and not by_head and not (template.time_in_list and listed is not None and listed.instant):
        return None
    times = read_times(blocks.page, head, title, context, listed=listed, shown=shown or _NOTHING)
    if times.published is None or (by_head and not _machine(times.published)):
        return None
    if template.time_in_list and times.published.rule != "list":
        return None
    if listed is not None and _day(listed.value) != _day(times.published.value):
        return None
    return times


def shown_at(blocks: Blocks, spot: Spot, context: Context, title: str) -> Shown | None:
    """What the dateline at a place says, as shown_times would say it; None where nothing there reads as a time. A day
    in the title is what the article is about."""
    for element in find(blocks, spot)[:1]:
        published, modified = _elements(element, context)
        text = " ".join(block.text for block in blocks.inside(element)).replace(title, " ")
        if len(text) > _LONGEST:
            return None
        read = read_dateline(text, context, hint=element.names)
        for found, into in ((read.published, published), (read.modified, modified)):
            if found:
                into.append(Candidate(found, "shown", _WEIGHT * read.grade))
        if published or modified:
            return published, modified
    return None


def _elements(element: Element, context: Context) -> Shown:
    """What the `<time>` elements in a place say, each as published or changed by its names."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    for node in element.node.css("time[datetime]")[:_TIMES]:
        found = machine_candidate((node.attrs.get("datetime") or "").strip(), "time", _WEIGHT, context)
        if found is not None:
            (modified if named_update(node) else published).append(replace(found, place="shown"))
    return published, modified


def _datelines(lesson: Lesson) -> list[Element]:
    """The elements that show the words which the time was read from, or say a time to machines."""
    published = lesson.sample.article.published
    if published is None or not published.text:
        return []
    found = [block.element for block in lesson.blocks if published.text in block.text and len(block.text) <= _LONGEST]
    said = {node.mem_id for node in lesson.sample.page.tree.css("time[datetime]")[:_TIMES]}
    held = [
        block.element
        for block in lesson.blocks
        if said and any(chain.node.mem_id in said for piece in block.pieces for chain in _round(piece.chain))
    ]
    return [*found[:3], *held[:3]]


def _round(chain: Chain | None) -> Iterator[Chain]:
    while chain is not None:
        yield chain
        chain = chain.outer


def _listed(lesson: Lesson, head: Head, context: Context) -> bool:
    """Whether the list alone gives the times that were read, to the minute."""
    told = lesson.sample.article.published
    return (
        told is not None
        and told.rule == "list"
        and told.instant is not None
        and _same(lesson, head, context, _NOTHING, told)
    )


def _machine(published: Published | None) -> bool:
    return published is not None and published.rule in _MACHINES and published.instant is not None


def _same(lesson: Lesson, head: Head, context: Context, shown: Shown, listed: Published | None = None) -> bool:
    """Whether these give the times that were read, whatever else the list says. A change at the time of the publication
    is none."""
    article: Article = lesson.sample.article
    times = read_times(lesson.sample.page, head, article.title, context, listed=listed, shown=shown)
    first = _value(article.published)
    return _value(times.published) == first and (_value(times.modified) or first) == (_value(article.modified) or first)


def _value(published: Published | None) -> datetime | date | None:
    return published.value if published is not None else None


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
