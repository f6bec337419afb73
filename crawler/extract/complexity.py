"""Is this page more than a reader should touch? Judged on the text, before anything parses it.

An HTML5 parser is quadratic in the attributes of one tag and in the depth of the tree, and the formatting elements
that stay open (`<font>`, `<b>`) are opened again in each block that follows: 30 kB of text become gigabytes of tree.
"""

import re
from collections import Counter
from collections.abc import Iterable
from math import isqrt

from crawler.extract.page import Page

MOST_TAGS = 60_000
MOST_ATTRIBUTES = 2_000
MOST_DEPTH = 1_500
MOST_RUN = 1_000_000  # letters of text without an element between them
MOST_REOPENED = 200_000
MOST_ATTRIBUTES_TOGETHER = 20_000
FEW_TAGS = min(MOST_DEPTH, 2 * isqrt(MOST_REOPENED))  # half of them formatting, half of them blocks: not too many
LONG_TAG = 1_500  # under this length a tag's attributes cannot hurt

# A start or end tag as the HTML standard tokenises it: quotes count only after an equals sign.
_ATTRIBUTE = r"""[^\s/>=]?+[^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"']?+[^\s>]*+))?+"""
_VALUE = r"""=(?:"[^"]*+(?:"|\Z)|\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)"""
_REST = rf"[^>=]*+(?:{_VALUE}[^>=]*+)*+"
_TAG = re.compile(rf"<(/?[a-zA-Z][^\s/>]*+{_REST})(?:>|\Z)")
_START = re.compile(r"<([a-zA-Z][^\s/>]*+)")
_NAMED = re.compile(r"/?[^\s/>]*")
_NAME = re.compile(rf"<(/?[a-zA-Z][^\s/>]*+){_REST}(?:>|\Z)")
_HIDES = re.compile(r"<(?:!--|(script|style|textarea|title)(?=[\s/>]))", re.I)
_COMMENT_ENDS = re.compile(r"--!?>")
_CODE_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in ("script", "style", "textarea", "title")}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSES = {
    "p": (frozenset(("p",)), frozenset(("div", "td", "th", "li", "table", "blockquote", "section", "article", "body"))),
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dd": (frozenset(("dd", "dt")), frozenset(("dl",))),
    "dt": (frozenset(("dd", "dt")), frozenset(("dl",))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_LOOK_BACK = 60
_CELLS = frozenset(("td", "th", "tr", "table", "caption"))
_REOPENS = _VOID | frozenset("p div li td th tr table center blockquote h1 h2 h3 h4 h5 h6 ul ol dl dd dt span".split())


def too_complex(page: Page) -> str | None:
    """Why the page must not be parsed, in words; None for each page that a person could have written. Judged once a
    page."""
    known: str | None = page.__dict__.get("_too_complex", "")
    if known == "":
        known = page.__dict__["_too_complex"] = _judged(page)
    return known


def _judged(page: Page) -> str | None:
    if run := _longest_run(page.html):
        return f"{run} letters without an element, more than {MOST_RUN}"
    tags: list[str] = _TAG.findall(page.html)
    starts = len(tags)
    if starts > MOST_TAGS and (starts := sum(tag[0] != "/" for tag in tags)) > MOST_TAGS:
        return f"{starts} elements, more than {MOST_TAGS}"
    long = [_attributes(_NAMED.sub("", tag, count=1)) for tag in tags if len(tag) > LONG_TAG]
    if long and (max(long) > MOST_ATTRIBUTES or sum(long) > MOST_ATTRIBUTES_TOGETHER):
        return f"{max(long)} attributes on one element, more than {MOST_ATTRIBUTES}"
    names = _START.findall(page.html)  # all that looks like a start tag, within another one as well
    if len(names) <= FEW_TAGS:
        return None
    counts: Counter[str] = Counter()
    for name, count in Counter(names).items():
        counts[name.lower()] += count
    formatting = sum(counts[name] for name in _FORMATTING if name != "a")  # a second <a> closes the first
    nesting = sum(counts.values()) - sum(counts[name] for name in _VOID)
    if nesting > MOST_DEPTH or formatting * sum(counts[name] for name in _REOPENS) > MOST_REOPENED:
        seen = [name.lower() for name in _NAME.findall(_without_hidden(page.html))]
        depth, reopened = _at_most(seen)
        if depth > MOST_DEPTH or reopened > MOST_REOPENED:
            depth, reopened = _growth(seen)
        if depth > MOST_DEPTH:
            return f"more than {MOST_DEPTH} elements inside each other"
        if reopened > MOST_REOPENED:
            return f"more than {MOST_REOPENED} elements once its open formatting is repeated"
    return None


def _without_hidden(html: str) -> str:
    """The text without its comments, its code and what only holds letters."""
    kept: list[str] = []
    at = 0
    while begins := _HIDES.search(html, at):
        kept.append(html[at : begins.start()])
        at = begins.end()
        if name := begins[1]:
            ends = _CODE_ENDS[name.lower()].search(html, at)
        elif html.startswith((">", "->"), at):
            at += 1 if html[at] == ">" else 2
            continue
        else:
            ends = _COMMENT_ENDS.search(html, at)
        if ends is None:
            return "".join(kept)
        at = ends.end()
    kept.append(html[at:])
    return "".join(kept)


def _longest_run(html: str) -> int:
    """The length of a run of text that is too long, code and comments aside; 0 where there is none."""
    if len(html) <= MOST_RUN:
        return 0
    runs = (run for run in html.split("<") if len(run) > MOST_RUN)
    texts = (run.partition(">")[2] for run in runs if not run[:6].lower().startswith(("script", "style", "!--")))
    longest = max(map(len, texts), default=0)
    return longest if longest > MOST_RUN else 0


def _attributes(text: str) -> int:
    return sum(1 for _ in re.finditer(rf"(?=[^\s/]){_ATTRIBUTE}", text))


def _at_most(names: Iterable[str]) -> tuple[int, int]:
    """The same as _growth in a fraction of its time, or more: each end tag closes its own element alone, and nothing is
    closed without a word."""
    inside: dict[str, int] = {}
    depth = deepest = formatting = reopened = 0
    for name in names:
        if name[0] == "/":
            name = name[1:]
            if count := inside.get(name, 0):
                inside[name] = count - 1
                depth -= 1
                if name in _FORMATTING:
                    formatting -= 1
        elif name not in _VOID:
            inside[name] = inside.get(name, 0) + 1
            depth += 1
            if depth > deepest:
                deepest = depth
            if name in _REOPENS:
                reopened += formatting
            elif name in _FORMATTING:
                formatting += 1
    return deepest, reopened


def _growth(names: Iterable[str]) -> tuple[int, int]:
    """The depth that the tags reach, and how many formatting elements a parser would open again.

    Formatting that an end tag of another element shuts in comes back in the next block, except out of a table's cell.
    """
    opened: list[str] = []
    inside: Counter[str] = Counter()
    formatting = deepest = reopened = 0
    for name in names:
        ends = name.startswith("/")
        name = name.removeprefix("/")
        if name in _VOID:
            continue
        if not ends:
            gone = _closed(opened, name)
        elif inside[name]:
            gone = []
            while not gone or gone[-1] != name:
                gone.append(opened.pop())
            gone.reverse()
        else:
            continue
        again = [] if name in _CELLS else [other for other in gone[1:] if other in _FORMATTING]
        inside.subtract(gone)
        inside.update(again)
        formatting += len(again) - sum(other in _FORMATTING for other in gone)
        opened += again
        if not ends:
            reopened += formatting if name in _REOPENS else 0
            opened.append(name)
            inside[name] += 1
            formatting += name in _FORMATTING
            deepest = max(deepest, len(opened))
        if reopened > MOST_REOPENED or deepest > MOST_DEPTH:
            break
    return deepest, reopened


def _closed(opened: list[str], name: str) -> list[str]:
    """Takes off, and returns, what a start tag closes without a word: a row the row before, an item the item before."""
    kinds, scope = _CLOSES.get(name, (frozenset(), frozenset()))
    for back, other in enumerate(reversed(opened[-_LOOK_BACK:] if kinds else ()), 1):
        if other in kinds:
            gone = opened[-back:]
            del opened[-back:]
            return gone
        if other in scope:
            break
    return []
