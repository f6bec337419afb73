"""The words of class and id names, and what they weigh: on the element itself, on the two above it, higher up. And the
words that texts begin with: "subscribe", "related", "read also"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_SPLIT = re.compile(r"[^a-z\u00df-\u024f]+")
_LETTERS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
"""Names and texts in ASCII come apart as bytes, many times faster: all but small letters made spaces."""
_MOST = 12
"""Words of one element; generated names have hundreds."""
_CAP = 4.0
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEGIN = 80
"""Letters of a text whose words count."""

Word = str | tuple[str, ...]
Weight = tuple[float, float, float]
Weights = Mapping[str, Weight]
NOTHING = (0.0, 0.0, 0.0)


def names_words(tag: str, names: str) -> list[str]:
    """The tag, the words of class and id, and each two that are neighbours."""
    found = _words(names)
    return [f"<{tag}>", *found, *map("-".join, zip(found, found[1:], strict=False))]


def _words(names: str) -> list[str]:
    if not names:
        return []
    parts = names.encode().translate(_LETTERS).decode().split() if names.isascii() else _SPLIT.split(names)
    return [word for word in parts if len(word) > 1][:_MOST]


def begin_words(text: str) -> list[str]:
    """The words that a text begins with, each once."""
    return list(dict.fromkeys(_WORD.findall(text[:_BEGIN].casefold())))


class Names:
    """The sums of the weights of names, kept: a site has few kinds of elements; and of the words that texts begin
    with."""

    def __init__(self, weights: Weights, begins: Mapping[str, float] = MappingProxyType({})) -> None:
        self.weights: dict[Word, Weight] = {
            tuple(word.split("-")) if "-" in word else word: weight for word, weight in weights.items()
        }
        self.begins = begins
        self.known: dict[tuple[str, str], Weight] = {}

    def of(self, tag: str, names: str) -> Weight:
        found = self.known.get((tag, names))
        if found is None:
            words = _words(names)
            said: list[Word] = [f"<{tag}>", *words, *zip(words, words[1:], strict=False)]
            weighed: dict[Word, Weight] = {}  # each word and pair once
            for word in said:
                if weight := self.weights.get(word):
                    weighed[word] = weight
            own = near = above = 0.0
            for one, two, three in weighed.values():
                own, near, above = own + one, near + two, above + three
            found = (_capped(own), _capped(near), _capped(above))
            if len(self.known) > 20_000:
                self.known.clear()
            self.known[tag, names] = found
        return found

    def begun(self, text: str) -> float:
        start = text[:_BEGIN].casefold()
        parts = start.encode().translate(_LETTERS).decode().split() if start.isascii() else _WORD.findall(start)
        words = dict.fromkeys(filter(self.begins.__contains__, parts))  # a word of one letter has no weight
        return _capped(sum(map(self.begins.__getitem__, words))) if words else 0.0


def _capped(value: float) -> float:
    return -_CAP if value < -_CAP else _CAP if value > _CAP else value
