"""The microdata of a page: the properties of its article."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.extract.claims import Claim, Role
from crawler.extract.jsonld import ARTICLE_TYPES
from crawler.extract.page import Page, words
from crawler.extract.plain import clean


@dataclass(frozen=True, slots=True)
class Micro:
    headline: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


_MICRO_DATES: dict[str, Role] = {
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "dateupdated": "modified",
}


def read_microdata(page: Page) -> Micro:
    """The properties of the first article scope; those of cards and comments further down are not this page's."""
    if "itemprop" not in page.html:
        return Micro()
    headline = section = ""
    authors: list[str] = []
    claims: list[Claim] = []
    chosen: int | None = None
    for node in page.tree.css("[itemprop]"):
        properties = (node.attributes.get("itemprop") or "").casefold().split()
        for name in properties:
            role = _MICRO_DATES.get(name)
            if role is None and name not in ("headline", "articlesection", "author"):
                continue
            scope = _scope(node)
            if scope is None:
                continue
            if chosen is None:
                chosen = scope
            elif scope != chosen:
                continue
            if role:
                value = node.attributes.get("content") or node.attributes.get("datetime") or words(node)
                if value and len(value) <= 120:
                    claims.append(Claim(" ".join(value.split()), "microdata", role, name))
            elif name == "headline":
                headline = headline or clean(node.attributes.get("content") or words(node))
            elif name == "articlesection":
                section = section or clean(node.attributes.get("content") or words(node))
            elif len(authors) < 8 and (author := _micro_author(node)):
                authors.append(author)
    return Micro(headline, section, tuple(dict.fromkeys(authors)), tuple(claims))


def _scope(node: LexborNode) -> int | None:
    """Identity of the article item that a property belongs to; None where it is an item of another type."""
    current = node.parent
    for _ in range(40):
        if current is None or not current.is_element_node:
            return None
        attributes = current.attributes
        if "itemscope" in attributes:
            kind = (attributes.get("itemtype") or "").rpartition("/")[2].casefold()
            if kind.endswith("article") or kind in ARTICLE_TYPES or kind in ("webpage", "creativework", ""):
                return current.mem_id
            return None
        current = current.parent
    return None


def in_item(node: LexborNode) -> bool:
    """Whether an element below the body is a property of an item: of the article, or of a card, a video, a comment."""
    current = node.parent
    while current is not None and current.is_element_node and current.tag not in ("head", "body", "html"):
        if "itemscope" in current.attributes:
            return True
        current = current.parent
    return False


def _micro_author(node: LexborNode) -> str:
    inner = node.css_first("[itemprop=name]")
    named = inner or node
    found = clean(named.attributes.get("content") or words(named), 200)
    return "" if found.startswith(("http://", "https://")) else found
