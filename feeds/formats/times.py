"""Instants as the formats write them: whole seconds with an offset, in English whatever the machine's locale."""

import hashlib
from datetime import UTC, datetime, timedelta

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc3339(instant: datetime) -> str:
    """2026-03-09T08:05:00+07:00"""
    return _written(instant).isoformat(timespec="seconds")


def rfc3339_apart(instant: datetime, guid: str) -> str:
    """The same with a fraction of a second that follows from the GUID.

    Atom's `updated` is what readers sort by and tell versions by; many entries share a minute or a day, which is all
    that their pages say. The fraction keeps them apart, in an order that stays (docs/decisions/0010).
    """
    apart = int.from_bytes(hashlib.blake2b(guid.encode("utf-8", "replace"), digest_size=8).digest(), "big") % 1_000_000
    return _written(instant).replace(microsecond=apart).isoformat(timespec="microseconds")


def rfc822(instant: datetime) -> str:
    """Mon, 09 Mar 2026 08:05:00 +0700"""
    at = _written(instant)
    offset = at.isoformat(timespec="seconds")[-6:].replace(":", "")
    return (
        f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04} "
        f"{at.hour:02}:{at.minute:02}:{at.second:02} {offset}"
    )


def _written(instant: datetime) -> datetime:
    """An offset that every reader's grammar knows: whole half hours, else UTC."""
    offset = instant.utcoffset()
    if offset is None or offset % timedelta(minutes=30):
        return (instant if offset is not None else instant.replace(tzinfo=UTC)).astimezone(UTC)
    return instant
