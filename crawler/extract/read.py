"""One page -> one Article: head, title, times, body and credits, each by its own module."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.article import Article, Listed, Published
from crawler.errors import NoArticle, NotHtml, NoTitle, TooComplex
from crawler.extract.blocks import read_blocks
from crawler.extract.body import Body, read_body
from crawler.extract.complexity import too_complex
from crawler.extract.credits import read_author, read_section
from crawler.extract.datelines import read_dateline
from crawler.extract.furniture import NOTHING, Furniture
from crawler.extract.head import Head, read_head
from crawler.extract.links import Link
from crawler.extract.page import Context, Page, words
from crawler.extract.published import Times, read_times
from crawler.extract.refuse import refusal
from crawler.extract.template.body import body_by_template
from crawler.extract.template.times import times_by_template
from crawler.extract.template.values import Template
from crawler.extract.title import read_title


def read(
    page: Page,
    context: Context,
    *,
    listed: Sequence[Listed] = (),
    address: str = "",
    furniture: Furniture = NOTHING,
    template: Template | None = None,
) -> Article:
    """The article of a page. `listed` are the links that led here, `address` the one that was asked for, `furniture`
    what the site's pages share, `template` what was learned of them.

    Raises NotHtml, TooComplex, NoTitle, NoArticle: the page is none, and why.
    """
    return read_by(page, context, listed=listed, address=address, furniture=furniture, template=template).article


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and how it was read: `rule` as in Body; `refused` says why the site's template was not used, empty
    where it was, and where there is none."""

    article: Article
    rule: str
    refused: str


def read_by(
    page: Page,
    context: Context,
    *,
    listed: Sequence[Listed] = (),
    address: str = "",
    furniture: Furniture = NOTHING,
    template: Template | None = None,
) -> Reading:
    """As read, with word of how the page was read."""
    if not page.html.strip():
        raise NotHtml(context.source, page.url, "the answer is empty")
    if problem := too_complex(page):
        raise TooComplex(context.source, page.url, problem)
    head = read_head(page)
    title = read_title(page, head, listed=max((link.title for link in listed), key=len, default=""))
    if title is None:
        raise NoTitle(context.source, page.url, "no title was found")
    time = _listed_time(listed)
    told = _by_template(page, head, title.text, context, template, time) if template is not None else ""
    if isinstance(told, str):
        body, headed, times = _body(page, head, title.text, furniture), False, None
    else:
        body, headed, times = told
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
    return Reading(article, body.rule, told if isinstance(told, str) else "")


def _body(page: Page, head: Head, title: str, furniture: Furniture) -> Body:
    return read_body(
        page,
        title,
        description=head.description,
        image=head.image or "",
        article_body=head.article_body,
        furniture=furniture,
    )


def _by_template(
    page: Page, head: Head, title: str, context: Context, template: Template, listed: Published | None
) -> tuple[Body, bool, Times | None] | str:
    """The body, whether the title stands where it should, and the times where their place holds; or why the template
    does not hold."""
    blocks = read_blocks(page)
    found = body_by_template(blocks, template, title, image=head.image or "", article_body=head.article_body)
    if isinstance(found, str):
        return found
    return found.body, found.headed, times_by_template(blocks, head, title, context, template, listed)


def listed_link(link: Link, list_url: str, context: Context) -> Listed:
    """A link of a list page with the date that its record shows beside it."""
    beside = read_dateline(link.beside, context) if link.beside else None
    return Listed(link.url, link.title, list_url, beside.published if beside else None)


def _listed_time(listed: Sequence[Listed]) -> Published | None:
    times = [link.published for link in listed if link.published]
    return max(times, key=lambda published: published.instant is not None, default=None)
