"""A kept page and the article that is expected of it, as a folder of files: a reader's complaint becomes a test.

page.html       the bytes as they came
page.toml       address, media type, time of the fetch; what the source's file and its lists say
learned.json    what the source's pages share, and its templates
expected.toml   the article; a key that is taken away is not compared
expected.html   its body; not compared where the file is taken away
"""

import asyncio
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import ndiff
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import tomlkit

from crawler.archive import Archive, again, articles, trace
from crawler.archive.values import dump_published, load_published
from crawler.article import Article, Listed, RawPage
from crawler.city import City, Source
from crawler.errors import BadFile, ConfigError
from crawler.extract.habits import Habits
from crawler.extract.page import Context
from crawler.readers.pool import ReadingStopped
from crawler.readers.tasks import Answer, ReadArticle, ReadByTemplate
from crawler.reread import Desk, Reading, learned_of, links_of, task_of

PLACE = Path("tests") / "fixtures"  # below the city's folder
_LONGEST = 60


class NoPage(ConfigError):
    """Only addresses whose page the archive keeps make a fixture; `loa why` tells what is known of one."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"no page of this address is kept: {url}")


class FixtureThere(ConfigError):
    """Name another folder with --into, or take the old one away: corrections made in it by hand would be lost."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder} is there already")


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the article that is not as expected; `lines` show it, those expected with "-", those read with "+"."""

    part: str
    lines: tuple[str, ...]


def make(archive: Archive, city: City, url: str, into: Path | None = None) -> Path:
    """Write the fixture of an address into a new folder, with the article as it is read today; returns the folder.

    Raises NoPage, FixtureThere, and UnknownSource where the city has the source no more.
    """
    found = None
    with archive.read() as tx:
        for asked in trace.asked(tx, url):
            if asked.article_id is not None:
                kept = again.one(tx, articles.get(tx, asked.article_id))
                page = again.page(tx, kept.page_id) if kept.page_id is not None else None
                listed: Sequence[Listed] = links_of(kept)
                address = kept.article.url
            else:
                page = again.page_at(tx, asked.source, {asked.url, url})
                listed, address = tuple(one.listed for one in trace.shown(tx, url) if one.source == asked.source), url
            if page is not None:
                found = asked.source, page, listed, address
                break
    if found is None:
        raise NoPage(url)
    source = city.source(found[0])
    _, page, listed, address = found
    folder = into or city.path / PLACE / source.id / slug(page.url)
    if folder.exists() and any(folder.iterdir()):
        raise FixtureThere(folder)
    task, article = asyncio.run(_read_kept(archive, source, page, listed, address))
    folder.mkdir(parents=True, exist_ok=True)
    plainly = task.page if isinstance(task, ReadByTemplate) else task
    (folder / "page.html").write_bytes(page.body)
    (folder / "page.toml").write_text(_page_toml(source, page, plainly), "utf-8")
    (folder / "learned.json").write_text(_learned_json(task), "utf-8")
    (folder / "expected.toml").write_text(_toml(expected_of(article)), "utf-8")
    if isinstance(article, Article):
        (folder / "expected.html").write_text(article.html, "utf-8", newline="")
    return folder


def folders(place: Path) -> list[Path]:
    """The fixtures at or below a folder, sorted."""
    return sorted(file.parent for file in place.rglob("page.toml"))


def differences(folder: Path) -> list[Difference]:
    """What of a fixture is not read as expected; empty: all is. Raises BadFile where a file of it is broken."""
    task = _load(folder)
    wanted = _read_toml(folder / "expected.toml")
    if (folder / "expected.html").exists():
        with (folder / "expected.html").open(encoding="utf-8", newline="") as file:
            wanted["html"] = file.read()
    article = asyncio.run(_read(task))
    seen = expected_of(article) | ({"html": article.html} if isinstance(article, Article) else {})
    if isinstance(article, str) and "refused" not in wanted:
        return [Difference("refused", (f"+ {article}",))]
    if isinstance(article, Article) and "refused" in wanted:
        return [Difference("refused", (f"- {wanted['refused']}", f"+ {article.title}"))]
    return [
        Difference(part, _shown(value, seen.get(part, "")))
        for part, value in wanted.items()
        if not _alike(value, seen.get(part, ""))
    ]


def expected_of(article: Article | str) -> dict[str, Any]:
    """What expected.toml holds: the parts of an article, or why there is none. Unknown is ""."""
    if isinstance(article, str):
        return {"refused": article}
    return {
        "title": article.title,
        "kicker": article.kicker,
        "published": article.published.isoformat() if article.published else "",
        "modified": article.modified.isoformat() if article.modified else "",
        "section": article.section,
        "author": article.author,
        "language": article.language,
        "lede": article.lede,
        "text": article.text,
        "image": article.image.url if article.image else "",
        "attachments": [{"url": file.url, "title": file.title, "type": file.type} for file in article.attachments],
    }


def slug(url: str) -> str:
    """A name for a folder from the last part of an address that says something."""
    parts = urlsplit(url)
    words = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in unquote(parts.path).split("/")]
    last = next((word for word in reversed(words) if word), "")
    query = re.sub(r"[^a-z0-9]+", "-", unquote(parts.query).lower()).strip("-")
    return "-".join(filter(None, (last, query)))[:_LONGEST].strip("-") or "page"


async def _read_kept(
    archive: Archive, source: Source, page: RawPage, listed: Sequence[Listed], address: str
) -> tuple[ReadArticle | ReadByTemplate, Article | str]:
    learned = learned_of(archive, source)
    desk = Desk(source, learned)
    try:
        shared = await desk.shared_with(page.url)
    finally:
        await desk.close()
    task = task_of(source, learned, page, listed, address, shared)
    return task, await _read(task)


async def _read(task: ReadArticle | ReadByTemplate) -> Article | str:
    """In a process apart: the page may be the very one that takes too long."""
    reading = Reading()
    try:
        return await reading.article(task)
    except ReadingStopped as error:
        return error.cause
    finally:
        await reading.close()


def _page_toml(source: Source, page: RawPage, task: ReadArticle) -> str:
    habits = task.context.habits
    return _toml(
        {
            "url": page.url,
            "address": task.address,
            "content_type": task.answer.content_type,
            "fetched_at": page.fetched_at.isoformat(),
            "source": source.id,
            "language": source.language,
            "country": source.country,
            "timezone": source.timezone,
            "order": habits.order,
            "form": habits.form,
            "shared_minutes": {minute.isoformat(): count for minute, count in sorted(habits.shared.items())},
            "listed": [
                {
                    "url": link.url,
                    "title": link.title,
                    "list_url": link.list_url,
                    "published": dump_published(link.published) or "",
                }
                for link in task.listed
            ],
        }
    )


def _learned_json(task: ReadArticle | ReadByTemplate) -> str:
    from crawler.extract.template.values import dump

    plainly = task.page if isinstance(task, ReadByTemplate) else task
    templates = json.loads(dump(task.templates)) if isinstance(task, ReadByTemplate) else []
    told = {"shared": sorted(plainly.furniture), "templates": templates}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _load(folder: Path) -> ReadArticle | ReadByTemplate:
    from crawler.extract.template.values import load

    told = _read_toml(folder / "page.toml")
    try:
        learned = json.loads((folder / "learned.json").read_text("utf-8"))
        body = (folder / "page.html").read_bytes()
        shared = {datetime.fromisoformat(minute): count for minute, count in told["shared_minutes"].items()}
        context = Context(
            told["source"],
            told["language"],
            told["country"],
            ZoneInfo(told["timezone"]),
            datetime.fromisoformat(told["fetched_at"]),
            habits=Habits(told["order"], told["form"], shared),
        )
        listed = tuple(
            Listed(link["url"], link["title"], link["list_url"], load_published(link["published"] or None))
            for link in told["listed"]
        )
        answer = Answer(body, told["url"], told["content_type"])
        plainly = ReadArticle(answer, context, listed, told["address"], frozenset(learned["shared"]))
        templates = load(json.dumps(learned["templates"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(folder, [f"is no whole fixture: {type(error).__name__}: {error}"]) from error
    return ReadByTemplate(plainly, templates) if templates else plainly


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(file, [f"cannot be read: {error}"]) from error


def _toml(values: Mapping[str, Any]) -> str:
    """Lines of text stand as lines, so that a person can correct them."""
    document = tomlkit.document()
    for name, value in values.items():
        lines = isinstance(value, str) and "\n" in value and "\r" not in value
        document.add(name, tomlkit.string(value, multiline=True) if lines else tomlkit.item(value))
    return tomlkit.dumps(document)


def _alike(wanted: object, seen: object) -> bool:
    """Blank lines at the ends, which a person's editor may add, are no difference."""
    if isinstance(wanted, str) and isinstance(seen, str):
        return wanted.strip() == seen.strip()
    return wanted == seen


def _shown(wanted: object, seen: object) -> tuple[str, ...]:
    one, other = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (wanted, seen)
    )
    told = ndiff(one.strip().splitlines(), other.strip().splitlines())
    return tuple(line.rstrip() for line in told if line.startswith(("- ", "+ ")))
