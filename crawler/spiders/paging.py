"""How far the next pages of a list are followed. Pure rules over what each page told; every list ends by itself."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo

from crawler.address import address_key
from crawler.article import Listed, Published

FILL_PAGES = 400  # of one list, when it is filled back to a day
GAP_PAGES = 5  # of one list, when its first page shows nothing that is known
GAP_LINKS = 5  # links that a first page must show before it counts as a gap
UNDATED_PAGES = 40  # where neither the list nor its articles say how old they are
_STALE = 2  # pages in a row on which everything is too old: lists pin old articles to their top
_FIGURES = re.compile(r"\d+")


@dataclass
class Chain:
    """One list's pages as they are followed. `since` (aware): how far back; None: until something is known."""

    since: datetime | None
    most: int
    zone: tzinfo
    pages: int = 1
    keys: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    shape: str = ""
    stale: int = 0
    undated: int = 0
    read: list[Published] = field(default_factory=list)  # the articles' own dates since the last page

    def next(self, page_url: str, items: Sequence[Listed], next_url: str | None, known: Collection[str]) -> str | None:
        """The address of the page after this one, or None: the list is at its end, or has been followed far enough.

        `known` are the addresses of `items` that the archive has. It ends at a page that shows nothing new (the last
        page, again and again), leads to an address asked before, or to one of another shape (a path that grows, another
        language, a calendar); digits and session parameters do not count.
        """
        self.asked.add(address_key(page_url))
        keys = {address_key(item.url) for item in items}
        fresh = keys - self.keys
        self.keys |= keys
        if not next_url or not fresh or self.pages >= self.most or self._enough(items, known):
            return None
        key = address_key(next_url)
        shape = _FIGURES.sub("0", key)
        if key in self.asked or (self.shape and shape != self.shape):
            return None
        self.shape = shape
        self.asked.add(key)
        self.pages += 1
        return next_url

    def wanted(self, item: Listed) -> bool:
        """Whether an article of a further page is asked for: one that its list shows as too old is not."""
        return self.since is None or item.published is None or self._recent(item.published)

    def _enough(self, items: Sequence[Listed], known: Collection[str]) -> bool:
        if self.since is None:
            return bool(known)
        dates = [item.published for item in items if item.published] or self.read
        self.read = []
        if not dates:
            self.undated += 1
            return self.undated >= UNDATED_PAGES
        self.stale = 0 if any(self._recent(date) for date in dates) else self.stale + 1
        return self.stale >= _STALE

    def _recent(self, published: Published) -> bool:
        assert self.since is not None
        value = published.value
        moment = value if isinstance(value, datetime) else datetime.combine(value, time.max, self.zone)
        return moment >= self.since
