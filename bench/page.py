#!/usr/bin/env python3
"""What reading one article page costs, by stage, beside trafilatura with metadata on the same pages in the same run.

    bench/page.py [--corpus DIR] [--pages N] [--no-peer]

Pages are those of ../shared/corpus/articles that bench/speed.py serves too, in a fixed shuffle. CPU milliseconds of one
process; all pages are read by Loa, then all by the peer. A stage's time is without that of the stages it
calls. Exit status 1 where Loa needs more than 0.4 of the peer's time.
"""

import argparse
import gc
import gzip
import importlib
import json
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
sys.path.insert(0, str(ROOT))

SETS = ("fundus", "wcxb_dev_article", "zyte_aeb", "mercury")
WARM = 10
"""Pages read before the clock starts."""
BAR = 0.4
# Where each stage begins: module, and the name by which another module calls it.
STAGES = (
    ("complexity", "read", "too_complex"),
    ("head", "read", "read_head"),
    ("lines", "title", "page_lines"),
    ("lines", "shown", "page_lines"),
    ("title", "read", "read_title"),
    ("blocks", "blocks", "read_blocks"),
    ("body: shapes", "read", "body_by_family"),
    ("body: choice", "body", "choose_blocks"),
    ("body: model", "choice", "read_walked"),
    ("body: second reader", "choice", "teach"),
    ("body: pictures", "body", "illustrate"),
    ("body: rendering", "body", "render"),
    ("body: sanitiser", "render", "clean_html"),
    ("body: files", "body", "read_attachments"),
    ("body: rest", "read", "read_body"),
    ("refusal", "read", "refusal"),
    ("times: shown", "published", "shown_times"),
    ("times: datelines", "shown", "read_dateline"),
    ("times: rest", "read", "read_times"),
    ("author, section", "read", "read_author"),
    ("author, section", "read", "read_section"),
)


class Clock:
    """The time of each stage, without that of the stages below it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.inner = [0.0]

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            self.inner.append(0.0)
            begun = process_time()
            try:
                return work(*arguments, **named)
            finally:
                took = process_time() - begun
                self.spent[stage] += took - self.inner.pop()
                self.inner[-1] += took

        return run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--no-peer", action="store_true", help="Loa alone: no ratio, no bar")
    arguments = parser.parse_args()
    if not arguments.corpus.is_dir():
        print(f"{arguments.corpus} is not here", file=sys.stderr)
        return 3
    pages = load(arguments.corpus, arguments.pages + WARM)
    for body, url in pages[:WARM]:
        loa(body, url)
        if not arguments.no_peer:
            peer(body, url)
    gc.collect()
    gc.freeze()  # as the process that reads a crawl's pages does, here for both
    gc.set_threshold(50_000, 20, 50)
    ours: list[float] = []
    theirs: list[float] = []
    clock = Clock()
    for stage, module, name in STAGES:
        place = importlib.import_module(f"crawler.extract.{module}")
        if hasattr(place, name):
            setattr(place, name, clock.timed(stage, getattr(place, name)))
    for body, url in pages[WARM:]:
        ours.append(milliseconds(lambda body=body, url=url: loa(body, url, clock)))  # type: ignore[misc]
    gc.collect()
    for body, url in () if arguments.no_peer else pages[WARM:]:
        theirs.append(milliseconds(lambda body=body, url=url: peer(body, url)))  # type: ignore[misc]
    return report(ours, theirs, clock)


def load(corpus: Path, count: int) -> list[tuple[bytes, str]]:
    found = []
    for name in SETS:
        for line in (corpus / name / "truth.jsonl").read_text("utf-8").splitlines():
            told = json.loads(line)
            found.append((corpus / name / told["file"], told["url"] or ""))
    random.Random(6).shuffle(found)
    return [(gzip.decompress(file.read_bytes()), url) for file, url in found[:count] if file.is_file()]


def loa(body: bytes, url: str, clock: Clock | None = None) -> None:
    from crawler.errors import ExtractionError
    from crawler.extract import read
    from crawler.extract.page import Context, Page

    page = Page(body, url, "text/html")
    context = Context("bench", "en", "GB", ZoneInfo("UTC"), datetime(2026, 11, 24, tzinfo=UTC))
    if clock is not None:
        clock.timed("decode", lambda: page.html)()
        clock.timed("parse", lambda: page.tree)()
    with suppress(ExtractionError):
        read.read(page, context)


def peer(body: bytes, url: str) -> None:
    import trafilatura
    from scrapy.http import HtmlResponse

    response = HtmlResponse(url or "http://example.org/", body=body, headers={"Content-Type": "text/html"})
    trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)


def milliseconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def report(ours: list[float], theirs: list[float], clock: Clock) -> int:
    print(f"{len(ours)} pages, CPU ms a page {'mean':>10}{'median':>10}{'p95':>10}{'most':>10}")
    for name, costs in (("Loa", ours), ("trafilatura with metadata", theirs)):
        if costs:
            high = statistics.quantiles(costs, n=20)[-1]
            print(
                f"{name:29}{statistics.mean(costs):10.2f}{statistics.median(costs):10.2f}{high:10.2f}{max(costs):10.2f}"
            )
    spent = {stage: seconds * 1000 / len(ours) for stage, seconds in clock.spent.items()}
    for stage, cost in sorted(spent.items(), key=lambda found: -found[1]):
        print(f"    {stage:25}{cost:10.2f}")
    print(f"    {'elsewhere':25}{statistics.mean(ours) - sum(spent.values()):10.2f}")
    if not theirs:
        return 0
    share = sum(ours) / sum(theirs)
    print(f"share of trafilatura's time: {share:.3f}, at most {BAR}: {'met' if share <= BAR else 'MISSED'}")
    return 0 if share <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
