"""The spider of every source: from its list pages to its articles."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.address import address_key
from crawler.archive import pages
from crawler.archive.visits import Visit
from crawler.archive.walks import ListState
from crawler.article import Article, Attachment, Listed, RawPage
from crawler.city import City, Source
from crawler.config import Config
from crawler.errors import ExtractionError, UnknownSource
from crawler.extensions.archive import archive_of
from crawler.extract.complexity import too_complex
from crawler.extract.files import MEDIA_TYPES, media_type
from crawler.extract.furniture import furniture
from crawler.extract.hosts import same_site
from crawler.extract.links import read_list
from crawler.extract.page import Context, Page
from crawler.extract.read import listed_link, read
from crawler.guard.causes import cause_of
from crawler.spiders.memory import Memory
from crawler.spiders.walk import ListPage, Walk

# Counts towards "unchanged": raise it when read_list changes, so that unchanged pages are read once more.
LIST_READER = "1"
PROBES = 3
SAMPLES = 3  # article pages that are compared to learn what a source's pages share
VISITS = 50  # visits to known articles in one run, at most: the rest waits for the next run
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FILES = frozenset(MEDIA_TYPES.values())
_GONE = (404, 410)


class NewsSpider(Spider):
    """Walks the list pages of its sources and hands the articles that are not known yet to the pipelines.

    It has no SQL, no dates and no pace of its own. `-a sources=a,b` names several sources; without it, a spider that
    the loader made for a source walks that one, and `news` itself walks all sources of the city.
    """

    name = "news"
    handle_httpstatus_list = [304, *range(400, 600)]
    source_ids: tuple[str, ...] = ()

    city: City
    config: Config
    sources: dict[str, Source]
    walks: dict[str, Walk]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        named = [name for name in str(kwargs.pop("sources", "")).split(",") if name]
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.city, spider.config = crawler.settings["LOA_CITY"], crawler.settings["LOA_CONFIG"]
        ids = named or cls.source_ids or [source.id for source in spider.city.sources]
        spider.sources = {name: spider.city.source(name) for name in ids}
        if not spider.sources:
            raise UnknownSource("", spider.city.id, [])
        spider.walks = {}
        crawler.signals.connect(spider._item_done, signal=signals.item_scraped)
        crawler.signals.connect(spider._item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_error)
        crawler.signals.connect(spider._callback_broke, signal=signals.spider_error)
        return spider

    @property
    def memory(self) -> Memory:
        return Memory(archive_of(self.crawler))

    async def start(self) -> AsyncIterator[Request]:
        for source in self.sources.values():
            for request in self._begin(source):
                yield request

    def closed(self, reason: str) -> None:
        for walk in self.walks.values():
            self._end(walk, "" if reason == "finished" else f"the crawl was stopped ({reason})")

    # -- list pages

    def _begin(self, source: Source) -> Iterator[Request]:
        memory, now = self.memory, datetime.now(UTC)
        walk = self.walks[source.id] = Walk(source, memory.begin_run(source.id, now), now)
        walk.waiting = set(source.lists)
        states = memory.list_states(source.id)
        walk.open = 1  # held until everything is handed out, so that the run does not end in between
        for url in source.lists:
            yield self._ask(walk, url, self.parse_list, {"list_url": url}, _validators(states.get(url)))
        for visit in memory.due_visits(source.id, now=now, most=VISITS):
            walk.visited += 1
            walk.asked.add(address_key(visit.url))
            yield self._ask(walk, visit.url, self.parse_article, {"listed": []}, _validators(visit), visit=True)
        self._close(walk)

    def parse_list(self, response: Response, list_url: str) -> Iterator[Request | Article]:
        walk = self._walk(response.request)
        walk.waiting.discard(list_url)
        walk.counts["bytes"] += len(response.body)
        if response.status == 304:
            walk.counts["unchanged"] += 1
        elif response.status != 200:
            walk.list_causes.append(f"{cause_of(response.status)}: {list_url}")
        else:
            self._heard(walk, response, list_url)
        yield from self._judge(walk)
        self._close(walk)

    def _heard(self, walk: Walk, response: Response, list_url: str) -> None:
        seen = pages.page_hash(response.body)
        state = ListState(
            list_url,
            _header(response, "etag"),
            _header(response, "last-modified"),
            f"{LIST_READER}:{seen}",
            datetime.now(UTC),
            settled=False,
        )
        known = self.memory.list_states(walk.source.id).get(list_url)
        if known and known.settled and known.hash == state.hash:
            walk.counts["unchanged"] += 1
            return
        page = _page(response)
        if problem := too_complex(page):
            walk.list_causes.append(f"{problem}: {list_url}")
            return
        walk.counts["lists"] += 1
        walk.lists.append(ListPage(list_url, page, state))

    def _judge(self, walk: Walk) -> Iterator[Request | Article]:
        """When every list page has answered: which of their links are news, and which of those are unknown."""
        if walk.waiting or walk.judged or not walk.lists:
            return
        if not walk.samples:
            walk.samples = [
                Page(sample.body, sample.url, sample.headers.get("content-type", ""))
                for sample in self.memory.sample_pages(walk.source.id, most=SAMPLES)
            ]
            self._compare(walk)
        links = {list_page.url: self._links(walk, list_page) for list_page in walk.lists}
        if not walk.samples:
            # Judged without an article page a list is read less surely: one article first, then judge again.
            if walk.probes is None:
                found = [link.url for of_list in links.values() for link in of_list if self._own(walk, link.url)]
                walk.probes = list(dict.fromkeys(found))[:PROBES]
            if walk.probes:
                url = walk.probes.pop(0)
                listed = [link for of_list in links.values() for link in of_list if link.url == url]
                yield from self._article(walk, url, listed, probe=True)
                return
        walk.judged = True
        yield from self._follow(walk, links)

    def _links(self, walk: Walk, list_page: ListPage) -> list[Listed]:
        others = [other.page for other in walk.lists if other is not list_page]
        found = read_list(list_page.page, [*others, *walk.samples[:1]])
        context = self._context(walk.source)
        own = {address_key(url) for url in (*walk.source.lists, walk.source.home)}
        taken = [link for link in found.taken if address_key(link.url) not in own]
        list_page.cause = "" if taken else found.cause or "no news links were found"
        return [listed_link(link, list_page.url, context) for link in taken]

    def _follow(self, walk: Walk, links: dict[str, list[Listed]]) -> Iterator[Request | Article]:
        for list_page in walk.lists:
            self.memory.remember_listing(walk.source.id, list_page.url, links[list_page.url])
            if list_page.cause:
                walk.list_causes.append(f"{list_page.cause}: {list_page.url}")
        listed: dict[str, list[Listed]] = {}
        for found in links.values():
            for link in found:
                listed.setdefault(address_key(link.url), []).append(link)
        walk.counts["links"] = len(listed)
        first = {found[0].url: found for found in listed.values()}
        for url in self.memory.unknown(walk.source.id, list(first), now=datetime.now(UTC)):
            if self._own(walk, url) and address_key(url) not in walk.asked:
                yield from self._article(walk, url, first[url])

    def _own(self, walk: Walk, url: str) -> bool:
        """Links to other sites are listed, not followed: they are those sites' news."""
        return any(same_site(own, url) for own in (walk.source.home, *walk.source.lists))

    # -- articles

    def _article(
        self, walk: Walk, url: str, listed: list[Listed], *, probe: bool = False
    ) -> Iterator[Request | Article]:
        walk.asked.add(address_key(url))
        kind = media_type(url)
        if kind and listed:
            yield self._item(walk, _file_article(walk.source, url, kind, listed))
            if probe:
                yield from self._judge(walk)
            return
        yield self._ask(walk, url, self.parse_article, {"listed": listed, "probe": probe}, {})

    def parse_article(
        self, response: Response, listed: list[Listed], probe: bool = False
    ) -> Iterator[Request | Article]:
        walk, now = self._walk(response.request), datetime.now(UTC)
        address, visit = str(response.meta["loa_address"]), bool(response.meta["loa_visit"])
        walk.counts["bytes"] += len(response.body)
        if response.status == 304:
            walk.counts["same"] += 1
            self.memory.same(walk.source.id, address, now=now)
        elif response.status in _GONE and visit:
            walk.gone.append(address)
        elif response.status != 200:
            self._failed(walk, address, cause_of(response.status), temporary=response.status not in _GONE)
        else:
            yield from self._read(walk, response, address, listed, probe)
        if probe:
            yield from self._judge(walk)
        self._close(walk)

    def _read(
        self, walk: Walk, response: Response, address: str, listed: list[Listed], probe: bool
    ) -> Iterator[Article]:
        page, raw = _page(response), _raw(response)
        kind = _header(response, "content-type").partition(";")[0].strip().lower()
        if address_key(response.url) in {address_key(url) for url in (*walk.source.lists, walk.source.home)}:
            self._failed(walk, address, "it leads back to a list page", unreadable=True)
            return
        if kind in FILES and listed:
            yield self._item(walk, _file_article(walk.source, response.url, kind, listed))
            return
        if kind and kind not in PAGES:
            self._failed(walk, address, f"it is {kind}, no web page", unreadable=True)
            return
        try:
            article = read(
                page,
                self._context(walk.source, raw.fetched_at),
                listed=listed,
                address=address,
                furniture=walk.furniture,
            )
        except ExtractionError as error:
            self._failed(walk, address, error.problem, page=raw, unreadable=True)
        else:
            yield self._item(walk, article, raw)
            if len(walk.samples) < SAMPLES and page.url not in {sample.url for sample in walk.samples}:
                walk.samples.append(page)
                self._compare(walk)

    def _compare(self, walk: Walk) -> None:
        """What the source's pages share is no part of an article."""
        walk.furniture = furniture([list_page.page for list_page in walk.lists], walk.samples)

    def failed(self, failure: Failure) -> Iterator[Request | Article]:
        """No response: refused by the guard, or lost on the way."""
        request: Request = failure.request  # type: ignore[attr-defined]
        walk, cause = self._walk(request), cause_of(failure)
        list_url = request.cb_kwargs.get("list_url")
        if list_url is not None:
            walk.waiting.discard(list_url)
            walk.list_causes.append(f"{cause}: {list_url}")
            yield from self._judge(walk)
        else:
            self._failed(walk, str(request.meta["loa_address"]), cause, temporary=True)
            if request.cb_kwargs.get("probe"):
                yield from self._judge(walk)
        self._close(walk)

    def _failed(
        self,
        walk: Walk,
        url: str,
        cause: str,
        *,
        temporary: bool = False,
        unreadable: bool = False,
        page: RawPage | None = None,
    ) -> None:
        walk.counts["unreadable" if unreadable else "failed"] += 1
        walk.causes[cause] += 1
        again = self.memory.failed(walk.source.id, url, cause, now=datetime.now(UTC), page=page)
        if again:
            walk.temporary += 1
        self.logger.info("%s: %s: %s%s", walk.source.id, url, cause, "; it will be tried again" if again else "")

    # -- the run's bookkeeping

    def _ask(
        self,
        walk: Walk,
        url: str,
        callback: Any,
        kwargs: dict[str, Any],
        headers: dict[str, str],
        *,
        visit: bool = False,
    ) -> Request:
        walk.open += 1
        walk.counts["requests"] += 1
        return Request(
            url,
            callback=callback,
            errback=self.failed,
            headers=headers,
            cb_kwargs=kwargs,
            meta={"source": walk.source.id, "why": _why(visit, kwargs), "loa_address": url, "loa_visit": visit},
            dont_filter=True,  # an address is asked once a run: walk.asked
        )

    def _walk(self, request: Request | None) -> Walk:
        assert request is not None
        return self.walks[request.meta["source"]]

    def _context(self, source: Source, fetched_at: datetime | None = None) -> Context:
        return Context(source.id, source.language, source.country, source.zone, fetched_at or datetime.now(UTC))

    def _item(self, walk: Walk, article: Article, raw: RawPage | None = None) -> Article:
        walk.open += 1
        return replace(article, page=raw)

    def _item_done(self, item: Any, **_: Any) -> None:
        walk = self.walks.get(getattr(item, "source", ""))
        if walk:
            self._close(walk)

    def _item_dropped(self, item: Any, exception: Exception, **_: Any) -> None:
        walk = self.walks.get(getattr(item, "source", ""))
        if walk:
            self._failed(walk, item.address or item.url, str(exception), unreadable=True)
            self._close(walk)

    def _item_lost(self, item: Any, failure: Failure, **_: Any) -> None:
        """A pipeline raised: the article is not in the archive, so its list must be read again next time."""
        walk = self.walks.get(getattr(item, "source", ""))
        if walk:
            walk.counts["failed"] += 1
            walk.causes[str(failure.value)] += 1
            walk.temporary += 1
            self._close(walk)

    def _callback_broke(self, failure: Failure, response: Any, **_: Any) -> None:
        """Our own code raised while it read a page: never silence, whatever the page was."""
        request = getattr(response, "request", None) or getattr(failure, "request", None)
        walk = self.walks.get(request.meta.get("source", "")) if request is not None else None
        if walk is None or request is None:
            return
        cause = f"a fault of Loa: {type(failure.value).__name__}: {failure.value}"
        if "list_url" in request.cb_kwargs:
            walk.list_causes.append(f"{cause}: {request.cb_kwargs['list_url']}")
        else:
            self._failed(walk, str(request.meta["loa_address"]), cause, temporary=True)
        self._close(walk)

    def _close(self, walk: Walk) -> None:
        walk.open -= 1
        if walk.open == 0:
            self._end(walk)

    def _end(self, walk: Walk, cause: str = "") -> None:
        if walk.ended:
            return
        walk.ended = True
        now, source = datetime.now(UTC), walk.source.id
        if walk.gone_is_believable():
            walk.counts["withdrawn"] += sum(self.memory.gone(source, url, now=now) for url in walk.gone)
        outcome, told = walk.verdict()
        if outcome == "ok" and (walk.waiting or (walk.lists and not walk.judged)):
            cause = cause or "the crawl ended before its list pages were read"
        if cause:
            outcome, told = "failed", cause
        settled = not cause and walk.temporary == 0 and walk.judged
        lists = [(source, _settled(list_page.state, settled and not list_page.cause)) for list_page in walk.lists]
        self.memory.end_run(walk.run_id, lists, now=now, outcome=outcome, cause=told, counts=walk.counts)
        self.logger.info("%s: %s%s %s", source, outcome, f" ({told})" if told else "", dict(walk.counts))


