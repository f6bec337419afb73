"""What can be known of a query before any article: that it can never match, and what its author may not have meant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from feeds.errors import InvalidQuery
from feeds.topics.document import Document
from feeds.topics.keys import is_syllable
from feeds.topics.nodes import And, AtLeast, Days, Except, Named, Near, Node, Not, Or, Topic, Value, Words, walk
from feeds.topics.view import Scan

MOST = 20  # warnings that are kept


@dataclass
class Facts:
    """What holds wherever a node is asked: words that are there, words that are not, metadata, days."""

    present: list[Words] = field(default_factory=list)
    absent: list[Words] = field(default_factory=list)
    meta: dict[tuple[object, ...], bool] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    first: date = date.min
    last: date = date.max

    def and_also(self, items: tuple[Node, ...]) -> "Facts":
        """With all of these true."""
        facts = Facts(list(self.present), list(self.absent), dict(self.meta), set(self.sources), self.first, self.last)
        for item in items:
            for node, holds in _literals(item, True):
                if isinstance(node, Words):
                    (facts.present if holds else facts.absent).append(node)
                elif isinstance(node, Days):
                    if holds:
                        facts.first, facts.last = max(facts.first, node.first), min(facts.last, node.last)
                else:
                    facts.meta.setdefault((type(node), *node.shape), holds)
                    if isinstance(node, Value) and holds and node.field == "source" and not node.prefix:
                        facts.sources.add(node.value)
        return facts

    @property
    def impossible(self) -> bool:
        return self.first > self.last or len(self.sources) > 1


def _literals(node: Node, holds: bool) -> Iterator[tuple[Node, bool]]:
    """The plain conditions that follow from a node's being true (or false)."""
    if isinstance(node, Words | Named | Value | Days):
        yield node, holds
    elif isinstance(node, Not):
        yield from _literals(node.item, not holds)
    elif isinstance(node, And if holds else Or):
        for item in node.children:
            yield from _literals(item, holds)


def _implies(one: Words, other: Words) -> bool:
    """Wherever `one` stands, `other` stands."""
    return one.kind == other.kind and one.mask & ~other.mask == 0 and other.pattern in one.pattern


class Check:
    """One query's check. `dead` collects parts that can never be true."""

    def __init__(self) -> None:
        self.dead: list[Node] = []
        self.left = 200_000  # steps: a bound for queries of thousands of words, and of topics in topics

    def value(self, node: Node, facts: Facts) -> bool | None:
        """True or False where it is so in every document that the facts allow, else None."""
        self.left -= 1
        if self.left < 0:
            return None
        if isinstance(node, Words):
            return self.words(node, facts)
        if isinstance(node, Named | Value):
            return facts.meta.get((type(node), *node.shape))
        if isinstance(node, Days):
            return False if node.first > facts.last or node.last < facts.first else None
        if isinstance(node, Not):
            dead = len(self.dead)
            inner = self.value(node.item, facts)
            del self.dead[dead:]  # what is excluded is meant not to be true
            return None if inner is None else not inner
        if isinstance(node, And):
            return self.all(node, facts)
        if isinstance(node, Or):
            values = [self.value(item, facts) for item in node.items]
            self.dead += [item for item, value in zip(node.items, values, strict=True) if value is False]
            return True if True in values else False if all(value is False for value in values) else None
        if isinstance(node, AtLeast):
            return self.at_least(node, facts)
        if isinstance(node, Near):
            sides = self.value(node.left, facts), self.value(node.right, facts)
            return False if False in sides else None
        if isinstance(node, Except):
            return False if self.value(node.left, facts) is False or _inside(node.left, node.right) else None
        if isinstance(node, Topic):
            return self.value(node.tree, facts)
        return None

    def words(self, node: Words, facts: Facts) -> bool | None:
        self.left -= len(facts.present) + len(facts.absent)
        if any(_implies(node, gone) for gone in facts.absent):
            return False
        return True if any(_implies(there, node) for there in facts.present) else None

    def all(self, node: And, facts: Facts) -> bool | None:
        inside = facts.and_also(node.items)
        if inside.impossible:
            return False
        values = [self.value(item, inside) for item in node.items]
        if False in values:
            return False
        # Inside, each item is taken for true: only what holds outside makes the whole true.
        plain = all(isinstance(item, Words | Named | Value) for item in node.items)
        return True if plain and all(self.value(item, facts) for item in node.items) else None

    def at_least(self, node: AtLeast, facts: Facts) -> bool | None:
        values = [self.value(item, facts) for item in node.items]
        self.dead += [item for item, value in zip(node.items, values, strict=True) if value is False]
        pairs = list(zip(values, node.weights, strict=True))
        if sum(weight for value, weight in pairs if value is True) >= node.threshold:
            return True
        return False if sum(weight for value, weight in pairs if value is not False) < node.threshold else None


def _inside(left: Node, right: Node) -> bool:
    """Every occurrence of the left is one of the right: bão EXCEPT (bão | lũ)."""
    if isinstance(left, Or):
        return all(_inside(item, right) for item in left.items)
    if isinstance(right, Or):
        return any(_inside(left, item) for item in right.items)
    if not (isinstance(left, Words) and isinstance(right, Words)) or left.kind != right.kind:
        return False
    same = left.pattern == right.pattern or (
        not right.pattern.endswith(" ") and left.size == right.size and left.pattern.startswith(right.pattern)
    )
    return same and left.mask & ~right.mask == 0


def checked(tree: Node, text: str) -> list[str]:
    """The warnings. Raises InvalidQuery for a query that no article can match."""
    check = Check()
    if check.value(tree, Facts()) is False:
        excluded = next((node for node in walk(tree) if isinstance(node, Not)), None)
        offset = excluded.at.start if excluded is not None and excluded.at.text == text else 0
        raise InvalidQuery(text, offset, "this can never match: it asks for something and excludes it at the same time")
    warnings = [f"{node.at.written[:80]!r} can never be true here" for node in dict.fromkeys(check.dead)]
    if tree.true(Scan(Document())):
        warnings.append("there are only negative parts: every article without them matches")
    return [*warnings, *_unaccented(tree)]


def _unaccented(tree: Node) -> list[str]:
    """Vietnamese typed without accents: it is compared as typed, so it finds only text without accents."""
    warnings = []
    for node in walk(tree):
        if not isinstance(node, Words) or node.kind != ("canonical", "vi") or not node.pattern.endswith(" "):
            continue
        keys = node.pattern.split()
        if len(keys) > 1 and node.pattern.isascii() and all(key.isalpha() and is_syllable(key) for key in keys):
            warnings.append(
                f'"{node.text}" has no accents and finds only text without them; bare:"{node.text}" forgives'
            )
    return warnings
