"""The moment that a stamp names: the order of its numbers, its calendar, its year, its time and zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from crawler.extract.datelines.calendars import BUDDHIST, ERAS, day, ethiopian, jalali
from crawler.extract.datelines.lexicon import senses_of
from crawler.extract.datelines.shapes import Atom
from crawler.extract.datelines.stamps import FULL, Stamp
from crawler.extract.page import Context

EARLIEST = date(1990, 1, 1)
MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW", "BZ"})
YEAR_FIRST = frozenset({"CN", "JP", "KR", "KP", "TW", "HK", "MO", "HU", "LT", "MN", "IR", "AF", "SE", "BT", "NP"})
_SOLAR = frozenset({"IR", "AF"})
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_CJK_UNITS = {
    "秒": 0, "秒钟": 0, "秒鐘": 0, "초": 0, "分": 1, "分钟": 1, "分鐘": 1, "분": 1, "个小时": 2, "個小時": 2, "小时": 2, "小時": 2,
    "時間": 2, "시간": 2,
    "天": 3, "日": 3, "일": 3, "周": 4, "週": 4, "週間": 4, "주": 4, "주일": 4, "星期": 4, "个星期": 4, "个月": 5, "個月": 5,
    "か月": 5, "ヶ月": 5, "カ月": 5,
    "ヵ月": 5, "개월": 5, "달": 5, "年": 6, "년": 6,
}  # fmt: skip
_UNITS = {"s": 0, "m": 1, "h": 2, "d": 3, "w": 4, "y": 6}


@dataclass(frozen=True, slots=True)
class Moment:
    """`value` is None where the words name no day that can be. `kind` is full, yearless, relative or time."""

    value: datetime | date | None
    kind: str
    assumed: tuple[str, ...] = ()
    ambiguous: bool = False


NOTHING = Moment(None, "")


def moment(stamp: Stamp, context: Context, order: str = "") -> Moment:
    """What a stamp says, as seen at the time of the fetch."""
    assumed: list[str] = []
    clock, next_day = _clock(stamp.time, context)
    if stamp.time is not None and clock is None:
        clock, next_day = None, 0
    atom = stamp.date
    here = context.fetched_at.astimezone(stamp.zone or context.zone)
    if atom is None:
        if clock is None:
            return NOTHING
        return _latest(clock, next_day, stamp, context, here)
    if atom.kind in ("ago", "agocjk"):
        found = _ago(atom, context.fetched_at.astimezone(context.zone))
        if isinstance(found, datetime):
            return Moment(found, "relative", ("relative",))
        return _with_clock(found, clock, next_day, stamp, context, "relative", ["relative"])
    if atom.kind == "day":
        return _day_word(atom, clock, next_day, stamp, context)
    if atom.kind in FULL or stamp.year:
        days = _readings(atom, stamp, context, order)
        kind = "full"
    else:
        days = _yearless(atom, stamp, context, order, here.date())
        kind = "yearless"
        assumed.append("year:fetched")
    if not days:
        return NOTHING
    chosen, named = _agree(days, stamp.weekday)
    others = {other for other, _ in days if other != chosen}
    if stamp.weekday is not None and chosen.weekday() == stamp.weekday:
        others = {other for other in others if other.weekday() == stamp.weekday}
    if others:
        assumed.append(named)
    if atom.kind == "compact" and "H" in atom.parts and clock is None:
        parts = atom.parts
        clock = time(int(parts["H"]), int(parts["M"]), int(parts.get("S", 0)))
    return _with_clock(chosen, clock, next_day, stamp, context, kind, assumed)


def _agree(days: list[tuple[date, str]], weekday: int | None) -> tuple[date, str]:
    """The reading on the named day of the week if there is just one, else the first."""
    if weekday is not None:
        agreeing = [row for row in days if row[0].weekday() == weekday]
        if len({value for value, _ in agreeing}) == 1:
            return agreeing[0]
    return days[0]


def _with_clock(
    on: date | None, clock: time | None, next_day: int, stamp: Stamp, context: Context, kind: str, assumed: list[str]
) -> Moment:
    if on is None:
        return NOTHING
    if clock is None:
        return Moment(on, kind, tuple(assumed))
    zone: tzinfo = stamp.zone or context.zone
    if stamp.zone is None:
        assumed = [*assumed, "zone:source"]
    try:
        value = datetime.combine(on + timedelta(days=next_day), clock, zone)
        value.astimezone(context.zone)
    except (OverflowError, ValueError):
        return NOTHING
    return Moment(value, kind, tuple(assumed))


def _clock(atom: Atom | None, context: Context) -> tuple[time | None, int]:
    """The time of day, and 1 where it is the midnight that ends the day."""
    if atom is None:
        return None, 0
    parts = atom.parts
    if atom.kind == "numbers":
        hour, minute, second = int(parts["a"]), int(parts["b"]), 0
    elif atom.kind == "hour":
        hour, minute, second = int(parts["H"]), 0, 0
    else:
        hour = int(parts["H"])
        low = parts.get("M") or parts.get("N") or "0"
        minute = 30 if low == "半" else int(low)
        second = int(parts.get("S", 0))
    if minute > 59 or second > 59:
        return None, 0
    meant = frozenset().union(
        *(senses_of().get(parts.get(name, " ")[0], frozenset()) for name in ("a", "b") if atom.kind != "numbers")
    )
    if "am" in meant and "pm" in meant:
        meant = meant - {"am"} if hour < 12 else meant
    if hour <= 12 and meant:
        if "am" in meant and "pm" not in meant:
            hour = 0 if hour == 12 else hour
        elif "pm" in meant:
            hour = hour + 12 if hour < 12 else hour
        elif "noon" in meant:
            hour = hour + 12 if hour < 6 else hour
        elif "eve" in meant:
            hour = 0 if hour == 12 else hour + 12 if hour >= 5 else hour
    if hour == 24:
        return (time(0, 0), 1) if (minute, second) == (0, 0) else (None, 0)
    return time(hour, minute, second), 0


def _calendar(year: int, month: int, number: int, context: Context, kinds: str = "m") -> date | None:
    """A day of the calendar that the year belongs to."""
    language = context.language[:2].lower()
    if kinds == "e":
        return ethiopian(year, month, number)
    if 1300 <= year <= 1499:
        solar = kinds == "j" or context.country in _SOLAR or language in ("fa", "ps")
        return jalali(year, month, number) if solar else None
    if kinds == "j":
        return None
    if year >= 2400:
        thai = context.country == "TH" or language == "th"
        return day(year - BUDDHIST, month, number) if thai else None
    return day(year, month, number)


def _century(two: int, month: int, number: int, context: Context, kinds: str = "m") -> date | None:
    """A day of a year of two digits: of this century if that is not to come, of Thailand's count, of the last one."""
    language = context.language[:2].lower()
    if kinds == "j" or context.country in _SOLAR:
        if found := jalali((1300 if two >= 50 else 1400) + two, month, number):
            return found
    limit = context.fetched_at.date() + timedelta(days=1)
    if (found := day(2000 + two, month, number)) and found <= limit:
        return found
    if (
        (context.country == "TH" or language == "th")
        and (thai := day(2500 + two - BUDDHIST, month, number))
        and EARLIEST <= thai <= limit
    ):
        return thai
    if two >= 90:
        return day(1900 + two, month, number)
    return day(2000 + two, month, number)


