"""All words that datelines are made of, of all languages, found in one pass over a text.

A word may mean several things ("bis" is "to" and "until"): its senses. Each set of senses is one sign, a character of
the private use area, so that regular expressions can speak of senses as character classes (shapes.py). `mark` puts
such a sign where a word stands and fills the rest of the word, so that positions stay.
"""

import re
import unicodedata
from functools import cache
from typing import Any

import ahocorasick

from crawler.extract.datelines.languages import NUMBERED, ROLES, WORDS, forms, languages
from crawler.extract.datelines.numerals import clean, lower, without_signs

FILL = "\x1f"
_DIGIT = re.compile(r"\d")
_FIRST = 0xE000

# What a word may mean on a page of another language: names of months and days, labels, ways to count back.
_ABROAD = ("m", "w", "today", "yesterday", "before", "P", "M", "agoa", "agob", "agos", "u")
# Numerals' companions in the scripts without spaces are read by shapes.py as they stand.
_RAW = set("年月日時时分秒点點前後周週天년월일시분초전주달半夜朝昼夕早晚자件次文自至于於起止頃止이글곳명에に在で由从從")


def _unspaced(char: str) -> bool:
    """Scripts that write words without a space between: Thai, Lao, Burmese, Khmer, kana and Han."""
    return (
        "\u0e00" <= char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
    )


@cache
def entries() -> dict[str, dict[str, frozenset[str]]]:
    """Language -> word -> senses."""
    table: dict[str, dict[str, set[str]]] = {}

    def add(language: str, written: list[str], *senses: str) -> None:
        row = table.setdefault(language, {})
        for form in written:
            form = lower(clean(form))
            if form and form not in _RAW:
                row.setdefault(form, set()).update(senses)

    for language, rows in languages().items():
        for name in rows:
            if name in NUMBERED:
                if name == "units" and language in ("ja", "zh", "ko"):
                    continue  # read as they stand
                letter, first = NUMBERED[name]
                for number, written in enumerate(forms(language, name), first):
                    add(language, written, f"{letter}{number}", *(["agos"] if name == "units ago" else []))
            elif name in ROLES or name in WORDS:
                if name not in ("before a count", "behind a count") or language not in ("ja", "zh", "ko"):
                    add(
                        language,
                        forms(language, name)[0] if forms(language, name) else [],
                        ROLES.get(name) or WORDS[name],
                    )
    for language, rows in languages().items():
        like = rows.get("like", "")
        for word, senses in table.get(like, {}).items():
            table.setdefault(language, {}).setdefault(word, set(senses))
    for row_of in table.values():
        for word in list(row_of):
            bare = without_signs(word)
            if bare == word or bare in row_of or len(bare) < 3:
                continue
            if _is_name(row_of[word]) or (len(bare) >= 4 and (" " in bare or len(bare) > 4)):
                row_of[bare] = set(row_of[word])
    return {language: {word: frozenset(senses) for word, senses in row.items()} for language, row in table.items()}


def _is_name(senses: set[str]) -> bool:
    return any(sense[0] in "mw" and sense[1:].isdigit() for sense in senses)


def means(word: str, language: str) -> frozenset[str]:
    """The senses of a word or phrase, in lower case, in a language or else in English; none where it is unknown."""
    known = entries()
    return known.get(_known(language), {}).get(word) or known["en"].get(word, frozenset())


def words_of(language: str) -> set[str]:
    """The words and phrases of a language and of English."""
    known = entries()
    return {*known.get(_known(language), ()), *known["en"]}


@cache
def signs() -> dict[frozenset[str], str]:
    """Each set of senses -> the sign that stands for it."""
    found: dict[frozenset[str], str] = {}
    for row in entries().values():
        for senses in row.values():
            if senses not in found:
                found[senses] = chr(_FIRST + len(found))
    return found


@cache
def senses_of() -> dict[str, frozenset[str]]:
    """Each sign -> its senses."""
    return {sign: senses for senses, sign in signs().items()}


@cache
def chars(*senses: str) -> str:
    """The characters whose senses hold one of these, as the inside of a character class."""
    return "".join(sign for of, sign in signs().items() if of.intersection(senses)) or "\ue7ff"


@cache
def _automaton() -> Any:
    by_word: dict[str, dict[str, str]] = {}
    sign = signs()
    for language, row in entries().items():
        for word, senses in row.items():
            by_word.setdefault(word, {})[language] = sign[senses]
    travelling = {one: frozenset(filter(_travels, senses)) for senses, one in sign.items()}
    found = ahocorasick.Automaton()
    for word, meanings in by_word.items():
        abroad = ""
        if (len(word) >= 4 or not word.isascii()) and not _DIGIT.search(word):
            meant = {travelling[one] for one in meanings.values()}
            if len(meant) == 1 and all(meant):
                abroad = next(iter(meanings.values()))
        found.add_word(word, (len(word), is_free(word), meanings, meanings.get("en", abroad)))
    found.make_automaton()
    return found


def _travels(sense: str) -> bool:
    return sense in _ABROAD or (sense[0] in "mwu" and sense[1:].isdigit())


def is_free(word: str) -> bool:
    """Whether a word needs no space or sign round it: of two characters or more in a script that sets none."""
    return len(word) > 1 and _unspaced(word[0]) and _unspaced(word[-1])


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the word from `start` to `end` (its last letter) of a text is no part of a longer one."""
    if start == end and _unspaced(text[end]):
        return not (text[start - 1 : start].isalpha() or text[end + 1 : end + 2].isalpha())
    return not (start and _joined(text, start) or end < len(text) - 1 and _joined(text, end + 1))


def _joined(text: str, at: int) -> bool:
    """Whether a word runs on across a position; a capital begins a new one: AnnaMay, UPDATEDMay."""
    left, right = text[at - 1], text[at]
    if right.isdigit() and left.isdigit():
        return True
    if right.isalpha() and left.isalpha():
        if right.isupper() and (left.islower() or text[at + 1 : at + 2].islower()):
            return False
        return not _unspaced(left) and not _unspaced(right)
    return not right.isascii() and unicodedata.category(right)[0] == "M"


def mark(text: str, language: str) -> str:
    """The text in lower case with each known word replaced by its sign and filling; same length."""
    folded = lower(text)
    language = _known(language)
    hits: list[tuple[int, int, str]] = []
    for end, (size, free, meanings, other) in _automaton().iter(folded):
        sign = meanings.get(language, other)
        if not sign:
            continue
        start = end - size + 1
        if free or stands_alone(text, start, end):
            hits.append((start, -end, sign))
    if not hits:
        return folded
    hits.sort()
    out: list[str] = []
    at = 0
    for start, negative, sign in hits:
        if start < at:
            continue
        out.append(folded[at:start])
        out.append(sign)
        out.append(FILL * (-negative - start))
        at = 1 - negative
    out.append(folded[at:])
    return "".join(out)


@cache
def _known(language: str) -> str:
    """The row of a language tag: as written, with its script, or its first part."""
    tag = language.lower().replace("_", "-")
    known = entries()
    if tag in known:
        return tag
    parts = tag.split("-")
    if parts[0] == "sr" and "latn" in parts:
        return "sr-latn"
    return parts[0]
