"""One machine: a schedule, crawling processes, the build, and the web server, in one process tree."""

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.archive import Archive, runs
from crawler.archive.rename import rename_sources
from crawler.archive.runs import Run
from crawler.city import City, Source
from crawler.config import Config
from crawler.errors import LoaError, PortTaken
from crawler.extract.hosts import same_site
from feeds.jobs.workers import Worker, WorkerDied
from feeds.publish import publish
from feeds.store import open_store

Tell = Callable[[str], None]
TICK = 1.0  # seconds between two looks at the schedule, at least
LONGEST = 60.0  # and at most
SOON = timedelta(seconds=60)  # an interrupted run is taken up again after this
ALONG = timedelta(seconds=30)
CHILDREN = 3  # crawls under way at once: a slow source must not hold up the others
_log = logging.getLogger(__name__)


def due(sources: Sequence[Source], latest: Mapping[str, Run], *, interval: int, now: datetime) -> list[Source]:
    """The sources whose time has come: never run, or as long ago as their interval says."""
    return [source for source in sources if next_due(source, latest.get(source.id), interval=interval) <= now]


def next_due(source: Source, run: Run | None, *, interval: int) -> datetime:
    """When a source is to be visited next; the beginning of time where it never was."""
    if run is None:
        return datetime.min.replace(tzinfo=UTC)
    wait = timedelta(seconds=source.interval or interval)
    return run.started_at + (min(wait, SOON) if run.outcome == "interrupted" else wait)


def batch(wanted: Sequence[Source], busy: Sequence[Source]) -> list[Source]:
    """Those that may start now: none that shares a site with a crawl under way, since two crawls know nothing of each
    other's pace."""
    return [one for one in wanted if not any(same_site(one.home, other.home) for other in busy)]