def _month(parts: dict[str, str], year: str) -> tuple[int, str]:
    """The number of a month word, and whose calendar names it."""
    if "n" in parts:
        return int(parts["n"]), "m"
    meant = sorted(s for s in senses_of().get(parts["m"], ()) if s[0] in "mje" and s[1:].isdigit())
    if "tw" in parts:
        meant = [s for s in meant if s in senses_of().get(parts["tw"], ())]
    if not meant:
        return 0, "m"
    solar = [s for s in meant if s[0] == "j"]
    if solar and (len(solar) == len(meant) or year[:2] in ("13", "14")):
        return int(solar[0][1:]), "j"
    plain = [s for s in meant if s[0] != "j"] or meant
    return int(plain[0][1:]), plain[0][0]


def _readings(atom: Atom, stamp: Stamp, context: Context, order: str) -> list[tuple[date, str]]:
    """The days that a date with a year may be, the likeliest first, each with what it assumes."""
    parts = atom.parts
    found: date | None = None
    if atom.kind == "cjk":
        if "era" in parts:
            year = ERAS[parts["era"].rstrip(".")] + (1 if parts["y"] == "元" else int(parts["y"]))
        elif parts["y"] == "元":
            return []
        else:
            year = int(parts["y"])
            if year < 1000:
                year = year + 1911 if context.country == "TW" or year > 99 else 0
        found = _calendar(year, int(parts["mm"]), int(parts["d"]), context) if year else None
    elif atom.kind == "roc":
        found = day(int(parts["y"]) + 1911, int(parts["mm"]), int(parts["d"])) if context.country == "TW" else None
    elif atom.kind in ("ymd", "compact"):
        found = _calendar(int(parts["y"]), int(parts["mm"]), int(parts["d"]), context)
    elif atom.kind == "roman":
        found = _calendar(int(parts["y"]), _ROMAN[parts["r"]], int(parts["d"]), context)
    elif atom.kind == "triple":
        return _ordered(parts["a"], parts["b"], parts["y"], context, order)
    elif atom.kind == "dmy" or atom.kind in ("dm", "cjk0"):
        year_text = parts.get("y") or stamp.year
        month, kinds = int(parts["mm"]) if "mm" in parts else 0, "m"
        if not month:
            month, kinds = _month(parts, year_text)
        if len(year_text) == 2:
            found = _century(int(year_text), month, int(parts["d"]), context, kinds)
        else:
            found = _calendar(int(year_text), month, int(parts["d"]), context, kinds)
    elif atom.kind == "numbers":
        first = _first_orders(context, order, yearless=True)
        return _pairs(parts["a"], parts["b"], first, lambda m, d: _calendar(int(stamp.year), m, d, context))
    return [(found, "")] if found else []


