"""Links that stand alike: groups of records, and how much each reads like the news of the page.

A group is all links that have the same path below one common ancestor. A link is in several groups, one a level; which
of them is the list is decided by score, so no rule has to know how deep a site nests its cards.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import log2

from selectolax.lexbor import LexborNode

from crawler.extract.addresses import Shape
from crawler.extract.records import Outline, Spot
from crawler.extract.sayings import only_a_date, shows_a_date, weight

LEVELS = 7
MOST_WORDS = 12_000_000
"""Characters looked at on one page, all boxes together: boxes nest, and each is read by itself."""
_SHORT, _FULL = 8.0, 46.0
"""A text of fewer letters than the first says nothing about being a headline, one of the second is surely one."""
_ZONE_FACTOR = {"menu": 0.4, "footer": 0.4, "side box": 0.55, "hidden": 0.3}


@dataclass(slots=True)
class Record:
    """One item of a group: its links to one address, and the largest box that holds no other item's (-1: none)."""

    key: str
    box: int
    spots: list[Spot]
    title: str = ""
    after: str = ""
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """`said` is how much its title reads like a headline (0 to 1, 0 only for a label), `more` the letters beside it."""

    title: str
    spot: Spot
    said: float
    dated: bool
    more: int


@dataclass(slots=True)
class Group:
    """`quality` is what its records are worth each, after all factors; `score` also counts how many they are."""

    ancestor: int
    level: int
    records: list[Record]
    text: float = 0.0
    quality: float = 0.0
    score: float = 0.0
    zone: str = ""
    repeated: float = 0.0
    named: float = 0.0
    shapes: Set[Shape] = field(default_factory=frozenset)

    @property
    def first(self) -> int:
        return self.records[0].spots[0].order

    @property
    def last(self) -> int:
        return self.records[-1].spots[0].order

    @property
    def keys(self) -> set[str]:
        return {record.key for record in self.records}


class Reader:
    """The records and texts of one outline, each read once."""

    def __init__(self, outline: Outline, repeated: Mapping[int, float], others: bool = False) -> None:
        self.outline, self.repeated, self.others = outline, repeated, others
        self._words: dict[int, str] = {}
        self._labels: dict[str, bool] = {}
        self._facts: dict[tuple[str, int], Facts] = {}
        self._budget = MOST_WORDS
        self.by_key: dict[str, list[Spot]] = defaultdict(list)
        said: dict[str, set[str]] = defaultdict(set)
        for spot in outline.spots:
            self.by_key[spot.key].append(spot)
            said[spot.text.casefold()].add(spot.key)
        self.labels = {text for text, keys in said.items() if len(keys) >= 3 and len(text) < 40}

    def is_label(self, text: str) -> bool:
        """Whether a text is no headline: said of three addresses or more, a date, or no words at all."""
        found = self._labels.get(text)
        if found is None:
            found = text.casefold() in self.labels or weight(text) < 2 or only_a_date(text)
            self._labels[text] = found
        return found

    def words(self, box: int) -> str:
        """The visible words of a box, a line a part, at most 3,000 characters."""
        found = self._words.get(box)
        if found is None:
            found, cost = node_words(self.outline.boxes[box].node) if self._budget > 0 else ("", 0)
            self._budget -= cost
            self._words[box] = found
        return found

    def facts(self, record: Record) -> Facts:
        """What a record says, whatever group it is seen in."""
        mark = (record.key, record.box if record.box >= 0 else -1 - record.spots[0].order)
        found = self._facts.get(mark)
        if found is None:
            title, spot = self.title(record.key, record.box, record.spots)
            said = 0.0 if self.is_label(title) else weight(title)
            words = self.words(record.box) if record.box >= 0 else "\n".join((spot.text, *spot.rest))
            dated = shows_a_date(words) and not (only_a_date(title) and len(words) < 40)
            share = min(1.0, max(0.0, (said - _SHORT) / (_FULL - _SHORT)))
            found = self._facts[mark] = Facts(
                title, spot, max(share, 0.001) if said else 0.0, dated, len(words) - len(title)
            )
        return found

    def title(self, key: str, record: int, spots: Sequence[Spot]) -> tuple[str, Spot]:
        """What a record calls its item: the best its links to that address say, or its heading where that is "more"."""
        best, rank = spots[0], (-1, -1)
        here = spots
        if record >= 0:
            box = self.outline.boxes[record]
            here = [spot for spot in self.by_key[key] if box.first <= spot.order <= box.last]
        for spot in here:
            if not spot.text:
                continue
            if self.is_label(spot.text):
                kind = 0
            else:
                kind = 4 if spot.heading else 3 if spot.spoken else 1
                if spot.spoken and not spot.heading and (len(spot.text) > 240 or weight(spot.text) < _SHORT):
                    kind = 2
            if (kind, -spot.order) > rank or rank[0] < 0:
                best, rank = spot, (kind, -spot.order)
        if rank[0] <= 0 and record >= 0:
            heading = self.outline.boxes[record].node.css_first("h1,h2,h3,h4,h5,h6")
            said = " ".join(heading.text(separator=" ").split())[:500] if heading is not None else ""
            if said and not self.is_label(said):
                return said, best
        return best.text, best


def node_words(node: LexborNode) -> tuple[str, int]:
    """(the words of a node that people see, a line a text, at most 3,000 characters; how much was looked at)."""
    if node.css_first("script,style,noscript,select") is None:
        text = node.text(separator="\x1f")
        lines = text[:6000].split("\x1f")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)[:3000], len(text)
    parts: list[str] = []
    size = 0
    for count, part in enumerate(node.traverse(include_text=True)):
        if count > 2000 or size > 3000:
            break
        if part.tag == "-text" and part.parent is not None:
            if part.parent.tag in ("script", "style", "noscript", "option"):
                continue
            line = " ".join((part.text_content or "").split())
            if line:
                parts.append(line)
                size += len(line)
    return "\n".join(parts)[:3000], 20_000


