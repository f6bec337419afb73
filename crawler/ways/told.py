"""What a way tells, whatever its kind."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from crawler.address import address_key
from crawler.article import Left, LeftOut, Listed
from crawler.clean import clean_line, shorten
from crawler.extract.listplaces import ListTemplate

MOST_ITEMS = 500
"""Articles that are taken from one answer, at most."""
MOST_LEFT, MOST_OF_A_REASON = 200, 40
"""Links left out that are named, in all and of one reason: all are counted, and a long menu hides nothing."""
NO_ADDRESS = "no web address"
OWN_PAGE = "list or front page of the source"
_LONGEST_ADDRESS, _LONGEST_TITLE = 500, 200


@dataclass(frozen=True, slots=True)
class Told:
    """The articles that an answer names, each address once.

    `cause` says in plain words why there are none; `next_url` is where older ones are told; `more` are the sitemaps
    that an index names, the most promising first: they hold the articles. `learned` is where a list page has its news,
    where no template was given that holds. `left` is what else it names.
    """

    items: tuple[Listed, ...] = ()
    cause: str = ""
    next_url: str | None = None
    more: tuple[str, ...] = ()
    learned: ListTemplate | None = None
    left: Left = field(default_factory=Left)

    def without(self, keys: Collection[str], reason: str = OWN_PAGE) -> "Told":
        """The same, with the items of these addresses (address_key) left out."""
        out = [item for item in self.items if address_key(item.url) in keys]
        if not out:
            return self
        items = tuple(item for item in self.items if address_key(item.url) not in keys)
        added = [*(LeftOut(item.url, item.title, reason) for item in out), *self.left.links]
        return replace(self, items=items, left=left_out(added, {**self.left.counts, reason: len(out)}))


class Unread(ValueError):
    """An answer that cannot be read; its text is the cause. It does not leave this package."""


def once(items: list[Listed]) -> tuple[Listed, ...]:
    """The first of each address, MOST_ITEMS at most."""
    first: dict[str, Listed] = {}
    for item in items:
        first.setdefault(item.url, item)
    return tuple(first.values())[:MOST_ITEMS]


def left_out(links: Iterable[LeftOut], counts: Mapping[str, int] | None = None) -> Left:
    """The first links of each reason in their order, and how many there are: as many as `counts` says, else these."""
    seen: Counter[str] = Counter()
    named: list[LeftOut] = []
    for link in links:
        seen[link.reason] += 1
        if seen[link.reason] <= MOST_OF_A_REASON and len(named) < MOST_LEFT and len(link.url) <= _LONGEST_ADDRESS:
            named.append(replace(link, title=shorten(clean_line(link.title), _LONGEST_TITLE)))
    return Left(tuple(named), dict(seen if counts is None else counts))
