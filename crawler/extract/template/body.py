"""The body of a page by its site's template, rendered as any other."""

from dataclasses import dataclass

from crawler.extract.blocks import Blocks
from crawler.extract.body import Body, compose
from crawler.extract.choice import Choice, find_title
from crawler.extract.prose import flat
from crawler.extract.template.check import problem
from crawler.extract.template.reading import body_blocks, shows_title
from crawler.extract.template.values import Template


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
    if told := problem(blocks, keys, template, found, article_body):
        return told
    assert found is not None
    taken = set(found.taken)
    choice = Choice(taken, "template", 1.0, find_title(blocks, title, taken))
    return TemplateBody(compose(blocks, choice, image), shows_title(blocks, keys, template, title))
