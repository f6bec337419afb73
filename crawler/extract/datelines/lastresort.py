"""dateparser, for short words that our own grammar has no table for; never on anything else."""

import re
from datetime import timedelta

from crawler.article import Published
from crawler.extract.datelines import NONE, Dateline
from crawler.extract.datelines.lexicon import entries
from crawler.extract.page import Context

_LONGEST = 48


def read_words(text: str, context: Context) -> Dateline:
    """A dateline in a language that the lexicon does not know: letters and a number in one short line."""
    text = text.strip()
    language = context.language.split("-")[0].lower()
    if not language or len(text) > _LONGEST or "\n" in text or _known(context.language) or not re.search(r"\d", text):
        return NONE
    if not re.search(r"[^\W\d_]{2}", text):
        return NONE
    import dateparser

    settings = {
        "PARSERS": ["absolute-time", "relative-time"], "DATE_ORDER": "DMY",
        "RELATIVE_BASE": context.fetched_at.astimezone(context.zone).replace(tzinfo=None),
        "TIMEZONE": str(context.zone), "RETURN_AS_TIMEZONE_AWARE": True, "REQUIRE_PARTS": ["day", "month",
        "year"], "PREFER_DATES_FROM": "past",
    }  # fmt: skip
    try:
        found = dateparser.parse(text, languages=[language], settings=settings)
    except Exception:  # an unknown language, or one of its many errors: nothing was found
        return NONE
    if found is None or found.year < 1990 or found > context.fetched_at + timedelta(days=1):
        return NONE
    value = found if re.search(r"\d[:.h]\d\d", text) else found.date()
    return Dateline(Published(value, text, "dateparser", ("order:country", "zone:source")), None, 0.5)


def _known(language: str) -> bool:
    tag = language.lower()
    return tag in entries() or tag.split("-")[0] in entries()
