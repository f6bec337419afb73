"""Candidates first, with spans, roles and grades; a choice last."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.extract.datelines.lexicon import FILL, mark
from crawler.extract.datelines.numerals import clean, lower
from crawler.extract.datelines.roles import Reader, Setting, labels_of
from crawler.extract.datelines.shapes import atoms
from crawler.extract.datelines.stamps import Joiner, Stamp
from crawler.extract.datelines.values import EARLIEST, Moment, moment
from crawler.extract.page import Context

ROLE_NAMES = {
    "P": "published", "M": "modified", "E": "event", "D": "deadline", "F": "effect", "R": "printed",
    "L": "licence", "O": "opening",
    "X": "other", "C": "clock", "U": "duration", "T": "dated", "range": "range", "sentence": "sentence", "": "",
}  # fmt: skip
LIKELY = 0.5  # below this grade an answer is not given

# What looks like a date and is none: addresses, phones, decrees, identifiers, money, versions.
_MASKED = re.compile(
    r"https?://[^\s\u0590-\uffff]+|www\.[^\s]+|\b[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\+\d[\d ()./-]{7,}\d|\(\d{2,5}\)[ -]?\d{2,4}[ -]?\d{2,4}(?:[ -]?\d{2,4})?"
    r"|(?<![\d/.-])0\d{1,4}[- ]\d{3,4}[- ]\d{3,4}(?!\d)|(?<![\d/.-])1?\d{3}[- .]\d{3}[- .]\d{3,4}(?!\d)|(?<![\d./-])0\d([ .])\d\d(?:\1\d\d){3}(?!\d)"
    r"|(?<![\d/])\d{1,5}/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ][A-ZĐ]*)*(?=[\d\s,.;:)]|$)|(?<![\d/])\d{1,5}-"
    r"(?:QĐ|NQ|CT|TB|KH|CV|HD|NĐ)/[A-ZĐ]+"
    r"|\b(?:ISSN|ISBN|P\.? ?IVA|CNPJ|INN|MST|IBAN|ID|Nr\.?|No\.?|№|n°)[ :.]*[\dX][\dX./-]{5,}"
    r"|[$€£¥₫₽]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|\$|£|₫|%|km/h|m2|m²|ha\b|km\b|kcal)|\b[vV]\d+(?:\.\d+)+|\b\d+"
    r"(?:\.\d+){3}\b"
)

# What is sent in or made is published later, where both are told.
_WEAKER = re.compile(
    r"(?i)submitted|created|written|date created|erstellt|verfasst|geschrieben|créé|écrit|rédigé|creado|criado|creat|ngày tạo|tạo lúc|ngày viết|ngày gửi|作成|成文|创建|創建|建立|制作|wytworz|utworz|napisa|vytvoř|vytvor|fecha de crea|data de cria|data di crea"
    r"|date de créa|дата создания|создан|створен|ngày ban hành|létrehoz|luotu|skapad|oprettet|opprettet"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One moment found in a text: its words, its span in the cleaned text, what it is, and how likely a dateline."""

    start: int
    end: int
    text: str
    kind: str
    value: datetime | date | None
    role: str
    label: str
    grade: float
    assumed: tuple[str, ...] = ()


def read_candidates(text: str, context: Context, order: str = "") -> list[Candidate]:
    """Every moment that the text names, also those that are no datelines, from left to right."""
    text = _masked(clean(text))
    folded = lower(text)
    marked = mark(text, context.language)
    found = atoms(marked)
    for atom in found:
        if atom.kind == "placeholder":
            text = text[: atom.start] + " " * (atom.end - atom.start) + text[atom.end :]
            marked = marked[: atom.start] + " " * (atom.end - atom.start) + marked[atom.end :]
    found = [atom for atom in found if atom.kind != "placeholder"]
    if not any(atom.kind != "label" for atom in found):
        return []
    stamps = Joiner(text, folded, marked, found, context.country, context.language).stamps()
    reader = Reader(text, marked, stamps, labels_of(found))
    out: list[Candidate] = []
    for index, stamp in enumerate(stamps):
        if stamp.other or (stamp.date is None and stamp.time is None):
            continue
        read = moment(stamp, context, order)
        setting = reader.setting(index)
        out.append(_candidate(stamp, read, setting, text, context))
    return out


def _masked(text: str) -> str:
    return _MASKED.sub(lambda found: FILL * len(found[0]), text) if len(text) > 8 else text


def _candidate(stamp: Stamp, read: Moment, setting: Setting, text: str, context: Context) -> Candidate:
    value, role = read.value, setting.role
    refused = ""
    if value is not None and (refused := _refused(value, context)):
        value = None
    grade = _grade(stamp, read, setting) if value is not None else 0.0
    return Candidate(
        stamp.start, stamp.end, text[stamp.start : stamp.end].replace(FILL, " ").strip(), refused or read.kind, value,
        ROLE_NAMES[role], setting.label, grade, read.assumed,
    )  # fmt: skip


