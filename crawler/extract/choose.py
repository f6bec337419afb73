"""Which groups of links are the news of the page: the best one, those that read like it, and lone items among them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from crawler.extract.groups import Group, Reader, Record
from crawler.extract.records import Spot
from crawler.extract.sayings import weight

_LEAST_QUALITY, _LEAST_OF_NEW = 0.30, 0.15
"""A group whose links are worth less each is a menu or a row of buttons, however long it is; where other pages are
known, and do not repeat it, less will do: a short list of short titles is then no menu."""
_KIN_QUALITY, _KIN_TEXT = 0.62, 0.5
_MOST_LEADS = 4


@dataclass(slots=True)
class Choice:
    """The records taken, each with the group it is of (None: it stands alone).

    `refused` says why an address that looked like an item is none, `owners` in the record of which item a link lies,
    by the order of the links.
    """

    records: dict[str, tuple[Record, Group | None]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)

    def take(self, record: Record, group: Group | None, reader: Reader) -> None:
        self.records[record.key] = (record, group)
        if record.box >= 0:
            box = reader.outline.boxes[record.box]
            for order in range(box.first, box.last + 1):
                self.owners.setdefault(order, record.key)

    def inside(self, spot: Spot) -> bool:
        """Whether a link lies in the record of an item it does not lead to: its section, a tag, one in its teaser."""
        return self.owners.get(spot.order, spot.key) != spot.key


def choose(groups: Sequence[Group], reader: Reader, known: Collection[int] = ()) -> Choice:
    """The news of the page. `known` are the links, by their order, that stand where its news stood before."""
    choice = Choice()
    ranked = sorted((group for group in groups if _reads_like_news(group, reader)), key=lambda group: -group.score)
    if known:
        ranked.sort(key=lambda group: not _stands_in(group, known))
    if not ranked:
        for record in _alone(reader):
            choice.take(record, None, reader)
        return choice
    best = ranked[0]
    _take(best, choice, reader)
    for group in ranked[1:]:
        if _is_kin(group, best, choice, reader):
            _take(group, choice, reader)
    for record in list(_lone(best, choice, reader)):
        choice.take(record, best, reader)
    return choice


def _stands_in(group: Group, known: Collection[int]) -> bool:
    """Whether most records of a group stand in places that are known."""
    return 2 * sum(record.spots[0].order in known for record in group.records) > len(group.records)


def _reads_like_news(group: Group, reader: Reader) -> bool:
    if reader.others and group.repeated < 0.5 and not group.zone:
        return group.quality >= _LEAST_OF_NEW
    return group.quality >= _LEAST_QUALITY


def _take(group: Group, choice: Choice, reader: Reader) -> None:
    """Take a group's records, but furniture and, in a later group, those said before."""
    titles = {record.title.casefold() for record, _ in choice.records.values()}
    furniture = _furniture(group, reader)
    for record in group.records:
        if record.key in choice.records:
            continue
        if record.key in furniture:
            choice.refused[record.key] = "repeated on other pages"
        elif record.title and record.title.casefold() in titles:
            choice.refused[record.key] = "repeats an item"
        else:
            choice.take(record, group, reader)


def _furniture(group: Group, reader: Reader) -> set[str]:
    """The records of a group that stand in a box of their own, all of which every other page repeats.

    A repeated record among others is none: two lists of a site share news.
    """
    if not 0 < group.repeated < 0.5:
        return set()
    holders: dict[int, list[Record]] = defaultdict(list)
    for record in group.records:
        holders[reader.outline.boxes[record.box].parent if record.box >= 0 else record.spots[0].box].append(record)
    return {
        record.key
        for records in holders.values()
        if all(reader.repeated.get(record.spots[0].order, 0.0) >= 1 for record in records)
        for record in records
    }


def _is_kin(group: Group, best: Group, choice: Choice, reader: Reader) -> bool:
    """Whether a group is more of the same list: alike in worth, text and addresses, and not a repeat of its items.

    What follows the list in another markup is no more of it: "other news", "most read". News comes first.
    """
    if group.zone or group.quality < _KIN_QUALITY * best.quality or group.text < _KIN_TEXT * best.text:
        return False
    keys = group.keys
    known = sum(key in choice.records for key in keys)
    if known == len(keys) or known > len(keys) / 3:
        return False
    if group.first > best.last and _tags(group, reader) != _tags(best, reader):
        return False
    alike = sum(record.spots[0].address.shape in best.shapes for record in group.records)
    if alike < 0.6 * len(keys):
        return False
    return sum(choice.inside(record.spots[0]) for record in group.records) <= 0.5 * len(keys)


def _tags(group: Group, reader: Reader) -> list[str]:
    return [reader.outline.boxes[box].tag for box in reader.outline.above(group.records[0].spots[0].box, 3)]


def _lone(best: Group, choice: Choice, reader: Reader) -> Iterator[Record]:
    """Items with a markup of their own: pinned among the others, or a few leading stories before them."""
    outline = reader.outline
    around = outline.boxes[best.ancestor]
    leads: list[Record] = []
    seen: set[str] = set()
    for spot in outline.spots[: around.last + 1]:
        among = around.first <= spot.order <= around.last
        if spot.barred or spot.key in choice.records or spot.key in seen or spot.running:
            continue
        if not (spot.heading or (among and weight(spot.text) >= 30)) or reader.is_label(spot.text):
            continue
        if outline.boxes[spot.box].inherited not in ("", best.zone) or reader.repeated.get(spot.order, 0.0) >= 1:
            continue
        if spot.address.shape not in best.shapes or (best.named > 0.8 and not spot.address.named):
            continue
        if choice.inside(spot):
            continue
        seen.add(spot.key)
        record = _record(spot, choice, reader)
        if among:
            yield record
        elif spot.order < best.first:
            leads.append(record)
    if len(leads) <= _MOST_LEADS:
        yield from leads


def _alone(reader: Reader) -> list[Record]:
    """The few items of a page that has no group: linked headings with a date or a teaser, outside all furniture."""
    found: dict[str, Record] = {}
    for spot in reader.outline.spots:
        if spot.barred or spot.running or not spot.heading or spot.key in found or reader.is_label(spot.text):
            continue
        if reader.outline.boxes[spot.box].inherited or reader.repeated.get(spot.order, 0.0) >= 1:
            continue
        record = _record(spot, Choice(), reader)
        facts = reader.facts(record)
        if facts.said >= 0.3 and (facts.dated or facts.more >= 60):
            found[spot.key] = record
    return list(found.values()) if len(found) <= _MOST_LEADS else []


def _record(spot: Spot, choice: Choice, reader: Reader) -> Record:
    """A lone item with the largest box around it, of a few levels and links, that holds no other item."""
    boxes, spots = reader.outline.boxes, reader.outline.spots
    found = -1
    for index in reader.outline.above(spot.box, 4):
        box = boxes[index]
        if box.tag in ("body", "html") or box.links > 8:
            break
        others = [other for other in spots[box.first : box.last + 1] if other.key != spot.key]
        if any(other.key in choice.records or other.heading for other in others):
            break
        found = index
    record = Record(spot.key, found, [spot])
    record.title = reader.title(spot.key, found, [spot])[0]
    return record
