"""Scrapy's own commands, with the project's settings: they work, they are safe, and a mistake is one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.city import load_city
from crawler.config import Config
from crawler.settings import settings_for
from tests.crawler.guard.sites import Site

ROOT = Path(__file__).resolve().parents[3]
SPIDER = """
import scrapy

class OddSpider(scrapy.Spider):
    name = "{name}"
    start_urls = ["{url}"]

    def parse(self, response):
        yield {{"source": "{name}", "url": response.url, "title": response.css("title::text").get()}}
"""


def scrapy(*arguments: str, city: Path | str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LOA_")}
    environment |= {"LOA_CITY": str(city), "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=40, check=False)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    (tmp_path / "tin" / "sources").mkdir(parents=True)
    (tmp_path / "tin" / "city.toml").write_text(
        'title = "Tin"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n[settings]\ndelay = 1.5\n',
        "utf-8",
    )
    return tmp_path / "tin"


def add_source(city: Path, name: str, url: str) -> None:
    (city / "sources" / f"{name}.toml").write_text(
        f'title = "Tin"\nhome = "{url}"\nlists = ["{url}"]\nlanguage = "vi"\ncountry = "VN"\n'
        'timezone = "Asia/Ho_Chi_Minh"\nallow_hosts = ["127.0.0.0/8"]\ndelay = 0.0\n',
        "utf-8",
    )


def test_every_dangerous_default_is_changed() -> None:
    settings = settings_for(Config(), None)
    off = ["TELNETCONSOLE", "REMOTE_CONTROL", "COOKIES", "METAREFRESH", "HTTPPROXY", "REFERER"]
    assert [settings[f"{name}_ENABLED"] for name in off] == [False] * len(off)
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["ROBOTSTXT_OBEY"] is True
    assert set(settings["DOWNLOAD_HANDLERS_BASE"]) == {"http", "https"}
    assert not {"DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "DOWNLOAD_HANDLERS"} & set(settings)
    assert (settings["DOWNLOAD_MAXSIZE"], settings["DOWNLOAD_TIMEOUT"]) == (8_000_000, 20)
    assert (settings["CONCURRENT_REQUESTS_PER_DOMAIN"], settings["DOWNLOAD_DELAY"]) == (1, 1.0)
    assert settings["DOWNLOAD_DELAY_JITTER"] == 0


def test_the_settings_are_those_of_the_config_that_is_given() -> None:
    settings = settings_for(Config(delay=3, timeout=7, page_bytes=20_000, contact="toa-soan@tin.example"), None)
    assert (settings["DOWNLOAD_DELAY"], settings["DOWNLOAD_TIMEOUT"], settings["DOWNLOAD_MAXSIZE"]) == (3, 7, 20_000)
    assert "toa-soan@tin.example" in settings["USER_AGENT"]


def test_scrapy_reads_the_citys_settings(city: Path) -> None:
    assert scrapy("settings", "--get", "DOWNLOAD_DELAY", city=city).stdout.strip() == "1.5"
    assert scrapy("settings", "--get", "DOWNLOAD_DELAY", city=city, LOA_DELAY="2").stdout.strip() == "2.0"
    assert load_city(str(city)).settings == {"delay": 1.5}


@pytest.mark.parametrize("arguments", [["list"], ["crawl", "tin"]])
def test_a_wrong_city_is_one_line_and_status_2(arguments: list[str], city: Path) -> None:
    ended = scrapy(*arguments, city="nowhere")
    assert ended.returncode == 2
    assert "there is no city 'nowhere'" in ended.stderr
    assert "Traceback" not in ended.stderr
    (city / "city.toml").write_text("title = ", "utf-8")
    ended = scrapy(*arguments, city=city)
    assert ended.returncode == 2
    assert "is not TOML" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting_is_one_line_and_status_2(city: Path) -> None:
    ended = scrapy("list", city=city, LOA_DELAY="soon")
    assert ended.returncode == 2
    assert "LOA_DELAY" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_spider_of_ones_own_runs_and_may_reach_what_its_source_may(city: Path, tmp_path: Path) -> None:
    with Site() as site:
        add_source(city, "odd", site.url())
        spider, out = tmp_path / "odd.py", tmp_path / "out.jsonl"
        spider.write_text(SPIDER.format(name="odd", url=site.url("/a")), "utf-8")
        ended = scrapy("runspider", str(spider), "-O", str(out), city=city, LOA_DATA_DIR=str(tmp_path / "var"))
        assert ended.returncode == 0, ended.stderr
        assert "Traceback" not in ended.stderr
        (item,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert (item["title"], item["url"]) == ("Tin", site.url("/a"))

        spider.write_text(SPIDER.format(name="stranger", url=site.url("/b")), "utf-8")
        ended = scrapy("runspider", str(spider), city=city, LOA_LOG_LEVEL="INFO", LOA_DATA_DIR=str(tmp_path / "var"))
        assert "stranger: not asked, the address 127.0.0.1 is of this machine" in ended.stderr
        assert "/b" not in site.paths()


def test_the_shell_fetches_behind_the_guard(city: Path, tmp_path: Path) -> None:
    with Site() as site:
        add_source(city, "odd", site.url())
        look = "print('title', response.css('title::text').get())"
        ended = scrapy("shell", site.url("/a"), "-c", look, city=city, LOA_DATA_DIR=str(tmp_path / "var"))
        assert "title Tin" in ended.stdout, ended.stderr
        assert site.paths() == ["/robots.txt", "/a"]
        ended = scrapy("shell", "http://127.0.0.2:9/", "-c", "print(response)", city=city, LOA_LOG_LEVEL="INFO")
        assert "None" in ended.stdout
        assert "is of this machine" in ended.stderr
