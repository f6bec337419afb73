"""One page -> one Article: head, title, times, body and credits, each by its own module."""

from collections.abc import Sequence

from crawler.article import Article, Listed, Published
from crawler.errors import NoArticle, NotHtml, NoTitle, TooComplex
from crawler.extract.body import read_body
from crawler.extract.complexity import too_complex
from crawler.extract.credits import read_author, read_section
from crawler.extract.datelines import read_dateline
from crawler.extract.furniture import NOTHING, Furniture
from crawler.extract.head import read_head
from crawler.extract.links import Link
from crawler.extract.page import Context, Page, words
from crawler.extract.published import read_times
from crawler.extract.refuse import refusal
from crawler.extract.title import read_title


def read(
    page: Page,
    context: Context,
    *,
    listed: Sequence[Listed] = (),
    address: str = "",
    furniture: Furniture = NOTHING,
) -> Article:
    """The article of a page. `listed` are the links that led here, `address` the one that was asked for, `furniture`
    what the site's pages share.

    Raises NotHtml, TooComplex, NoTitle, NoArticle: the page is none, and why.
    """
    if not page.html.strip():
        raise NotHtml(context.source, page.url, "the answer is empty")
    if problem := too_complex(page):
        raise TooComplex(context.source, page.url, problem)
    head = read_head(page)
    title = read_title(page, head, listed=max((link.title for link in listed), key=len, default=""))
    if title is None:
        raise NoTitle(context.source, page.url, "no title was found")
    body = read_body(
        page,
        title.text,
        description=head.description,
        image=head.image or "",
        article_body=head.article_body,
        furniture=furniture,
    )
    if not (body.text or body.attachments or body.image or title.text in words(page.tree.body)):
        raise NoArticle(context.source, page.url, "the page shows neither the title that its list names, nor any text")
    if problem := refusal(page, title.text, body):
        raise NoArticle(context.source, page.url, problem)
    times = read_times(page, head, title.text, context, listed=_listed_time(listed))
    return Article(
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


def listed_link(link: Link, list_url: str, context: Context) -> Listed:
    """A link of a list page with the date that its record shows beside it."""
    beside = read_dateline(link.beside, context) if link.beside else None
    return Listed(link.url, link.title, list_url, beside.published if beside else None)


def _listed_time(listed: Sequence[Listed]) -> Published | None:
    times = [link.published for link in listed if link.published]
    return max(times, key=lambda published: published.instant is not None, default=None)
