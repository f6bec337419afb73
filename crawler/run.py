"""Runs sources in one crawler and tells how each ended: `python -m crawler.run [SOURCE ...]` is the crawl as a child
process. Exit status: 0 all well, 1 some source failed, 2 wrong use or configuration, 3 nothing could run."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from crawler.archive import open_archive, runs
from crawler.city import City, load_city
from crawler.config import Config, read_config
from crawler.errors import CannotRun, LoaError

Progress = Callable[[str, str], None]  # source id, what happened: "asked", "article", "ended"


class CrawlFailed(CannotRun):
    """The crawl itself broke, not a source: the log has the trace. What was read until then is kept."""


def crawl(
    config: Config, city: City, sources: Sequence[str] = (), *, progress: Progress | None = None
) -> list[runs.Run]:
    """Crawl `sources` (none named: all of the city) and return their runs, in the order of their ids.

    Blocks; once a process, since Twisted's reactor does not start twice. Raises UnknownSource, NewerArchive and the
    other reasons why nothing could run, before the first request.
    """
    ids = [city.source(name).id for name in dict.fromkeys(sources)] or [source.id for source in city.sources]
    if not ids:
        raise CannotRun(f"{city.id} has no source: put a file into {city.path / 'sources'}")
    archive = open_archive(config.database)
    try:
        with archive.read() as tx:
            before = runs.latest(tx)
        from scrapy.crawler import AsyncCrawlerProcess

        from crawler.settings import settings_for
        from crawler.spiders.news import NewsSpider

        process = AsyncCrawlerProcess(settings_for(config, city))
        crawler = process.create_crawler(NewsSpider)
        if progress is not None:
            _report(crawler, progress)
        process.crawl(crawler, sources=",".join(ids))
        process.start()
        with archive.read() as tx:
            latest = runs.latest(tx)
    finally:
        archive.close()
    mine = [
        latest[name] for name in ids if name in latest and (name not in before or latest[name].id > before[name].id)
    ]
    if len(mine) < len(ids):
        raise CrawlFailed("the crawl ended before every source was asked; the log says why")
    return sorted(mine, key=lambda run: run.source)


def exit_status(ended: Sequence[runs.Run]) -> int:
    """0 when every run went well, else 1."""
    return 0 if all(run.outcome == "ok" for run in ended) else 1


def _report(crawler: Any, progress: Progress) -> None:
    from scrapy import signals

    def asked(response: Any, request: Any, **_: Any) -> None:
        progress(request.meta.get("source", ""), "asked")

    def article(item: Any, **_: Any) -> None:
        progress(getattr(item, "source", ""), "article")

    crawler.signals.connect(asked, signal=signals.response_received, weak=False)
    crawler.signals.connect(article, signal=signals.item_scraped, weak=False)


def main(arguments: Sequence[str]) -> int:
    try:
        config = read_config()
        city = load_city(config.city, town_port=config.town_port)
        config = read_config(city.settings)
        ended = crawl(config, city, arguments)
    except LoaError as error:
        print(f"loa: {error}\n     {error.hint}", file=sys.stderr)
        return error.status
    return exit_status(ended)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
