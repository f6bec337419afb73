#!/usr/bin/env python3
"""How well a list page's news is told from its other links: the page alone, and beside one article page of its site.

    bench/lists.py SNAPSHOTS [--show N] [--site ID ...]

SNAPSHOTS is a folder laid out like ../shared/corpus/sites. Recall and precision are means over the sites; a list is
exact where all its items are taken and nothing else. Items that the truth calls optional count neither way. "stable"
is the share of lists whose links are the same both times; "again" that of lists read the same by what was learned of
them; "short" reads each list once more with all but its first three items cut out, without and with what was learned:
the share of lists where nothing else is taken for its news and nothing is lost. The article page is the first item that
the site's snapshot holds, else any other page of it. No network, no crawl: seconds.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.address import address_key
from crawler.extract.links import ListReading, read_list
from crawler.extract.listtemplate import apply, learn
from crawler.extract.page import Page
from crawler.extract.records import outline

SHORT = 3
WAYS = ("alone", "with an article")


@dataclass(slots=True)
class Score:
    """What one site's lists came to, in links and lists."""

    items: int = 0
    taken: int = 0
    hit: int = 0
    lists: int = 0
    exact: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, truth: dict[str, Any], reading: ListReading) -> None:
        want = {key(url) for url in truth["items"]}
        optional = {key(url) for url in truth.get("optional", [])} - want
        got = {key(link.url) for link in reading.taken} - optional
        self.items += len(want)
        self.taken += len(got)
        self.hit += len(want & got)
        self.lists += 1
        self.exact += want == got
        why = {key(link.url): link.reason for link in reading.left}
        self.misses += [f"missed {url} ({why.get(url, 'not on the page')})" for url in sorted(want - got)]
        self.misses += [f"too many {link.url} ({link.reason})" for link in reading.taken if key(link.url) in got - want]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each site")
    parser.add_argument("--site", nargs="*", default=[])
    arguments = parser.parse_args()
    folders = sorted(file.parent for file in arguments.snapshots.rglob("truth.json"))
    folders = [folder for folder in folders if not arguments.site or folder.name in arguments.site]
    if not folders:
        print(f"no truth.json below {arguments.snapshots}", file=sys.stderr)
        return 2
    scores: dict[str, dict[str, Score]] = {way: defaultdict(Score) for way in WAYS}
    same = lists = again = long = 0
    short = [0, 0]
    for folder in folders:
        site = Site(folder)
        for truth in site.truth["lists"]:
            page = site.page(truth["url"])
            if page is None:
                print(f"{folder.name}: {truth['url']} is not in the snapshot", file=sys.stderr)
                continue
            other = site.article(truth)
            readings = dict(zip(WAYS, (read_list(page), read_list(page, [other] if other else [])), strict=True))
            for way, reading in readings.items():
                scores[way][folder.name].add(truth, reading)
            lists += 1
            same += len({tuple(link.url for link in reading.taken) for reading in readings.values()}) == 1
            if len(truth["items"]) > SHORT + 1 and (template := learn(page, readings["alone"].taken)):
                long += 1
                known = {address_key(url) for url in truth["items"]}
                whole, cut = apply(page, template, known), shortened(page, truth["items"][SHORT:])
                again += whole is not None and whole.taken == readings["alone"].taken
                want = {key(url) for url in truth["items"][:SHORT]}
                may = want | {key(url) for url in truth.get("optional", [])}
                for at, reading in enumerate((read_list(cut), apply(cut, template, known) or read_list(cut))):
                    short[at] += want <= {key(link.url) for link in reading.taken} <= may
    for way in WAYS:
        report(way, scores[way], arguments.show)
    print(f"stable {same}/{lists}, again {again}/{long}, short {short[0]}/{long}, short as learned {short[1]}/{long}")
    return 0


def report(way: str, scores: dict[str, Score], show: int) -> None:
    print(f"{way:18}{'lists':>6}{'exact':>6}{'recall':>9}{'precision':>10}")
    for name, score in scores.items():
        rates = share(score.hit, score.items), share(score.hit, score.taken)
        print(f"  {name:16}{score.lists:6}{score.exact:6}{rates[0]:9.1%}{rates[1]:10.1%}")
        for line in score.misses[:show]:
            print(f"      {line}")
    recall = sum(share(score.hit, score.items) for score in scores.values()) / len(scores)
    precision = sum(share(score.hit, score.taken) for score in scores.values()) / len(scores)
    exact, lists = (sum(getattr(score, name) for score in scores.values()) for name in ("exact", "lists"))
    print(f"  {'mean of sites':16}{lists:6}{exact:6}{recall:9.1%}{precision:10.1%}")


class Site:
    """A snapshot: its truth, and its pages by their addresses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.truth = json.loads((folder / "truth.json").read_text("utf-8"))
        lines = [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]
        self.lines = {key(line["url"]): line for line in lines}

    def page(self, url: str) -> Page | None:
        line = self.lines.get(key(url))
        if line is None:
            return None
        return Page(gzip.decompress((self.folder / line["file"]).read_bytes()), url, line["type"])

    def article(self, truth: dict[str, Any]) -> Page | None:
        """One page of the site that is none of its lists, an item of this list where there is one."""
        lists = {key(found["url"]) for found in self.truth["lists"]}
        lists |= {key(found["next"]) for found in self.truth["lists"] if found.get("next")}
        for url in [*truth["items"], *(line["url"] for line in self.lines.values())]:
            if key(url) not in lists and key(url) in self.lines:
                return self.page(url)
        return None


def key(url: str) -> str:
    """As the truth's own scorer spells addresses: the scheme, an index page and the last slash do not count."""
    parts = urlsplit(url.strip())
    path = re.sub(r"/index\.html?$", "", unquote(parts.path)).rstrip("/")
    spelled = (parts.netloc.lower()) + path + ("?" + unquote(parts.query) if parts.query else "")
    return unicodedata.normalize("NFC", spelled)


def shortened(page: Page, urls: list[str]) -> Page:
    """The page without some of its items, each cut out with the largest element that holds no other link."""
    gone = {key(url) for url in urls}
    seen = outline(page)
    for spot in seen.spots:
        if key(spot.address.url) not in gone:
            continue
        node = spot.node
        for index in seen.above(spot.box, 8):
            box = seen.boxes[index]
            if len({key(other.address.url) for other in seen.spots[box.first : box.last + 1]}) > 1:
                break
            node = box.node
        node.remove()
    return Page((page.tree.html or "").encode(), page.url, "text/html; charset=utf-8")


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main())
