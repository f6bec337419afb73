#!/usr/bin/env python3
"""Feed the readers of times with what a fuzzer makes up, guided by the branches it reaches.

    bench/fuzz_times.py [-max_total_time=600] [CORPUS_FOLDER ...]

Needs atheris, which is no dependency of the project: `pip install atheris` beside it. Arguments are libFuzzer's; one
process, until a fault or the time is up. A fault is an exception, an answer outside 1990 to a day after the fetch, a
day that became an instant without a zone, or a text that takes longer than five seconds.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["crawler"]):
    from crawler.article import Published
    from crawler.extract.datelines import read_dateline
    from crawler.extract.head import read_head
    from crawler.extract.page import Context, Page
    from crawler.extract.published import read_times

FETCHED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PLACES = (
    "vi VN Asia/Ho_Chi_Minh", "en US America/New_York", "fa IR Asia/Tehran", "th TH Asia/Bangkok", "ja JP Asia/Tokyo",
    "zh TW Asia/Taipei", "am ET Africa/Addis_Ababa", "hu HU Europe/Budapest", "ar SA Asia/Riyadh", "ko KR Asia/Seoul",
    "mn MN Asia/Ulaanbaatar", "de DE Europe/Berlin", "es MX America/Mexico_City", "ne NP Asia/Kathmandu",
)  # fmt: skip
CONTEXTS = [
    Context("fuzz", language, country, ZoneInfo(zone), FETCHED)
    for language, country, zone in (place.split() for place in PLACES)
]


def check(told: Published | None, context: Context) -> None:
    if told is None:
        return
    value = told.value
    if isinstance(value, datetime):
        assert value.utcoffset() is not None, told
        assert value <= FETCHED + timedelta(days=1), told
        assert value.date() >= date(1989, 12, 31), told
    else:
        assert date(1990, 1, 1) <= value <= FETCHED.astimezone(context.zone).date() + timedelta(days=1), told


def one(made: bytes) -> None:
    given = atheris.FuzzedDataProvider(made)
    context = CONTEXTS[given.ConsumeIntInRange(0, len(CONTEXTS) - 1)]
    whole = given.ConsumeBool()
    if whole:
        page = Page(given.ConsumeBytes(4_000), "https://town.example/2024/05/06/news")
        times = read_times(page, read_head(page), "News", context)
        check(times.published, context)
        check(times.modified, context)
        return
    order = given.PickValueInList(["", "DMY", "MDY", "YMD"])
    text = given.ConsumeBytes(2_500).decode("utf-8", "replace")
    read = read_dateline(text, context, order=order)
    check(read.published, context)
    check(read.modified, context)


if __name__ == "__main__":
    options = ["-timeout=5", "-max_len=4096", *sys.argv[1:]]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
