"""The numbers of each block that the forests look at: of its own text, of its place, of what was thought of its
neighbours.

All "share under an element" numbers are differences of running sums over the blocks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log1p

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.names import says
from crawler.extract.reader.words import NOTHING, Names

_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"\W+")
_FIGURE = re.compile("[0-9]")
_NO_LETTERS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_ODD_BYTES = b"{}/|@_=<>\\"
_ODD = re.compile(r"[{}/|©@_=<>\\]")
_CREDIT = re.compile(
    r"(?i)\b(?:photos?|foto|fotos|picture|image|bild|getty|reuters|afp|credit|crédit|ảnh)\b|©|图片|图：|写真"
)
_KEY = 100
"""Letters of a text by which it is found again."""
_LATER = 40
"""Letters of a block's text that are looked up in longer texts."""
_MENU_ENTRY = 60
_FAR = -9.0
_BEYOND = 9
NEVER = 0.03
"""What the first forest thinks of a block that the second need not see."""
_ENDS = frozenset(".!?…։।۔。！？｡:：;；")
_CLOSING = "\"'”’»«›)]」』）】 "
_TAGS = {"p": 0.0, "div": 1.0, "section": 1.0, "article": 1.0, "body": 1.5, "li": 2.0, "td": 3.0, "th": 3.0, "h1": 4.0,
         "h2": 5.0, "h3": 6.0, "h4": 6.0, "h5": 6.0, "h6": 6.0, "blockquote": 7.0, "pre": 8.0}  # fmt: skip
_NO_PICTURE = (0.0, 0.0, 0.0)
_PICTURE = int(Flag.CAPTION | Flag.FIGURE)
_FLAGS = (int(Flag.NAV | Flag.FOOTER | Flag.FORM), int(Flag.ASIDE), _PICTURE, int(Flag.HIDDEN), int(Flag.TABLE))

Row = Sequence[float]


@dataclass(slots=True)
class Sight:
    """A page as the forests see it. `seen` are the numbers of the blocks with a row: all with text that are no menu
    entries; `held` the elements round them; `words` counts the words of each block of the page, seen or not."""

    blocks: Blocks
    held: list[Element]
    seen: list[int]
    rows: list[list[float]]
    words: list[float]
    paths: list[int]
    wide: list[int]
    keys: list[str]
    title: int | None


def flat(text: str) -> str:
    if text.isascii():  # bytes lose signs many times faster than letters do
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return _LETTERS.sub("", text.casefold())


def look(blocks: Blocks, names: Names, title: str, description: str, article_body: str) -> Sight:
    """The numbers of a page's blocks, before anything is thought of them."""
    all_ = blocks.blocks
    texts = [block.text for block in all_]
    words = _counts(texts)
    density = [min(1.0, block.linked / (len(block.text) or 1)) if block.linked else 0.0 for block in all_]
    ended = [_ended(text) for text in texts]
    prose = [
        count if count >= 8 and linked < 0.5 and (end or count >= 20) else 0.0
        for count, linked, end in zip(words, density, ended, strict=True)
    ]
    seen = [
        block.number
        for block, text, linked in zip(all_, texts, density, strict=True)
        if text and not (linked > 0.85 and len(text) < _MENU_ENTRY and block.element.tag not in HEADINGS)
    ]
    keys = [""] * len(texts)
    for n in seen:
        keys[n] = flat(texts[n][:_KEY])
    held = holding(blocks, seen)
    wanted = flat(title[:_KEY])
    headline = _headline(all_, keys, wanted, prose)
    page = _Page(blocks, words, density, prose, headline)
    told = _Told(keys, wanted, flat(description), flat(article_body))
    elements = _Elements(blocks, held, page)
    named = _named(blocks, held, names)
    begun = _begun(blocks, seen, names)
    paths, wide, on_path, on_wide = page.paths()
    rows = []
    for row, n in enumerate(seen):
        block = all_[n]
        rows.append(
            [
                *_own(block, texts[n], words[n], density[n], ended[n]),
                *told.of(n),
                *page.place(n),
                *_pictures(all_, n),
                *elements.of(block.element),
                *on_path[paths[n]],
                *on_wide[wide[n]],
                *named[block.element.number],
                *begun[row],
            ]
        )
    return Sight(blocks, held, seen, rows, words, paths, wide, keys, headline)


