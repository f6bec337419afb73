"""Flags win over variables, those over city.toml, that over defaults; a bad one is named."""

from pathlib import Path

import pytest

from crawler.config import read_config
from crawler.errors import BadFile


def test_flags_win_over_variables_over_the_city_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    city = {"window_days": 7, "feed_entries": 9, "interval": 60}
    monkeypatch.setenv("LOA_FEED_ENTRIES", "99")
    monkeypatch.setenv("LOA_INTERVAL", "120")
    config = read_config(city, interval=30, port=None)
    assert (config.window_days, config.feed_entries, config.interval, config.port) == (7, 99, 30, 8080)


@pytest.mark.parametrize(
    ("name", "value"), [("LOA_PORT", "eighty"), ("LOA_DELAY", "0.1"), ("LOA_TOWN_TODAY", "yesterday")]
)
def test_a_bad_variable_is_named_with_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadFile, match=f"{name}.*{value}"):
        read_config()


def test_a_setting_of_the_city_that_does_not_exist_is_named() -> None:
    with pytest.raises(BadFile, match="WINDOW_DAY"):
        read_config({"window_day": 7})


def test_the_proxy_of_the_environment_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    assert read_config().proxy is None


def test_the_data_folder_follows_the_city(tmp_path: Path) -> None:
    assert read_config(city="hai-phong").place.name == "hai-phong"
    assert read_config(city="hai-phong", data_dir=tmp_path).place == tmp_path
