#!/usr/bin/env python3
"""How small raw pages get, and what that costs: the archive's own code against zstd alone, a trained dictionary, gzip.

    bench/pages.py SNAPSHOTS [--all]

SNAPSHOTS is a folder laid out like ../shared/corpus/sites. The pages of each site that truth.json names (list pages and
articles; --all: every page of it) are kept in a new archive as a crawl keeps them, the upkeep that follows a crawl
runs after the first 20 and at the end, and what lies in the database then is counted, dictionaries and all. Sites with
too few pages for a dictionary are listed too. Every page is read back and compared. CPU milliseconds a page.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from backports import zstd
from sqlalchemy import func, select

from crawler.archive import Archive, dictionaries, open_archive, pages
from crawler.archive.schema import dictionaries as dictionaries_table
from crawler.archive.schema import pages as pages_table
from crawler.archive.upkeep import ENOUGH, upkeep
from crawler.article import RawPage

NOW = datetime(2026, 3, 9, tzinfo=UTC)
FIRST_RUN = 20  # pages
Measured = tuple[float, float, float]  # bytes, milliseconds to compress, milliseconds to decompress


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--all", action="store_true", help="every page of a site, not only those truth.json names")
    arguments = parser.parse_args()
    sites = {file.parent.name: read(file.parent, arguments.all) for file in arguments.snapshots.rglob("index.jsonl")}
    sites = {name: bodies for name, bodies in sorted(sites.items()) if bodies}
    if not sites:
        print(f"no pages below {arguments.snapshots}", file=sys.stderr)
        return 2
    ways: dict[str, Callable[[str, Sequence[bytes]], Measured]] = {
        "archive": archived,
        "trained": trained,
        "zstd": plain,
        "gzip": gzipped,
    }
    measured = {name: {way: run(name, sites[name]) for way, run in ways.items()} for name in sites}
    print(f"{'times smaller':18}{'pages':>6}{'kB a page':>11}" + "".join(f"{way:>10}" for way in ways))
    for name, bodies in sites.items():
        raw = sum(map(len, bodies))
        ratios = "".join(f"{raw / measured[name][way][0]:10.2f}" for way in ways)
        print(f"{name:18}{len(bodies):6}{raw / len(bodies) / 1000:11.1f}{ratios}")
    many = [name for name in sites if len(sites[name]) >= ENOUGH]
    for title, names in (("all", list(sites)), (f"{ENOUGH} pages or more", many)):
        raw = {name: sum(map(len, sites[name])) for name in names}
        mean = [sum(raw[n] / measured[n][way][0] for n in names) / len(names) for way in ways]
        overall = [sum(raw.values()) / sum(measured[n][way][0] for n in names) for way in ways]
        print(f"{'mean, ' + title:35}" + "".join(f"{value:10.2f}" for value in mean))
        print(f"{'overall, ' + title:35}" + "".join(f"{value:10.2f}" for value in overall))
    count = sum(map(len, sites.values()))
    for place, what in ((1, "compress"), (2, "decompress")):
        costs = [sum(measured[n][way][place] * len(sites[n]) for n in sites) / count for way in ways]
        print(f"{what + ', ms a page':35}" + "".join(f"{value:10.2f}" for value in costs))
    return 0


def read(site: Path, everything: bool) -> list[bytes]:
    """The pages of a site as a crawl meets them: articles in the order of its lists, then the lists."""
    lines = map(json.loads, (site / "index.jsonl").read_text("utf-8").splitlines())
    files = {_key(line["url"]): site / line["file"] for line in lines if line.get("via") == "own"}
    truth = json.loads((site / "truth.json").read_text("utf-8"))
    listed = [item for found in truth["lists"] for item in found["items"]]
    named = [*listed, *(a["url"] for a in truth.get("articles", ())), *(found["url"] for found in truth["lists"])]
    wanted = dict.fromkeys(files[_key(url)] for url in named if _key(url) in files)
    if everything:
        wanted |= dict.fromkeys(files.values())
    return [gzip.decompress(file.read_bytes()) for file in wanted]


def _key(url: str) -> str:
    return url.split("://", 1)[-1].rstrip("/")


def milliseconds(work: Callable[[], object], count: int) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000 / count


def archived(site: str, bodies: Sequence[bytes]) -> Measured:
    """Through the archive. The time is that of packing each page as it would be kept today, by prepared dictionary."""
    with tempfile.TemporaryDirectory(prefix="loa-pages-") as folder:
        archive = open_archive(f"sqlite:///{Path(folder) / 'archive.sqlite'}")
        try:
            ids = _keep(archive, site, bodies[:FIRST_RUN])
            upkeep(archive, page_days=None, now=NOW)
            ids += _keep(archive, site, bodies[FIRST_RUN:])
            upkeep(archive, page_days=None, now=NOW)
            with archive.read() as tx:
                size = tx.execute(select(func.sum(func.length(pages_table.c.body)))).scalar() or 0
                size += tx.execute(select(func.sum(func.length(dictionaries_table.c.body)))).scalar() or 0
                ready = dictionaries.ready(tx, dictionaries.newest(tx, site))
                assert [pages.load(tx, id).body for id in ids] == list(bodies)
        finally:
            archive.close()
    return _timed(size, bodies, lambda b: dictionaries.pack(b, ready), lambda b: dictionaries.unpack(b, ready))


def _keep(archive: Archive, site: str, bodies: Sequence[bytes]) -> list[int]:
    with archive.begin() as tx:
        return [pages.keep(tx, site, RawPage(f"http://{site}/", 200, {}, body, NOW)) for body in bodies]


def trained(_: str, bodies: Sequence[bytes]) -> Measured:
    """zstd's own training on the first run, 64 kB: what dictionaries are usually made with."""
    if len(bodies) < ENOUGH:
        return plain(_, bodies)
    made = zstd.train_dict(bodies[:FIRST_RUN], 65536)
    stored = len(zstd.compress(made.dict_content, level=19))
    dictionary = made.as_digested_dict
    return _timed(
        stored + sum(len(zstd.compress(body, dictionaries.LEVEL, zstd_dict=dictionary)) for body in bodies),
        bodies,
        lambda body: zstd.compress(body, dictionaries.LEVEL, zstd_dict=dictionary),
        lambda body: zstd.decompress(body, zstd_dict=dictionary),
    )


def plain(_: str, bodies: Sequence[bytes]) -> Measured:
    size = sum(len(dictionaries.pack(body)) for body in bodies)
    return _timed(size, bodies, dictionaries.pack, dictionaries.unpack)


def gzipped(_: str, bodies: Sequence[bytes]) -> Measured:
    return _timed(sum(len(gzip.compress(body)) for body in bodies), bodies, gzip.compress, gzip.decompress)


def _timed(
    size: int, bodies: Sequence[bytes], pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> Measured:
    packed = [pack(body) for body in bodies]
    compress = milliseconds(lambda: [pack(body) for body in bodies], len(bodies))
    return size, compress, milliseconds(lambda: [unpack(body) for body in packed], len(bodies))


if __name__ == "__main__":
    sys.exit(main())
