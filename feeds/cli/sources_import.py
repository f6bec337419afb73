"""`loa sources import`: the feeds of an OPML file as sources of the city."""

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from feeds.cli.wiring import wire

_TOLD = {"new": "added", "known": "known", "refused": "refused"}


def import_sources(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be added, and add nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an outline.")] = False,
) -> None:
    """Add a source for each feed of an OPML file, and tell what became of each line of it."""
    from crawler.sourcefile import save_source
    from feeds.subscriptions import judge, read_file

    wiring = wire(ctx)
    counts: Counter[str] = Counter()
    for found in judge(wiring.city, read_file(file), wiring.config.base_url):
        if found.state == "new" and not dry_run:
            save_source(wiring.city, found.id, found.values, found.comments)
        state = "new" if dry_run and found.state == "new" else _TOLD[found.state]
        counts[state] += 1
        if as_json:
            told = {"title": found.title, "address": found.address, "state": state}
            typer.echo(json.dumps(told | {"id": found.id, "reason": found.reason}, ensure_ascii=False))
        else:
            named = " ".join(part for part in (found.id, found.title and f"“{found.title}”", found.address) if part)
            typer.echo(f"{state:7}  {named}{': ' if found.reason else ''}{found.reason}")
    typer.echo(", ".join(f"{count} {state}" for state, count in counts.items()) or "no outlines in it", err=True)
    if counts["new"] or counts["added"]:
        hint = "language, country and time zone are the city's where the file says none: correct them where they differ"
        typer.echo(f"{hint}, in {wiring.city.path / 'sources'}; `loa doctor` says what each source reaches", err=True)
    raise typer.Exit(1 if counts["refused"] else 0)
