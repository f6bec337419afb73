"""A source or a city under another name: nothing is lost, nothing is there twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from crawler.archive import Archive, articles, pages, rename, runs, walks
from crawler.archive.decide import decide
from crawler.archive.rename import move_place, rename_sources
from crawler.archive.schema import dictionaries, metadata, templates, ways
from crawler.article import Left, Listed
from crawler.city import City, Source
from crawler.config import read_config
from tests.builders import NOW, a_raw_page, an_article

LIST = "https://bao.example/tin"


def a_city(source: str, *formerly: str, name: str = "ben-thu", earlier: tuple[str, ...] = ()) -> City:
    one = Source(
        id=source,
        title="Báo Thử",
        home="https://bao.example/",
        lists=(LIST,),
        language="vi",
        country="VN",
        timezone="Asia/Ho_Chi_Minh",
        formerly=formerly,
    )
    return City(
        id=name,
        path=Path(name),
        title="Bến Thử",
        language="vi",
        country="VN",
        timezone="Asia/Ho_Chi_Minh",
        formerly=earlier,
        sources=(one,),
    )


def crawled(archive: Archive, source: str, **given: object) -> str:
    """One of everything that a crawl leaves; the article's GUID."""
    with archive.begin() as tx:
        seen = an_article(source=source, **given)
        page = pages.keep(tx, source, a_raw_page(url=seen.url))
        found = articles.find(tx, seen)
        stored = articles.apply(tx, found, seen, decide(found.article, seen), now=NOW, page_id=page)
        runs.end(tx, runs.start(tx, source, NOW), now=NOW, outcome="ok", cause="", counts={})
        walks.remember_list(tx, source, walks.ListState(LIST, '"a"', "", "h", NOW, True))
        walks.remember_listing(tx, source, LIST, [Listed(seen.url, seen.title, LIST)])
        walks.remember_understood(tx, source, LIST, "", Left())
        way = {"list_url": LIST, "url": LIST, "kind": "page", "found": "", "chosen": True, "reason": ""}
        tx.execute(insert(ways).values(source=source, checked_at=NOW, **way))
        learned = {"kind": "list", "learned_at": NOW, "template": "{}", "proof": "[]"}
        tx.execute(insert(templates).values(source=source, **learned))
        tx.execute(insert(dictionaries).values(source=source, made_at=NOW, body=b"x"))
        return stored.guid


def rows(archive: Archive, source: str) -> dict[str, int]:
    with archive.read() as tx:
        return {
            table.name: tx.execute(select(func.count()).where(table.c.source == source)).scalar() or 0
            for table in metadata.sorted_tables
            if "source" in table.c
        }


def test_every_table_that_names_a_source_moves_to_its_new_id(archive: Archive) -> None:
    guid = crawled(archive, "bao")
    before = rows(archive, "bao")
    assert min(before.values()) >= 1, "a table that this test does not fill"
    assert rename_sources(archive, a_city("bao-thu", "bao")) == ("bao",)
    assert rows(archive, "bao-thu") == before
    assert set(rows(archive, "bao").values()) == {0}
    with archive.read() as tx:
        (stored,) = articles.everything(tx)
        assert (stored.guid, stored.source) == (guid, "bao-thu")
        known = articles.find(tx, an_article(source="bao-thu")).article
        assert known is not None and known.guid == guid, "the same page is no second article"
    assert rename_sources(archive, a_city("bao-thu", "bao")) == ()


def test_two_renamings_that_were_never_run_come_together(archive: Archive) -> None:
    crawled(archive, "a")
    crawled(archive, "b", url="https://bao.example/43.html", title="Khác", text="Một bài khác hẳn.")
    before = [rows(archive, one)["addresses"] for one in ("a", "b")]
    assert rename_sources(archive, a_city("c", "a", "b")) == ("a", "b")
    assert set(rows(archive, "a").values()) | set(rows(archive, "b").values()) == {0}
    with archive.read() as tx:
        assert {article.source for article in articles.everything(tx)} == {"c"}
    assert rows(archive, "c")["addresses"] == sum(before)


def test_where_both_ids_have_a_row_the_present_one_stays(archive: Archive) -> None:
    crawled(archive, "bao")
    with archive.begin() as tx:
        later = NOW + timedelta(days=1)
        walks.remember_list(tx, "bao-thu", walks.ListState(LIST, '"new"', "", "h", later, True))
    rename_sources(archive, a_city("bao-thu", "bao"))
    with archive.read() as tx:
        assert walks.list_states(tx, "bao-thu")[LIST].etag == '"new"'


def test_a_city_without_renamed_sources_is_not_touched(archive: Archive) -> None:
    crawled(archive, "bao")
    before = rows(archive, "bao")
    assert rename_sources(archive, a_city("bao")) == ()
    assert rename_sources(archive, a_city("bao", "never-was")) == ()
    assert rows(archive, "bao") == before


def test_it_is_all_or_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    crawled(archive, "bao")
    before = rows(archive, "bao")
    move = rename._move
    done: list[int] = []

    def stops_half_way(*given: object) -> None:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(1)
        move(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rename, "_move", stops_half_way)
    with pytest.raises(KeyboardInterrupt):
        rename_sources(archive, a_city("bao-thu", "bao"))
    assert rows(archive, "bao") == before


def test_a_renamed_city_s_folder_moves_once_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.config.ROOT", tmp_path)
    monkeypatch.setattr("crawler.config.CHECKOUT", True)
    for old in ("ben-cu", "ben-giua"):
        (tmp_path / "var" / old).mkdir(parents=True)
        (tmp_path / "var" / old / "archive.sqlite").write_text(old)
    city = a_city("bao", name="ben-moi", earlier=("ben-cu", "ben-giua"))
    config = read_config(city="ben-moi")
    assert move_place(config, city) == tmp_path / "var" / "ben-giua", "the newest of the earlier names"
    assert (config.place / "archive.sqlite").read_text() == "ben-giua"
    assert move_place(config, city) is None
    assert (config.place / "archive.sqlite").read_text() == "ben-giua"
    assert (tmp_path / "var" / "ben-cu").is_dir()


def test_a_place_that_was_chosen_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.config.ROOT", tmp_path)
    monkeypatch.setattr("crawler.config.CHECKOUT", True)
    (tmp_path / "var" / "ben-cu").mkdir(parents=True)
    city = a_city("bao", name="ben-moi", earlier=("ben-cu",))
    assert move_place(read_config(city="ben-moi", data_dir=tmp_path / "mine"), city) is None
    assert move_place(read_config(city="ben-moi"), a_city("bao", name="ben-moi")) is None
    assert (tmp_path / "var" / "ben-cu").is_dir()