# -------------------------------------------------------------------------------------------------------------- its own


def holding(blocks: Blocks, seen: Iterable[int]) -> list[Element]:
    """The elements that hold a block with a row, in the order of the page."""
    found: dict[int, Element] = {}
    for n in seen:
        element: Element | None = blocks.blocks[n].element
        while element is not None and element.number not in found:
            found[element.number] = element
            element = element.parent
    return [found[number] for number in sorted(found)]


def _counts(texts: list[str]) -> list[float]:
    """The words of each text; a letter of a script that does not part them is half of one."""
    words = [text.count(" ") + 1.0 if text else 0.0 for text in texts]
    for n, text in enumerate(texts):
        if not text.isascii() and _DENSE.search(text):
            words[n] += len(_DENSE.findall(text)) / 2
    return words


def _ended(text: str) -> bool:
    end = text[-6:].rstrip(_CLOSING)
    return bool(end) and end[-1] in _ENDS


def _own(block: Block, text: str, words: float, density: float, ended: bool) -> Iterable[float]:
    letters = len(text)
    start = text[:400]
    short = len(start)
    count = start.count
    return (
        log1p(words),
        density,
        float(ended),
        (count(",") + count(". ") + count("，") + count("。") + count("、")) / words,
        len(_FIGURE.findall(start)) / short if short < 120 else 0.0,
        _odd(start) / short,
        letters / words,
        _TAGS.get(block.element.tag, 9.0),
        *_flags(block.element.flags),
        float(block.broken),
        float(text.endswith((":", "："))),
        _capitals(start[:60]) / min(60, short),
    )


