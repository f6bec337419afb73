"""`loa fixture`: a page and the article that is expected of it, kept for a test; and the test."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from feeds.cli.wiring import wire


def fixture(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="URL", help="An address; with --check a folder of fixtures.")] = "",
    into: Annotated[Path | None, typer.Option(help="The folder to write. Default: below the city's folder.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Read the kept pages again, show what differs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a fixture.")] = False,
) -> None:
    """Keep the page of an address with the article expected of it, for a test; or check those that are kept.

    Exit status: 0 all is as expected, 1 something differs, 2 wrong use or configuration, 3 nothing could run.
    """
    from crawler import fixture as fixtures
    from crawler.errors import ConfigError

    wiring = wire(ctx)
    if not check:
        if not what:
            raise ConfigError("which address? Or --check, to read the kept pages again")
        archive = wiring.open_store()
        try:
            url = what.strip() if "://" in what else f"https://{what.strip()}"
            folder = fixtures.make(archive, wiring.city, url, into)
        finally:
            archive.close()
        typer.echo(json.dumps({"folder": str(folder)}, ensure_ascii=False) if as_json else _advice(folder))
        return
    place = Path(what) if what else into or wiring.city.path / fixtures.PLACE
    found = fixtures.folders(place)
    if what and not found:
        raise ConfigError(f"{place} holds no fixture")
    wrong = 0
    for folder in found:
        told = fixtures.differences(folder)
        wrong += bool(told)
        if as_json:
            parts = [asdict(one) for one in told]
            typer.echo(json.dumps({"folder": str(folder), "differences": parts}, ensure_ascii=False))
            continue
        for one in told:
            typer.echo(f"{folder}: {one.part}")
            for line in one.lines:
                typer.echo(f"  {line}")
    if not as_json:
        typer.echo(f"{len(found) - wrong} of {len(found)} as expected")
    raise typer.Exit(1 if wrong else 0)


def _advice(folder: Path) -> str:
    return f"{folder}\nCorrect expected.toml there to what the page says, then: loa fixture --check {folder}"
