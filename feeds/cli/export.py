"""`loa export`: the archive for others: JSON lines, CSV, or the raw pages as WARC."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feeds.cli.wiring import Wiring, wire


class Format(StrEnum):
    jsonl = "jsonl"
    csv = "csv"


def export(
    ctx: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: the whole archive.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Everything, or a flat table.")] = Format.jsonl,
    since: Annotated[str, typer.Option(help="From a day on, as 2026-03-09, or so many days back, as 90d.")] = "",
    topic: Annotated[str, typer.Option(help="Only the articles of this topic.")] = "",
    versions: Annotated[bool, typer.Option("--versions", help="Each article with all its versions.")] = False,
    output: Annotated[Path | None, typer.Option(help="The file to write. Default: standard output.")] = None,
    warc: Annotated[Path | None, typer.Option(help="Write the raw pages into this WARC file instead.")] = None,
) -> None:
    """Write the archive out: articles as JSON lines or CSV, or the raw pages as WARC."""
    from feeds.cli.since import since_instant
    from feeds.export import BadExport, csv_lines, json_lines

    wiring, now = wire(ctx), datetime.now(UTC)
    wanted = [wiring.city.source(name).id for name in sources or ()]
    start = since_instant(since, now=now, zone=wiring.city.zone) if since else None
    if warc and (topic or versions or output or form is Format.csv):
        raise BadExport("--warc holds raw pages: it goes with SOURCE and --since only")
    if versions and form is Format.csv:
        raise BadExport("--versions needs --format jsonl: a table has one line an article")
    if topic:
        _check_topic(wiring, topic)
    archive = wiring.open_store()
    try:
        if warc:
            from crawler.archive.warc import write_warc
            from feeds.export import whole_file

            with whole_file(warc) as file:
                count = write_warc(archive, file, _about(wiring), now=now, sources=wanted, since=start)
            typer.echo(f"{count} pages: {warc}", err=True)
        elif form is Format.csv:
            _write(csv_lines(archive, sources=wanted, since=start, topic=topic), output)
        else:
            _write(json_lines(archive, sources=wanted, since=start, topic=topic, versions=versions), output)
    finally:
        archive.close()


def _write(lines: Iterable[bytes], output: Path | None) -> None:
    from feeds.export import whole_file

    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return
    with whole_file(output) as file:
        for line in lines:
            file.write(line)


def _check_topic(wiring: Wiring, topic: str) -> None:
    from crawler.errors import nearest
    from feeds.export import BadExport

    known = [found.id for found in wiring.city.topics]
    if topic not in known:
        raise BadExport(f"--topic: {wiring.city.id} has no topic {topic!r}.{nearest(topic, known)}")


def _about(wiring: Wiring) -> dict[str, dict[str, str]]:
    """What the city's files say of each source."""
    return {
        source.id: {
            "title": source.title,
            "home": source.home,
            "lists": " ".join(source.lists),
            "language": source.language,
            "timezone": source.timezone,
        }
        for source in wiring.city.sources
    }
