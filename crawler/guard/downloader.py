"""The one place from which requests go out: in turn, paced, counted, and each with a line in the log."""

import asyncio
import logging
from datetime import UTC, datetime
from time import monotonic

from scrapy import Request, signals
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from crawler.guard.addresses import slot_of, without_secrets
from crawler.guard.causes import cause_of, size
from crawler.guard.errors import AddressRefused, BudgetSpent, GuardError, RunStopped
from crawler.guard.guard import guard_of
from crawler.guard.pace import BUSY, BUSY_WITHOUT_TIME, gap, host_failed, retry_after

log = logging.getLogger(__name__)

_WATCH = 0.25  # seconds between two looks at what waits
_FASTEST = 1e-3
_ROOM = 0.02  # seconds between two looks at what waits to be read


class PacedDownloader(Downloader):
    """Scrapy's downloader, behind the guard's gates.

    Scrapy gives it every request at once (CONCURRENT_REQUESTS = 0), so that requests that wait for one slow host take
    no place from another. `meta["why"]` is shown in the log; `meta["download_slot"]` is not heeded: a host is a host.
    """

    AT_ONCE = 64  # requests on the way at one time, over all hosts

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.guard = guard_of(crawler)
        self._places = asyncio.Semaphore(self.AT_ONCE)
        self._room = asyncio.Lock()
        self._waiting: dict[str, int] = {}
        self._watcher: asyncio.Task[None] | None = None
        self._robots_bytes: dict[int, int] = {}
        crawler.signals.connect(self._bytes_received, signal=signals.bytes_received)

    def get_slot_key(self, request: Request) -> str:
        return slot_of(request.url)

    async def _enqueue_request(self, request: Request) -> Response:
        guard, name = self.guard, self.guard.name(request)
        host = guard.hosts[slot_of(request.url)]
        guard.check(request)
        wanted = gap(self.guard.config, guard.source(request), await guard.own_addresses(request), host.crawl_delay)
        self._refuse_what_cannot_fit(request, wanted)
        self._watch(name)
        try:
            async with host.gate.turn(name, gap=wanted, priority=request.priority):
                await self._wait_for_pause(request)
                await self._wait_for_room()
                async with self._places:
                    guard.check(request)
                    host.gate.went_out()
                    return await self._ask(request, wanted)
        except GuardError as error:
            if error.url == request.url:
                raise
            raise error.at(request.url) from error  # dropped together with others
        finally:
            self._waiting[name] -= 1

    async def _ask(self, request: Request, wanted: float) -> Response:
        guard, name, slot = self.guard, self.guard.name(request), slot_of(request.url)
        budget, tally, begun = guard.budgets[name], guard.tallies[name, slot], monotonic()
        budget.requests += 1
        guard.count(name, "requests")
        most = min(tally.timeout(guard.config.timeout), max(budget.remaining(begun), 0.1))
        request.meta["download_timeout"] = min(most, float(request.meta.get("loa_timeout", most)))
        self._get_slot(request)[1].delay = wanted
        before = budget.bytes
        try:
            response = await super()._enqueue_request(request)
        except Exception as error:
            self._failed(request, error, begun)
            raise
        finally:
            self._robots_bytes.pop(id(request), None)
        tally.answered(response.status)
        self._hear_wish_to_wait(request, response)
        self._tell(request, f"answered {response.status}, {size(budget.bytes - before)}", begun)
        return response

    # -- what is held back

    def _refuse_what_cannot_fit(self, request: Request, wanted: float) -> None:
        """A request whose turn would come after the end of the source's run is not kept waiting for it."""
        name = self.guard.name(request)
        gate = self.guard.hosts[slot_of(request.url)].gate
        left = self.guard.budgets[name].remaining(monotonic())
        ahead = len(gate.sources.get(name, ()))
        if ahead * wanted > left or (gate.asked_at + wanted - monotonic()) > left:
            words = f"its turn would come after the end of this run ({wanted:g} s between two requests)"
            self.guard.note_stop(name, words)
            raise BudgetSpent(name, request.url, words)

    async def _wait_for_pause(self, request: Request) -> None:
        while pause := self.guard.pause_of(slot_of(request.url)):
            self.guard.check(request)  # raises when the pause is longer than the run
            await asyncio.sleep(min(_WATCH, max(pause.seconds, _FASTEST)))
        self.guard.check(request)

    async def _wait_for_room(self) -> None:
        """Answers that nobody has read yet stay within Scrapy's own limit: a fast host must not fill the memory. One
        request looks, the others wait behind it."""
        engine = self.guard.crawler.engine
        async with self._room:
            while engine is not None and (slot := engine.scraper.slot) is not None and slot.needs_backout():
                await asyncio.sleep(_ROOM)

    def _watch(self, name: str) -> None:
        self._waiting[name] = self._waiting.get(name, 0) + 1
        if self._watcher is None or self._watcher.done():
            self._watcher = asyncio.ensure_future(self._drop_what_waits_in_vain())

    async def _drop_what_waits_in_vain(self) -> None:
        """Ends with the last request; drops those of a source whose time is over, and all when the crawl is stopped."""
        while any(self._waiting.values()):
            await asyncio.sleep(_WATCH)
            for name, waiting in list(self._waiting.items()):
                if waiting:
                    self._drop(name)

    def _drop(self, name: str) -> None:
        problem: type[GuardError]
        if self.guard.stopping:
            words, problem = "the crawl is being stopped", RunStopped
        elif words := self.guard.budgets[name].spent(monotonic()) or "":
            self.guard.note_stop(name, words)
            problem = BudgetSpent
        else:
            return
        for slot, host in list(self.guard.hosts.items()):
            host.gate.drop(name, lambda slot=slot: problem(name, slot, words))  # type: ignore[misc]

    # -- what is learned from an answer

    def _failed(self, request: Request, error: Exception, begun: float) -> None:
        guard, name, slot = self.guard, self.guard.name(request), slot_of(request.url)
        if isinstance(error, AddressRefused):  # its name leads elsewhere since it was let in
            guard.refused(error)
            return
        cause = cause_of(error)
        error.cause, error.told = cause, True  # type: ignore[attr-defined]
        guard.count(name, f"failed/{cause}")
        self._tell(request, cause, begun)
        if host_failed(error):
            tally = guard.tallies[name, slot]
            tally.bad(error)
            if tally.down:
                guard.close(request, f"{cause}, {tally.failures} times in a row")

    def _hear_wish_to_wait(self, request: Request, response: Response) -> None:
        if response.status not in BUSY:
            return
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        span = retry_after(header, datetime.now(UTC))
        if span is None and response.status == 429:
            span = BUSY_WITHOUT_TIME
        if span:
            self.guard.pause(slot_of(request.url), span, f"answered {response.status}")

    def _bytes_received(self, data: bytes, request: Request) -> None:
        """All that arrives counts, also of answers that come to nothing."""
        self.guard.budgets[self.guard.name(request)].bytes += len(data)
        self.guard.count(self.guard.name(request), "bytes", len(data))
        most = request.meta.get("loa_cut_at")
        if most:
            so_far = self._robots_bytes[id(request)] = self._robots_bytes.get(id(request), 0) + len(data)
            if so_far >= most:
                raise StopDownload(fail=False)

    def _tell(self, request: Request, words: str, begun: float) -> None:
        why = request.meta.get("why")
        log.info(
            "%s: asked%s, %s in %.2f s: %s",
            self.guard.name(request),
            f" ({why})" if why else "",
            words,
            monotonic() - begun,
            without_secrets(request.url),
        )
