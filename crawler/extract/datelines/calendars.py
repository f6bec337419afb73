"""Other calendars and eras as Gregorian days."""

from datetime import date, timedelta

ERAS = {
    "令和": 2018,
    "r": 2018,
    "平成": 1988,
    "h": 1988,
    "昭和": 1925,
    "s": 1925,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
}
BUDDHIST = 543  # years before the common era at which Thailand's count begins
_LEAP_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)


def day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day, or None where there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def jalali(year: int, month: int, number: int) -> date | None:
    """The day of Iran's solar calendar, 1 Farvardin 1403 being 20 March 2024. None outside 1300..1499.

    Leap years follow the periods of Borkowski's formula, which is exact for these centuries.
    """
    if not (1300 <= year <= 1499 and 1 <= month <= 12 and 1 <= number <= (31 if month <= 6 else 30)):
        return None
    leap, march = _new_year(year)
    if month == 12 and number == 30 and not leap:
        return None
    days = (month - 1) * 31 - (month - 7 if month > 7 else 0) + number - 1
    return date(year + 621, 3, march) + timedelta(days=days)


def _new_year(year: int) -> tuple[bool, int]:
    """Whether a Jalali year is a leap year, and the day of March on which it begins."""
    leap_count, previous = -14, _LEAP_BREAKS[0]
    jump = 0
    for limit in _LEAP_BREAKS[1:]:
        jump = limit - previous
        if year < limit:
            break
        leap_count += jump // 33 * 8 + jump % 33 // 4
        previous = limit
    n = year - previous
    leap_count += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leap_count += 1
    gregorian = year + 621
    leap_gregorian = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    march = 20 + leap_count - leap_gregorian
    if jump - n < 6:
        n = n - jump + (jump + 4) // 33 * 33
    rest = ((n + 1) % 33 - 1) % 4
    return rest == 0, march


def ethiopian(year: int, month: int, number: int) -> date | None:
    """The day of Ethiopia's calendar, 1 Meskerem 2016 being 12 September 2023."""
    if not (1900 <= year <= 2100 and 1 <= month <= 13 and 1 <= number <= 30):
        return None
    if month == 13 and number > 5 + (year % 4 == 3):
        return None
    return date(2015, 9, 12) + timedelta(
        days=(year - 2008) * 365 + year // 4 - 2008 // 4 + (month - 1) * 30 + number - 1
    )
