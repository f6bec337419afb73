"""When the items of one document were published: read together, since one item shows how the others are meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from crawler.article import Published
from crawler.extract.datelines import read_dateline
from crawler.extract.machine import MachineTime, machine_time
from crawler.extract.page import Context

EARLIEST = 1990
GRACE = timedelta(minutes=10)
"""How far ahead of ours a server's clock may be."""
_LONGEST = 100
_SAYS_UTC = re.compile(r"(?:\b(?:GMT|UTC|UT)|(?<=\d)Z|[+-]00:?00)\s*$", re.I)
# RFC 5322 knows neither a colon in the zone nor halves of the day; its readers drop them without a word.
_COLON = re.compile(r"(?<=\s)([+-]\d\d):(\d\d)$")
_HALF_DAY = re.compile(r"\d\s*[AP]\.?M\b", re.I)
_MIDNIGHT = re.compile(r"(?<!\d)00:?00(?::?00(?:\.0+)?)?\s*(?:[A-Z]|[+-]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a document writes it; `change`: it is only said to be the last change."""

    text: str
    change: bool = False


def read_moments(moments: Sequence[Moment], rule: str, context: Context) -> list[Published | None]:
    """The publication times of a document's items, in their order; None where nothing can be read, before 1990, and
    for what lies in the future. Never raises.

    A day stays a day, and so does midnight, except where it is written in UTC among times that are not midnight. No
    zone: the source's. A document that says UTC and thereby names a time to come means local time, in all its items.
    Three or more items of one and the same second tell when the document was made, not when they were published.
    """
    found = [_sane(_read(moment.text[:_LONGEST].strip(), context)) for moment in moments]
    clocked = any(isinstance(time.value, datetime) for time in found if time)
    for at, time in enumerate(found):
        if time and clocked and not isinstance(time.value, datetime) and _utc_midnight(moments[at].text):
            value = datetime(time.value.year, time.value.month, time.value.day, tzinfo=UTC)
            found[at] = replace(time, value=value, utc=True)
    instants = [time.value for time in found if time and isinstance(time.value, datetime)]
    if len(moments) >= 3 and len(instants) == len(moments) and len(set(instants)) == 1:
        return [None] * len(moments)
    local = any(_meant_locally(time, context) for time in found if time)
    return [
        _published(time, moment, rule, context, local=local) if time else None
        for time, moment in zip(found, moments, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Time:
    value: datetime | date  # aware if an instant
    utc: bool = False
    assumed: tuple[str, ...] = ()


def _read(text: str, context: Context) -> _Time | None:
    if not text:
        return None
    text = _COLON.sub(r"\1\2", text)
    try:
        machine = None if _HALF_DAY.search(text) else machine_time(text)
    except (ValueError, OverflowError):
        machine = None
    if machine is None:
        found = read_dateline(text, context).published
        # A clock without a day is no time of an article.
        return _Time(found.value, assumed=found.assumed) if found and "day:fetched" not in found.assumed else None
    return _of_machine(machine, text, context)


def _sane(time: _Time | None) -> _Time | None:
    """None also for years at the ends of the calendar, which no zone can show."""
    return time if time and EARLIEST <= time.value.year <= 9000 else None


def _of_machine(machine: MachineTime, text: str, context: Context) -> _Time:
    value = machine.value
    if not isinstance(value, datetime):
        return _Time(value)
    if value.tzinfo is not None:
        return _Time(value, machine.utc)
    if text.endswith("-0000"):  # UTC, from a machine that does not know its zone: RFC 5322, 3.3
        return _Time(value.replace(tzinfo=UTC), True)
    return _Time(value.replace(tzinfo=context.zone), assumed=("zone:source",))


def _utc_midnight(text: str) -> bool:
    return bool(_SAYS_UTC.search(text[:_LONGEST]) and _MIDNIGHT.search(text[:_LONGEST]))


def _meant_locally(time: _Time, context: Context) -> bool:
    """Whether a time that says UTC lies ahead, and would not if it were the source's."""
    if not time.utc or not isinstance(time.value, datetime):
        return False
    return time.value > context.fetched_at + GRACE >= time.value.replace(tzinfo=context.zone)


def _published(time: _Time, moment: Moment, rule: str, context: Context, *, local: bool) -> Published | None:
    value, assumed = time.value, time.assumed
    if time.utc and isinstance(value, datetime):
        if local:
            value, assumed = value.replace(tzinfo=context.zone), ("zone:source", "utc:shown-as-local")
        else:
            value = value.astimezone(context.zone)
    if moment.change and "role:modified" not in assumed:
        assumed = (*assumed, "role:modified")
    published = Published(value, moment.text[:_LONGEST].strip(), rule, assumed)
    return published if plausible(published, context) else None


def plausible(published: Published, context: Context) -> bool:
    """Not before 1990, and not in the future."""
    value = published.value
    if isinstance(value, datetime):
        return value.year >= EARLIEST and value <= context.fetched_at + GRACE
    return value.year >= EARLIEST and value <= context.fetched_at.astimezone(context.zone).date()
