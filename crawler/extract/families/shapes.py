"""The shapes: of each family the element that holds an article's text, and what else may stand inside that element.

SHAPES has only names that public templates have; docs/families.md says which template each was read from. named_of goes
by what people call such an element on systems of any kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate

from crawler.extract.blocks import HEADINGS, Blocks, Element, Flag
from crawler.extract.cms import is_made_with
from crawler.extract.names import says
from crawler.extract.template.places import find, number_of, path_below
from crawler.extract.template.values import Spot, Step, Template

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST = 500  # letters: under half of it, the rest of the page is searched for text
_MOST, _MOST_INSIDE = 0.8, 0.7
_LONGEST = 80  # letters of a name
_BAD = frozenset(("noise", "caption", "credit"))
_AWAY = Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.HIDDEN | Flag.FORM
_TEXT = HEADINGS | frozenset(("p", "li", "td", "th", "dt", "dd", "blockquote", "pre"))
# What people call the element that holds an article's text, on systems of any kind: `article-body`, `post__content`,
# `storytext`, `noidung-tin`, or what editors in a browser put round what was written in them.
_ARTICLE = (
    "article|articolo|articulo|artikel|post|entry|story|news|blog|single|detail|details|noticia|notizia|nota|berita|haber"
    "|tin|bai-?viet|chi-?tiet"
)
_BODY = "body|text|texto|testo|content|contenido|conteudo|contenu|inhalt|copy|cuerpo|corpo|noi-?dung"
_TEXT_NAME = re.compile(
    rf"(?<![a-z])(?:(?:{_ARTICLE})[-_]{{0,2}}(?:{_BODY})|(?:{_BODY})[-_]{{1,2}}(?:{_ARTICLE})"
    r"|(?:body|content)[-_](?:copy|text|body)|text-content|rich-?text|wysiwyg|ck-content|fr-view|markdown-body|fck_detail"
    r"|noi-?dung|chi-?tiet)(?![a-z])"
)
_BOX_NAME = re.compile(
    r"wrap|contain|head|foot|side|relat|list|area|grid|row|col|card|teaser|comment|meta|author|share|nav|menu|layout|title"
    r"|page|outer|section|template|image|media|bottom|top|left|right|widget"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """`family` as in cms.py; `body` the name of the element that holds the text, and nothing else; `refused` names,
    beside those that speak for themselves, of what themes and their plug-ins put into it; `lede` the name of the
    element that shows the standfirst, if it has one of its own."""

    family: str
    body: str
    refused: frozenset[str] = frozenset()
    lede: str = ""


_EMBEDDED = frozenset(("twitter-tweet",))
_WORDPRESS = _EMBEDDED | {"page-links"}
_DRUPAL = frozenset(("field__label", "field-label"))

SHAPES: tuple[Shape, ...] = (
    Shape("wordpress", "elementor-widget-theme-post-content", _WORDPRESS),
    Shape("wordpress", "wp-block-post-content", _WORDPRESS),
    Shape("wordpress", "entry-content", _WORDPRESS),
    Shape("nukeviet", "news-bodyhtml", lede="hometext"),
    Shape("drupal", "field--name-body", _DRUPAL),
    Shape("drupal", "field-name-body", _DRUPAL),
    Shape("joomla", "com-content-article__body"),
    Shape("typo3", "news-text-wrap", lede="teaser-text"),
    Shape("liferay", "journal-content-article"),
    Shape("sharepoint", "article-content"),
)
_BY_NAME = {shape.body: shape for shape in SHAPES}


def shape_of(blocks: Blocks) -> tuple[Shape, Element] | None:
    """The shape of a page and the element that holds its text; None where it has none, or where the page is not of
    that family, or has several such elements with no one that holds most: a list, or a page built of pieces."""
    written = " ".join([one.names for one in blocks.elements if one.names])
    named = {name for name in _BY_NAME if name in written}
    named = named and named.intersection(written.split())
    for shape in SHAPES if named else ():
        if shape.body not in named or not is_made_with(blocks.page, shape.family):
            continue
        found = list(_tops(blocks, shape.body))
        letters = [sum(len(block.text) for block in blocks.inside(one)) for one in found]
        if not found or max(letters) < _MOST * sum(letters):
            continue
        return shape, found[letters.index(max(letters))]
    return None


def named_of(blocks: Blocks) -> tuple[Shape, Element] | None:
    """On a page of any system: the element whose names say that it is the text of the article, and what it would be
    as a shape. Of several inside each other the innermost that holds most of the text; None where several that are not
    inside each other share it."""
    words = {*" ".join({one.names for one in blocks.elements}).split()}
    texts = {name for name in words if len(name) <= _LONGEST and _is_text_name(name)}
    named = [one for one in blocks.elements if one.names and _is_text(one, texts)] if texts else []
    sums = [0, *accumulate(len(block.text) for block in blocks)]
    tops: list[Element] = []
    for one in named:
        if not tops or one.number > tops[-1].end:
            tops.append(one)
    letters = [sums[one.last + 1] - sums[one.first] for one in tops]
    if not tops or max(letters) < _MOST * sum(letters):
        return None
    top, most = tops[letters.index(max(letters))], max(letters)
    for one in named:
        if top.number < one.number <= top.end and sums[one.last + 1] - sums[one.first] >= _MOST_INSIDE * most:
            top = one
    return Shape("named", top.names.split()[0], _EMBEDDED), top


def _is_text(element: Element, texts: set[str]) -> bool:
    """Whether an element with blocks has one of these names, and none that says the contrary."""
    if texts.isdisjoint(element.names.split()) or element.flags & _AWAY or element.last < element.first:
        return False
    return "noise" not in says(element)


@lru_cache(maxsize=20_000)
def _is_text_name(name: str) -> bool:
    """Whether a name says that its element is the text of an article, and no box round it or in it."""
    found = _TEXT_NAME.search(name)
    return found is not None and not _BOX_NAME.search(name[: found.start()] + " " + name[found.end() :])


def _tops(blocks: Blocks, name: str) -> Iterator[Element]:
    end = -1
    for element in blocks.elements:
        if element.number > end and name in element.names and name in element.names.split():
            if not element.flags & _AWAY:
                yield element
            end = element.end


def template_of(blocks: Blocks, shape: Shape, top: Element) -> Template:
    """What its shape tells of a page whose text is in this element, as the value that is learned of a source's pages.
    It holds for this page alone: the paths are those that stand below the element."""
    below = blocks.below(top)
    bad = {one.number: names for one in below if one.names and (names := _bad(one, shape))}
    every = frozenset(name for names in bad.values() for name in names)
    keep = {"": True}
    ways: dict[int, str] = {}
    under: set[int] = set()
    for element in below:
        assert element.parent is not None
        if element.number in bad or element.parent.number in under:
            under.add(element.number)
            keep[path_below(top, element, every, ways)] = False
        elif element.tag in _TEXT and element.first <= element.last:
            keep.setdefault(path_below(top, element, every, ways), True)
    return Template(
        learned_at=_NEVER,
        pages=(),
        agreed=(),
        bodies=(_place(blocks, shape, top),),
        names=every,
        keep=keep,
        keep_tags={},
        main="p",
        furniture=frozenset(),
        title=None,
        lede=_lede(blocks, shape),
        time=None,
        time_in_head=False,
        frames=frozenset(),
        pure=0.0,
        least=_LEAST,
        left=0.0,
    )


def _place(blocks: Blocks, shape: Shape, top: Element) -> Spot:
    """The place of the text's element: by its name, or where another of that name comes before, by the whole way."""
    named = Spot((Step(top.tag, (shape.body,)),))
    if top in find(blocks, named)[:1]:
        return named
    way = reversed([*top.up()])
    return Spot(tuple(Step(one.tag, (), number_of(blocks, one)) for one in way))


def _lede(blocks: Blocks, shape: Shape) -> Spot | None:
    tag = next((one.tag for one in blocks.elements if shape.lede and shape.lede in one.names.split()), None)
    return Spot((Step(tag, (shape.lede,)),)) if tag else None


def _bad(element: Element, shape: Shape) -> tuple[str, ...]:
    """Its names that a path can be told by, where they say that it is no text; else nothing."""
    names = element.names.split()
    if element.tag in HEADINGS or not (says(element) & _BAD or not shape.refused.isdisjoint(names)):
        return ()
    return tuple(name for name in names if name.replace("-", "").replace("_", "").isalnum())
