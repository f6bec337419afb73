"""A city is a folder: city.toml, sources/*.toml, topics/*.toml, places.toml. Load, check, explain what is wrong."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from crawler.config import ROOT
from crawler.errors import BadFile, UnknownCity, UnknownSource, nearest

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
RESERVED_TOPICS = {"all", "source"}


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


F = TypeVar("F", bound="_File")


def _web_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("a web address begins with http:// or https:// and names a host")
    if parts.username or parts.password:
        raise ValueError("a web address holds no password here")
    return address


class Source(_File):
    """A site we crawl. Its id is the file's name; no selector is needed."""

    id: Id
    title: str = Field(min_length=1, max_length=200, description="The name that readers see.")
    home: str = Field(description="The site's front page.")
    lists: tuple[str, ...] = Field(min_length=1, description="The pages that list its news.")
    language: Language = Field(description="The language of the articles, as in `vi` or `pt-BR`.")
    country: Country = Field(description="Two capital letters; decides day or month first, and the meaning of IST.")
    timezone: str = Field(description="The zone of the times shown, as in `Asia/Ho_Chi_Minh`. There is no default.")
    place: str = Field("", description="What the source writes about, as a name of places.toml.")
    delay: float | None = Field(
        None, ge=0, description="Seconds between two requests; under 1 only for a loopback host in `allow_hosts`."
    )
    interval: int | None = Field(None, ge=10, description="Seconds between two visits.")
    allow_hosts: tuple[str, ...] = Field(
        (), description="Networks (`10.1.0.0/16`) or addresses that this source may reach although they are not public."
    )
    verify_certificates: bool = Field(True, description="False accepts a site whose certificate is broken.")
    render: bool = Field(
        False, description="True: its pages are built by scripts; a browser renders them (docs/rendering.md)."
    )
    verified: bool = Field(
        True, description="False: written from records, nobody has looked yet; `loa doctor` says what it reaches."
    )
    formerly: tuple[Id, ...] = Field((), description="Earlier ids, oldest first; articles and feeds go on.")

    _addresses = field_validator("home")(_web_address)

    @field_validator("lists")
    @classmethod
    def _lists(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_web_address(address) for address in addresses)

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = nearest(name, sorted(available_timezones()))
            raise ValueError(f"no such time zone.{near}"[:200]) from None
        return name

    @field_validator("allow_hosts")
    @classmethod
    def _networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        from ipaddress import ip_network

        for network in networks:
            try:
                ip_network(network, strict=False)
            except ValueError:
                raise ValueError(f"{network!r} is no address or network such as 127.0.0.0/8") from None
        return networks

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Topic(_File):
    """A standing query with a name. Its id is the file's name; the query itself is checked by feeds.topics."""

    id: Id
    title: str = Field(min_length=1, max_length=200, description="The name that readers see.")
    query: str = Field(min_length=1, max_length=65_536, description="The words, as docs/topics.md tells.")
    description: str = Field("", max_length=1000, description="One sentence for the page and the feed.")
    language: Language | None = Field(None, description="The language of the query; default: the city's.")
    formerly: tuple[Id, ...] = Field((), description="Earlier ids, oldest first; the feed goes on.")


class Town(_File):
    """The made-up town that a small local server plays for this city, for a first try without network."""

    folder: str = Field("town", description="The folder with the town's pages, beside city.toml.")
    port: int = Field(ge=1, le=65535, description="The port it plays on; addresses in sources/ name it.")


class City(_File):
    """A city with its sources and topics, each in the order of its id."""

    id: str
    path: Path
    title: str = Field(min_length=1, max_length=200, description="The city's name as its people write it.")
    language: Language = Field(description="The language of its pages and topics.")
    country: Country = Field(description="Two capital letters.")
    timezone: str = Field(description="The zone in which its people read the clock.")
    description: str = Field("", max_length=1000, description="One sentence for the page.")
    town: Town | None = Field(None, description="Set only for a made-up town.")
    settings: dict[str, Any] = Field(default_factory=dict, description="Settings of this city (docs/settings.md).")
    formerly: tuple[Id, ...] = Field((), description="Earlier names of the folder, oldest first; data and feeds stay.")
    sources: tuple[Source, ...] = ()
    topics: tuple[Topic, ...] = ()

    _zone = field_validator("timezone")(Source._timezone.__func__)  # type: ignore[attr-defined]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def source(self, name: str) -> Source:
        """Raises UnknownSource with the nearest names."""
        for source in self.sources:
            if source.id == name:
                return source
        raise UnknownSource(name, self.id, [source.id for source in self.sources])


