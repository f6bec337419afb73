"""One run of one source, as it goes: what is still open, what was counted, and the verdict at its end."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from crawler.archive.runs import Outcome
from crawler.archive.walks import ListState
from crawler.city import Source
from crawler.extract.page import Page

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


@dataclass
class ListPage:
    """A list page that answered: to be judged, then remembered."""

    url: str
    page: Page
    state: ListState
    cause: str = ""  # why nothing was taken from it


@dataclass
class Walk:
    """`open` counts the requests and articles under way; at 0 the run is over."""

    source: Source
    run_id: int
    started_at: datetime
    open: int = 0
    waiting: set[str] = field(default_factory=set)  # list pages that have not answered yet
    lists: list[ListPage] = field(default_factory=list)
    samples: list[Page] = field(default_factory=list)  # article pages of this source, a few
    furniture: frozenset[str] = frozenset()  # what its pages share
    probes: list[str] | None = None  # links to try, one after the other, until one shows a sample
    asked: set[str] = field(default_factory=set)  # keys of the addresses asked in this run
    judged: bool = False
    visited: int = 0
    gone: list[str] = field(default_factory=list)  # known articles that answer 404 or 410
    temporary: int = 0  # failures that the next run should try again
    list_causes: list[str] = field(default_factory=list)
    causes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    ended: bool = False

    def gone_is_believable(self) -> bool:
        """A site that answers 404 for most of what it has did not withdraw it all: it is broken."""
        return len(self.gone) < 3 or len(self.gone) * 2 <= self.visited

    def verdict(self) -> tuple[Outcome, str]:
        """ok, or failed with the cause in plain words. The cause may also tell of lesser trouble in an ok run."""
        if self.list_causes:
            asked = len(self.source.lists)
            which = f"{len(self.list_causes)} of {asked} list pages: " if asked > 1 else ""
            return "failed", which + self.list_causes[0]
        if not self.gone_is_believable():
            return "failed", f"{len(self.gone)} of {self.visited} known articles answer that they are gone"
        trouble = self.counts["unreadable"] + self.counts["failed"]
        good = self.counts["new"] + self.counts["updated"] + self.counts["same"]
        if trouble:
            cause, _ = self.causes.most_common(1)[0]
            told = f"{trouble} of {trouble + good} pages: {cause}"
            return ("failed" if trouble > good else "ok"), told
        return "ok", ""
