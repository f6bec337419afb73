"""Taking out what is no part of the article although it stands in it: its ends first, then lines within."""

from crawler.extract.blocks import Block, Blocks, Flag
from crawler.extract.names import says_near
from crawler.extract.prose import flat, only_a_date, size


def trim(blocks: Blocks, taken: set[int], title: str, headline: int | None) -> set[int]:
    """The blocks that stay."""
    kept = {number for number in taken if not _caption(blocks[number])}
    wanted = flat(title)
    for number in sorted(kept):
        block = blocks[number]
        if flat(block.text) == wanted or number == headline:
            kept.discard(number)
        elif only_a_date(block.text):
            kept.discard(number)
        elif size(block.text) >= 12:
            break
    return kept


def _caption(block: Block) -> bool:
    return bool(block.element.flags & Flag.CAPTION) or says_near(block.element, "caption", 2)
