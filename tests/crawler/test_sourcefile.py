"""The writer of source files: what it writes is read back as given, and what people wrote stays."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.city import City, load_city
from crawler.clean import clean_line
from crawler.errors import BadFile
from crawler.sourcefile import CannotSave, changed_toml, free_id, save_source, source_toml

VALUES: Mapping[str, Any] = {
    "timezone": "Asia/Ho_Chi_Minh",
    "title": "Phường Bến Cũ",
    "home": "https://bencu.example/",
    "lists": ("https://bencu.example/tin",),
    "language": "vi",
    "country": "VN",
}
WRITTEN = """\
# Asked by telephone on 3 May: they will keep this address.
title = "Phường Bến Cũ"
home = 'https://bencu.example/'   # by the letter of the town hall
lists = [
    "https://bencu.example/tin",  # news
    # the old one
    "https://bencu.example/cu",
]
language = "vi"
country = "VN"
timezone = "Asia/Ho_Chi_Minh"
delay = 3.0 # slow machine
"""


@pytest.fixture
def city(tmp_path: Path) -> City:
    folder = tmp_path / "ben-lau"
    folder.mkdir()
    (folder / "city.toml").write_text(
        'title = "Bến Lau"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n', "utf-8"
    )
    return load_city(str(folder))


def test_a_new_source_is_a_file_that_the_city_loads(city: City) -> None:
    file = save_source(city, "ben-cu", VALUES, {"timezone": "the city's"})
    assert file == city.path / "sources" / "ben-cu.toml"
    source = load_city(str(city.path)).source("ben-cu")
    assert {name: getattr(source, name) for name in VALUES} == dict(VALUES)
    lines = file.read_text("utf-8").splitlines()
    assert [line.split(" = ")[0] for line in lines] == "title home lists language country timezone".split()
    assert lines[-1] == 'timezone = "Asia/Ho_Chi_Minh" # the city\'s'


def test_keys_change_in_place_and_comments_stay(city: City) -> None:
    file = city.path / "sources" / "ben-cu.toml"
    file.parent.mkdir()
    file.write_text(WRITTEN, "utf-8")
    lists = ("https://bencu.example/tin", "https://bencu.example/cu", "https://bencu.example/moi")
    save_source(city, "ben-cu", {"lists": lists, "delay": 5.0, "interval": 600, "title": "Phường Bến Cũ"})
    text = file.read_text("utf-8")
    assert load_city(str(city.path)).source("ben-cu").lists == lists
    for kept in ("# Asked by telephone", "'https://bencu.example/'   # by the letter", "# news", "# the old one"):
        assert kept in text
    assert "delay = 5.0 # slow machine\n" in text
    assert text.endswith("interval = 600\n")


def test_a_list_that_loses_a_member_keeps_the_comments_of_the_others() -> None:
    text = changed_toml(WRITTEN, {"lists": ["https://bencu.example/tin"]})
    assert tomllib.loads(text)["lists"] == ["https://bencu.example/tin"]
    assert "# news" in text


def test_none_takes_a_key_away_and_equal_values_leave_the_file_alone(city: City) -> None:
    file = city.path / "sources" / "ben-cu.toml"
    file.parent.mkdir()
    file.write_text(WRITTEN, "utf-8")
    inode = file.stat().st_ino
    save_source(city, "ben-cu", {"country": "VN", "place": None, "delay": 3.0})
    assert (file.read_text("utf-8"), file.stat().st_ino) == (WRITTEN, inode)
    save_source(city, "ben-cu", {"delay": None})
    assert "delay" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"timezone": "Asia/Hanoi"}, "timezone"),
        ({"lists": ["ftp://bencu.example/"]}, "lists"),
        ({"titel": "x"}, "Did you mean title"),
        ({"id": "x"}, "leave this key out"),
        ({"home": None}, "home: is missing"),
    ],
)
def test_what_the_city_would_refuse_is_not_written(city: City, values: dict[str, Any], told: str) -> None:
    with pytest.raises(BadFile, match=told):
        save_source(city, "ben-cu", {**VALUES, **values})
    assert not (city.path / "sources").exists()


def test_an_id_that_leads_out_of_the_folder_is_refused(city: City) -> None:
    with pytest.raises(BadFile, match="id"):
        save_source(city, "../topics/x", VALUES)
    assert list(city.path.rglob("*.toml")) == [city.path / "city.toml"]


def test_a_file_that_cannot_be_written_is_told_and_left(city: City) -> None:
    (city.path / "sources").write_text("in the way", "utf-8")
    with pytest.raises((CannotSave, BadFile), match="sources"):
        save_source(city, "ben-cu", VALUES)


def test_ids_are_plain_and_free(city: City) -> None:
    assert free_id(city, "Báo Đường Sắt Bến Lau") == "bao-duong-sat-ben-lau"
    assert free_id(city, "www.haiphong.example") == "haiphong-example"
    assert free_id(city, "新聞") == "source"
    assert len(free_id(city, "một hai ba bốn năm sáu bảy tám chín mười mười một")) <= 40
    save_source(city, "ben-cu", {**VALUES, "formerly": ["cu"]})
    assert free_id(city, "Bến Cũ") == "ben-cu-2"
    assert free_id(load_city(str(city.path)), "Cũ") == "cu-2"


@given(st.text(max_size=200))
def test_every_id_is_one_that_a_source_may_have(title: str) -> None:
    nowhere = City.model_construct(id="x", path=Path("nowhere"), sources=(), topics=())
    made = free_id(nowhere, title)
    assert made.replace("-", "").isalnum() and made.isascii() and made == made.lower() and len(made) <= 60
    assert not made.startswith("-") and not made.endswith("-") and "--" not in made


@given(st.text(max_size=80), st.lists(st.text(max_size=120), min_size=1, max_size=4, unique_by=clean_line), st.text())
def test_whatever_a_site_calls_itself_is_read_back(title: str, lists: list[str], comment: str) -> None:
    text = source_toml({"title": title, "lists": lists}, {"title": comment})
    found = tomllib.loads(text.encode("utf-8").decode("utf-8"))
    assert found == {"title": clean_line(title), "lists": [clean_line(one) for one in lists]}
    again = changed_toml(text, {"title": "x", "lists": [*lists, "more"], "delay": 1.5})
    assert tomllib.loads(again) == {"title": "x", "lists": [*found["lists"], "more"], "delay": 1.5}
