"""The archive, read again with today's reader: what would change, and the versions that come of it.

What a page said when it was fetched has not changed: identity, address and first sight stay, and no article is lost.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from crawler.address import address_key
from crawler.archive import Archive, again
from crawler.archive.again import Kept
from crawler.archive.decide import alike_titles
from crawler.archive.values import plain
from crawler.article import Article, Listed, Published, RawPage, StoredArticle
from crawler.city import Source
from crawler.extract.habits import NO_HABITS, Habits
from crawler.extract.page import Context
from crawler.pipelines.clean import cleaned
from crawler.readers.pool import Readers, ReadingStopped
from crawler.readers.tasks import Answer, FindShared, ReadArticle, ReadByTemplate, Task
from crawler.spiders.answers import kept_answer
from crawler.spiders.memory import Memory

if TYPE_CHECKING:
    from crawler.extract.template.values import Template

BATCH = 20  # articles in memory, and in one transaction
SAMPLES = 10  # article pages that are compared, since list pages are not kept
OTHER_WORDS = 0.75  # a text that shares less of its words with the one before is another text to its readers
PARTS = "title published modified text html attachments image lede kicker author section language".split()

Outcome = Literal["same", "changed", "refused", "stopped", "damaged", "no page"]


@dataclass(frozen=True, slots=True)
class Result:
    """One article read again. `reason` says why it is kept as it was: today's reader takes its page for no article
    (refused), could not read it to its end (stopped), its bytes are damaged. `tell`: its readers were shown something
    else, so that they are told of a change."""

    stored: StoredArticle
    outcome: Outcome
    reason: str = ""
    article: Article | None = None
    changed: tuple[str, ...] = ()
    page_id: int | None = None
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Learned:
    """What a source's archive teaches for the reading of its pages."""

    habits: Habits = NO_HABITS
    templates: "tuple[Template, ...]" = ()
    samples: tuple[Answer, ...] = ()


def learned_of(archive: Archive, source: Source) -> Learned:
    memory = Memory(archive)
    with archive.read() as tx:
        samples = again.samples(tx, source.id, most=SAMPLES)
    return Learned(
        memory.habits(source.id), memory.article_templates(source.id)[0], tuple(kept_answer(page) for page in samples)
    )


def reread(archive: Archive, source: Source, *, limit: int | None = None) -> Iterator[list[Result]]:
    """The articles of a source, the last found first, some at a time; at most `limit`. Nothing is written."""
    learned, left, before = learned_of(archive, source), limit, None
    with asyncio.Runner() as runner:
        desks = [Desk(source, learned) for _ in range(min(4, os.cpu_count() or 1))]
        try:
            while left is None or left > 0:
                with archive.read() as tx:
                    found = again.kept(tx, source.id, before=before, most=min(BATCH, left or BATCH))
                if not found:
                    return
                before = found[-1].article.id
                left = None if left is None else left - len(found)
                yield runner.run(_read_all(archive, desks, found))
        finally:
            for desk in desks:
                runner.run(desk.close())


def write(archive: Archive, results: Sequence[Result], *, now: datetime) -> int:
    """One transaction; how many versions were written. An article that a crawl has changed meanwhile stays."""
    changed = [result for result in results if result.outcome == "changed"]
    if not changed:
        return 0
    with archive.begin() as tx:
        return sum(
            again.revise(tx, one.stored, one.article, one.changed, page_id=one.page_id, tell=one.tell, now=now)
            for one in changed
            if one.article is not None
        )


class Reading:
    """A reading process in which one page that cannot be read is no reason to leave out the others of its source, as it
    is in a crawl."""

    def __init__(self) -> None:
        self._readers = Readers()

    async def close(self) -> None:
        await self._readers.close()

    async def article(self, task: ReadArticle | ReadByTemplate) -> Article | str:
        """As it would be archived, or the reason why there is none. Raises ReadingStopped."""
        from scrapy.exceptions import DropItem

        found = await self.ask(task)
        found = getattr(found, "article", found)
        try:
            return found if isinstance(found, str) else cleaned(found)
        except DropItem as error:
            return str(error)

    async def ask(self, task: Task) -> Any:
        try:
            return await self._readers.answer(task)
        except ReadingStopped:
            await self._readers.close()
            self._readers = Readers()
            raise


