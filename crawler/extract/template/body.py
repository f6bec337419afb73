"""The body of a page by its site's template, rendered as any other."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.blocks import Blocks
from crawler.extract.body import Body, compose
from crawler.extract.choice import Choice, beneath, find_title
from crawler.extract.prose import flat
from crawler.extract.template.check import ENOUGH, SHORTEST, problem, speaks
from crawler.extract.template.part import beside, covers
from crawler.extract.template.reading import Found, body_blocks, shows_title
from crawler.extract.template.texts import fingerprint
from crawler.extract.template.values import Template
from crawler.extract.trim import captions, hangers_on


@dataclass(frozen=True, slots=True)
class TemplateBody:
    """A body, and whether the title stands where the site's articles have theirs."""

    body: Body
    headed: bool


def body_by_template(
    blocks: Blocks,
    template: Template,
    title: str,
    *,
    image: str = "",
    article_body: str = "",
) -> TemplateBody | str:
    """The body, or why the template does not hold for this page."""
    keys = [flat(block.text) for block in blocks]
    found = body_blocks(blocks, keys, template, title)
    if template.silent and not (found and found.taken):
        silent = _silent(blocks, keys, template, title, image)
        if isinstance(silent, TemplateBody) or not template.bodies:
            return silent
    if told := problem(blocks, keys, template, found, article_body):
        return told
    assert found is not None
    return _made(blocks, keys, template, title, found, image)


def body_by_part(
    blocks: Blocks, template: Template, title: str, *, image: str = "", article_body: str = ""
) -> TemplateBody | str | None:
    """The body from a part of the page, or why the template does not hold; None where the part does not settle it: it
    shows no headline, or too little text for the rest of the page not to matter."""
    keys = [flat(block.text) for block in blocks]
    if not template.headless and flat(title) not in keys:
        return None
    found = body_blocks(blocks, keys, template, title)
    much = found is not None and found.letters >= max(ENOUGH, template.least // 2)
    if not much and not covers(blocks, template):
        return None
    if template.silent and not (found and found.taken):
        if beside(blocks, template) - template.rest >= SHORTEST:
            return None
        silent = _silent(blocks, keys, template, title, image)
        return silent if isinstance(silent, TemplateBody) else None
    if told := problem(blocks, keys, template, found, article_body):
        return told
    if not much and beside(blocks, template) - template.rest >= ENOUGH:
        return None
    assert found is not None
    return _made(blocks, keys, template, title, found, image)


def _made(
    blocks: Blocks, keys: Sequence[str], template: Template, title: str, found: Found, image: str
) -> TemplateBody:
    taken = set(found.taken)
    taken -= (captions(blocks, taken) | hangers_on(blocks, taken)) - found.sure
    choice = Choice(taken, "template", 1.0, find_title(blocks, title, taken))
    return TemplateBody(compose(blocks, choice, image), shows_title(blocks, keys, template, title))


def _silent(blocks: Blocks, keys: Sequence[str], template: Template, title: str, image: str) -> TemplateBody | str:
    """A page that has a headline and files, and at most a line beneath, on a site whose pages are like that."""
    headline = find_title(blocks, title, ())
    if headline is None:
        return "the headline is not shown"
    shared = frozenset(key for key in keys if key and fingerprint(key) in template.furniture)
    taken = beneath(blocks, headline, shared)
    if speaks(blocks, keys, template, {headline}):
        return "the page has text, and those learned from have none"
    return TemplateBody(compose(blocks, Choice(taken, "template", 1.0, headline), image), True)
