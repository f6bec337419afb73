"""`loa settings`: every setting, what it is now, and what it does."""

from typing import Annotated

import typer

from crawler.config import Config
from feeds.cli.wiring import wire


def settings(
    ctx: typer.Context,
    markdown: Annotated[bool, typer.Option("--markdown", help="The table of docs/settings.md.")] = False,
) -> None:
    """Show the settings in force. Flags win over LOA_* variables, those over city.toml, those over defaults."""
    if markdown:
        typer.echo(table(), nl=False)
        return
    config = wire(ctx).config
    for name, field in Config.model_fields.items():
        value = getattr(config, name)
        typer.echo(f"LOA_{name.upper()} = {value if value not in (None, '') else '(not set)'}\n    {field.description}")


def table() -> str:
    """The Markdown table of all settings, with their defaults."""
    lines = ["| variable | in city.toml | default | what it does |", "| --- | --- | --- | --- |"]
    for name, field in Config.model_fields.items():
        default = field.default if field.default not in (None, "") else "–"
        key = f"`{name}`" if name != "city" else "–"
        lines.append(f"| `LOA_{name.upper()}` | {key} | {default} | {field.description} |")
    return "\n".join(lines) + "\n"
