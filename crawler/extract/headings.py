"""What a page shows that may be its title: headings without kickers, and lines that the head or address spells."""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from crawler.extract.affixes import shared_words
from crawler.extract.lines import Line, key, line_numbers, lines_of, names
from crawler.extract.page import Page

MAX_TITLE = 300

_TITLE_NAME = re.compile(r"title|headline|heading|tieude|tieu-de|tieu_de|titulo|titre|titolo|ueberschrift|\bname\b")
_NO_TITLE_NAME = re.compile(
    r"logo|brand|site-?title|site-?name|blog-?title|menu|nav(?:bar|igation)?\b|breadcrumb|related|sidebar|widget|comment"
    r"|footer|popular|recommend|cookie|modal|subtitle|sub-title|section-title|share|newsletter|promo|teaser|card|caption"
    r"|author|byline|most-?read|trending|popup"
)
_KICKER_NAME = re.compile(
    r"kicker|overline|over-?title|topline|eyebrow|roofline|dachzeile|spitzmarke|vorspann-?kicker|pre-?title|pre-?heading"
    r"|pre-?headline|supra-?title|sup-?title|sur-?titre|surtitle|antetitulo|volanta|cintillo|epigrafe|occhiello|rubric"
    r"|tag-?line|strap-?line|label|flag|chapeu|hat\b|section|category|catchline|topic|channel|badge"
)
_MENU_NAME = re.compile(r"logo|brand|site-?name|menu|nav(?:bar|igation)?\b|breadcrumb|sidebar|widget")
_FRONT = frozenset(
    key(word) for word in ("Home", "Trang chủ", "Homepage", "Startseite", "Inicio", "Accueil", "News", "Tin tức")
)
_TAG_VALUE = {"h1": 2.2, "h2": 0.9}


def shown_titles(
    page: Page, lines: list[Line], references: Sequence[tuple[str, str]], span: tuple[int, int]
) -> Iterator[tuple[str, float, int, str, str]]:
    """(text, value of the place, line number, kicker, name of the place) of everything shown that may be the title.

    `references`: (letters, text) of the titles that the head states.
    """
    start, end = span
    where = line_numbers(page)
    wanted = {letters for letters, _ in references}
    headings = page.tree.css("h1,h2,[itemprop~=headline]")[:60]
    ones = sum(1 for node in headings if node.tag == "h1")
    firsts = True
    for node in headings:
        tag = node.tag or ""
        inner = lines_of(node)
        if not inner:
            continue
        number = where.get(inner[0].node.mem_id, -1)
        if tag not in _TAG_VALUE and node.css_first("h1,h2") is not None:
            continue
        value = _TAG_VALUE.get(tag, 0.6)
        if tag == "h1":
            value += 0.3 if firsts else 0.0
            value += 0.2 if ones == 1 else 0.0
            firsts = False
        value += _surroundings(node)
        value += _before_text(number, start, end)
        yield from _variants(node, inner, value, number, tag if tag in _TAG_VALUE else "microdata", wanted)
    lengths = [len(text) for _, text in references]
    shortest, longest = (min(lengths) * 0.7, max(lengths) * 1.4) if lengths else (0, 0)
    firsts_of = {letters[0] for letters in wanted}
    for line in lines:
        length = len(line.text)
        if not shortest <= length <= longest or _begins_otherwise(line.text, firsts_of):
            continue
        if key(line.text) in wanted and line.node.tag not in ("h1", "h2"):
            value = 0.5 + _surroundings(line.node) + _before_text(line.number, start, end)
            yield line.text, max(value, 0.05), line.number, "", "text"


def _begins_otherwise(text: str, letters: set[str]) -> bool:
    """Whether a line begins with a letter that none of the titles does: a test that is cheaper than its key."""
    first = text[0]
    return first.isascii() and first.isalnum() and first.lower() not in letters


def listed_titles(lines: list[Line], listed: str, cut: bool, span: tuple[int, int]) -> Iterator[tuple[Line, float]]:
    """Lines that begin as a link text does that was cut, or that stand in one which covers a whole card."""
    letters = key(listed)
    if len(letters) < 12:
        return
    for line in lines:
        length = len(line.text)
        if (
            length > MAX_TITLE
            or length < 12
            or (cut and length < 0.9 * len(listed))
            or (not cut and length > len(listed))
        ):
            continue
        own = key(line.text)
        if own.startswith(letters) if cut else (len(own) > 11 and (letters.startswith(own) or letters.endswith(own))):
            value = 0.6 + _surroundings(line.node) + _before_text(line.number, *span)
            yield line, max(value - (0.4 if line.linked else 0.0), 0.1)


def spelt_titles(lines: list[Line], slug: set[str], span: tuple[int, int]) -> Iterator[tuple[Line, float]]:
    """Lines that say what the address spells, for pages whose head and headings name only the site."""
    if len(slug) < 3:
        return
    length = sum(map(len, slug)) + len(slug)
    for line in lines:
        if 0.5 * length <= len(line.text) <= 2.5 * length and len(line.text) <= MAX_TITLE:
            shared = shared_words(line.text, slug)
            if shared >= 0.6:
                value = 0.8 + shared + _surroundings(line.node) + _before_text(line.number, *span)
                yield line, max(value - (0.6 if line.linked else 0.0), 0.1)