class Desk:
    """Reads pages of one source, one after the other."""

    def __init__(self, source: Source, learned: Learned) -> None:
        self.source, self.learned = source, learned
        self._reading = Reading()
        self._shared: tuple[Collection[str], Mapping[str, Collection[str]]] | None = None

    async def close(self) -> None:
        await self._reading.close()

    async def read(self, kept: Kept, page: RawPage, dated_by: RawPage | None) -> Result:
        stored = kept.article
        try:
            read = await self.article(page, links_of(kept), stored.url)
            if not isinstance(read, str) and not _may_be_titled(read.title, kept):
                link = Listed(stored.url, stored.title, "", None)
                read = await self.article(page, (*links_of(kept), link), stored.url)
                if not isinstance(read, str) and not alike_titles(read.title, stored.title):
                    read = replace(read, title=stored.title, kicker=stored.kicker)
            if isinstance(read, str):
                return Result(stored, "refused", read)
            dated: Published | None = read.published
            if dated_by is None:  # another page may show when it was corrected: it can only add what was not known
                dated = dated if _sharper(stored.published, dated) else stored.published
            elif dated_by is not page:
                first = await self.article(dated_by, links_of(kept), stored.url)
                dated = None if isinstance(first, str) else first.published
        except ReadingStopped as error:
            return Result(stored, "stopped", error.cause)
        article = merged(stored, read, dated)
        changed = tuple(part for part in PARTS if getattr(stored, part) != getattr(article, part))
        if not changed:
            return Result(stored, "same")
        return Result(stored, "changed", "", article, changed, kept.page_id, other_words(stored, article))

    async def article(self, page: RawPage, listed: Sequence[Listed], address: str) -> Article | str:
        """As the crawl would read it; or the reason why it is none. Raises ReadingStopped."""
        shared = await self.shared_with(page.url)
        return await self._reading.article(task_of(self.source, self.learned, page, listed, address, shared))

    async def shared_with(self, url: str) -> Collection[str]:
        """What the source's pages share, as far as others than this one show it."""
        if self._shared is None:
            self._shared = await self._compared()
        whole, each = self._shared
        same = (one.url for one in self.learned.samples if address_key(one.url) == address_key(url))
        return each.get(next(same, ""), whole)

    async def _compared(self) -> tuple[Collection[str], Mapping[str, Collection[str]]]:
        try:
            found: tuple[Collection[str], Mapping[str, Collection[str]]]
            found = await self._reading.ask(FindShared((), self.learned.samples))  # type: ignore[assignment]
        except ReadingStopped:
            return frozenset(), {}
        return found


def task_of(
    source: Source,
    learned: Learned,
    page: RawPage,
    listed: Sequence[Listed],
    address: str,
    shared: Collection[str],
) -> ReadArticle | ReadByTemplate:
    """How a kept page is read: with the clock at its fetch."""
    context = Context(source.id, source.language, source.country, source.zone, page.fetched_at, habits=learned.habits)
    plainly = ReadArticle(kept_answer(page), context, tuple(listed), address, shared)
    return ReadByTemplate(plainly, learned.templates) if learned.templates else plainly


def merged(stored: StoredArticle, read: Article, dated: Published | None) -> Article:
    """What is kept of an article that was read again; reading it once more gives the same.

    A time that is no longer found stays, a day never takes the place of a minute of it, and what says the same in
    other words stays as it was written.
    """
    published = publication(stored.published, dated)
    modified = read.modified
    if modified is None and dated is not read.published and read.published and _later(published, read.published):
        modified = read.published  # the newest page shows when it was corrected, the first one when it was published
    return replace(read, published=published, modified=publication(stored.modified, modified))


def publication(known: Published | None, seen: Published | None) -> Published | None:
    """The better of what is known and what is seen now."""
    if seen is None or (known is not None and known.value == seen.value):
        return known
    return known if known is not None and known.instant is not None and seen.instant is None else seen


def other_words(stored: StoredArticle, article: Article) -> bool:
    """Whether the article says something else than its readers were shown: another title, or a text (with the names of
    its files) of which less than three quarters agree. A share line that is gone is nothing that they need to read."""
    if not alike_titles(stored.title, article.title):
        return True
    one, other = _words(stored), _words(article)
    longer = max(one.total(), other.total())
    return longer > 0 and (one & other).total() < OTHER_WORDS * longer


def _words(article: StoredArticle | Article) -> Counter[str]:
    return Counter(plain(" ".join((article.text, *(file.title for file in article.attachments)))).split())


def links_of(kept: Kept) -> tuple[Listed, ...]:
    """The links to an article; the time of one that stands on no list any more, where the list told it."""
    told = kept.article.published
    if told is None or told.rule != "list" or any(link.published for link in kept.listed):
        return kept.listed
    return (*kept.listed, Listed(kept.article.url, "", "", told))


def _may_be_titled(title: str, kept: Kept) -> bool:
    """A list that is no longer kept may have told the title: another one is believed only where it is much like the
    old one, or where the old one is that of several articles."""
    return bool(kept.listed) or kept.titled > 2 or alike_titles(title, kept.article.title)


def _later(published: Published | None, shown: Published) -> bool:
    """Whether a page shows another time than the publication: a day of its own, or another minute."""
    if published is None or (published.instant and shown.instant):
        return published is not None and published.value != shown.value
    return published.isoformat()[:10] != shown.isoformat()[:10]


def _sharper(known: Published | None, seen: Published | None) -> bool:
    return seen is not None and (known is None or (known.instant is None and seen.instant is not None))


async def _read_all(archive: Archive, desks: Sequence[Desk], found: Sequence[Kept]) -> list[Result]:
    results: dict[int, Result] = {}
    waiting = iter(found)

    async def work(desk: Desk) -> None:
        for kept in waiting:
            results[kept.article.id] = await _read_one(archive, desk, kept)

    async with asyncio.TaskGroup() as group:
        for desk in desks:
            group.create_task(work(desk))
    return [results[kept.article.id] for kept in found]


async def _read_one(archive: Archive, desk: Desk, kept: Kept) -> Result:
    if kept.page_id is None:
        return Result(kept.article, "no page", "its page is not kept")
    with archive.read() as tx:
        page = again.page(tx, kept.page_id)
        dated_by = page
        if kept.dated_by != kept.page_id:
            dated_by = again.page(tx, kept.dated_by) if kept.dated_by is not None else None
    if page is None:
        return Result(kept.article, "damaged", "the stored page is not what was fetched")
    return await desk.read(kept, page, dated_by)
