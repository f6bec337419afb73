"""Why is this here, and why is that not: the tree of a query with what was found, and one line of reason."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feeds.topics.document import PARTS
from feeds.topics.keys import Kind, word_spans
from feeds.topics.nodes import UNIT, And, AtLeast, Days, Except, Named, Near, Node, Not, Or, Span, Topic, Value, Words
from feeds.topics.view import Sight

MOST_TERMS = 5
LONGEST = 200  # characters of a reason


@dataclass(frozen=True, slots=True)
class Found:
    """Characters start to end of a part ("title", "lead" or "body") of the document, as it was given."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One node: what was written, whether it is true, where. `reason` says it in one line, for true and for false.

    `form` is "words", "and", "or", "not", "near", "then", "except", "of", "topic", "source", "date" and so on. The
    spans of a node that joins others are those of its true parts; those of a NOT are none. A topic that is
    referred to twice has its tree the first time only.
    """

    form: str
    text: str
    true: bool
    reason: str
    spans: tuple[Found, ...]
    children: tuple["Explanation", ...] = ()


def explained(tree: Node, sight: Sight) -> Explanation:
    return _Explainer(sight).node(tree)


class _Explainer:
    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.words = [word_spans(text) for text in sight.document.parts]
        self.topics: set[str] = set()

    def node(self, node: Node) -> Explanation:
        true = node.true(self.sight)
        children: tuple[Explanation, ...] = ()
        if not isinstance(node, Topic) or node.id not in self.topics:
            if isinstance(node, Topic):
                self.topics.add(node.id)
            children = tuple(self.node(child) for child in node.children)
        spans: Iterable[Found] = ()
        if node.positional:
            spans = self.places(node, node.spans(self.sight)) if true else ()
        elif true and not isinstance(node, Not):
            spans = sorted(
                {span for child in children if child.true for span in child.spans},
                key=lambda span: (PARTS.index(span.part), span.start, span.end),
            )
        why = reason(node, self.sight) if true else why_not(node, self.sight)
        return Explanation(_form(node), node.at.written, true, why, tuple(spans), children)

    def places(self, node: Node, spans: Sequence[Span]) -> list[Found]:
        starts = self.sight.first(_kind(node))
        found = []
        for first, last in spans:
            part = bisect_right(starts, first) - 1
            words, base = self.words[part], starts[part]
            found.append(Found(PARTS[part], words[first - base][0], words[last - base][1]))
        return found


def _kind(node: Node) -> Kind:
    """The kind of one of the words below a positional node: all kinds have the same positions."""
    while not isinstance(node, Words):
        node = node.children[0]
    return node.kind


def _form(node: Node) -> str:
    if isinstance(node, Near):
        return "then" if node.ordered else "near"
    if isinstance(node, Named | Value):
        return "lang" if node.field == "language" else node.field
    return {Words: "words", Days: "date", AtLeast: "of"}.get(type(node), type(node).__name__.lower())


# -- one line ----------------------------------------------------------------------------------------------------


def reason(node: Node, sight: Sight) -> str:
    """What made a true node true: "phân luồng, cấm đường (title); rào chắn (body)"."""
    found: dict[str, int] = {}
    _collect(node, sight, 0b111, found, set())
    if not found:
        return "none of the excluded words"
    shown = list(found.items())[:MOST_TERMS]
    groups: dict[str, list[str]] = {}
    for part in (*range(len(PARTS)), -1):
        named = [text for text, bits in shown if _best(bits) == part]
        if named:
            groups[f" ({PARTS[part]})" if part >= 0 else ""] = named
    line = "; ".join(", ".join(named) + part for part, named in groups.items())
    line = " ".join(line.split())
    more = len(found) > len(shown)
    return f"{line[: LONGEST - 1]}…" if len(line) >= LONGEST else f"{line} …" if more else line


def _best(bits: int) -> int:
    """The first part among the bits; -1 for none."""
    return (bits & -bits).bit_length() - 1


def _collect(node: Node, sight: Sight, mask: int, found: dict[str, int], seen: set[tuple[Node, int]]) -> None:
    """Adds what was found below a node and counts towards its truth: text -> the parts it stands in, as bits."""
    if (node, mask) in seen or isinstance(node, Not) or not node.true(sight):
        return
    seen.add((node, mask))
    if isinstance(node, Words):
        bits = sight.parts(node) & node.mask & mask
        if bits:
            found[node.text] = found.get(node.text, 0) | bits
    elif isinstance(node, Named | Value | Days):
        label = node.at.written if isinstance(node, Days) else f"{_form(node)}:{node.at.written}"
        found.setdefault(label, 0)
    elif isinstance(node, Except | Near):
        starts = sight.first(_kind(node))
        within = 0
        for first, _ in node.spans(sight):
            within |= 1 << (bisect_right(starts, first) - 1)
        for child in node.children[:1] if isinstance(node, Except) else node.children:
            _collect(child, sight, mask & within, found, seen)
    else:
        for child in node.children:
            _collect(child, sight, mask, found, seen)


def why_not(node: Node, sight: Sight) -> str:
    """What kept a false node from being true."""
    line = _missing(node, sight)
    return f"{line[: LONGEST - 1]}…" if len(line) >= LONGEST else line


def _missing(node: Node, sight: Sight) -> str:
    if isinstance(node, And):
        return "; ".join(_missing(item, sight) for item in node.items if not item.true(sight))
    if isinstance(node, Not):
        return f"excluded by {reason(node.item, sight)}"
    if isinstance(node, Or):
        return f"none of {', '.join(item.at.written for item in node.items)}"
    if isinstance(node, AtLeast):
        reached = node.reached(sight)
        names = [item.at.written for item in node.items if item.true(sight)]
        got = f": {', '.join(names)}" if names else ""
        return f"{reached / UNIT:g} of {node.threshold / UNIT:g}{got}"
    if isinstance(node, Topic):
        return f"not topic:{node.id}"
    if isinstance(node, Near):
        gone = [side for side in node.children if not side.true(sight)]
        if not gone:
            order = " in this order" if node.ordered else ""
            return f"not within {node.distance} words{order}: {node.at.written}"
        return "; ".join(_missing(side, sight) for side in gone)
    if isinstance(node, Except):
        return f"only as {node.right.at.written}" if node.left.true(sight) else _missing(node.left, sight)
    if isinstance(node, Named | Value):
        return f"not {_form(node)}:{node.at.written}"
    return f"no {node.at.written}"
