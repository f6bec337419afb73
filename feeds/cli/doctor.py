"""`loa doctor`: whether the installation and the city are in order, and whether each source can be reached."""

import json
import sys
from typing import Annotated

import typer

from feeds.cli.wiring import wire


def doctor(
    ctx: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no source.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a finding.")] = False,
) -> None:
    """Check files, topics, archive, disk, port and contact, then ask each source's lists once.

    Exit status: 0 all well, 1 a source gives nothing, 2 a file is wrong, 3 nothing could run.
    """
    from crawler.look import reach
    from feeds.doctor import STATUS, Finding, installation, reachable, status_of

    wiring = wire(ctx, log=False)
    found: list[Finding] = []

    def tell(finding: Finding) -> None:
        found.append(finding)
        if as_json:
            told = {"level": finding.level, "what": finding.what, "told": finding.told}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            mark = "ok  " if finding.level == "ok" else "note" if finding.level == "note" else "BAD "
            typer.echo(f"{mark}  {finding.what}: {finding.told}")

    for finding in installation(wiring.config, wiring.city):
        tell(finding)
    if status_of(found) < STATUS["cannot"] and wiring.city.sources and not offline:
        progress = _Progress(len(wiring.city.sources)) if sys.stderr.isatty() else None
        reached = reach(wiring.config, wiring.city, wiring.city.sources, progress=progress)
        if progress:
            sys.stderr.write("\r\033[K")
        for one in reached:
            for finding in reachable(one):
                tell(finding)
    raise typer.Exit(status_of(found))


class _Progress:
    """One line on the terminal, rewritten."""

    def __init__(self, sources: int) -> None:
        self.sources, self.asked = sources, 0

    def __call__(self, source: str, what: str) -> None:
        self.asked += 1
        sys.stderr.write(f"\r\033[K{self.sources} sources: {self.asked} lists asked, now {source}")
        sys.stderr.flush()