def _first_orders(context: Context, order: str, yearless: bool = False) -> tuple[list[str], str]:
    """The orders of day and month to try, and what trying them in this order assumes."""
    if order in ("DMY", "MDY", "YMD"):
        named = "order:source"
    else:
        named, order = (
            "order:country",
            "MDY" if context.country in MONTH_FIRST else "YMD" if context.country in YEAR_FIRST else "DMY",
        )
        if order == "YMD" and context.country == "SE" and yearless:
            order = "DMY"
    if order == "YMD":
        return (["MDY", "DMY"] if yearless else ["YMD", "DMY", "MDY"]), named
    return [order, *(other for other in ("DMY", "MDY") if other != order)], named


def _pairs(a: str, b: str, first: tuple[list[str], str], make: object) -> list[tuple[date, str]]:
    out: list[tuple[date, str]] = []
    for order in first[0]:
        month, number = (int(a), int(b)) if order == "MDY" else (int(b), int(a))
        found = make(month, number)  # type: ignore[operator]
        if found:
            out.append((found, first[1]))
    return out


def _ordered(a: str, b: str, year: str, context: Context, order: str) -> list[tuple[date, str]]:
    first, named = _first_orders(context, order)
    out: list[tuple[date, str]] = []
    for tried in first:
        if tried == "YMD":
            if len(year) == 2 and len(a) == 2 and (found := _century(int(a), int(b), int(year), context)):
                out.append((found, named))
            continue
        month, number = (int(a), int(b)) if tried == "MDY" else (int(b), int(a))
        make = _century if len(year) == 2 else _calendar
        if 1 <= month <= 12 and (found := make(int(year), month, number, context)):
            out.append((found, named))
    return out


