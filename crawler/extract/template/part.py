"""The part of a page that a template reads: from its headline or dateline to a little below its text."""

from crawler.extract.blocks import Blocks, read_part
from crawler.extract.page import Page
from crawler.extract.template.places import selector
from crawler.extract.template.values import Template

_BELOW = 10
"""Blocks below the text in which files and pictures of the article are looked for, and one more."""
_MOST = 40
"""More elements than that are not told apart by names: the page is walked whole."""


def part_of(page: Page, template: Template) -> Blocks | None:
    """The blocks round the places that the template names; None where the whole page must be seen: the text or the
    title has no place, or the page does not show it."""
    if template.title is None:
        return None
    for spot in template.bodies:
        if ends := page.tree.css(wanted := selector(spot)):
            places = (template.title, template.lede, template.time)
            first = page.tree.css(", ".join((wanted, *(selector(place) for place in places if place))))[0]
            return read_part(page, first, {node.mem_id for node in ends}, _BELOW) if len(ends) <= _MOST else None
    return None
