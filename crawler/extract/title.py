"""The title of an article page, and the kicker above it: candidates from head and page, chosen by their agreement.

A heading, og:title, the JSON-LD headline, `<title>` without the site's name and the link that led here rarely all say
the same; what several of them say, what stands just before the text, and what the address spells is the title. The
spelling that the page shows is kept.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.extract.head import Head, clean
from crawler.extract.lines import Line, body_span, key, lines_of, names, page_lines
from crawler.extract.page import Page, words

MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is plain, at most 300 characters; `rule` names the places that agree on it ("h1+opengraph+address")."""

    text: str
    kicker: str
    rule: str


@dataclass(slots=True)
class _Candidate:
    """One wording, whatever its punctuation and case, with the evidence for it."""

    key: str
    text: str
    shown: float = 0.0
    """How good the best place is that shows it; 0 when only the head says it."""
    score: float = 0.0
    line: int = -1
    kicker: str = ""
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A title as the head, the list or the address states it. `key` is its letters alone."""

    place: str
    text: str
    key: str
    weight: float


def read_title(page: Page, head: Head, *, listed: str = "") -> Title | None:
    """The title of the article, or None where the page has none. `listed` is the text of the link that led here.

    `listed` may be cut with dots, or hold more than the title where the link covers a whole card.
    """
    lines = page_lines(page)
    site = _site_keys(page, head)
    references = _references(head, listed, site)
    candidates: dict[str, _Candidate] = {}
    start, end = body_span(lines)
    slug = _slug_words(page.url, head.canonical)
    for found in _shown(page, lines, references, (start, end)):
        _add(candidates, *found)
    if not any(_shared(candidate.text, slug) >= 0.5 for candidate in candidates.values()):
        for line, value in _spelt(lines, slug, (start, end)):
            _add(candidates, line.text, value, line.number, "", "text")
    for reference in references:
        if reference.place != "list":
            _add(candidates, reference.text, 0.0, -1, "", "")
    tag = key(head.title_tag)
    tag_words = set(_folded_words(head.title_tag))
    for candidate in candidates.values():
        _judge(candidate, references, slug, site)
        if candidate.shown and not candidate.places[1:]:
            if _is_affix(candidate.key, tag):
                candidate.score -= 1.5
            elif len(tag_words) > 2 and not _names_site(tag, site):
                shared = len(tag_words & set(_folded_words(candidate.text))) / len(tag_words)
                candidate.score -= UNSUPPORTED * max(0.0, 1 - 2 * shared)
    _prefer_editors(candidates, head, site, lines, clean(listed))
    best = max(candidates.values(), key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < MIN_SCORE:
        fallback = clean(listed, MAX_TITLE)
        return Title(_cut(fallback), "", "list") if len(fallback) > 3 and not _cut_mark(fallback) else None
    text = _finished(best, references)
    return Title(text, best.kicker or _kicker_above(lines, best, text), "+".join(dict.fromkeys(best.places)))


MIN_SCORE = 0.3
UNSUPPORTED = 2.0
"""What a heading loses that nothing else on the page says, and that shares no word with `<title>`."""

# ------------------------------------------------------------------------------------------------------- site's names

_GENERIC = frozenset(
    key(text)
    for text in (
        "home|homepage|home page|start|startseite|trang chủ|trang nhất|tin tức|tin tức sự kiện|tin tức - sự kiện|news|the news"
        "|latest news|blog|inicio|portada|noticias|accueil|actualités|aktuelles|nachrichten|notizie|avvisi|novità|notícias|início"
        "|főoldal|hírek|aktualności|strona główna|новости|главная|новини|головна|首页|新闻|新闻动态|ホーム|ニュース|お知らせ"
        "|menu|search|tìm kiếm|chi tiết|chi tiết tin|details|article|articles|press release|press releases|pressemitteilung"
        "|thông báo|news & media|news detail|news details|untitled|page not found|error|login|main navigation|navigation"
        "|related articles|related news|share this|comments|contact|about us|sprachauswahl|anasayfa|haberler|berita"
    ).split("|")
)


def _site_keys(page: Page, head: Head) -> set[str]:
    """What names the site and not the article: declared names, and the host with and without its endings."""
    found = {key(name) for name in head.site_names if len(name.split()) < 5}
    found -= {key(head.og_title), key(head.headline)} & {key(words(node)) for node in page.tree.css("h1")}
    try:
        host = (urlsplit(page.url or head.canonical or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    if host:
        found.add(key(host))
        labels = host.split(".")
        found.update(key(label) for label in labels[:-1] if len(label) > 3)
    found.discard("")
    return found


_PORTAL = re.compile(
    r"^(?:website|cổng ?thông ?tin|trang ?thông ?tin|trang ?tin ?điện ?tử|official ?(?:web)?site|welcome ?to|sitioweb|portal"
    r"|sitooficial|sitiooficial|sitoufficiale|siteofficiel|offiziellewebsite)".replace(" ?", "")
)


def _names_site(text_key: str, site: set[str]) -> bool:
    """Whether a segment is the site's name, or its name and a word or two more."""
    if not text_key or text_key in site or text_key in _GENERIC or _PORTAL.match(text_key):
        return True
    return any(
        len(name) >= 5 and (name in text_key or text_key in name) and 2 * len(name) >= len(text_key) for name in site
    )


