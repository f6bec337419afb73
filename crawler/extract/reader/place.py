"""The numbers of a block's place: where it stands on the page, and what its element and those above it hold.

All "share under an element" numbers are differences of running sums over the blocks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log1p

from crawler.extract.blocks import HEADINGS, Block, Element, Flag
from crawler.extract.names import says
from crawler.extract.reader.text import Numbers
from crawler.extract.reader.words import NOTHING, Names

BEYOND = 9
"""How far sums reach beyond the first block and the last: a place near either needs no thought."""
_FAR = -9.0
_LONG = 15
"""Words of a long block."""
_MOST_LONG = 30.0
_TAGS = {"p": 0.0, "div": 1.0, "section": 1.0, "article": 1.0, "body": 1.5, "li": 2.0, "td": 3.0, "th": 3.0, "h1": 4.0,
         "h2": 5.0, "h3": 6.0, "h4": 6.0, "h5": 6.0, "h6": 6.0, "blockquote": 7.0, "pre": 8.0}  # fmt: skip
_FLAGS = (Flag.CAPTION | Flag.FIGURE, Flag.HIDDEN, Flag.TABLE)
_UNSAID = (0.0, 0.0, 0.0, 0.0)


class Sums:
    """The words, the share of letters that are links and the words of prose of each block, and running sums: of all
    words, linked words, prose and long blocks."""

    def __init__(self, words: list[float], density: list[float], prose: list[float]) -> None:
        self.words, self.density, self.prose = words, density, prose
        self.all = [0.0, *accumulate(words)]
        self.linked = [0.0, *accumulate(map(float.__mul__, words, density))]
        self.running = [0.0, *accumulate(prose)]
        self.long = [0.0, *accumulate([1.0 if count >= _LONG else 0.0 for count in prose])]
        self.total = self.running[-1] or 1.0


def beyond(sums: list[float]) -> list[float]:
    return [sums[0]] * BEYOND + sums + [sums[-1]] * BEYOND


def places(blocks: Sequence[Block], seen: Iterable[int], sums: Sums, title: int | None) -> Iterator[Numbers]:
    """Where each of the blocks seen stands on the page, what stands round it, how far behind the title and the last
    heading it is."""
    number, density, prose, all_ = len(blocks), sums.density, sums.running, sums.all
    wide_all, wide_linked, wide_prose = beyond(sums.all), beyond(sums.linked), beyond(sums.running)
    long = [log1p(count) for count in sums.words]
    start = -1 if title is None else title
    heads, last, level = 0.0, 0, 0.0  # headings of two levels since the title; the last one of any
    for n in seen:
        at = n + BEYOND
        near = (wide_all[at + 3] - wide_all[at - 2]) or 1.0
        wide = (wide_all[at + 6] - wide_all[at - 5]) or 1.0
        if title is None:
            away = _FAR
        elif n > title:
            away = log1p(all_[n] - all_[title + 1])
        else:
            away = -1.0 - log1p(all_[title] - all_[n])
        before = n - 1 if n else 0
        after = n + 1 if n + 1 < number else n
        yield (
            n / number,
            prose[n] / sums.total,
            away,
            (wide_prose[at + 3] - wide_prose[at - 2]) / near,
            (wide_prose[at + 6] - wide_prose[at - 5]) / wide,
            (wide_linked[at + 6] - wide_linked[at - 5]) / wide,
            long[before],
            long[after],
            density[before],
            density[after],
            heads,
            log1p(all_[n] - all_[last]),
            level,
            1.0 if n and not blocks[before].text else 0.0,  # a picture stands right before it
        )
        tag = blocks[n].element.tag
        if tag in HEADINGS:
            last, level = n, float(tag[1])
            if level < 3.0 and n > start:
                heads += 1.0


class Paths:
    """Of each block the number of its path (tags and names of its element and the one above), and of the path one step
    up; of each path, the share of the page's prose on it, how much of its words is prose, how many blocks, how much is
    link; of each path one step up, the first two."""

    def __init__(self, blocks: Sequence[Block], sums: Sums) -> None:
        known: dict[tuple[str, str, str, str], int] = {}
        known_wide: dict[tuple[str, str, str, str], int] = {}
        self.own: list[int] = []
        self.wide: list[int] = []
        on: list[list[float]] = []
        on_wide: list[list[float]] = []
        last: Element | None = None
        path = higher = 0
        one = two = [0.0]
        for block, words, density, prose in zip(blocks, sums.words, sums.density, sums.prose, strict=True):
            element = block.element
            if last is None or not (
                element.parent is last.parent and element.tag == last.tag and element.names == last.names
            ):
                above = element.parent or element
                upper = above.parent or above
                path = known.setdefault((element.tag, element.names, above.tag, above.names), len(on))
                if path == len(on):
                    on.append([0.0, 0.0, 0.0])
                higher = known_wide.setdefault((above.tag, above.names, upper.tag, upper.names), len(on_wide))
                if higher == len(on_wide):
                    on_wide.append([0.0, 0.0])
                one, two = on[path], on_wide[higher]
            last = element
            self.own.append(path)
            self.wide.append(higher)
            one[1] += words
            two[1] += words
            if prose:
                one[0] += prose
                two[0] += prose
            if density:
                one[2] += words * density
        total, blocks_on = sums.total, Counter(self.own)
        self.on_own = [
            (p / total, p / (w or 1.0), log1p(blocks_on[path]), k / (w or 1.0)) for path, (p, w, k) in enumerate(on)
        ]
        self.on_wide = [(p / total, p / (w or 1.0)) for p, w in on_wide]


class Held:
    """The elements that hold the blocks seen, in the order of the page, among `count` elements: how deep they stand,
    what their names and those above say, the sums under each, the nearest article."""

    def __init__(self, held: Iterable[Element], count: int, sums: Sums, title: int | None) -> None:
        prose, words, linked, long, total = sums.running, sums.all, sums.linked, sums.long, sums.total
        self.depths = depths = [0.0] * count
        self.said = said = [_UNSAID] * count
        self.shares = shares = [(0.0, 0.0, 0.0, 0.0)] * count
        self.articles = articles = [(-1.0, 0.0, 0.0)] * count
        self.page = log1p(prose[-1]), linked[-1] / (words[-1] or 1.0)
        before = 0.0
        for element in held:
            first, last, number = element.first, element.last + 1, element.number
            inside, whole = prose[last] - prose[first], (words[last] - words[first]) or 1.0
            share = inside / total
            shares[number] = (
                share,
                inside / whole,
                min(_MOST_LONG, long[last] - long[first]),
                (linked[last] - linked[first]) / whole,
            )
            if element.parent is None:
                continue
            up = element.parent.number
            depths[number] = depths[up] + 1.0
            own = says(element)
            if own or said[up] is not _UNSAID:
                noise, body, small, lede = said[up]
                said[number] = (
                    1.0 if "noise" in own else noise * 0.75,
                    1.0 if "body" in own else body * 0.75,
                    1.0 if "caption" in own or "credit" in own else small * 0.5,
                    1.0 if "lede" in own else lede * 0.5,
                )
            if element.tag == "article":
                articles[number] = (share, before, float(title is not None and first <= title < last))
                before += share > 0.02
            else:
                articles[number] = articles[up]

    def of(self, element: Element) -> Numbers:
        """What all blocks of an element share, with the sums under the two elements above it."""
        number = element.number
        above = element.parent or element
        upper = above.parent or above
        return (
            *self.page,
            _TAGS.get(element.tag, 9.0),
            *_flags(element.flags),
            *self.said[number],
            self.depths[number],
            float(element.last + 1 - element.first),
            *self.shares[number],
            *self.shares[above.number],
            *self.shares[upper.number],
            *self.articles[number],
        )


@lru_cache(maxsize=1024)
def _flags(flags: int) -> Numbers:
    return tuple(float(bool(flags & one)) for one in _FLAGS)


def named(held: Iterable[Element], count: int, names: Names) -> list[Numbers]:
    """The weights of the names of each element, of the two above it together, of all higher ones together, and of its
    parent as if it were the parent's own text."""
    weights = [NOTHING] * count
    found: list[Numbers] = [(0.0, 0.0, 0.0, 0.0)] * count
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
