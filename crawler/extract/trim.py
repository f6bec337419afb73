"""Taking out what is no part of the article although it stands in it: its ends first, then lines within."""

import re

from crawler.extract.blocks import Block, Blocks, Flag
from crawler.extract.furniture import Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import ends, flat, only_a_date, size

_LEGAL = re.compile(
    r"giấy phép|bản quyền|tòa soạn|cơ quan chủ quản|tổng biên tập|lượt xem|\bviews?\s*:|copyright|©|all rights reserved"
    r"|tél\.|điện thoại\s*:|\bfax\b|hotline|licen[cs]e no|aviso legal|impressum|\bшрифт\b|版权所有|备案",
    re.I,
)
_SHORT = 12  # words: a line under that which ends like no sentence is no prose


def trim(
    blocks: Blocks, taken: set[int], title: str, headline: int | None, furniture: Furniture = frozenset()
) -> set[int]:
    """The blocks that stay."""
    kept = {number for number in taken if not _caption(blocks[number]) and flat(blocks[number].text) not in furniture}
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
        elif first is not None and _linked(block):
            kept.discard(number)
    return kept


def _tail(blocks: Blocks, kept: set[int]) -> set[int]:
    """Without links, counters, licences and signatures after the last prose."""
    prose = [n for n in kept if _prose(blocks[n])]
    if not prose:
        return kept
    for number in sorted((n for n in kept if n > max(prose)), reverse=True):
        block = blocks[number]
        listed = block.element.tag in ("li", "td", "dd") and not _linked(block)
        if _linked(block) or _LEGAL.search(block.text) or (size(block.text) < _SHORT and not ends(block.text)):
            if listed and not _LEGAL.search(block.text):
                break
            kept.discard(number)
    for number in sorted((n for n in kept if _LEGAL.search(blocks[n].text)), reverse=True):
        if number != max(kept) or size(blocks[number].text) > 60:
            break
        kept.discard(number)
    return kept


def _prose(block: Block) -> bool:
    return size(block.text) >= _SHORT and not _linked(block) and not _LEGAL.search(block.text)


def _linked(block: Block) -> bool:
    return block.link_density > 0.6 and size(block.text) < 25


def _caption(block: Block) -> bool:
    return bool(block.element.flags & Flag.CAPTION) or says_near(block.element, "caption", 2)


def believable(blocks: Blocks, taken: set[int]) -> bool:
    """Whether these blocks read as an article and not as a page's menus: prose is a good part of their words."""
    words = sum(size(blocks[n].text) for n in taken)
    prose = sum(size(blocks[n].text) for n in taken if _prose(blocks[n]))
    return prose >= 0.4 * words
