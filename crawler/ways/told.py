"""What a way tells, whatever its kind."""

from dataclasses import dataclass

from crawler.article import Listed
from crawler.extract.listplaces import ListTemplate

MOST_ITEMS = 500
"""Articles that are taken from one answer, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """The articles that an answer names, each address once.

    `cause` says in plain words why there are none; `next_url` is where older ones are told; `more` are the sitemaps
    that an index names, the most promising first: they hold the articles. `learned` is where a list page has its news,
    where no template was given that holds.
    """

    items: tuple[Listed, ...] = ()
    cause: str = ""
    next_url: str | None = None
    more: tuple[str, ...] = ()
    learned: ListTemplate | None = None


class Unread(ValueError):
    """An answer that cannot be read; its text is the cause. It does not leave this package."""


def once(items: list[Listed]) -> tuple[Listed, ...]:
    """The first of each address, MOST_ITEMS at most."""
    first: dict[str, Listed] = {}
    for item in items:
        first.setdefault(item.url, item)
    return tuple(first.values())[:MOST_ITEMS]
