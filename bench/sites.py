#!/usr/bin/env python3
"""Crawl replayed sites with the real spiders and score what came out.

    bench/sites.py SNAPSHOTS [--out CRAWL.jsonl] [--site ID ...] [--show N] [--keep FOLDER]

SNAPSHOTS is a folder laid out like ../shared/corpus/sites: a folder a site with index.jsonl, pages and truth.json.
It is replayed on loopback under its own host names, as the proxy named in LOA_PROXY. Each site becomes a source that is
told what an operator would write: list pages, language, country, timezone; nothing else. The pace is the polite
default, so the largest site decides how long it takes (about 100 articles: two minutes). Then topics run over the
crawl, the feeds are built and read back, and score_sites.py prints its table.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SCORERS = ROOT.parent / "shared" / "bench"
sys.path.insert(0, str(ROOT))

# Topics of a few words in the languages of many towns: enough to see that matching and feeds work on what was read.
TOPICS = {
    "schools": "trường OR học sinh OR school OR schools OR students OR escuela OR colegio",
    "roads": '"giao thông" OR đường OR road OR street OR traffic OR vía OR calle',
    "land": '"đất đai" OR "giải phóng mặt bằng" OR "quy hoạch" OR land OR zoning',
    "health": "title:(y tế OR dịch OR health) OR vaccine OR salud",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--out", type=Path, help="write one JSON line per link and list page here")
    parser.add_argument("--site", nargs="*", help="only these sites")
    parser.add_argument("--show", type=int, default=0, help="print so many misses per site")
    parser.add_argument("--keep", type=Path, help="keep city, archive and feeds in this folder")
    parser.add_argument("--seconds", type=float, default=1500, help="end the crawl after this long")
    arguments = parser.parse_args()
    if not (SCORERS / "replay_sites.py").is_file():
        print(f"{SCORERS} is not here: the replay and the scorer live there", file=sys.stderr)
        return 3
    truths = list(read_truths(arguments.snapshots, arguments.site))
    if not truths:
        print(f"no truth.json below {arguments.snapshots}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="loa-sites-") as scratch:
        place = arguments.keep or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        out = arguments.out or place / "crawl.jsonl"
        city = write_city(place / "replay", truths)
        crawl(arguments.snapshots, city, place / "data", arguments.seconds)
        lines = list(crawled(city, place / "data", truths))
        out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        check_feeds(place / "data" / "public")
        command = [sys.executable, str(SCORERS / "score_sites.py"), str(out), "--truth", str(arguments.snapshots)]
        command += ["--site", *arguments.site] if arguments.site else []
        command += ["--show", str(arguments.show)] if arguments.show else []
        return subprocess.run(command, check=False).returncode


def read_truths(snapshots: Path, only: list[str] | None) -> Iterator[dict[str, Any]]:
    """What is told of each site; the answers stay with the scorer."""
    for file in sorted(snapshots.rglob("truth.json")):
        truth = json.loads(file.read_text("utf-8"))
        if not only or truth["site"] in only:
            told = {name: truth[name] for name in ("site", "language", "country", "timezone")}
            yield told | {"lists": [found["url"] for found in truth["lists"]]}


def source_id(site: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", site.lower()).strip("-")


def fetched(url: str) -> str:
    """The replay has no TLS."""
    return re.sub(r"^https:", "http:", url)


def write_city(folder: Path, truths: list[dict[str, Any]]) -> Path:
    """A city of these sites, as its operator would have written it."""
    for part in ("sources", "topics"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    _toml(folder / "city.toml", title="Replay", language="vi", country="VN", timezone="Asia/Ho_Chi_Minh")
    for truth in truths:
        lists = [fetched(url) for url in truth["lists"]]
        _toml(
            folder / "sources" / f"{source_id(truth['site'])}.toml",
            title=truth["site"],
            home=f"http://{urlsplit(lists[0]).netloc}/",
            lists=lists,
            language=truth["language"],
            country=truth["country"],
            timezone=truth["timezone"],
        )
    for name, query in TOPICS.items():
        _toml(folder / "topics" / f"{name}.toml", title=name, query=query)
    return folder


def _toml(file: Path, **values: str | list[str]) -> None:
    file.write_text(
        "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()), "utf-8"
    )


def crawl(snapshots: Path, city: Path, data: Path, seconds: float) -> None:
    """Replay, crawl, build; the lines of `loa crawl` go to standard error."""
    replay = subprocess.Popen(
        [
            sys.executable,
            str(SCORERS / "replay_sites.py"),
            str(snapshots),
            "--port",
            "0",
            "--max-seconds",
            str(seconds),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert replay.stdout is not None
        address = replay.stdout.readline().split()[0]
        loa = [sys.executable, "-m", "feeds.cli", "--city", str(city), "--data-dir", str(data)]
        environment = os.environ | {"LOA_PROXY": address, "LOA_PROXY_RESOLVES": "1", "PYTHONPATH": str(ROOT)}
        begun = time.monotonic()
        subprocess.run([*loa, "crawl"], env=environment, stdout=sys.stderr, check=False, timeout=seconds)
        print(f"crawled in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        subprocess.run([*loa, "build"], env=environment, stdout=sys.stderr, check=True, timeout=300)
    finally:
        replay.terminate()
        replay.wait(10)


def crawled(city: Path, data: Path, truths: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One line per link and list page, with the article where it was read."""
    from crawler.archive import articles, open_archive, walks

    spelled = {(source_id(truth["site"]), fetched(url)): url for truth in truths for url in truth["lists"]}
    archive = open_archive(f"sqlite:///{data / 'archive.sqlite'}")
    with archive.read() as tx:
        for truth in truths:
            source = source_id(truth["site"])
            for link in walks.listing(tx, source):
                line: dict[str, Any] = {"url": link.url, "list_url": spelled[source, link.list_url]}
                stored = articles.at(tx, source, link.url)
                if stored:
                    line |= {"title": stored.title, "body": stored.text}
                    line["published"] = stored.published.isoformat() if stored.published else None
                yield line
    archive.close()


def check_feeds(public: Path) -> None:
    """Read every feed back as a feed reader would."""
    import feedparser

    files = sorted([*public.rglob("*.atom"), *public.rglob("*.rss")])
    read = [(file, feedparser.parse(file.read_bytes())) for file in files]
    bad = [file for file, feed in read if feed.bozo]
    entries = sum(len(feed.entries) for _, feed in read)
    print(f"{len(files)} feeds with {entries} entries; not well-formed: {', '.join(map(str, bad)) or 'none'}")


if __name__ == "__main__":
    sys.exit(main())
