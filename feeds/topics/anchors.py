"""Which few words of a query must be seen before it is worth evaluating."""

from feeds.topics.nodes import And, AtLeast, Except, Near, Node, Or, Topic, Words

Anchor = tuple[float, tuple[Words, ...]]  # how often it will wake the topic, roughly; the words
_OFTEN = (0.3, 0.05, 0.012, 0.004)  # share of articles that hold a common word, phrase of two, of three, of more


def anchor(node: Node, known: dict[Node, Anchor | None]) -> Anchor | None:
    """The cheapest words of which one is present wherever the node is true; None: it can be true without any.

    `known` remembers shared nodes; the nodes must be the ones that are evaluated.
    """
    if node not in known:
        known[node] = _anchor(node, known)
    return known[node]


def _anchor(node: Node, known: dict[Node, Anchor | None]) -> Anchor | None:
    if isinstance(node, Words):
        often = _OFTEN[min(node.size, len(_OFTEN)) - 1]
        return often * (0.2 if node.mask == 1 else 1) * (1 if node.pattern.endswith(" ") else 2), (node,)
    if isinstance(node, And | Near):
        return min((a for a in (anchor(item, known) for item in node.children) if a), key=_cost, default=None)
    if isinstance(node, Except):
        return anchor(node.left, known)
    if isinstance(node, Or):
        return _joined([anchor(item, known) for item in node.items])
    if isinstance(node, AtLeast):
        return _at_least(node, known)
    return anchor(node.tree, known) if isinstance(node, Topic) else None


def _at_least(node: AtLeast, known: dict[Node, Anchor | None]) -> Anchor | None:
    """All items but the dearest that together stay below the threshold: those alone do not make it true."""
    items = sorted(
        zip((anchor(item, known) for item in node.items), node.weights, strict=True),
        key=lambda pair: (pair[0] is not None, -pair[0][0] if pair[0] else 0.0),
    )
    spare, kept = node.threshold, []
    for found, weight in items:
        if weight < spare:
            spare -= weight
        else:
            kept.append(found)
    return _joined(kept)


def _joined(anchors: list[Anchor | None]) -> Anchor | None:
    found = [each for each in anchors if each is not None]
    if len(found) < len(anchors) or not found:
        return None
    return sum(cost for cost, _ in found), tuple(dict.fromkeys(word for _, words in found for word in words))


def _cost(anchor: Anchor) -> float:
    return anchor[0]
