"""What was once complained of stays right: the fixtures of the cities (docs/fixtures.md)."""

from pathlib import Path

import pytest

from crawler.fixture import PLACE, differences, folders

CITIES = Path(__file__).resolve().parent.parent / "cities"
FOUND = [folder for city in sorted(CITIES.iterdir()) if city.is_dir() for folder in folders(city / PLACE)]


@pytest.mark.skipif(not FOUND, reason="no city has a fixture yet")
@pytest.mark.parametrize("folder", FOUND, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_kept_page_is_read_as_expected(folder: Path) -> None:
    assert differences(folder) == []