# ---------------------------------------------------------------------------------------------------------- references

_SEPARATOR = re.compile(r"\s+(?:[|·•»«›‹~/\\]|::|[-–—―])\s+|\s*[|»«›‹_]\s*|\s+[-–—]{2,}\s+")
_CUT = re.compile(r"\s*(?:\.{2,}|…|\[…\]|\[\.\.\.\])\s*$")


def _references(head: Head, listed: str, site: set[str]) -> list[_Reference]:
    found: list[_Reference] = []

    def add(place: str, text: str, weight: float) -> None:
        letters = key(text)
        if len(letters) >= 2 and not _names_site(letters, site):
            found.append(_Reference(place, text, letters, weight))

    add("jsonld", head.headline, 1.2)
    add("opengraph", head.og_title, 1.0)
    for title in head.titles:
        add("meta", title, 0.4)
    add("title", head.title_tag, 0.6)
    if listed:
        for text in dict.fromkeys((clean(listed), _undated(clean(listed)))):
            add("list", text, 2.0)
    for text, place, weight in (
        (head.title_tag, "title", 0.8),
        (head.og_title, "opengraph", 0.8),
        (head.headline, "jsonld", 0.6),
    ):
        for run in _without_affixes(text, site):
            add(place, run, weight)
    if not any(True for _ in _without_affixes(head.title_tag, site)):
        for run in _without_last(head.title_tag):
            add("title", run, 0.6 if run in (head.og_title, head.headline) or "|" in head.title_tag else 0.3)
    return found


_DATE_TAIL = re.compile(
    r"\s*[(\[|–-]?\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[\s,-]+\d{1,2}[:h]\d{2}(?::\d{2})?)?\s*[)\]]?\s*$"
)
_DATE_LEAD = re.compile(r"^[(\[]?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[\s,-]+\d{1,2}[:h]\d{2}(?::\d{2})?)?[)\]]?[\s:|–-]*")


def _undated(text: str) -> str:
    """The text of a link without the date that a list page writes into it."""
    rest = _DATE_LEAD.sub("", _DATE_TAIL.sub("", text)).strip()
    return rest if len(rest) > 5 else text


_EDGE = re.compile(r"^(.{4,}?)\s*[:：｜（(\[【]\s*([^:：｜（(\[【]{2,60})$")


def _without_name(text: str, site: set[str]) -> Iterator[str]:
    """A title that ends in the site's name, or begins with it, behind a colon or in brackets."""
    match = _EDGE.match(text)
    if match and _names_site(key(match[2]), site):
        yield match[1]
    lead, colon, rest = text.partition(": ")
    if colon and len(rest) > 3 and _names_site(key(lead), site):
        yield rest.strip()


