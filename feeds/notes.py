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


def doubtful_date(language: str) -> str:
    """That the page's date is one that many pages share, as after a move of the site, and may not be the true one."""
    if _vietnamese(language):
        return "Ngày đăng có thể không đúng: nhiều trang của nguồn này ghi cùng một lúc."
    return "The date may be wrong: many pages of this source give the very same time."


def withdrawn(language: str, changed: datetime) -> str:
    """That the source took the article down, and the day on which that was seen."""
    day = _day(language, changed)
    if _vietnamese(language):
        return f"Nguồn đã gỡ tin này ngày {day}."
    return f"Withdrawn by the source on {day}."


def ended_title(language: str, title: str) -> str:
    """The title of a feed's last entry."""
    return f"Đã dừng: {title}" if _vietnamese(language) else f"This feed has ended: {title}"


def ended(language: str, title: str, city: str, day: date) -> tuple[str, str]:
    """A feed's last words: that it ended on a day, and what goes before the address of the city's feed."""
    shown = _day(language, day)
    if _vietnamese(language):
        return (
            f"Bản tin “{title}” đã dừng từ ngày {shown}. Các tin đã đăng còn ở đây thêm ít hôm, không có tin mới.",
            f"Tin của {city} vẫn có tại:",
        )
    return (
        f"“{title}” ended on {shown}. The entries that are here stay for some days; no new ones will come.",
        f"The news of {city} goes on at:",
    )


def _vietnamese(language: str) -> bool:
    return language.lower().replace("_", "-").partition("-")[0] == "vi"


def _day(language: str, day: date) -> str:
    if _vietnamese(language):
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"