def groups_of(reader: Reader) -> list[Group]:
    """All groups of the page, each set of links once, with their scores."""
    outline = reader.outline
    signs = _signs(outline)
    paths: dict[tuple[int, int], int] = {}
    found: dict[tuple[int, int, int], list[Spot]] = defaultdict(list)
    for spot in outline.spots:
        if spot.barred:
            continue
        path = signs[spot.order]
        for level, box in enumerate(outline.above(spot.box, LEVELS + 1)):
            found[(box, path, level)].append(spot)
            path = paths.setdefault((path, outline.boxes[box].name), len(paths) + 1_000_000)
    result, seen = [], set()
    for (ancestor, _, level), spots in sorted(found.items(), key=lambda item: item[0][2]):
        mark = (len(spots), spots[0].order, spots[-1].order, sum(spot.order for spot in spots))
        if mark in seen or all(spot.key == spots[0].key for spot in spots):
            continue
        seen.add(mark)
        result.append(Group(ancestor, level, _records(outline, spots, level)))
    for group in result:
        judge(group, reader)
    return result


def _signs(outline: Outline) -> list[int]:
    """How each link differs from those beside it: its class, and its turn where boxes alike hold two or three."""
    direct: dict[int, list[Spot]] = defaultdict(list)
    for spot in outline.spots:
        direct[spot.box].append(spot)
    turns: dict[int, int] = {}
    alike: dict[int, int] = defaultdict(int)
    for box, spots in direct.items():
        keys = list(dict.fromkeys(spot.key for spot in spots))
        if 2 <= len(keys) <= 3:
            alike[outline.boxes[box].name] += 1
    for box, spots in direct.items():
        keys = list(dict.fromkeys(spot.key for spot in spots))
        if 2 <= len(keys) <= 3 and alike[outline.boxes[box].name] >= 3:
            for spot in spots:
                turns[spot.order] = keys.index(spot.key)
    return [turns.get(spot.order, 0) for spot in outline.spots]


def _records(outline: Outline, spots: Sequence[Spot], level: int) -> list[Record]:
    holds: dict[int, str | None] = {}
    for spot in spots:
        for box in outline.above(spot.box, level):
            held = holds.setdefault(box, spot.key)
            if held != spot.key:
                holds[box] = None
    records: dict[tuple[str, int], Record] = {}
    for spot in spots:
        record = -1
        for box in outline.above(spot.box, level):
            if holds[box] is None:
                break
            record = box
        at = records.get((spot.key, 0))
        if at is None:
            records[(spot.key, 0)] = Record(spot.key, record, [spot])
        else:
            at.spots.append(spot)
    return list(records.values())


def judge(group: Group, reader: Reader) -> None:
    """Score a group from its records' texts, dates, addresses and places."""
    outline, records = reader.outline, group.records
    boxes = outline.boxes
    members = {boxes[r.box].node.mem_id if r.box >= 0 else r.spots[0].node.mem_id for r in records}
    text = dated = named = beside = main = labels = repeated = running = headed = 0.0
    zones: dict[str, int] = defaultdict(int)
    shapes: dict[Shape, int] = defaultdict(int)
    for record in records:
        facts = reader.facts(record)
        record.title, record.dated, more = facts.title, facts.dated, facts.more
        if facts.more < 40:
            record.after = _after(record, facts.spot, outline, members)
            record.dated = record.dated or shows_a_date(record.after)
            more += len(record.after)
        labels += not facts.said
        text += facts.said
        dated += record.dated
        beside += min(1.0, max(0, more - 20) / 60)
        named += facts.spot.address.named
        shapes[facts.spot.address.shape] += 1
        box = boxes[record.box if record.box >= 0 else record.spots[0].box]
        zones[box.inherited] += 1
        main += box.main
        running += facts.spot.running
        headed += facts.spot.heading
        repeated += reader.repeated.get(record.spots[0].order, 0.0)
    n = len(records)
    group.text, group.named, group.repeated = text / n, named / n, repeated / n
    group.shapes = {kind for kind, count in shapes.items() if count >= 0.2 * n}
    zone = max(zones, key=lambda name: zones[name])
    group.zone = zone if zone and zones[zone] > 0.5 * n else ""
    quality = 0.42 * text / n + 0.25 * dated / n + 0.13 * named / n + 0.20 * beside / n + 0.15 * headed / n
    for name, count in zones.items():
        quality *= 1 - (1 - _ZONE_FACTOR.get(name, 1.0)) * count / n
    quality *= (1 - 0.9 * group.repeated) * (1 - 0.6 * labels / n) * (1 - 0.7 * running / n) * (1 + 0.1 * main / n)
    group.quality = quality
    group.score = log2(1 + min(n, 40)) * quality


def _after(record: Record, spot: Spot, outline: Outline, members: Set[int]) -> str:
    """The words that follow a record up to the next one, where items and their details lie side by side."""
    node = outline.boxes[record.box].node if record.box >= 0 else spot.node
    parts: list[str] = []
    at = node.next
    for _ in range(8):
        if at is None or at.mem_id in members:
            break
        if at.tag == "-text":
            parts.append(" ".join((at.text_content or "").split()))
        elif at.tag not in ("script", "style"):
            if at.tag == "a" or len(parts) > 3:
                break
            parts.append(node_words(at)[0][:400])
        at = at.next
    return "\n".join(part for part in parts if part) if at is None or at.mem_id in members or parts else ""
