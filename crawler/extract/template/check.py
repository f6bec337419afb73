"""Whether what a template took of a page can be the article: cheap tests, each with its reason in words."""

from collections.abc import Collection, Sequence

from crawler.extract.blocks import Blocks, Flag
from crawler.extract.prose import flat
from crawler.extract.template.reading import Found
from crawler.extract.template.texts import LEAST, LINKED, fingerprint, prose
from crawler.extract.template.values import Template

SHORTEST, ENOUGH = 80, 250
"""Letters of a text beside which the page may have none elsewhere, and from which on it does not matter."""
MISSING = "the element of the text is not there"
_KNOWN = 0.2
_LEFT = 0.6
_AGREE = 0.5
_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM


def problem(
    blocks: Blocks,
    keys: Sequence[str],
    template: Template,
    found: Found | None,
    article_body: str = "",
) -> str:
    """Why the page is not read by the template; "" where it holds. `article_body`: the text of structured data."""
    if found is None:
        return MISSING
    if found.letters and found.known < _KNOWN * found.letters:
        return "the text stands in markup that is new"
    if found.left > max(_LEFT, 1.5 * template.left) or (not found.letters and found.left):
        return "most of the text's element was not taken"
    if not found.letters and not found.framed:
        return "the text's element stands elsewhere and is empty"
    if found.letters < max(SHORTEST, min(ENOUGH, template.least // 2)):
        elsewhere = _elsewhere(blocks, keys, template, found.taken)
        if elsewhere >= max(ENOUGH, 2 * found.letters):
            return "the text's element is short and the page has more text elsewhere"
    told = flat(article_body)
    if len(told) > ENOUGH and found.letters:
        agreeing = sum(len(keys[n]) for n in found.taken if len(keys[n]) < LEAST or keys[n] in told)
        if agreeing < _AGREE * min(found.letters, len(told)):
            return "the text differs from the page's structured data"
    return ""


def speaks(blocks: Blocks, keys: Sequence[str], template: Template, known: Collection[int]) -> bool:
    """Whether a page has a text of its own beside the known blocks."""
    return _elsewhere(blocks, keys, template, known) >= SHORTEST


def _elsewhere(blocks: Blocks, keys: Sequence[str], template: Template, taken: Collection[int]) -> int:
    """Letters of prose outside what was taken."""
    return sum(
        len(keys[block.number])
        for block in blocks
        if block.number not in taken
        and block.link_density < LINKED
        and not block.element.flags & _AWAY
        and prose(block)
        and fingerprint(keys[block.number]) not in template.furniture
    )
