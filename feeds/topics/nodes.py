"""The tree of a query: what each form means for one document.

A node is true or not; a positional node (words, alternatives of words, EXCEPT, NEAR, THEN) also has spans, pairs of
its first and last position. Positions count words; parts of the article lie so far apart that no distance joins them.
Nodes are compared by identity, so that a shared subtree is evaluated once per document (`View.memo`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from feeds.topics.document import Document
from feeds.topics.keys import Kind, keyed

MAX_DISTANCE = 1_000
GAP = MAX_DISTANCE + 1  # positions between two parts
UNIT = 1_000  # weights are whole thousandths

Span = tuple[int, int]


class At(NamedTuple):
    """Where a node was written: characters start to end of a query's text."""

    text: str
    start: int
    end: int

    @property
    def written(self) -> str:
        return " ".join(self.text[self.start : self.end].split())


class View(Protocol):
    """One document as the nodes see it."""

    document: Document
    memo: dict["Node", bool]
    found: dict["Node", Sequence[Span]]

    def parts(self, term: "Words") -> int:
        """The parts that hold the words anywhere, as bits."""

    def places(self, term: "Words") -> list[Span]:
        """Where the words stand in the term's own parts, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    at: At

    @property
    def positional(self) -> bool:
        """Whether it has spans, so that EXCEPT, NEAR and THEN can take it."""
        return False

    @property
    def children(self) -> tuple["Node", ...]:
        return ()

    @property
    def shape(self) -> tuple[Any, ...]:
        """What tells this node from others of its class with the same children."""
        return ()

    def over(self, children: tuple["Node", ...]) -> "Node":
        """The same node over other children."""
        return self

    def true(self, view: View) -> bool:
        known = view.memo.get(self)
        if known is None:
            known = view.memo[self] = self._true(view)
        return known

    def spans(self, view: View) -> Sequence[Span]:
        """Sorted, each once. Only asked of positional nodes."""
        known = view.found.get(self)
        if known is None:
            known = view.found[self] = self._spans(view)
        return known

    def _true(self, view: View) -> bool:
        return bool(self.spans(view))

    def _spans(self, view: View) -> Sequence[Span]:
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Words(Node):
    """A word or phrase in some parts. `pattern` is " key key " or, for a prefix, " key key" without the last space."""

    text: str
    kind: Kind
    pattern: str
    size: int
    mask: int
    slot: int = -1  # its number in an automaton

    @property
    def positional(self) -> bool:
        return True

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.text, self.kind, self.pattern, self.mask

    def true(self, view: View) -> bool:
        return view.parts(self) & self.mask != 0

    def _spans(self, view: View) -> Sequence[Span]:
        return view.places(self) if self.true(view) else ()


@dataclass(frozen=True, slots=True, eq=False)
class Named(Node):
    """`section:` or `author:`: the words stand in that value."""

    field: str
    kind: Kind
    pattern: str

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.field, self.kind, self.pattern

    def _true(self, view: View) -> bool:
        return self.pattern in f" {keyed(getattr(view.document, self.field), self.kind)} "


def plain_value(field: str, value: str) -> str:
    """An identifier as it is compared: case folded; an address without scheme, www. and last slash."""
    value = value.strip().casefold()
    if field == "url":
        value = value.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return value


@dataclass(frozen=True, slots=True, eq=False)
class Value(Node):
    """`source:`, `lang:` or `url:`: that value, or its beginning. `lang:en` is true of en-GB."""

    field: str
    value: str
    prefix: bool

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.field, self.value, self.prefix

    def _true(self, view: View) -> bool:
        actual = plain_value(self.field, getattr(view.document, self.field))
        if self.prefix:
            return actual.startswith(self.value)
        if self.field == "language":
            return actual == self.value or actual.startswith(f"{self.value}-")
        return actual.rstrip("/") == self.value.rstrip("/")


@dataclass(frozen=True, slots=True, eq=False)
class Days(Node):
    """`date:`: published on a day from first to last, both included. An unknown day is on no side."""

    first: date
    last: date

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.first, self.last

    def _true(self, view: View) -> bool:
        day = view.document.day
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, eq=False)
class And(Node):
    items: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.items

    def over(self, children: tuple[Node, ...]) -> Node:
        return And(self.at, children)

    def _true(self, view: View) -> bool:
        return all(item.true(view) for item in self.items)


@dataclass(frozen=True, slots=True, eq=False)
class Or(Node):
    items: tuple[Node, ...]

    @property
    def positional(self) -> bool:
        return all(item.positional for item in self.items)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.items

    def over(self, children: tuple[Node, ...]) -> Node:
        return Or(self.at, children)

    def _true(self, view: View) -> bool:
        return any(item.true(view) for item in self.items)

    def _spans(self, view: View) -> Sequence[Span]:
        return sorted({span for item in self.items for span in item.spans(view)})


@dataclass(frozen=True, slots=True, eq=False)
class Not(Node):
    item: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.item,)

    def over(self, children: tuple[Node, ...]) -> Node:
        return Not(self.at, children[0])

    def _true(self, view: View) -> bool:
        return not self.item.true(view)


@dataclass(frozen=True, slots=True, eq=False)
class Except(Node):
    """The occurrences of the left that lie inside none of the right."""

    left: Node
    right: Node

    @property
    def positional(self) -> bool:
        return True

    @property
    def children(self) -> tuple[Node, ...]:
        return self.left, self.right

    def over(self, children: tuple[Node, ...]) -> Node:
        return Except(self.at, children[0], children[1])

    def _true(self, view: View) -> bool:
        return self.left.true(view) and (not self.right.true(view) or bool(self.spans(view)))

    def _spans(self, view: View) -> Sequence[Span]:
        right = self.right.spans(view)
        if not right:
            return self.left.spans(view)
        starts = [start for start, _ in right]
        reach: list[int] = []  # the furthest end of the first i + 1 of them
        for _, end in right:
            reach.append(max(end, reach[-1]) if reach else end)
        kept = []
        for start, end in self.left.spans(view):
            before = bisect_right(starts, start)
            if not before or reach[before - 1] < end:
                kept.append((start, end))
        return kept


@dataclass(frozen=True, slots=True, eq=False)
class Near(Node):
    """Both within so many words, in any order, or (`ordered`) the left first; neighbours are at distance 1.

    Its spans are, in any order, the occurrences that have such a partner; in order, those from the left one's start
    to the right one's end. So a chain of THEN is in order, and a chain of NEAR may have its words in any.
    """

    left: Node
    right: Node
    distance: int
    ordered: bool

    @property
    def positional(self) -> bool:
        return True

    @property
    def children(self) -> tuple[Node, ...]:
        return self.left, self.right

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.distance, self.ordered

    def over(self, children: tuple[Node, ...]) -> Node:
        return Near(self.at, children[0], children[1], self.distance, self.ordered)

    def _true(self, view: View) -> bool:
        return self.left.true(view) and self.right.true(view) and bool(self.spans(view))

    def _spans(self, view: View) -> Sequence[Span]:
        left, right = self.left.spans(view), self.right.spans(view)
        if not left or not right:
            return ()
        pairs = _following(left, right, self.distance)
        if self.ordered:
            return sorted({(a[0], b[1]) for a, b in pairs})
        pairs += _following(right, left, self.distance)
        return sorted({span for pair in pairs for span in pair})


def _following(first: Sequence[Span], second: Sequence[Span], distance: int) -> list[tuple[Span, Span]]:
    """Pairs (a, b), b after a within the distance: each a with its nearest b, each b with its nearest a.

    Not all pairs (there may be a square of them), but every start of an a and every end of a b that has a partner.
    """
    pairs = []
    starts = [start for start, _ in second]
    for a in first:
        nearest = bisect_right(starts, a[1])
        if nearest < len(second) and starts[nearest] - a[1] <= distance:
            pairs.append((a, second[nearest]))
    by_end = sorted(first, key=lambda span: span[1])
    ends = [end for _, end in by_end]
    for b in second:
        nearest = bisect_left(ends, b[0])
        if nearest and b[0] - ends[nearest - 1] <= distance:
            pairs.append((by_end[nearest - 1], b))
    return pairs


@dataclass(frozen=True, slots=True, eq=False)
class AtLeast(Node):
    """The weights of the true items add up to the threshold, both in thousandths."""

    threshold: int
    items: tuple[Node, ...]
    weights: tuple[int, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.items

    @property
    def shape(self) -> tuple[Any, ...]:
        return self.threshold, self.weights

    def over(self, children: tuple[Node, ...]) -> Node:
        return AtLeast(self.at, self.threshold, children, self.weights)

    def _true(self, view: View) -> bool:
        missing = self.threshold
        for item, weight in zip(self.items, self.weights, strict=True):
            if item.true(view):
                missing -= weight
                if missing <= 0:
                    return True
        return False

    def reached(self, view: View) -> int:
        return sum(weight for item, weight in zip(self.items, self.weights, strict=True) if item.true(view))


@dataclass(frozen=True, slots=True, eq=False)
class Topic(Node):
    """`topic:id`: another topic's tree."""

    id: str
    tree: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.tree,)

    @property
    def shape(self) -> tuple[Any, ...]:
        return (self.id,)

    def over(self, children: tuple[Node, ...]) -> Node:
        return Topic(self.at, self.id, children[0])

    def _true(self, view: View) -> bool:
        return self.tree.true(view)


def with_slot(term: Words, slot: int) -> Words:
    return replace(term, slot=slot)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, each once, in the order they were written."""
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            yield here
            waiting += reversed(here.children)
