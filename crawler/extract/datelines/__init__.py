"""From the words of a dateline to a publication time: candidates with their spans first, a choice last.

numerals  letters and digits of all scripts in one form
lexicon   the words of all languages (months, weekdays, words, ago, labels, labels_more) as signs
shapes    the grammar of dates and times over those signs
stamps    a day, its time, its zone and its day of the week joined
values    the moment meant: order, calendar, era, year, zone
roles     the label beside it, the range, the sentence it stands in
choose    which of them is the publication
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.article import Published
from crawler.extract.datelines.choose import Candidate, choose, read_candidates
from crawler.extract.datelines.numerals import clean
from crawler.extract.page import Context

__all__ = ["Candidate", "Dateline", "candidates", "may_hold_date", "names_time", "read_dateline"]

_ASCII_DIGIT = re.compile("[0-9]")
_DIGIT = re.compile(r"\d|[一二三四五六七八九十]+[月日]")
_PLAIN_HINT = re.compile(r"publi|posted|entry-date|post-date|dateline|byline|timestamp|pubdate|created", re.I)
_CHANGED_HINT = re.compile(r"modif|updated|lastmod|last-update", re.I)
_OTHER_HINT = re.compile(
    r"event|deadline|expire|calendar|copyright|footer|phone|opening|weather|duration|comment-", re.I
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`grade` says how sure the reading is, from 0 to 1. A lone time of change is given as both."""

    published: Published | None
    modified: Published | None
    grade: float


NONE = Dateline(None, None, 0.0)


@lru_cache(2_000)
def may_hold_date(text: str) -> bool:
    """A cheap filter for thousands of text nodes: False where `read_dateline` finds nothing."""
    from crawler.extract.datelines.words_of_days import names_day

    if text.isascii():
        return _ASCII_DIGIT.search(text) is not None or (len(text) <= 120 and names_day(text))
    return _DIGIT.search(text) is not None or (len(text) <= 120 and names_day(text))


def names_time(words: str, language: str) -> bool:
    """Whether these few words are nothing but the label of a publication or a change: "Ngày đăng", "Published"."""
    plain = words.isascii() and words.isprintable() and "  " not in words
    return (words.strip() if plain else clean(words)).rstrip(" :").casefold() in _labels(language)


@cache
def _labels(language: str) -> frozenset[str]:
    """All words and phrases that call a time a publication or a change, in a language or else in English."""
    from crawler.extract.datelines.lexicon import means, words_of

    return frozenset(word for word in words_of(language) if means(word, language) & {"P", "M"})


def candidates(text: str, context: Context, *, order: str = "") -> list[Candidate]:
    """Every moment that the text names with its span in the cleaned text, also those that are no datelines."""
    try:
        return read_candidates(text, context, order or context.habits.order)
    except (ValueError, OverflowError, RecursionError):
        return []


def read_dateline(text: str, context: Context, *, hint: str = "", order: str = "") -> Dateline:
    """The publication and the last change that a text tells. Never raises on any text.

    `hint` is the class, id or itemprop of the element; `order` is "DMY", "MDY" or "YMD" where the caller knows it;
    else the source's habits decide where the numbers do not, else the country.
    """
    if not may_hold_date(text):
        return NONE
    found = candidates(text, context, order=order)
    published, modified = choose(found, context, clean(text) if len(found) > 1 else "") if found else (None, None)
    if published is None and not found:
        from crawler.extract.datelines.lastresort import read_words

        return read_words(text, context)
    if published is None:
        return NONE
    grade = published.grade
    if hint and published.role == "":
        if _OTHER_HINT.search(hint) and not _PLAIN_HINT.search(hint):
            grade -= 0.25
        elif _PLAIN_HINT.search(hint):
            grade = min(0.95, grade + 0.05)
        if modified is None and _CHANGED_HINT.search(hint) and not _PLAIN_HINT.search(hint):
            modified = published
    if grade < 0.4:
        return NONE
    return Dateline(
        _published(published, published is modified), _published(modified) if modified else None, round(grade, 2)
    )


def _published(candidate: Candidate, only_change: bool = False) -> Published:
    assert candidate.value is not None
    rule = f"{'label+' if candidate.role in ('published', 'modified', 'dated') else ''}{candidate.kind}"
    words = f"{candidate.label} {candidate.text}".strip()
    assumed = candidate.assumed + (("role:modified",) if only_change else ())
    return Published(candidate.value, words, rule, assumed)
