"""The few lines of our own that an entry carries, in Vietnamese for Vietnamese articles, else in English."""

from datetime import date, datetime

_MONTHS = "January February March April May June July August September October November December"


def why_here(language: str, reason: str) -> str:
    """Why the article is in this feed; `reason` is what the topic matched."""
    return f"Có ở đây vì: {reason}" if _vietnamese(language) else f"Why it is here: {reason}"


def unknown_date(language: str, first_seen: datetime) -> str:
    """That the page shows no date, and which instant (in the source's zone) stands in for it."""
    clock, day = f"{first_seen:%H:%M}", _day(language, first_seen)
    if _vietnamese(language):
        return f"Trang không ghi ngày đăng; tin được thấy lần đầu lúc {clock} ngày {day}."
    return f"The page shows no date; first seen at {clock} on {day}."


def withdrawn(language: str, changed: datetime) -> str:
    """That the source took the article down, and the day on which that was seen."""
    day = _day(language, changed)
    if _vietnamese(language):
        return f"Nguồn đã gỡ tin này ngày {day}."
    return f"Withdrawn by the source on {day}."


def _vietnamese(language: str) -> bool:
    return language.lower().replace("_", "-").partition("-")[0] == "vi"


def _day(language: str, day: date) -> str:
    if _vietnamese(language):
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"