class Scheduler:
    """Starts crawls when their time has come; builds when one has ended."""

    def __init__(self, config: Config, city: City, archive: Archive, tell: Tell) -> None:
        self.config, self.city, self.archive, self.tell = config, city, archive, tell
        self.children: dict[asyncio.Task[None], tuple[Source, ...]] = {}
        self.idle: list[Worker] = []
        self.building = asyncio.Lock()
        self.ended = asyncio.Event()
        self.next_due = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Until cancelled; then the children are stopped and waited for."""
        started = datetime.now(UTC) - timedelta(seconds=self.config.source_seconds + 600)
        with self.archive.begin() as tx:
            runs.mark_interrupted(tx, before=started)
        try:
            while True:
                self._start_due()
                await self._until_something_is_due()
        finally:
            for task in self.children:
                task.cancel()
            await asyncio.gather(*self.children, return_exceptions=True)
            await asyncio.gather(*(worker.close() for worker in self.idle))

    async def _until_something_is_due(self) -> None:
        """Asleep until a source's time has come or a crawl has ended; the archive is looked at once a minute at least,
        since others may crawl too."""
        left = (self.next_due - datetime.now(UTC)).total_seconds()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ended.wait(), min(max(left, TICK), LONGEST))
        self.ended.clear()

    def _start_due(self) -> None:
        if len(self.children) >= CHILDREN:
            self.next_due = datetime.max.replace(tzinfo=UTC)
            return
        with self.archive.read() as tx:
            latest = runs.latest(tx)
        busy = [source for sources in self.children.values() for source in sources]
        idle = [source for source in self.city.sources if source not in busy]
        now, interval = datetime.now(UTC), self.config.interval
        ready = batch(due(idle, latest, interval=interval, now=now), busy)
        if ready:  # those whose time comes in a moment go along: one crawl of ten costs less than ten of one
            ready = batch([source for source in idle if self._soon(source, latest, now)], busy)
        waiting = [source for source in idle if source not in ready]
        times = [next_due(source, latest.get(source.id), interval=interval) for source in waiting]
        self.next_due = min((time for time in times if time > now), default=datetime.max.replace(tzinfo=UTC))
        if ready:
            task = asyncio.create_task(self._crawl(tuple(ready)))
            self.children[task] = tuple(ready)
            task.add_done_callback(self._ended)

    async def _crawl(self, sources: tuple[Source, ...]) -> None:
        begun = datetime.now(UTC)
        ids = [source.id for source in sources]
        worker = self.idle.pop() if self.idle else Worker(self.config)
        try:
            status = await worker.crawl(ids)
            if status not in (0, 1):
                _log.error("the crawl of %s ended with status %s", ", ".join(ids), status)
        except WorkerDied as died:
            _log.error("the crawl of %s ended with status %s", ", ".join(ids), died.status)
        finally:
            self.idle.append(worker)
            with self.archive.begin() as tx:
                runs.mark_ended_without_word(tx, ids, since=begun)
        await self._build()

    def _soon(self, source: Source, latest: Mapping[str, Run], now: datetime) -> bool:
        early = min(timedelta(seconds=source.interval or self.config.interval) / 10, ALONG)
        return next_due(source, latest.get(source.id), interval=self.config.interval) <= now + early

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.children.pop(task, None)
        self.ended.set()

    async def _build(self) -> None:
        async with self.building:
            try:
                done = await asyncio.to_thread(publish, self.archive, self.config, self.city, now=datetime.now(UTC))
            except LoaError as error:
                _log.error("the feeds were not built: %s (%s)", error, error.hint)
                self.tell(f"The feeds were not built: {error}")
                return
        own = {source.id for source in self.city.sources}
        with self.archive.read() as tx:
            bad = [run for run in runs.latest(tx).values() if run.outcome != "ok" and run.source in own]
        clock = datetime.now(self.city.zone).strftime("%H:%M:%S")
        trouble = f"; in trouble: {', '.join(f'{run.source} ({run.cause})' for run in bad)}" if bad else ""
        if done.written or bad:
            self.tell(f"{clock}  {len(done.written)} files written{trouble}")


def up(config: Config, city: City, *, tell: Tell) -> int:
    """Crawl, build and serve until a signal comes. Raises PortTaken and the other reasons why nothing can run."""
    from feeds.topics.percolate import parse_topics

    parse_topics(city)  # a bad query is refused before anything runs
    return _run(config, city, tell, crawls=True)


def serve(config: Config, city: City, *, tell: Tell) -> int:
    """Serve only."""
    return _run(config, city, tell, crawls=False)


def _run(config: Config, city: City, tell: Tell, *, crawls: bool) -> int:
    listener = listen(config.host, config.port)
    archive = open_store(config.database)
    try:
        rename_sources(archive, city)
        from contextlib import ExitStack

        with ExitStack() as stack:
            if city.town is not None:
                from crawler.town.server import ensure_town

                stack.enter_context(ensure_town(city, config))
            tell(f"{city.title}: {config.base_url}  (Ctrl-C stops)")
            asyncio.run(_serve(config, city, archive, listener, tell, crawls=crawls))
    finally:
        archive.close()
        listener.close()
    tell("stopped")
    return 0


async def _serve(
    config: Config, city: City, archive: Archive, listener: socket.socket, tell: Tell, *, crawls: bool
) -> None:
    import uvicorn

    from feeds.jobs.server import StoppableServer
    from feeds.web.app import make_app

    server = StoppableServer(
        uvicorn.Config(
            make_app(config, city, archive),
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
            limit_concurrency=500,
            h11_max_incomplete_event_size=32_768,
        )
    )
    tasks: list[asyncio.Task[Any]] = []
    if crawls:
        tasks.append(asyncio.create_task(Scheduler(config, city, archive, tell).run()))
        tasks[0].add_done_callback(lambda done: _stop_if_broken(server, done))
    await server.serve(sockets=[listener])
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if task.done() and not task.cancelled() and task.exception():
            raise task.exception() or RuntimeError


def _stop_if_broken(server: Any, task: "asyncio.Task[Any]") -> None:
    if not task.cancelled() and task.exception():
        server.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises PortTaken with the setting that chooses another port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortTaken(host, port, "--port or LOA_PORT") from error
    return listener
