"""Taking out what is no part of the article although it stands in it: its ends first, then lines within."""

import re

from crawler.extract.blocks import Block, Blocks, Element, Flag
from crawler.extract.furniture import Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import ends, flat, only_a_date, size

_LEGAL = re.compile(
    r"giấy phép|bản quyền|tòa soạn|cơ quan chủ quản|tổng biên tập|lượt xem|\bviews?\s*:|copyright|©|all rights reserved"
    r"|tél\.|điện thoại\s*:|\bfax\b|hotline|licen[cs]e no|aviso legal|impressum|\bшрифт\b|版权所有|备案",
    re.I,
)
_CAPTION = 45  # words: what stands with a picture in a box of its own is its caption up to this
_SHORT = 12  # words: a line under that which ends like no sentence is no prose


def trim(
    blocks: Blocks, taken: set[int], title: str, headline: int | None, furniture: Furniture = frozenset()
) -> set[int]:
    """The blocks that stay."""
    pictures = _pictures(blocks, taken) | {n for n in taken if not flat(blocks[n].text)}
    kept = {n for n in taken - pictures if not _caption(blocks[n]) and flat(blocks[n].text) not in furniture}
    return _tail(blocks, _front(blocks, kept, title, headline))


def _front(blocks: Blocks, kept: set[int], title: str, headline: int | None) -> set[int]:
    """Without the headline, the dateline and menu entries before the first prose."""
    wanted = flat(title)
    first = next((n for n in sorted(kept) if size(blocks[n].text) >= _SHORT and not _linked(blocks[n])), None)
    for number in sorted(kept):
        block = blocks[number]
        if number == headline or flat(block.text) == wanted or only_a_date(block.text):
            if len(kept) > 1:
                kept.discard(number)
        elif number == first:
            break
        elif first is not None and (_linked(block) or _LEGAL.search(block.text)):
            kept.discard(number)
    return kept


def _tail(blocks: Blocks, kept: set[int]) -> set[int]:
    """Without links, counters, licences and signatures after the last prose."""
    prose = [n for n in kept if _prose(blocks[n])]
    if not prose:
        return kept
    end = max(prose)
    for number in sorted((n for n in kept if n > end), reverse=True):
        block = blocks[number]
        listed = block.element.tag in ("li", "td", "dd") and not _linked(block)
        if _linked(block) or _LEGAL.search(block.text) or (size(block.text) < _SHORT and not ends(block.text)):
            if listed and not _LEGAL.search(block.text):
                break
            kept.discard(number)
    for number in sorted(kept, reverse=True):
        if not _LEGAL.search(blocks[number].text) or size(blocks[number].text) > 60:
            break
        kept.discard(number)
    return kept


def _prose(block: Block) -> bool:
    return size(block.text) >= _SHORT and not _linked(block) and not _LEGAL.search(block.text)


def _linked(block: Block) -> bool:
    return block.link_density > 0.6 and size(block.text) < 25


def _caption(block: Block) -> bool:
    return bool(block.element.flags & Flag.CAPTION) or says_near(block.element, "caption", 2)


def _pictures(blocks: Blocks, taken: set[int]) -> set[int]:
    """Captions without a name: text that stands in one small table or box with a picture, or repeats its alternative
    text."""
    found: set[int] = set()
    for block in blocks:
        for image in block.images:
            said = flat(image.attributes.get("alt") or "")
            box = _box(blocks, block)
            inside = range(box.first, box.last + 1) if box else range(block.number, block.number + 3)
            for number in set(inside) & taken:
                text = blocks[number].text
                if (box and text and size(text) <= _CAPTION) or (len(said) > 10 and flat(text) == said):
                    found.add(number)
    return found


def _box(blocks: Blocks, block: Block) -> Element | None:
    """The largest element round a picture that holds no more than a caption beside it, if it is a box of its own."""
    found = None
    for element in block.element.up():
        inside = blocks.inside(element)
        if sum(size(one.text) for one in inside) > _CAPTION or len(inside) > 4:
            break
        if element.tag in ("table", "figure", "center", "dl") and any(one.text for one in inside):
            found = element
    return found


def believable(blocks: Blocks, taken: set[int]) -> bool:
    """Whether these blocks read as an article and not as a page's menus: prose is a good part of their words."""
    words = sum(size(blocks[n].text) for n in taken)
    prose = sum(size(blocks[n].text) for n in taken if _prose(blocks[n]))
    return prose >= 0.4 * words