def _yearless(atom: Atom, stamp: Stamp, context: Context, order: str, today: date) -> list[tuple[date, str]]:
    """The last such day that is not after the fetch; a day of grace, because zones differ."""
    parts = atom.parts
    if atom.kind == "numbers":
        return _pairs(
            parts["a"],
            parts["b"],
            _first_orders(context, order, yearless=True),
            lambda m, d: _last(m, d, today, stamp.weekday),
        )
    month, kinds = (int(parts["mm"]), "m") if "mm" in parts else _month(parts, "")
    if kinds == "j":
        for year in (today.year - 621, today.year - 622):
            if (found := jalali(year, month, int(parts["d"]))) and found <= today + timedelta(days=1):
                return [(found, "")]
        return []
    if kinds == "e":
        for year in (today.year - 7, today.year - 8):
            if (found := ethiopian(year, month, int(parts["d"]))) and found <= today + timedelta(days=1):
                return [(found, "")]
        return []
    found = _last(month, int(parts["d"]), today, stamp.weekday)
    return [(found, "")] if found else []


def _last(month: int, number: int, today: date, weekday: int | None) -> date | None:
    for back in range(9):
        found = day(today.year - back, month, number) if today.year - back >= 1 else None
        if found and found <= today + timedelta(days=1):
            return found
    return None


def _latest(clock: time, next_day: int, stamp: Stamp, context: Context, here: datetime) -> Moment:
    """A time without a day: the last such time before the fetch, on the named day of the week if there is one."""
    zone: tzinfo = stamp.zone or context.zone
    assumed = ["day:fetched"] + ([] if stamp.zone else ["zone:source"])
    value = datetime.combine(here.date(), clock, zone)
    for _ in range(8):
        if value <= context.fetched_at + timedelta(minutes=10) and (
            stamp.weekday is None or value.weekday() == stamp.weekday
        ):
            return Moment(value, "time", tuple(assumed))
        try:
            value = datetime.combine(value.date() - timedelta(days=1), clock, zone)
        except OverflowError:
            break
    return NOTHING


def _ago(atom: Atom, here: datetime) -> datetime | date | None:
    """So many units before the fetch: an instant for hours and less, else a day."""
    parts = atom.parts
    if atom.kind == "agocjk":
        count = {"一": 1, "两": 2, "兩": 2}.get(parts["x"]) or int(parts["x"])
        unit: int | None = _CJK_UNITS.get(parts["u"])
    else:
        count = int(parts["x"]) if parts["x"].isdigit() else 1
        meant = sorted(s for s in senses_of().get(parts["u"][0], ()) if s[0] == "u" and s[1:].isdigit())
        other = senses_of().get(parts["u"][0], frozenset())
        named = 4 if "lastweek" in other else 2 if "hour" in other else _UNITS.get(parts["u"])
        unit = int(meant[0][1]) if meant else named
    if unit is None:
        return None
    try:
        if unit <= 2:
            return here - timedelta(seconds=count * (1, 60, 3600)[unit])
        if unit <= 4:
            return here.date() - timedelta(days=count * (1, 7)[unit - 3])
        months = here.year * 12 + here.month - 1 - count * (12 if unit == 6 else 1)
        year, month = divmod(months, 12)
        return next(
            (
                found
                for number in (here.day, 30, 29, 28)
                if (found := day(year, month + 1, number)) and number <= here.day
            ),
            None,
        )
    except OverflowError:
        return None


def _day_word(atom: Atom, clock: time | None, next_day: int, stamp: Stamp, context: Context) -> Moment:
    here = context.fetched_at.astimezone(context.zone)
    meant = senses_of()[atom.parts["w"]]
    today = here.date()
    if "now" in meant:
        return Moment(here, "relative", ("relative",))
    back = 2 if "before" in meant else 1 if "yesterday" in meant else 0 if "today" in meant else None
    if back is None:
        if "lastweek" in meant and stamp.weekday is not None:
            on = today - timedelta(days=today.weekday() + 7 - stamp.weekday)
            return _with_clock(on, clock, next_day, stamp, context, "relative", ["relative"])
        return NOTHING
    return _with_clock(today - timedelta(days=back), clock, next_day, stamp, context, "relative", ["relative"])
