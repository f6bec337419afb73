#!/usr/bin/env python3
"""Article pages of whole sites, read one by one without a crawl: by the general reader, and by a template of each site.

    bench/bodies.py SNAPSHOTS [--from 3] [--turns 3] [--site ID ...] [--show N] [--out ROWS.jsonl]
    bench/bodies.py SNAPSHOTS --crawl

SNAPSHOTS is a folder laid out like ../shared/corpus/sites. Each site's list pages are read first, as a crawl does, so
that an article comes with the words and the date of the links that lead to it; what its pages share is learned from
the lists and the sample pages. Then each page is read without a template, and by templates learned from so many sample
pages: the first ones of the lists, and in further turns the next ones. Columns as in score_sites.py, the mean over the
turns; `templ` is the share of pages that the template read, `ms` CPU milliseconds a page, mean and median.

With --crawl each site's pages are read in turn and taught from as a crawl does; trafilatura reads them too (what the
plain spider asks of it). Shown is, of sites with ten articles and more, what happened after the first five pages.
Exit status 1 where a bar is missed: templates read 90 % of them, in 2 ms at the median, 8 times cheaper than
trafilatura with all that fall back.
"""

import argparse
import gc
import gzip
import importlib.util
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.article import Listed
from crawler.errors import ExtractionError
from crawler.extract.furniture import furniture
from crawler.extract.page import Context, Page
from crawler.extract.read import read_by
from crawler.extract.reading import Reading
from crawler.extract.template.layouts import Layouts
from crawler.extract.template.learning import learn
from crawler.extract.template.lessons import Sample
from crawler.extract.template.values import Template
from crawler.readers.worker import COLLECTING
from crawler.ways.read import read_way

SCORERS = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
SAMPLES = 3
LEAST, FIRST = 10, 5  # pages of a site that is shown with --crawl, and of those the first that do not count
NOW = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = (("title", "title", "articles"), ("day", "day", "dated"), ("minute", "minute", "timed"),
           ("head", "head", "text"), ("tail", "tail", "text"), ("clean", "clean", "text"),
           ("nobody", "none_ok", "none"), ("templ", "by_template", "articles"))  # fmt: skip


@dataclass(frozen=True)
class Site:
    truth: Mapping[str, Any]
    lists: Sequence[tuple[str, bytes]]
    pages: Mapping[str, bytes]
    listed: Mapping[str, tuple[Listed, ...]]

    @property
    def context(self) -> Context:
        truth = self.truth
        return Context(truth["site"], truth["language"], truth["country"], ZoneInfo(truth["timezone"]), NOW)


