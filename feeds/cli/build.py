"""`loa build` and `loa topics`: from the archive to the feeds, and what the topics are."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from feeds.cli.wiring import wire


def build(ctx: typer.Context) -> None:
    """Match what is new against the topics, and write the feeds whose content changed."""
    from feeds.publish import publish

    wiring = wire(ctx)
    archive = wiring.open_store()
    try:
        done = publish(archive, wiring.config, wiring.city, now=datetime.now(UTC))
    finally:
        archive.close()
    typer.echo(f"{done.matched} new matches; {len(done.written)} files written, for {done.feeds} feeds")
    typer.echo(f"feeds: {wiring.config.place / 'public' / 'feeds'}", err=True)


def topics(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a topic.")] = False
) -> None:
    """List the city's topics with their queries and feeds; a query with a mistake is shown where it is wrong."""
    from feeds.topics.percolate import parse_topics

    wiring = wire(ctx)
    queries = parse_topics(wiring.city)
    for topic in wiring.city.topics:
        address = f"{wiring.config.base_url}feeds/{topic.id}.atom"
        if as_json:
            told = {"id": topic.id, "title": topic.title, "query": topic.query, "feed": address}
            typer.echo(json.dumps(told | {"warnings": list(queries[topic.id].warnings)}, ensure_ascii=False))
        else:
            typer.echo(f"{topic.id}: {topic.title}\n  {topic.query.strip()}\n  {address}")
            for warning in queries[topic.id].warnings:
                typer.echo(f"  note: {warning}")
