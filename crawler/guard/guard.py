"""What all parts of the guard share in one crawl: whose request it is, what that source may, and what was counted."""

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.city import City, Source
from crawler.config import Config
from crawler.guard.addresses import host_of, literal, networks, slot_of, url_refusal, without_secrets
from crawler.guard.budget import Budget
from crawler.guard.causes import seconds
from crawler.guard.errors import AddressRefused, BudgetSpent, GuardError, HostDown, HostPaused, RunStopped
from crawler.guard.gate import Gate
from crawler.guard.pace import Tally
from crawler.guard.pauses import LONGEST_WAIT, MemoryPauses, Pause, PauseStore
from crawler.guard.resolver import Resolver, checked

log = logging.getLogger(__name__)

DNS_TIMEOUT = 10.0


@dataclass
class Host:
    """One host in this crawl, whoever asks it."""

    gate: Gate = field(default_factory=Gate)
    crawl_delay: float = 0.0


_guards: WeakKeyDictionary[Crawler, "Guard"] = WeakKeyDictionary()


def guard_of(crawler: Crawler) -> "Guard":
    """The one guard of a crawl."""
    guard = _guards.get(crawler)
    if guard is None:
        guard = _guards[crawler] = Guard(crawler)
    return guard


class Guard:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.config: Config = crawler.settings.get("LOA_CONFIG") or Config()
        self.city: City | None = crawler.settings.get("LOA_CITY")
        self.resolver = Resolver(min(DNS_TIMEOUT, self.config.timeout))
        self.hosts: defaultdict[str, Host] = defaultdict(Host)
        self.budgets: defaultdict[str, Budget] = defaultdict(lambda: Budget.of(self.config))
        self.tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        self.closed: dict[tuple[str, str], str] = {}  # (source, slot): why nothing more is asked there in this run
        store = crawler.settings.get("LOA_PAUSE_STORE") or MemoryPauses
        self.pauses: PauseStore = build_from_crawler(load_object(store), crawler)
        self._known_pauses: dict[str, Pause | None] = {}
        self.proxy_host = host_of(str(self.config.proxy)) if self.config.proxy else ""

    # -- whose request it is

    def name(self, request: Request) -> str:
        """The source's id; the spider's name for a request that says none."""
        given = request.meta.get("source")
        if isinstance(given, str) and given:
            return given
        return self.crawler.spider.name if self.crawler.spider else "-"

    def source(self, request: Request) -> Source | None:
        """None: a source of which nothing is known, so nothing is allowed. A spider with the id of a source is it."""
        name = self.name(request)
        sources = getattr(self.crawler.spider, "sources", None)
        if isinstance(sources, dict) and name in sources:
            found = sources[name]
            return found if isinstance(found, Source) else None
        return next((source for source in self.city.sources if source.id == name), None) if self.city else None

    def allowed(self, request: Request) -> tuple[str, ...]:
        source = self.source(request)
        return source.allow_hosts if source else ()

    # -- where it may go

    async def addresses(self, request: Request) -> list[str]:
        """The checked addresses to connect to: the host's, or the proxy's. Raises AddressRefused, or what DNS says.

        The host's own are checked also where a proxy connects to them, unless the proxy looks names up.
        """
        if words := url_refusal(request.url):
            raise AddressRefused(self.name(request), without_secrets(request.url), words)
        host = host_of(request.url)
        good: list[str] = []
        if not (self.config.proxy and self.config.proxy_resolves and literal(host) is None):
            found = await self.resolver.addresses(host, self.name(request))
            good, why = checked(found, networks(self.allowed(request)))
            if not good:
                raise AddressRefused(self.name(request), request.url, why)
        if not self.config.proxy:
            return good
        return list(await self.resolver.addresses(self.proxy_host, ""))

    async def own_addresses(self, request: Request) -> list[str]:
        """The checked addresses of the host itself; none where a proxy stands between."""
        return [] if self.config.proxy else await self.addresses(request)

    # -- whether it may go now

    def check(self, request: Request) -> None:
        """Raises what forbids another request of this source to this host in this run."""
        name, slot = self.name(request), slot_of(request.url)
        if self.stopping:
            raise RunStopped(name, request.url, "the crawl is being stopped")
        budget = self.budgets[name]
        now = monotonic()
        budget.begin(now)
        if words := budget.spent(now, int(request.meta.get("depth", 0))):
            if not words.endswith("deep"):
                self.note_stop(name, words)
            raise BudgetSpent(name, request.url, words)
        if words := self.closed.get((name, slot)):
            raise HostDown(name, request.url, words)
        pause = self.pause_of(slot)
        if pause and pause.seconds > min(LONGEST_WAIT, budget.remaining(now)):
            self.note_stop(name, pause.cause)
            raise HostPaused(name, request.url, pause.cause, pause.until)

    @property
    def stopping(self) -> bool:
        engine = self.crawler._engine
        slot = engine._slot if engine is not None else None
        return slot is not None and slot.closing is not None

    def pause(self, slot: str, span: float, words: str) -> None:
        """Nobody asks this host before the span (seconds) is over, in this run or a later one."""
        pause = Pause(datetime.now(UTC) + timedelta(seconds=span), f"{words} and asks to wait {seconds(span)}")
        known = self.pause_of(slot)
        if known is None or known.until < pause.until:
            self._known_pauses[slot] = pause
            self.pauses.put(slot, pause)

    def pause_of(self, slot: str) -> Pause | None:
        """The pause in force."""
        if slot not in self._known_pauses:
            self._known_pauses[slot] = self.pauses.get(slot)
        pause = self._known_pauses[slot]
        return pause if pause is not None and pause.seconds > 0 else None

    def close(self, request: Request, words: str) -> None:
        """The source asks this host no more in this run."""
        name, slot = self.name(request), slot_of(request.url)
        if (name, slot) not in self.closed:
            self.closed[name, slot] = words
            self.note_stop(name, words)
            self.hosts[slot].gate.drop(name, lambda: HostDown(name, request.url, words))

    # -- what is told

    def note_stop(self, name: str, words: str) -> None:
        """The first cause why a source's run ended early; `loa/<source>/stopped` in the stats."""
        if not self.crawler.stats.get_value(f"loa/{name}/stopped"):
            self.crawler.stats.set_value(f"loa/{name}/stopped", words)

    def refused(self, error: GuardError) -> GuardError:
        """Count and log a request that is not made; the error, to be raised."""
        error.told = True
        self.crawler.stats.inc_value(f"loa/{error.source}/refused/{error.kind}")
        log.info("%s: not asked, %s: %s", error.source, error.cause, without_secrets(error.url))
        return error

    def count(self, name: str, what: str, by: int = 1) -> None:
        self.crawler.stats.inc_value(f"loa/{name}/{what}", by)

    async def sleep(self, span: float) -> None:
        """Waits, but not for a crawl that is being stopped."""
        end = monotonic() + span
        while not self.stopping and (left := end - monotonic()) > 0:
            await asyncio.sleep(min(left, 0.5))
