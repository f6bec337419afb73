#!/usr/bin/env python3
"""Measure what bench/scores.toml pins, and say where a score is lower than it was.

    bench/scores.py [MEASURE ...] [--quick] [--raise] [--told FILE]

No measure named: all of them, which takes an hour; --quick: those that take seconds. A measure whose command needs
another environment (the training of the reader) is run there, and what it printed is given with --told. Each score is
printed with its pinned figure and its bar. --raise writes better figures into the file, and those that none is pinned
for yet; it never writes a lower one. Exit status 1 where a score is lower than pinned, a slack for CPU time allowed; 2
where a measure printed no such figure; 3 where the data is not here.
"""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FILE = ROOT / "bench" / "scores.toml"


@dataclass(frozen=True, slots=True)
class Score:
    """A figure that is pinned: `find` cuts it out of what a measure prints. `best` None: none is pinned yet."""

    measure: str
    name: str
    find: str
    best: float | None
    must: float | None
    better: str = "up"
    slack: float = 0.0
    lowered: float | None = None
    reason: str = ""

    @property
    def pinned(self) -> float | None:
        """What counts: the best figure, or a worse one that was agreed to."""
        return self.best if self.lowered is None else self.lowered

    def figure(self, printed: str) -> float | None:
        found = re.findall(self.find, printed)
        return float(found[-1]) if found else None

    def is_lower(self, figure: float) -> bool:
        """Whether a figure is worse than pinned by more than the slack."""
        if self.pinned is None:
            return False
        room = abs(self.pinned) * self.slack + 1e-9
        return figure > self.pinned + room if self.better == "down" else figure < self.pinned - room

    def is_better(self, figure: float) -> bool:
        if self.pinned is None:
            return True
        return figure < self.pinned if self.better == "down" else figure > self.pinned

    def misses(self, figure: float) -> bool:
        """Whether a figure is on the wrong side of the bar."""
        if self.must is None:
            return False
        return figure > self.must if self.better == "down" else figure < self.must


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE")
    parser.add_argument("--quick", action="store_true", help="only measures that take seconds")
    parser.add_argument("--raise", dest="higher", action="store_true", help="pin what is better than pinned")
    parser.add_argument("--told", type=Path, help="what the one measure printed, instead of running it")
    arguments = parser.parse_args()
    known = read()
    if unknown := set(arguments.measures) - set(known):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if arguments.told and len(arguments.measures) != 1:
        parser.error("--told is what one measure printed: name it")
    if not (SHARED / "corpus").is_dir() and not arguments.told:
        print(f"{SHARED / 'corpus'} is not here: the data lives there", file=sys.stderr)
        return 3
    wanted = arguments.measures or [name for name in known if not arguments.quick or known[name].get("quick")]
    status = 0
    print(f"{'':34}{'now':>10}{'pinned':>10}{'must':>10}")
    for name in wanted:
        printed = arguments.told.read_text("utf-8") if arguments.told else run(known[name]["command"])
        found = dict(figures(name, known[name], printed))
        status = max(status, *(show(score, figure) for score, figure in found.items()), 0)
        if arguments.higher:
            pin({score: figure for score, figure in found.items() if figure is not None and score.is_better(figure)})
    return status


def read() -> Mapping[str, Any]:
    """The measures of the file by name."""
    return tomlkit.parse(FILE.read_text("utf-8")).unwrap()


def scores(name: str, measure: Mapping[str, Any]) -> Iterator[Score]:
    for score, told in measure.get("scores", {}).items():
        yield Score(
            name,
            score,
            told["find"],
            told.get("pinned"),
            told.get("must"),
            told.get("better", "up"),
            told.get("slack", 0.0),
            told.get("lowered"),
            told.get("reason", ""),
        )


def figures(name: str, measure: Mapping[str, Any], printed: str) -> Iterator[tuple[Score, float | None]]:
    for score in scores(name, measure):
        yield score, score.figure(printed)


def run(command: str) -> str:
    """What a command of the file prints. A status of its own (a bar that is missed) is no reason to stop."""
    words = [word.format(shared=SHARED) for word in shlex.split(command)]
    print(f"  {command.format(shared='../shared')}", file=sys.stderr)
    done = subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout


def show(score: Score, figure: float | None) -> int:
    """Print a row; its status."""
    if figure is None:
        print(f"{score.measure + '.' + score.name:34}{'-':>10}  no such figure was printed")
        return 2
    words = [*(["LOWER"] if score.is_lower(figure) else []), *(["BELOW ITS BAR"] if score.misses(figure) else [])]
    words += ["better"] if score.pinned is not None and score.is_better(figure) else []
    cells = "".join(f"{'-' if value is None else format(value, '.5g'):>10}" for value in (score.pinned, score.must))
    print(f"{score.measure + '.' + score.name:34}{figure:10.5g}{cells}  {', '.join(words)}".rstrip(), flush=True)
    return 1 if score.is_lower(figure) else 0


def pin(better: Mapping[Score, float]) -> None:
    """Write figures into the file; all else of it, comments too, stays."""
    file: Any = tomlkit.parse(FILE.read_text("utf-8"))
    for score, figure in better.items():
        row = file[score.measure]["scores"][score.name]
        made_up_for = score.lowered is None or replace(score, lowered=None).is_better(figure) or figure == score.best
        row["pinned" if made_up_for else "lowered"] = figure
        if made_up_for:
            row.pop("lowered", None)
            row.pop("reason", None)
    FILE.write_text(tomlkit.dumps(file), "utf-8")


def quick(known: Mapping[str, Any]) -> Sequence[str]:
    return [name for name, measure in known.items() if measure.get("quick")]


if __name__ == "__main__":
    sys.exit(main())
