"""Asks a few addresses for somebody who waits: through the guard as every crawl, but into no archive."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.archive import walks
from crawler.city import Source
from crawler.errors import LoaError
from crawler.extensions.archive import archive_of
from crawler.extract.page import Page
from crawler.guard.addresses import host_of
from crawler.guard.causes import cause_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one address. `cause` says why there is no page, and is "" where there is one; `hint` what to do
    about it. `url` is the address that answered, after redirects."""

    asked: str
    url: str = ""
    status: int = 0
    content_type: str = ""
    body: bytes = field(default=b"", repr=False)
    cause: str = ""
    hint: str = ""
    kind: str = ""  # what refused it, as in crawler.guard.errors: "address", "robots" ...

    def page(self) -> Page:
        return Page(self.body, self.url, self.content_type)


Task = Callable[["LookSpider"], Awaitable[None]]


class LookSpider(Spider):
    """Runs one task, which asks by `ask` and keeps what it finds. `fault` is what our own code raised.

    Its class has no name, so that it is nobody's source and stands in no list of spiders.
    """

    sources: Mapping[str, Source]
    task: Task
    fault: BaseException | None = None
    none: tuple[Request, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        return super().from_crawler(crawler, *args, name="look", **kwargs)

    async def start(self) -> AsyncIterator[Request]:
        try:
            await self.task(self)
        except Exception as error:
            self.fault = error
        for request in self.none:
            yield request

    async def ask(self, source: Source, url: str, why: str) -> Answer:
        """One address, with its redirects and few new tries. Never raises for what a site does."""
        request = Request(url, meta={"source": source.id, "why": why}, dont_filter=True)
        try:
            response: Response = await self.crawler.engine.download_async(request)  # type: ignore[union-attr]
        except Exception as error:
            cause, kind = cause_of(error), getattr(error, "kind", "")
            forbidden = kind == "robots" and cause.startswith("robots.txt forbids")
            hint = error.hint if isinstance(error, LoaError) and (kind != "robots" or forbidden) else ""
            return Answer(url, url, cause=cause, hint=hint, kind=kind)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1").strip()
        cause = "" if response.status == 200 else cause_of(response.status)
        return Answer(url, response.url, response.status, content_type, response.body, cause)

    def robots(self, url: str) -> tuple[int, str] | None:
        """Status and text of the robots.txt of an address's host; None where it was not answered."""
        from urllib.parse import urlsplit

        if not host_of(url):
            return None
        parts = urlsplit(url)
        with archive_of(self.crawler).read() as tx:
            found = walks.robots_of(tx, f"{parts.scheme}://{parts.netloc.lower()}")
        return found[:2] if found else None
