"""Texts of blocks as templates compare them: fingerprints, and what a reading of the page took."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import blake2b

from crawler.extract.blocks import Block, Blocks
from crawler.extract.prose import flat, sentence, size

_FIGURES = re.compile(r"\d+")
LEAST = 12
"""Letters: what is shorter may be the same by chance."""
LINKED = 0.5
_WORDS = 8
_GLANCE = 100
"""Letters in which so many words are found, and half as many again, mostly: then it does not matter how it ends."""
_KEPT = 4_000
"""Texts whose fingerprints are kept: a site's pages share most of theirs."""


@lru_cache(_KEPT)
def fingerprint(letters: str) -> str:
    """What stands for a text in a template: its letters, figures levelled ("Comments (12)"), unless figures are a
    fifth of it: "8:30 a.m." is text of its own."""
    figures = 0 if letters.isalpha() else sum(map(len, _FIGURES.findall(letters)))
    if figures and figures * 5 < len(letters):
        letters = _FIGURES.sub("0", letters)
    return blake2b(letters.encode("utf-8", "replace"), digest_size=6).hexdigest()


def taken_by(blocks: Blocks, keys: Sequence[str], text: str) -> list[bool | None]:
    """Of each block, whether it is part of this text; None where that cannot be told."""
    lines = {flat(line) for line in text.splitlines()}
    whole = flat(text)
    found: list[bool | None] = []
    for block in blocks:
        own = keys[block.number]
        if len(own) < LEAST:
            found.append(None)
        else:
            found.append(own in lines or own in whole)
    return found


def shared(pages: Sequence[Sequence[str]], taken: Sequence[Sequence[bool | None]]) -> frozenset[str]:
    """The fingerprints of texts that pages have in common. What stands among an article's text is shared only where
    most pages have it: thanks to sponsors and standing phrases are the article's own."""
    counts: dict[str, int] = {}
    among: dict[str, int] = {}
    for keys, marks in zip(pages, taken, strict=True):
        seen: set[str] = set()
        inside: set[str] = set()
        for number, own in enumerate(keys):
            if len(own) < 2:
                continue
            print_ = fingerprint(own)
            seen.add(print_)
            if marks[number] and any((*marks[max(0, number - 1) : number], *marks[number + 1 : number + 2])):
                inside.add(print_)
        for one in seen:
            counts[one] = counts.get(one, 0) + 1
        for one in inside:
            among[one] = among.get(one, 0) + 1
    least = max(2, -(-len(pages) // 3))
    most = max(3, -(-len(pages) * 3 // 5))
    return frozenset(one for one, count in counts.items() if count >= (most if one in among else least))


def agreement(keys: Sequence[str], taken: Collection[int], before: Sequence[bool | None]) -> float:
    """F1, by letters, of the blocks taken now against those taken before; short ones say nothing."""
    now = sum(len(keys[number]) for number in taken if before[number] is not None)
    then = sum(len(key) for key, one in zip(keys, before, strict=True) if one)
    both = sum(len(keys[number]) for number in taken if before[number])
    return 2 * both / (now + then) if now + then else 1.0


def prose(block: Block) -> bool:
    """Whether a block reads as running text."""
    if block.link_density >= LINKED:
        return False
    return size(block.text[:_GLANCE]) >= 1.5 * _WORDS or sentence(block.text, _WORDS)
