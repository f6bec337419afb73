"""Which of a list page's ways is asked in each crawl."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.ways.compare import Verdict
from crawler.ways.kinds import Kind
from crawler.ways.offers import Offer

ORDER: tuple[Kind, ...] = ("wordpress", "feed", "sitemap", "page")


@dataclass(frozen=True, slots=True)
class Judged:
    """A way, and whether it may be trusted. The list page itself is one too: of kind `page`."""

    offer: Offer
    verdict: Verdict


def choose(verdicts: Sequence[Judged]) -> Judged | None:
    """The best of the trusted: an API tells more than a feed, a feed more than a sitemap, each more than the page; of
    one kind the first. None where none is trusted. Its verdict holds the reason."""
    trusted = [judged for judged in verdicts if judged.verdict.trusted]
    return min(trusted, key=lambda judged: ORDER.index(judged.offer.kind), default=None)
