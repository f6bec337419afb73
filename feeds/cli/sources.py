"""`loa sources`: each source of the city and how its last run ended."""

import json
from typing import Annotated

import typer

from feeds.cli.wiring import wire


def sources(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False
) -> None:
    """List the city's sources with the state of their last run."""
    from crawler.archive import articles, runs
    from feeds.cli.crawl import as_dict, line

    wiring = wire(ctx)
    archive = wiring.open_store()
    try:
        with archive.read() as tx:
            latest = runs.latest(tx)
            counts = {source.id: articles.count(tx, source=source.id) for source in wiring.city.sources}
    finally:
        archive.close()
    width = max((len(source.id) for source in wiring.city.sources), default=0)
    for source in wiring.city.sources:
        run = latest.get(source.id)
        if as_json:
            told: dict[str, object] = {"id": source.id, "title": source.title, "home": source.home}
            told |= {"lists": source.lists}
            told |= {"articles": counts[source.id], "run": as_dict(run) if run else None}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            state = line(run, width) if run else f"{source.id:{width}}  never run"
            typer.echo(f"{state}; {counts[source.id]} articles in all")