def _before_text(number: int, start: int, end: int) -> float:
    """How well a place fits a title: shortly before the running text is best, after it is bad."""
    if number < 0 or end < start:
        return 0.0
    if number > end:
        return -1.2
    if number <= start:
        return 0.6 - min(start - number, 60) / 100
    return 0.2 - min(1.0, (number - start) / 10)


def _surroundings(node: LexborNode) -> float:
    """Evidence from the element's own names and those of the boxes it stands in."""
    value = 0.0
    own = names(node)
    if "headline" in (node.attributes.get("itemprop") or ""):
        value += 0.8
    if _NO_TITLE_NAME.search(own):
        value -= 0.7
    elif _TITLE_NAME.search(own):
        value += 0.4
    current = node.parent
    for _ in range(12):
        if current is None or not current.is_element_node:
            break
        tag = current.tag
        if tag in ("nav", "footer", "aside"):
            value -= 1.5
            break
        if tag in ("article", "main"):
            value += 0.3
            break
        if tag == "body":
            break
        current = current.parent
    return value


def _variants(
    node: LexborNode, inner: list[Line], value: float, number: int, place: str, wanted: set[str]
) -> Iterator[tuple[str, float, int, str, str]]:
    """A heading as a whole, and without the kicker that stands inside it."""
    whole = " ".join(line.text for line in inner)
    if len(whole) > 3 * MAX_TITLE:
        return
    link = node.css_first("a[href]")
    if link is not None and len(inner) == 1 and (link.attributes.get("href") or "").strip() in ("/", "./", "../", "#"):
        value -= 2.0
    known = key(whole) in wanted
    kept, kicker = _without_kicker(_parts(node, inner), wanted)
    if not kept and not known:
        kept = _leading(node, key(whole), wanted)
    if kept:
        yield kept, max(value, 0.05), number, kicker, place
    if known or not kept:
        yield whole, max(value, 0.05), number, "", place


def _leading(node: LexborNode, letters: str, wanted: set[str]) -> str:
    """The element that begins a heading and says what the head does, where less follows: a source, a counter."""
    stated = {other for other in wanted if len(other) < len(letters) < 2 * len(other) and letters.startswith(other)}
    if not stated:
        return ""
    for inner in node.css("a,span,strong,b,em,div")[:12]:
        text = " ".join((inner.text() or "").split())
        if key(text) in stated:
            return text
    return ""


def _without_kicker(parts: list[tuple[str, str]], wanted: set[str]) -> tuple[str, str]:
    """(title, kicker) where one of the first pieces of a heading is no part of the title; ("", "") otherwise."""
    for at in range(1, len(parts)):
        lead = " ".join(text for text, _ in parts[:at])
        rest = _LEADING.sub("", " ".join(text for text, _ in parts[at:]))
        if key(rest) in wanted or (at == 1 and _KICKER_NAME.search(parts[0][1]) and len(lead) < len(rest) * 1.5):
            return rest, lead.rstrip(" :-–—|")
        if key(lead) in wanted:
            return lead, ""
    return "", ""


_LEADING = re.compile(r"^[\s:|·•/–—-]+(?=\S)")


def _parts(node: LexborNode, inner: list[Line]) -> list[tuple[str, str]]:
    """(text, names) of the pieces of a heading: its lines, or the elements and bare texts of its single line."""
    if len(inner) > 1:
        return [(line.text, names(line.node) if line.node.mem_id != node.mem_id else "") for line in inner]
    holder = node
    for _ in range(4):
        children = [child for child in holder.iter(include_text=True) if (child.text() or "").strip()]
        if len(children) == 1 and children[0].is_element_node:
            holder = children[0]
            continue
        if len(children) > 6:
            return []
        return [(" ".join((child.text() or "").split()), names(child)) for child in children]
    return []


def _lower_heading(line: Line, title: str) -> bool:
    text = key(line.text)
    return (
        line.node.tag in ("h2", "h3", "h4", "h5", "h6")
        and not line.linked
        and 3 <= len(line.text) <= 80
        and text not in key(title)
        and text not in _FRONT
        and not _MENU_NAME.search(names(line.node))
    )


def kicker_above(lines: list[Line], above: int, title: str) -> str:
    """The short line above the title that has a kicker's name, or is a heading of lower rank right above it."""
    if above > 0 and _lower_heading(lines[above - 1], title):
        return lines[above - 1].text
    for number in range(above - 1, max(-1, above - 3), -1):
        line = lines[number]
        if len(line.text) > 80 or key(line.text) in key(title):
            continue
        for node in (line.node, line.node.parent):
            if node is not None and _KICKER_NAME.search(names(node)) and not _NO_TITLE_NAME.search(names(node)):
                return line.text
    return ""
