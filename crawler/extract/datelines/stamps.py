"""Join the atoms of a text to stamps: a day with its time, its zone and its day of the week."""

import re
from dataclasses import dataclass
from datetime import tzinfo

from crawler.extract.datelines.lexicon import FILL, chars, senses_of
from crawler.extract.datelines.shapes import Atom, shapes
from crawler.extract.datelines.zones import zone_at

FULL = frozenset({"compact", "cjk", "ymd", "roc", "triple", "dmy", "roman"})
YEARLESS = frozenset({"cjk0", "dm", "numbers"})
DATED = FULL | YEARLESS | {"day", "ago", "agocjk"}
_JOINING = frozenset({"at", "on", "of"})
_SPEAKING = frozenset("PMXLCEFOURN")


@dataclass(slots=True)
class Stamp:
    """What was said of one moment. `start` and `end` span all its parts and what stands between them."""

    start: int
    end: int
    date: Atom | None = None
    time: Atom | None = None
    weekday: int | None = None
    zone: tzinfo | None = None
    year: str = ""
    other: str = ""  # month, span, hours: not a moment, but something that words around it may speak of


def weekday_of(atom: Atom) -> int | None:
    """0 for Monday; None where the word means no single day."""
    word = atom.parts.get("w", "")
    for row in ("月火水木金土日", "월화수목금토일", "一二三四五六"):
        if word and word in row:
            return row.index(word)
    found = [sense for sense in senses_of().get(word, ()) if sense[0] == "w" and sense[1:].isdigit()]
    return int(found[0][1]) if len(found) == 1 else None


def dotted_time(atom: Atom) -> bool:
    """Whether two numbers with a dot between may be a time: 12.45."""
    parts = atom.parts
    return (
        atom.kind == "numbers"
        and parts.get("s") == "."
        and len(parts["b"]) == 2
        and int(parts["a"]) <= 24
        and int(parts["b"]) < 60
    )


