"""Whether a text without a digit names a day: today, yesterday, an hour ago."""

from functools import cache
from typing import Any

import ahocorasick

from crawler.extract.datelines.lexicon import entries, is_free, stands_alone
from crawler.extract.datelines.numerals import clean, lower


@cache
def _words() -> Any:
    found = ahocorasick.Automaton()
    for row in entries().values():
        for word, senses in row.items():
            if senses & {"yesterday", "before", "now", "lastweek", "agoa", "agob", "today"}:
                found.add_word(word, (len(word), is_free(word)))
    found.make_automaton()
    return found


def names_day(text: str) -> bool:
    """One pass over the words of all languages. Where a text holds addresses, a part of a word is enough."""
    if not (text.isascii() and text.isprintable() and "  " not in text):
        text = clean(text)
    masked = "@" in text or "www." in text or "://" in text  # addresses are taken out before words are sought
    return any(
        free or masked or stands_alone(text, end - size + 1, end) for end, (size, free) in _words().iter(lower(text))
    )
