"""The composition root: reads the configuration once, checks the city, opens the archive; hands them down."""

import logging
from dataclasses import dataclass
from typing import Any

import typer

from crawler.archive import Archive
from crawler.archive.rename import move_place, rename_sources
from crawler.city import City, load_city
from crawler.config import Config, read_config


@dataclass(frozen=True, slots=True)
class Wiring:
    config: Config
    city: City

    def open_store(self) -> Archive:
        """The archive with the feeds' tables. Raises CannotRun."""
        from feeds.store import open_store

        archive = open_store(self.config.database)
        rename_sources(archive, self.city)
        return archive


def wire(ctx: typer.Context, *, log: bool = True, **flags: Any) -> Wiring:
    """Flags over variables over city.toml over defaults; the data of a city that was renamed moves along.

    Raises ConfigError that names the file and the key.

    `log` False: Scrapy sets the log up itself.
    """
    given = {**(ctx.obj or {}), **{name: value for name, value in flags.items() if value is not None}}
    first = read_config(**given)
    city = load_city(first.city, town_port=first.town_port)
    config = read_config(city.settings, **given)
    move_place(config, city)
    if log:
        logging.basicConfig(level=config.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    return Wiring(config, city)
