"""The words of class and id names, and what they weigh: on the element itself, on the two above it, higher up."""

import re
from collections.abc import Mapping

_SPLIT = re.compile(r"[^a-z\u00df-\u024f]+")
_MOST = 12
"""Words of one element; generated names have hundreds."""
_CAP = 4.0

Weights = Mapping[str, tuple[float, float, float]]
NOTHING = (0.0, 0.0, 0.0)


def names_words(tag: str, names: str) -> list[str]:
    """The tag, the words of class and id, and each two that are neighbours."""
    found = [word for word in _SPLIT.split(names) if len(word) > 1][:_MOST] if names else []
    return [f"<{tag}>", *found, *map("-".join, zip(found, found[1:], strict=False))]


class Names:
    """The sums of the weights of names, kept: a site has few kinds of elements."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.known: dict[tuple[str, str], tuple[float, float, float]] = {}

    def of(self, tag: str, names: str) -> tuple[float, float, float]:
        found = self.known.get((tag, names))
        if found is None:
            own = near = above = 0.0
            for word in dict.fromkeys(names_words(tag, names)):
                one = self.weights.get(word, NOTHING)
                own, near, above = own + one[0], near + one[1], above + one[2]
            found = (_capped(own), _capped(near), _capped(above))
            if len(self.known) > 20_000:
                self.known.clear()
            self.known[tag, names] = found
        return found


def _capped(value: float) -> float:
    return max(-_CAP, min(_CAP, value))
