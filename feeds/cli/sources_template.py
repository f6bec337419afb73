"""`loa sources template`: what was learned of a source's pages, since when and from which, and how to forget it."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from feeds.cli.wiring import wire

if TYPE_CHECKING:
    from crawler.archive.templates import Kept


def template(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    reset: Annotated[bool, typer.Option("--reset", help="Forget those in use: they are learned anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a version.")] = False,
) -> None:
    """Show where a source's pages have their parts, as learned from them, with dates; `--reset` forgets it."""
    from datetime import UTC, datetime

    from crawler.archive import templates

    wiring = wire(ctx)
    found = wiring.city.source(source)
    archive = wiring.open_store()
    try:
        if reset:
            with archive.begin() as tx:
                ended = [templates.end(tx, found.id, kind, now=datetime.now(UTC)) for kind in ("article", "list")]
            typer.echo(
                f"{found.id}: forgotten; the next crawl learns anew" if any(ended) else f"{found.id}: none was in use"
            )
            return
        with archive.read() as tx:
            kept = [one for kind in ("article", "list") for one in templates.versions(tx, found.id, kind)]
    finally:
        archive.close()
    for one in kept:
        typer.echo(json.dumps(as_dict(one), ensure_ascii=False) if as_json else "\n".join(lines(one)))
    if not kept and not as_json:
        typer.echo(f"{found.id}: nothing was learned yet; it takes three articles")


def as_dict(one: "Kept") -> dict[str, Any]:
    return {
        "kind": one.kind,
        "learned_at": one.learned_at.isoformat(),
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        "template": json.loads(one.template),
        "proof": json.loads(one.proof),
    }


def lines(one: "Kept") -> list[str]:
    """One version: its dates, then a line for each layout, or for each list."""
    until = f"until {one.ended_at:%Y-%m-%d %H:%M} UTC" if one.ended_at else "in use"
    found = [f"{one.kind} pages, learned {one.learned_at:%Y-%m-%d %H:%M} UTC, {until}"]
    told = json.loads(one.template)
    if one.kind == "list":
        return [*found, f"  {len(told)} list pages, proven by {len(json.loads(one.proof))} known articles"]
    if not told:
        return [*found, "  its pages have nothing in common that could be learned"]
    for layout in told:
        where = ", ".join(layout["bodies"]) or "no text of their own"
        agreed = layout["agreed"]
        share = f"{100 * sum(agreed) / len(agreed):.0f} %" if agreed else "-"
        found.append(f"  text: {where}; title: {layout['title'] or 'from the head'}; time: {_time(layout)}")
        found.append(f"    from {len(layout['pages'])} pages, which come out by it as read before: {share}")
    return found


def _time(layout: dict[str, Any]) -> str:
    if layout.get("time_in_list"):
        return "in the lists"
    return layout["time"] or ("in the head" if layout["time_in_head"] else "searched on each page")
