"""`loa reread`: the archive with today's reader: what would change, then the versions."""

import json
import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from crawler.archive.diff import diff
from crawler.clean import shorten
from feeds.cli.wiring import wire

if TYPE_CHECKING:
    from crawler.archive import Archive
    from crawler.city import Source
    from crawler.reread import Result

_TOLD = {
    "same": "the same",
    "changed": "changed",
    "refused": "no longer an article, kept as they were",
    "stopped": "not readable to their end, kept as they were",
    "damaged": "with a damaged page, kept as they were",
    "no page": "without a kept page",
}


def reread(
    ctx: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: all of the city.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the last found articles of each source.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking, as it is read.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article, and one of all.")] = False,
) -> None:
    """Read the kept pages again with today's reader, show what would change, then write it.

    Exit status: 0 all was read, 1 some pages could not be read, 2 wrong use or configuration, 3 nothing could run.
    """
    from crawler.errors import ConfigError
    from crawler.reread import write

    if yes and dry_run:
        raise ConfigError("--yes writes, --dry-run does not: give one of them")
    wiring = wire(ctx)
    wanted = [wiring.city.source(name) for name in sources or [source.id for source in wiring.city.sources]]
    may_ask = not (yes or dry_run or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    counts, written, reasons = Counter[str](), 0, Counter[str]()
    archive = wiring.open_store()
    try:
        with tempfile.TemporaryFile() as spool:
            for batch in _batches(archive, wanted, limit):
                counts.update(result.outcome for result in batch)
                reasons.update(result.reason for result in batch if result.outcome in ("refused", "stopped"))
                for result in batch:
                    for line in [json.dumps(as_dict(result), ensure_ascii=False)] if as_json else lines(result):
                        typer.echo(line)
                if yes:
                    written += write(archive, batch, now=datetime.now(UTC))
                elif may_ask:
                    pickle.dump([result for result in batch if result.outcome == "changed"], spool)
            if not as_json:
                typer.echo(_summary(counts))
            if may_ask and counts["changed"] and typer.confirm(f"Write {counts['changed']} versions?"):
                spool.seek(0)
                written = sum(write(archive, batch, now=datetime.now(UTC)) for batch in _spooled(spool))
    finally:
        archive.close()
    if as_json:
        told = {"articles": dict(counts), "reasons": dict(reasons), "written": written}
        typer.echo(json.dumps(told, ensure_ascii=False))
    elif written:
        typer.echo(f"{written} versions written; the next build brings them into the feeds")
    elif counts["changed"]:
        typer.echo("Nothing was written: --yes writes.")
    raise typer.Exit(1 if counts["stopped"] or counts["damaged"] else 0)


def _batches(archive: "Archive", sources: "list[Source]", limit: int | None) -> "Iterator[list[Result]]":
    """With a line on the terminal that tells how far it is."""
    from crawler.archive import articles
    from crawler.reread import reread as read_again

    done, shown = 0, sys.stderr.isatty()
    for source in sources:
        with archive.read() as tx:
            count = articles.count(tx, source=source.id)
        of, done = min(count, limit or count), 0
        for batch in read_again(archive, source, limit=limit):
            done += len(batch)
            if shown:
                sys.stderr.write("\r\033[K")
            yield batch
            if shown:
                sys.stderr.write(f"\r\033[K{source.id}: {done} of {of} articles read again")
                sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\033[K")


def _spooled(spool: IO[bytes]) -> "Iterator[list[Result]]":
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return


def lines(result: "Result") -> Iterator[str]:
    """What would change; nothing of an article that stays the same."""
    stored, article = result.stored, result.article
    if result.outcome in ("same", "no page"):
        return
    if article is None:
        yield f"{stored.source}: {stored.title}: {stored.url}\n  {result.outcome}: {result.reason}"
        return
    yield f"{stored.source}: {stored.title}: {stored.url}\n  changes: {', '.join(result.changed)}"
    for part in ("published", "modified"):
        if part in result.changed:
            old, new = getattr(stored, part), getattr(article, part)
            yield f"  {part}: {old.isoformat() if old else 'unknown'} -> {new.isoformat() if new else 'unknown'}"
    for change in diff(stored, article):
        signed = (("-", change.old), ("+", change.new))
        yield from (f"    {sign} {shorten(text, 300)}" for sign, text in signed if text)


def as_dict(result: "Result") -> dict[str, Any]:
    stored, article = result.stored, result.article
    told = {
        "source": stored.source,
        "guid": stored.guid,
        "url": stored.url,
        "outcome": result.outcome,
        "reason": result.reason,
        "changed": list(result.changed),
        "updated": result.tell,
    }
    if article is not None:
        told["published"] = [one.published.isoformat() if one.published else None for one in (stored, article)]
        told["diff"] = [asdict(change) for change in diff(stored, article)]
    return told


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[name]} {words}" for name, words in _TOLD.items() if counts[name]) or "no article"
