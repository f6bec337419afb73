"""What leaves the archive: all of it, in a fixed order, and nothing that a spreadsheet would run."""

import csv
import io
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive, articles, history, pages
from crawler.archive.decide import decide
from crawler.article import Article, Attachment, Image, Published
from feeds.cli.since import BadDay, since_instant
from feeds.export import COLUMNS, csv_lines, harmless, json_lines, whole_file
from feeds.files import CannotWrite
from feeds.topics import store
from tests.builders import LONG, NOW, a_raw_page, an_article

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def keep(archive: Archive, seen: Article, **later: int) -> int:
    now = NOW + timedelta(**later)
    with archive.begin() as tx:
        found = articles.find(tx, seen)
        page_id = pages.keep(tx, seen.source, a_raw_page(seen.title.encode(), url=seen.url, fetched_at=now))
        return articles.apply(tx, found, seen, decide(found.article, seen), now=now, page_id=page_id).id


def many(archive: Archive, count: int, source: str = "bao") -> None:
    for n in range(count):
        url = f"https://{source}.example/{n}.html"
        keep(archive, an_article(source=source, url=url, title=f"Tin {n}", text=f"{n} {LONG}"), days=n)


def read_json(archive: Archive, **given: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in json_lines(archive, **given)]  # type: ignore[arg-type]


def read_csv(archive: Archive, **given: object) -> list[dict[str, str]]:
    text = b"".join(csv_lines(archive, **given)).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_line_has_everything_with_the_evidence_of_its_time(archive: Archive) -> None:
    published = Published(NOW, "16:00 24/11/2026", "meta", ("zone:source",), ("jsonld 2026-11-23",))
    file = Attachment("https://bao.example/a.pdf", "Quyết định", "application/pdf")
    image = Image("https://bao.example/a.jpg", "Cầu")
    said = {"kicker": "Giao thông", "lede": "Sáng nay", "author": "V.D.", "section": "Xã hội"}
    seen = an_article(published=published, attachments=(file,), image=image, **said)
    keep(archive, seen)
    (told,) = read_json(archive)
    assert said.items() <= told.items()
    assert told["published"] == {
        "value": "2026-11-24T09:00:00+00:00",
        "text": "16:00 24/11/2026",
        "rule": "meta",
        "assumed": ["zone:source"],
        "disputed": ["jsonld 2026-11-23"],
    }
    assert told["attachments"] == [{"url": file.url, "title": file.title, "type": file.type}]
    assert told["image"] == {"url": image.url, "caption": "Cầu"}
    assert (told["text"], told["html"]) == (seen.text, seen.html)
    assert (told["state"], told["version"], told["first_seen_at"]) == ("live", 1, NOW.isoformat())


def test_versions_tell_what_changed_when_and_which_bytes_say_so(archive: Archive) -> None:
    keep(archive, an_article())
    keep(archive, an_article(title="Cầu mới thông xe sớm"), hours=2)
    (told,) = read_json(archive, versions=True)
    first, second = told["versions"]  # type: ignore[misc]
    assert (first["kind"], first["title"], first["changed"]) == ("new", "Cầu mới thông xe", [])
    assert (second["kind"], second["title"], second["changed"]) == ("updated", "Cầu mới thông xe sớm", ["title"])
    assert second["page"]["blake2b_128"] == pages.page_hash("Cầu mới thông xe sớm".encode())
    assert second["page"]["fetched_at"] == (NOW + timedelta(hours=2)).isoformat()


def test_the_order_is_that_of_first_sight_over_many_chunks(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_CHUNK", 2)
    many(archive, 5)
    keep(archive, an_article(url="https://bao.example/0.html", title="Tin 0, sửa", text=f"0 {LONG}"), days=9)
    assert [told["title"] for told in read_json(archive)] == ["Tin 0, sửa", *(f"Tin {n}" for n in range(1, 5))]
    assert list(json_lines(archive, versions=True)) == list(json_lines(archive, versions=True))
    assert len(read_csv(archive)) == 5


def test_sources_days_and_topics_choose(archive: Archive) -> None:
    many(archive, 3)
    many(archive, 2, "thp")
    with archive.begin() as tx:
        store.follow(tx, {"cau": "cầu"})
        store.add(tx, "cau", 2, "cầu")
    assert [told["source"] for told in read_json(archive, sources=["thp"])] == ["thp", "thp"]
    since = NOW + timedelta(days=1)
    assert [told["url"] for told in read_json(archive, sources=["bao"], since=since)] == [
        "https://bao.example/1.html",
        "https://bao.example/2.html",
    ]
    assert [told["url"] for told in read_json(archive, topic="cau")] == ["https://bao.example/1.html"]
    assert [told["url"] for told in read_csv(archive, topic="cau")] == ["https://bao.example/1.html"]


def test_nothing_in_the_archive_is_an_empty_file_and_a_table_with_its_header(archive: Archive) -> None:
    assert read_json(archive) == []
    assert b"".join(csv_lines(archive)).decode() == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_a_table_has_a_line_an_article_whatever_is_in_its_cells(archive: Archive) -> None:
    title = '=HYPERLINK("https://evil.example","Xem") , "hai"\nba'
    keep(archive, an_article(title=title, author="@ai", lede="- Anh nói"))
    (row,) = read_csv(archive)
    assert (row["title"], row["author"], row["lede"]) == (f"'{title}", "'@ai", "'- Anh nói")
    assert row["text"] == LONG
    assert (row["published"], row["published_rule"]) == ("2026-11-24T01:00:00+00:00", "label+full")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_a_formula_is_none(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text())
def test_every_other_cell_stays_as_it_is(text: str) -> None:
    told = harmless(text)
    assert told in (text, f"'{text}")
    assert told[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


def test_days_are_those_of_the_town(archive: Archive) -> None:
    assert since_instant("2026-03-09", now=NOW, zone=ZONE) == datetime(2026, 3, 8, 17, tzinfo=UTC)
    assert since_instant("90d", now=NOW, zone=ZONE) == NOW - timedelta(days=90)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "d", "99999999999999d", "09/03/2026"])
def test_a_day_that_is_none_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(BadDay, match="2026-03-09"):
        since_instant(text, now=NOW, zone=ZONE)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "articles.jsonl"
    place.write_bytes(b"old")

    def fail_half_way() -> None:
        with whole_file(place) as file:
            file.write(b"half")
            file.flush()
            assert place.read_bytes() == b"old"
            raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]
    with whole_file(place) as file:
        file.write(b"new")
    assert place.read_bytes() == b"new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o644


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"articles\.csv"), whole_file(tmp_path / "nowhere" / "articles.csv"):
        pass
