"""The page and the feeds over HTTP: ask, render, answer. Reads only; no script on any page."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from crawler.archive import Archive, runs
from crawler.city import City
from crawler.config import Config
from crawler.errors import LoaError
from feeds import opml
from feeds.channels import channels, what_became
from feeds.formats import FORMATS
from feeds.web import pages
from feeds.web.conditional import answer, etag_of
from feeds.web.words import LANGUAGES, Words, choose_language

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FEED = re.compile(r"(source/)?[a-z0-9-]{1,60}\.[a-z]{3,4}")
_STATIC = Path(__file__).parent / "static"
TEMPLATES = Environment(
    loader=PackageLoader("feeds.web"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Site:
    """The routes of one city."""

    def __init__(self, config: Config, city: City, archive: Archive) -> None:
        self.config, self.city, self.archive = config, city, archive
        self.public = config.place / "public"
        self.live = {channel.path for channel in channels(city, config.base_url)}
        self.farewell = timedelta(days=config.farewell_days)

    async def front(self, request: Request) -> Response:
        return self._page(request, "city.html", self._front)

    async def topic(self, request: Request) -> Response:
        topic = next((t for t in self.city.topics if t.id == request.path_params["id"]), None)
        if topic is None:
            return self._earlier(request, f"feeds/{request.path_params['id']}")

        def values(tx: Any, words: Words) -> dict[str, Any]:
            items = pages.items(tx, self.city, words, topic=topic.id)
            return {"topic": topic, "items": items, "feeds": pages.feed_links(f"feeds/{topic.id}")}

        return self._page(request, "topic.html", values)

    async def source(self, request: Request) -> Response:
        source = next((s for s in self.city.sources if s.id == request.path_params["id"]), None)
        if source is None:
            return self._earlier(request, f"feeds/source/{request.path_params['id']}")

        def values(tx: Any, words: Words) -> dict[str, Any]:
            return {
                "row": pages.source_row(tx, self.city, words, source, runs.latest(tx)),
                "runs": pages.run_rows(tx, self.city, words, source.id),
                "lists": pages.list_rows(tx, self.city, words, source),
                "items": pages.items(tx, self.city, words, source=source.id),
            }

        return self._page(request, "source.html", values)

    async def feed(self, request: Request) -> Response:
        """A file of the public folder, by a name that can be nothing else; an earlier address leads on, or is gone."""
        name = request.path_params["name"]
        stem, _, ending = name.rpartition(".")
        media = {form.ending: form.media_type for form in FORMATS}.get(ending)
        if media is None or not _FEED.fullmatch(name):
            raise HTTPException(404)
        if f"feeds/{stem}" not in self.live:
            with self.archive.read() as tx:
                became = what_became(tx, f"feeds/{stem}")
            if became and became.moved_to:
                return RedirectResponse(f"/{became.moved_to}.{ending}", 301)
            if became and became.ended_at and became.ended_at <= datetime.now(UTC) - self.farewell:
                words = self._words(request)
                since = words.moment(became.ended_at, self.city.zone)
                return PlainTextResponse(f"{words['ended']} {since}.\n", 410)
        return self._file(request, self.public / "feeds" / name, f"{media}; charset=utf-8")

    async def opml(self, request: Request) -> Response:
        return self._file(request, self.public / opml.NAME, f"{opml.MEDIA_TYPE}; charset=utf-8")

    async def status(self, request: Request) -> Response:
        return self._file(request, self.public / "status.json", "application/json")

    async def style(self, request: Request) -> Response:
        return self._file(request, _STATIC / "style.css", "text/css; charset=utf-8", max_age=3600)

    async def robots(self, request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nDisallow:\n")

    async def missing(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        if status != 404:
            return PlainTextResponse(getattr(error, "detail", ""), status, headers=getattr(error, "headers", None))
        words = self._words(request)
        body = self._render("missing.html", request, words, {})
        return Response(body, 404, media_type="text/html; charset=utf-8")

    async def broken(self, request: Request, error: Exception) -> Response:
        """The archive cannot be read: say so; the feeds are files and stay."""
        return PlainTextResponse(f"503: {error}\n", 503, headers={"Retry-After": "60"})

    def _front(self, tx: Any, words: Words) -> dict[str, Any]:
        rows = pages.source_rows(tx, self.city, words)
        return {
            "cards": pages.topic_cards(tx, self.city, words),
            "items": pages.items(tx, self.city, words),
            "rows": rows,
            "feeds": pages.feed_links("feeds/all"),
            "first": all(row.state in ("never", "running") for row in rows),
        }

    def _earlier(self, request: Request, path: str) -> Response:
        """The page of a topic or source that the city has no more: it leads on, or says so. A topic's is gone (410),
        a source's still shows what the archive has of it."""
        with self.archive.read() as tx:
            became = what_became(tx, path) if "\x00" not in path else None
            if became is None or not (became.moved_to or became.ended_at):
                raise HTTPException(404)
            if became.moved_to:
                return RedirectResponse("/" + _page_of(became.moved_to), 301)
            words = self._words(request)
            source = path.removeprefix("feeds/source/") if became.kind == "source" else ""
            values = {
                "title": became.title,
                "language": became.language,
                "since": words.moment(became.ended_at, self.city.zone),
                "items": pages.items(tx, self.city, words, source=source) if source else [],
            }
            body = self._render("ended.html", request, words, values)
        return Response(body, 200 if source else 410, media_type="text/html; charset=utf-8")

    def _page(self, request: Request, template: str, values: Callable[[Any, Words], dict[str, Any]]) -> Response:
        words = self._words(request)
        with self.archive.read() as tx:
            etag = etag_of(template, request.url.path, words.language, pages.state_key(tx), self._look())
            if (
                request.headers.get("if-none-match")
                and (found := answer(request, b"", "", etag=etag)).status_code == 304
            ):
                return found
            body = self._render(template, request, words, values(tx, words))
        return answer(request, body, "text/html; charset=utf-8", etag=etag, max_age=30)

    def _look(self) -> str:
        """What the page shows beside the archive: the city's files, read once at start."""
        return f"{self.city.title}{[t.query for t in self.city.topics]}{[s.title for s in self.city.sources]}"

    def _words(self, request: Request) -> Words:
        asked = request.query_params.get("lang")
        return Words(choose_language(asked, request.headers.get("accept-language", ""), self.city.language))

    def _render(self, template: str, request: Request, words: Words, values: dict[str, Any]) -> bytes:
        return (
            TEMPLATES.get_template(template)
            .render(city=self.city, words=words, languages=LANGUAGES, path=request.url.path, **values)
            .encode("utf-8", "replace")
        )

    def _file(self, request: Request, file: Path, media_type: str, *, max_age: int = 60) -> Response:
        try:
            body = file.read_bytes()
            modified = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
        except FileNotFoundError:
            raise HTTPException(404) from None
        return answer(request, body, media_type, etag=etag_of(body), modified=modified, max_age=max_age)


def _page_of(path: str) -> str:
    """The page that belongs to a feed's path."""
    name = path.removeprefix("feeds/")
    return name.replace("source/", "sources/", 1) if name.startswith("source/") else f"topics/{name}"


def make_app(config: Config, city: City, archive: Archive) -> Starlette:
    """The web application of one city."""
    site = Site(config, city, archive)
    app = Starlette(
        routes=[
            Route("/", site.front),
            Route("/topics/{id}", site.topic),
            Route("/sources/{id}", site.source),
            Route("/feeds/{name:path}", site.feed),
            Route(f"/{opml.NAME}", site.opml),
            Route("/status.json", site.status),
            Route("/static/style.css", site.style),
            Route("/robots.txt", site.robots),
        ],
        exception_handlers={HTTPException: site.missing, LoaError: site.broken},
    )
    app.add_middleware(SafeHeaders)
    return app


class SafeHeaders:
    """Puts the headers that keep strangers' words harmless on every answer."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *added]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
