"""One run of one source, as it goes: what is still open, what was counted, and the verdict at its end."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.archive.runs import Outcome
from crawler.archive.walks import ListState
from crawler.archive.ways import Way
from crawler.article import Article, Listed
from crawler.city import Source
from crawler.extract.habits import NO_HABITS, Habits
from crawler.extract.listplaces import ListTemplate
from crawler.readers.tasks import Answer, ReadArticle
from crawler.spiders.paging import Chain
from crawler.ways.told import Told

if TYPE_CHECKING:
    from crawler.spiders.reading import PageReader
    from crawler.ways.offers import Offer

COUNTS = (
    "lists",
    "unchanged",
    "links",
    "new",
    "updated",
    "same",
    "withdrawn",
    "unreadable",
    "failed",
    "requests",
    "bytes",
)
LOOK_EVERY = timedelta(days=7)


def look_is_due(looked_at: datetime | None, now: datetime) -> bool:
    """Whether the other ways to a source's news are looked for in this run: when it is new, and once a week."""
    return looked_at is None or now - looked_at >= LOOK_EVERY


@dataclass
class ListWalk:
    """One list page in this run. `way` is asked in its place where one was chosen; `url` stays its name."""

    url: str
    way: Way | None = None
    answer: Answer | None = None  # its first page, where it was not unchanged
    state: ListState | None = None
    told: Told | None = None
    links: tuple[Listed, ...] = ()
    cause: str = ""  # why nothing was taken from it
    chain: Chain | None = None
    known: Collection[str] = ()  # keys of the links that it showed when it was last read

    @property
    def asked(self) -> str:
        return self.way.url if self.way else self.url


@dataclass
class OfferWalk:
    """A way that list pages offer, while it is looked at."""

    offer: "Offer"
    lists: list[str]
    told: Told | None = None


@dataclass
class Walk:
    """`open` counts the requests and articles under way; at 0 the run is over."""

    source: Source
    run_id: int
    started_at: datetime
    since: datetime | None = None
    open: int = 0
    lists: dict[str, ListWalk] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)  # list pages that have not answered yet
    reader: "PageReader | None" = None  # of its article pages; None until they are read
    samples: list[Answer] = field(default_factory=list)  # article pages of this source, a few
    remembered: bool = False  # the source was read before
    list_templates: dict[str, ListTemplate] = field(default_factory=dict)
    habits: Habits = NO_HABITS  # what its articles settle for the times of the next ones
    furniture: Collection[str] = frozenset()  # what its pages share
    without: Mapping[str, Collection[str]] = field(default_factory=dict)  # what each sample shares with others
    probing: set[str] | None = None  # articles fetched first that have not answered yet
    probed: list[tuple[ReadArticle, Article]] = field(default_factory=list)  # those that are articles, as read then
    probes: dict[str, Response] = field(default_factory=dict)  # their answers, until the lists are judged
    asked: set[str] = field(default_factory=set)  # keys of the addresses asked in this run
    judged: bool = False
    look: bool = False  # the other ways to its news are looked for
    offers: dict[str, OfferWalk] = field(default_factory=dict)
    distrusted: list[Way] = field(default_factory=list)  # ways that failed: their list pages are asked again
    visited: int = 0
    visits: dict[str, str] = field(default_factory=dict)  # known articles that are visited, with the hash of their page
    gone: dict[str, str] = field(default_factory=dict)  # known articles that answer 404 or 410, with the cause
    lost: dict[str, str] = field(default_factory=dict)  # known articles whose page now says "not found", or is a list
    temporary: int = 0  # failures that the next run should try again
    list_causes: list[str] = field(default_factory=list)
    causes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    ended: bool = False

    @property
    def heard(self) -> list[ListWalk]:
        """The lists that answered with something new."""
        return [one for one in self.lists.values() if one.answer is not None]

    def forget(self) -> None:
        """The run is over: its pages are not needed any more."""
        self.lists, self.samples, self.probes, self.furniture, self.offers = {}, [], {}, frozenset(), {}
        self.reader, self.probed, self.without = None, [], {}

    def gone_is_believable(self) -> bool:
        """A site that answers 404 for most of what it has did not withdraw it all: it is broken."""
        gone = len(self.gone) + len(self.lost)
        return gone < 3 or gone * 2 <= self.visited

    def verdict(self) -> tuple[Outcome, str]:
        """ok, or failed with the cause in plain words. The cause may also tell of lesser trouble in an ok run."""
        if self.list_causes:
            asked = len(self.source.lists)
            which = f"{len(self.list_causes)} of {asked} list pages: " if asked > 1 else ""
            return "failed", which + self.list_causes[0]
        if not self.gone_is_believable():
            return (
                "failed",
                f"{len(self.gone) + len(self.lost)} of {self.visited} known articles answer that they are gone",
            )
        trouble = self.counts["unreadable"] + self.counts["failed"]
        good = self.counts["new"] + self.counts["updated"] + self.counts["same"]
        if trouble:
            cause, _ = self.causes.most_common(1)[0]
            told = f"{trouble} of {trouble + good} pages: {cause}"
            return ("failed" if trouble > good else "ok"), told
        return "ok", ""
