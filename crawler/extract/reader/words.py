"""The words of class and id names, and what they weigh: on the element itself, on the two above it, higher up. And the
words that texts begin with: "subscribe", "related", "read also"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_SPLIT = re.compile(r"[^a-z\u00df-\u024f]+")
_MOST = 12
"""Words of one element; generated names have hundreds."""
_CAP = 4.0
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEGIN = 80
"""Letters of a text whose words count."""

Weights = Mapping[str, tuple[float, float, float]]
NOTHING = (0.0, 0.0, 0.0)


def names_words(tag: str, names: str) -> list[str]:
    """The tag, the words of class and id, and each two that are neighbours."""
    found = [word for word in _SPLIT.split(names) if len(word) > 1][:_MOST] if names else []
    return [f"<{tag}>", *found, *map("-".join, zip(found, found[1:], strict=False))]


def begin_words(text: str) -> list[str]:
    """The words that a text begins with, each once."""
    return list(dict.fromkeys(_WORD.findall(text[:_BEGIN].casefold())))


class Names:
    """The sums of the weights of names, kept: a site has few kinds of elements; and of the words that texts begin
    with."""

    def __init__(self, weights: Weights, begins: Mapping[str, float] = MappingProxyType({})) -> None:
        self.weights = weights
        self.begins = begins
        self.known: dict[tuple[str, str], tuple[float, float, float]] = {}

    def of(self, tag: str, names: str) -> tuple[float, float, float]:
        found = self.known.get((tag, names))
        if found is None:
            own = near = above = 0.0
            get = self.weights.get
            for word in dict.fromkeys(names_words(tag, names)):
                if one := get(word):
                    own, near, above = own + one[0], near + one[1], above + one[2]
            found = (_capped(own), _capped(near), _capped(above))
            if len(self.known) > 20_000:
                self.known.clear()
            self.known[tag, names] = found
        return found

    def begun(self, text: str) -> float:
        get = self.begins.get
        return _capped(sum(get(word, 0.0) for word in begin_words(text)))


def _capped(value: float) -> float:
    return max(-_CAP, min(_CAP, value))
