"""The part of a page that a template reads: from its headline or dateline to a little below its text."""

from collections.abc import Iterable

from crawler.extract.blocks import SKIPPED, Blocks, Chain, read_part
from crawler.extract.page import Page
from crawler.extract.prose import flat
from crawler.extract.template.places import selector
from crawler.extract.template.texts import fingerprint
from crawler.extract.template.values import Template

_BELOW, _BENEATH = 10, 14
"""Blocks below a text in which the article's files and pictures stand; below a headline without one, also notices."""
_MOST = 40
"""More elements than that are not told apart by names: the page is walked whole."""
_CODE = SKIPPED | {"noscript", "option"}
_NEAR = 3
"""Elements above a text that are asked whether they are a link."""


def part_of(page: Page, template: Template) -> Blocks | None:
    """The blocks round the places that the template names; None where the whole page must be seen: the text or the
    title has no place, or the page does not show it."""
    if template.title is None and not template.headless:
        return None
    headline = (template.title,) if template.title and template.silent else ()
    for spot in (*template.bodies, *headline):
        if ends := page.tree.css(wanted := selector(spot)):
            places = (template.title, template.lede, template.time)
            first = page.first(", ".join((wanted, *(selector(place) for place in places if place)))) or ends[0]
            below = _BENEATH if template.silent else _BELOW
            return read_part(page, first, {node.mem_id for node in ends}, below) if len(ends) <= _MOST else None
    return None


def may_show(page: Page, template: Template) -> bool:
    """Whether the page may have an element of the text: where none has its names, none is there."""
    return any(page.first(selector(spot)) is not None for spot in template.bodies)


def covers(part: Blocks, template: Template) -> bool:
    """Whether no element of the text stands outside a part."""
    inside = {element.node.mem_id for element in part.elements}
    return all(node.mem_id in inside for spot in template.bodies for node in part.page.tree.css(selector(spot)))


def beside(part: Blocks, template: Template) -> int:
    """The letters of prose that the rest of the page has, at most: all text that is neither a link nor what the site's
    pages share, twice, since prose may be links by half."""
    inside = (piece.text for block in part for piece in block.pieces if not _in_link(piece.chain))
    return max(0, 2 * (_letters(_texts(part.page), template) - _letters(inside, template)))


def _letters(texts: Iterable[str], template: Template) -> int:
    return sum(len(own) for text in texts if (own := flat(text)) and fingerprint(own) not in template.furniture)


def _texts(page: Page) -> list[str]:
    """The runs of text of a page that stand in no link."""
    found: list[str] = []
    body = page.tree.body
    for node in body.traverse(include_text=True) if body is not None else ():
        if not node.is_text_node or node.is_empty_text_node:
            continue
        above = node.parent
        if above is None or (tag := above.tag) in _CODE or (text := node.text_content or "").isspace():
            continue
        for _ in range(_NEAR):
            if tag == "a":
                break
            above = above.parent
            if above is None:
                break
            tag = above.tag
        if tag != "a":
            found.append(text)
    return found


def _in_link(chain: Chain | None) -> bool:
    for _ in range(_NEAR):
        if chain is None:
            return False
        if chain.tag == "a":
            return True
        chain = chain.outer
    return False
