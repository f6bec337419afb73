"""Datelines of many countries are read as a careful reader reads them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.datelines import read_dateline
from crawler.extract.page import Context
from tests.crawler.extract.datelines.table_a import EUROPE, FETCHED, Row
from tests.crawler.extract.datelines.table_b import WORLD
from tests.crawler.extract.datelines.table_c import TRAPS
from tests.crawler.extract.datelines.table_d import MORE
from tests.crawler.extract.datelines.table_e import NOTHING, PAPERS
from tests.crawler.extract.datelines.table_f import TOWNS, Town


def moment(text: str) -> datetime | date | None:
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "row", [*EUROPE, *WORLD, *TRAPS, *MORE, *PAPERS, *NOTHING], ids=lambda row: f"{row[0]}: {row[3][:40]}"
)
def test_a_dateline_is_read_as_a_careful_reader_reads_it(row: Row) -> None:
    language, country, zone, text, published, modified = row[:6]
    fetched = datetime.fromisoformat(row[6] if len(row) > 6 else FETCHED)
    found = read_dateline(text, Context("test", language, country, ZoneInfo(zone), fetched))
    for got, want in ((found.published, moment(published)), (found.modified, moment(modified))):
        value = got.value if got else None
        assert value == want
        assert isinstance(value, datetime) == isinstance(want, datetime), "a day stays a day"


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: f"{town[0]}: {town[3][:40]}")
def test_the_datelines_of_towns_are_read_on_their_own_clocks(town: Town) -> None:
    language, country, zone, text, wanted = town
    fetched = datetime.fromisoformat("2026-11-24T03:00:00+00:00")
    found = read_dateline(text, Context("test", language, country, ZoneInfo(zone), fetched)).published
    value = found.value if found else None
    told = value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value
    assert (told.isoformat()[:16] if told else "") == wanted
