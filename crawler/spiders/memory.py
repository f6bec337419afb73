"""What the spider asks the archive, and tells it: each call is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from crawler.archive import Archive, articles, pages, runs, visits, walks
from crawler.archive.decide import decide_gone
from crawler.archive.walks import ListState
from crawler.article import Listed, RawPage


class Memory:
    """Thin: one method a question. Instants are aware."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def begin_run(self, source: str, now: datetime) -> int:
        with self.archive.begin() as tx:
            return runs.start(tx, source, now)

    def end_run(
        self,
        run_id: int,
        lists: Sequence[tuple[str, ListState]],
        *,
        now: datetime,
        outcome: runs.Outcome,
        cause: str,
        counts: Mapping[str, int],
    ) -> None:
        """The run's verdict, and what its list pages may be asked with next time."""
        with self.archive.begin() as tx:
            for source, state in lists:
                walks.remember_list(tx, source, state)
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

    def remember_listing(self, source: str, list_url: str, links: Sequence[Listed]) -> None:
        with self.archive.begin() as tx:
            walks.remember_listing(tx, source, list_url, links)

    def due_visits(self, source: str, *, now: datetime, most: int) -> Sequence[visits.Visit]:
        with self.archive.read() as tx:
            return visits.due(tx, source, now=now, most=most)

    def same(self, source: str, url: str, *, now: datetime) -> None:
        """A visit found the article unchanged."""
        with self.archive.begin() as tx:
            stored = articles.at(tx, source, url)
            if stored:
                after = visits.next_visit(stored.first_seen_at, stored.published, now)
                articles.settle(tx, source, url, now=now, article_id=stored.id, reason="unchanged", ask_again_at=after)

    def gone(self, source: str, url: str, *, now: datetime) -> bool:
        """A known article answers 404 or 410. Whether it was withdrawn by this."""
        with self.archive.begin() as tx:
            stored = articles.at(tx, source, url)
            if stored is None or decide_gone(stored).kind == "same":
                return False
            articles.withdraw(tx, stored, now=now)
            after = visits.next_visit(stored.first_seen_at, stored.published, now)
            articles.settle(tx, source, url, now=now, article_id=stored.id, reason="withdrawn", ask_again_at=after)
            return True

    def failed(self, source: str, url: str, reason: str, *, now: datetime, page: RawPage | None = None) -> bool:
        """An address gave no article. The page is kept where there is one. Whether it will be asked again."""
        with self.archive.begin() as tx:
            stored = articles.at(tx, source, url)
            after = visits.next_try(articles.tries(tx, source, url), now)
            if page is not None and stored is None:
                pages.keep(tx, source, page)
            articles.settle(
                tx, source, url, now=now, article_id=stored.id if stored else None, reason=reason, ask_again_at=after
            )
            return after is not None