def _odd(text: str) -> int:
    """How many signs that prose has not."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ODD_BYTES))
    return len(_ODD.findall(text))


def _capitals(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _CAPITALS))
    return sum(map(str.isupper, text))


def _pictures(blocks: list[Block], number: int) -> tuple[float, float, float]:
    """Whether a picture stands in the block, or right before it with no text of its own; whether it then names a
    photographer or an agency, as captions do."""
    block = blocks[number]
    alone = number > 0 and not blocks[number - 1].text
    for piece in block.pieces:
        if piece.image is not None:
            own = True
            break
    else:
        if not alone and not block.element.flags & _PICTURE:
            return _NO_PICTURE
        own = False
    return (float(own), float(alone), float(len(block.text) < 400 and bool(_CREDIT.search(block.text))))


@lru_cache(maxsize=1024)
def _flags(flags: int) -> tuple[float, ...]:
    return tuple(float(bool(flags & one)) for one in _FLAGS)


class _Told:
    """What the head of the page says of its title and text, found again in blocks."""

    def __init__(self, keys: list[str], title: str, description: str, article_body: str) -> None:
        self.keys, self.title, self.description = keys, title, description
        self.body = article_body if len(article_body) > 200 else ""
        self.times: dict[str, int] = {}
        for key in keys:
            if key:
                self.times[key] = self.times.get(key, 0) + 1

    def of(self, number: int) -> Iterable[float]:
        key = self.keys[number]
        title = 1.0 if key == self.title else 0.5 if len(key) > 10 and key in self.title else 0.0
        told = 0.0
        if len(key) > 24 and self.description:
            told = 1.0 if key[:_LATER] in self.description else 0.5 if self.description[:_LATER] in key else 0.0
        body = (1.0 if key[:_LATER] in self.body else 0.0) if self.body and len(key) > 12 else -1.0
        return title, told, body, float(min(4, self.times.get(key, 1)))


def _headline(blocks: list[Block], keys: list[str], title: str, prose: list[float]) -> int | None:
    """The block that shows the title: a heading first, the one with most prose behind it near."""
    if not title or title not in keys:
        return None
    found = [n for n, key in enumerate(keys) if key == title and not blocks[n].element.flags & Flag.HIDDEN]
    if not found:
        return None
    sums = [0.0, *accumulate(prose)]
    return max(
        found,
        key=lambda n: (
            blocks[n].element.tag == "h1",
            blocks[n].element.tag in HEADINGS,
            sums[min(len(prose), n + 30)] - sums[n],
        ),
    )


# ------------------------------------------------------------------------------------------------------------ its place


class _Page:
    """Running sums over the blocks of a page, and what they say of places."""

    def __init__(
        self, blocks: Blocks, words: list[float], density: list[float], prose: list[float], title: int | None
    ) -> None:
        self.blocks, self.density, self.title = blocks, density, title
        self.number = len(words)
        self.words = words
        self.all = [0.0, *accumulate(words)]
        self.linked = [0.0, *accumulate(map(float.__mul__, words, density))]
        self.prose = [0.0, *accumulate(prose)]
        self.long = [0, *accumulate(count >= 15 for count in prose)]
        self.total = self.prose[-1] or 1.0
        self.page = (log1p(self.prose[-1]), self.linked[-1] / (self.all[-1] or 1.0))
        self.own = prose
        self.beyond = _beyond(self.all), _beyond(self.linked), _beyond(self.prose)
        self.headings = self._headings()

    def _headings(self) -> list[tuple[float, float, int]]:
        """For each block: headings of the first two levels between the title and it, words since the last heading, that
        heading's level."""
        found = []
        count, last, level = 0.0, 0, 0
        after = self.title if self.title is not None else -1
        words = self.all
        for n, block in enumerate(self.blocks.blocks):
            found.append((count, log1p(words[n] - words[last]), level))
            tag = block.element.tag
            if tag in HEADINGS and block.text:
                last, level = n, int(tag[1])
                if level < 3 and n > after:
                    count += 1.0
        return found

    def place(self, n: int) -> Iterable[float]:
        number, all_, prose = self.number, self.all, self.prose
        wide_all, wide_linked, wide_prose = self.beyond
        at = n + _BEYOND
        near = (wide_all[at + 3] - wide_all[at - 2]) or 1.0
        wide = (wide_all[at + 6] - wide_all[at - 5]) or 1.0
        heading = self.headings[n]
        if self.title is None:
            away = _FAR
        elif n > self.title:
            away = log1p(all_[n] - all_[self.title + 1])
        else:
            away = -1.0 - log1p(all_[self.title] - all_[n])
        before = n - 1 if n else 0
        after = n + 1 if n + 1 < number else n
        return (
            n / number,
            prose[n] / self.total,
            away,
            (wide_prose[at + 3] - wide_prose[at - 2]) / near,
            (wide_prose[at + 6] - wide_prose[at - 5]) / wide,
            (wide_linked[at + 6] - wide_linked[at - 5]) / wide,
            log1p(self.words[before]),
            log1p(self.words[after]),
            self.density[before],
            self.density[after],
            *heading,
            *self.page,
        )

    def paths(
        self,
    ) -> tuple[list[int], list[int], list[tuple[float, float, float, float]], list[tuple[float, float]]]:
        """The number of each block's path (tags and names of its element and the one above), and of the path one step
        up; of each path, the share of the page's prose on it, how much of its words is prose, how many blocks, how much
        is link; of each path one step up, the first two."""
        known: dict[tuple[str, str, str, str], int] = {}
        known_wide: dict[tuple[str, str, str, str], int] = {}
        paths: list[int] = []
        wide: list[int] = []
        by_element: dict[int, tuple[int, int]] = {}
        sums: list[list[float]] = []
        sums_wide: list[list[float]] = []
        for block, words, density, prose in zip(self.blocks.blocks, self.words, self.density, self.own, strict=True):
            element = block.element
            found = by_element.get(element.number)
            if found is None:
                above = element.parent or element
                upper = above.parent or above
                path = known.setdefault((element.tag, element.names, above.tag, above.names), len(known))
                if path == len(sums):
                    sums.append([0.0, 0.0, 0.0, 0.0])
                higher = known_wide.setdefault((above.tag, above.names, upper.tag, upper.names), len(known_wide))
                if higher == len(sums_wide):
                    sums_wide.append([0.0, 0.0])
                by_element[element.number] = path, higher
            else:
                path, higher = found
            paths.append(path)
            wide.append(higher)
            one = sums[path]
            one[2] += 1.0
            if words:
                two = sums_wide[higher]
                two[1] += words
                one[1] += words
                if prose:
                    two[0] += prose
                    one[0] += prose
                if density:
                    one[3] += words * density
        return (
            paths,
            wide,
            [(p / self.total, p / (w or 1.0), log1p(c), k / (w or 1.0)) for p, w, c, k in sums],
            [(p / self.total, p / (w or 1.0)) for p, w in sums_wide],
        )


