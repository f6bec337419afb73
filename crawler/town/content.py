"""The files of a made-up town: sites, editions and stories as people write them, checked when they are loaded.

town/<site>/site.toml              host, skin, and its editions with their sections
town/<site>/<edition folder>/*.toml   one story a file
town/<site>/static/…               files served as they are: pictures, style sheets, PDF
town/templates/<skin>/…            the site's markup (Jinja)
"""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from crawler.errors import BadFile

LONGEST_SERIES = 520  # occurrences of a repeated notice: ten years of weeks


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


W = TypeVar("W", bound="_Written")


class Picture(_Written):
    """`file` is an address on the site; the picture stands behind the paragraph of that number, 0 for the top."""

    file: str
    caption: str = ""
    after: int = Field(1, ge=0)


class Enclosed(_Written):
    file: str
    title: str


class Correction(_Written):
    """What the page says from that moment on; what is left out stays as it was. `day` counts from the founding day."""

    day: int
    time: time
    title: str | None = None
    lede: str | None = None
    text: str | None = None


class Withdrawal(_Written):
    """From that moment on the address answers with `status`, and no list shows it."""

    day: int
    time: time
    status: Literal[404, 410] = 404


class Story(_Written):
    """One article. `day` counts from the founding day (0); `every` repeats it after that many days.

    Text is paragraphs between empty lines; `## ` begins a subheading. Placeholders (words.filled) count from the
    day of publication. `dated` tells where the site shows the time: on the page, or beside the link only.
    """

    id: int = Field(ge=1)
    section: str
    title: str
    kicker: str = ""
    lede: str = ""
    text: str = ""
    author: str = ""
    day: int
    time: time
    every: int | None = Field(None, ge=1)
    dated: Literal["page", "list"] = "page"
    picture: Picture | None = None
    enclosed: tuple[Enclosed, ...] = ()
    correction: Correction | None = None
    withdrawal: Withdrawal | None = None

    @model_validator(mode="after")
    def _later(self) -> "Story":
        for change in (self.correction, self.withdrawal):
            if change and (change.day, change.time) <= (self.day, self.time):
                raise ValueError("a correction or a withdrawal comes after the publication")
        if self.every and (self.correction or self.withdrawal):
            raise ValueError("a repeated notice has no correction and no withdrawal")
        return self


class Section(_Written):
    id: str
    title: str
    path: str


class Edition(_Written):
    """The pages of one language. `article` makes an address of {section}, {slug} and {number}, `pager` that of a
    list's later pages of {path} and {page}; `feed` is the address of its RSS and `sitemap` that of its news sitemap,
    empty where it has none. `feed_lag`: its feed shows nothing that is younger than so many days, as neglected ones."""

    language: str
    folder: str
    title: str
    home: str
    news: str
    news_title: str
    article: str
    page_size: int = Field(10, ge=1)
    pager: str = "{path}?page={page}"
    feed: str = ""
    feed_lag: int = Field(0, ge=0)
    sitemap: str = ""
    sections: tuple[Section, ...] = Field(min_length=1)
    stories: tuple[Story, ...] = ()

    def section(self, name: str) -> Section:
        return next(section for section in self.sections if section.id == name)


class Site(_Written):
    """One host. `pages` are further templates of the skin, by address; `clock` says that every page shows the day's
    date or counters, so that all of them change at midnight."""

    folder: Path
    host: str
    skin: str
    title: str
    timezone: str
    clock: bool = False
    edition: tuple[Edition, ...] = Field(min_length=1)
    pages: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> "Site":
        numbers = [story.id for edition in self.edition for story in edition.stories]
        if twice := {number for number in numbers if numbers.count(number) > 1}:
            raise ValueError(f"these ids are used twice: {sorted(twice)}")
        if not self.clock and any(edition.feed_lag for edition in self.edition):
            raise ValueError("a feed that lags changes at midnight: set clock")
        for edition in self.edition:
            known = {section.id for section in edition.sections}
            if unknown := {story.section for story in edition.stories} - known:
                raise ValueError(f"no such section: {sorted(unknown)}; known: {sorted(known)}")
        return self


def load_sites(folder: Path) -> tuple[Site, ...]:
    """Every site of the town. Raises BadFile that names the file and the key."""
    files = sorted(folder.glob("*/site.toml"))
    if not files:
        raise BadFile(folder, ["holds no <site>/site.toml"])
    return tuple(_site(file) for file in files)


def _site(file: Path) -> Site:
    values = _read(file) | {"folder": file.parent}
    editions = values.get("edition", [])
    for edition in editions if isinstance(editions, list) else []:
        stories = sorted((file.parent / str(edition.get("folder", "-"))).glob("*.toml"))
        edition["stories"] = tuple(_checked(Story, _read(story), story) for story in stories)
    return _checked(Site, values, file)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(file, [str(error)]) from error


def _checked(kind: type[W], values: dict[str, Any], file: Path) -> W:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        found = [
            (".".join(map(str, e["loc"])) or "the file", e["msg"].removeprefix("Value error, ")) for e in error.errors()
        ]
        raise BadFile(file, [f"{key}: {message}" for key, message in found]) from error


def occurrences(story: Story, founded: date, zone: ZoneInfo, now: datetime) -> list[tuple[int, datetime]]:
    """The number and the instant of each time that a story has come out by `now`, oldest first."""
    first = datetime.combine(founded + timedelta(days=story.day), story.time, zone)
    if story.every is None:
        return [(story.id, first)] if first <= now else []
    found = []
    for turn in range(LONGEST_SERIES):
        instant = datetime.combine(first.date() + timedelta(days=turn * story.every), story.time, zone)
        if instant > now:
            break
        found.append((story.id * 1000 + turn, instant))
    return found
