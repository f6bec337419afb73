"""The small HTTP server on loopback that plays a city's made-up town, and who starts it."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from crawler.city import City
from crawler.config import Config
from crawler.errors import BadFile, PortTaken
from crawler.town.play import Page, Town

HOST = "127.0.0.1"
WHO = "/.well-known/loa-town"
LONGEST_LOG = 10_000
TAKE_OVER = 1.0  # seconds between two looks at a town that another process plays


class Request(NamedTuple):
    """One request that was answered. `conditional` says that it named an ETag or a time."""

    method: str
    host: str
    path: str
    status: int
    conditional: bool


class TownServer:
    """Plays the town of a city on 127.0.0.1; a context manager. `port` 0 takes a free one.

    `clock` gives aware instants; `pinned` is the day it stands still at, as YYYY-MM-DD, for other processes to know.
    `log` holds the newest requests, oldest first.
    """

    def __init__(
        self, city: City, founded: date, clock: Callable[[], datetime], port: int | None = None, pinned: str = ""
    ) -> None:
        if city.town is None:
            raise ValueError(f"{city.id} has no made-up town")
        self.city, self.founded, self.clock, self.pinned = city, founded, clock, pinned
        self.port = city.town.port if port is None else port
        self.town = Town.load(city.path / city.town.folder, self.port)
        self.log: list[Request] = []
        self._lock = threading.Lock()
        self._pages: Mapping[tuple[str, str], Page] = {}
        self._moment: datetime | None = None
        self._server: _Listener | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> "TownServer":
        """Raises PortTaken when something else listens there."""
        try:
            self._server = _Listener((HOST, self.port), self)
        except OSError as error:
            raise PortTaken(HOST, self.port, "LOA_TOWN_PORT") from error
        self.port = self._server.server_address[1]
        self.town = replace(self.town, port=self.port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="town", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def __enter__(self) -> "TownServer":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def answer(self, host: str, target: str) -> Page:
        """The page at (host, path with query) now. A query that no page has is left out, as most sites do."""
        if target == WHO:
            return _plain("application/json", json.dumps(self.introduction()).encode())
        pages = self.pages()
        if host not in self.town.hosts:
            return (
                _plain("text/html; charset=utf-8", self._signpost())
                if target == "/"
                else _plain("text/plain", b"", 404)
            )
        page = pages.get((host, target)) or pages.get((host, target.partition("?")[0]))
        return page or self.town.missing(host)

    def pages(self) -> Mapping[tuple[str, str], Page]:
        """All pages now; drawn anew only when one of them has changed."""
        moment = self.town.settled(self.founded, self.clock())
        with self._lock:
            if moment != self._moment:
                self._pages, self._moment = self.town.pages(self.founded, moment), moment
            return self._pages

    def introduction(self) -> dict[str, str]:
        """Who plays here: another process of the same city may use it as well."""
        return {"city": self.city.id, "founded": self.founded.isoformat(), "pinned": self.pinned}

    def record(self, request: Request) -> None:
        with self._lock:
            self.log.append(request)
            if len(self.log) > LONGEST_LOG:
                del self.log[: LONGEST_LOG // 2]

    def _signpost(self) -> bytes:
        links = "".join(
            f'<li><a href="http://{site.host}:{self.port}/">{site.title}</a></li>' for site in self.town.sites
        )
        return f"<!doctype html><meta charset=utf-8><title>{self.city.title}</title><ul>{links}</ul>".encode()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], town: TownServer) -> None:
        self.town = town
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, as http.server does."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Town", ""
    timeout = 20
    server: _Listener

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        page = self.server.town.answer(host, self.path)
        asked = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        packs = "gzip" in (self.headers.get("Accept-Encoding") or "") and page.content_type.startswith("text/")
        status = 304 if page.status == 200 and _unchanged(page, *asked) else page.status
        body = gzip.compress(page.body, 6, mtime=0) if packs and status != 304 and with_body else page.body
        self.server.town.record(Request(self.command, host, self.path, status, any(asked)))
        self.send_response(status)
        self.send_header("ETag", f"W/{page.etag}")
        self.send_header("Last-Modified", format_datetime(page.last_modified.astimezone(UTC), usegmt=True))
        self.send_header("Vary", "Accept-Encoding")
        if status != 304:
            self.send_header("Content-Type", page.content_type)
            if packs and with_body:
                self.send_header("Content-Encoding", "gzip")
            if with_body or not packs:
                self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """The requests are in TownServer.log."""


def _unchanged(page: Page, none_match: str | None, since: str | None) -> bool:
    """RFC 9110, 13.2.2: a named ETag decides; the time only where none is named."""
    if none_match:
        tags = {tag.strip().removeprefix("W/") for tag in none_match.split(",")}
        return "*" in tags or page.etag in tags
    try:
        return since is not None and page.last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _plain(content_type: str, body: bytes, status: int = 200) -> Page:
    return Page(status, content_type, body, f'"{len(body)}"', datetime(2024, 1, 1, tzinfo=UTC))


def town_clock(city: City, config: Config) -> Callable[[], datetime]:
    """The town's clock: now, or 18:00 of the day that `town_today` names, in the city's zone. Raises BadFile."""
    if not config.town_today:
        return lambda: datetime.now(city.zone)
    try:
        still = datetime.combine(date.fromisoformat(config.town_today), time(18), city.zone)
    except ValueError as error:
        raise BadFile(Path("settings"), [f"LOA_TOWN_TODAY: {config.town_today!r}: {error}"]) from error
    return lambda: still


def founding_day(place: Path, today: date) -> date:
    """The day of the first start, kept in town.json; `today` where there is none yet. Raises BadFile."""
    file = place / "town.json"
    try:
        return date.fromisoformat(json.loads(file.read_text("utf-8"))["founded"])
    except FileNotFoundError:
        place.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".json.new")
        new.write_text(json.dumps({"founded": today.isoformat()}) + "\n", "utf-8")
        new.replace(file)
        return today
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(file, [f"holds no founding day: {error}; remove it to found the town anew"]) from error


@contextmanager
def ensure_town(city: City, config: Config) -> Iterator[TownServer | None]:
    """While this runs, the city's town answers on its port; nothing happens for a real city.

    Yields the server, or None where another process plays the same town: that one is used, and as soon as it ends
    this one takes over. A town that is new here takes the founding day of the one that plays.
    Raises PortTaken when something else listens there, or the town of another founding day or clock.
    """
    if city.town is None:
        yield None
        return
    clock = town_clock(city, config)
    other = _who(city.town.port)
    theirs = other.get("founded", "") if other.get("city") == city.id else ""
    founded = founding_day(config.place, date.fromisoformat(theirs) if theirs else clock().date())
    server = TownServer(city, founded, clock, pinned=config.town_today)
    try:
        server.start()
        played = True
    except PortTaken:
        if _who(city.town.port) != server.introduction():
            raise
        played = False
    done = threading.Event()
    heir = threading.Thread(target=_take_over, args=(server, done), name="town heir", daemon=True)
    if not played:
        heir.start()
    try:
        yield server if played else None
    finally:
        done.set()
        if not played:
            heir.join()
        server.stop()


def _take_over(server: TownServer, done: threading.Event) -> None:
    while not done.wait(TAKE_OVER):
        try:
            server.start()
            return
        except PortTaken:
            continue


def _who(port: int) -> dict[str, str]:
    """How the town on this port introduces itself; empty when nothing does."""
    connection = HTTPConnection(HOST, port, timeout=3)
    try:
        connection.request("GET", WHO, headers={"Host": "localhost"})
        found = json.loads(connection.getresponse().read(2000))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError, HTTPException):
        return {}
    finally:
        connection.close()
