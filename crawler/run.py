"""Runs sources in one crawler and tells how each ended.

`python -m crawler.run [SOURCE ...]` is a crawl as a process; exit status: 0 all well, 1 some source failed, 2 wrong use
or configuration, 3 nothing could run. `python -m crawler.run --resident` stays: it takes one JSON object a line on its
standard input (`{"sources": ["bao"]}`), crawls them, and answers with a line (`{"status": 0}`); it ends with its input.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from crawler.archive import Archive, open_archive, runs
from crawler.archive.rename import move_place, rename_sources
from crawler.archive.upkeep import upkeep
from crawler.city import City, load_city
from crawler.config import Config, read_config
from crawler.errors import CannotRun, LoaError
from crawler.heap import give_back

Progress = Callable[[str, str], None]  # source id, what happened: "asked", "article", "ended"
# What one source may take when its lists are filled back to a day, unless the operator says otherwise.
FILL = {"source_requests": 20_000, "source_bytes": 8_000_000_000, "source_seconds": 6 * 3600.0}


class CrawlFailed(CannotRun):
    """The crawl itself broke, not a source: the log has the trace. What was read until then is kept."""


def crawl(
    config: Config,
    city: City,
    sources: Sequence[str] = (),
    *,
    since: datetime | None = None,
    progress: Progress | None = None,
) -> list[runs.Run]:
    """Crawl `sources` (none named: all of the city) and return their runs, in the order of their ids.

    `since` (aware): follow the lists' next pages back to there, with room for as many articles as that takes.

    Blocks; once a process, since Twisted's reactor does not start twice. Raises UnknownSource, NewerArchive and the
    other reasons why nothing could run, before the first request.
    """
    ids = _ids(city, sources)
    archive = open_archive(config.database)
    try:
        rename_sources(archive, city)
        before = _latest(archive)
        from scrapy.crawler import AsyncCrawlerProcess

        from crawler.settings import settings_for
        from crawler.spiders.news import NewsSpider

        process = AsyncCrawlerProcess(settings_for(_with_room(config) if since else config, city))
        crawler = process.create_crawler(NewsSpider)
        if progress is not None:
            _report(crawler, progress)
        process.crawl(crawler, sources=",".join(ids), since=since.isoformat() if since else "")
        gc.freeze()  # what was imported stays: looking through it again and again is a tenth of the work
        process.start()
        ended = _ended(ids, before, _latest(archive))
        _keep_up(archive, config, ended)
        return ended
    finally:
        archive.close()


def exit_status(ended: Sequence[runs.Run]) -> int:
    """0 when every run went well, else 1."""
    return 0 if all(run.outcome == "ok" for run in ended) else 1


def _ids(city: City, sources: Sequence[str]) -> list[str]:
    ids = [city.source(name).id for name in dict.fromkeys(sources)] or [source.id for source in city.sources]
    if not ids:
        raise CannotRun(f"{city.id} has no source: put a file into {city.path / 'sources'}")
    return ids


def _latest(archive: Archive) -> Mapping[str, runs.Run]:
    with archive.read() as tx:
        return runs.latest(tx)


def _ended(ids: Sequence[str], before: Mapping[str, runs.Run], after: Mapping[str, runs.Run]) -> list[runs.Run]:
    mine = [after[name] for name in ids if name in after and (name not in before or after[name].id > before[name].id)]
    if len(mine) < len(ids):
        raise CrawlFailed("the crawl ended before every source was asked; the log says why")
    return sorted(mine, key=lambda run: run.source)


def _keep_up(archive: Archive, config: Config, ended: Sequence[runs.Run]) -> None:
    """Pack the pages of the sources that brought some."""
    brought = [run.source for run in ended if run.counts.get("new") or run.counts.get("updated")]
    if brought:
        give_back()
    for source in brought:
        upkeep(archive, page_days=config.page_days, now=datetime.now(UTC), sources=[source])
    give_back()


def _with_room(config: Config) -> Config:
    more = {name: value for name, value in FILL.items() if name not in config.model_fields_set}
    return config.model_copy(update=more)


def _report(crawler: Any, progress: Progress) -> None:
    from scrapy import signals

    def asked(response: Any, request: Any, **_: Any) -> None:
        progress(request.meta.get("source", ""), "asked")

    def article(item: Any, **_: Any) -> None:
        progress(getattr(item, "source", ""), "article")

    crawler.signals.connect(asked, signal=signals.response_received, weak=False)
    crawler.signals.connect(article, signal=signals.item_scraped, weak=False)


# -- a process that stays


def stay(config: Config, city: City) -> None:
    """Crawl what is asked for on standard input, again and again, until it ends: an unchanged list costs no start."""
    from scrapy.crawler import AsyncCrawlerRunner
    from scrapy.utils.log import configure_logging
    from scrapy.utils.reactor import install_reactor

    from crawler.readers.pool import Readers
    from crawler.settings import settings_for

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    archive = open_archive(config.database)
    rename_sources(archive, city)
    settings = settings_for(config, city)
    configure_logging(settings)
    runner, readers = AsyncCrawlerRunner(settings), Readers()

    async def main() -> None:
        orders: asyncio.Queue[str] = asyncio.Queue()
        listening = asyncio.ensure_future(_listen(orders, runner.stop))
        gc.freeze()
        try:
            while order := await orders.get():
                sources = json.loads(order)["sources"]
                status = await _crawl_once(runner, archive, readers, config, city, sources)
                print(json.dumps({"status": status}), flush=True)
        finally:
            listening.cancel()
            await readers.close()
            reactor.stop()  # type: ignore[attr-defined,misc,unused-ignore]

    reactor.callWhenRunning(lambda: asyncio.ensure_future(main()))  # type: ignore[attr-defined,unused-ignore]
    reactor.run()  # type: ignore[attr-defined,misc,unused-ignore]
    archive.close()


async def _listen(orders: "asyncio.Queue[str]", stop: Callable[[], Any]) -> None:
    """Lines of standard input into the queue; at its end "", and the crawl under way is stopped."""
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), sys.stdin)
    while line := await stream.readline():
        orders.put_nowait(line.decode())
    orders.put_nowait("")
    await stop()


async def _crawl_once(
    runner: Any, archive: Archive, readers: Any, config: Config, city: City, sources: Sequence[str]
) -> int:
    from crawler.extensions import archive as archives
    from crawler.extensions import readers as pools
    from crawler.spiders.news import NewsSpider

    ids = _ids(city, sources)
    before = _latest(archive)
    crawler = runner.create_crawler(NewsSpider)
    archives.lend(crawler, archive)
    pools.lend(crawler, readers)
    await runner.crawl(crawler, sources=",".join(ids))
    try:
        ended = _ended(ids, before, _latest(archive))
        await asyncio.to_thread(_keep_up, archive, config, ended)
        return exit_status(ended)
    except CrawlFailed as error:
        print(f"loa: {error}\n     {error.hint}", file=sys.stderr)
        return error.status


def main(arguments: Sequence[str]) -> int:
    try:
        config = read_config()
        city = load_city(config.city, town_port=config.town_port)
        config = read_config(city.settings)
        move_place(config, city)
        if list(arguments) == ["--resident"]:
            stay(config, city)
            return 0
        return exit_status(crawl(config, city, arguments))
    except LoaError as error:
        print(f"loa: {error}\n     {error.hint}", file=sys.stderr)
        return error.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
