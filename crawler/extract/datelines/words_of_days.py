"""Whether a text without a digit names a day: today, yesterday, an hour ago."""

from functools import cache
from typing import Any

import ahocorasick

from crawler.extract.datelines.lexicon import entries
from crawler.extract.datelines.numerals import clean, lower


@cache
def _words() -> Any:
    found = ahocorasick.Automaton()
    for row in entries().values():
        for word, senses in row.items():
            if senses & {"yesterday", "before", "now", "lastweek", "agoa", "agob", "today"}:
                found.add_word(word, True)
    found.make_automaton()
    return found


def names_day(text: str) -> bool:
    """One pass over the words of all languages."""
    plain = text.isascii() and text.isprintable() and "  " not in text
    return next(_words().iter(text.lower() if plain else lower(clean(text))), None) is not None