@lru_cache(maxsize=64)
def _segments(text: str) -> tuple[tuple[int, int], ...]:
    """Where the segments of a title start and end, at most 8."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
        if len(spans) > 7:
            break
    if at < len(text):
        spans.append((at, len(text)))
    return tuple(spans)


def _without_affixes(text: str, site: set[str]) -> Iterator[str]:
    """A title without the segments at either end that name the site; nothing where none does."""
    spans = list(_segments(text))
    if len(spans) < 2:
        yield from _without_name(text, site)
        return
    first, last = 0, len(spans)
    while last - first > 1 and _names_site(key(text[spans[last - 1][0] : spans[last - 1][1]]), site):
        last -= 1
    while last - first > 1 and _names_site(key(text[spans[first][0] : spans[first][1]]), site):
        first += 1
    if (first, last) != (0, len(spans)):
        yield text[spans[first][0] : spans[last - 1][1]].strip()


def _without_last(text: str) -> Iterator[str]:
    """A title without a short last segment, which may be a site's or section's name."""
    spans = _segments(text)
    if len(spans) > 1 and spans[-2][1] * 5 >= len(text) * 2 and len(text[spans[-1][0] :].split()) <= 5:
        yield text[: spans[-2][1]].strip()


_EDGE = re.compile(r"^(.{4,}?)\s*[:：｜（(\[【]\s*([^:：｜（(\[【]{2,60})$")


# -------------------------------------------------------------------------------------------- what the page itself shows

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
_TAG_VALUE = {"h1": 2.2, "h2": 0.9, "h3": 0.5, "h4": 0.3}


def _shown(
    page: Page, lines: list[Line], references: list[_Reference], span: tuple[int, int]
) -> Iterator[tuple[str, float, int, str, str]]:
    """(text, value of the place, line number, kicker, name of the place) of everything shown that may be the title."""
    start, end = span
    where: dict[int, int] = {}
    for line in lines:
        where.setdefault(line.node.mem_id, line.number)
    wanted = {reference.key for reference in references}
    headings = page.tree.css("h1,h2,h3,h4,[itemprop~=headline]")[:150]
    ones = sum(1 for node in headings if node.tag == "h1")
    firsts = True
    for node in headings:
        tag = node.tag or ""
        inner = lines_of(node)
        if not inner:
            continue
        number = where.get(inner[0].node.mem_id, -1)
        if tag not in _TAG_VALUE and node.css_first("h1,h2,h3,h4") is not None:
            continue
        value = _TAG_VALUE.get(tag, 0.6)
        if tag == "h1":
            value += 0.3 if firsts else 0.0
            value += 0.2 if ones == 1 else 0.0
            firsts = False
        value += _surroundings(node)
        value += _before_text(number, start, end)
        yield from _variants(node, inner, value, number, tag if tag in _TAG_VALUE else "microdata", wanted)
    lengths = [len(reference.text) for reference in references]
    shortest, longest = (min(lengths) * 0.7, max(lengths) * 1.4) if lengths else (0, 0)
    for line in lines:
        length = len(line.text)
        if shortest <= length <= longest and line.node.tag not in _TAG_VALUE and key(line.text) in wanted:
            value = 0.5 + _surroundings(line.node) + _before_text(line.number, start, end)
            yield line.text, max(value, 0.05), line.number, "", "text"


def _spelt(lines: list[Line], slug: set[str], span: tuple[int, int]) -> Iterator[tuple[Line, float]]:
    """Lines that say what the address spells, for pages whose head and headings name only the site."""
    if len(slug) < 3:
        return
    length = sum(map(len, slug)) + len(slug)
    for line in lines:
        if 0.5 * length <= len(line.text) <= 2.5 * length and len(line.text) <= MAX_TITLE:
            shared = _shared(line.text, slug)
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
    if "headline" in (node.attrs.get("itemprop") or ""):
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
    if link is not None and len(inner) == 1 and (link.attrs.get("href") or "").strip() in ("/", "./", "../", "#"):
        value -= 2.0
    known = key(whole) in wanted
    kept, kicker = _without_kicker(_parts(node, inner), wanted)
    if kept:
        yield kept, max(value, 0.05), number, kicker, place
    if known or not kept:
        yield whole, max(value, 0.05), number, "", place


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


# --------------------------------------------------------------------------------------------------------------- choice


def _add(candidates: dict[str, _Candidate], text: str, shown: float, line: int, kicker: str, place: str) -> None:
    text = clean(text, 2 * MAX_TITLE)
    letters = key(text)
    if len(letters) < 2:
        return
    candidate = candidates.get(letters)
    if candidate is None:
        candidate = candidates[letters] = _Candidate(letters, text)
    if shown > candidate.shown:
        candidate.shown, candidate.text, candidate.line = shown, text, line
        candidate.kicker = kicker or candidate.kicker
        if place:
            candidate.places.insert(0, place)


def _judge(candidate: _Candidate, references: list[_Reference], slug: set[str], site: set[str]) -> None:
    letters = candidate.key
    score = candidate.shown
    by_place: dict[str, float] = {}
    for reference in references:
        share = _agreement(letters, reference)
        if share <= 0:
            continue
        gain = share * reference.weight
        if gain > by_place.get(reference.place, 0.0):
            by_place[reference.place] = gain
        if share >= 0.7:
            candidate.places.append(reference.place)
    score += sum(by_place.values())
    if slug:
        shared = _shared(candidate.text, slug)
        score += 1.2 * shared
        if shared >= 0.6:
            candidate.places.append("address")
    if letters in _GENERIC:
        score -= 4.0
    elif _names_site(letters, site):
        score -= 2.5
    if len(letters) < 8 and " " not in candidate.text and not _dense(letters):
        score -= 0.5
    if len(candidate.text) > MAX_TITLE:
        score -= 1.5
    candidate.score = score


def _is_affix(letters: str, tag: str) -> bool:
    """Whether a heading that nothing else supports is but the short end of `<title>`, as a site's name is."""
    return 0 < 2 * len(letters) < len(tag) and (tag.startswith(letters) or tag.endswith(letters))


