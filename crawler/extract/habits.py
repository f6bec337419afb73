"""What the articles of one source settle for its next pages: the order of day and month, the form of its dateline, and
the times that too many pages share to be publications."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from crawler.article import Published

SHARED = 24
"""So many pages do not appear in one minute: a time that they share is that of a move or an import."""
USUAL = 8
"""The least datelines from which a form is learned, four fifths of which have it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """`order` is "DMY", "MDY", "YMD" or "" where nothing settles it; `form` the usual dateline's signs as `form_of`
    writes them; `shared` the minutes, in UTC, that many pages give as their publication, with the number of pages."""

    order: str = ""
    form: str = ""
    shared: Mapping[datetime, int] = field(default_factory=dict, hash=False)

    def doubted(self, published: Published) -> Published:
        """The same; with "doubtful:shared by 41 pages" among what it assumes, where its minute is a shared one."""
        pages = self.shared.get(_minute(published.instant)) if self.shared and published.instant else None
        if pages is None or is_doubtful(published):
            return published
        return replace(published, assumed=(*published.assumed, f"doubtful:shared by {pages} pages"))


NO_HABITS = Habits()


def is_doubtful(published: Published) -> bool:
    return any(word.startswith("doubtful:") for word in published.assumed)


def grade(published: Published) -> float:
    """How sure a publication is, from 0 to 1, by what was assumed for it and what disputes it."""
    sure = {"url": 0.6, "script": 0.7, "list": 0.85, "dateparser": 0.5}.get(published.rule, 0.95)
    for word in published.assumed:
        sure *= next((share for start, share in _LESS.items() if word.startswith(start)), 1.0)
    other = [word for word in published.disputed if published.isoformat()[:10] not in word]
    return round(sure * 0.9 ** min(2, len(other)), 2)


_LESS = {
    "doubtful:": 0.3,
    "order:country": 0.8,
    "year:fetched": 0.85,
    "day:fetched": 0.6,
    "relative": 0.9,
    "role:modified": 0.85,
}


def learn(published: Iterable[Published]) -> Habits:
    """The habits of a source from the publications that its archive holds; no habits from none."""
    found = list(published)
    return Habits(_order(found), _form(found), _shared(found))


def form_of(text: str) -> str:
    """The signs of a dateline: figures as 0, words as a, the rest as it stands, whatever the day.

    >>> form_of("Đăng lúc 08:15 18/11/2026")
    'a a 0:0 0/0/0'
    """
    return _WORD.sub("a", _FIGURES.sub("0", text.strip()))


_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"(?:[^\d\s!-/:-@[-`{-~|·•–—]+\.?)+")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/-])")
_UNSHOWN = frozenset("jsonld meta microdata url script list time".split())


def _order(published: list[Published]) -> str:
    """What the numbers say where they say it by themselves: above 12, with the day of the week, or beside a machine's.

    One is enough, but not against others: one in twenty may be a slip.
    """
    votes = Counter(vote for told in published if (vote := _vote(told)))
    if not votes:
        return ""
    (first, most), *others = votes.most_common()
    return first if 20 * sum(count for _, count in others) <= most else ""


def _vote(told: Published) -> str:
    if any(word.startswith("order:") and word != "order:page" for word in told.assumed):
        return ""
    match = _NUMBERS.search(told.text)
    if match is None:
        return ""
    a, b, last = int(match[1]), int(match[3]), int(match[4])
    value = told.value
    read = {
        "DMY": (a, b) == (value.day, value.month) and last % 100 == value.year % 100,
        "MDY": (a, b) == (value.month, value.day) and last % 100 == value.year % 100,
        "YMD": len(match[4]) == 2 and (a, b, last) == (value.year % 100, value.month, value.day),
    }
    fitting = [order for order, fits in read.items() if fits]
    return fitting[0] if len(fitting) == 1 else ""


def _form(published: list[Published]) -> str:
    forms = Counter("" if told.rule in _UNSHOWN else form_of(told.text) for told in published)
    if not forms:
        return ""
    (form, count), *_ = forms.most_common(1)
    return form if count >= USUAL and 5 * count >= 4 * forms.total() else ""


def _shared(published: list[Published]) -> dict[datetime, int]:
    minutes = Counter(_minute(told.instant) for told in published if told.instant is not None)
    return {minute: count for minute, count in minutes.items() if count >= SHARED}


def _minute(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(second=0, microsecond=0)
