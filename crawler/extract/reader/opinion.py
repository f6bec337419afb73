"""A second opinion where the reader is in doubt: what another reader took, as evidence beside its own numbers."""

from collections.abc import Collection
from math import exp, log

from crawler.extract.reader.best import best_set
from crawler.extract.reader.read import Reading

TAKEN, LEFT = 2.0, -0.6
"""Log-odds that the other reader's yes and no are worth. Found on sets that the model had not seen."""
LOST = 0.3
"""Below this expected F1 the page is of a kind that the model does not know: its own numbers count half."""
_TAKEN_LOST, _LEFT_LOST = 3.0, -1.5
_SURE = 1e-5


def weigh(reading: Reading, other: Collection[int]) -> Reading:
    """The reading with the blocks that another reader took, by number, weighed in."""
    lost = reading.expected < LOST
    own, yes, no = (0.5, _TAKEN_LOST, _LEFT_LOST) if lost else (1.0, TAKEN, LEFT)
    p = {n: _chance(own * _odds(value) + (yes if n in other else no)) for n, value in reading.p.items()}
    taken, expected = best_set(reading.sight, list(p.values()))
    return Reading(reading.blocks, frozenset(taken), expected, reading.sight, p)


def _odds(p: float) -> float:
    p = min(max(p, _SURE), 1 - _SURE)
    return log(p / (1 - p))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
