"""One document as the nodes of queries see it: by looking for each term, or by what an automaton has found."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate

from feeds.topics.document import Document
from feeds.topics.keys import Kind
from feeds.topics.nodes import GAP, Node, Span, Words


class Sight(ABC):
    """What both ways share: the memory of one evaluation, and the way from a place in the keys to a position."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.memo: dict[Node, bool] = {}
        self.found: dict[Node, Sequence[Span]] = {}
        self._units: dict[tuple[Kind, int], list[int]] = {}
        self._first: tuple[int, ...] | None = None

    @abstractmethod
    def parts(self, term: Words) -> int:
        """The parts that hold the words, as bits."""

    @abstractmethod
    def places(self, term: Words) -> list[Span]:
        """Where the words stand in the term's own parts, in order."""

    def first(self, kind: Kind) -> tuple[int, ...]:
        """The position of each part's first unit. The same for every kind: kinds fold units, they do not split them."""
        if self._first is None:
            lengths = [max(0, text.count(" ") - 1) + GAP for text in self.document.keyed(kind)]
            self._first = (0, lengths[0], lengths[0] + lengths[1])
        return self._first

    def spans_at(self, term: Words, part: int, ends: Sequence[int]) -> list[Span]:
        """Spans of the term whose pattern ends at these offsets of the part's keys."""
        units = self._units.get((term.kind, part))
        if units is None:
            keys = self.document.keyed(term.kind)[part][1:-1].split(" ")
            units = self._units[term.kind, part] = list(accumulate(len(key) + 1 for key in keys))
        base = self.first(term.kind)[part]
        lasts = [base + bisect_left(units, end) for end in ends]
        return [(last - term.size + 1, last) for last in lasts]


class Scan(Sight):
    """Looks for each term when it is asked for: for one query."""

    def parts(self, term: Words) -> int:
        bits = 0
        for part, text in enumerate(self.document.keyed(term.kind)):
            if term.pattern in text:
                bits |= 1 << part
        return bits

    def places(self, term: Words) -> list[Span]:
        spans: list[Span] = []
        for part, text in enumerate(self.document.keyed(term.kind)):
            if term.mask >> part & 1:
                spans += self.spans_at(term, part, _ends(term.pattern, text))
        return spans


def _ends(pattern: str, text: str) -> list[int]:
    """The last character of each occurrence, overlapping ones too."""
    ends = []
    at = text.find(pattern)
    while at >= 0:
        ends.append(at + len(pattern) - 1)
        at = text.find(pattern, at + 1)
    return ends


class Hits(Sight):
    """Knows where every term of every topic stands: per part, slot -> offsets of the last characters."""

    def __init__(self, document: Document, hits: tuple[Mapping[int, list[int]], ...]) -> None:
        super().__init__(document)
        self.hits = hits

    def parts(self, term: Words) -> int:
        title, lead, body = self.hits
        slot = term.slot
        return (slot in title) | (slot in lead) << 1 | (slot in body) << 2

    def places(self, term: Words) -> list[Span]:
        spans: list[Span] = []
        for part, hits in enumerate(self.hits):
            if term.mask >> part & 1 and term.slot in hits:
                spans += self.spans_at(term, part, hits[term.slot])
        return spans
