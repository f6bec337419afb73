"""The middlewares of the guard, in the order in which a request meets them. The downloader waits behind them."""

import logging
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.guard.addresses import slot_of, without_secrets
from crawler.guard.causes import cause_of
from crawler.guard.errors import AddressRefused, GuardError, TooManyRedirects
from crawler.guard.guard import guard_of
from crawler.guard.pace import BACKOFF, BUSY, TEMPORARY, worth_another_try

log = logging.getLogger(__name__)

_REDIRECTS = (301, 302, 303, 307, 308)


class DoorMiddleware:
    """Nothing passes that may not be asked: form, budget, the host's wishes, and where its name leads."""

    def __init__(self, crawler: Crawler) -> None:
        self.guard = guard_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        self.guard.check(request)
        await self.guard.addresses(request)
        source = self.guard.source(request)
        if source is not None:
            request.headers.setdefault(b"Accept-Language", f"{source.language}, *;q=0.5")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Every way in which a request ends without an answer comes by here once: it is counted and told."""
        if isinstance(exception, GuardError):
            if not exception.told:
                self.guard.refused(exception)
        elif not getattr(exception, "told", False):
            name, cause = self.guard.name(request), cause_of(exception)
            exception.cause, exception.told = cause, True  # type: ignore[attr-defined]
            self.guard.count(name, f"failed/{cause}")
            log.info("%s: not asked, %s: %s", name, cause, without_secrets(request.url))


class RedirectsMiddleware(RedirectMiddleware):
    """Follows redirects as new requests, which meet the whole guard again; tells where they end instead of silence."""

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        location = response.headers.get("Location")
        if not location or response.status not in _REDIRECTS or request.meta.get("dont_redirect"):
            return response
        guard = guard_of(self.crawler)
        name = guard.name(request)
        try:
            target = urljoin(request.url, safe_url_string(location))
            scheme = urlsplit(target).scheme
            if scheme not in ("http", "https"):
                words = f"leads to {scheme}:, which is no web address"
                raise guard.refused(AddressRefused(name, request.url, words))
            if target.partition("#")[0] in (request.url, *request.meta.get("redirect_urls", ())):
                raise guard.refused(TooManyRedirects(name, request.url, "redirects in a circle"))
            return super().process_response(request, response)
        except ValueError:
            words = "leads to what is no web address"
            raise guard.refused(AddressRefused(name, request.url, words)) from None

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        most = int(request.meta.get("loa_redirects", self.max_redirect_times))
        if request.meta.get("redirect_times", 0) >= most:
            guard = guard_of(self.crawler)
            raise guard.refused(TooManyRedirects(guard.name(request), request.url, f"redirects more than {most} times"))
        redirected.meta.pop("download_slot", None)
        return super()._redirect(redirected, request, reason)

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """No Referer is sent, so no middleware for it is looked for."""


class RetriesMiddleware:
    """Few new tries, after a while; none where the host asks to be left alone for longer than the run lasts."""

    def __init__(self, crawler: Crawler) -> None:
        self.guard = guard_of(crawler)
        self.most = crawler.settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in (*BUSY, *TEMPORARY) or request.meta.get("dont_retry"):
            return response
        if self.guard.pause_of(slot_of(request.url)) is None:
            return await self._later(request) or response
        try:
            self.guard.check(request)
        except GuardError as error:
            raise self.guard.refused(error) from None
        refusals = self.guard.tallies[self.guard.name(request), slot_of(request.url)].errors
        if refusals > self.most:
            self.guard.close(request, f"{cause_of(response.status)}, {refusals} times in a row")
            return response
        return self._again(request) or response  # it waits for the end of the pause at the gate

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not worth_another_try(exception) or request.meta.get("dont_retry"):
            return None
        return await self._later(request)

    async def _later(self, request: Request) -> Request | None:
        name, slot = self.guard.name(request), slot_of(request.url)
        if (name, slot) in self.guard.closed or self.guard.tallies[name, slot].hopeless:
            return None
        again = self._again(request)
        if again is not None:
            await self.guard.sleep(BACKOFF[min(again.meta["retry_times"], len(BACKOFF)) - 1])
        return again

    def _again(self, request: Request) -> Request | None:
        times = int(request.meta.get("retry_times", 0)) + 1
        if times > self.most or self.guard.stopping:
            return None
        self.guard.count(self.guard.name(request), "retries")
        again = request.copy()
        again.meta["retry_times"] = times
        again.dont_filter = True
        again.priority = request.priority - 1
        return again
