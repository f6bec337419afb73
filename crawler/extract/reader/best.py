"""From what each block is thought to be, the set that is the article: the one with the best expected F1."""

from collections.abc import Sequence

from crawler.extract.blocks import Flag
from crawler.extract.reader.sight import Sight

LEAST = 0.2
"""No block that is less likely is taken, however short the page."""
_BEFORE = 6
"""How many blocks before the first taken one may hold the lede."""
_INTRO = 0.12
_INTRO_WORDS = 12
_TWICE = 24
"""Letters from which a text that stands twice is the article twice, not a word that repeats."""
_RIGHTLY = 0.9
_AWAY = Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.CAPTION | Flag.FIGURE | Flag.HIDDEN


def expected_f1(words: Sequence[float], p: Sequence[float], taken: Sequence[int], total: float) -> float:
    """Of a set of rows: twice the words expected right, over the words taken and those expected on the page."""
    right = sum(words[row] * p[row] for row in taken)
    size = sum(words[row] for row in taken)
    return 2 * right / (size + total) if size + total else 0.0


def best_set(sight: Sight, p: Sequence[float]) -> tuple[set[int], float]:
    """The numbers of the blocks taken and the F1 to expect of them."""
    words = [sight.words[n] for n in sight.seen]
    order = sorted(range(len(p)), key=p.__getitem__, reverse=True)
    total = sum(map(float.__mul__, words, p))
    right = size = best = 0.0
    taken = 0
    for count, row in enumerate(order, 1):
        if p[row] < LEAST:
            break
        right += words[row] * p[row]
        size += words[row]
        if 2 * right / (size + total) >= best:
            best, taken = 2 * right / (size + total), count
    chosen = {sight.seen[row]: p[row] for row in order[:taken]}
    again = _twice(sight, chosen)
    for number in again:
        del chosen[number]
    return set(chosen) | (_intro(sight, p, chosen) - again), best


def _intro(sight: Sight, p: Sequence[float], chosen: dict[int, float]) -> set[int]:
    """A sentence right before the first block taken: portals show the lede in a cell of its own."""
    first = min(chosen, default=-1)
    found = set()
    for n, value in zip(sight.seen, p, strict=True):
        if first - _BEFORE <= n < first and value > _INTRO and sight.words[n] >= _INTRO_WORDS:
            if not sight.blocks[n].element.flags & _AWAY:
                found.add(n)
    return found


def _twice(sight: Sight, chosen: dict[int, float]) -> set[int]:
    """Of equal long texts all but the likeliest, unless they stand on one path and each is sure."""
    best: dict[tuple[str, float], int] = {}
    out: set[int] = set()
    for n in sorted(chosen):
        key = sight.keys[n], sight.words[n]  # the key is of the first letters only
        if len(sight.keys[n]) <= _TWICE:
            continue
        other = best.setdefault(key, n)
        if other == n:
            continue
        if sight.paths[other] == sight.paths[n] and min(chosen[other], chosen[n]) > _RIGHTLY:
            continue
        lost = n if chosen[n] <= chosen[other] else other
        best[key] = other if lost == n else n
        out.add(lost)
    return out
