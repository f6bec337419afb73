"""The days that `date:` names: one, a month, a year, a range, or all before or after."""

import re
from calendar import monthrange
from datetime import date, timedelta

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_COMPARED = re.compile(r"(>=|<=|>|<|=|)(.*)", re.DOTALL)
_DAY = timedelta(1)


class NotADay(ValueError):
    """`problem` says what is wrong, `advice` what could be written."""

    def __init__(self, problem: str, advice: str = "") -> None:
        self.problem, self.advice = problem, advice
        super().__init__(problem)


def between(text: str) -> tuple[date, date]:
    """First and last day, both included, of ">=2026-01-31", "2026-01", "2026-01..2026-03". Raises NotADay."""
    text = "".join(text.split())
    begin, dots, end = text.partition("..")
    if dots:
        first, last = _period(begin)[0], _period(end)[1]
        if first > last:
            raise NotADay("can never match: the range ends before it begins")
        return first, last
    match = _COMPARED.fullmatch(text)
    operator, period = match.groups() if match else ("", text)
    first, last = _period(period)
    if operator in (">", ">="):
        if operator == ">" and last == date.max:
            raise NotADay("can never match: no day comes after it")
        return (first if operator == ">=" else last + _DAY), date.max
    if operator in ("<", "<="):
        if operator == "<" and first == date.min:
            raise NotADay("can never match: no day comes before it")
        return date.min, (last if operator == "<=" else first - _DAY)
    return first, last


def _period(text: str) -> tuple[date, date]:
    match = _PERIOD.fullmatch(text)
    if match is not None:
        year, month, day = (int(number) if number else None for number in match.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
            last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
        except ValueError:
            pass
        else:
            return first, last
    raise NotADay(f"{text[:40]!r} is no date", "Year first: date:>=2026-01-31, date:2026-01, date:2026-01..2026-03")
