"""Elements of a page by their place: which names tell them apart on every page, and where a known place is."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from crawler.extract.blocks import Blocks, Element
from crawler.extract.template.values import Spot, Step

_NAME = re.compile(r"[\w-]+\Z")
_STEPS = 6
"""How far below the element with a name a place may be told by tags alone."""


def names_of(element: Element) -> list[str]:
    """Its class names and its id, in lower case, without those that no place can be written with."""
    return [name for name in element.names.split() if _NAME.match(name)]


def names_on(pages: Sequence[Blocks], least: int) -> frozenset[str]:
    """The names that so many pages have: those of one article (post-1234, a style sheet's hash) are none of them."""
    counts: dict[str, int] = {}
    for blocks in pages:
        for name in {name for element in blocks.elements for name in names_of(element)}:
            counts[name] = counts.get(name, 0) + 1
    return frozenset(name for name, count in counts.items() if count >= least)


def number_of(blocks: Blocks, element: Element) -> int:
    """Its number among its siblings of the same tag, from 1. Scripts between them do not count: they come and go."""
    if element.parent is None:
        return 1
    before = blocks.elements[element.parent.number + 1 : element.number]
    return 1 + sum(one.parent is element.parent and one.tag == element.tag for one in before)


def spots_of(blocks: Blocks, element: Element, names: Collection[str]) -> Iterator[Spot]:
    """The places that lead to an element: by its own names; by the names of one above it and the tags between; the
    same with the elements' numbers."""
    below: list[Element] = []
    for step in element.up():
        own = tuple(sorted(name for name in names_of(step) if name in names))
        if own or step.tag == "body":
            first = Step(step.tag, own)
            if not below:
                if own:
                    yield Spot((first,), every=True)
                    yield Spot((first,))
                    for name in own if len(own) > 1 else ():
                        yield Spot((Step(step.tag, (name,)),), every=True)
                    numbered = Step(step.tag, own, number_of(blocks, step))
                    if step.parent is not None and numbered.number > 1:
                        below.append(step)
                        continue
                return
            else:
                rest = [(one.tag, _own(one, names), number_of(blocks, one)) for one in reversed(below)]
                yield Spot((first, *(Step(tag, own_names) for tag, own_names, _ in rest)), every=True)
                yield Spot((first, *(Step(tag, own_names, number) for tag, own_names, number in rest)))
                return
        below.append(step)
        if len(below) > _STEPS:
            return


def _own(element: Element, names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names_of(element) if name in names))


def find(blocks: Blocks, place: Spot) -> list[Element]:
    """The elements at a place, in page order; none inside another."""
    last = place.steps[-1]
    name = last.names[0] if last.names else ""
    found: list[Element] = []
    end = -1
    for element in blocks.elements:
        if element.tag != last.tag or name not in element.names or element.number <= end:
            continue
        if not _fits(blocks, element, place.steps):
            continue
        found.append(element)
        if not place.every:
            break
        end = element.end
    return found


def _fits(blocks: Blocks, element: Element | None, steps: Sequence[Step]) -> bool:
    for step in reversed(steps):
        if element is None or element.tag != step.tag:
            return False
        if step.names and not set(element.names.split()).issuperset(step.names):
            return False
        if step.number and number_of(blocks, element) != step.number:
            return False
        element = element.parent
    return True


@lru_cache(maxsize=512)
def selector(place: Spot) -> str:
    """The CSS selector of all elements that may stand at a place, and of others: it does not tell them by number."""
    steps = place.steps
    named = max((n for n, step in enumerate(steps) if step.names), default=len(steps) - 1)
    names = "".join(f':is([class~="{name}" i],[id~="{name}" i])' for name in steps[named].names)
    return steps[named].tag + names + (f" {steps[-1].tag}" if named < len(steps) - 1 else "")


def part(element: Element, names: Collection[str]) -> str:
    """An element as one part of a path: its tag with the names that tell it."""
    own = [name for name in element.names.split() if name in names] if element.names else ()
    return ".".join((element.tag, *sorted(own))) if own else element.tag


def path_below(top: Element, element: Element, names: Collection[str], known: dict[int, str] | None = None) -> str:
    """The way from an element down to one inside it, `div.text/p`; empty for itself. `known` keeps the ways below this
    top, by the numbers of their elements."""
    known = {} if known is None else known
    known[top.number] = ""
    steps: list[Element] = []
    step: Element | None = element
    while step is not None and step.number not in known:
        steps.append(step)
        step = step.parent
    path = known[step.number] if step is not None else ""
    for step in reversed(steps):
        own = part(step, names)
        path = known[step.number] = f"{path}/{own}" if path else own
    return path


def frame(element: Element, names: Collection[str]) -> str:
    """The way from the page's body down to an element."""
    return "/".join(reversed([part(step, names) for step in element.up()]))


def tags_of(path: str) -> str:
    """The same way by tags alone."""
    return "/".join(step.partition(".")[0] for step in path.split("/"))
