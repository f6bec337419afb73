"""The list of commands; each group has a file of its own, which imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from crawler import __version__
from feeds.cli import add, build, crawl, doctor, export, fixture, reread, settings, sources, up, why

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Follows a city's news pages and publishes a truthful feed per topic.",
)
app.command("up")(up.up)
app.command("crawl")(crawl.crawl)
app.command("build")(build.build)
app.command("serve")(up.serve)
app.command("add")(add.add)
app.add_typer(sources.app, name="sources")
app.command("topics")(build.topics)
app.command("export")(export.export)
app.command("why")(why.why)
app.command("reread")(reread.reread)
app.command("fixture")(fixture.fixture)
app.command("doctor")(doctor.doctor)
app.command("settings")(settings.settings)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Loa {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    city: Annotated[str | None, typer.Option(help="The city: a folder below cities/, or a path. [LOA_CITY]")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where archive and feeds live. [LOA_DATA_DIR]")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    ctx.obj = {"city": city, "data_dir": data_dir.absolute() if data_dir else None}
