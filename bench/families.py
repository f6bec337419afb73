#!/usr/bin/env python3
"""Pages of systems whose themes are public, read by their family's shape and by the general reader.

    bench/families.py CORPUS [--set NAME ...] [--worst 5]

CORPUS is laid out like ../shared/corpus: articles/<set>/truth.jsonl with `body`, sites/<site>/truth.json with the first
and last words. A page counts where its system is recognised. `shape`: pages that the family's shape read; the columns
after it are of those pages alone, general reader | shape, both with the same title: body token F1, lede (the first
words of the text are kept), and of sites head, tail, clean as in score_sites.py. `ms` is the median CPU time a page of
blocks and body; `told` what it costs to see whether a page has a shape, over all pages, recognised or not.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.extract.blocks import read_blocks
from crawler.extract.body import Body, compose
from crawler.extract.choice import choose_blocks
from crawler.extract.cms import cms_of
from crawler.extract.complexity import too_complex
from crawler.extract.families import body_by_family, shape_of
from crawler.extract.head import Head, read_head
from crawler.extract.page import Page
from crawler.extract.title import read_title

SLACK = 25  # letters beside the text that count as clean
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)


@dataclass
class Family:
    pages: int = 0
    shaped: int = 0
    scores: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    why: Counter[str] = field(default_factory=Counter)
    worst: list[tuple[float, str]] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--set", nargs="*", help="only these sets or sites")
    parser.add_argument("--worst", type=int, default=0, help="print so many pages where the shape loses most")
    arguments = parser.parse_args()
    families: dict[str, Family] = defaultdict(Family)
    told: list[float] = []
    for name, row, page in pages(arguments.corpus, arguments.set):
        measure(name, row, page, families, told)
    if not told:
        print(f"no pages below {arguments.corpus}", file=sys.stderr)
        return 2
    columns = ("f1", "lede", "head", "tail", "clean", "ms")
    print(f"{'family':12}{'pages':>6}{'shape':>6}" + "".join(f"{column:>18}" for column in columns))
    for name, family in sorted(families.items()):
        cells = "".join(f"{pair(family.scores[column], column):>18}" for column in columns)
        print(f"{name:12}{family.pages:6}{family.shaped:6}{cells}")
        for reason, count in family.why.most_common():
            print(f"{'':12}{count:6}  {reason or 'no element of a shape'}")
        for loss, where in sorted(family.worst)[: arguments.worst]:
            print(f"{'':12}{loss:+.3f} {where}")
    print(f"told: {1000 * statistics.mean(told):.3f} ms a page, mean of {len(told)}")
    return 0


def pages(corpus: Path, only: Sequence[str] | None) -> Iterator[tuple[str, dict[str, Any], Page]]:
    for file in sorted(corpus.glob("articles/*/truth.jsonl")):
        if only and file.parent.name not in only:
            continue
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield file.parent.name, row, Page(unpacked(file.parent / row["file"]), row["url"] or "")
    for file in sorted(corpus.glob("sites/*/truth.json")):
        if only and file.parent.name not in only:
            continue
        lines = map(json.loads, (file.parent / "index.jsonl").read_text("utf-8").splitlines())
        files = {key(line["url"]): file.parent / line["file"] for line in lines}
        for row in json.loads(file.read_text("utf-8")).get("articles", ()):
            if found := files.get(key(row["url"])):
                yield file.parent.name, row, Page(unpacked(found), row["url"])


def unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def key(url: str) -> str:
    return url.split("://", 1)[-1].rstrip("/")


def measure(name: str, row: dict[str, Any], page: Page, families: dict[str, Family], told: list[float]) -> None:
    if too_complex(page):
        return
    blocks = read_blocks(page)
    begun = process_time()
    shape_of(blocks)
    told.append(process_time() - begun)
    cms = cms_of(page)
    if cms is None:
        return
    family = families[cms.name]
    family.pages += 1
    head = read_head(page)
    title = read_title(page, head)
    words = title.text if title else ""
    begun = process_time()
    found = by_shape(page, words, head)
    middle = process_time()
    if isinstance(found, str):
        family.why[found] += 1
        return
    general = compose_general(page, words, head)
    end = process_time()
    family.shaped += 1
    family.scores["ms"].append((1000 * (end - middle), 1000 * (middle - begun)))
    theirs, ours = scores(row, general.text), scores(row, found.text)
    for column in ours:
        family.scores[column].append((theirs[column], ours[column]))
    loss = min((ours[column] - theirs[column] for column in ours), default=0.0)
    if loss < 0:
        what = " ".join(f"{column} {theirs[column]:.3f}|{ours[column]:.3f}" for column in ours)
        family.worst.append((loss, f"{name} {row.get('id', '')} {str(row['url'])[:90]} {what}"))


def by_shape(page: Page, title: str, head: Head) -> Body | str:
    return body_by_family(
        read_blocks(page), title, description=head.description, image=head.image or "", article_body=head.article_body
    )


def compose_general(page: Page, title: str, head: Head) -> Body:
    blocks = read_blocks(page)
    choice = choose_blocks(blocks, title, description=head.description, article_body=head.article_body)
    return compose(blocks, choice, head.image or "")


def scores(row: dict[str, Any], text: str) -> dict[str, float]:
    if row.get("body"):
        truth, found = Counter(tokens(row["body"])), Counter(tokens(text))
        both = sum((truth & found).values())
        whole = sum(truth.values()) + sum(found.values())
        first = flat(" ".join(row["body"].split()[:12]))
        return {"f1": 2 * both / whole if whole else 1.0, "lede": float(first in flat(text))}
    if row.get("head"):
        own, first = flat(text), flat(row["head"])
        tail = [row["tail"], *row.get("tail_alt", ())]
        start = own.find(first)
        ends = [at + len(flat(one)) for one in tail if one and (at := own.find(flat(one))) >= 0]
        clean = 0 <= start <= SLACK and bool(ends) and len(own) - max(ends) <= SLACK
        return {"head": float(start >= 0), "tail": float(bool(ends)), "clean": float(clean)}
    return {}


def tokens(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def flat(text: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).casefold())


def pair(values: Sequence[tuple[float, float]], column: str) -> str:
    if not values:
        return "-"
    middle = statistics.median if column == "ms" else statistics.mean
    general, shape = (middle(value[side] for value in values) for side in (0, 1))
    return f"{general:.1f} | {shape:.1f}" if column == "ms" else f"{general:.4f} | {shape:.4f}"


if __name__ == "__main__":
    sys.exit(main())