class _Elements:
    """What the blocks of each element share: sums under it and the two elements above it, words of its names."""

    def __init__(self, blocks: Blocks, held: list[Element], page: _Page) -> None:
        prose, words, linked, long, total = page.prose, page.all, page.linked, page.long, page.total
        count = len(blocks.elements)
        self.depths = [0.0] * count
        self.shares = [(0.0, 0.0, 0.0, 0.0)] * count
        self.articles = [(-1.0, 0.0, 0.0)] * count
        self.said = [(0.0, 0.0, 0.0, 0.0)] * count
        self.known: dict[int, tuple[float, ...]] = {}
        before = 0.0
        for element in held:
            first, last = element.first, element.last + 1
            number = element.number
            inside, letters = prose[last] - prose[first], (words[last] - words[first]) or 1.0
            share = inside / total
            links = (linked[last] - linked[first]) / letters
            self.shares[number] = (share, inside / letters, float(min(30, long[last] - long[first])), links)
            if element.parent is None:
                continue
            up = element.parent.number
            self.depths[number] = self.depths[up] + 1.0
            noise, body, small, lede = self.said[up]
            own = says(element) if element.names else ()
            if own:
                self.said[number] = (
                    1.0 if "noise" in own else noise * 0.75,
                    1.0 if "body" in own else body * 0.75,
                    1.0 if "caption" in own or "credit" in own else small * 0.5,
                    1.0 if "lede" in own else lede * 0.5,
                )
            else:
                self.said[number] = (noise * 0.75, body * 0.75, small * 0.5, lede * 0.5)
            if element.tag == "article":
                holds = page.title is not None and first <= page.title < last
                self.articles[number] = (share, before, float(holds))
                before += share > 0.02
            else:
                self.articles[number] = self.articles[up]

    def of(self, element: Element) -> tuple[float, ...]:
        number = element.number
        found = self.known.get(number)
        if found is None:
            parent = element.parent or element
            upper = parent.parent or parent
            found = self.known[number] = (
                *self.said[number],
                self.depths[number],
                float(element.last + 1 - element.first),
                *self.shares[number],
                *self.shares[parent.number],
                *self.shares[upper.number],
                *self.articles[number],
            )
        return found


def _named(blocks: Blocks, held: list[Element], names: Names) -> list[tuple[float, float, float, float]]:
    """The weights of the names of each element, of the two above it together, of all higher ones together, and of its
    parent as if it were the parent's own text."""
    weights = [NOTHING] * len(blocks.elements)
    found = [(0.0, 0.0, 0.0, 0.0)] * len(blocks.elements)
    for element in held:
        weight = weights[element.number] = names.of(element.tag, element.names)
        parent = element.parent
        if parent is None:
            found[0] = (weight[0], 0.0, 0.0, 0.0)
            continue
        above = weights[parent.number]
        near, high = above[1], found[parent.number][2]
        if parent.parent is not None:
            near += weights[parent.parent.number][1]
            if parent.parent.parent is not None:
                high += weights[parent.parent.parent.number][2]
        found[element.number] = (weight[0], near, high, above[0])
    return found


def _begun(blocks: Blocks, seen: Iterable[int], names: Names) -> list[tuple[float, float]]:
    """The weights of the words that each block with a row begins with, and those of the last heading before it."""
    found = []
    heading = 0.0
    for n in seen:
        block = blocks.blocks[n]
        own = names.begun(block.text)
        found.append((own, heading))
        if block.element.tag in HEADINGS:
            heading = own
    return found


def renamed(sight: Sight, names: Names) -> list[list[float]]:
    """The rows with other weights of names and words: what training needs."""
    named = _named(sight.blocks, sight.held, names)
    begun = _begun(sight.blocks, sight.seen, names)
    return [
        [*row[:-6], *named[sight.blocks[n].element.number], *own]
        for n, row, own in zip(sight.seen, sight.rows, begun, strict=True)
    ]


