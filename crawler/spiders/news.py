"""The spider of every source: from its list pages, or what tells the same, to its articles."""

from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.address import address_key
from crawler.archive import pages
from crawler.archive.walks import ListState
from crawler.article import Article, Listed, RawPage
from crawler.city import City, Source
from crawler.config import Config
from crawler.errors import UnknownSource
from crawler.extensions.archive import archive_of
from crawler.extensions.readers import readers_of
from crawler.extract.files import MEDIA_TYPES, media_type
from crawler.extract.hosts import same_site
from crawler.extract.page import Context
from crawler.extract.prose import flat
from crawler.guard.causes import cause_of
from crawler.readers.pool import ReadingStopped
from crawler.readers.tasks import FindShared, ReadArticle, ReadWay
from crawler.spiders.answers import answer_of, file_article, header, kept_answer, raw_page, validators
from crawler.spiders.memory import Memory
from crawler.spiders.paging import FILL_PAGES, GAP_LINKS, GAP_PAGES, Chain
from crawler.spiders.reading import PageReader
from crawler.spiders.walk import ListWalk, Walk, look_is_due
from crawler.ways.told import Told

# Counts towards "unchanged": raise it when read_way changes, so that unchanged pages are read once more.
LIST_READER = "3"
SAMPLES = 3  # article pages that are compared to learn what a source's pages share
KEPT = 10  # kept article pages that teach a template where there is none
PROOF = 3  # known articles that must come out again before a list's places are kept
VISITS = 50  # visits to known articles in one run, at most: the rest waits for the next run
LATER = -1  # the priority of a list's next page: after the articles of the pages before
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FILES = frozenset(MEDIA_TYPES.values())
_GONE = (404, 410)
BACK_TO_LIST = "it leads back to a list page"

Output = Request | Article


class NewsSpider(Spider):
    """Walks the list pages of its sources and hands the articles that are not known yet to the pipelines.

    It has no SQL, no dates and no pace of its own, and parses nothing: pages are read in a process apart. `-a
    sources=a,b` names several sources; without it, a spider that the loader made for a source walks that one, and
    `news` itself walks all sources of the city. `-a since=2026-01-31T00:00+07:00` fills lists back to there.
    """

    name = "news"
    handle_httpstatus_list = [304, *range(400, 600)]
    source_ids: tuple[str, ...] = ()

    city: City
    config: Config
    sources: dict[str, Source]
    walks: dict[str, Walk]
    since: datetime | None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        named = [name for name in str(kwargs.pop("sources", "")).split(",") if name]
        since = str(kwargs.pop("since", ""))
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.city, spider.config = crawler.settings["LOA_CITY"], crawler.settings["LOA_CONFIG"]
        ids = named or cls.source_ids or [source.id for source in spider.city.sources]
        spider.sources = {name: spider.city.source(name) for name in ids}
        if not spider.sources:
            raise UnknownSource("", spider.city.id, [])
        spider.since = datetime.fromisoformat(since) if since else None
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

    # -- list pages, and the ways that are asked in their place

    def _begin(self, source: Source) -> Iterator[Request]:
        memory, now = self.memory, datetime.now(UTC)
        known = memory.begin(source.id, now=now, visits=VISITS)
        walk = self.walks[source.id] = Walk(source, known.run_id, now, self.since)
        walk.look = look_is_due(known.looked_at, now)
        walk.waiting = set(source.lists)
        walk.open = 1  # held until everything is handed out, so that the run does not end in between
        chosen = {} if walk.look or walk.since else {way.list_url: way for way in known.ways if way.chosen}
        for url in source.lists:
            way = chosen.get(url)
            one = walk.lists[url] = ListWalk(url, way if way and way.url != url else None)
            yield self._ask_list(walk, one, known.states.get(one.asked))
        for visit in known.visits:
            walk.visited += 1
            walk.asked.add(address_key(visit.url))
            why = "visit to a known article"
            walk.visits[visit.url] = visit.hash
            yield self._ask(walk, visit.url, self.parse_article, {"listed": []}, validators(visit), why=why, visit=True)
        self._close(walk)

    def _ask_list(self, walk: Walk, one: ListWalk, state: ListState | None) -> Request:
        """Conditional, unless links of the list were not dealt with, or its page itself is wanted."""
        whole = walk.look or walk.since or state is None
        headers = {} if whole or not _settled(state) else validators(state)
        why = f"{one.way.kind}, in place of a list page" if one.way else "list page"
        return self._ask(walk, one.asked, self.parse_list, {"list_url": one.url}, headers, why=why)

    async def parse_list(self, response: Response, list_url: str) -> AsyncIterator[Output]:
        walk = self._walk(response.request)
        one = walk.lists[list_url]
        walk.waiting.discard(list_url)
        walk.counts["bytes"] += len(response.body)
        if response.status == 304:
            walk.counts["unchanged"] += 1
        elif response.status == 200:
            self._heard(walk, one, response)
        else:
            for request in self._list_failed(walk, one, cause_of(response.status)):
                yield request
        async for output in self._judge(walk):
            yield output
        self._close(walk)

    def _list_failed(self, walk: Walk, one: ListWalk, cause: str) -> Iterator[Request]:
        """A list page that cannot be read is a cause; a way in its place is given up, and the page itself asked."""
        if one.way is None:
            walk.list_causes.append(f"{cause}: {one.url}")
            return
        self.logger.info("%s: %s: %s; its list page is asked again", walk.source.id, one.way.url, cause)
        walk.distrusted.append(replace(one.way, chosen=False, reason=f"given up: {cause}"))
        walk.lists[one.url] = again = ListWalk(one.url)
        walk.waiting.add(one.url)
        yield self._ask_list(walk, again, None)

    def _heard(self, walk: Walk, one: ListWalk, response: Response) -> None:
        state = ListState(
            one.asked,
            header(response, "etag"),
            header(response, "last-modified"),
            f"{LIST_READER}:{pages.page_hash(response.body)}",
            datetime.now(UTC),
            settled=False,
        )
        known = self.memory.list_states(walk.source.id).get(one.asked)
        if known and known.settled and known.hash == state.hash and not (walk.look or walk.since):
            walk.counts["unchanged"] += 1
            return
        walk.counts["lists"] += 1
        one.answer, one.state = answer_of(response), state

    async def _judge(self, walk: Walk) -> AsyncIterator[Output]:
        """When every list has answered: which links are news, and which of those are unknown."""
        if walk.waiting or walk.judged or not walk.heard:
            return
        if not walk.samples and walk.probing is None:
            await self._recall(walk)
            if walk.samples:
                await self._compare(walk)
        for one in walk.heard:
            await self._understand(walk, one)
            if one.cause and one.way is not None:
                for request in self._list_failed(walk, one, one.cause):
                    yield request
        if walk.waiting:
            return
        if not walk.samples and walk.probing is None and (probes := self._probes(walk)):
            # Judged without article pages a list is read less surely: some articles first, then judge again.
            walk.probing = set(probes)
            for url in probes:
                walk.asked.add(address_key(url))
                yield self._ask(walk, url, self.parse_probe, {"url": url}, {}, why="unknown article")
            return
        walk.judged = True
        async for output in self._follow(walk):
            yield output

    async def _recall(self, walk: Walk) -> None:
        """What the archive knows of the source's pages: only when a list has something new to say."""
        memory, source = self.memory, walk.source.id
        kept = [kept_answer(page) for page in memory.sample_pages(source, most=KEPT)]
        walk.samples = kept[:SAMPLES]
        walk.remembered = bool(kept)
        walk.habits = memory.habits(source)
        await self._reader(walk).recall(kept, self._context(walk))
        walk.list_templates = memory.list_templates(source)
        listed = memory.listed(source)
        for one in walk.heard:
            one.known = listed.get(one.url, ())

    async def _understand(self, walk: Walk, one: ListWalk) -> None:
        """What a list tells, by the pages of the site that are known so far."""
        assert one.answer is not None
        others = [other.answer for other in walk.heard if other is not one and other.answer and other.way is None]
        expected = one.way.kind if one.way else None
        task = ReadWay(
            one.answer,
            (*others, *walk.samples[:1]),
            self._context(walk),
            expected,  # type: ignore[arg-type]
            template=walk.list_templates.get(one.url),
            known=one.known,
        )
        try:
            one.told = await readers_of(self.crawler).answer(task)
        except ReadingStopped as error:
            one.told = Told(cause=error.cause)
        own = {address_key(url) for url in (*walk.source.lists, walk.source.home)}
        one.links = tuple(
            replace(item, list_url=one.url) for item in one.told.items if address_key(item.url) not in own
        )
        one.cause = "" if one.links else one.told.cause or "no news links were found"

    def _probes(self, walk: Walk) -> list[str]:
        found = [link.url for one in walk.heard for link in one.links if self._own(walk, link.url)]
        return list(dict.fromkeys(url for url in found if not media_type(url)))[:SAMPLES]

    async def parse_probe(self, response: Response, url: str) -> AsyncIterator[Output]:
        """An article that is fetched first: kept until the lists are judged, and read once more with what the pages
        share taken out."""
        walk, answer, now = self._walk(response.request), answer_of(response), datetime.now(UTC)
        walk.counts["bytes"] += len(response.body)
        cause = "" if response.status == 200 else cause_of(response.status)
        if not cause and _kind(response) not in FILES:
            cause = self._no_article(walk, response)
            if not cause:
                listed = tuple(link for one in walk.heard for link in one.links if link.url == url)
                task = ReadArticle(answer, self._context(walk, now), listed, url)
                article = await self._article(walk, task)
                cause = article if isinstance(article, str) else ""
                if isinstance(article, Article):
                    walk.probed.append((task, article))
        if cause:
            temporary = response.status not in (200, *_GONE)
            self._failed(walk, url, cause, temporary=temporary, unreadable=response.status == 200)
        else:
            walk.probes[url] = response
            if _kind(response) not in FILES:
                walk.samples.append(answer)
        async for output in self._probed(walk, url):
            yield output
        self._close(walk)

    async def _probed(self, walk: Walk, url: str) -> AsyncIterator[Output]:
        assert walk.probing is not None
        walk.probing.discard(url)
        if not walk.probing:
            await self._compare(walk)
            await self._reader(walk).teach([self._lesson(walk, *probed) for probed in walk.probed])
            async for output in self._judge(walk):
                yield output

    async def _follow(self, walk: Walk) -> AsyncIterator[Output]:
        self._remember_places(walk)
        for one in walk.heard:
            self.memory.remember_listing(walk.source.id, one.url, one.links, one.told)
            if one.cause:
                walk.list_causes.append(f"{one.cause}: {one.url}")
        links = [link for one in walk.heard for link in one.links]
        walk.counts["links"] = len({address_key(link.url) for link in links})
        unknown = self._unknown(walk, links)
        for url, listed in unknown.items():
            if probe := walk.probes.pop(url, None):
                async for item in self._read(walk, probe, url, listed):
                    yield item
            elif address_key(url) not in walk.asked:
                async for output in self._want(walk, url, listed):
                    yield output
        for one in walk.heard:
            if chain := self._chain(walk, one, unknown):
                one.chain = chain
                assert one.told is not None and one.answer is not None
                known = [link.url for link in one.links if link.url not in unknown]
                for request in self._next_page(walk, one, one.answer.url, one.links, one.told.next_url, known):
                    yield request
        if walk.look:
            from crawler.spiders.lookout import Lookout  # once a week: the other runs start without it

            lookout = Lookout(
                walk,
                self._context(walk),
                readers_of(self.crawler),
                self.memory,
                self._ask,
                self._close,
            )
            async for request in lookout.begin(self.memory.robots_text(walk.source.home)):
                yield request

    def _remember_places(self, walk: Walk) -> None:
        """Where lists have their news, once articles that were known before came out again: that is the proof."""
        proof: set[str] = set()
        for one in walk.heard:
            again = {address_key(link.url) for link in one.links} & set(one.known)
            if one.told and one.told.learned and len(again) >= PROOF and len(again) * 2 >= len(one.known):
                walk.list_templates[one.url] = one.told.learned
                proof |= again
        if proof:
            self.memory.remember_list_templates(walk.source.id, walk.list_templates, proof, now=datetime.now(UTC))

    def _unknown(self, walk: Walk, links: Iterable[Listed]) -> dict[str, list[Listed]]:
        """The addresses of this site that need a request, in the lists' order, with the links that lead there."""
        listed: dict[str, list[Listed]] = {}
        for link in links:
            listed.setdefault(address_key(link.url), []).append(link)
        first = {found[0].url: found for found in listed.values()}
        wanted = self.memory.unknown(walk.source.id, list(first), now=datetime.now(UTC))
        return {url: first[url] for url in wanted if self._own(walk, url)}

    def _own(self, walk: Walk, url: str) -> bool:
        """Links to other sites are listed, not followed: they are those sites' news."""
        return any(same_site(own, url) for own in (walk.source.home, *walk.source.lists))

    # -- next pages

    def _chain(self, walk: Walk, one: ListWalk, unknown: dict[str, list[Listed]]) -> Chain | None:
        """A list is followed when it is to be filled, or when nothing on its first page is known any more."""
        if walk.since is not None:
            return Chain(walk.since, FILL_PAGES, walk.source.zone)
        own = [link.url for link in one.links if self._own(walk, link.url)]
        gap = walk.remembered and len(own) >= GAP_LINKS and all(url in unknown for url in own)
        return Chain(None, GAP_PAGES, walk.source.zone) if gap else None

    def _next_page(
        self, walk: Walk, one: ListWalk, url: str, links: Iterable[Listed], next_url: str | None, known: list[str]
    ) -> Iterator[Request]:
        assert one.chain is not None
        if next_url is not None and not self._own(walk, next_url):
            next_url = None
        found = one.chain.next(url, tuple(links), next_url, known)
        if found:
            why = f"page {one.chain.pages} of a list"
            yield self._ask(walk, found, self.parse_next, {"of": one.url}, {}, why=why, priority=LATER)

    async def parse_next(self, response: Response, of: str) -> AsyncIterator[Output]:
        """A further page of a list: its articles, and the page after it."""
        walk = self._walk(response.request)
        one = walk.lists[of]
        walk.counts["bytes"] += len(response.body)
        assert one.chain is not None and one.answer is not None
        if response.status == 200:
            further = ListWalk(one.url, answer=answer_of(response))
            answer = further.answer
            assert answer is not None
            task = ReadWay(answer, (*walk.samples[:1],), self._context(walk))
            try:
                told = await readers_of(self.crawler).answer(task)
            except ReadingStopped as error:
                told = Told(cause=error.cause)
            links = [replace(item, list_url=one.url) for item in told.items]
            unknown = self._unknown(walk, links)
            for url, listed in unknown.items():
                if address_key(url) not in walk.asked and any(one.chain.wanted(link) for link in listed):
                    async for output in self._want(walk, url, listed):
                        yield output
            walk.counts["links"] += len(links)
            known = [link.url for link in links if link.url not in unknown]
            for request in self._next_page(walk, one, answer.url, links, told.next_url, known):
                yield request
        else:
            self._page_failed(walk, response.url, cause_of(response.status))
        self._close(walk)

    def _page_failed(self, walk: Walk, url: str, cause: str) -> None:
        """A list ends before it should: what is behind this page was not seen, and the run says so."""
        walk.counts["failed"] += 1
        walk.causes[f"a list's next page: {cause}"] += 1
        self.logger.info("%s: %s: %s; the pages behind it are not read", walk.source.id, url, cause)

    # -- articles

    async def _want(self, walk: Walk, url: str, listed: list[Listed]) -> AsyncIterator[Output]:
        walk.asked.add(address_key(url))
        kind = media_type(url)
        if kind and listed:
            yield self._item(walk, file_article(walk.source, url, kind, listed))
        else:
            yield self._ask(walk, url, self.parse_article, {"listed": listed}, {}, why="unknown article")

    async def parse_article(self, response: Response, listed: list[Listed]) -> AsyncIterator[Output]:
        walk, now = self._walk(response.request), datetime.now(UTC)
        address, visit = str(response.meta["loa_address"]), bool(response.meta["loa_visit"])
        walk.counts["bytes"] += len(response.body)
        same_bytes = visit and walk.visits.get(address) == pages.page_hash(response.body)
        if response.status == 304 or (response.status == 200 and same_bytes):
            walk.counts["same"] += 1
            self.memory.same(walk.source.id, address, now=now)
        elif response.status in _GONE and visit:
            walk.gone[address] = cause_of(response.status)
        elif response.status != 200:
            self._failed(walk, address, cause_of(response.status), temporary=response.status not in _GONE)
        else:
            async for item in self._read(walk, response, address, listed):
                yield item
        self._close(walk)

    async def _read(self, walk: Walk, response: Response, address: str, listed: list[Listed]) -> AsyncIterator[Article]:
        if cause := self._no_article(walk, response):
            self._unreadable(walk, address, cause)
            return
        if _kind(response) in FILES and listed:
            yield self._item(walk, file_article(walk.source, response.url, _kind(response), listed))
            return
        answer, now = answer_of(response), datetime.now(UTC)
        raw = raw_page(answer, response, now)
        shared = self._shared_with(walk, answer.url)
        task = ReadArticle(answer, self._context(walk, now), tuple(listed), address, shared)
        article = await self._reader(walk).read(task)
        if isinstance(article, str):
            self._unreadable(walk, address, article, raw)
            return
        for link in listed:
            chain = walk.lists[link.list_url].chain if link.list_url in walk.lists else None
            if chain is not None and article.published is not None:
                chain.read.append(article.published)
        yield self._item(walk, article, raw)
        if len(walk.samples) < SAMPLES and answer.url not in {sample.url for sample in walk.samples}:
            walk.samples.append(answer)
            await self._compare(walk)

    def _unreadable(self, walk: Walk, address: str, cause: str, page: RawPage | None = None) -> None:
        """An answer that is no article. A known article that is not there any more is decided on at the run's end."""
        if address in walk.visits and _not_found(cause):
            walk.lost[address] = cause
        else:
            self._failed(walk, address, cause, page=page, unreadable=True)

    def _no_article(self, walk: Walk, response: Response) -> str:
        """Why an answer is no article before it is read; "" where it may be one."""
        if address_key(response.url) in {address_key(url) for url in (*walk.source.lists, walk.source.home)}:
            return BACK_TO_LIST
        kind = _kind(response)
        return f"it is {kind}, no web page" if kind and kind not in (*PAGES, *FILES) else ""

    async def _article(self, walk: Walk, task: ReadArticle) -> Article | str:
        """The article, or the reason why there is none."""
        try:
            found: Article | str = await readers_of(self.crawler).answer(task)
        except ReadingStopped as error:
            return error.cause
        return found

    def _lesson(self, walk: Walk, task: ReadArticle, article: Article) -> tuple[ReadArticle, Article | None]:
        """A page that was fetched first, and what was read of it: to be read once more where that holds words which the
        source's pages share, and where it is nothing: a notice of one line is found by what the others do not have."""
        shared = self._shared_with(walk, task.answer.url)
        again = not article.text or any(flat(line) in shared for line in article.text.splitlines())
        return replace(task, furniture=shared), None if again else article

    def _reader(self, walk: Walk) -> PageReader:
        if walk.reader is None:
            walk.reader = PageReader(walk.source.id, readers_of(self.crawler), self.memory)
        return walk.reader

    async def _compare(self, walk: Walk) -> None:
        """What the source's pages share is no part of an article."""
        lists = tuple(one.answer for one in walk.heard if one.answer and one.way is None)
        try:
            task = FindShared(lists, tuple(walk.samples))
            walk.furniture, walk.without = await readers_of(self.crawler).answer(task)
        except ReadingStopped as error:
            self.logger.warning("%s: its pages could not be compared: %s", walk.source.id, error.cause)

    def _shared_with(self, walk: Walk, url: str) -> Collection[str]:
        """What a page may share with the others. One of the samples is not compared with itself: the lists show its
        opening words."""
        return walk.without.get(url, walk.furniture)

    async def failed(self, failure: Failure) -> AsyncIterator[Output]:
        """No response: refused by the guard, or lost on the way."""
        request: Request = failure.request  # type: ignore[attr-defined]
        walk, cause, given = self._walk(request), cause_of(failure), request.cb_kwargs
        if "list_url" in given:
            walk.waiting.discard(given["list_url"])
            for again in self._list_failed(walk, walk.lists[given["list_url"]], cause):
                yield again
            async for output in self._judge(walk):
                yield output
        elif "of" in given:
            self._page_failed(walk, request.url, cause)
        else:
            self._failed(walk, str(request.meta["loa_address"]), cause, temporary=True)
            if "url" in given:
                async for output in self._probed(walk, given["url"]):
                    yield output
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
        why: str,
        visit: bool = False,
        priority: int = 0,
        errback: Any = None,
    ) -> Request:
        """`why` is what the log says of the request."""
        walk.open += 1
        walk.counts["requests"] += 1
        return Request(
            url,
            callback=callback,
            errback=errback or self.failed,
            headers=headers,
            cb_kwargs=kwargs,
            priority=priority,
            meta={"source": walk.source.id, "why": why, "loa_address": url, "loa_visit": visit},
            dont_filter=True,  # an address is asked once a run: walk.asked
        )

    def _walk(self, request: Request | None) -> Walk:
        assert request is not None
        return self.walks[request.meta["source"]]

    def _context(self, walk: Walk, fetched_at: datetime | None = None) -> Context:
        source = walk.source
        now = fetched_at or datetime.now(UTC)
        return Context(source.id, source.language, source.country, source.zone, now, habits=walk.habits)

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

    def _withdraw(self, walk: Walk, now: datetime) -> None:
        """What is gone is believed of a site that else is well: one of its lists answered."""
        if not walk.gone_is_believable() or not (walk.counts["lists"] or walk.counts["unchanged"]):
            return
        source = walk.source.id
        for found, certain in ((walk.gone, True), (walk.lost, False)):
            for url, cause in found.items():
                walk.counts["withdrawn"] += self.memory.missing(source, url, cause, now=now, certain=certain)

    def _end(self, walk: Walk, cause: str = "") -> None:
        if walk.ended:
            return
        walk.ended = True
        now, source = datetime.now(UTC), walk.source.id
        self._withdraw(walk, now)
        outcome, told = walk.verdict()
        if outcome == "ok" and (walk.waiting or (walk.heard and not walk.judged)):
            cause = cause or "the crawl ended before its list pages were read"
        if cause:
            outcome, told = "failed", cause
        if walk.counts["new"]:
            self.memory.doubt(source)
        settled = not cause and walk.temporary == 0 and walk.judged
        lists = [replace(one.state, settled=settled and not one.cause) for one in walk.heard if one.state]
        self.memory.end_run(
            walk.run_id, source, lists, walk.distrusted, now=now, outcome=outcome, cause=told, counts=walk.counts
        )
        walk.forget()
        self.logger.info("%s: %s%s %s", source, outcome, f" ({told})" if told else "", dict(walk.counts))


def _not_found(cause: str) -> bool:
    """Whether a page that is no article says that there is none; a wall or a maintenance notice does not."""
    return cause == BACK_TO_LIST or "not found" in cause


def _kind(response: Response) -> str:
    return header(response, "content-type").partition(";")[0].strip().lower()


def _settled(state: ListState | None) -> bool:
    """Whether an unchanged list may be answered with "unchanged"."""
    return state is not None and state.settled and state.hash.startswith(f"{LIST_READER}:")
