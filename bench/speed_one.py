#!/usr/bin/env python3
"""Crawl list pages and build their feeds, once, as one command: what bench/speed.py measures.

    bench/speed_one.py OUT STATE URL...

Each URL becomes a source of a city that is written into STATE, where the archive stays from one run to the next. The
sources' feeds are copied to OUT. The hosts are on loopback and their sources ask for no pause between two requests; all
else is the default.
"""

import json
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.city import City, load_city  # noqa: E402
from crawler.config import Config, read_config  # noqa: E402
from crawler.run import crawl, exit_status  # noqa: E402


def main(arguments: list[str]) -> int:
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    out, state, urls = Path(arguments[0]), Path(arguments[1]), arguments[2:]
    city = load_city(str(write_city(state / "city", urls)))
    config = read_config(city=str(city.path), data_dir=str(state / "data"))
    ended = crawl(config, city)
    publish_into(out, config, city)
    return exit_status(ended)


def publish_into(out: Path, config: Config, city: City) -> None:
    """Build, then copy the sources' feeds."""
    from datetime import UTC, datetime

    from feeds.publish import publish
    from feeds.store import open_store

    archive = open_store(config.database)
    publish(archive, config, city, now=datetime.now(UTC))
    archive.close()
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted((config.place / "public" / "feeds" / "source").iterdir()):
        if file.suffix in (".rss", ".atom"):
            shutil.copy(file, out / file.name)


def write_city(folder: Path, urls: list[str]) -> Path:
    """A city whose sources are these list pages; files that are there already stay."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    _toml(folder / "city.toml", title="Bench", language="en", country="GB", timezone="UTC")
    for url in urls:
        parts = urlsplit(url)
        name = (parts.hostname or "").replace(".", "-")
        _toml(
            folder / "sources" / f"{name}.toml",
            title=parts.netloc,
            home=f"{parts.scheme}://{parts.netloc}/",
            lists=[url],
            language="en",
            country="GB",
            timezone="UTC",
            delay=0.0,
            allow_hosts=["127.0.0.0/8"],
        )
    return folder


def _toml(file: Path, **values: object) -> None:
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    if not file.exists() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
