"""The general reader that shows which blocks are the article: today trafilatura's body, found again in our blocks."""

import logging
import re
from collections.abc import Sequence
from itertools import count

from crawler.extract.blocks import Blocks
from crawler.extract.prose import letters

MOST_LETTERS = 400_000
MOST_BLOCKS = 8_000
MOST_DEPTH = 200
_SOUGHT = 24
"""Letters from which a block's text proves where it stands; shorter ones must follow what was found."""

# What a teacher must not see: containers for libxml2 (all after an <embed> would be lost), code, other documents.
_UNREADABLE = (
    "script style noscript template svg math object embed iframe applet audio video canvas select textarea button"
    " input link meta param source track frame frameset head".split()
)
_calls = count(1)
_WORD = re.compile(r"\w+")


def teachable(blocks: Blocks) -> bool:
    """Whether the page is small enough for a teacher that is slow on large ones."""
    return (
        len(blocks) <= MOST_BLOCKS
        and blocks.letters <= MOST_LETTERS
        and len(blocks.elements) <= 4 * MOST_BLOCKS
        and blocks.depth <= MOST_DEPTH
    )


def teach(blocks: Blocks) -> str:
    """The body as trafilatura reads it, as text; empty where it finds none. Its slower ways add nothing to what its yes
    and no are worth beside the reader's own numbers."""
    import lxml.html
    from trafilatura import bare_extraction

    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(lxml.html.HtmlElement))  # one class for all
    tree = blocks.page.tree.clone()
    tree.strip_tags(_UNREADABLE)
    html = tree.html or ""
    try:
        document = lxml.html.document_fromstring(html, parser=parser)
        found = bare_extraction(
            document, url=blocks.page.url or None, with_metadata=False, include_comments=False, fast=True
        )
    except (ValueError, AssertionError, RecursionError, lxml.etree.LxmlError):
        return ""
    finally:
        if next(_calls) % 200 == 0:
            _forget()
    return (getattr(found, "text", None) or "") if found is not None else ""


def _forget() -> None:
    """Empty trafilatura's caches, which grow in a long-lived process. It logs an error for each of its functions that
    turns out to have none: nothing that an operator can act on."""
    from trafilatura.meta import reset_caches

    logging.getLogger("htmldate.meta").setLevel(logging.CRITICAL)
    reset_caches()


def marked(blocks: Blocks, text: str) -> set[int]:
    """The numbers of the blocks that a text holds, each place of the text used once, in its order where it can be."""
    whole = letters(text)
    grams: set[tuple[str, ...]] = set()
    found: set[int] = set()
    used: list[tuple[int, int]] = []
    cursor = 0
    for block in blocks:
        own = letters(block.text)
        if not own:
            continue
        if whole.startswith(own, cursor):
            place = cursor
        elif len(own) >= _SOUGHT:
            place = whole.find(own, cursor)
            if place < 0:
                place = whole.find(own)
                if place >= 0 and _overlaps(used, place, place + len(own)):
                    continue
        else:
            place = -1
        if place >= 0:
            found.add(block.number)
            used.append((place, place + len(own)))
            cursor = max(cursor, place + len(own)) if place <= cursor + 4000 else place + len(own)
        elif len(own) >= 2 * _SOUGHT:
            grams = grams or _grams(text)
            if _share(block.text, grams) >= 0.6:
                found.add(block.number)
    return found


def _overlaps(used: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in used)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {*zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)}


def _share(text: str, grams: set[tuple[str, ...]]) -> float:
    own = _grams(text)
    return len(own & grams) / len(own) if own else 0.0
