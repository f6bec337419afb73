"""The title by its place, where nothing on the page or the list speaks against it."""

from crawler.extract.affixes import GENERIC, undated
from crawler.extract.blocks import Blocks
from crawler.extract.head import Head
from crawler.extract.headings import MAX_TITLE
from crawler.extract.lines import key
from crawler.extract.plain import clean
from crawler.extract.template.places import find
from crawler.extract.template.values import Template
from crawler.extract.title import Title

_LEAST = 8  # letters


def title_by_template(blocks: Blocks, head: Head, template: Template, listed: str) -> Title | None:
    """The title that stands where the site's articles have theirs, as the head or the list writes it too; None where
    it must be sought: neither does, one of them says something else, or the site has kickers."""
    text = _at_place(blocks, template)
    letters = key(text)
    if len(letters) < _LEAST or len(text) > MAX_TITLE or letters in GENERIC:
        return None
    linked = clean(listed)
    stated = (head.headline, head.og_title, linked)
    if any(said and letters not in key(said) for said in stated):
        return None
    whole = (*stated, undated(linked), head.title_tag)
    return Title(text, "", "template") if text in whole or head.title_tag.startswith(f"{text} ") else None


def _at_place(blocks: Blocks, template: Template) -> str:
    """The one block of text there; empty where it is not alone in its element."""
    if template.title is None or template.kickers:
        return ""
    for element in find(blocks, template.title)[:1]:
        inside = blocks.inside(element)
        first = inside[0] if inside else None
        if first is not None and sum(block.element is first.element for block in inside) == 1:
            return clean(first.text)
    return ""