@dataclass
class Turn:
    """What one way of reading made of a site."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    by_template: int = 0
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--from", dest="count", type=int, default=3, help="learn from so many pages")
    parser.add_argument("--turns", type=int, default=3, help="learn so many times, from other pages each time")
    parser.add_argument("--site", nargs="*", help="only these sites")
    parser.add_argument("--show", type=int, default=0, help="print so many misses per site and way of reading")
    parser.add_argument("--only-template", action="store_true", help="do not read without a template as well")
    parser.add_argument("--crawl", action="store_true", help="read and learn as a crawl does")
    parser.add_argument("--out", type=Path, help="write what the first template of each site read here")
    arguments = parser.parse_args()
    if not (SCORERS / "score_sites.py").is_file():
        print(f"{SCORERS} is not here: the scorer lives there", file=sys.stderr)
        return 3
    scorer = load(SCORERS / "score_sites.py")
    sites = list(read_sites(arguments.snapshots, arguments.site))
    if arguments.crawl:
        return crawled([site for site in sites if len(site.pages) >= LEAST])
    general: dict[str, list[Turn]] = {}
    learned: dict[str, list[Turn]] = {}
    for site in sites:
        name = site.truth["site"]
        if not arguments.only_template:
            general[name] = [without(site, 0, arguments.count)]
        learned[name] = [
            by_template(site, start * arguments.count, arguments.count) for start in range(arguments.turns)
        ]
    if general:
        table("general reader", scorer, sites, general, arguments.show)
    table(f"template from {arguments.count} pages", scorer, sites, learned, arguments.show)
    if arguments.out:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for turns in learned.values() for row in turns[0].rows]
        arguments.out.write_text("".join(lines), "utf-8")
    return 0


def crawled(sites: Sequence[Site]) -> int:
    """Read each site as a crawl does; 1 where a bar is missed."""
    import trafilatura

    gc.freeze()  # as the reading process does
    gc.set_threshold(*COLLECTING)
    print(
        f"{'after the first five pages':26}{'pages':>6}{'templ':>8}{'ms':>8}{'median':>8}"
        f"{'trafilatura':>13}{'times':>8}"
    )
    shares, mine, others = [], [], []
    for site in sites:
        layouts: Layouts[Sample] = Layouts()
        common = shared(site, samples(site, 0, SAMPLES))
        by_template, seconds, theirs = 0, [], []
        for number, url in enumerate(site.pages):
            begun = process_time()
            found = one(site, url, common, layouts.templates)
            took = process_time() - begun
            if number >= FIRST:
                seconds.append(took)
                by_template += found is not None and found.layout is not None
            if found is None:
                continue
            taught = Sample(Page(site.pages[url], url), found.article)
            if (lesson := layouts.read(taught, found.layout)) is not None:
                layouts.learned(lesson, learn(lesson.pages, site.context))
        for url in [*site.pages][FIRST:]:
            begun = process_time()
            trafilatura.bare_extraction(site.pages[url], url=url, with_metadata=True)
            theirs.append(process_time() - begun)
        ratio = sum(theirs) / sum(seconds)
        shares.append(by_template / len(seconds))
        mine += seconds
        others += theirs
        print(f"{site.truth['site']:26}{len(site.pages):6}{100 * shares[-1]:8.1f}{milliseconds(seconds)}"
              f"{1000 * statistics.mean(theirs):13.1f}{ratio:8.1f}")  # fmt: skip
    ratio, median = sum(others) / sum(mine), 1000 * statistics.median(mine)
    print(f"{'all':26}{'':6}{100 * statistics.mean(shares):8.1f}{milliseconds(mine)}"
          f"{1000 * statistics.mean(others):13.1f}{ratio:8.1f}")  # fmt: skip
    return 0 if min(shares) >= 0.9 and median <= 2 and ratio >= 8 else 1


def load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_sites(snapshots: Path, only: Sequence[str] | None) -> Iterator[Site]:
    """Sites whose articles have a truth, their pages in the order of the lists."""
    for file in sorted(snapshots.rglob("truth.json")):
        truth = json.loads(file.read_text("utf-8"))
        if not truth.get("articles") or (only and truth["site"] not in only):
            continue
        lines = map(json.loads, (file.parent / "index.jsonl").read_text("utf-8").splitlines())
        files = {key(line["url"]): file.parent / line["file"] for line in lines}

        def body(url: str, files: Mapping[str, Path] = files) -> bytes | None:
            found = files.get(key(url))
            return gzip.decompress(found.read_bytes()) if found else None

        lists = [(one["url"], found) for one in truth["lists"] if (found := body(one["url"]))]
        wanted = dict.fromkeys(
            [*(u for one in truth["lists"] for u in one["items"]), *(a["url"] for a in truth["articles"])]
        )
        scored = {key(article["url"]) for article in truth["articles"]}
        pages = {url: found for url in wanted if key(url) in scored and (found := body(url))}
        site = Site(truth, lists, pages, {})
        yield replace(site, listed=listed(site))


def key(url: str) -> str:
    return url.split("://", 1)[-1].rstrip("/")


def listed(site: Site) -> dict[str, tuple[Listed, ...]]:
    """The links that lead to each article, as the list pages show them."""
    found: dict[str, tuple[Listed, ...]] = defaultdict(tuple)
    lists = [Page(body, url) for url, body in site.lists]
    sample = [Page(body, url) for url, body in list(site.pages.items())[:1]]
    for page in lists:
        told = read_way(page, [*(other for other in lists if other is not page), *sample], site.context)
        for item in told.items:
            found[key(item.url)] += (item,)
    return found


def samples(site: Site, start: int, count: int) -> list[str]:
    urls = list(site.pages)
    return [urls[(start + number) % len(urls)] for number in range(min(count, len(urls)))]


def shared(site: Site, urls: Sequence[str]) -> frozenset[str]:
    """What pages share, as a crawl compares them: no more than three."""
    urls = urls[:SAMPLES]
    return furniture([Page(body, url) for url, body in site.lists], [Page(site.pages[url], url) for url in urls])


def one(site: Site, url: str, common: frozenset[str], templates: Sequence[Template]) -> Reading | None:
    try:
        return read_by(
            Page(site.pages[url], url),
            site.context,
            listed=site.listed.get(key(url), ()),
            furniture=common,
            templates=templates,
        )
    except ExtractionError:
        return None


def without(site: Site, start: int, count: int) -> Turn:
    return reading_of(site, samples(site, start, count), None)


def by_template(site: Site, start: int, count: int) -> Turn:
    urls = samples(site, start, count)
    common = {url: shared(site, [other for other in urls if other != url]) for url in urls}
    taught = []
    for url in urls:
        reading = one(site, url, common[url], ())
        if reading is not None:
            taught.append(Sample(Page(site.pages[url], url), reading.article))
    return reading_of(site, urls, learn(taught, site.context))


def reading_of(site: Site, urls: Sequence[str], template: Template | None) -> Turn:
    """Each page of the site, as a crawl would read it that knows these sample pages."""
    common = shared(site, urls)
    found = Turn()
    for url in site.pages:
        own = shared(site, [other for other in urls if other != url]) if url in urls else common
        begun = process_time()
        reading = one(site, url, own, () if template is None else (template,))
        found.seconds.append(process_time() - begun)
        if reading is None:
            continue
        article = reading.article
        published = article.published.isoformat() if article.published else None
        found.rows.append({"url": url, "title": article.title, "published": published, "body": article.text})
        found.by_template += reading.rule == "template"
        if reading.refused:
            found.refused.append(f"{reading.refused}: {url}")
    return found


def table(title: str, scorer: ModuleType, sites: Sequence[Site], read: Mapping[str, Sequence[Turn]], show: int) -> None:
    print(f"{title:26}{'pages':>6}" + "".join(f"{name:>8}" for name, _, _ in COLUMNS) + f"{'ms':>8}{'median':>8}")
    means: dict[str, list[float]] = defaultdict(list)
    every: list[float] = []
    for site in sites:
        counts: dict[str, int] = defaultdict(int)
        misses: list[tuple[str, str, str]] = []
        seconds: list[float] = []
        for found in read[site.truth["site"]]:
            for name, number in scorer.score(site.truth, found.rows, misses).items():
                counts[name] += number
            counts["by_template"] += found.by_template
            seconds += found.seconds
        shares = {name: counts[part] / counts[whole] for name, part, whole in COLUMNS if counts[whole]}
        for name, share in shares.items():
            means[name].append(share)
        every += seconds
        cells = "".join(f"{100 * shares[name]:8.1f}" if name in shares else f"{'-':>8}" for name, _, _ in COLUMNS)
        print(f"{site.truth['site']:26}{len(site.pages):6}{cells}{milliseconds(seconds)}")
        articles = [miss for miss in dict.fromkeys(misses) if not miss[1].startswith("link")]
        refused = [("", "refused", told) for found in read[site.truth["site"]] for told in found.refused]
        for _, what, where in [*articles, *dict.fromkeys(refused)][:show]:
            print(f"    {what}: {where}")
    cells = "".join(
        f"{100 * statistics.mean(means[name]):8.1f}" if means[name] else f"{'-':>8}" for name, _, _ in COLUMNS
    )
    print(f"{'mean of sites':26}{'':6}{cells}{milliseconds(every)}\n")


def milliseconds(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.mean(seconds):8.1f}{1000 * statistics.median(seconds):8.1f}"


if __name__ == "__main__":
    sys.exit(main())
