"""Days in words, and titles as addresses, for the pages of a made-up town."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
PLACEHOLDER = re.compile(r"\{(day|weekday|date|year)(?:([+-]\d+))?\}")


def weekday(day: date, language: str) -> str:
    """The day's name as a headline writes it; English for languages that are not known here."""
    return WEEKDAYS.get(language, WEEKDAYS["en"])[day.weekday()]


def day_month(day: date, language: str) -> str:
    """A day without its year, as running text names an event: `27-11`, `27 November`."""
    return f"{day.day}-{day.month}" if language == "vi" else f"{day.day} {MONTHS[day.month - 1]}"


def filled(text: str, day: date, language: str) -> str:
    """`text` with its placeholders counted from `day`: {day+1}, {weekday+1}, {date-3} (with the year), {year+1}."""
    written: dict[str, Callable[[date], str]] = {
        "day": lambda that: day_month(that, language),
        "weekday": lambda that: weekday(that, language).replace("Thứ", "thứ").replace("Chủ", "chủ"),
        "date": lambda that: f"{that:%d/%m/%Y}" if language == "vi" else f"{day_month(that, language)} {that.year}",
    }

    def word(match: re.Match[str]) -> str:
        kind, shift = match[1], int(match[2] or 0)
        return str(day.year + shift) if kind == "year" else written[kind](day + timedelta(days=shift))

    return PLACEHOLDER.sub(word, text)


def slug(title: str, longest: int = 70) -> str:
    """The title as addresses spell it: no accents, small letters, hyphens, cut between words."""
    plain = unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    while len(words) > 1 and len("-".join(words)) > longest:
        words.pop()
    return "-".join(words)
