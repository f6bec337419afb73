"""A reader by density, for pages that a teacher cannot take or finds nothing in: the element with most prose."""

from crawler.extract.blocks import Blocks, Flag
from crawler.extract.furniture import Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import ends, flat, size

_AWAY = Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.ASIDE | Flag.CAPTION


def densest(blocks: Blocks, furniture: Furniture = frozenset()) -> set[int]:
    """The prose of the element that holds most of it; empty where the page has none."""
    worth: dict[int, float] = {}
    prose: dict[int, float] = {}
    for block in blocks:
        if block.element.flags & _AWAY or block.link_density > 0.4 or says_near(block.element, "noise", 4):
            continue
        words = size(block.text)
        if words < 8 or flat(block.text) in furniture:
            continue
        value = words * (1.0 if ends(block.text) else 0.5)
        prose[block.number] = value
        for step, element in enumerate(block.element.up()):
            if step > 6:
                break
            worth[element.number] = worth.get(element.number, 0.0) + value * 0.85**step
    if not worth:
        return set()
    best = blocks.elements[max(worth, key=lambda number: (worth[number], number))]
    return {number for number in prose if best.first <= number <= best.last}
