"""One request at a time to one host, with a gap between two; sources that share a host take turns."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

_order = count()


@dataclass(order=True)
class _Waiting:
    priority: int  # the smaller the earlier, as in a heap
    order: int
    gap: float = field(compare=False)
    future: asyncio.Future[None] = field(compare=False)


class Gate:
    """The turns of one host. `asked_at` is when the last request went out; gaps count from there."""

    def __init__(self) -> None:
        self.busy = False
        self.asked_at = float("-inf")
        self.sources: dict[str, list[_Waiting]] = {}  # in the order in which their turns come
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return sum(len(waiting) for waiting in self.sources.values())

    @asynccontextmanager
    async def turn(self, source: str, *, gap: float, priority: int = 0) -> AsyncIterator[None]:
        """Holds the host. The one inside calls `went_out` when it really asks; a turn without that leaves no gap."""
        await self._wait(source, gap, priority)
        try:
            yield
        finally:
            self.busy = False
            self._next()

    def went_out(self) -> None:
        self.asked_at = monotonic()

    def drop(self, source: str, problem: Callable[[], BaseException]) -> None:
        """Everything of a source that still waits fails with this."""
        for waiting in self.sources.pop(source, []):
            if not waiting.future.done():
                waiting.future.set_exception(problem())

    async def _wait(self, source: str, gap: float, priority: int) -> None:
        waiting = _Waiting(-priority, next(_order), gap, asyncio.get_running_loop().create_future())
        heapq.heappush(self.sources.setdefault(source, []), waiting)
        self._next()
        try:
            await waiting.future
        except asyncio.CancelledError:
            if waiting.future.done() and not waiting.future.cancelled():  # the turn came, and nobody takes it
                self.busy = False
                self._next()
            raise

    def _next(self) -> None:
        """Give the turn to the next source, or look again when its gap is over."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while not self.busy and self.sources:
            source, heap = next(iter(self.sources.items()))
            first = heap[0]
            if first.future.done():  # cancelled
                self._pop(source)
                continue
            wait = self.asked_at + first.gap - monotonic()
            if wait > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._next)
                return
            self._pop(source)
            self.busy = True
            first.future.set_result(None)

    def _pop(self, source: str) -> None:
        heap = self.sources.pop(source)
        heapq.heappop(heap)
        if heap:
            self.sources[source] = heap  # at the end: the others come first