class Joiner:
    """Walks the atoms of one text once, from left to right."""

    def __init__(self, text: str, folded: str, marked: str, atoms: list[Atom], country: str, language: str) -> None:
        self.text, self.folded, self.marked, self.atoms = text, folded, marked, atoms
        self.country, self.language = country, language
        self.minute = re.compile(rf" ?(?:[{chars('u1', 'min')}]{FILL}*|min\b)")

    def near(self, left: int, right: int) -> bool:
        """Whether only connectors stand between two positions."""
        if right - left > 80:
            return False
        found = shapes().connector.fullmatch(self.marked, left, right)
        return found is not None and self.marked.count("\n", left, right) <= 2

    def _is_time(self, index: int) -> bool:
        atom = self.atoms[index]
        if atom.kind == "time":
            return not self.minute.match(self.marked, atom.end) or atom.parts.get("a") is not None
        if atom.kind == "compact":
            return False
        return atom.kind == "hour" or dotted_time(atom)

    def _next(self, index: int, end: int) -> tuple[int, int, int | None]:
        """The next atom that is no day of the week and stands near; with the end of what was passed, and that day."""
        weekday: int | None = None
        at = index
        while at < len(self.atoms):
            atom = self.atoms[at]
            if atom.start < end:
                at += 1
                continue
            if not self.near(end, atom.start):
                return -1, end, weekday
            if atom.kind == "label" and (meant := senses_of()[atom.parts["w"]]) & _JOINING and not meant & _SPEAKING:
                at += 1
                continue
            if atom.kind != "weekday":
                return at, end, weekday
            weekday, end = weekday_of(atom), atom.end
            at += 1
        return -1, end, weekday

    def stamps(self) -> list[Stamp]:
        out: list[Stamp] = []
        at = 0
        end = 0
        while at < len(self.atoms):
            atom = self.atoms[at]
            if atom.start < end:
                at += 1
                continue
            stamp: Stamp | None = None
            if atom.kind in FULL or atom.kind in YEARLESS or atom.kind in ("ago", "agocjk", "day"):
                stamp = self._from_date(at, None, None)
            elif self._is_time(at):
                stamp = self._from_time(at, None)
            elif atom.kind == "weekday":
                stamp = self._from_weekday(at)
            elif atom.kind in ("month", "span", "hours", "year"):
                stamp = Stamp(atom.start, atom.end, other=atom.kind)
            if stamp:
                out.append(stamp)
                end = stamp.end
            at += 1
        return out

    def _from_weekday(self, at: int) -> Stamp | None:
        atom = self.atoms[at]
        index, _, _ = self._next(at + 1, atom.end)
        following = self.atoms[index] if index >= 0 else None
        if following is None:
            return Stamp(atom.start, atom.end, other="weekday", weekday=weekday_of(atom))
        if following.kind in FULL or following.kind in YEARLESS:
            return self._from_date(index, atom.start, weekday_of(atom))
        if following.kind == "day" and "lastweek" in senses_of()[following.parts["w"]]:
            return self._from_date(index, atom.start, weekday_of(atom))
        if self._is_time(index) and following.kind != "numbers":
            return self._from_time(index, weekday_of(atom), atom.start)
        return Stamp(atom.start, atom.end, other="weekday", weekday=weekday_of(atom))

    def _from_time(self, at: int, weekday: int | None, start: int | None = None) -> Stamp | None:
        """A time, and the day that follows it if one does."""
        atom = self.atoms[at]
        start = atom.start if start is None else start
        if atom.start and self.text[atom.start - 1].isdigit() and (at == 0 or self.atoms[at - 1].end != atom.start):
            return None
        end, zone = self._zone(atom.end)
        index, passed, found = self._next(at + 1, end)
        if index >= 0:
            date = self.atoms[index]
            if date.kind in DATED and not (date.kind == "numbers" and dotted_time(date) and atom.kind != "time"):
                if date.kind in ("ago", "agocjk"):
                    return Stamp(start, end, time=atom, zone=zone, weekday=weekday)
                stamp = self._from_date(index, start, weekday if found is None else found, time=atom)
                if stamp:
                    stamp.zone = stamp.zone or zone
                    return stamp
        if atom.kind == "numbers":  # 12.09 alone is a day
            return self._from_date(at, start, weekday, alone=True)
        return Stamp(
            start,
            passed if found is not None else end,
            time=atom,
            zone=zone,
            weekday=weekday if found is None else found,
        )

    def _zone(self, end: int) -> tuple[int, tzinfo | None]:
        found = zone_at(self.text, self.folded, end, self.country, self.language)
        return (found[1], found[0]) if found else (end, None)

    def _from_date(
        self, at: int, start: int | None, weekday: int | None, time: Atom | None = None, alone: bool = False
    ) -> Stamp | None:
        atom = self.atoms[at]
        if atom.kind == "numbers" and time is None and not alone and dotted_time(atom):
            index, _, _ = self._next(at + 1, atom.end)
            if index >= 0 and self.atoms[index].kind in FULL:
                return self._from_time(at, weekday, start)
        stamp = Stamp(atom.start if start is None else start, atom.end, date=atom, time=time, weekday=weekday)
        index, passed, found = self._next(at + 1, atom.end)
        if found is not None and stamp.weekday is None:
            stamp.weekday, stamp.end = found, passed
        if index >= 0:
            following = self.atoms[index]
            if atom.kind == "day" and following.kind in FULL | YEARLESS and not dotted_time(following) and time is None:
                return self._from_date(index, stamp.start, stamp.weekday)
            if following.kind == "day" and atom.kind in FULL | YEARLESS:
                index, passed, found = self._next(index + 1, following.end)
                following = self.atoms[index] if index >= 0 else following
            if time is None and index >= 0 and self._is_time(index) and not self._belongs_behind(atom.end, index):
                stamp.time = following
                stamp.end, stamp.zone = self._zone(following.end)
                index, passed, found = self._next(index + 1, stamp.end)
                if found is not None and stamp.weekday is None:
                    stamp.weekday, stamp.end = found, passed
            if atom.kind in YEARLESS and index >= 0 and self.atoms[index].kind == "year":
                last = self.atoms[index]
                if self.text[stamp.end : last.start].strip(" ,") in ("", "\n"):
                    stamp.year, stamp.end = self.text[last.start : last.end], last.end
        if stamp.time and stamp.zone is None:
            stamp.end, stamp.zone = self._zone(stamp.end)
        return stamp

    def _belongs_behind(self, end: int, index: int) -> bool:
        """Whether a time stands nearer to the day behind it than to the day before it."""
        time = self.atoms[index]
        following, _, _ = self._next(index + 1, self._zone(time.end)[0])
        if following < 0 or self.atoms[following].kind not in FULL:
            return False
        after, _, _ = self._next(following + 1, self.atoms[following].end)
        if after >= 0 and self._is_time(after):
            return False
        return self.atoms[following].start - time.end < time.start - end
