"""The title by its place, where nothing on the page or the list speaks against it."""

import re

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
_CUT = re.compile(r"(?:\.{2,}|…)\s*$")


def title_by_template(blocks: Blocks, head: Head, template: Template, listed: str) -> Title | None:
    """The title that stands where the site's articles have theirs, as the head or the list writes it too; None where
    it must be sought: neither does, one of them says something else, or the site has kickers."""
    text = _in_head(blocks, head) if template.headless else _at_place(blocks, template)
    letters = key(text)
    if len(letters) < _LEAST or len(text) > MAX_TITLE or letters in GENERIC:
        return None
    linked = clean(listed)
    if any(said and letters not in key(said) for said in (head.headline, head.og_title)):
        return None
    if linked and letters not in (said := key(linked)) and not (_CUT.search(linked) and letters.startswith(said)):
        return None
    whole = (head.headline, head.og_title, linked, head.title_tag)
    named = text in whole or head.title_tag.startswith(f"{text} ") or text == undated(linked)
    return Title(text, "", "template") if named else None


def _in_head(blocks: Blocks, head: Head) -> str:
    """The head's title, where all of it begins alike and nothing that is shown is a title; else empty."""
    said = stated(head)
    one = head.og_title.startswith(said) and head.title_tag.startswith(said)
    return said if one and blocks.page.first("h1") is None else ""


def stated(head: Head) -> str:
    """The title that a head states for itself."""
    return head.headline or head.og_title


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
