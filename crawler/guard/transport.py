"""How bytes come in: from checked addresses only, bounded in every direction, and whole or not at all."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy import Request
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ResultT,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import make_response, wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet._sslverify import ClientTLSOptions, _verifyCB
from twisted.internet.interfaces import IAddress
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web._newclient import HTTP11ClientProtocol, ParseError
from twisted.web._newclient import Request as TxRequest
from twisted.web.client import Agent, HTTPConnectionPool
from twisted.web.iweb import UNKNOWN_LENGTH
from w3lib.http import basic_auth_header

from crawler.guard.causes import CUT_SHORT, certificate_cause, size
from crawler.guard.decode import Incomplete, TooMuch, encodings_of, unpacked
from crawler.guard.errors import CertificateRefused, CutShort, TooLarge
from crawler.guard.guard import guard_of
from crawler.guard.resolver import PinnedReactor

LONGEST_HEADER = 65_536
ALL_HEADERS = 2_000_000  # bytes: 300 cookies of 2 kB have been seen
_IDLE = 15  # seconds for which a connection is kept for the next page
_END_OF_PAGE = re.compile(rb"</(html|body)\s*>", re.IGNORECASE)
_MARKUP = (b"text/html", b"application/xhtml+xml")
_XML = re.compile(rb"[/+]xml$|^application/(rss|atom)\+xml$")


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with connections of its own for each source."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._guard = guard_of(crawler)
        self._strict = _TellingContextFactory.from_crawler(crawler)
        self._lax = _plain_context_factory(crawler)
        self._pools: dict[str, HTTPConnectionPool] = {}

    async def download_request(self, request: Request) -> Response:
        guard = self._guard
        name, source = guard.name(request), guard.source(request)
        addresses = await guard.addresses(request)
        agent = _GuardedAgent(
            addresses=addresses,
            source=name,
            contextFactory=self._lax if source and not source.verify_certificates else self._strict,
            pool=self._pool_of(name),
            maxsize=self._default_maxsize,
            warnsize=0,
            fail_on_dataloss=True,
            crawler=self._crawler,
        )
        self._use_proxy(request)
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except DownloadCancelledError as error:
            words = f"larger than {size(self._default_maxsize)}"
            raise TooLarge(name, request.url, words) from error
        except ResponseDataLossError as error:
            raise CutShort(name, request.url, CUT_SHORT) from error
        except DownloadFailedError as error:
            if agent.refused_certificate:
                raise CertificateRefused(name, request.url, certificate_cause(agent.refused_certificate)) from error
            raise
        finally:
            request.headers.pop(b"Proxy-Authorization", None)

    async def close(self) -> None:
        for pool in self._pools.values():
            self._pool = pool
            await super().close()

    def _pool_of(self, name: str) -> HTTPConnectionPool:
        """A connection that one source was allowed to open is never used by another."""
        if name not in self._pools:
            from twisted.internet import reactor

            pool = self._pools[name] = HTTPConnectionPool(reactor, persistent=True)  # type: ignore[no-untyped-call]
            pool.maxPersistentPerHost = 1
            pool.cachedConnectionTimeout = _IDLE
            pool._factory = _BoundedFactory
        return self._pools[name]

    def _use_proxy(self, request: Request) -> None:
        """The operator's proxy or none: not the environment's, not one that a spider names."""
        request.meta.pop("proxy", None)
        proxy = self._guard.config.proxy
        if proxy:
            request.meta["proxy"] = f"{proxy.scheme}://{proxy.host}:{proxy.port}"
            if proxy.username:
                request.headers[b"Proxy-Authorization"] = basic_auth_header(proxy.username, proxy.password or "")


class _GuardedAgent(_ScrapyAgent):
    def __init__(self, *, addresses: list[str], source: str, contextFactory: Any, **options: Any) -> None:
        self.addresses, self.source = addresses, source
        self.refused_certificate = 0
        if isinstance(contextFactory, _TellingContextFactory):
            contextFactory = contextFactory.telling(self._note_certificate)
        super().__init__(contextFactory=contextFactory, **options)

    def _note_certificate(self, number: int) -> None:
        self.refused_certificate = self.refused_certificate or number

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        agent = super()._get_agent(request, timeout)
        pinned = PinnedReactor(agent._reactor, self.addresses)
        agent._reactor = agent._endpointFactory._reactor = pinned  # type: ignore[assignment]
        self._request = request
        return agent

    def _cb_bodydone(self, result: _ResultT, url: str) -> Response:
        answer = result["txresponse"]
        headers = self._headers_from_twisted_response(answer)
        body, flags = result.get("body", b""), result.get("flags") or []
        if int(answer.code) == 200 and answer.length != UNKNOWN_LENGTH and getattr(answer, "loa_surplus", False):
            raise CutShort(self.source, url, "longer than it says, so cut short")
        body = self._unpacked(body, headers, url)
        if "partial" in flags and not _looks_whole(body, headers):
            raise CutShort(self.source, url, CUT_SHORT)
        version = answer.version
        return make_response(
            url=url,
            status=int(answer.code),
            headers=headers,
            body=body,
            flags=flags,
            certificate=result.get("certificate"),
            ip_address=result.get("ip_address"),
            protocol=f"{version[0].decode('latin-1')}/{version[1]}.{version[2]}",
            stop_download=result.get("stop_download"),
        )

    def _unpacked(self, body: bytes, headers: Headers, url: str) -> bytes:
        """Undone here, before Scrapy would guess a charset from packed bytes."""
        encodings = encodings_of(headers.getlist("Content-Encoding"))
        cut_at = self._request.meta.get("loa_cut_at")
        if not encodings or self._request.method == "HEAD":
            return body
        try:
            body = unpacked(body, encodings, cut_at or self._maxsize, cut=bool(cut_at))
        except TooMuch as error:
            raise TooLarge(self.source, url, f"larger than {size(self._maxsize)} when unpacked") from error
        except Incomplete as error:
            raise CutShort(self.source, url, f"{CUT_SHORT} ({encodings[-1]})") from error
        del headers["Content-Encoding"]
        return body


def _looks_whole(body: bytes, headers: Headers) -> bool:
    """For a body whose end is only the end of the connection: nothing else tells whether that was its end."""
    kind = (headers.get("Content-Type") or b"").partition(b";")[0].strip().lower()
    if kind in _MARKUP or (not kind and b"<html" in body[:2000].lower()):
        return _END_OF_PAGE.search(body[-4096:]) is not None
    if _XML.search(kind):
        return body.rstrip(b" \t\r\n\0").endswith(b">")
    if kind.endswith(b"json"):
        return body.rstrip().endswith((b"}", b"]"))
    return True


class _BoundedParser(_LenientHTTPClientParser):
    """Headers without end are an answer without end."""

    MAX_LENGTH = LONGEST_HEADER
    seen = 0

    def lineReceived(self, line: bytes) -> None:
        self.seen += len(line) + 1
        if self.seen > ALL_HEADERS:
            raise ParseError("headers without end", b"")  # type: ignore[no-untyped-call]
        super().lineReceived(line)


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: TxRequest) -> Any:
        answered = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _BoundedParser
        return answered

    def _finishResponse(self, rest: bytes) -> None:
        """Bytes behind the end of a body are the rest of that body: its Content-Length was too small."""
        if rest.strip() and self._parser is not None:
            self._parser.response.loa_surplus = True
        HTTP11ClientProtocol._finishResponse(self, rest)


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _TellingContextFactory(_ScrapyClientContextFactory):
    """Verifies certificates, and tells the number of what is wrong with one."""

    tell: Callable[[int], None] | None = None

    def telling(self, tell: Callable[[int], None]) -> "_TellingContextFactory":
        factory = _TellingContextFactory.__new__(_TellingContextFactory)
        factory.__dict__ = dict(self.__dict__, tell=tell)
        return factory

    def creatorForNetloc(self, hostname: bytes, port: int) -> ClientTLSOptions:  # type: ignore[override]
        creator = super().creatorForNetloc(hostname, port)
        return _TellingOptions(creator._createConnection, hostname.decode("ascii"), self.tell)


class _TellingOptions(ClientTLSOptions):
    def __init__(self, create: Any, hostname: str, tell: Callable[[int], None] | None) -> None:
        super().__init__(create, hostname)
        self._tell = tell

    def clientConnectionForTLS(self, tlsProtocol: TLSMemoryBIOProtocol) -> SSL.Connection:
        connection = super().clientConnectionForTLS(tlsProtocol)
        verify = _verifyCB(tlsProtocol, self._hostnameIsDnsName, self._hostnameASCII)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, partial(_verify, verify, self._tell))
        return connection


def _verify(
    verify: Callable[..., bool],
    tell: Callable[[int], None] | None,
    connection: SSL.Connection,
    certificate: X509,
    number: int,
    depth: int,
    good: int,
) -> bool:
    accepted = verify(connection, certificate, number, depth, bool(good))
    if not accepted and tell is not None:
        tell(number or 62)  # Twisted compares the host's name itself: X509_V_ERR_HOSTNAME_MISMATCH
    return accepted


def _plain_context_factory(crawler: Crawler) -> _ScrapyClientContextFactory:
    """Accepts any certificate, for a source whose file says so."""
    factory = _ScrapyClientContextFactory.from_crawler(crawler)
    factory._verify_certificates = False
    return factory
