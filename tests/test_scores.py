"""What was reached is not lost: the quick measures of bench/scores.toml against what is pinned there."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_scores", ROOT / "bench" / "scores.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bench = load()
KNOWN: dict[str, Any] = bench.read()


@pytest.mark.parametrize("name", bench.quick(KNOWN))
def test_no_score_is_lower_than_pinned(name: str) -> None:
    if not (bench.SHARED / "corpus").is_dir():
        pytest.skip("the pages and their truths are not here")
    found = dict(bench.figures(name, KNOWN[name], bench.run(KNOWN[name]["command"])))
    assert [score.name for score, figure in found.items() if figure is None] == []
    counted = {score: figure for score, figure in found.items() if not score.slack}  # time is for the bench
    assert [(one.name, figure, one.pinned) for one, figure in counted.items() if one.is_lower(figure)] == []


def test_every_score_that_was_lowered_says_why() -> None:
    every = [score for name, measure in KNOWN.items() for score in bench.scores(name, measure)]
    assert every
    assert [score.name for score in every if score.lowered is not None and not score.reason.strip()] == []
    assert [score.name for score in every if score.lowered is not None and score.best is None] == []


def test_better_is_up_or_down_and_time_has_its_slack() -> None:
    share = bench.Score("m", "share", "", best=0.9, must=None)
    assert share.is_lower(0.89) and not share.is_lower(0.9) and share.is_better(0.91)
    harm = bench.Score("m", "harm", "", best=1.0, must=1.5, better="down")
    assert harm.is_lower(1.1) and not harm.is_lower(0.9) and harm.is_better(0.9) and harm.misses(1.6)
    milliseconds = bench.Score("m", "ms", "", best=10.0, must=None, better="down", slack=0.2)
    assert milliseconds.is_lower(12.5) and not milliseconds.is_lower(11.9)
    given_up = bench.Score("m", "share", "", best=0.9, must=None, lowered=0.8, reason="the truth was wrong")
    assert given_up.pinned == 0.8 and not given_up.is_lower(0.85) and given_up.is_lower(0.79)


def test_the_better_figure_is_written_and_nothing_else_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "scores.toml"
    file.write_text("# Why it is so.\n[m]\ncommand = 'x'\n\n[m.scores.a]\nfind = 'a=(\\d+)'\npinned = 5.0\n", "utf-8")
    monkeypatch.setattr(bench, "FILE", file)
    (score,) = dict(bench.figures("m", bench.read()["m"], "a=4 a=7"))
    bench.pin({score: 7.0})
    assert file.read_text("utf-8").startswith("# Why it is so.\n[m]\n")
    (again,) = bench.scores("m", bench.read()["m"])
    assert again.pinned == 7.0
    assert again.is_lower(6.0)
