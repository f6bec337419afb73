"""What a page says about itself to machines: JSON-LD, OpenGraph, microdata, Dublin Core and other meta elements.

Read once a page, never trusted alone: title.py and published.py weigh these claims against what the page shows.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from crawler.extract.claims import Claim, Role
from crawler.extract.jsonld import Data, text_of
from crawler.extract.microdata import in_item, read_microdata
from crawler.extract.page import Page, words
from crawler.extract.plain import CONTROL, TAG, clean

__all__ = ["Claim", "Head", "clean", "language_tag", "read_head"]


@dataclass(frozen=True, slots=True)
class Head:
    """Texts are unescaped and free of markup; addresses are absolute. Empty where the page says nothing.

    `kind` is the declared type in lower case ("newsarticle", "article", "website" ...). `titles` are further titles
    (Twitter, Dublin Core, the WebPage of a JSON-LD graph), `site_names` everything that names the site itself.
    """

    headline: str = ""
    og_title: str = ""
    title_tag: str = ""
    titles: tuple[str, ...] = ()
    description: str = ""
    canonical: str | None = None
    published: tuple[Claim, ...] = ()
    modified: tuple[Claim, ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    image: str | None = None
    language: str = ""
    site_name: str = ""
    site_names: tuple[str, ...] = ()
    kind: str = ""
    article_body: str = ""


def read_head(page: Page) -> Head:
    """Everything the page claims about itself. Never raises: broken JSON and absurd values are left out."""
    known = page.__dict__.get("_head")
    if known is None:
        known = page.__dict__["_head"] = _read(page)
    return cast(Head, known)


def _read(page: Page) -> Head:
    meta = _meta(page)
    data = Data(page)
    first = _First(meta)
    article = data.article
    micro = read_microdata(page)
    title_node = page.first("head > title") or page.first("title")
    site_names = _distinct(
        first("og:site_name"),
        *data.site_names,
        first("application-name"),
        first("apple-mobile-web-app-title"),
        first("al:iphone:app_name"),
        first("dc.publisher", "dcterms.publisher", "publisher", "copyright"),
    )
    claims = _distinct_claims([*data.claims, *_meta_claims(meta), *micro.claims])
    return Head(
        headline=clean(article.get("headline")) or clean(article.get("name")) or micro.headline,
        og_title=first("og:title"),
        title_tag=clean(words(title_node)),
        titles=_distinct(
            first("twitter:title"),
            first("dc.title", "dcterms.title", "dc:title"),
            first("title", "headline", "parsely-title", "sailthru.title", "article:title", "citation_title", "hdl"),
            *data.page_names,
        ),
        description=first("og:description", "description", "twitter:description", "dc.description")
        or clean(article.get("description")),
        canonical=_canonical(page, first("og:url")),
        published=tuple(claim for claim in claims if claim.role == "published"),
        modified=tuple(claim for claim in claims if claim.role == "modified"),
        authors=_distinct(*data.authors, *micro.authors, *_meta_authors(meta)),
        section=data.section or first("article:section", "section", "parsely-section") or micro.section,
        image=page.absolute(first("og:image", "og:image:url", "og:image:secure_url"))
        or page.absolute(data.image)
        or page.absolute(first("twitter:image", "twitter:image:src")),
        language=_language(page, first("og:locale"), first("content-language", "language", "dc.language"), data),
        site_name=site_names[0] if site_names else "",
        site_names=site_names,
        kind=data.kind or first("og:type").casefold(),
        article_body=_body(article.get("articleBody")),
    )


# ------------------------------------------------------------------------------------------------------ meta elements


def _meta(page: Page) -> dict[str, list[str]]:
    """name, property, itemprop or http-equiv in lower case -> the contents, in page order."""
    found: dict[str, list[str]] = {}
    for node in page.said["meta"]:
        attributes = node.attributes
        content = attributes.get("content")
        if not content:
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if (name := attributes.get(kind)) and not (kind == "itemprop" and in_item(node)):
                found.setdefault(name.strip().casefold(), []).append(content)
    return found


class _First:
    """The first content, cleaned, of the first of these names that has one."""

    def __init__(self, meta: dict[str, list[str]]) -> None:
        self.meta = meta

    def __call__(self, *wanted: str) -> str:
        for name in wanted:
            for content in self.meta.get(name, ()):
                if text := clean(content):
                    return text
        return ""


_PUBLISHED_NAME = re.compile(
    r"publi(?:sh|c)|pubdate|pub[-_]?(?:date|time)|issued|creat(?:ed|ion)|posted|release|original|^date$|[.:_-]date$"
    r"|^(?:article|news|story|content|display|dc\.?)[-_.:]?date|date[-_.]?time$|^timestamp$"
)
_MODIFIED_NAME = re.compile(r"modif|updat|revis|lastmod|last-mod|changed")
_NO_TIME_NAME = re.compile(
    r"publisher|expir|unpubl|event|copyright|birth|start|end[-_]?(?:date|time)|valid|available|embargo|updated?_?by"
    r"|crawl|build|cache|publication[-_]?(?:name|title|place)|publicationname|frequency|format|section|public[-_]?id|token"
    r"|publish(?:er|ing)?[-_]?(?:name|id|url)|verif|generat|photo|video|image|season"
)


def _meta_claims(meta: dict[str, list[str]]) -> Iterator[Claim]:
    for name, contents in meta.items():
        if _NO_TIME_NAME.search(name):
            continue
        role: Role
        if _MODIFIED_NAME.search(name):
            role = "modified"
        elif _PUBLISHED_NAME.search(name):
            role = "published"
        else:
            continue
        for content in contents[:1]:
            if any(figure.isdecimal() for figure in content) and len(content) <= 80:
                yield Claim(" ".join(content.split()), "meta", role, name)


def _meta_authors(meta: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "dc.author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "article:author_name",
        "citation_author",
        "creator",
    ):
        found += [text for content in meta.get(name, ()) if (text := clean(content))]
        if found:
            break
    return found


def _body(value: object) -> str:
    """articleBody as plain text; paragraphs stay lines."""
    if not isinstance(value, str):
        return ""
    for _ in range(2):
        if "&" in value:
            value = html.unescape(value)
    if "<" in value:
        value = TAG.sub("\n", value)
    lines = (" ".join(line.split()) for line in CONTROL.sub("", value).splitlines())
    return "\n".join(line for line in lines if line)


# -------------------------------------------------------------------------------------------------- address, language


def _canonical(page: Page, og_url: str) -> str | None:
    for node in page.said["link"]:
        if address := page.absolute(node.attributes.get("href")):
            return address
    address = page.absolute(og_url)
    return address if address and urlsplit(address).path.strip("/") else None


_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z])", re.IGNORECASE)


def _language(page: Page, locale: str, meta: str, data: Data) -> str:
    root = page.first("html")
    declared = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    for value in (declared, locale, meta, text_of(data.article.get("inLanguage"))):
        if found := language_tag(value):
            return found
    return ""


def language_tag(value: str) -> str:
    """`pt_br` -> `pt-BR`; "" for what is no language tag."""
    match = _LANGUAGE.match(value.strip())
    if not match:
        return ""
    language, script, region = match.groups()
    tag = language.lower()
    if script:
        tag += f"-{script.title()}"
    return f"{tag}-{region.upper()}" if region else tag


def _distinct(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _distinct_claims(claims: list[Claim]) -> list[Claim]:
    found: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        found.setdefault((claim.text, claim.place, claim.role), claim)
    return list(found.values())