def _refused(value: datetime | date, context: Context) -> str:
    """ "future" for more than a day after the fetch, "past" for a day before news stood on the web."""
    if isinstance(value, datetime):
        if value > context.fetched_at + timedelta(days=1):
            return "future"
        return "past" if value.date() < EARLIEST else ""
    if value > context.fetched_at.astimezone(context.zone).date() + timedelta(days=1):
        return "future"
    return "past" if value < EARLIEST else ""


def _grade(stamp: Stamp, read: Moment, setting: Setting) -> float:
    """How likely the words are a dateline, from 0 to 1."""
    timed = stamp.time is not None
    if setting.role in ("P", "M"):
        weaker = 0.02 if _WEAKER.match(setting.label) else 0.0
        return -weaker + {"full": 0.97, "relative": 0.9, "yearless": 0.88, "time": 0.8}[read.kind]
    if setting.role == "T":
        return {"full": 0.9, "relative": 0.7, "yearless": 0.7, "time": 0.5}[read.kind]
    if setting.role:
        return 0.0
    clear = 0.06 if setting.alone else 0.0
    if read.kind == "full":
        base = (
            0.88 if timed else 0.8 if setting.alone or stamp.weekday is not None else 0.7 if not setting.glued else 0.62
        )
        return base + clear + (0.02 if stamp.weekday is not None else 0.0)
    kind = stamp.date.kind if stamp.date else "time"
    if kind in ("ago", "agocjk"):
        return 0.75 + clear
    if kind == "day":
        return 0.7 + clear if timed else 0.55 if setting.alone else 0.0
    if read.kind == "yearless":
        if timed:
            return 0.6 + clear
        if kind == "numbers":
            return 0.55 if setting.alone and _whole(setting) else 0.0
        return 0.55 + clear if setting.alone or stamp.weekday is not None else 0.0
    if stamp.time and stamp.time.kind == "hour":
        return 0.0
    return 0.5 if setting.first or setting.alone else 0.0


def _whole(setting: Setting) -> bool:
    return setting.first


def best(found: list[Candidate], role: str) -> Candidate | None:
    """The likeliest candidate of a role; of equals the first."""
    fitting = [c for c in found if c.role == role and c.value is not None]
    return max(fitting, key=lambda c: c.grade, default=None)


def choose(found: list[Candidate], context: Context, text: str = "") -> tuple[Candidate | None, Candidate | None]:
    """The candidate that is the publication, and the one that is the last change."""
    modified = best(found, "modified")
    published = best(found, "published")
    if published is None:
        free = [c for c in found if c.role in ("", "dated") and c.value is not None and c.grade >= LIKELY]
        published = max(free, key=lambda c: c.grade, default=None)
        if published and modified and published.grade < 0.65 and modified.kind == "full" and published.kind == "full":
            published = None
        if published and modified is None and (pair := _pair(published, free, text)):
            published, modified = pair
    if modified and modified.kind == "time" and published and published.value is not None:
        modified = _on_day_of(modified, published, context)
    if published is None and modified is not None:
        return modified, modified
    return published, modified


def _pair(chosen: Candidate, free: list[Candidate], text: str) -> tuple[Candidate, Candidate] | None:
    """Two days side by side with nothing between: published, and changed later."""
    for left, right in zip(free, free[1:], strict=False):
        if (
            left.kind != "full"
            or right.kind != "full"
            or chosen not in (left, right)
            or left.value is None
            or right.value is None
        ):
            continue
        if text[left.end : right.start].strip(" \n|,/"):
            continue
        if isinstance(left.value, datetime) != isinstance(right.value, datetime):
            continue
        if left.value == right.value:
            return None
        first, second = (left, right) if left.value < right.value else (right, left)
        return first, second
    return None


def _on_day_of(modified: Candidate, published: Candidate, context: Context) -> Candidate:
    """A change of which only the time is told: on the day of the publication, or the next where that would be before."""
    if not isinstance(modified.value, datetime) or published.value is None:
        return modified
    day = published.value.date() if isinstance(published.value, datetime) else published.value
    if published.kind == "relative":
        day = context.fetched_at.astimezone(context.zone).date()
    value = datetime.combine(day, modified.value.timetz())
    if isinstance(published.value, datetime) and value < published.value and published.kind != "relative":
        value += timedelta(days=1)
    if value > context.fetched_at + timedelta(days=1):
        return modified
    assumed = tuple(dict.fromkeys(("day:published", *(a for a in modified.assumed if a != "day:fetched"))))
    return Candidate(
        modified.start, modified.end, modified.text, "full", value, modified.role, modified.label,
            modified.grade - 0.05, assumed
    )  # fmt: skip
