"""Pages that teach: taken apart, each block told from what the site has beside its texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.article import Article
from crawler.extract.blocks import HEADINGS, Blocks, Element, Flag
from crawler.extract.complexity import too_complex
from crawler.extract.page import Page
from crawler.extract.prose import flat
from crawler.extract.template.places import find, part
from crawler.extract.template.texts import LINKED, fingerprint, shared, taken_by
from crawler.extract.template.values import Spot

AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.CAPTION | Flag.FIGURE


@dataclass(frozen=True, slots=True)
class Sample:
    """An article page and what was read from it without a template."""

    page: Page
    article: Article


@dataclass(slots=True)
class Lesson:
    """A sample, taken apart. By block: `keys` its letters, `taken` whether the reading took it, `own` whether it is
    text of this page alone (no furniture, not mostly links), `foreign` whether its like was refused on many pages.
    `roof` is the number of the deepest element that holds title and text."""

    sample: Sample
    blocks: Blocks
    title: str
    keys: list[str]
    taken: list[bool | None]
    own: list[bool] = field(default_factory=list)
    foreign: list[bool] = field(default_factory=list)
    roof: int = 0

    def stray(self, number: int) -> bool:
        """Whether a block was refused only here: more likely a paragraph that the reading lost than a box of the
        site."""
        return self.taken[number] is False and not self.foreign[number]

    @property
    def text(self) -> int:
        """Letters that were taken."""
        return sum(len(key) for key, taken in zip(self.keys, self.taken, strict=True) if taken)


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that teach, and the fingerprints of what they share."""

    every: Sequence[Lesson]
    furniture: frozenset[str]


def lessons_of(samples: Sequence[Sample]) -> Lessons:
    """The samples that teach: none twice (an article under two addresses is no furniture). Those without a text of
    their own show what the site has beside its texts."""
    found = _distinct(samples)
    furniture = shared([lesson.keys for lesson in found], [lesson.taken for lesson in found])
    for lesson in found:
        lesson.own = [
            bool(key)
            and (key != lesson.title or lesson.taken[block.number] is True)
            and block.link_density < LINKED
            and fingerprint(key) not in furniture
            for key, block in zip(lesson.keys, lesson.blocks, strict=True)
        ]
        lesson.roof = _roof(lesson)
    return Lessons(found, furniture)


def shared_part(lesson: Lesson, furniture: frozenset[str]) -> float:
    """The share of what stands beside the text that other pages have too, 0 to 1: little where pages are of different
    sites or designs."""
    beside = {key for key, taken in zip(lesson.keys, lesson.taken, strict=True) if len(key) > 1 and not taken}
    return sum(fingerprint(key) in furniture for key in beside) / max(1, len(beside))


def first_shown(blocks: Blocks, keys: Sequence[str], title: str) -> int | None:
    """The block that shows the title first: its headline. A text may begin with it once more."""
    found = (n for n, key in enumerate(keys) if key == title and not blocks[n].element.flags & AWAY)
    return next(found, None)


def _distinct(samples: Sequence[Sample]) -> list[Lesson]:
    found: list[Lesson] = []
    texts: set[str] = set()
    for sample in samples:
        whole = flat(sample.article.text)
        title = flat(sample.article.title)
        if (whole or title) in texts or too_complex(sample.page):
            continue
        texts.add(whole or title)
        blocks = sample.page.blocks
        keys = [flat(block.text) for block in blocks]
        taken = taken_by(blocks, keys, sample.article.text)
        headline = first_shown(blocks, keys, title)
        if headline is not None and any(taken[headline + 1 :]):
            taken[headline] = False
        found.append(Lesson(sample, blocks, title, keys, taken))
    return found


def _roof(lesson: Lesson) -> int:
    """The number of the deepest element that holds the title and the text; 0 where the page does not show its title."""
    wanted = lesson.title
    taken = [number for number, one in enumerate(lesson.taken) if one and lesson.keys[number] != wanted]
    if not taken:
        return 0
    titles = [
        block
        for block in lesson.blocks
        if lesson.keys[block.number] == wanted and not block.element.flags & AWAY and block.number < taken[-1]
    ]
    title = max(titles, key=lambda block: (block.element.tag == "h1", block.element.tag in HEADINGS), default=None)
    if title is None:
        return 0
    middle = taken[len(taken) // 2]
    return next((element.number for element in title.element.up() if element.last >= middle), 0)


def mark_foreign(lessons: Sequence[Lesson], names: frozenset[str]) -> None:
    """Tells what each site has beside its texts from what single readings lost."""
    counts: dict[str, int] = {}
    places: list[list[str]] = []
    for lesson in lessons:
        own = [
            "/".join(part(step, names) for step, _ in zip(block.element.up(), range(2), strict=False))
            if lesson.own[block.number] and lesson.taken[block.number] is False
            else ""
            for block in lesson.blocks
        ]
        places.append(own)
        for place in {*own} - {""}:
            counts[place] = counts.get(place, 0) + 1
    least = max(2, len(lessons) / 2)
    for lesson, own in zip(lessons, places, strict=True):
        lesson.foreign = [counts.get(place, 0) >= least for place in own]


def tops(blocks: Blocks, bodies: Sequence[Spot]) -> list[Element]:
    """The elements of the text: those at the first place that the page has."""
    return next((found for spot in bodies if (found := find(blocks, spot))), [])
