"""How far back, as people write it on the command line."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from crawler.errors import ConfigError


class BadDay(ConfigError):
    """Give the day from which on articles are wanted."""

    def __init__(self, text: str) -> None:
        super().__init__(f"--since {text}: write a day as 2026-03-09, or a number of days as 90d")


def since_instant(text: str, *, now: datetime, zone: tzinfo) -> datetime:
    """ "90d": so many days before now; "2026-03-09": the first minute of that day in `zone`. Raises BadDay."""
    try:
        if text.endswith("d"):
            return now - timedelta(days=int(text[:-1]))
        return datetime.combine(date.fromisoformat(text), time(), zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadDay(text) from error
