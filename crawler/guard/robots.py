"""robots.txt as RFC 9309 says: a site without one allows everything, a site that cannot be reached nothing."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Protocol, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.guard.addresses import slot_of
from crawler.guard.causes import cause_of
from crawler.guard.errors import (
    BudgetSpent,
    GuardError,
    HostDown,
    HostPaused,
    RobotsForbidden,
    RunStopped,
    TooManyRedirects,
)
from crawler.guard.guard import guard_of

TOKEN = "Loa"
LONGEST = 512 * 1024  # bytes: the rest of a longer file is not read
MOST_REDIRECTS = 5
FRESH = timedelta(days=1)
STALE = timedelta(days=7)  # a copy so old still counts while the site cannot be reached
_UNREACHABLE = (429, *range(500, 600))

_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*(?P<value>[^#]*)", re.IGNORECASE)
_PRODUCT = re.compile(r"[a-z_-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What one host answered; `host` is scheme, name and port as in an address, `fetched_at` is aware, in UTC."""

    host: str
    status: int
    text: str
    fetched_at: datetime


class RobotsStore(Protocol):
    """Where copies of robots.txt live. The setting LOA_ROBOTS_STORE names a class; it may have `from_crawler`."""

    def get(self, host: str) -> RobotsFile | None: ...

    def put(self, host: str, status: int, text: str, fetched_at: datetime) -> None: ...


class MemoryStore:
    """Copies are kept as long as the process lives, for all crawls in it."""

    files: ClassVar[dict[str, RobotsFile]] = {}

    def get(self, host: str) -> RobotsFile | None:
        return self.files.get(host)

    def put(self, host: str, status: int, text: str, fetched_at: datetime) -> None:
        self.files[host] = RobotsFile(host, status, text, fetched_at)


class Rules:
    """What a robots.txt says to us. A rule for everybody (`*`) counts where none names us."""

    def __init__(self, text: str) -> None:
        self._parsed = Protego.parse(for_us(text))

    def allows(self, url: str) -> bool:
        return self._parsed.can_fetch(url, TOKEN)

    @property
    def crawl_delay(self) -> float:
        return self._parsed.crawl_delay(TOKEN) or 0.0


def for_us(text: str) -> str:
    """The same file, in which every other crawler has one name.

    Protego keeps each rule once for each agent of its group: 30,000 agents before 20,000 rules are memory for neither
    of us. It also takes a name for ours that is only the beginning of it.
    """
    lines: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines():
        agent = _AGENT.match(line)
        if agent:
            line = f"User-agent: {_agent(agent['value'].strip())}"
            if lines and lines[-1] == line:
                continue
        lines.append(line)
    return "\n".join(lines)


def _agent(value: str) -> str:
    if value == "*":
        return "*"
    product = _PRODUCT.match(value.replace("*", ""))
    return TOKEN if product and product[0].lower() == TOKEN.lower() else "another"


def rules_of(file: RobotsFile) -> Rules:
    """2xx is read; 4xx, and redirects without end, mean that there is no such file, so everything is allowed."""
    return Rules(file.text if 200 <= file.status < 300 else "")


class RobotsMiddleware:
    """Asks each host for its robots.txt before anything else; one question at a time, answered for all sources."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.guard = crawler, guard_of(crawler)
        self.store: RobotsStore = build_from_crawler(
            load_object(crawler.settings.get("LOA_ROBOTS_STORE") or MemoryStore), crawler
        )
        self._rules: dict[str, tuple[datetime, Rules]] = {}
        self._asked: dict[tuple[str, str], asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("loa_robots"):
            return
        rules = await self._rules_for(request)
        host = self.guard.hosts[slot_of(request.url)]
        host.crawl_delay = max(host.crawl_delay, rules.crawl_delay)
        if not rules.allows(request.url):
            raise RobotsForbidden(self.guard.name(request), request.url, "robots.txt forbids it")

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        host, name = f"{parts.scheme}://{parts.netloc.lower()}", self.guard.name(request)
        now = datetime.now(UTC)
        until, rules = self._rules.get(host, (now, None))
        if rules is not None and until > now:
            return rules
        stored = self.store.get(host)
        if stored is not None and stored.fetched_at + FRESH > now:
            return self._keep(stored)
        # A source for which the question is refused must not answer it for another one.
        task = self._asked.get((host, name))
        if task is None:
            task = self._asked[host, name] = asyncio.ensure_future(self._ask(request, host, stored))
            task.add_done_callback(lambda _: self._asked.pop((host, name), None))
        try:
            return await asyncio.shield(task)
        except GuardError as error:  # several requests wait for one answer: each gets its own error
            raise error.at(request.url) from error

    async def _ask(self, request: Request, host: str, stored: RobotsFile | None) -> Rules:
        name, now = self.guard.name(request), datetime.now(UTC)
        asked = Request(
            f"{host}/robots.txt",
            callback=NO_CALLBACK,
            priority=1000,
            meta={
                "source": name,
                "why": "robots.txt",
                "loa_robots": True,
                "loa_cut_at": LONGEST,
                "loa_redirects": MOST_REDIRECTS,
            },
            dont_filter=True,
        )
        try:
            response = await self.crawler.engine.download_async(asked)
        except TooManyRedirects:
            file = RobotsFile(host, 404, "", now)
        except (BudgetSpent, RunStopped):
            raise
        except Exception as error:
            return self._unreachable(request, host, error, stored)
        else:
            if response.status in _UNREACHABLE:
                return self._unreachable(request, host, response.status, stored)
            text = response.body[:LONGEST].decode("utf-8", "replace")
            file = RobotsFile(host, response.status, text if 200 <= response.status < 300 else "", now)
        self.store.put(file.host, file.status, file.text, file.fetched_at)
        return self._keep(file)

    def _unreachable(self, request: Request, host: str, error: object, stored: RobotsFile | None) -> Rules:
        """An older copy, for a while; else nothing is allowed in this run."""
        now = datetime.now(UTC)
        if stored is not None and stored.fetched_at + STALE > now:
            return self._keep(stored, until=now + timedelta(minutes=30))
        if isinstance(error, (HostDown, HostPaused)):
            raise error
        words = f"robots.txt cannot be read: {cause_of(error)}"
        self.guard.close(request, words)
        raise RobotsForbidden(self.guard.name(request), request.url, words)

    def _keep(self, file: RobotsFile, until: datetime | None = None) -> Rules:
        rules = rules_of(file)
        self._rules[file.host] = (until or file.fetched_at + FRESH, rules)
        return rules
