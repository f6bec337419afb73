"""The pictures of an article and their captions."""

from dataclasses import dataclass

from crawler.extract.blocks import Block, Blocks, Element, Flag
from crawler.extract.names import says, says_near
from crawler.extract.pictures import address, decorative, same_picture
from crawler.extract.prose import size

_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM | Flag.ASIDE
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Pictures:
    """The numbers of blocks that show only pictures and are shown, and which block's picture each caption is of."""

    pictures: set[int]
    captions: dict[int, int]


def illustrate(blocks: Blocks, taken: set[int], named: str) -> Pictures:
    """The pictures between the first and the last block taken, those in a box right before them, and the one that the
    page names for itself."""
    if not taken:
        return Pictures(set(), {})
    first, last = min(taken), max(taken)
    pictures: set[int] = set()
    for block in blocks.blocks[max(0, first - _BEFORE) : last + 3]:
        if block.text or not (images := block.images):
            continue
        if block.element.flags & _AWAY or says_near(block.element, "noise", 3):
            continue
        outside = (block.number < first or block.number > last) and not block.element.flags & Flag.FIGURE
        for node in images if named or not outside else ():
            url = address(blocks.page, node)
            if url is None or decorative(node, url) or (outside and not same_picture(url, named)):
                continue
            if _in_link_list(blocks, block, taken):
                continue
            pictures.add(block.number)
            break
    return Pictures(pictures, _captions(blocks, taken, pictures))


def _in_link_list(blocks: Blocks, block: Block, taken: set[int]) -> bool:
    """Whether the picture belongs to a teaser: its box holds link text that was not taken."""
    box = block.element.parent or block.element
    texts = [other for other in blocks.inside(box) if other.text]
    return (
        bool(texts)
        and not any(other.number in taken for other in texts)
        and all(other.link_density > 0.5 for other in texts)
    )


def _captions(blocks: Blocks, taken: set[int], pictures: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    shown = pictures | {number for number in taken if blocks[number].images}
    for picture in sorted(shown):
        figure = _figure(blocks[picture])
        if figure is None:
            continue
        for block in blocks.inside(figure):
            if block.number not in taken and block.number not in found and block.text and size(block.text) < 120:
                found[block.number] = picture
    return found


def _figure(block: Block) -> Element | None:
    """The box that holds a picture and its caption only: a `<figure>`, or the smallest with a caption's name."""
    for element, _ in zip(block.element.up(), range(4), strict=False):
        if element.tag == "figure" or "caption" in says(element):
            return element
    return None
