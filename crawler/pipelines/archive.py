"""The last step: what was read goes into the archive, in one transaction an article."""

import asyncio
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.archive import Archive, articles, pages
from crawler.archive.decide import Decision, decide
from crawler.archive.values import text_hash
from crawler.article import Article, StoredArticle
from crawler.extensions.archive import archive_of
from crawler.pipelines.large import is_large


class ArchivePipeline:
    """Finds the stored article, decides, writes version, raw page and change-log row together. Items that are no
    Article pass through. What is large is packed and written in another thread: the event loop goes on meanwhile."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article):
            return item
        archive = archive_of(self.crawler)
        if is_large(item):
            decision, stored = await asyncio.to_thread(_write_large, archive, item)
        else:
            decision, stored = _write(archive, item)
        walk = getattr(self.crawler.spider, "walks", {}).get(item.source)
        if walk:
            walk.counts["updated" if decision.kind == "back" else decision.kind] += 1
        return replace(item, page=None, published=stored.published)


def _write_large(archive: Archive, item: Article) -> tuple[Decision, StoredArticle]:
    """All that takes long is done before the archive is locked: the loop would wait for the lock."""
    text_hash(item.title, item.text, item.attachments)  # is kept for those who ask in the transaction
    packed = None
    if item.page:
        with archive.read() as tx:
            packed = pages.packed(tx, item.source, item.page.body)
    return _write(archive, item, packed)


def _write(archive: Archive, item: Article, packed: pages.Packed | None = None) -> tuple[Decision, StoredArticle]:
    with archive.begin() as tx:
        found = articles.find(tx, item)
        decision = decide(found.article, item) if found.speaks else Decision("same")
        page_id = pages.keep(tx, item.source, item.page, packed) if item.page and decision.kind != "same" else None
        return decision, articles.apply(tx, found, item, decision, now=item.fetched_at, page_id=page_id)
