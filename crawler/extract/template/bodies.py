"""Which element holds the text of a site's articles: the place whose own text is what was taken, on all pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extract.blocks import Element
from crawler.extract.template.lessons import Lesson
from crawler.extract.template.places import find, spots_of
from crawler.extract.template.values import Spot

_SURE = 0.5
"""The least agreement of the element with the texts that were taken."""
_LAYOUT = 0.05
"""How much worse than the best place of a page one may be that is the place of its text too."""
_PAGES = 2
_MOST = 8  # places, the first with its other names
_SYNONYMS = 5
_NEAR = 0.03
"""How much agreement a wider element may lack: readings lose first paragraphs and lists, which it holds."""
_FULL = 400  # letters: shorter texts count for less
_HELD = (0.95, 0.8, 0.6)
_ABOVE = 12


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place with its agreement on each page. `alone`: one element at most has text of its own, and it is not wider
    than title and text; `blocks` how many it holds, `depth` how far below the page's body, over all pages."""

    spot: Spot
    scores: tuple[float, ...]
    alone: bool
    held: tuple[tuple[int, ...], ...]
    blocks: int
    depth: int


def bodies(lessons: Sequence[Lesson], names: frozenset[str]) -> tuple[tuple[Spot, ...], list[Lesson]]:
    """The places of the text, and the pages that they explain: one with its other names, and up to two more where the
    site has pages of several layouts. None where no element holds the text of two pages: what one shows is no proof.
    """
    spots: dict[Spot, None] = {}
    for lesson in lessons:
        for element in _holders(lesson):
            spots |= dict.fromkeys(spots_of(lesson.blocks, element, names))
    candidates = [_candidate(spot, lessons) for spot in spots]
    tops = [max((one.scores[n] for one in candidates), default=0.0) for n in range(len(lessons))]
    weights = [min(1.0, lesson.text / _FULL) for lesson in lessons]
    explained: set[int] = set()
    chosen: list[Spot] = []
    while candidates and len(explained) < len(lessons) and len(chosen) < _MOST:
        pages = [n for n in range(len(lessons)) if n not in explained]
        gains = [_gain(one, tops, weights, pages) for one in candidates]
        if max(gains) < _SURE * len(pages) / (len(pages) + len(explained)):
            break
        found = _widest(candidates, gains)
        new = {n for n in pages if _explains(found, n, tops)}
        if len(new) < _PAGES:
            break
        chosen += [found.spot, *(_others(found, candidates) if not explained else ())]
        explained |= new
    return tuple(chosen), [lesson for n, lesson in enumerate(lessons) if n in explained]


def _explains(one: _Candidate, page: int, tops: Sequence[float]) -> bool:
    """Whether it is about as good as the best that the page has: an element that holds the text of each layout, and
    all that stands round it, is the place of neither."""
    return one.scores[page] >= max(_SURE, tops[page] - _LAYOUT)


def _candidate(spot: Spot, lessons: Sequence[Lesson]) -> _Candidate:
    found = [find(lesson.blocks, spot) for lesson in lessons]
    elements = [element for one in found for element in one]
    return _Candidate(
        spot,
        tuple(_agreement(lesson, one) for lesson, one in zip(lessons, found, strict=True)),
        all(_is_one(lesson, one) for lesson, one in zip(lessons, found, strict=True)),
        tuple(tuple(element.number for element in one) for one in found),
        sum(element.last - element.first for element in elements),
        sum(len(list(element.up())) for element in elements),
    )


def _gain(one: _Candidate, tops: Sequence[float], weights: Sequence[float], pages: Sequence[int]) -> float:
    """Its mean agreement on these pages, longer texts counting more; nothing for pages of another layout."""
    gained = sum(one.scores[n] * weights[n] for n in pages if _explains(one, n, tops))
    return gained / max(1e-9, sum(weights[n] for n in pages))


def _widest(candidates: Sequence[_Candidate], gains: Sequence[float]) -> _Candidate:
    """Of those that are nearly as good as the best, the widest that stands alone; else the best, then the smallest."""
    most = max(gains)
    wide = [one for one, gain in zip(candidates, gains, strict=True) if one.alone and gain >= most - _NEAR]
    if wide:
        return max(wide, key=lambda one: (-one.spot.placed, one.blocks, -one.depth, one.spot.every, -_named(one.spot)))
    near = [one for one, gain in zip(candidates, gains, strict=True) if gain >= most - _NEAR / 3]
    return max(near, key=lambda one: (-one.spot.placed, -one.blocks, one.spot.every, -_named(one.spot)))


def _named(spot: Spot) -> int:
    return sum(len(step.names) for step in spot.steps)


def _others(found: _Candidate, candidates: Iterable[_Candidate]) -> list[Spot]:
    """Other names of the same elements, for pages of another layout that lack one of them."""
    same = [
        one.spot
        for one in candidates
        if one.held == found.held and one.spot.every == found.spot.every and not one.spot.placed
    ]
    return [spot for spot in same if spot != found.spot and len(spot.steps) == 1 and _named(spot) == 1][:_SYNONYMS]


def _holders(lesson: Lesson) -> Iterable[Element]:
    """The deepest elements that hold most of what was taken, and some above them."""
    held: dict[int, int] = {}
    for block, key, taken in zip(lesson.blocks, lesson.keys, lesson.taken, strict=True):
        if taken:
            for element in block.element.up():
                held[element.number] = held.get(element.number, 0) + len(key)
    whole = lesson.text
    found: dict[int, Element] = {}
    for share in _HELD:
        deepest = max((number for number, letters in held.items() if letters >= share * whole), default=None)
        if deepest is None:
            continue
        for element, _ in zip(lesson.blocks.elements[deepest].up(), range(_ABOVE + 1), strict=False):
            if element.tag != "body":
                found[element.number] = element
    return found.values()


def _agreement(lesson: Lesson, elements: Sequence[Element]) -> float:
    """F1 of the elements' own text against what was taken of the page, by letters."""
    inside = right = 0
    for element in elements:
        for number in range(element.first, element.last + 1):
            if lesson.own[number]:
                inside += len(lesson.keys[number]) if not lesson.stray(number) else 0
                right += len(lesson.keys[number]) if lesson.taken[number] is not False else 0
    whole = sum(
        len(key) for key, taken, own in zip(lesson.keys, lesson.taken, lesson.own, strict=True) if taken and own
    )
    return 2 * min(right, whole) / (inside + whole) if inside + whole else 0.0


def _is_one(lesson: Lesson, tops: Sequence[Element]) -> bool:
    """Whether one of the elements at most has text of this page alone, and it is not wider than title and text."""
    own = [top for top in tops if any(lesson.own[top.first : top.last + 1])]
    return len(own) <= 1 and all(top.number >= lesson.roof for top in own)


def purity(tops: Sequence[tuple[Lesson, Element]]) -> float:
    """The share of the text of its own in the body's element that was taken, by letters."""
    inside = right = 0
    for lesson, top in tops:
        for number in range(top.first, top.last + 1):
            if lesson.own[number] and not lesson.stray(number):
                inside += len(lesson.keys[number])
                right += len(lesson.keys[number]) if lesson.taken[number] is not False else 0
    return right / max(1, inside)
