"""A crawl in a process of its own, by a spider that asks what it is told and tells what came of it.

python walker.py < task.json > result.json
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
LOCAL = ["127.0.0.0/8"]


@dataclass
class Told:
    """What one source's requests came to."""

    pages: dict[str, tuple[int, int]] = field(default_factory=dict)  # address asked: status, length
    causes: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    ended: float = 0.0  # seconds after the start of the crawl


@dataclass
class Crawl:
    sources: dict[str, Told]
    stats: dict[str, Any]
    seconds: float
    peak_mb: float
    log: str


def walk(
    sources: dict[str, dict[str, Any]],
    *,
    config: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    names: dict[str, list[list[str]]] | None = None,
    environment: dict[str, str] | None = None,
    hasty: bool = False,
    limit: float = 50,
) -> Crawl:
    """Crawl `sources` (id: what its file says, and `ask`, the addresses) beside one another.

    `names` are the answers of the name server, one after the other; `hasty` tries again after less than a second.
    Fails where the crawl takes longer than `limit`.
    """
    task = json.dumps(
        {"sources": sources, "config": config or {}, "settings": settings or {}, "names": names or {}, "hasty": hasty}
    )
    process = subprocess.run(
        [sys.executable, __file__],
        input=task,
        capture_output=True,
        text=True,
        timeout=limit,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        check=False,
    )
    assert process.returncode == 0, process.stderr[-4000:]
    told = json.loads(process.stdout)
    found = {name: Told(**values) for name, values in told["sources"].items()}
    for one in found.values():
        one.pages = {url: (status, length) for url, (status, length) in one.pages.items()}
    trace = process.stderr.find("Traceback")
    assert trace < 0, process.stderr[max(0, trace - 500) : trace + 3000]
    return Crawl(found, told["stats"], told["seconds"], told["peak_mb"], process.stderr)


def peak_mb() -> float:
    """The most memory this process held; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8")) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.city import Source
    from crawler.config import Config
    from crawler.guard import door
    from crawler.guard.causes import cause_of
    from crawler.guard.guard import guard_of
    from crawler.settings import settings_for

    task = json.load(sys.stdin)
    if task["hasty"]:
        door.BACKOFF = (0.2, 0.4)  # type: ignore[assignment]
    config = Config(**{"log_level": "INFO", **task["config"]})
    asks = {name: values.pop("ask") for name, values in task["sources"].items()}
    plain = {"title": "Tin", "home": "http://tin.example/", "lists": ["http://tin.example/"], "language": "vi"}
    plain |= {"country": "VN", "timezone": "Asia/Ho_Chi_Minh"}
    told = {name: Told() for name in asks}
    begun = time.monotonic()

    known = {name: Source(id=name, **{**plain, **values}) for name, values in task["sources"].items()}

    class Walker(Spider):
        name = "walker"
        handle_httpstatus_list = (304, *range(400, 600))

        async def start(self):  # type: ignore[no-untyped-def]
            self.sources = known
            if task["names"]:
                self._play_name_server()
            for name, urls in asks.items():
                for url in urls:
                    given = {"url": url} if isinstance(url, str) else url
                    meta = {"source": name, "first": given["url"], **given.pop("meta", {})}
                    yield Request(**given, callback=self.page, errback=self.lost, dont_filter=True, meta=meta)

        def _play_name_server(self) -> None:
            answers = {name: list(given) for name, given in task["names"].items()}

            def lookup(host: str) -> list[str]:
                given = answers.get(host)
                if given is None:
                    raise OSError("no such host")
                if given[0] == ["hang"]:
                    time.sleep(20)
                return given.pop(0) if len(given) > 1 else given[0]

            guard_of(self.crawler).resolver.lookup = lookup

        def page(self, response):  # type: ignore[no-untyped-def]
            one = told[response.meta["source"]]
            one.pages[response.meta["first"]] = (response.status, len(response.body))
            one.ended = time.monotonic() - begun
            for follow in response.meta.get("then", []):
                meta = {"source": response.meta["source"], "first": follow}
                yield Request(follow, callback=self.page, errback=self.lost, dont_filter=True, meta=meta)

        def lost(self, failure):  # type: ignore[no-untyped-def]
            meta = failure.request.meta
            one = told[meta["source"]]
            one.causes[meta["first"]] = cause_of(failure)
            one.kinds[meta["first"]] = type(failure.value).__name__
            one.ended = time.monotonic() - begun

    settings = settings_for(config, None)
    settings |= {"SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader", "SPIDER_MODULES": [], "ITEM_PIPELINES": {}}
    settings |= {"LOA_ROBOTS_STORE": None, "LOA_PAUSE_STORE": None}
    settings["EXTENSIONS_BASE"] = {
        k: v for k, v in settings["EXTENSIONS_BASE"].items() if not k.startswith("crawler.extensions")
    }
    process = AsyncCrawlerProcess(settings | task["settings"])
    crawler = process.create_crawler(Walker)
    process.crawl(crawler)
    process.start()
    result = {
        "sources": {name: vars(one) for name, one in told.items()},
        "stats": {k: v for k, v in crawler.stats.get_stats().items() if k.startswith("loa/")},
        "seconds": time.monotonic() - begun,
        "peak_mb": peak_mb(),
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
