"""One page by one template: title, body and times, from the part of the page that it names where that is enough."""

from collections.abc import Callable
from dataclasses import dataclass

from crawler.article import Published
from crawler.extract.blocks import Blocks
from crawler.extract.body import Body
from crawler.extract.head import Head
from crawler.extract.page import Context, Page
from crawler.extract.published import Times
from crawler.extract.template.body import body_by_part, body_by_template
from crawler.extract.template.check import MISSING
from crawler.extract.template.part import may_show, part_of
from crawler.extract.template.places import find, selector
from crawler.extract.template.times import times_by_template
from crawler.extract.template.titles import title_by_template
from crawler.extract.template.values import Template
from crawler.extract.title import Title


@dataclass(frozen=True, slots=True)
class Told:
    """What a template reads of a page. `headed`: the title stands where it should; `times` are None where their place
    does not hold."""

    title: Title
    body: Body
    headed: bool
    times: Times | None


def page_by_template(
    page: Page,
    head: Head,
    context: Context,
    template: Template,
    seek: Callable[[], Title],
    *,
    words: str = "",
    listed: Published | None = None,
) -> Told | str:
    """What the template reads of the page, or why it does not hold. `words` and `listed` are the text and the date of
    the link that led here; `seek` finds the title where its place does not tell it, and may raise."""
    image = head.image or ""
    part = part_of(page, template)
    if part is None and template.bodies and not template.silent and not may_show(page, template):
        return MISSING
    if part is not None:
        title = title_by_template(part, head, template, words) or seek()
        made = body_by_part(part, template, title.text, image=image, article_body=head.article_body)
        if isinstance(made, str):
            return made
        if made is not None:
            times = times_by_template(_dated(part, template), head, title.text, context, template, listed)
            return Told(title, made.body, made.headed, times)
    blocks = page.blocks
    title = title_by_template(blocks, head, template, words) or seek()
    found = body_by_template(blocks, template, title.text, image=image, article_body=head.article_body)
    if isinstance(found, str):
        return found
    return Told(title, found.body, found.headed, times_by_template(blocks, head, title.text, context, template, listed))


def _dated(part: Blocks, template: Template) -> Blocks:
    """The part of the page that shows the time: the whole, where it may stand elsewhere."""
    spot = template.time
    if spot is None or find(part, spot) or part.page.first(selector(spot)) is None:
        return part
    return part.page.blocks
