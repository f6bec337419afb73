"""Article pages of one source, and what was read from them -> where that site keeps what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median

from crawler.extract.blocks import Block, Element
from crawler.extract.head import read_head
from crawler.extract.names import says_near
from crawler.extract.page import Context
from crawler.extract.prose import only_a_date, sentence
from crawler.extract.template.bodies import bodies, purity
from crawler.extract.template.lessons import AWAY, Lesson, Lessons, Sample, lessons_of, mark_foreign, shared_part, tops
from crawler.extract.template.part import beside, part_of
from crawler.extract.template.places import find, frame, names_on, spots_of
from crawler.extract.template.reading import body_blocks
from crawler.extract.template.texts import agreement
from crawler.extract.template.times import time_place
from crawler.extract.template.titles import stated
from crawler.extract.template.values import Spot, Template
from crawler.extract.template.votes import Votes

FEWEST = 2
"""Pages that teach: what one shows cannot be told from what the site has on each."""
SILENT = 3
"""Pages without a text of their own after which that is no exception."""
_ONE_SITE = 0.2
"""How much of what stands beside its text a page shares with the others, at least: else it is of another design."""
_PROOF = 0.7
"""How well the pages that a template was learned from come out as before, in the middle."""


def learn(samples: Sequence[Sample], context: Context) -> Template | None:
    """What these pages have in common, or None where they teach nothing: they share nothing, no element holds the
    texts of two, or they would not come out by the template as they were. Three pages without a text of their own
    teach what the others of such a site look like."""
    return learn_from(lessons_of(samples), context)


def alike(lessons: Lessons) -> list[Lesson]:
    """The pages that have something in common with the others beside their texts, as those of one site have."""
    return [lesson for lesson in lessons.every if shared_part(lesson, lessons.furniture) >= _ONE_SITE]


def learn_from(found: Lessons, context: Context) -> Template | None:
    """As learn, from pages that were taken apart."""
    lessons = alike(found)
    silent = [lesson for lesson in lessons if not lesson.text]
    template = _speaking([lesson for lesson in lessons if lesson.text], found.furniture, context)
    if len(silent) < SILENT:
        return template
    if template is not None:
        return replace(template, silent=True)
    every = names_on([lesson.blocks for lesson in silent], len(silent))
    template = Template(
        learned_at=context.fetched_at,
        pages=tuple(lesson.sample.page.url for lesson in silent),
        agreed=(1.0,) * len(silent),
        bodies=(),
        names=frozenset(),
        keep={},
        keep_tags={},
        main="",
        furniture=found.furniture,
        title=_agreed(silent, every, _title_elements, lambda lesson: lesson.title),
        lede=None,
        time=(when := time_place(silent, every, context)).spot,
        time_in_head=when.head,
        frames=frozenset(),
        pure=0.0,
        least=0,
        left=0.0,
        silent=True,
        kickers=_kickers(silent),
        headless=_headless(silent),
        time_in_list=when.listed,
    )
    return replace(template, rest=_rest(silent, template))


def _speaking(lessons: list[Lesson], furniture: frozenset[str], context: Context) -> Template | None:
    """What pages with a text have in common."""
    if len(lessons) < FEWEST:
        return None
    pages = [lesson.blocks for lesson in lessons]
    every = names_on(pages, len(pages) if len(pages) < 6 else len(pages) - 1)
    names = names_on(pages, 2)
    mark_foreign(lessons, names)
    places, lessons = bodies(lessons, every)
    if not places:
        return None
    held = [(lesson, tops(lesson.blocks, places)) for lesson in lessons]
    votes = Votes(names)
    for lesson, elements in held:
        votes.count(lesson, elements)
    when = time_place(lessons, every, context)
    template = Template(
        learned_at=context.fetched_at,
        pages=tuple(lesson.sample.page.url for lesson in lessons),
        agreed=(),
        bodies=places,
        names=names & votes.used,
        keep=votes.keep(len(lessons)),
        keep_tags=votes.keep_tags(),
        main=votes.main,
        furniture=furniture,
        title=_agreed(lessons, every, _title_elements, lambda lesson: lesson.title),
        lede=None,
        time=when.spot,
        time_in_head=when.head,
        frames=frozenset(
            frame(element, every)
            for lesson, elements in held
            for element in elements
            if any(lesson.own[element.first : element.last + 1])
        ),
        pure=purity([(lesson, element) for lesson, elements in held for element in elements]),
        least=0,
        left=0.0,
        kickers=_kickers(lessons),
        headless=_headless(lessons),
        time_in_list=when.listed,
    )
    return _proven(lessons, replace(template, lede=_lede(lessons, every, template)))


def _agreed(
    lessons: Sequence[Lesson],
    names: frozenset[str],
    elements: Callable[[Lesson], Iterable[Element]],
    wanted: Callable[[Lesson], str],
) -> Spot | None:
    """The place whose first block says the wanted letters on every page."""
    candidates: dict[Spot, None] = {}
    for lesson in lessons:
        for element in elements(lesson):
            candidates |= dict.fromkeys(replace(spot, every=False) for spot in spots_of(lesson.blocks, element, names))
    for spot in sorted(candidates, key=lambda one: (one.placed, len(one.steps))):
        if all(_says(lesson, spot) == wanted(lesson) for lesson in lessons):
            return spot
    return None


def _says(lesson: Lesson, spot: Spot) -> str:
    found = find(lesson.blocks, spot)
    blocks = lesson.blocks.inside(found[0]) if found else []
    return lesson.keys[blocks[0].number] if blocks else ""


def _title_elements(lesson: Lesson) -> list[Element]:
    wanted = lesson.title
    found = [block.element for block in lesson.blocks if lesson.keys[block.number] == wanted]
    return sorted(found, key=lambda element: element.tag != "h1")[:3]


def _headless(lessons: Sequence[Lesson]) -> bool:
    return not any(
        _title_elements(lesson) or stated(read_head(lesson.sample.page)) != lesson.sample.article.title
        for lesson in lessons
    )


def _rest(lessons: Sequence[Lesson], template: Template) -> int:
    parts = [part for lesson in lessons if (part := part_of(lesson.sample.page, template)) is not None]
    return min((beside(part, template) for part in parts), default=0)


def _kickers(lessons: Sequence[Lesson]) -> bool:
    return any(lesson.sample.article.kicker for lesson in lessons)


def _lede(lessons: Sequence[Lesson], names: frozenset[str], template: Template) -> Spot | None:
    """The place of a standfirst between title and body, on half of the pages or more."""
    candidates: dict[Spot, int] = {}
    for lesson in lessons:
        spots: dict[Spot, None] = {}
        for block in _between(lesson, template):
            spots |= dict.fromkeys(replace(spot, every=False) for spot in spots_of(lesson.blocks, block.element, names))
        for spot in spots:
            candidates[spot] = candidates.get(spot, 0) + 1
    enough = {spot: count for spot, count in candidates.items() if count * 2 >= len(lessons) and count > 1}
    return min(enough, key=lambda one: (-enough[one], one.placed, len(one.steps)), default=None)


def _between(lesson: Lesson, template: Template) -> list[Block]:
    """Prose of this page alone between its title and its body."""
    elements = tops(lesson.blocks, template.bodies)
    if not elements:
        return []
    title = lesson.title
    first = elements[0].first
    at = max((n for n in range(first) if lesson.keys[n] == title), default=None)
    if at is None:
        return []
    return [
        block
        for block in lesson.blocks.blocks[at + 1 : first]
        if lesson.own[block.number]
        and sentence(block.text, 8)
        and not only_a_date(block.text)
        and not block.element.flags & AWAY
        and not says_near(block.element, "caption", 2)
        and not says_near(block.element, "noise", 2)
    ]


def _proven(lessons: Sequence[Lesson], template: Template) -> Template | None:
    """The template with the measures of the pages it was learned from, read back by it; None where they do not come
    out as they were."""
    lengths: list[int] = []
    agreed: list[float] = []
    left = 0.0
    for lesson in lessons:
        found = body_blocks(lesson.blocks, lesson.keys, template, lesson.sample.article.title)
        if found is None:
            agreed.append(0.0)
            continue
        lengths.append(found.letters)
        agreed.append(agreement(lesson.keys, found.taken, lesson.taken))
        left = max(left, found.left)
    if median(agreed) < _PROOF:
        return None
    return replace(
        template,
        rest=_rest(lessons, template),
        agreed=tuple(round(one, 3) for one in agreed),
        least=min(lengths),
        left=min(left, 2.0),
    )
