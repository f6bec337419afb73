"""From the words of a dateline to a publication time: candidates with their spans first, a choice last."""

import re
from dataclasses import dataclass
from datetime import date

from crawler.article import Published
from crawler.extract.page import Context

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`grade` says how sure the reading is, from 0 to 1."""

    published: Published | None
    modified: Published | None
    grade: float


def may_hold_date(text: str) -> bool:
    """A cheap filter for thousands of text nodes."""
    return _DIGIT.search(text) is not None


def read_dateline(text: str, context: Context, *, hint: str = "", order: str = "") -> Dateline:
    """Never raises on any text."""
    if found := re.search(r"(20\d\d)-(\d\d)-(\d\d)", text):
        try:
            return Dateline(Published(date(*map(int, found.groups())), found[0], "full"), None, 0.9)
        except ValueError:
            pass
    return Dateline(None, None, 0.0)
