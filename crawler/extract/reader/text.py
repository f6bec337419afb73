"""The numbers of a block's own text: its words and signs, what the page's head says of it, how it begins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p

from crawler.extract.blocks import HEADINGS, Block
from crawler.extract.reader.words import Names

Numbers = tuple[float, ...]

_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_START = 400
"""Letters of a text whose signs are counted."""
_FIRST = 60
"""Letters of a text whose capitals are counted."""
_SHORT = 120
"""Letters of a text whose figures tell something: a date, a price."""
_LATER = 40
"""Letters of a block's text that are looked up in longer texts."""
_BODY = 200
"""Letters of a body told by structured data that is more than a teaser."""
_FIGURES = b"0123456789"
_ODD = b"{}/|@_=<>\\"
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_ENDS = frozenset(".!?…։।۔。！？｡:：;；")
_CLOSING = "\"'”’»«›)]」』）】 "


def count_words(texts: Sequence[str]) -> list[float]:
    """The words of each text; a letter of a script that does not part them is half of one."""
    words = [text.count(" ") + 1.0 if text else 0.0 for text in texts]
    for n, text in enumerate(texts):
        if not text.isascii() and _DENSE.search(text):
            words[n] += len(_DENSE.findall(text)) / 2
    return words


def ended(text: str) -> bool:
    end = text[-6:].rstrip(_CLOSING)
    return bool(end) and end[-1] in _ENDS


def own(text: str, words: float, linked: float, ends: bool) -> Numbers:
    """Of a text, its words and the share of its letters that are links: how long it is, how full of signs."""
    start = text[:_START]
    short = len(start)
    marks, odd, figures, capitals = signs(start)
    return (
        log1p(words),
        linked,
        float(ends),
        marks / words,
        figures / short if short < _SHORT else 0.0,
        odd / short,
        len(text) / words,
        capitals / (short if short < _FIRST else _FIRST),
    )


def signs(text: str) -> tuple[int, int, int, int]:
    """How many commas and stops between sentences, signs that prose has not, figures; capitals among the first
    letters. Signs are bytes, counted many times faster."""
    raw = text.encode()
    size = len(raw)
    marks = raw.count(b",") + raw.count(b". ")
    odd = size - len(raw.translate(None, _ODD))
    figures = size - len(raw.translate(None, _FIGURES))
    if size == len(text):
        first = raw[:_FIRST]
        return marks, odd, figures, len(first) - len(first.translate(None, _CAPITALS))
    marks += text.count("，") + text.count("。") + text.count("、")
    return marks, odd + text.count("©"), figures, sum(map(str.isupper, text[:_FIRST]))


def told(keys: Sequence[str], title: str, description: str, body: str) -> Iterator[Numbers]:
    """How far each text is the title, the description or of the body that the page's head tells, and how often it
    stands on the page; all as letters only."""
    times = Counter(keys)
    body = body if len(body) > _BODY else ""
    opening = description[:_LATER]
    for key in keys:
        begins = key[:_LATER]
        yield (
            1.0 if key == title else 0.5 if len(key) > 10 and key in title else 0.0,
            0.0 if not opening or len(key) <= 24 else 1.0 if begins in description else 0.5 if opening in key else 0.0,
            -1.0 if not body or len(key) <= 12 else 1.0 if begins in body else 0.0,
            float(min(4, times[key])) if key else 1.0,
        )


def begun(blocks: Sequence[Block], names: Names) -> Iterator[Numbers]:
    """The weights of the words that each block begins with, and those of the last heading before it."""
    heading = 0.0
    for block in blocks:
        own = names.begun(block.text)
        yield own, heading
        if block.element.tag in HEADINGS:
            heading = own
