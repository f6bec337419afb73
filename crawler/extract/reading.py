"""What a page was read as. Light: it travels to the crawl, which reads no pages itself."""

from dataclasses import dataclass

from crawler.article import Article


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and how it was read: `rule` as in Body; `layout` is the number of the template that held, None where
    none did; `refused` says why not, empty where one held, and where there is none."""

    article: Article
    rule: str
    refused: str
    layout: int | None
