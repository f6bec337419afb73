"""A site gets a new design: it is noticed within three pages, learned anew, and no article is lost or repeated."""

import json
import sqlite3
from pathlib import Path

from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import WORDS, Answer, a_city, listing, played

SUBJECTS = (
    "cầu qua sông", "trường mầm non", "chợ đầu mối", "bãi rác cũ", "đường ven đê", "trạm bơm", "nhà văn hóa",
    "bến xe khách", "công viên", "hồ điều hòa", "khu tập thể", "trạm y tế", "đường sắt", "kè biển", "vườn hoa",
)  # fmt: skip
TITLES = {
    f"/tin/bai-{100 + n}.html": f"Phường bàn việc sửa {subject} trong năm tới" for n, subject in enumerate(SUBJECTS)
}
MENU = "".join(f"<li><a href='/muc-{n}'>Mục số {n} của trang</a></li>" for n in range(6))


def text(path: str) -> list[str]:
    title = TITLES[path]
    return [f"{sentence} Đó là điều người dân quanh {title.partition('sửa ')[2]} chờ đợi." for sentence in WORDS]


def before(path: str) -> Answer:
    paragraphs = "".join(f"<p>{one}</p>" for one in text(path))
    return Answer(
        f"<html><head><title>{TITLES[path]} - Phường Thử</title></head><body><ul class='menu'>{MENU}</ul>"
        f"<div class='trai'><h1>{TITLES[path]}</h1><div class='ngay'>Ngày đăng: 23/11/2026 08:15</div>"
        f"<div class='noi-dung'>{paragraphs}<p class='nho'>Theo dõi trang của phường để nhận tin mới mỗi ngày nhé.</p>"
        "</div></div><div class='chan'>Bản quyền Phường Thử</div></body></html>"
    )


def after(path: str) -> Answer:
    """Other classes, another order, other wrappers."""
    paragraphs = "".join(f"<div class='doan'>{one}</div>" for one in text(path))
    return Answer(
        f"<html><head><title>Phường Thử | {TITLES[path]}</title></head><body><aside class='ben'><ul>{MENU}</ul></aside>"
        f"<main><section class='khung'><section class='bai-viet'><h2 class='tua'>{TITLES[path]}</h2><section class='chu'>"
        f"{paragraphs}</section><em>23/11/2026 08:15</em></section></section></main>"
        "<footer>Bản quyền Phường Thử</footer></body></html>"
    )


def texts(loa: Loa) -> dict[str, str]:
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        rows = database.execute(
            "SELECT url, text FROM articles JOIN versions ON article_id = id AND number = version"
        ).fetchall()
        (count,) = database.execute("SELECT count(*) FROM articles").fetchone()
    found = {"/" + url.split("/", 3)[3]: words for url, words in rows}
    assert count == len(found)
    return found


def test_a_new_design_is_noticed_within_three_pages_and_loses_or_repeats_no_article(loa: Loa, tmp_path: Path) -> None:
    paths = [*TITLES]
    old, new = paths[:9], paths[9:]
    pages = {"/tin": listing({path: TITLES[path] for path in old})} | {path: before(path) for path in old}
    with played(pages) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl")
        assert texts(loa) == {path: "\n".join(text(path)) for path in old}
        (first, *_) = told(loa, city)
        assert first["template"][0]["bodies"] and first["ended_at"] is None

        pages |= {path: after(path) for path in paths}
        pages["/tin"] = listing({path: TITLES[path] for path in [*new, *old]})
        log = loa("--city", str(city), "crawl", LOA_LOG_LEVEL="INFO").stderr
        assert texts(loa) == {path: "\n".join(text(path)) for path in paths}
    refused = [line for line in log.splitlines() if "read without its template" in line]
    assert 1 <= len(refused) <= 3
    assert "learned the template of another layout from 3 pages" in log
    now, *past = told(loa, city)
    assert len(now["template"]) == 2
    assert any(one["template"] == first["template"] and one["ended_at"] for one in past)

    assert "forgotten" in loa("--city", str(city), "sources", "template", "bao", "--reset").stdout
    assert all(one["ended_at"] for one in told(loa, city))


def told(loa: Loa, city: Path) -> list[dict[str, object]]:
    """The versions of what was learned of article pages, the newest first."""
    lines = loa("--city", str(city), "sources", "template", "bao", "--json").stdout.splitlines()
    return [one for one in map(json.loads, lines) if one["kind"] == "article"]
