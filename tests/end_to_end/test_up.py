"""`loa up` as a user meets it: a filled page within a minute, a clean stop, and nothing lost when a crawl is killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import feedparser
import pytest

from crawler.archive import articles, open_archive, runs
from crawler.city import load_city
from tests.end_to_end.conftest import ROOT, Loa
from tests.end_to_end.ports import free_port


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return bytes(answer.read())


def wait_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """Ask until the answer is true; connection refused counts as not yet."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if found := what():
                return found
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


@contextmanager
def running(loa: Loa, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "feeds.cli", *arguments],
        env=loa.environment | environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def test_a_filled_page_stands_within_a_minute_and_ctrl_c_stops_it_cleanly(loa: Loa) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running(loa, "up", "--port", str(port)) as child:
        wait_for(lambda: b"<h1>" in get(f"{address}/"))
        feed = wait_for(lambda: feedparser.parse(get(f"{address}/feeds/all.atom")).entries)
        assert len(feed) > 20
        page = get(f"{address}/").decode()
        assert feed[0].title.split('"')[0][:20] in page
        status = json.loads(get(f"{address}/status.json"))
        assert {source["outcome"] for source in status["sources"].values()} == {"ok"}
        child.send_signal(signal.SIGINT)
        out, _ = child.communicate(timeout=30)
    assert child.returncode == 0, out
    assert "Traceback" not in out, out
    assert f"{address}/" in out
    assert "stopped" in out
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.read() as tx:
        assert all(run.outcome != "running" for run in runs.latest(tx).values())
    archive.close()


def test_a_port_that_is_taken_ends_with_status_3_and_names_it(loa: Loa) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        for command in ("up", "serve"):
            done = loa(command, "--port", str(port), status=3)
            assert str(port) in done.stderr
            assert "LOA_PORT" in done.stderr
            assert "Traceback" not in done.stderr


def test_a_town_port_that_is_taken_ends_with_status_3_and_names_it(loa: Loa) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", loa.port))
        other.listen()
        done = loa("serve", "--port", str(free_port()), status=3)
        assert "LOA_TOWN_PORT" in done.stderr


def test_a_crawl_that_is_killed_loses_nothing_and_the_next_one_goes_on(loa: Loa, tmp_path: Path) -> None:
    city = tmp_path / "demo"
    shutil.copytree(ROOT / "cities" / "demo", city)
    slow = city / "sources" / "bao.toml"
    slow.write_text(slow.read_text("utf-8").replace("delay = 0.0", "delay = 0.3"), "utf-8")

    def count() -> int:
        archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
        with archive.read() as tx:
            found = articles.count(tx)
        archive.close()
        return found

    for _ in range(2):
        with running(loa, "--city", str(city), "crawl", "bao") as child:
            had = count() if (loa.data / "archive.sqlite").exists() else 0
            wait_for(lambda had=had: (loa.data / "archive.sqlite").exists() and count() > had + 2)
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
    kept = count()
    assert kept >= 6
    loa("--city", str(city), "crawl", "bao")
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.read() as tx:
        found = list(articles.everything(tx))
        latest = runs.latest(tx)
    archive.close()
    assert len(found) > kept
    assert len({article.url for article in found}) == len({article.guid for article in found}) == len(found)
    assert latest["bao"].outcome == "ok"


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        assert os.environ.get("LOA_CHROMIUM") != "required", "the tests of the page need Chromium: apt install chromium"
        pytest.skip("no Chromium here: the page is not looked at in a browser")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo town crawled, built and served."""
    loa = Loa(tmp_path_factory.mktemp("site") / "data", free_port())
    loa("crawl")
    loa("build")
    port = free_port()
    with running(loa, "serve", "--port", str(port)):
        wait_for(lambda: get(f"http://127.0.0.1:{port}/"))
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    executable = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=executable, args=[*flags, "--disable-sync", "--no-first-run"]
        )
        yield opened
        opened.close()


@pytest.mark.xdist_group("browser")
class TestInABrowser:
    """The page in headless Chromium."""

    def test_the_page_shows_topics_entries_and_states_without_errors(self, site: str, browser: Any) -> None:
        page = browser.new_page(locale="vi-VN")
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(site)
        assert page.locator("h2").all_inner_texts() == ["Chủ đề", "Tin mới nhất", "Nguồn tin"]
        assert page.locator(".cards > li").count() >= 6
        assert page.locator("article h3 a").count() == 30
        assert page.locator(".state.ok").count() == len(load_city("demo").sources)
        assert page.locator("head link[rel=alternate]").count() >= 14
        # A favicon is asked for by every browser; we have none, and say so with 404.
        assert [problem for problem in problems if "404" not in problem] == []
        page.close()

    def test_every_control_is_reached_by_keyboard_and_has_a_name(self, site: str, browser: Any) -> None:
        page = browser.new_page(locale="en-GB")
        page.goto(site)
        page.keyboard.press("Tab")
        page.wait_for_function("document.activeElement.textContent === 'Skip to the content'")
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash === '#content'")
        unnamed = page.evaluate(
            "[...document.querySelectorAll('a, [tabindex], summary')].filter(e => !(e.ariaLabel ||"
            " e.getAttribute('aria-labelledby') || e.textContent.trim())).length"
        )
        assert unnamed == 0
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(e => +e.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
        page.close()

    def test_the_page_is_whole_on_a_phone(self, site: str, browser: Any) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(site)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.close()

    def test_a_source_shows_by_keyboard_what_its_list_left_out_and_why(self, site: str, browser: Any) -> None:
        page = browser.new_page(locale="en-GB", viewport={"width": 360, "height": 740})
        page.goto(f"{site}/sources/ubnd")
        summary = page.locator("summary", has_text="Links left out, with the reasons").first
        table = page.locator("details:has(table.left)").first.locator("table")
        assert not table.is_visible()
        summary.focus()
        page.keyboard.press("Enter")
        assert table.is_visible()
        assert page.get_by_role("columnheader", name="Reason").first.is_visible()
        counts = [int(count) for count in table.locator("tbody td:nth-child(2)").all_inner_texts()]
        assert counts == sorted(counts, reverse=True)
        assert summary.inner_text().endswith(f": {sum(counts)}")
        assert table.locator("tbody li a").count() == sum(counts)
        reasons = table.get_by_role("rowheader").all_inner_texts()
        assert len(reasons) == len(counts)
        assert "leads to a home page" in reasons
        page.keyboard.press("Tab")  # the table, which a keyboard scrolls
        told = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert told.startswith("Links left out, with the reasons: http://ubnd.localhost:")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.close()

    def test_a_reader_goes_from_a_topic_to_its_feed_and_changes_the_language(self, site: str, browser: Any) -> None:
        page = browser.new_page(locale="en-GB")
        page.goto(site)
        page.locator(".cards h3 a").first.click()
        assert "/topics/" in page.url
        feed = page.locator("a[type^='application/atom']").first.get_attribute("href")
        assert feedparser.parse(get(site + str(feed))).entries
        page.get_by_role("link", name="Tiếng Việt").click()
        assert page.locator("html").get_attribute("lang") == "vi"
        page.close()
