"""The words of each language, from the files of `languages/`: one file a language, one line a meaning.

    months: january|jan; february|feb; ...      twelve entries, `;` between them, `|` between the forms of one
    published: published|posted|date posted     what is said in front of a time of publication
    like: sr-latn                               what is not here is as in that language

Lower case, composed letters; forms without accents are added by the lexicon. `#` begins a comment. A new language
is a new file. Names of months and days and ways to count back are facts from the Unicode CLDR, completed by hand.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "languages"

# What a label says a time is the time of, and its letter in the grammar.
ROLES = {
    "published": "P",  # publication
    "modified": "M",  # last change
    "event": "E",  # an appointment, a thing that takes place
    "deadline": "D",
    "effect": "F",  # when a rule begins to apply
    "printed": "R",
    "licence": "L",  # of a press licence, a registration
    "opening": "O",  # opening hours, phones
    "other": "X",  # received, joined, born
    "clock": "C",  # the page's own clock
    "duration": "U",  # reading or running time
    "dated": "T",  # "date" or "time" alone: a publication unless a place is named
    "place": "W",
    "byline": "B",
    "counter": "N",  # views, comments
}

# The other words: as they are called in the files, and in the grammar.
WORDS = {
    "at": "at",  # between a day and a time
    "on": "on",  # in front of a day
    "of": "of",  # between day, month and year
    "year": "year",  # beside the number of a year
    "month": "month",  # in front of the number or name of a month
    "month behind": "monthb",
    "day behind": "dayb",
    "hour": "hour",  # behind the hours of a time of day, and so on
    "minute": "min",
    "second": "sec",
    "am": "am",
    "pm": "pm",
    "noon": "noon",
    "evening": "eve",
    "today": "today",
    "yesterday": "yesterday",
    "before yesterday": "before",
    "now": "now",
    "last week": "lastweek",
    "last": "last",
    "one": "one",  # "an hour ago"
    "to": "to",  # between the ends of a range
    "from": "from",
    "placed": "placed",  # behind a time it makes an appointment: in the, at the
    "first": "first",  # in front of a day it makes a sentence: on the morning of
    "before a count": "agob",
    "behind a count": "agoa",
}

# Lines of several entries: the letter or word that each entry's number is put behind, and the first number.
NUMBERED = {
    "months": ("m", 1),
    "solar months": ("j", 1),  # Farvardin (from 20 or 21 March) first
    "ethiopian months": ("e", 1),  # Meskerem (from 11 or 12 September) first
    "weekdays": ("w", 0),  # Monday first
    "units": ("u", 0),  # second, minute, hour, day, week, month, year
    "units ago": ("u", 0),  # units that mean "ago" by themselves
}


@cache
def languages() -> Mapping[str, Mapping[str, str]]:
    """Language -> name of a line -> the line."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        rows: dict[str, str] = {}
        for line in file.read_text("utf-8").splitlines():
            name, colon, value = line.partition(":")
            if colon and not line.startswith("#"):
                rows[name.strip()] = value.strip()
        found[file.stem] = rows
    return found


def forms(language: str, name: str) -> list[list[str]]:
    """The forms of each entry of a line: months, weekdays and units have several entries, all other lines one."""
    row = languages().get(language, {}).get(name, "")
    return [[form.strip() for form in entry.split("|") if form.strip()] for entry in row.split(";")] if row else []
