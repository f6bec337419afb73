"""Times as machines write them: ISO 8601 and its near relations, RFC 2822, epoch seconds. Nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class MachineTime:
    """`value` is a day, or an instant that is naive where no offset was written. `utc`: it was written as UTC."""

    value: datetime | date
    utc: bool = False


_ISO = re.compile(
    r"^\s*[\"']?(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})"
    r"(?:(?:[T\s,]\s*|\s+-\s+|(?<=\d)(?=\d{4,6}$))(\d{1,2}):?(\d{2})(?::?(\d{1,2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\s?\d{1,2}(?::?\d{2})?)?(?:\[[\w/]+\])?)?\s*[\"']?\s*$",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"^\s*(\d{10}|\d{13})\s*$")
_CTIME = re.compile(
    r"^\s*[A-Za-z]{3}\s+([A-Za-z]{3}\s+\d{1,2}\s+\d{1,2}:\d{2}:\d{2})\s+(?:([A-Z]{2,5})\s+)?(\d{4})\s*$"
)
_OFFSETS = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "ICT": 7,
    "WIB": 7,
    "JST": 9,
    "KST": 9,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_RFC = re.compile(r"^\s*(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")

_HALF = re.compile(r"\b(\d{1,2})(:\d{2}(?::\d{2})?)\s*([ap])\.?m\b\.?", re.I)  # parsedate leaves it out
_COLON = re.compile(r"([+-]\d\d):(\d\d)\s*$")  # and the zone, where it has one


def machine_time(text: str) -> MachineTime | None:
    """None for anything that is not written for machines. Midnight is a day: no clock was read."""
    if epoch := _EPOCH.match(text):
        seconds = int(epoch[1]) / (1000 if len(epoch[1]) == 13 else 1)
        return MachineTime(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0), utc=True)
    if match := _ISO.match(text):
        return _iso(match)
    if ctime := _CTIME.match(text):
        return _ctime(*ctime.groups())
    if _RFC.match(text):
        try:
            value = parsedate_to_datetime(_COLON.sub(r"\1\2", _HALF.sub(_of_24, text)))
        except (ValueError, TypeError, IndexError):
            return None
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return MachineTime(value.date())
        return MachineTime(value, utc=value.utcoffset() == timedelta(0))
    return None


def _of_24(clock: re.Match[str]) -> str:
    """`10:00:00 PM` as `22:00:00`; an hour over 12 is of 24 already."""
    hour = int(clock[1])
    if hour <= 12:
        hour = hour % 12 + (12 if clock[3] in "pP" else 0)
    return f"{hour}{clock[2]}"


def _ctime(words: str, zone: str | None, year: str) -> MachineTime | None:
    """C's and Java's `Fri Apr 28 19:20:36 CEST 2023`; a zone whose letters mean several is left out."""
    try:
        value = datetime.strptime(f"{words} {year}", "%b %d %H:%M:%S %Y")
    except ValueError:
        return None
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return MachineTime(value.date())
    offset = _OFFSETS.get(zone or "")
    return MachineTime(value if offset is None else value.replace(tzinfo=timezone(timedelta(hours=offset))))


def _iso(match: re.Match[str]) -> MachineTime | None:
    year, separator, month, day, hour, minute, second, zone = match.groups()
    if not separator and len(month + day) < 4:
        return None
    try:
        if hour is None:
            return MachineTime(date(int(year), int(month), int(day)))
        value = datetime(int(year), int(month), int(day), int(hour) % 24, int(minute), int(second or 0))
    except ValueError:
        return None
    offset = _offset(zone) if zone else None
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return MachineTime(value.date(), utc=offset == timedelta(0))
    if zone is None:
        return MachineTime(value)
    if offset is None:
        return MachineTime(value)
    return MachineTime(value.replace(tzinfo=timezone(offset) if offset else UTC), utc=not offset)


def _offset(zone: str) -> timedelta | None:
    """`+0700`, `+07:00`, `+7`, `Z`; None where no place on earth has it."""
    if zone[0] not in "+-":
        return timedelta(0)
    figures = re.sub(r"\D", "", zone)
    hours, minutes = (int(figures), 0) if len(figures) <= 2 else (int(figures[:-2]), int(figures[-2:]))
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset
