"""Looking around, when a source is new and once a week: which of the ways that its list pages offer can be trusted."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archive.ways import Way
from crawler.extract.page import Context
from crawler.guard.causes import cause_of
from crawler.readers.pool import Readers, ReadingStopped
from crawler.readers.tasks import FindOffers, ReadWay
from crawler.spiders.answers import answer_of
from crawler.spiders.memory import Memory
from crawler.spiders.walk import OfferWalk, Walk
from crawler.ways.choose import Judged, choose
from crawler.ways.compare import Verdict, compare
from crawler.ways.kinds import kind_of
from crawler.ways.offers import Offer
from crawler.ways.told import Told

SITEMAPS = 2  # of an index, the most promising
IN_INDEX = "an index of sitemaps names it"
NAMED = "the source's file names it"

Ask = Callable[..., Request]


class Lookout:
    """Asks what the list pages offer, compares, and remembers. One for each walk that looks around."""

    def __init__(self, walk: Walk, context: Context, readers: Readers, memory: Memory, ask: Ask, close: Any) -> None:
        self.walk, self.context, self.readers = walk, context, readers
        self.memory, self.ask, self.close = memory, ask, close

    async def begin(self, robots: str) -> AsyncIterator[Request]:
        """The requests for what is offered; nothing to ask is remembered too, so that a week passes."""
        for one in self.walk.heard:
            assert one.answer is not None
            if one.cause or kind_of(one.answer.body, one.answer.content_type) != "page":
                continue
            try:
                found: tuple[Offer, ...] = await self.readers.answer(FindOffers(one.answer, robots))
            except ReadingStopped:
                continue
            for offer in found:
                self.walk.offers.setdefault(offer.url, OfferWalk(offer, [])).lists.append(one.url)
        for offered in list(self.walk.offers.values()):
            yield self._request(offered, offered.offer.url)
        if not self.walk.offers:
            self._remember()

    def _request(self, offered: OfferWalk, url: str) -> Request:
        kwargs = {"offered": offered}
        why = f"looking at the site's own {'API' if offered.offer.kind == 'wordpress' else offered.offer.kind}"
        return self.ask(self.walk, url, self.heard, kwargs, {}, why=why, errback=self.unheard)

    async def heard(self, response: Response, offered: OfferWalk) -> AsyncIterator[Request]:
        if response.status == 200:
            answer = answer_of(response)
            try:
                told = await self.readers.answer(ReadWay(answer, (), self.context, expected=offered.offer.kind))
            except ReadingStopped as error:
                told = Told(cause=error.cause)
        else:
            told = Told(cause=cause_of(response.status))
        for request in self._told(offered, told):
            yield request
        self.close(self.walk)

    async def unheard(self, failure: Failure) -> AsyncIterator[Request]:
        offered: OfferWalk = failure.request.cb_kwargs["offered"]  # type: ignore[attr-defined]
        for request in self._told(offered, Told(cause=cause_of(failure))):
            yield request
        self.close(self.walk)

    def _told(self, offered: OfferWalk, told: Told) -> Iterator[Request]:
        """An index of sitemaps tells no articles: the sitemaps that it names are ways of their own."""
        offered.told = told
        for url in told.more[:SITEMAPS] if offered.offer.found != IN_INDEX else ():
            if url not in self.walk.offers:
                further = OfferWalk(Offer(url, "sitemap", IN_INDEX), offered.lists)
                self.walk.offers[url] = further
                yield self._request(further, url)
        if all(one.told is not None for one in self.walk.offers.values()):
            self._remember()

    def _remember(self) -> None:
        """The verdict on each way, and the choice of each list page."""
        now = datetime.now(self.context.zone)
        rows: list[Way] = []
        for one in self.walk.heard:
            assert one.answer is not None
            kind = kind_of(one.answer.body, one.answer.content_type) or "page"
            own = Judged(Offer(one.url, kind, NAMED), Verdict(not one.cause, one.cause or "the list page itself"))
            judged = [own]
            for offered in self.walk.offers.values():
                if one.url in offered.lists and offered.told is not None:
                    judged.append(Judged(offered.offer, compare(one.links, offered.told, now)))
            best = own if kind != "page" else choose(judged) or own
            rows += [
                Way(one.url, at.offer.url, at.offer.kind, at.offer.found, at is best, at.verdict.reason)
                for at in judged
            ]
        if rows:
            self.memory.remember_ways(self.walk.source.id, rows, now=datetime.now(UTC))
