"""What the first forest thought of the blocks round each: the numbers that only the second one sees."""

from collections.abc import Sequence
from itertools import accumulate
from math import log1p

from crawler.extract.blocks import Element
from crawler.extract.reader.place import BEYOND, beyond
from crawler.extract.reader.sight import Sight
from crawler.extract.reader.text import Numbers

NEVER = 0.03
"""What the first forest thinks of a block that the second need not see."""
_MOST_WORDS = 200.0
_GAP = 30.0


def worth_a_look(thought: Sequence[float]) -> list[int]:
    """The rows that the first forest does not rule out."""
    return [row for row, value in enumerate(thought) if value >= NEVER]


def look_again(sight: Sight, thought: Sequence[float], again: Sequence[int]) -> list[Numbers]:
    """Some of the rows, by their numbers, with what the first forest thought of the blocks round each: `thought` holds
    its p by row."""
    blocks = sight.blocks.blocks
    p = [0.0] * len(blocks)
    for n, value in zip(sight.seen, thought, strict=True):
        p[n] = value
    weighed = [
        (count if count < _MOST_WORDS else _MOST_WORDS) + 2.0 if count else 0.0  # a block without words is a picture
        for count in sight.words
    ]
    all_ = [0.0, *accumulate(weighed)]
    taken = [0.0, *accumulate(map(float.__mul__, weighed, p))]
    means, best = _held(sight.held, len(sight.blocks.elements), all_, taken)
    on_path, on_wide = _on_paths(sight.paths, weighed, p), _on_paths(sight.wide, weighed, p)
    numbers = [sight.seen[row] for row in again]
    page = (max(thought, default=0.0), log1p(taken[-1]))
    total = taken[-1] or 1.0
    padded = [0.0, 0.0, *p, 0.0, 0.0]
    wide_all, wide_taken = beyond(all_), beyond(taken)
    rows: list[Numbers] = []
    for row, n, up, down in zip(again, numbers, *_gaps(numbers, p), strict=True):
        element = blocks[n].element
        above = element.parent or element
        upper = above.parent or above
        at = n + BEYOND
        rows.append(
            sight.rows[row]
            + (
                p[n],
                padded[n + 1],
                padded[n],
                padded[n + 3],
                padded[n + 4],
                (wide_taken[at + 4] - wide_taken[at - 3]) / (wide_all[at + 4] - wide_all[at - 3]),
                (wide_taken[at + 9] - wide_taken[at - 8]) / (wide_all[at + 9] - wide_all[at - 8]),
                means[element.number],
                means[above.number],
                means[upper.number],
                on_path[sight.paths[n]],
                on_wide[sight.wide[n]],
                1.0 if best is not None and best.first <= n <= best.last else 0.0,
                taken[n] / total,
                up,
                down,
                *page,
            )
        )
    return rows


def _held(
    held: Sequence[Element], count: int, all_: list[float], taken: list[float]
) -> tuple[list[float], Element | None]:
    """What was thought of the blocks of each element together; the one that holds most of what was thought article and
    least else. `held` are the elements asked of, among `count` of the page."""
    means = [0.0] * count
    most, best = -1.0, None
    for element in held:
        first, last = element.first, element.last + 1
        right, whole = taken[last] - taken[first], all_[last] - all_[first]
        means[element.number] = right / (whole or 1.0)
        worth = 2.0 * right - 0.7 * whole
        if worth >= most or best is None:
            most, best = max(worth, -1.0), element
    return means, best


def _on_paths(paths: list[int], weighed: list[float], p: list[float]) -> list[float]:
    """What was thought of the blocks of each path together."""
    count = max(paths, default=-1) + 1
    taken, all_ = [0.0] * count, [0.0] * count
    for path, weight, value in zip(paths, weighed, p, strict=True):
        all_[path] += weight
        if value:
            taken[path] += weight * value
    return [one / (whole or 1.0) for one, whole in zip(taken, all_, strict=True)]


def _gaps(numbers: list[int], p: list[float]) -> tuple[list[float], list[float]]:
    """How many blocks back, and on, the nearest stands that was thought article, of these blocks; 30 at most."""
    up, down = [], []
    last = -_GAP
    for n in numbers:
        up.append(min(_GAP, n - last))
        if p[n] > 0.5:
            last = float(n)
    last = len(p) + _GAP
    for n in reversed(numbers):
        down.append(min(_GAP, last - n))
        if p[n] > 0.5:
            last = float(n)
    return up, down[::-1]
