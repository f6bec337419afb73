"""The last step: what was read goes into the archive, in one transaction an article."""

from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.archive import articles, pages
from crawler.archive.decide import Decision, decide
from crawler.article import Article
from crawler.extensions.archive import archive_of


class ArchivePipeline:
    """Finds the stored article, decides, writes version, raw page and change-log row together. Items that are no
    Article pass through."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article):
            return item
        with archive_of(self.crawler).begin() as tx:
            found = articles.find(tx, item)
            decision = decide(found.article, item) if found.speaks else Decision("same")
            page_id = pages.keep(tx, item.source, item.page) if item.page and decision.kind != "same" else None
            stored = articles.apply(tx, found, item, decision, now=item.fetched_at, page_id=page_id)
        walk = getattr(self.crawler.spider, "walks", {}).get(item.source)
        if walk:
            walk.counts["updated" if decision.kind == "back" else decision.kind] += 1
        return replace(item, page=None, published=stored.published)
