"""Nothing that takes long is done in the event loop of a crawl; what never ends is stopped, named, and left out."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from crawler.pipelines.large import LARGE
from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, article, listing, played

TITLES = {f"/tin/bai-so-{n}-sua-duong-truoc-cho.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 7)}
GOOD = {"/tin": listing(TITLES), **{path: article(title) for path, title in TITLES.items()}}


def crawled(loa: Loa, city: Path, **environment: str) -> tuple[dict[str, Any], str]:
    """What the crawl's process says of itself, and its log."""
    command = [sys.executable, "-m", "tests.end_to_end.crawled"]
    done = loa.run(command, 0, {"LOA_CITY": str(city), "LOA_LOG_LEVEL": "INFO"} | environment)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told, done.stderr


def test_pages_are_read_and_large_ones_packed_outside_the_event_loop(loa: Loa, tmp_path: Path) -> None:
    large, deep = list(TITLES)[:2]
    words = "Người dân hai bên đường đã dọn hàng từ sáng sớm để xe của công trường vào được bên trong. "
    long = article(TITLES[large], words=words * 4_000)
    nested = Answer(f"<h1>{TITLES[deep]}</h1>" + "<div>" * 30_000)
    with played(GOOD | {large: long, deep: nested}) as (port, _):
        told, _ = crawled(loa, a_city(tmp_path / "city", {"to": port}))
    (run,) = told["runs"]
    assert run["counts"]["new"] == 5
    assert "deep" in run["cause"] or "elements" in run["cause"]
    assert told["loaded"] == []  # what reads pages is not even there
    assert told["packed"]["another"] > 4_000 * len(words)
    assert told["packed"]["loop"] <= LARGE


def test_a_page_that_takes_too_long_or_too_much_is_named_and_left_out(loa: Loa, tmp_path: Path) -> None:
    bad = {
        "/tin/stuck-1.html": "Tuyến đường ven sông đóng một tuần",
        "/tin/hungry-2.html": "Họp dân về chợ mới của phường",
    }
    pages = {"/tin": listing(TITLES | bad)} | {path: article(title) for path, title in (TITLES | bad).items()}
    with played({**GOOD, **pages}) as (port, _):
        told, log = crawled(loa, a_city(tmp_path / "city", {"to": port}))
    (run,) = told["runs"]
    assert run["counts"]["new"] == len(TITLES)
    assert run["counts"]["unreadable"] == 2
    assert run["outcome"] == "ok" and "2 of 8 pages" in run["cause"]
    assert re.search(r"stuck-1\.html: it takes more than 10 s of CPU to be read", log)
    assert re.search(r"hungry-2\.html: it needs more than 400 MB to be read", log)
