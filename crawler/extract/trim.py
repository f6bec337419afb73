"""What is no part of an article although it stands in it: captions, comments, licence lines, links at its end."""

import re

from crawler.extract.blocks import Block, Blocks, Element, Flag
from crawler.extract.names import says_near
from crawler.extract.prose import at_most, flat, size

_LEGAL = re.compile(
    r"giấy phép|bản quyền|tòa soạn|cơ quan chủ quản|tổng biên tập|lượt xem|\bviews?\s*:|copyright|©|all rights reserved"
    r"|tél\.|điện thoại\s*:|\bfax\b|hotline|licen[cs]e no|aviso legal|impressum|\bшрифт\b|版权所有|备案",
    re.I,
)
_COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comments?-?(?:list|area|section|body|content|wrapper)|disqus\w*)(?:$|\s)")
_CAPTION = 45  # words: what stands with a picture in a box of its own is its caption up to this
_BOX = 4  # blocks: what holds more is no picture's box
_FEW = 60  # words of a licence line, at most
_SHORT = 12  # words: a line under that which ends like no sentence is no prose


def _prose(block: Block) -> bool:
    return size(block.text) >= _SHORT and not _linked(block) and not _LEGAL.search(block.text)


def _linked(block: Block) -> bool:
    return block.link_density > 0.6 and size(block.text) < 25


def _caption(block: Block) -> bool:
    return bool(block.element.flags & Flag.CAPTION) or says_near(block.element, "caption", 2)


def _pictures(blocks: Blocks, taken: set[int], last: int) -> set[int]:
    """Captions without a name: text that stands in one small table or figure with a picture; before block `last`, also
    what stands in another box with one, or repeats its alternative text."""
    found: set[int] = set()
    for block in blocks.blocks[max(0, min(taken, default=0) - _BOX) : max(taken, default=0) + _BOX]:
        images = block.images
        if not images or taken.isdisjoint(range(block.number - _BOX + 1, block.number + _BOX + 1)):
            continue
        box = _box(blocks, block)
        inside = taken.intersection(range(box.first, box.last + 1) if box else range(block.number, block.number + 3))
        for image in images if inside else ():
            said = flat(image.attributes.get("alt") or "")
            for n in inside:
                text = blocks[n].text
                boxed = box is not None and bool(text) and size(text) <= _CAPTION
                alone = box is not None and box.tag in ("table", "figure")
                repeated = len(said) > 10 and flat(text) == said
                if (boxed and (n < last or alone)) or (repeated and n < last):
                    found.add(n)
    return found


def _box(blocks: Blocks, block: Block) -> Element | None:
    """The largest element round a picture that holds no more than a caption beside it, if it is a box of its own."""
    found = None
    for element in block.element.up():
        if element.last + 1 - element.first > _BOX:
            break
        if element.tag not in ("table", "figure", "center", "dl"):
            continue
        inside = blocks.inside(element)
        if sum(size(one.text) for one in inside) > _CAPTION:
            break
        if any(one.text for one in inside):
            found = element
    return found


def captions(blocks: Blocks, taken: set[int]) -> set[int]:
    """The captions among the taken blocks: by their names, by a picture's box or words; never all of a text."""
    named = {n for n in taken if _caption(blocks[n])}
    last = max(taken - named, default=0)
    found = named | _pictures(blocks, taken, last)
    return found if taken - found else named


def hangers_on(blocks: Blocks, taken: set[int]) -> set[int]:
    """What hangs on an article's end: readers' comments, links to other articles, licences."""
    known: dict[int, bool] = {}
    talk = {n for n in taken if _talked(blocks[n].element, known)}
    if talk:
        rest = taken - talk
        if sum(size(blocks[n].text) for n in rest) < _CAPTION or min(talk) < min(rest):
            talk = set()
    found = set(talk)
    for number in sorted(taken - talk, reverse=True):
        if not _hangs_on(blocks[number]):
            break
        found.add(number)
    return found if found != taken else {n for n in found if n in talk or not legal(blocks[n])}


def _talked(element: Element, known: dict[int, bool]) -> bool:
    """Whether it stands among readers' comments; `known` keeps the answer for each element above it."""
    steps: list[int] = []
    found = False
    step: Element | None = element
    while step is not None and not found:
        if step.number in known:
            found = known[step.number]
            break
        steps.append(step.number)
        names = step.names
        found = ("comment" in names or "disqus" in names) and bool(_COMMENTS.search(names))
        step = step.parent
    known.update(dict.fromkeys(steps, found))
    return found


def _hangs_on(block: Block) -> bool:
    listed = block.element.tag == "li" and block.link_density > 0.6
    return _linked(block) or listed or (at_most(block.text, _FEW) and legal(block))


def legal(block: Block) -> bool:
    """Whether it speaks of licences, rights, editors in charge: lines of the page, not of the article."""
    return bool(_LEGAL.search(block.text))


def believable(blocks: Blocks, taken: set[int]) -> bool:
    """Whether these blocks read as an article and not as a page's menus: prose is a good part of their words."""
    words = sum(size(blocks[n].text) for n in taken)
    prose = sum(size(blocks[n].text) for n in taken if _prose(blocks[n]))
    return prose >= 0.4 * words
