"""`loa crawl`: many sources in one crawler, progress while it runs, one line per source at the end."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from crawler.archive.runs import Run
from feeds.cli.wiring import wire


def crawl(
    ctx: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: all of the city.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Follow the lists' next pages back to a day: 90d, or 2026-03-09.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """Fetch what is new from the city's sources into the archive.

    Exit status: 0 every source went well, 1 some failed, 2 wrong use or configuration, 3 nothing could run.
    """
    from crawler.run import crawl as run_crawl
    from crawler.run import exit_status
    from feeds.cli.since import since_instant

    wiring = wire(ctx, log=False)
    start = since_instant(since, now=datetime.now(UTC), zone=wiring.city.zone) if since else None
    progress = Progress(len(sources or wiring.city.sources)) if sys.stderr.isatty() else None
    try:
        ended = run_crawl(wiring.config, wiring.city, sources or (), since=start, progress=progress)
    finally:
        if progress:
            progress.clear()
    for run in ended:
        typer.echo(json.dumps(as_dict(run), ensure_ascii=False) if as_json else line(run, _widest(ended)))
    raise typer.Exit(exit_status(ended))


class Progress:
    """One line on the terminal, rewritten: pages asked and articles read so far."""

    def __init__(self, sources: int) -> None:
        self.sources, self.counts = sources, Counter[str]()
        self._show()

    def __call__(self, source: str, happened: str) -> None:
        self.counts[happened] += 1
        self._show()

    def _show(self) -> None:
        pages, read = self.counts["asked"], self.counts["article"]
        sys.stderr.write(f"\r\033[K{self.sources} sources: {pages} pages fetched, {read} articles read")
        sys.stderr.flush()

    def clear(self) -> None:
        sys.stderr.write("\r\033[K")


def line(run: Run, width: int = 0) -> str:
    """`bao-ben-nua  ok      12 new, 1 updated` with the cause of a failure behind it."""
    counts = run.counts
    told = [f"{counts[name]} {name}" for name in ("new", "updated", "withdrawn", "same") if counts.get(name)]
    if counts.get("unchanged") and not told:
        told.append("nothing new")
    cause = f" – {run.cause}" if run.cause else ""
    return f"{run.source:{width}}  {run.outcome:11} {', '.join(told) or 'nothing new'}{cause}"


def as_dict(run: Run) -> dict[str, object]:
    return {
        "source": run.source,
        "outcome": run.outcome,
        "cause": run.cause,
        "started_at": run.started_at.isoformat(),
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
        "counts": dict(run.counts),
    }


def _widest(ended: Sequence[Run]) -> int:
    return max((len(run.source) for run in ended), default=0)