def _prefer_editors(
    candidates: dict[str, _Candidate], head: Head, site: set[str], lines: list[Line], listed: str
) -> None:
    """Let the words that editors wrote win where the head has several titles and nothing else decides.

    They must speak of the page; and where the list page says otherwise, that decides.
    """
    wanted = _editors(candidates, head, site)
    candidate = candidates.get(wanted)
    if candidate is None or _names_site(wanted, site) or len(candidate.text.split()) < 3:
        return
    if listed and wanted not in key(listed) and not wanted.startswith(key(_CUT.sub("", listed))):
        return
    long_words = {word for word in _folded_words(candidate.text) if len(word) > 4}
    text = set(_folded_words(" ".join(line.text for line in lines[:600])))
    if len(long_words & text) * 4 >= len(long_words):
        candidate.score = max(candidate.score, 0.5 + max(found.score for found in candidates.values()))


def _editors(candidates: dict[str, _Candidate], head: Head, site: set[str]) -> str:
    """The key of the title that was written by hand, judged by which of the head's titles are the same; "" if unclear.

    A CMS fills headline, `<title>` and heading from one field: the one that differs was filled in by somebody.
    """
    own, headline, tag = (_bare(text, site) for text in (head.og_title, head.headline, head.title_tag))
    if headline:
        other = candidates.get(headline)
        if other is None or not head.kind.endswith(("article", "liveblogposting")):
            return ""
        if headline == tag:
            if other.shown:
                return own
            return headline if head.kind.endswith("newsarticle") else ""
        return own if own == headline else ""
    if head.kind != "article" or own == tag or (tag in candidates and candidates[tag].shown):
        return ""
    headings = [found.key for found in candidates.values() if found.shown > 2]
    return "" if any(own.startswith(heading) or own.endswith(heading) for heading in headings) else own


def _bare(text: str, site: set[str]) -> str:
    return key(next(iter(_without_affixes(text, site)), text))


def _agreement(letters: str, reference: _Reference) -> float:
    """1 for the same letters, less where one is the other's beginning or end, 0 for different titles."""
    other = reference.key
    if letters == other:
        return 1.0
    if reference.place == "list":
        if _CUT.search(reference.text) and len(other) > 11 and letters.startswith(key(_CUT.sub("", reference.text))):
            return 1.0
        return 0.7 if len(letters) > 11 and letters in other else 0.0
    short, long = sorted((letters, other), key=len)
    if len(short) < 6 and not _dense(short):
        return 0.0
    if long.startswith(short) or long.endswith(short):
        share = len(short) / len(long)
        return 0.35 + 0.4 * share if letters is short else 0.2 + 0.4 * share
    return 0.0


def _dense(letters: str) -> bool:
    """Whether a script that needs few letters for a word is used."""
    return any(letter > "\u2e80" for letter in letters[:20])


def _slug_words(url: str, canonical: str | None) -> set[str]:
    """The words of the address's longest part, without accents; empty where it has none."""
    best: set[str] = set()
    for address in (url, canonical or ""):
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            continue
        for part in path.split("/"):
            part = re.sub(r"\.\w{2,5}$", "", part)
            found = {word for word in _folded_words(part.replace("_", " ")) if not word.isdecimal()}
            if len(found) > max(len(best), 2):
                best = found
    return best


def _shared(text: str, slug: set[str]) -> float:
    """The share of the words of a title and an address that they have in common (Jaccard's)."""
    found = {word for word in _folded_words(text) if not word.isdecimal()}
    return len(found & slug) / len(found | slug) if found else 0.0


def _folded_words(text: str) -> list[str]:
    text = text.casefold()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("đ", "d")))
    return _WORD.findall(text)


_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


def _cut_mark(text: str) -> bool:
    return bool(_CUT.search(text))


def _finished(candidate: _Candidate, references: list[_Reference]) -> str:
    """The wording as shown, but for white space and punctuation: there the spelling that most places have.

    Pieces of a heading that style sheets keep apart run together when read, or come apart.
    """
    spellings = [candidate.text] + [ref.text for ref in references if ref.key == candidate.key and ref.place != "list"]
    letters = _NO_LETTER.sub("", candidate.text)
    count = Counter(text for text in spellings if _NO_LETTER.sub("", text) == letters)
    if count:
        best, votes = count.most_common(1)[0]
        if votes > count[candidate.text]:
            return _cut(clean(best, 2 * MAX_TITLE))
    return _cut(candidate.text)


_NO_LETTER = re.compile(r"[\s:：]+")


def _cut(text: str) -> str:
    """At most 300 characters, cut between words."""
    if len(text) <= MAX_TITLE:
        return text
    return text[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def _kicker_above(lines: list[Line], candidate: _Candidate, title: str) -> str:
    """The short line with a kicker's name that stands directly above the title."""
    for number in range(candidate.line - 1, max(-1, candidate.line - 3), -1):
        line = lines[number]
        if len(line.text) > 80 or key(line.text) in key(title):
            continue
        for node in (line.node, line.node.parent):
            if node is not None and _KICKER_NAME.search(names(node)) and not _NO_TITLE_NAME.search(names(node)):
                return line.text
    return ""
