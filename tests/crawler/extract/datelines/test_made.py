"""Made datelines over every notation, language and zone are read back. MADE_DATELINES=100000 makes more of them."""

import os
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.extract.datelines import read_dateline
from crawler.extract.datelines.languages import forms, languages
from crawler.extract.page import Context

FETCHED = datetime.fromisoformat("2026-11-25T02:00:00+00:00")
COUNT = int(os.environ.get("MADE_DATELINES", "1500"))
ZONES = [
    "Asia/Ho_Chi_Minh",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "UTC",
    "America/St_Johns",
    "Pacific/Auckland",
]
HOME = {
    "en": "GB",
    "vi": "VN",
    "ja": "JP",
    "zh": "CN",
    "ko": "KR",
    "fa": "AE",
    "ps": "PK",
    "hu": "HU",
    "th": "TH",
    "am": "KE",
}
DIGITS = {
    "ar": "٠",
    "fa": "۰",
    "hi": "०",
    "mr": "०",
    "ne": "०",
    "bn": "০",
    "th": "๐",
    "km": "០",
    "lo": "໐",
    "my": "၀",
    "ur": "۰",
    "ta": "௦",
    "te": "౦",
}


NAMED = [language for language in languages() if forms(language, "months")]
LABELLED = [language for language in languages() if forms(language, "published")]


def word_day(language: str, day: date, pick: random.Random) -> str:
    """A day with the month's name."""
    if language == "vi":
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    if language in ("zh", "ja"):
        return f"{day.year}年{day.month}月{day.day}日"
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    name = pick.choice(forms(language, "months")[day.month - 1])
    name = name.upper() if pick.random() < 0.1 and language not in ("tr", "az", "el", "lt") else name.capitalize()
    if language == "hu":
        return f"{day.year}. {name} {day.day}."
    if language == "en" and pick.random() < 0.5:
        return f"{name} {day.day}, {day.year}"
    return f"{day.day} {name} {day.year}"


def number_day(language: str, day: date, pick: random.Random) -> str:
    if language in ("zh", "ja", "ko", "hu", "lt", "mn"):
        return pick.choice(["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}"]).format(day)
    return pick.choice(
        [
            "{:%d/%m/%Y}",
            "{:%d.%m.%Y}",
            "{:%d-%m-%Y}",
            "{:%Y-%m-%d}",
            "{0.day}.{0.month}.{0.year}",
            "{0.day} / {0.month} / {0.year}",
        ]
    ).format(day)


def localised(language: str, text: str, pick: random.Random) -> str:
    zero = DIGITS.get(language)
    if not zero or pick.random() < 0.5:
        return text
    return "".join(chr(ord(zero) + int(c)) if c.isascii() and c.isdigit() else c for c in text)


def label(language: str, role: str, pick: random.Random) -> str:
    words = forms(language, role)[0] if language in LABELLED else forms("en", role)[0]
    return pick.choice([form for form in words if len(form) > 4] or words)


def make(pick: random.Random) -> tuple[str, Context, datetime | date, datetime | date | None]:
    """A dateline, its context, its publication and its change."""
    language = pick.choice([*NAMED, "vi", "zh", "ja", "ko", "vi", "en"])
    zone = ZoneInfo(pick.choice(ZONES))
    context = Context("made", language, HOME.get(language, "DE"), zone, FETCHED)
    at = datetime(2001, 1, 1) + timedelta(minutes=pick.randrange(60 * 24 * 365 * 25))
    write: Callable[[str, date, random.Random], str] = pick.choice([word_day, number_day])
    day = write(language, at.date(), pick)
    weekdays = forms(language, "weekdays")
    if weekdays and pick.random() < 0.3:
        day = f"{weekdays[at.weekday()][0].capitalize()}, {day}"
    clock = f"{at:%H:%M}"
    zoned = pick.random() < 0.1
    text, value = pick.choice(
        [
            (day, at.date()),
            (f"{day} {clock}", at),
            (f"{day}, {clock}", at),
            (f"{day} - {clock}", at),
            (f"{day} | {clock}", at),
            (f"{clock} {day}", at),
            (f"{clock} | {day}", at),
            (f"{clock}, {day}", at),
        ]
    )
    offset = zone
    if isinstance(value, datetime):
        if zoned and text.endswith(clock):
            text, offset = f"{text} (GMT+7)", ZoneInfo("Asia/Ho_Chi_Minh")
        value = value.replace(tzinfo=offset)
    modified: datetime | date | None = None
    front = pick.random()
    if front < 0.35:
        text = f"{label(language, 'published', pick).capitalize()}: {text}"
    elif front < 0.5:
        text = f"{label(language, 'modified', pick).capitalize()}: {text}"
        modified = value
    elif front < 0.6 and language not in ("zh", "ja", "ko", "th", "lo", "km", "my"):
        text = f"Xaver Quill | {text}"
    return localised(language, text, pick), context, value, modified


def test_a_made_dateline_is_read_back() -> None:
    pick = random.Random(20261125)
    wrong: list[str] = []
    for _ in range(COUNT):
        text, context, value, modified = make(pick)
        found = read_dateline(text, context)
        got = found.published.value if found.published else None
        changed = found.modified.value if found.modified else None
        if got != value or changed != modified or isinstance(got, datetime) != isinstance(value, datetime):
            wrong.append(f"{context.language} {context.country} {text!r}: {got} {changed}, not {value} {modified}")
    assert not wrong, f"{len(wrong)} of {COUNT}:\n" + "\n".join(wrong[:40])


def test_every_language_counts_back() -> None:
    wrong: list[str] = []
    zone = ZoneInfo("Europe/Berlin")
    for language in languages():
        units = forms(language, "units")
        if not units:
            continue
        before = (forms(language, "before a count") or [[""]])[0]
        behind = (forms(language, "behind a count") or [[""]])[0]
        for unit, step in ((1, timedelta(minutes=3)), (2, timedelta(hours=3)), (3, timedelta(days=3))):
            for form in units[unit]:
                if not form or len(form) < 2 and form.isascii():
                    continue
                ahead, after = before[0], behind[0]
                number = (
                    f"{form} 3"
                    if language in ("sw", "si")
                    else f"3 {form}"
                    if language not in ("ja", "zh", "ko")
                    else f"3{form}"
                )
                joined = f"{ahead} {number}".strip() + ("" if language in ("ja", "zh") or not after else " ") + after
                text = joined.replace("  ", " ")
                found = read_dateline(text, Context("made", language, "DE", zone, FETCHED))
                want = FETCHED - step
                got = found.published.value if found.published else None
                value = got.date() if isinstance(got, datetime) and unit == 3 else got
                if value != (want.astimezone(zone).date() if unit == 3 else want):
                    wrong.append(f"{language} {text!r}: {got}")
    assert not wrong, "\n".join(wrong)
