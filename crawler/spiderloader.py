"""Offers each source of the city as a spider under its id, beside the spider classes in crawler/spiders."""

import sys
from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader as ClassLoader

from crawler.city import City
from crawler.errors import LoaError
from crawler.extract.hosts import same_site
from crawler.spiders.news import NewsSpider


class SpiderLoader(ClassLoader):
    """A hand-written class with the id of a source takes that source over."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.city: City = settings["LOA_CITY"]
        self._spiders.pop(NewsSpider.name, None)  # it is nobody's spider without a source
        for source in self.city.sources:
            if source.id not in self._spiders:
                attributes: dict[str, Any] = {"name": source.id, "source_ids": (source.id,), "__doc__": source.title}
                self._spiders[source.id] = type("NewsSpider", (NewsSpider,), attributes)

    def load(self, spider_name: str) -> type[Spider]:
        """Raises KeyError, as Scrapy wants it, with the nearest names in its message."""
        try:
            return super().load(spider_name)
        except KeyError:
            try:
                self.city.source(spider_name)
            except LoaError as error:
                print(error, file=sys.stderr)
            raise

    def find_by_request(self, request: Request) -> list[str]:
        """The sources of the request's site: `scrapy shell URL` and `scrapy parse URL` ask this."""
        homes = [source.id for source in self.city.sources if same_site(source.home, request.url)]
        return homes or super().find_by_request(request)
