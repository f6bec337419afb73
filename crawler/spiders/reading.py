"""How a run reads the article pages of one source: by what was learned of them where it holds, and learning on."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.article import Article
from crawler.extract.page import Context
from crawler.extract.template.layouts import LEARN_AT, Layouts, Lesson
from crawler.readers.pool import Readers, ReadingStopped
from crawler.readers.tasks import Answer, Learned, LearnTemplate, ReadArticle, ReadByTemplate
from crawler.spiders.memory import Memory

log = logging.getLogger(__name__)

MOST_TAUGHT = 1_000_000
"""Bytes of a page that may teach: ten of them travel at a time, and wait in memory for each source."""
AGAIN = timedelta(days=7)
"""So long a source whose pages taught nothing is read without a template before its kept pages are tried again."""


@dataclass(frozen=True, slots=True)
class _Taught:
    """A page that may teach: `article` is what was read without a template, None where it is to be read once more."""

    packed: bytes
    page: ReadArticle
    article: Article | None


class PageReader:
    """One source's, for one run. The templates in use are kept with their dates; each change is told in the log."""

    def __init__(self, source: str, readers: Readers, memory: Memory) -> None:
        self.source, self.readers, self.memory = source, readers, memory
        self.layouts: Layouts[_Taught] = Layouts()
        self._turn = asyncio.Lock()
        self._read_before: dict[str, Article | str] = {}  # by address: nothing was learned of them
        self._done: set[str] = set()  # addresses whose article was handed out

    async def recall(self, samples: Sequence[Answer], context: Context) -> None:
        """What was learned before; where nothing was, the pages that are kept teach."""
        templates, learned_at = self.memory.article_templates(self.source)
        self.layouts = Layouts(templates)
        tried = learned_at is not None and context.fetched_at - learned_at < AGAIN
        if not templates and not tried and len(samples) >= LEARN_AT[0]:
            await self.teach([(ReadArticle(answer, context), None) for answer in samples])

    async def teach(self, pages: Iterable[tuple[ReadArticle, Article | None]]) -> None:
        """Pages that were read without a template, or at None are to be."""
        lesson = None
        for page, article in pages:
            if len(page.answer.body) > MOST_TAUGHT:
                continue
            lesson = self.layouts.read(_taught(page, article), None) or lesson
        if lesson is not None:
            await self._learn(lesson)

    async def read(self, page: ReadArticle) -> Article | str:
        """The article, or the reason in words why the page is none. Raises nothing. Pages take turns: what one teaches
        counts for the next."""
        async with self._turn:
            self._done.add(page.address)
            return await self._read(page)

    async def _read(self, page: ReadArticle) -> Article | str:
        templates = self.layouts.templates
        try:
            found: Article | str
            layout, refused = None, ""
            if not templates:
                before = self._read_before.pop(page.address, None)
                found = before if before is not None else await self.readers.answer(page)
            else:
                reading = await self.readers.answer(ReadByTemplate(page, templates))
                if isinstance(reading, str):
                    return reading
                found, layout, refused = reading.article, reading.layout, reading.refused
        except ReadingStopped as error:
            return error.cause
        if isinstance(found, str):
            return found
        if refused:
            log.info("%s: %s: read without its template: %s", self.source, page.answer.url, refused)
        wanted = self.layouts.wants(layout) and len(page.answer.body) <= MOST_TAUGHT
        taught = _taught(page, found if layout is None else None) if wanted else None
        lesson = self.layouts.read(taught, layout)
        if lesson is not None:
            await self._learn(lesson)
        return found

    async def _learn(self, lesson: Lesson[_Taught]) -> None:
        known = len(self.layouts.templates)
        task = LearnTemplate(tuple((_unpacked(one), one.article) for one in lesson.pages))
        try:
            learned: Learned = await self.readers.answer(task)
        except ReadingStopped as error:
            log.warning("%s: nothing could be learned from %d pages: %s", self.source, len(lesson.pages), error.cause)
            learned = Learned(None, (), alike=False)
        template = learned.template
        if not known and template is None:
            for one, article in zip(lesson.pages, learned.articles, strict=False):
                if one.page.address not in self._done:
                    self._read_before[one.page.address] = article
        now: datetime = task.context.fetched_at
        if self.layouts.learned(lesson, template, alike=learned.alike):
            what = "a template" if lesson.layout is not None or not known else "the template of another layout"
            log.info("%s: learned %s from %d pages", self.source, what, len(lesson.pages))
            self.memory.remember_article_templates(self.source, self.layouts.templates, now=now)
        elif not known and not self.layouts.templates:
            self.memory.remember_article_templates(self.source, (), now=now)


def _taught(page: ReadArticle, article: Article | None) -> _Taught:
    """Packed: pages of many sources wait at a time."""
    from backports import zstd

    return _Taught(zstd.compress(page.answer.body, 1), replace(page, answer=replace(page.answer, body=b"")), article)


def _unpacked(one: _Taught) -> ReadArticle:
    from backports import zstd

    return replace(one.page, answer=replace(one.page.answer, body=zstd.decompress(one.packed)))
