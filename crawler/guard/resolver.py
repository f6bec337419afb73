"""From a name to the addresses that may be connected to: looked up here, checked, and nothing else is reachable.

A request carries its checked addresses to the connection itself (`PinnedReactor`), so there is no second look-up whose
answer could differ, and what one source may reach is of no use to another. The reactor's own resolver, which knows only
a name, is closed (`ClosedResolver`, the project's TWISTED_DNS_RESOLVER).
"""

import asyncio
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IReactorPluggableNameResolver,
)
from zope.interface import implementer

from crawler.guard.addresses import Network, literal, local_name, refusal

LOOPBACK = ("127.0.0.1",)
_KEPT = 60.0  # seconds: an address is asked for again well within the life of a DNS record
_KEPT_FAILURE = 30.0
_MOST_ADDRESSES = 6
_AT_ONCE = 2  # look-ups under way for one source: a name server that hangs holds no more threads than these

Lookup = Callable[[str], Sequence[str]]


def system_lookup(host: str) -> list[str]:
    """The addresses the system knows for a name. Blocks; raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Resolver:
    """Names to addresses, without blocking, with a bound on the time. Answers are kept for a minute."""

    def __init__(self, timeout: float, lookup: Lookup = system_lookup) -> None:
        self.timeout, self.lookup = timeout, lookup
        self._kept: dict[str, tuple[float, tuple[str, ...] | str]] = {}
        self._under_way: dict[tuple[str, str], asyncio.Future[tuple[str, ...]]] = {}
        self._free: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_AT_ONCE))

    async def addresses(self, host: str, source: str) -> tuple[str, ...]:
        """Every address of a host, unchecked. Raises CannotResolveHostError."""
        if spelled := literal(host):
            return (spelled,)
        if local_name(host):
            return LOOPBACK
        until, kept = self._kept.get(host, (0.0, ""))
        if until > monotonic():
            if isinstance(kept, str):
                raise _unknown(kept)
            return kept
        asked = self._under_way.get((host, source))
        if asked is None:
            asked = self._under_way[host, source] = asyncio.ensure_future(self._ask(host, source))
            asked.add_done_callback(lambda _: self._under_way.pop((host, source), None))
        return await asyncio.shield(asked)

    async def _ask(self, host: str, source: str) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(self.timeout):
                found = await self._in_a_thread(host, self._free[source])
        except TimeoutError:
            cause = f"the name server gave no answer in {self.timeout:g} s"
        except (OSError, UnicodeError):
            cause = "no such host"
        else:
            addresses = tuple(address.partition("%")[0] for address in found)[:_MOST_ADDRESSES]
            self._kept[host] = (monotonic() + _KEPT, addresses)
            return addresses
        self._kept[host] = (monotonic() + _KEPT_FAILURE, cause)
        raise _unknown(cause)

    async def _in_a_thread(self, host: str, free: asyncio.Semaphore) -> Sequence[str]:
        """A thread of its own, which the end of the process does not wait for: a look-up cannot be interrupted."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()
        await free.acquire()

        def tell(found: Sequence[str] | None, problem: Exception | None) -> None:
            free.release()
            if answer.done():  # nobody waits any more
                return
            if problem is not None:
                answer.set_exception(problem)
            else:
                answer.set_result(found or ())

        def ask() -> None:
            found, problem = None, None
            try:
                found = self.lookup(host)
            except Exception as error:  # told to whoever waits
                problem = error
            if not loop.is_closed():
                loop.call_soon_threadsafe(tell, found, problem)

        threading.Thread(target=ask, name=f"lookup {host}", daemon=True).start()
        return await answer


def _unknown(cause: str) -> CannotResolveHostError:
    error = CannotResolveHostError(cause)
    error.cause = cause  # type: ignore[attr-defined]
    return error


def checked(addresses: Sequence[str], allowed: Sequence[Network]) -> tuple[list[str], str]:
    """Those that may be connected to, and why one of the others may not."""
    good: list[str] = []
    why = "the name has no address"
    for address in addresses:
        words = refusal(address, allowed)
        if words:
            why = words
        else:
            good.append(address)
    return good, why


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """There is nothing to wait for."""


@implementer(IHostnameResolver)
class _PinnedNames:
    """Whatever name is asked for, these addresses are the answer."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = addresses

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        for address in self.addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", address, portNumber))
        resolutionReceiver.resolutionComplete()
        return resolution


@implementer(IReactorPluggableNameResolver)
class PinnedReactor:
    """The reactor as one request sees it: it connects to the addresses that were checked for it, and to no other."""

    def __init__(self, reactor: Any, addresses: Sequence[str]) -> None:
        self._reactor, self._addresses = reactor, tuple(addresses)
        self.nameResolver = _PinnedNames(self._addresses)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reactor, name)

    def installNameResolver(self, resolver: IHostnameResolver) -> IHostnameResolver:
        raise RuntimeError("a pinned reactor keeps its addresses")

    def connectTCP(self, host: str, port: int, factory: Any, **options: Any) -> Any:
        """A proxy's name arrives here unresolved."""
        address = host if host in self._addresses else self._addresses[0]
        return self._reactor.connectTCP(address, port, factory, **options)


@implementer(IHostnameResolver)
class ClosedResolver:
    """Resolves nothing: a connection that did not pass the guard ends here."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        return _PinnedNames(()).resolveHostName(resolutionReceiver, hostName, portNumber)