# ----------------------------------------------------------------------------------------------------- what was thought


def worth_a_look(thought: Sequence[float]) -> list[int]:
    """The rows that the first forest does not rule out."""
    return [row for row, value in enumerate(thought) if value >= NEVER]


def look_again(sight: Sight, thought: list[float], again: Sequence[int]) -> list[list[float]]:
    """Some of the rows, by their numbers, with what the first forest thought of the blocks round each: `thought` holds
    its p by row."""
    blocks = sight.blocks.blocks
    number = len(blocks)
    p = [0.0] * number
    for n, value in zip(sight.seen, thought, strict=True):
        p[n] = value
    words = sight.words
    weighed = [min(200.0, count) + 2.0 if blocks[n].text else 0.0 for n, count in enumerate(words)]
    all_ = [0.0, *accumulate(weighed)]
    taken = [0.0, *accumulate(map(float.__mul__, weighed, p))]
    total = taken[-1] or 1.0
    means = {
        e.number: (taken[e.last + 1] - taken[e.first]) / (all_[e.last + 1] - all_[e.first] or 1.0) for e in sight.held
    }
    best = _best(sight.held, all_, taken)
    on_path, on_wide = _on_paths(sight.paths, weighed, p), _on_paths(sight.wide, weighed, p)
    up, down = _gaps(p)
    page = (max(thought, default=0.0), log1p(taken[-1]))
    rows = []
    padded = [0.0, 0.0, 0.0, *p, 0.0, 0.0, 0.0]
    # Sums that begin before the first block and end behind the last: a place near either needs no thought.
    wide_all, wide_taken = _beyond(all_), _beyond(taken)
    for number_of_row in again:
        n, row = sight.seen[number_of_row], sight.rows[number_of_row]
        element = blocks[n].element
        above = element.parent or element
        upper = above.parent or above
        at = n + _BEYOND
        rows.append(
            [
                *row,
                *padded[n + 3 : n : -1],
                *padded[n + 4 : n + 6],
                (wide_taken[at + 4] - wide_taken[at - 3]) / (wide_all[at + 4] - wide_all[at - 3]),
                (wide_taken[at + 9] - wide_taken[at - 8]) / (wide_all[at + 9] - wide_all[at - 8]),
                means[element.number],
                means[above.number],
                means[upper.number],
                on_path[sight.paths[n]],
                on_wide[sight.wide[n]],
                float(best is not None and best.first <= n <= best.last),
                taken[n] / total,
                up[n],
                down[n],
                *page,
            ]
        )
    return rows


def _beyond(sums: list[float]) -> list[float]:
    return [sums[0]] * _BEYOND + sums + [sums[-1]] * _BEYOND


def _on_paths(paths: list[int], weighed: list[float], p: list[float]) -> list[float]:
    """What was thought of the blocks of each path together."""
    count = max(paths, default=-1) + 1
    taken, all_ = [0.0] * count, [0.0] * count
    for path, weight, value in zip(paths, weighed, p, strict=True):
        all_[path] += weight
        if value:
            taken[path] += weight * value
    return [one / (whole or 1.0) for one, whole in zip(taken, all_, strict=True)]


def _best(held: list[Element], all_: list[float], taken: list[float]) -> Element | None:
    """The element that holds most of what was thought article and least else."""
    most, best = -1.0, None
    for element in held:
        first, last = element.first, element.last + 1
        worth = 2.0 * (taken[last] - taken[first]) - 0.7 * (all_[last] - all_[first])
        if best is None or worth >= most:
            most, best = max(worth, -1.0), element
    return best


def _gaps(p: list[float]) -> tuple[list[float], list[float]]:
    """How many blocks back, and on, the nearest stands that was thought article; 30 at most."""
    up, far = [], 30.0
    for value in p:
        up.append(far)
        far = 1.0 if value > 0.5 else min(30.0, far + 1.0)
    down, far = [], 30.0
    for value in reversed(p):
        down.append(far)
        far = 1.0 if value > 0.5 else min(30.0, far + 1.0)
    return up, down[::-1]
