"""Percolation: one article against all topics at once. What it costs hardly grows with their number."""

from collections.abc import Iterator, Mapping
from typing import Any

import ahocorasick

from feeds.topics.anchors import Anchor, anchor
from feeds.topics.document import PARTS, Document
from feeds.topics.explain import reason
from feeds.topics.keys import Kind
from feeds.topics.nodes import Node, Words, with_slot
from feeds.topics.query import Query
from feeds.topics.view import Hits

__all__ = ["Document", "Topics"]


class Topics:
    """Many queries, compiled together: one automaton per kind of key finds the terms of all of them in one pass.

    Equal subtrees are one node, so what topics share is evaluated once an article. A topic is evaluated only where
    one of its anchors was seen; those that can be true without any of their words are evaluated always.
    """

    def __init__(self, queries: Mapping[str, Query]) -> None:
        shared = _Shared()
        self._names = list(queries)
        self._trees = [shared.node(query.tree) for query in queries.values()]
        self._automata = shared.automata()
        self._always: list[int] = []
        self._wakes: tuple[dict[int, list[int]], ...] = tuple({} for _ in PARTS)
        known: dict[Node, Anchor | None] = {}
        for number, tree in enumerate(self._trees):
            found = anchor(tree, known)
            if found is None:
                self._always.append(number)
                continue
            for term in found[1]:
                for part, wakes in enumerate(self._wakes):
                    if term.mask >> part & 1:
                        wakes.setdefault(term.slot, []).append(number)

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def match(self, document: Document) -> dict[str, str]:
        """The topics it belongs to, in their own order, each with one line of reason."""
        hits = self._hits(document)
        awake = set(self._always)
        for found, wakes in zip(hits, self._wakes, strict=True):
            for slot in found:
                if slot in wakes:
                    awake.update(wakes[slot])
        sight = Hits(document, hits)
        true = [number for number in awake if self._trees[number].true(sight)]
        return {self._names[number]: reason(self._trees[number], sight) for number in sorted(true)}

    def _hits(self, document: Document) -> tuple[dict[int, list[int]], ...]:
        hits: tuple[dict[int, list[int]], ...] = tuple({} for _ in PARTS)
        for kind, automaton in self._automata.items():
            for found, text in zip(hits, document.keyed(kind), strict=True):
                for end, slot in automaton.iter(text):
                    if slot in found:
                        found[slot].append(end)
                    else:
                        found[slot] = [end]
        return hits


class _Shared:
    """Makes equal nodes one node, and numbers the patterns of the terms."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[Any, ...], Node] = {}
        self.done: dict[Node, Node] = {}
        self.slots: dict[tuple[Kind, str], int] = {}

    def node(self, node: Node) -> Node:
        known = self.done.get(node)
        if known is None:
            children = tuple(self.node(child) for child in node.children)
            signature = (type(node), node.shape, children)
            known = self.nodes.get(signature)
            if known is None:
                if isinstance(node, Words):
                    known = with_slot(node, self.slots.setdefault((node.kind, node.pattern), len(self.slots)))
                else:
                    known = node.over(children)
                self.nodes[signature] = known
            self.done[node] = known
        return known

    def automata(self) -> dict[Kind, Any]:
        automata: dict[Kind, Any] = {}
        for (kind, pattern), slot in self.slots.items():
            if kind not in automata:
                automata[kind] = ahocorasick.Automaton()
            automata[kind].add_word(pattern, slot)
        for automaton in automata.values():
            automaton.make_automaton()
        return automata
