"""What the spider asks the archive, and tells it: each call is one transaction."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.address import address_key
from crawler.archive import Archive, articles, habits, pages, runs, templates, visits, walks, ways
from crawler.archive.walks import ListState
from crawler.archive.ways import Way
from crawler.article import Listed, RawPage
from crawler.extract.habits import Habits, learn
from crawler.extract.listplaces import ListTemplate, dump, load
from crawler.ways.told import Told

if TYPE_CHECKING:
    from crawler.extract.template.values import Template

HABITS = 500  # of the newest articles, for what their times have in common


@dataclass(frozen=True, slots=True)
class Known:
    """What a run begins with: its number, the list states by address, the ways, when they were looked for last, and
    the visits that are due."""

    run_id: int
    states: Mapping[str, ListState]
    ways: Sequence[Way]
    looked_at: datetime | None
    visits: Sequence[visits.Visit]


class Memory:
    """Thin: one method a question. Instants are aware."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def begin(self, source: str, *, now: datetime, visits: int) -> Known:
        """Begin a run; `visits` of those that are due are wanted at most."""
        from crawler.archive.visits import due

        with self.archive.begin() as tx:
            found = ways.of(tx, source)
            looked_at = max((way.checked_at for way in found if way.checked_at), default=None)
            due_now = due(tx, source, now=now, most=visits)
            return Known(runs.start(tx, source, now), walks.list_states(tx, source), found, looked_at, due_now)

    def end_run(
        self,
        run_id: int,
        source: str,
        lists: Sequence[ListState],
        distrusted: Sequence[Way],
        *,
        now: datetime,
        outcome: runs.Outcome,
        cause: str,
        counts: Mapping[str, int],
    ) -> None:
        """The run's verdict, what its lists may be asked with next time, and the ways that failed in it."""
        with self.archive.begin() as tx:
            for state in lists:
                walks.remember_list(tx, source, state)
            for way in distrusted:
                ways.distrust(tx, source, way)
            runs.end(tx, run_id, now=now, outcome=outcome, cause=cause, counts=counts)

    def list_states(self, source: str) -> dict[str, ListState]:
        with self.archive.read() as tx:
            return walks.list_states(tx, source)

    def sample_pages(self, source: str, *, most: int) -> list[RawPage]:
        """Pages of the source that were read before: what they share with its other pages is no news."""
        with self.archive.read() as tx:
            return pages.newest(tx, source, most=most)

    def unknown(self, source: str, urls: Collection[str], *, now: datetime) -> list[str]:
        """Those that need a request, in their order."""
        with self.archive.read() as tx:
            known = articles.known(tx, source, urls, now=now)
        return [url for url in urls if url not in known]

    def remember_listing(self, source: str, list_url: str, links: Sequence[Listed], told: Told | None = None) -> None:
        """How a list page was understood: the links taken, and what else it `told`."""
        with self.archive.begin() as tx:
            walks.remember_listing(tx, source, list_url, links)
            if told is not None:
                kept = {address_key(link.url) for link in links}
                told = told.without({address_key(item.url) for item in told.items} - kept)
                walks.remember_understood(tx, source, list_url, "" if links else told.cause, told.left)

    def listed(self, source: str) -> dict[str, set[str]]:
        """The keys of the links that each list showed when it was last read."""
        found: dict[str, set[str]] = {}
        with self.archive.read() as tx:
            for link in walks.listing(tx, source):
                found.setdefault(link.list_url, set()).add(address_key(link.url))
        return found

    def list_templates(self, source: str) -> dict[str, ListTemplate]:
        """Where the source's list pages have their news, by address."""
        with self.archive.read() as tx:
            kept = templates.current(tx, source, "list")
        return load(kept.template) if kept else {}

    def remember_list_templates(
        self, source: str, found: Mapping[str, ListTemplate], proof: Collection[str], *, now: datetime
    ) -> None:
        """`proof`: the keys of the known articles that came out again."""
        with self.archive.begin() as tx:
            templates.remember(tx, source, "list", dump(found), json.dumps(sorted(proof)), now=now)

    def article_templates(self, source: str) -> "tuple[tuple[Template, ...], datetime | None]":
        """What was learned of the source's article pages, a template a layout, and when that was; None: never tried."""
        with self.archive.read() as tx:
            kept = templates.current(tx, source, "article")
        if kept is None:
            return (), None
        from crawler.extract.template.values import load as templates_of

        return templates_of(kept.template), kept.learned_at

    def remember_article_templates(self, source: str, found: "Sequence[Template]", *, now: datetime) -> None:
        """The proof of a template are the pages that come out by it as they were read before; none: they taught
        nothing."""
        from crawler.extract.template.values import dump as text_of

        proof = json.dumps([dict(zip(one.pages, one.agreed, strict=True)) for one in found], ensure_ascii=False)
        with self.archive.begin() as tx:
            if not found and templates.current(tx, source, "article") is None:
                templates.remember(tx, source, "article", "[]", "[]", now=now)
            elif found:
                templates.remember(tx, source, "article", text_of(found), proof, now=now)

    def habits(self, source: str) -> Habits:
        """What the source's articles settle for the times of its next ones."""
        with self.archive.read() as tx:
            return learn(habits.published_of(tx, source, most=HABITS))

    def doubt(self, source: str) -> None:
        """Mark the times that too many of the source's pages share."""
        with self.archive.begin() as tx:
            found = learn(habits.published_of(tx, source))
            if found.shared:
                habits.doubt(tx, source, found.doubted)

    def remember_ways(self, source: str, rows: Sequence[Way], *, now: datetime) -> None:
        with self.archive.begin() as tx:
            ways.remember(tx, source, rows, now)

    def robots_text(self, url: str) -> str:
        """The robots.txt that is kept of an address's host; "" where there is none."""
        parts = urlsplit(url)
        with self.archive.read() as tx:
            found = walks.robots_of(tx, f"{parts.scheme}://{parts.netloc.lower()}")
        return found[1] if found and found[0] == 200 else ""

    def same(self, source: str, url: str, *, now: datetime) -> None:
        """A visit found the article unchanged."""
        with self.archive.begin() as tx:
            articles.unchanged(tx, source, url, now=now)

    def missing(self, source: str, url: str, reason: str, *, now: datetime, certain: bool) -> bool:
        """A visit found no article at a known address: `certain` where the site says so itself (404, 410). Whether it
        was withdrawn by this."""
        with self.archive.begin() as tx:
            return articles.missing(tx, source, url, reason, now=now, certain=certain)

    def failed(self, source: str, url: str, reason: str, *, now: datetime, page: RawPage | None = None) -> bool:
        """An address gave no article. The page is kept where there is one. Whether it will be asked again."""
        with self.archive.begin() as tx:
            if page is not None and articles.at(tx, source, url) is None:
                pages.keep(tx, source, page)
            return articles.failed(tx, source, url, reason, now=now)
