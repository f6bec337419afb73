"""`loa up` and `loa serve`: the page and the feeds over HTTP, with and without the crawl behind it."""

from typing import Annotated

import typer

from feeds.cli.wiring import wire

Host = Annotated[str | None, typer.Option(help="The address to listen on. [LOA_HOST]")]
Port = Annotated[int | None, typer.Option(help="The port to listen on. [LOA_PORT]")]


def up(ctx: typer.Context, host: Host = None, port: Port = None) -> None:
    """Follow the city: crawl each source when it is due, build the feeds, show the page. Ctrl-C stops it."""
    from feeds.jobs.local import up as run_up

    wiring = wire(ctx, host=host, port=port)
    raise typer.Exit(run_up(wiring.config, wiring.city, tell=typer.echo))


def serve(ctx: typer.Context, host: Host = None, port: Port = None) -> None:
    """Show the page and the feeds, without crawling."""
    from feeds.jobs.local import serve as run_serve

    wiring = wire(ctx, host=host, port=port)
    raise typer.Exit(run_serve(wiring.config, wiring.city, tell=typer.echo))
