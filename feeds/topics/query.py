"""Query: what a person typed, understood once, at the door. A Query that exists is valid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from feeds.errors import InvalidQuery
from feeds.topics.check import MOST, checked
from feeds.topics.document import Document
from feeds.topics.explain import Explanation, explained
from feeds.topics.nodes import Node, Words, walk
from feeds.topics.parser import MAX_LEVELS, Parser, Surroundings
from feeds.topics.view import Scan


@dataclass(frozen=True)
class Query:
    """A standing query. `warnings` are things its author may not have meant, in words."""

    text: str
    language: str
    warnings: tuple[str, ...] = field(compare=False)
    tree: Node = field(repr=False, compare=False)

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        language: str = "vi",
        topics: Mapping[str, str] | None = None,
        places: Mapping[str, Sequence[str]] | None = None,
    ) -> "Query":
        """Understand a query; docs/topics.md is its language. Raises InvalidQuery, and nothing else.

        `topics` are the queries that `topic:id` may name; `places` has for each place its other names.
        """
        try:
            parser = Parser(text, Surroundings(language, topics or {}, places))
            tree = parser.tree()
            warnings = [*parser.warnings, *checked(tree, text)]
        except RecursionError:
            raise InvalidQuery(text, 0, f"the query is more than {MAX_LEVELS} levels deep") from None
        return cls(text, language, tuple(dict.fromkeys(warnings))[:MOST], tree)

    def matches(self, document: Document | str) -> bool:
        """Whether an article, or a plain text taken as its body, is what the query asks for."""
        return self.tree.true(Scan(_document(document)))

    def explain(self, document: Document | str) -> Explanation:
        """Why it matches or does not: the tree, each node true or false, with its places in the original text."""
        return explained(self.tree, Scan(_document(document)))

    def terms(self) -> Iterator[Words]:
        """The words and phrases that are looked for, those of its topics included."""
        return (node for node in walk(self.tree) if isinstance(node, Words))


def _document(document: Document | str) -> Document:
    return Document(body=document) if isinstance(document, str) else document
