"""All words that datelines are made of, of all languages, found in one pass over a text.

A word may mean several things ("bis" is "to" and "until"): its senses. Each set of senses is one sign, a character of
the private use area, so that regular expressions can speak of senses as character classes (shapes.py). `mark` puts
such a sign where a word stands and fills the rest of the word, so that positions stay.
"""

import unicodedata
from functools import cache
from typing import Any

import ahocorasick

from crawler.extract.datelines import words
from crawler.extract.datelines.ago import AGO, AGO_IN_ONE
from crawler.extract.datelines.labels import LABELS
from crawler.extract.datelines.labels_more import MORE_LABELS, SAME_LABELS
from crawler.extract.datelines.months import ETHIOPIAN_MONTHS, JALALI_MONTHS, MONTHS, MORE_MONTHS
from crawler.extract.datelines.numerals import clean, lower, without_signs
from crawler.extract.datelines.weekdays import MORE_WEEKDAYS, WEEKDAYS

FILL = "\x1f"
_FIRST = 0xE000

_PLAIN: dict[str, dict[str, str]] = {
    "at": words.AT, "on": words.ON, "of": words.OF, "year": words.YEAR, "month": words.MONTH, "monthb": words.MONTH_BEHIND,
    "dayb": words.DAY_BEHIND, "hour": words.HOURS, "min": words.MINUTES, "sec": words.SECONDS, "am": words.AM, "pm": words.PM,
    "noon": words.NOON, "eve": words.EVENING, "today": words.TODAY, "yesterday": words.YESTERDAY,
    "before": words.BEFORE_YESTERDAY, "now": words.NOW, "lastweek": words.LAST_WEEK, "last": words.LAST, "one": words.ONE,
    "to": words.TO, "from": words.FROM, "placed": words.PLACED, "first": words.TIMES_FIRST,
}  # fmt: skip
# What a word may mean on a page of another language: names of months and days, labels, ways to count back.
_ABROAD = ("m", "w", "today", "yesterday", "before", "P", "M", "agoa", "agob", "agos", "u")
# Numerals' companions in the scripts without spaces are read by shapes.py as they stand.
_RAW = set("年月日時时分秒点點前後周週天년월일시분초전주달半夜朝昼夕早晚자件次文自至于於起止頃止이글곳명에に在で由从從")
_RELATED = {"no": "nb", "nn": "nb", "hr": "sr-latn", "bs": "sr-latn", "cnr": "sr-latn", "tl": "fil", "iw": "he", "in": "id", "yue": "zh", "prs": "fa",
            "sh": "sr-latn", "gsw": "de", "nds": "de", "ckb": "ar", "mo": "ro", "ms-my": "ms", "wa": "fr"}  # fmt: skip


def _unspaced(char: str) -> bool:
    """Scripts that write words without a space between: Thai, Lao, Burmese, Khmer, kana and Han."""
    return "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" or "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


@cache
def entries() -> dict[str, dict[str, frozenset[str]]]:
    """Language -> word -> senses."""
    table: dict[str, dict[str, set[str]]] = {}

    def add(language: str, forms: str, sense: str) -> None:
        row = table.setdefault(language, {})
        for form in forms.split("|"):
            form = lower(clean(form))
            if form and form not in _RAW:
                row.setdefault(form, set()).add(sense)

    for source, prefix in ((MONTHS, "m"), (MORE_MONTHS, "m"), (WEEKDAYS, "w"), (MORE_WEEKDAYS, "w")):
        for language, row in source.items():
            for number, forms in enumerate(row.split(";"), 1 if prefix == "m" else 0):
                add(language, forms.strip(), f"{prefix}{number}")
    for language in ("fa", "ps"):
        for number, forms in enumerate(JALALI_MONTHS.split(";"), 1):
            add(language, forms.strip(), f"j{number}")
    for number, forms in enumerate(ETHIOPIAN_MONTHS.split(";"), 1):
        add("am", forms.strip(), f"e{number}")
    for language, row in AGO.items():
        if language in ("ja", "zh", "ko"):
            continue  # read as they stand
        before, behind, *units = (part.strip() for part in row.split(";"))
        add(language, before, "agob")
        add(language, behind, "agoa")
        for number, forms in enumerate(units):
            add(language, forms, f"u{number}")
    for language, row in AGO_IN_ONE.items():
        for number, forms in enumerate(row.split(";")):
            add(language, forms.strip(), f"u{number}")
            add(language, forms.strip(), "agos")
    for sense, by_language in _PLAIN.items():
        for language, forms in by_language.items():
            add(language, forms, sense)
    for source in (LABELS, MORE_LABELS):
        for language, roles in source.items():
            for role, forms in roles.items():
                add(language, forms, role)
    for language, like in (*SAME_LABELS.items(), *_RELATED.items()):
        for word, senses in table.get(like, {}).items():
            if language not in table or word not in table[language]:
                table.setdefault(language, {}).setdefault(word, set()).update(senses)
    for row_of in table.values():
        for word in list(row_of):
            bare = without_signs(word)
            if bare != word and len(bare) >= 4 and bare not in row_of and (" " in bare or len(bare) > 4 or _is_name(row_of[word])):
                row_of[bare] = set(row_of[word])
    return {language: {word: frozenset(senses) for word, senses in row.items()} for language, row in table.items()}


def _is_name(senses: set[str]) -> bool:
    return any(sense[0] in "mw" and sense[1:].isdigit() for sense in senses)


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
    found = ahocorasick.Automaton()
    for word, languages in by_word.items():
        meant = {tuple(sorted(s for s in entries()[language][word] if _travels(s))) for language in languages}
        abroad = ""
        if len(meant) == 1 and (len(word) >= 4 or not word.isascii()) and () not in meant:
            abroad = next(iter(languages.values()))
        free = len(word) > 1 and _unspaced(word[0]) and _unspaced(word[-1])
        found.add_word(word, (len(word), free, languages, languages.get("en", abroad)))
    found.make_automaton()
    return found


def _travels(sense: str) -> bool:
    return sense in _ABROAD or (sense[0] in "mwu" and sense[1:].isdigit())


def _joined(text: str, at: int) -> bool:
    """Whether a word runs on across a position; a capital begins a new one: AnnaMay, UPDATEDMay."""
    left, right = text[at - 1], text[at]
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
    last = len(text) - 1
    for end, (size, free, languages, other) in _automaton().iter(folded):
        sign = languages.get(language, other)
        if not sign:
            continue
        start = end - size + 1
        if not free:
            if size == 1 and _unspaced(folded[end]):
                if text[start - 1 : start].isalpha() or text[end + 1 : end + 2].isalpha():
                    continue
            elif start and _joined(text, start) or end < last and _joined(text, end + 1):
                continue
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