def _why(visit: bool, kwargs: dict[str, Any]) -> str:
    """What the log says of a request."""
    if "list_url" in kwargs:
        return "list page"
    return "visit to a known article" if visit else "unknown article"


def _settled(state: ListState, settled: bool) -> ListState:
    return replace(state, settled=settled)


def _validators(known: ListState | Visit | None) -> dict[str, str]:
    """The headers of a conditional request; none for a list whose links were not all dealt with."""
    if known is None or (
        isinstance(known, ListState) and not (known.settled and known.hash.startswith(f"{LIST_READER}:"))
    ):
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _file_article(source: Source, url: str, kind: str, listed: Iterable[Listed]) -> Article:
    """A list whose item is a file: title and time are the list's, the file is the attachment."""
    links = list(listed)
    title = max((link.title for link in links), key=len)
    return Article(
        source=source.id,
        url=url,
        address=url,
        title=title,
        html="",
        text="",
        language=source.language,
        fetched_at=datetime.now(UTC),
        published=next((link.published for link in links if link.published), None),
        attachments=(Attachment(url, title, kind),),
        list_urls=tuple(dict.fromkeys(link.list_url for link in links)),
    )


def _page(response: Response) -> Page:
    return Page(response.body, response.url, _header(response, "content-type"))


def _raw(response: Response) -> RawPage:
    headers = {name.decode("latin-1").lower(): _header(response, name.decode("latin-1")) for name in response.headers}
    return RawPage(response.url, response.status, headers, response.body, datetime.now(UTC))


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()
