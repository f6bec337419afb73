"""A new source of notices that say their headline once more and hold a file: that line is found by what others lack."""

import sqlite3
from pathlib import Path

from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, listing, played

NOTICES = {
    f"/tin/thong-bao-{n}00.html": (f"Thông báo số {n} về {subject} năm nay", f"- Thông báo số {n} về {subject} năm nay")
    for n, subject in enumerate(("đất đai", "hộ tịch", "đấu giá", "tuyển sinh", "chỗ đỗ xe"), 1)
}
MENU = "".join(f"<li><a href='/muc-{n}'>Mục số {n} của trang</a></li>" for n in range(6))


def notice(path: str) -> Answer:
    title, line = NOTICES[path]
    return Answer(
        f"<html><head><title>{title}</title></head><body><ul class='menu'>{MENU}</ul><div class='trai'>"
        f"<h1>{title}</h1><div class='ngay'>Ngày đăng: 23/11/2026</div><div>{line}</div>"
        f"<ul><li><a href='/tep/{path[-8:-5]}.pdf'>Tải về</a></li></ul></div>"
        "<div class='chan'>Trang của phường, chịu trách nhiệm: văn phòng</div></body></html>"
    )


def test_their_lines_are_kept_from_the_first_crawl_on(loa: Loa, tmp_path: Path) -> None:
    pages = {"/tin": listing({path: title for path, (title, _) in NOTICES.items()})}
    with played(pages | {path: notice(path) for path in NOTICES}) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl")
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        rows = database.execute(
            "SELECT url, text FROM articles JOIN versions ON article_id = id AND number = version"
        ).fetchall()
    assert {"/" + url.split("/", 3)[3]: text for url, text in rows} == {
        path: line for path, (_, line) in NOTICES.items()
    }
