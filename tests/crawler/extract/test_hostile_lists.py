"""List pages that are none, or far too much: each ends within bounds, and the answer says honestly why it is empty."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.page import Context, Page
from crawler.ways.read import read_way

AT = "http://www.thitran.example/news/"
CONTEXT = Context("bao", "en", "GB", ZoneInfo("UTC"), datetime(2026, 3, 9, tzinfo=UTC))
CPU_SECONDS, MEMORY = 120, 4 << 30  # a bound, no speed: all of them together take about two seconds

MENU = '<nav><a href="/">Home</a><a href="/news/">News</a></nav>'
DAYS = "".join(f'<td><a href="/calendar?day=2026-03-{day:02}">{day}</a></td>' for day in range(1, 32))
HOSTILE: Mapping[str, tuple[str, str]] = {
    "forty thousand links": (
        "".join(f'<a href="/n/{n}-a-b">number {n}</a>' for n in range(40_000)),
        "no group of links reads like news among the first 6000",
    ),
    "forty thousand rows": (
        "".join(f'<li><a href="/n/{n}-a-b">number {n}</a></li>' for n in range(40_000)),
        "80000 elements, more than 60000",
    ),
    "five megabytes in one text": (
        "<p>" + "word " * 1_000_000 + "</p><a href=/n/1>one</a>",
        "5000000 letters without an element, more than 1000000",
    ),
    "five megabytes of paragraphs": (("<p>" + "word " * 1_000 + "</p>") * 1_000, "no links"),
    "no links": ("<p>Welcome to our town.</p>", "no links"),
    "only images": ("<a href=/n/1><img src=a.jpg></a>" * 5_000, "only images"),
    "a log-in wall": (
        '<title>Sign in</title><form method=post><input name=user><input type="PASSWORD"></form>'
        '<a href="/lost">Forgot your password?</a><a href="/help">Help with your account</a>',
        "a log-in form",
    ),
    "an error with status 200": (f"<title>Page not found</title><h1>Sorry</h1>{MENU}", "an error page"),
    "an error in Vietnamese": (f"<title>Không tìm thấy trang</title>{MENU}", "an error page"),
    "an error in German": (f"<title>Seite nicht gefunden</title>{MENU}", "an error page"),
    "an endless calendar": (
        "<h1>March 2026</h1><a href='/calendar?month=2026-02'>Previous month</a>"
        f"<a rel=next href='/calendar?month=2026-04'>Next month</a><table><tr>{DAYS}</tr></table>",
        "only days and figures, as in a calendar",
    ),
    "nothing": ("", "the answer is empty"),
}


def answers() -> dict[str, tuple[int, str, str | None]]:
    found = {}
    for name, (html, _) in HOSTILE.items():
        told = read_way(Page(html, AT, "text/html"), [], CONTEXT)
        found[name] = (len(told.items), told.cause, told.next_url)
    return found


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.fixture(scope="module")
def answered() -> dict[str, list[object]]:
    code = f"import json\nfrom {__name__} import answers\nprint(json.dumps(answers()))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        preexec_fn=_bounded,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_list_page_ends_and_says_why_it_is_empty(answered: dict[str, list[object]], name: str) -> None:
    assert answered[name] == [0, HOSTILE[name][1], None]
