"""Pages that their scripts build, for sources that say `render = true`: a browser that never touches the network.

Each answer is fetched as every other is, through the whole guard, and then handed to a Chromium that can reach
nothing: its proxy has a name that leads nowhere, and every name does. What the page asks for comes to `_Page.answer`;
scripts and data are fetched by the guard in their turn (addresses, robots.txt, pace, budget), the rest is refused.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.city import Source
from crawler.guard.addresses import slot_of, without_secrets
from crawler.guard.causes import cause_of, seconds, size
from crawler.guard.errors import BrowserMissing, GuardError, NotRendered, TooLarge
from crawler.guard.guard import Guard, guard_of

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Route

log = logging.getLogger(__name__)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST = 60.0  # seconds for one page, with all that it asks for
REST = 0.5  # seconds without a request: the page has come to rest
MOST_PARTS = 60  # scripts and answers that one page may ask for
AT_ONCE = 4  # pages under way at one time, over all sources
KEPT = 20_000_000  # bytes of scripts that are kept for the next pages of their source in this crawl
_STARTING = 20.0  # seconds
_ENDING = 3.0
_FETCHED = ("script", "xhr", "fetch")
_SENT = ("accept", "x-requested-with")
_HANDED_ON = (b"content-type", b"access-control-allow-origin", b"access-control-allow-credentials")
_MARKUP = (b"text/html", b"application/xhtml+xml")
_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LANG")  # all that the browser sees of ours: no password is in these

# Nothing leaves but by the routes below: no name, no proxy, no UDP.
CLOSED = (
    "--proxy-server=http://nowhere.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--js-flags=--max-old-space-size=512",
)
# What routes do not see. A second lock: the first is that there is no way out.
_WITHOUT = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) delete window[name];"


class RenderMiddleware:
    """Renders the web pages of sources that want it, after redirects and new tries, before the spider sees them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.guard = crawler, guard_of(crawler)
        self.browser = BrowserOfCrawl(self.guard.config.browser)
        self.scripts: dict[tuple[str, str], Response] = {}
        self._kept = 0
        self._places = asyncio.Semaphore(AT_ONCE)
        crawler.signals.connect(self.browser.close, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Without a browser nothing is asked. An unchanged frame says nothing of what its scripts fill it with."""
        if self._source(request) is None:
            return
        if words := self.browser.missing():
            raise BrowserMissing(self.guard.name(request), request.url, words)
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)

    async def process_response(self, request: Request, response: Response) -> Response:
        source = self._source(request)
        kind = (response.headers.get("Content-Type") or b"").partition(b";")[0].strip().lower()
        if source is None or response.status != 200 or kind not in _MARKUP:
            return response
        begun, name = monotonic(), self.guard.name(request)
        try:
            async with self._places:
                html = await self._rendered(source, response)
        except GuardError as error:
            error.told = True
            self.guard.count(name, f"failed/{error.cause}")
            log.info("%s: not rendered, %s: %s", name, error.cause, without_secrets(response.url))
            raise
        self.guard.count(name, "rendered")
        log.info("%s: rendered in %.2f s: %s", name, monotonic() - begun, without_secrets(response.url))
        headers = response.headers.copy()
        for header in ("ETag", "Last-Modified", "Content-Length"):
            headers.pop(header, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        return response.replace(body=html.encode("utf-8", "replace"), headers=headers)

    async def part(self, request: Request) -> Response:
        """What a page asks for, by the way of every request. Scripts are asked for once in a crawl."""
        key = (self.guard.name(request), request.url)
        if key in self.scripts:
            return self.scripts[key]
        assert self.crawler.engine is not None
        response = await self.crawler.engine.download_async(request)
        if request.meta["loa_part"] == "script" and response.status == 200:
            if self._kept + len(response.body) <= KEPT:
                self._kept += len(response.body)
                self.scripts[key] = response
        return response

    def _source(self, request: Request) -> Source | None:
        """The source whose page this is, where its pages are rendered."""
        if request.meta.get("loa_robots") or request.meta.get("loa_part"):
            return None
        source = self.guard.source(request)
        return source if source is not None and source.render else None

    async def _rendered(self, source: Source, response: Response) -> str:
        left = self.guard.budgets[source.id].remaining(monotonic())
        most = max(min(LONGEST, left), 0.1)
        try:
            context = await self.browser.context(source, self.guard.config.user_agent)
        except NotStarted as error:
            raise BrowserMissing(source.id, response.url, str(error)) from error
        page = _Page(self, self.guard, source, response)
        try:
            async with asyncio.timeout(most):
                return await page.rendered(context)
        except TimeoutError:
            words = f"its scripts did not come to rest in {seconds(most)}"
            raise NotRendered(source.id, response.url, words) from None
        except GuardError:
            raise
        except Exception as error:  # of the browser, whatever it is called
            words = f"the browser gave up: {_first_line(error)}"
            raise NotRendered(source.id, response.url, words) from error
        finally:
            page.over = True
            await self.browser.end(context)


class _Page:
    """One page in the browser, and what it asks for."""

    def __init__(self, middleware: RenderMiddleware, guard: Guard, source: Source, response: Response) -> None:
        self.middleware, self.guard, self.source, self.response = middleware, guard, source, response
        self.handed = self.over = False
        self.parts = self.under_way = 0
        self.last = monotonic()
        self.broken = ""  # why a part of the site's own is missing
        self.page: Page | None = None

    async def rendered(self, context: "BrowserContext") -> str:
        await context.route("**/*", self.answer)
        await context.route_web_socket("**/*", lambda socket: socket.close())
        await context.add_init_script(_WITHOUT)
        self.page = page = await context.new_page()
        crashed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def crash(_: object) -> None:
            crashed.cancel()

        page.on("crash", crash)
        reading = asyncio.ensure_future(self._read(page))
        try:
            await asyncio.wait((reading, crashed), return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                raise NotRendered(self.source.id, self.response.url, "its scripts broke the browser's page")
            return reading.result()
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await reading

    async def _read(self, page: "Page") -> str:
        await page.goto(self.response.url, wait_until="commit", timeout=0)
        # Not Playwright's "load": a place that the page wants to go to meanwhile can hold that up for ever.
        while await page.evaluate("document.readyState") == "loading":
            await asyncio.sleep(0.05)
        self.last = monotonic()
        while self.under_way or monotonic() - self.last < REST:
            await asyncio.sleep(0.05)
        if self.broken:
            raise NotRendered(self.source.id, self.response.url, self.broken)
        most = self.guard.config.page_bytes
        if await page.evaluate("document.documentElement.outerHTML.length") <= most:
            html = await page.content()
            if len(html.encode("utf-8", "replace")) <= most:
                return html
        raise TooLarge(self.source.id, self.response.url, f"larger than {size(most)} when rendered")

    async def answer(self, route: "Route") -> None:
        """Everything that the page asks for comes here, redirects and frames and other windows too."""
        with suppress(Exception):  # the page may be closed by now
            asked = route.request
            if asked.is_navigation_request():
                await self._navigate(route)
            elif asked.resource_type == "stylesheet":
                await route.fulfill(status=200, content_type="text/css", body="")
            elif asked.resource_type in _FETCHED and asked.method == "GET" and not self.over:
                await self._fetch(route)
            else:
                await route.abort("blockedbyclient")

    async def _navigate(self, route: "Route") -> None:
        """The page itself, once; any other place it wants to go to is called off, and it stays."""
        page = self.page
        if self.handed or page is None or route.request.frame != page.main_frame:
            await route.abort("aborted")
            return
        self.handed = True
        await route.fulfill(status=200, headers=_headers(self.response), body=self.response.body)

    async def _fetch(self, route: "Route") -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            await route.abort("blockedbyclient")
            return
        self.under_way += 1
        asked = route.request
        try:
            response = await self.middleware.part(self._request(asked.url, asked.resource_type, asked.headers))
            await route.fulfill(status=response.status, headers=_headers(response), body=response.body)
            failed = cause_of(response.status) if response.status >= 500 else ""
        except GuardError as error:
            failed = "" if error.kind in ("robots", "address") else error.cause
            await route.abort("blockedbyclient")
        except Exception as error:  # of the network
            failed = cause_of(error)
            await route.abort("failed")
        finally:
            self.under_way -= 1
            self.last = monotonic()
        if failed and slot_of(asked.url) == slot_of(self.response.url):
            self.broken = self.broken or f"a part of the page is missing, {failed}: {without_secrets(asked.url)}"

    def _request(self, url: str, kind: str, headers: Mapping[str, str]) -> Request:
        return Request(
            url.partition("#")[0],
            callback=NO_CALLBACK,
            headers={name: headers[name] for name in _SENT if name in headers},
            priority=10,  # a page in the browser is ended before the next one is begun
            meta={"source": self.source.id, "why": f"a page's {kind}", "loa_part": kind},
            dont_filter=True,
        )


class NotStarted(Exception):
    """The browser is there, but does not start."""


class BrowserOfCrawl:
    """One Chromium for a crawl, begun with the first page that needs it, and begun anew when it broke."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._starting = asyncio.Lock()
        self._missing: str | None = None

    def missing(self) -> str:
        """What is missing, in one line; "" where all is there."""
        if self._missing is None:
            self._missing = missing(self.path)
        return self._missing

    async def context(self, source: Source, user_agent: str) -> "BrowserContext":
        """A profile for one page, without a trace of any other. Raises NotStarted."""
        async with self._starting:
            try:
                async with asyncio.timeout(_STARTING):
                    if self._browser is None or not self._browser.is_connected():
                        await self._start()
                    assert self._browser is not None
                    return await self._browser.new_context(
                        user_agent=user_agent,
                        locale=source.language,
                        timezone_id=source.timezone,
                        viewport={"width": 1280, "height": 2000},
                        service_workers="block",
                        accept_downloads=False,
                    )
            except Exception as error:
                await self._stop()
                raise NotStarted(f"the browser does not start: {_first_line(error)}") from error

    async def end(self, context: "BrowserContext") -> None:
        """A page whose scripts never rest may hold the whole browser up: it is then ended."""
        try:
            async with asyncio.timeout(_ENDING):
                await context.close()
        except Exception:
            await self.close()

    async def close(self) -> None:
        async with self._starting:
            await self._stop()

    async def _start(self) -> None:
        from playwright.async_api import async_playwright

        await self._stop()
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=found(self.path),
            args=list(CLOSED),
            chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0,  # Chromium has none for root
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            handle_sigint=False,  # the crawl ends it
            handle_sigterm=False,
            handle_sighup=False,
        )

    async def _stop(self) -> None:
        browser, playwright = self._browser, self._playwright
        self._browser = self._playwright = None
        with suppress(Exception):
            async with asyncio.timeout(_ENDING):
                if browser is not None:
                    await browser.close()
        with suppress(Exception):
            async with asyncio.timeout(_ENDING):
                if playwright is not None:
                    await playwright.stop()


def missing(path: str = "") -> str:
    """What rendering needs and is not here, in one line; "" where all is there."""
    from importlib.util import find_spec

    if find_spec("playwright") is None:
        return "its pages need a browser's driver: pip install 'loa-feeds[js]'"
    if found(path):
        return ""
    if path:
        return f"no browser is at {path}, which LOA_BROWSER names"
    return "its pages need a browser: install Chromium, or name one in LOA_BROWSER"


def found(path: str = "") -> str | None:
    """The browser: the one that is named, else the system's."""
    for name in (path,) if path else NAMES:
        if at := shutil.which(name):
            return at
    return None


def _headers(response: Response) -> dict[str, str]:
    kept = {name: response.headers.get(name) for name in _HANDED_ON}
    return {name.decode(): value.decode("latin-1") for name, value in kept.items() if value}


def _first_line(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer in {seconds(_STARTING)}"
    return (str(error).strip().splitlines() or [""])[0][:200] or type(error).__name__