def city_folders() -> list[Path]:
    """Where cities are looked for: cities/ here, in the checkout, and those that travel in the package."""
    places = (Path.cwd() / "cities", ROOT / "cities", Path(__file__).parent / "cities")
    return [place for place in dict.fromkeys(places) if place.is_dir()]


def find_city(name: str) -> Path:
    """The folder of a city given by name or by path. Raises UnknownCity with the nearest names."""
    if Path(name).is_absolute() or "/" in name or "\\" in name:
        if (Path(name) / "city.toml").is_file():
            return Path(name).resolve()
        raise UnknownCity(name, [])
    for folder in city_folders():
        if (folder / name / "city.toml").is_file():
            return folder / name
    known = {file.parent.name for folder in city_folders() for file in folder.glob("*/city.toml")}
    raise UnknownCity(name, sorted(known))


def load_city(name: str, *, town_port: int | None = None) -> City:
    """Read and check every file of a city. Raises BadFile that lists all problems of a file.

    `town_port` moves a made-up town: its port is replaced in the addresses of its sources.
    """
    folder = find_city(name)
    values = _read(folder / "city.toml")
    move = None
    if town_port and isinstance(values.get("town"), dict):
        move = (f":{values['town'].get('port')}", f":{town_port}")
        values["town"]["port"] = town_port
    sources = tuple(_load(Source, file, move) for file in sorted(folder.glob("sources/*.toml")))
    topics = tuple(_load(Topic, file, None) for file in sorted(folder.glob("topics/*.toml")))
    for topic in topics:
        if topic.id in RESERVED_TOPICS:
            raise BadFile(
                folder / f"topics/{topic.id}.toml", [f"the name {topic.id!r} is kept for the city's own feed"]
            )
    _check_earlier(folder / "topics", topics, RESERVED_TOPICS)
    _check_earlier(folder / "sources", sources)
    values |= {"id": folder.name, "path": folder, "sources": sources, "topics": topics}
    city = checked(City, values, folder / "city.toml")
    for old in city.formerly:
        if old == city.id or (folder.parent / old / "city.toml").is_file():
            raise BadFile(folder / "city.toml", [f"formerly: {old!r} is a city that still exists"])
    return city


def _check_earlier(folder: Path, files: Sequence[Source] | Sequence[Topic], reserved: Iterable[str] = ()) -> None:
    """An earlier id leads to one place: it is nobody's id today, and one file only claims it. Raises BadFile."""
    owners = dict.fromkeys(reserved, "the city's own feed") | {one.id: f"{one.id}.toml" for one in files}
    for one in files:
        for old in one.formerly:
            if old in owners:
                taken = "is its own id" if old == one.id else f"belongs to {owners[old]}"
                raise BadFile(folder / f"{one.id}.toml", [f"formerly: {old!r} {taken}"])
            owners[old] = f"{one.id}.toml"


def _load(kind: type[F], file: Path, move: tuple[str, str] | None) -> F:
    values = _read(file, move)
    if "id" in values:
        raise BadFile(file, ["id: the file's name is the id; leave this key out"])
    return checked(kind, values | {"id": file.stem}, file)


def _read(file: Path, move: tuple[str, str] | None = None) -> dict[str, Any]:
    try:
        text = file.read_text("utf-8")
        if move:
            text = re.sub(rf"{re.escape(move[0])}(?=[/\"'])", move[1], text)
        return tomllib.loads(text)
    except OSError as error:
        raise BadFile(file, [f"cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise BadFile(file, [f"is not UTF-8 at byte {error.start}"]) from error
    except tomllib.TOMLDecodeError as error:
        raise BadFile(file, [f"is not TOML: {error}"]) from error


def checked(kind: type[F], values: dict[str, Any], file: Path) -> F:
    """The values of a file as what they describe. Raises BadFile that lists all problems of `file`."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise BadFile(file, [_problem(kind, found) for found in error.errors()]) from error


def _problem(kind: type[_File], found: Any) -> str:
    """One finding of pydantic in plain words: key, what is wrong, what is allowed."""
    key = ".".join(str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        return f"{key}: no such key.{nearest(key, [name for name in kind.model_fields if name != 'id'])}"
    allowed = kind.model_fields[key].description if key in kind.model_fields else None
    if found["type"] == "missing":
        return f"{key}: is missing. {allowed or ''}".strip()
    message = found["msg"].removeprefix("Value error, ")
    shown = repr(found.get("input"))
    return f"{key}: {shown if len(shown) < 80 else shown[:77] + '...'}: {message}. {allowed or ''}".strip()
