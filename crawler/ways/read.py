"""Any way -> what it tells."""

from collections.abc import Collection, Sequence

from crawler.article import LeftOut
from crawler.extract.complexity import too_complex
from crawler.extract.links import read_list
from crawler.extract.listplaces import ListTemplate
from crawler.extract.listtemplate import apply, learn
from crawler.extract.page import Context, Page
from crawler.extract.read import listed_link
from crawler.ways.feed import read_feed
from crawler.ways.kinds import Kind, kind_of
from crawler.ways.sitemap import read_sitemap
from crawler.ways.told import Told, left_out
from crawler.ways.wordpress import read_posts

_NAMES: dict[Kind, str] = {
    "page": "a web page", "feed": "a feed", "sitemap": "a sitemap", "wordpress": "an answer of WordPress's API",
}  # fmt: skip


def read_way(
    page: Page,
    others: Sequence[Page],
    context: Context,
    *,
    expected: Kind | None = None,
    template: ListTemplate | None = None,
    known: Collection[str] = (),
) -> Told:
    """What an answer tells, by what it is; `others` are pages of the same site, for telling a list's news from its
    menus; `template` is where a list page had its news, `known` the keys (address_key) of those it showed. Where
    another kind was `expected` (a feed that now leads to the home page) nothing is taken. Never raises on any answer:
    `cause` says in plain words why there is nothing."""
    kind = kind_of(page.body, page.content_type)
    if kind is None:
        return Told(cause=_neither(page))
    if expected is not None and kind != expected:
        return Told(cause=f"{_NAMES[kind]} in place of {_NAMES[expected]}")
    if kind == "feed":
        return read_feed(page, context)
    if kind == "sitemap":
        return read_sitemap(page, context)
    if kind == "wordpress":
        return read_posts(page, context)
    return _read_page(page, others, context, template, known)


def _read_page(
    page: Page, others: Sequence[Page], context: Context, template: ListTemplate | None, known: Collection[str]
) -> Told:
    if problem := too_complex(page):
        return Told(cause=problem)
    held = apply(page, template, known, others) if template is not None else None
    found = held or read_list(page, others)
    items = tuple(listed_link(link, page.url, context) for link in found.taken)
    learned = learn(page, found.taken) if held is None else None
    left = left_out(LeftOut(link.url, link.title, link.reason) for link in found.left)
    cause = "" if items else found.cause or "no news links were found"
    return Told(items, cause, found.next_url, learned=learned, left=left)


def _neither(page: Page) -> str:
    if not page.body.strip():
        return "the answer is empty"
    kind = page.content_type.partition(";")[0].strip().lower()
    return f"it is {kind}, neither a web page nor a feed" if kind else "it is neither a web page nor a feed"
