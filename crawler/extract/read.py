"""One page -> one Article: head, title, times, body and credits, each by its own module."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from crawler.article import Article, Listed, Published
from crawler.clean import shorten
from crawler.errors import NoArticle, NotHtml, NoTitle, TooComplex
from crawler.extract.blocks import Blocks
from crawler.extract.body import Body, read_body
from crawler.extract.complexity import too_complex
from crawler.extract.credits import read_author, read_section
from crawler.extract.datelines import read_dateline
from crawler.extract.families.body import body_by_family
from crawler.extract.furniture import NOTHING, Furniture
from crawler.extract.head import Head, read_head
from crawler.extract.links import Link
from crawler.extract.page import Context, Page, words
from crawler.extract.published import read_times
from crawler.extract.reading import Reading
from crawler.extract.refuse import refusal
from crawler.extract.template.page import page_by_template
from crawler.extract.template.values import Template
from crawler.extract.title import Title, read_title

_OPENING = 80  # letters of a title made of a text


def read(
    page: Page,
    context: Context,
    *,
    listed: Sequence[Listed] = (),
    address: str = "",
    furniture: Furniture = NOTHING,
    templates: Sequence[Template] = (),
) -> Article:
    """The article of a page. `listed` are the links that led here, `address` the one that was asked for, `furniture`
    what the site's pages share, `templates` what was learned of them, one a layout.

    Raises NotHtml, TooComplex, NoTitle, NoArticle: the page is none, and why.
    """
    return read_by(page, context, listed=listed, address=address, furniture=furniture, templates=templates).article


def read_by(
    page: Page,
    context: Context,
    *,
    listed: Sequence[Listed] = (),
    address: str = "",
    furniture: Furniture = NOTHING,
    templates: Sequence[Template] = (),
) -> Reading:
    """As read, with word of how the page was read."""
    if not page.html.strip():
        raise NotHtml(context.source, page.url, "the answer is empty")
    if problem := too_complex(page):
        raise TooComplex(context.source, page.url, problem)
    head = read_head(page)
    linked = max((link.title for link in listed), key=len, default="")
    time = _listed_time(listed)
    layout, refused, found = None, "", None

    @cache
    def seek() -> Title:
        sought = read_title(page, head, listed=linked) or _opening(page, head, furniture)
        if sought is None:
            raise NoTitle(context.source, page.url, "no title was found")
        return sought

    for number, template in enumerate(templates):
        told = page_by_template(page, head, context, template, seek, words=linked, listed=time)
        if not isinstance(told, str):
            layout, refused, found = number, "", told
            break
        refused = refused or told
    title = found.title if found else seek()
    body = found.body if found else _body(page.blocks, head, title.text, furniture, learned=bool(templates))
    headed, times = (found.headed, found.times) if found else (False, None)
    if not (body.text or body.attachments or body.image or title.text in words(page.tree.body)):
        raise NoArticle(context.source, page.url, "the page shows neither the title that its list names, nor any text")
    if problem := refusal(page, title.text, body, headed=headed):
        raise NoArticle(context.source, page.url, problem)
    if times is None:
        times = read_times(page, head, title.text, context, listed=time)
    article = Article(
        source=context.source,
        url=page.url,
        address=address or page.url,
        canonical=head.canonical,
        title=title.text,
        kicker=title.kicker,
        lede=body.lede,
        author=read_author(page, head),
        section=read_section(page, head),
        language=context.language or head.language,
        published=times.published,
        modified=times.modified,
        html=body.html,
        text=body.text,
        image=body.image,
        attachments=body.attachments,
        list_urls=tuple(dict.fromkeys(link.list_url for link in listed)),
        fetched_at=context.fetched_at,
    )
    return Reading(article, body.rule, refused, layout)


def _opening(page: Page, head: Head, furniture: Furniture) -> Title | None:
    """A page that names itself nowhere, nor is named by a list, is called by how its text begins."""
    text = _body(page.blocks, head, "", furniture, learned=True).text
    opening = shorten(text.partition("\n")[0], _OPENING)
    return Title(opening, "", "opening") if opening else None


def _body(blocks: Blocks, head: Head, title: str, furniture: Furniture, *, learned: bool) -> Body:
    """By general means; where nothing was `learned` of the source, by the shape of its family first."""
    told: dict[str, Any] = {
        "description": head.description,
        "image": head.image or "",
        "article_body": head.article_body,
        "furniture": furniture,
    }
    found = "" if learned else body_by_family(blocks, title, **told)
    return found if isinstance(found, Body) else read_body(blocks, title, **told)


def listed_link(link: Link, list_url: str, context: Context) -> Listed:
    """A link of a list page with the date that its record shows beside it."""
    beside = read_dateline(link.beside, context) if link.beside else None
    return Listed(link.url, link.title, list_url, beside.published if beside else None)


def _listed_time(listed: Sequence[Listed]) -> Published | None:
    times = [link.published for link in listed if link.published]
    return max(times, key=lambda published: published.instant is not None, default=None)
