"""The body of an article page: which of its blocks are the article, then rendered."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.article import Attachment, Image
from crawler.clean import clean_line
from crawler.extract.attachments import read_attachments
from crawler.extract.blocks import Blocks, Element, Flag
from crawler.extract.choice import Choice, choose_blocks
from crawler.extract.furniture import NOTHING, Furniture
from crawler.extract.illustrate import illustrate
from crawler.extract.page import Page
from crawler.extract.pictures import image as image_at
from crawler.extract.pictures import same_picture
from crawler.extract.prose import flat, size
from crawler.extract.render import render

_BELOW = 9  # blocks: files stand right below the text
_AWAY = Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.HIDDEN


@dataclass(frozen=True, slots=True)
class Body:
    """What an article says: passive HTML, the same as text (a paragraph a line), its lede, its lead picture.

    Both texts are empty where the page has none of its own. `rule` names how the blocks were chosen, `sure` from 0 to
    1 the token F1 to expect of it (1.0 through a template).
    """

    html: str
    text: str
    lede: str
    image: Image | None
    attachments: tuple[Attachment, ...]
    rule: str
    sure: float


def read_body(
    blocks: Blocks,
    title: str,
    *,
    description: str = "",
    image: str = "",
    article_body: str = "",
    furniture: Furniture = NOTHING,
) -> Body:
    """The body of a page that is not too complex.

    `description` is the page's own (its meta element), `image` the picture it names for itself, `article_body` the
    text of its structured data, if any; `furniture` what the site's pages share.
    """
    furniture = frozenset(furniture) - {flat(title)}  # list pages show it; a notice may hold nothing else
    choice = choose_blocks(blocks, title, description=description, article_body=article_body, furniture=furniture)
    return compose(blocks, choice, image)


def compose(blocks: Blocks, choice: Choice, image: str) -> Body:
    """The body made of chosen blocks; `image` is the picture that the page names for itself."""
    page = blocks.page
    shown = illustrate(blocks, choice.taken, image)
    rendered = render(blocks, choice.taken | shown.pictures, shown.captions)
    lead = _lead(page, image, rendered.image)
    attachments = read_attachments(page, _areas(blocks, choice), scans=not rendered.text)
    if not rendered.text:
        return Body("", "", "", lead, attachments, choice.rule, choice.sure)
    lede = next((clean_line(blocks[n].text) for n in sorted(choice.taken) if size(blocks[n].text) >= 8), "")
    return Body(rendered.html, rendered.text, lede, lead, attachments, choice.rule, choice.sure)


def _lead(page: Page, named: str, shown: Image | None) -> Image | None:
    """The picture that the page names for itself, with the caption it has where it is shown; else the first shown."""
    lead = image_at(page, named) if named else None
    if lead is None:
        return shown
    return Image(lead.url, shown.caption) if shown and same_picture(lead.url, shown.url) else lead


def _areas(blocks: Blocks, choice: Choice) -> list[LexborNode]:
    """The parts of the page whose files are the article's: from the headline to a little below the last text, or,
    where there is no text, what stands round the headline."""
    start = choice.title if choice.title is not None else min(choice.taken, default=None)
    if start is None:
        return []
    last = max(choice.taken, default=start)
    found: list[LexborNode] = []
    top: Element | None = None  # the area that reaches farthest: what stands in it is seen already
    for block in blocks.blocks[start : last + _BELOW]:
        element = block.element
        if element.flags & _AWAY or element.tag == "body":
            continue
        if top is None or not top.number <= element.number <= top.end:
            found.append(element.node)
            if top is None or element.end >= top.end:
                top = element
    return found
