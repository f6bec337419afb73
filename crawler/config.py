"""Config: every setting, described where it is declared. Read once at start; nobody else reads the environment."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, HttpUrl, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from crawler.errors import BadFile

ROOT = Path(__file__).resolve().parent.parent
CHECKOUT = (ROOT / "scrapy.cfg").is_file()


class Config(BaseSettings):
    """Filled from flags, `LOA_*` variables, the `[settings]` of city.toml and defaults, in that order.

    The docs' table of settings is made from the descriptions (`loa doctor --settings`); a test compares.
    """

    model_config = SettingsConfigDict(env_prefix="LOA_", frozen=True, extra="forbid", validate_default=True)

    city: str = Field("demo", description="The city to follow: a folder below cities/, or a path to such a folder.")
    data_dir: Path | None = Field(
        None,
        description="Where the archive and the feeds live. Default: var/ in a checkout, else the user's data folder.",
    )
    database_url: str = Field(
        "", description="Another archive than the SQLite file in data_dir, for instance postgresql://loa@db/loa."
    )
    public_url: HttpUrl | None = Field(
        None, description="The address under which readers reach the feeds. Default: http://<host>:<port>/."
    )
    host: str = Field("127.0.0.1", description="The address that the web page listens on.")
    port: int = Field(8080, ge=1, le=65535, description="The port that the web page listens on.")
    contact: str = Field(
        "", max_length=200, description="Mail or web address sent with each request, so that a webmaster can reach you."
    )
    delay: float = Field(1.0, ge=1.0, le=3600, description="Seconds between two requests to one host, at least.")
    timeout: float = Field(20.0, gt=0, le=120, description="Seconds a single request may take.")
    page_bytes: int = Field(8_000_000, ge=10_000, description="The largest page that is read, in bytes, unpacked.")
    source_requests: int = Field(500, ge=1, description="Requests to one source in one run, at most.")
    source_bytes: int = Field(400_000_000, ge=100_000, description="Bytes from one source in one run, at most.")
    source_seconds: float = Field(600, gt=0, description="Seconds that one source may take in one run.")
    interval: int = Field(900, ge=10, description="Seconds between two visits to a source, unless its file says so.")
    proxy: HttpUrl | None = Field(
        None, description="Fetch through this HTTP proxy. The usual proxy variables of the environment are not read."
    )
    proxy_resolves: bool = Field(
        False, description="The proxy looks names up, so they are not looked up and checked here first."
    )
    browser: str = Field(
        "",
        description="The Chromium that renders pages of sources with `render = true`. Default: the system's.",
    )
    window_days: int = Field(30, ge=1, description="Days that a feed reaches back.")
    feed_entries: int = Field(50, ge=1, description="Entries that a feed holds at least, however old.")
    feed_bytes: int = Field(3_000_000, ge=50_000, description="The largest feed, in bytes; older entries are left out.")
    farewell_days: int = Field(
        30, ge=1, description="Days that a feed whose topic or source was deleted or renamed stays at its old address."
    )
    page_days: int | None = Field(
        None,
        ge=1,
        description="Days that raw pages are kept; an article's newest one stays. Default: for ever.",
    )
    town_port: int | None = Field(
        None, ge=1, le=65535, description="The port that a city's made-up town plays on, where its own is taken."
    )
    town_today: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = Field(
        "", description="The day in a made-up town, as YYYY-MM-DD. Default: today."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", description="How much the log says. INFO tells why each request was made or not."
    )

    @property
    def place(self) -> Path:
        """The folder of the archive and the feeds of this city."""
        if self.data_dir is not None:
            return self.data_dir
        return home() / self.city_id

    @property
    def city_id(self) -> str:
        return Path(self.city).name

    @property
    def database(self) -> str:
        """The archive's SQLAlchemy address."""
        return self.database_url or f"sqlite:///{self.place / 'archive.sqlite'}"

    @property
    def base_url(self) -> str:
        """The public address, with a slash at the end."""
        return str(self.public_url or f"http://{self.host}:{self.port}/").rstrip("/") + "/"

    @property
    def user_agent(self) -> str:
        from crawler import __version__

        return f"Loa/{__version__} (feed reader for municipal news; {self.contact or 'no contact given'})"


def home() -> Path:
    """var/ beside scrapy.cfg in a checkout, else the user's data folder."""
    if CHECKOUT:
        return ROOT / "var"
    from platformdirs import user_data_path

    return user_data_path("loa")


def read_config(settings: dict[str, Any] | None = None, **flags: Any) -> Config:
    """The settings in force; `settings` are those of city.toml. Raises BadFile that names the variable or flag."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        environment = Config().model_dump(exclude_unset=True)
        return Config(**{**(settings or {}), **environment, **given})
    except ValidationError as error:
        problems = [
            f"LOA_{'_'.join(str(part) for part in e['loc']).upper()}: {e['msg']}, not {e.get('input')!r}"
            for e in error.errors()
        ]
        raise BadFile(Path("settings"), problems) from error
