"""The first step: nothing that would break a feed, or a reader, goes further."""

import asyncio
from dataclasses import replace
from typing import Any

from scrapy.exceptions import DropItem

from crawler.article import Article
from crawler.clean import clean_html, clean_line, clean_text, clean_title
from crawler.pipelines.large import is_large


class CleanPipeline:
    """Removes characters XML forbids from every string and everything active from the HTML. An article without a
    title after that is dropped: an entry must have a name."""

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article):
            return item
        return await asyncio.to_thread(cleaned, item) if is_large(item) else cleaned(item)


def cleaned(item: Article) -> Article:
    """Raises DropItem."""
    title = clean_title(item.title)
    if not title:
        raise DropItem(f"{item.source}: the title is empty: {item.url}")
    return replace(
        item,
        title=title,
        kicker=clean_line(item.kicker),
        lede=clean_line(item.lede),
        author=clean_line(item.author),
        section=clean_line(item.section),
        text=clean_text(item.text),
        html=clean_html(item.html),
    )
