"""`loa reread`: the archive brought up to today's reader, over a real crawl of the demo town."""

import json
import tomllib
from pathlib import Path

from sqlalchemy import update

from crawler.archive import articles, history, open_archive
from crawler.archive.schema import versions
from crawler.town.server import TownServer
from tests.end_to_end.conftest import Loa


def told(loa: Loa, *options: str) -> tuple[list[dict[str, object]], dict[str, object]]:
    done = loa("reread", "--json", *options)
    *found, last = [json.loads(line) for line in done.stdout.splitlines()]
    return found, last


def test_what_an_earlier_reader_made_worse_is_read_right_again(town: TownServer, loa: Loa) -> None:
    loa("crawl", "bao")
    loa("reread", "bao", "--yes")
    assert "changed" not in told(loa, "bao")[1]["articles"]  # type: ignore[operator]
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.begin() as tx:
        before = list(articles.everything(tx))
        one, other = before[3], before[5]
        for article, worse in (
            (one, {"title": "Trang chủ", "text": "Xem thêm"}),
            (other, {"text": other.text + "\nChia sẻ"}),
        ):
            own = (versions.c.article_id == article.id) & (versions.c.number == article.version)
            tx.execute(update(versions).where(own).values(**worse))
    loa("build")
    shown = loa("reread", "bao").stdout
    assert "- Trang chủ" in shown and f"+ {one.title}" in shown and "Nothing was written" in shown
    found, last = told(loa, "bao", "--yes")
    assert last["written"] == 2
    changed = {line["guid"]: line for line in found if line["outcome"] == "changed"}
    assert (changed[one.guid]["updated"], changed[other.guid]["updated"]) == (True, False)
    assert told(loa, "bao", "--yes")[1]["written"] == 0
    with archive.read() as tx:
        after = {article.guid: article for article in articles.everything(tx)}
        kinds = [version.kind for version in history.versions_of(tx, [one.id])[one.id]]
    assert kinds[-1] == "reread"
    for article in before:
        again = after[article.guid]
        assert (again.title, again.text, again.published) == (article.title, article.text, article.published)
        assert (again.url, again.first_seen_at, again.state) == (article.url, article.first_seen_at, article.state)
    assert after[other.guid].changed_at == other.changed_at
    assert after[one.guid].changed_at > one.changed_at
    archive.close()


def test_a_complaint_becomes_a_test(town: TownServer, loa: Loa, tmp_path: Path) -> None:
    loa("crawl", "bao")
    url = f"http://bao.localhost:{loa.port}/do-thi/cam-xe-tai-qua-cau-lau-vao-ban-dem-de-sua-khe-co-gian-113.html"
    folder = tmp_path / "kept"
    loa("fixture", url, "--into", str(folder))
    assert "already" in loa("fixture", url, "--into", str(folder), status=2).stderr
    assert "1 of 1 as expected" in loa("fixture", "--check", str(tmp_path)).stdout
    expected = folder / "expected.toml"
    kept = tomllib.loads(expected.read_text("utf-8"))
    assert kept["published"].startswith("2026-11-2")
    assert len(kept["text"].splitlines()) > 2
    said = expected.read_text("utf-8")
    expected.write_text(said.replace(kept["title"], "Cấm xe", 1), "utf-8")
    shown = loa("fixture", "--check", str(tmp_path), status=1).stdout
    assert f"{folder}: title\n  - Cấm xe\n  + {kept['title']}\n0 of 1" in shown
    expected.write_text('language = "vi"\n', "utf-8")  # what is not there is not compared
    loa("fixture", "--check", str(tmp_path))
    assert "no page of this address is kept" in loa("fixture", "bao.localhost/x", status=2).stderr
