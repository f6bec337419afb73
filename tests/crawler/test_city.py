"""A city is a folder; a mistake in it is named by file, key, what is wrong and what is allowed."""

from pathlib import Path

import pytest

from crawler.city import find_city, load_city
from crawler.errors import BadFile, UnknownCity, UnknownSource

CITY = 'title = "Bến Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
SOURCE = (
    'title = "Báo Thử"\nhome = "http://bao.example:8070/"\nlists = ["http://bao.example:8070/tin"]\n'
    'language = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    city = tmp_path / "ben-thu"
    (city / "sources").mkdir(parents=True)
    (city / "topics").mkdir()
    (city / "city.toml").write_text(CITY, "utf-8")
    (city / "sources" / "bao.toml").write_text(SOURCE, "utf-8")
    (city / "topics" / "duong.toml").write_text('title = "Đường"\nquery = "đường"\n', "utf-8")
    return city


def problems(folder: Path) -> str:
    with pytest.raises(BadFile) as refused:
        load_city(str(folder))
    return str(refused.value)


def test_the_file_name_is_the_id(folder: Path) -> None:
    city = load_city(str(folder))
    assert (city.id, [source.id for source in city.sources], [topic.id for topic in city.topics]) == (
        "ben-thu",
        ["bao"],
        ["duong"],
    )
    assert city.source("bao").zone.key == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('language = "vi"', ["bao.toml", "language: is missing"]),
        ('timezone = "Asia/Ho_Chi_Minh"', ["timezone: is missing", "There is no default"]),
    ],
)
def test_a_missing_key_is_named_with_what_it_is_for(folder: Path, line: str, named: list[str]) -> None:
    file = folder / "sources" / "bao.toml"
    file.write_text(file.read_text("utf-8").replace(line + "\n", ""), "utf-8")
    assert all(word in problems(folder) for word in named)


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("delai = 2\n", ["delai: no such key", "delay"]),
        ('id = "x"\n', ["id: the file's name is the id"]),
        ('delay = "soon"\n', ["delay", "'soon'"]),
        ('allow_hosts = ["everything"]\n', ["allow_hosts", "everything", "127.0.0.0/8"]),
        ("delay = [\n", ["is not TOML"]),
    ],
)
def test_a_wrong_key_is_named_with_what_is_allowed(folder: Path, added: str, named: list[str]) -> None:
    file = folder / "sources" / "bao.toml"
    file.write_text(file.read_text("utf-8") + added, "utf-8")
    told = problems(folder)
    assert "bao.toml" in told
    assert all(word in told for word in named), told


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Min", "Asia/Ho_Chi_Minh"),
        ('country = "VN"', 'country = "Vietnam"', "Two capital letters"),
        ("http://bao.example:8070/tin", "ftp://bao.example/tin", "http:// or https://"),
        ("http://bao.example:8070/tin", "http://me:secret@bao.example/tin", "password"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(folder: Path, old: str, new: str, named: str) -> None:
    file = folder / "sources" / "bao.toml"
    file.write_text(SOURCE.replace(old, new), "utf-8")
    assert named in problems(folder)


def test_a_topic_may_not_take_the_name_of_the_city_feed(folder: Path) -> None:
    (folder / "topics" / "all.toml").write_text('title = "x"\nquery = "x"\n', "utf-8")
    assert "kept for the city's own feed" in problems(folder)


def test_an_unknown_city_is_answered_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownCity, match="Did you mean demo") as refused:
        find_city("demmo")
    assert refused.value.status == 2
    with pytest.raises(UnknownCity):
        find_city(str(tmp_path / "nothing"))


def test_an_unknown_source_is_answered_with_the_nearest(folder: Path) -> None:
    with pytest.raises(UnknownSource, match="Did you mean bao"):
        load_city(str(folder)).source("boa")


def test_a_town_moves_with_the_addresses_of_its_sources(folder: Path) -> None:
    (folder / "city.toml").write_text(CITY + '[town]\nfolder = "town"\nport = 8070\n', "utf-8")
    city = load_city(str(folder), town_port=9999)
    assert city.town is not None
    assert city.town.port == 9999
    assert city.source("bao").lists == ("http://bao.example:9999/tin",)


def test_an_earlier_id_leads_to_one_file_only(folder: Path) -> None:
    (folder / "topics" / "pho.toml").write_text('title = "Phố"\nquery = "phố"\nformerly = ["ngo", "duong"]\n', "utf-8")
    assert "pho.toml: formerly: 'duong' belongs to duong.toml" in problems(folder)
    (folder / "topics" / "pho.toml").write_text('title = "Phố"\nquery = "phố"\nformerly = ["ngo"]\n', "utf-8")
    assert load_city(str(folder)).topics[1].formerly == ("ngo",)
    (folder / "topics" / "hem.toml").write_text('title = "Hẻm"\nquery = "hẻm"\nformerly = ["ngo"]\n', "utf-8")
    assert "pho.toml: formerly: 'ngo' belongs to hem.toml" in problems(folder)
    (folder / "topics" / "hem.toml").write_text('title = "Hẻm"\nquery = "hẻm"\nformerly = ["hem"]\n', "utf-8")
    assert "hem.toml: formerly: 'hem' is its own id" in problems(folder)
    (folder / "topics" / "hem.toml").write_text('title = "Hẻm"\nquery = "hẻm"\nformerly = ["all"]\n', "utf-8")
    assert "formerly: 'all' belongs to the city's own feed" in problems(folder)


def test_an_earlier_id_of_a_source_or_a_city_that_still_exists_is_refused(folder: Path) -> None:
    (folder / "sources" / "dai.toml").write_text(SOURCE + 'formerly = ["bao"]\n', "utf-8")
    assert "dai.toml: formerly: 'bao' belongs to bao.toml" in problems(folder)
    (folder / "sources" / "dai.toml").write_text(SOURCE + 'formerly = ["duong"]\n', "utf-8")  # a topic may be called so
    assert load_city(str(folder)).source("dai").formerly == ("duong",)
    (folder / "city.toml").write_text(CITY + 'formerly = ["ben-cu"]\n', "utf-8")
    assert load_city(str(folder)).formerly == ("ben-cu",)
    (folder.parent / "ben-cu").mkdir()
    (folder.parent / "ben-cu" / "city.toml").write_text(CITY, "utf-8")
    assert "formerly: 'ben-cu' is a city that still exists" in problems(folder)
