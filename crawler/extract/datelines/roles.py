"""What a moment is the moment of: the label beside it, the range it is an end of, the sentence it stands in."""

import re
from dataclasses import dataclass
from functools import cache

from crawler.extract.datelines.lexicon import FILL, chars, senses_of
from crawler.extract.datelines.numerals import lower
from crawler.extract.datelines.shapes import ROLES, Atom, sense, shapes
from crawler.extract.datelines.stamps import FULL, Stamp

# Signs that part what stands on a line; a colon and a comma do not.
_PARTS = re.compile(
    r"\n| ?[|•·▪●■◆►»>] ?|(?<=[\s)]) ?[-–—/~] (?=\S)|[.。!?;…] (?=\S)|。|[.!?…]$| - | – | — |\s/\s|[\[\]【】]"
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = (
    r"(?:n[°ºr.]|№|no\.|nr\.?|nº|decreto|resolución|acuerdo|ley|ordenanza|lei|portaria|resolução|delibera|ordinanza"
    rf"|arrêté|ordinance|resolution)[ {FILL}]*"
)
_CITED_BEFORE = re.compile(rf"(?:{_NUMBER}[\d./{FILL}-]+|{FILL})(?: ?[-/]\w+)?,? ?$")
_CITED_AFTER = re.compile(rf"[ ,.]{{0,3}}(?:\w\. ?)?{_NUMBER}\d")
_ISSUE = re.compile(
    r"(?:issue|vol(?:ume|\.)?|heft|núm\.?|number|číslo|numer|broj|sayı|kötet|numéro|numero|número|số) ?$"
)
_AFTER_EVENT = re.compile(r" ?(?:に|から|まで|で|より|の[^\W]|起|至|止|在[^\W]|晚|上午|下午|,? ?(?:將|将))")
_BEFORE_EVENT = re.compile(r"(?:自|于|於|在|至|到|從|从|截至|截止) ?$")


@dataclass(frozen=True, slots=True)
class Words:
    """Expressions over marked text, compiled once."""

    leading: re.Pattern[str]  # words that only lead to a date
    lead: re.Pattern[str]  # ... that stand right in front of it
    close: re.Pattern[str]
    told: re.Pattern[str]  # "on the morning of"
    placed: re.Pattern[str]  # "at the town hall"


@cache
def words() -> Words:
    loose = chars("at", "on", "of", "month", "year", *ROLES, *(f"w{n}" for n in range(7)))
    return Words(
        re.compile(rf"[{loose}]{FILL}*"),
        re.compile(rf"(?:{sense('on', 'from', 'at', 'of')}[ ,]*)+$"),
        re.compile(rf"(?:{sense('at', 'on', 'from', 'first')})[ ,]*$"),
        re.compile(rf"(?:{sense('first')}[ ,]*)(?:{sense('on', 'of')} ?)*$"),
        re.compile(rf" ?,? ?{sense('placed')}[ \u0e00-\u0eff\u4e00-\u9fff\uac00-\ud7a3]"),
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A word that names a role, with all that it may mean."""

    start: int
    end: int
    senses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a stamp stands in its text. `role` is one of ROLES, "range", "sentence", or "" where nothing speaks."""

    role: str
    label: str
    alone: bool  # nothing else stands in its part of the line
    glued: bool  # words stand beside it without a sign between
    first: bool  # it begins the text


def labels_of(atoms: list[Atom]) -> list[Label]:
    return [Label(a.start, a.end, senses_of()[a.parts["w"]]) for a in atoms if a.kind == "label"]


class Reader:
    """Reads the roles of the stamps of one text."""

    def __init__(self, text: str, marked: str, stamps: list[Stamp], labels: list[Label]) -> None:
        self.text, self.marked, self.stamps = text, marked, stamps
        self.labels = [
            label for label in labels if not any(s.start <= label.start and label.end <= s.end for s in stamps)
        ]
        self.cuts = [(found.start(), found.end()) for found in _PARTS.finditer(text)]
        roles = frozenset(ROLES)
        self.named = [label for label in self.labels if label.senses & roles]
        self.placed_labels = [
            x for x in self.named if "W" in x.senses and text[x.end : x.end + 2].lstrip().startswith(":")
        ]

    def setting(self, index: int) -> Setting:
        """The setting of one stamp."""
        stamp = self.stamps[index]
        left, right = self._part(stamp)
        before, after = self.text[left : stamp.start], self.text[stamp.end : right]
        alone = not _WORD.search(self._unsigned(left, stamp.start)) and not _WORD.search(after)
        first = not self.text[: stamp.start].strip(" (['\"")
        glued = self._in_words(stamp, left, right)
        role, label = self._label(index, left)
        if not role and stamp.date and (":" in self.text[stamp.start : stamp.date.start] or stamp.date.kind in FULL):
            if "today" in senses_of().get(self.marked[stamp.start], ()):
                role = "C"  # the clock at the top of a page
        if role in ("", "T") and self._in_range(index):
            role = "range"
        if not role:
            role = self._behind(index) or self._sentence(stamp, before, after, left)
        if role in ("", "T") and self.placed_labels and any(abs(x.start - stamp.end) < 160 for x in self.placed_labels):
            role = "E"
        return Setting(role, label, alone, glued, first)

    def _in_words(self, stamp: Stamp, left: int, right: int) -> bool:
        """Whether a word that is no label is glued to its end, or stands on either side."""
        behind = self.marked[stamp.end : right]
        if behind[:1].isalpha() and not "\ue000" <= behind[0] <= "\uf8ff":
            return True
        ahead = self.marked[left : stamp.start].rstrip(FILL + " ,")
        return bool(re.search(r"[^\W\d_\ue000-\uf8ff]$", ahead) and re.match(r" [^\W\d_\ue000-\uf8ff]", behind))

    def _part(self, stamp: Stamp) -> tuple[int, int]:
        """The bounds of the part of the line in which a stamp stands."""
        left = max((end for _, end in self.cuts if end <= stamp.start), default=0)
        right = min((start for start, _ in self.cuts if start >= stamp.end), default=len(self.text))
        for other in self.stamps:
            if other is not stamp and not other.other:
                if left < other.end <= stamp.start:
                    left = other.end
                if stamp.end <= other.start < right:
                    right = other.start
        return left, right

    def _unsigned(self, start: int, end: int) -> str:
        """The text of a stretch without the words that only lead to a date."""
        marked = self.marked[start:end]
        return words().leading.sub(" ", marked)

    def _label(self, index: int, left: int) -> tuple[str, str]:
        """The nearest label in front, if nothing parts it from the stamp."""
        stamp = self.stamps[index]
        floor = max((s.end for s in self.stamps[:index] if s.other in ("", "span", "hours")), default=0)
        if index and self.stamps[index - 1].other in ("month", "year"):
            floor = max(floor, 0)
        line = self.text.rfind("\n", 0, stamp.start) + 1
        dated: Label | None = None
        for label in reversed(self.named):
            if label.start >= stamp.start or label.start < floor and not self._licence(label, line):
                continue
            if dated is not None:  # "date" alone: a word beside it may say of what
                if len(self.text[label.end : dated.start].split()) > 1 or "\n" in self.text[label.end : dated.start]:
                    break
                role = next((role for role in "PMEDFXLO" if role in label.senses), "")
                return (role, self.text[label.start : dated.end]) if role else ("T", self.text[dated.start : dated.end])
            gap = self.marked[label.end : stamp.start]
            near = shapes().connector.fullmatch(gap) is not None
            role = self._role(label, near, stamp, left, line, gap)
            if role == "T":
                dated = label
                continue
            if role:
                return role, self.text[label.start : label.end]
            if near and label.senses & set("BN") and "\n" not in gap:
                continue
        return ("T", self.text[dated.start : dated.end]) if dated else ("", "")

    def _licence(self, label: Label, line: int) -> bool:
        return "L" in label.senses and label.start >= line

    def _role(self, label: Label, near: bool, stamp: Stamp, left: int, line: int, gap: str) -> str:
        senses, size = label.senses, label.end - label.start
        if near and gap.count("\n") <= 1:
            colon = ":" in gap[:3]
            for role in "PMRLXCDFOUET":
                if role == "U" and stamp.date is not None:
                    continue  # "5 min read · 16 Nov 2026"
                if role in senses and not (role in "DFOE" and size <= 2 and not colon and role != "D"):
                    return role
            if "N" in senses and (colon or gap.strip() == "") and (stamp.date is None or stamp.date.kind == "numbers"):
                return "X"
            return ""
        if "L" in senses and size > 4 and label.start >= line:
            return "L"
        same = label.start >= left
        if (
            ("P" in senses or "M" in senses)
            and len(gap) <= 70
            and "\n" not in gap
            and size > 3
            and not re.search(r"[.!?] ", gap)
        ):
            if same or (not _PARTS.search(gap[:3]) and len(gap) <= 40):
                return "P" if "P" in senses else "M"
        if same and senses & set("EDFXRO") and size > 2:
            close = words().close.search(gap)
            headed = re.fullmatch(r"[^.:\n]{0,40}: ?", gap) is not None
            whole = (
                stamp.time is None
                or close is not None
                or headed
                or stamp.start < (stamp.date.start if stamp.date else stamp.start)
            )
            for role in "EDFXRO":
                strong = size >= 6 or headed or role in "EX" and size >= 4
                if role in senses and whole and strong and not ("to" in senses and size < 8):
                    return role
        return ""

    def _behind(self, index: int) -> str:
        """A label that stands right behind: 10:40更新, (updated)."""
        stamp = self.stamps[index]
        for label in self.named:
            if label.start < stamp.end:
                continue
            gap = self.text[stamp.end : label.start]
            if len(gap) > 2 or gap.strip(" (（["):
                return ""
            word = self.text[label.start : label.end]
            following = self.marked[label.end : label.end + 24]
            if re.match(r" ?[:：]", following) or self._leads_on(label.end):
                return ""
            spaced = word[0].isascii() or word[0] < "\u0900"
            for role in "PMRDFEX":
                if role in label.senses and (not spaced or (role == "M" and re.match(r" ?[)\]]|$", following))):
                    return role
            return ""
        return ""

    def _leads_on(self, end: int) -> bool:
        """Whether a moment follows, to which a label would then belong."""
        return any(shapes().connector.fullmatch(self.marked, end, s.start) for s in self.stamps if s.start >= end)

    def _in_range(self, index: int) -> bool:
        """Whether it is one end of a range, or a day with hours of opening."""
        stamp = self.stamps[index]
        for other, left, right in ((index - 1, index - 1, index), (index + 1, index, index + 1)):
            if not 0 <= other < len(self.stamps):
                continue
            neighbour = self.stamps[other]
            start, end = self.stamps[left].end, self.stamps[right].start
            if end - start > 60:
                continue
            if neighbour.other == "hours" and shapes().connector.fullmatch(self.marked, start, end):
                return True
            if neighbour.other == "weekday" and shapes().to.fullmatch(self.marked, start, end):
                return True
            alike = (neighbour.date is not None) == (stamp.date is not None) and (neighbour.date or neighbour.time)
            if shapes().to.fullmatch(self.marked, start, end) and (alike or neighbour.other in ("month", "span")):
                return self.text[stamp.start : stamp.end] != self.text[neighbour.start : neighbour.end]
        return False

    def _sentence(self, stamp: Stamp, before: str, after: str, left: int) -> str:
        """Whether the stamp is a part of running text; a place behind it makes it an appointment."""
        head = self.marked[max(0, stamp.start - 60) : stamp.start]
        dated = stamp.date is not None
        if "©" in before or "(c)" in before.lower():
            return "X"
        if words().told.search(head):
            return "sentence"
        if _BEFORE_EVENT.search(before) or (dated and _AFTER_EVENT.match(after)):
            return "sentence"
        if (dated or stamp.time) and words().placed.match(self.marked, stamp.end):
            if stamp.time is not None and stamp.date is not None and not _label_like(self.text, stamp.end):
                return "E"
        if any(
            "from" in x.senses and not x.senses & {"on", "B", "of"} and self._adjacent(x.end, stamp.start)
            for x in self.labels
        ):
            return "sentence"
        leading = words().lead.search(self.marked[left : stamp.start])
        if stamp.date is not None and stamp.date.kind in ("dm", "numbers", "cjk0") and re.match(r" ?: [^\W\d_]", after):
            return "sentence"
        if (
            stamp.time is None
            and stamp.date is not None
            and stamp.date.kind in ("dm", "dmy")
            and _ISSUE.search(lower(before))
        ):
            return "X"
        cited = leading and _CITED_BEFORE.search(lower(before)[: leading.start()])
        if cited or (dated and stamp.time is None and _CITED_AFTER.match(lower(self.text[stamp.end : stamp.end + 20]))):
            return "X"
        rest = before[: leading.start()] if leading else before
        said = [word for word in _WORD.findall(rest.replace(FILL, ""))]
        byline = any("B" in label.senses and left <= label.start < stamp.start for label in self.labels)
        cased = bool(said) and said[-1][0].lower() != said[-1][0].upper()
        tail = _WORD.findall(after[:120])
        if stamp.time is None or leading:
            if (
                len(said) >= 3
                and cased
                and said[-1][0].islower()
                and not byline
                and not rest.rstrip().endswith((":", ","))
            ):
                return "sentence"
        if len(tail) >= 4 and stamp.date is not None:
            small = tail[0][0].islower() and tail[1][0].islower()
            begins = not said and (leading is not None or stamp.time is None)
            # "On 4 May 2026, the People's Committee of the ward and ...": a name may follow where many words do.
            small = small or (leading is not None and stamp.time is None and len(tail) >= 10 and after[:1] == ",")
            if re.match(r",? [^\W\d_]", after) and small and begins and not self._labelled_at(stamp.end):
                return "sentence"
        if (
            stamp.date is not None
            and stamp.date.kind in ("dm", "numbers", "cjk0")
            and leading
            and tail
            and stamp.time is None
        ):
            return "sentence"
        return ""

    def _adjacent(self, end: int, start: int) -> bool:
        return 0 <= start - end < 24 and shapes().connector.fullmatch(self.marked, end, start) is not None

    def _labelled_at(self, end: int) -> bool:
        """Whether a byline, a counter or another label follows."""
        return any(end <= label.start <= end + 2 for label in self.named)


def _label_like(text: str, end: int) -> bool:
    """Whether what follows is a section or a rubric rather than a place: two words at most, then nothing."""
    rest = text[end:].split("\n")[0].strip(" ,")
    return len(rest.split()) <= 2 and rest.isascii()
