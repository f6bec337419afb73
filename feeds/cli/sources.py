"""`loa sources`: each source of the city and how its last run ended; `loa sources show`: one of them, whole."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from feeds.cli import sources_dates, sources_import, sources_template
from feeds.cli.wiring import Wiring, wire

if TYPE_CHECKING:
    from crawler.archive.runs import Run
    from crawler.archive.ways import Way
    from crawler.article import Listed, StoredArticle
    from crawler.city import Source

_RUNS = 5
_ARTICLES = 5
_LISTED = 5

app = typer.Typer(invoke_without_command=True)


@app.callback()
def sources(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False
) -> None:
    """List the city's sources with the state of their last run; `show` tells all about one."""
    from crawler.archive import articles, runs
    from feeds.cli.crawl import as_dict, line

    if ctx.invoked_subcommand is not None:
        return
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
            told |= {"lists": source.lists, "verified": source.verified}
            told |= {"articles": counts[source.id], "run": as_dict(run) if run else None}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            state = line(run, width) if run else f"{source.id:{width}}  never run"
            doubt = "" if source.verified else "; not yet verified"
            typer.echo(f"{state}; {counts[source.id]} articles in all{doubt}")


@app.command("show")
def show(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    live: Annotated[bool, typer.Option("--live", help="Ask its lists now, in place of what is kept.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one source: its ways and which is used, its last runs, its lists as understood, its newest articles.

    Exit status 1 where `--live` was asked and a list gives nothing.
    """
    wiring = wire(ctx, log=not live)
    found = wiring.city.source(source)
    stored = _stored(wiring, found)
    reached = _reached(wiring, found) if live else None
    if as_json:
        typer.echo(json.dumps(_as_dict(found, stored, reached), ensure_ascii=False))
    else:
        for line in _lines(found, stored, reached):
            typer.echo(line)
    raise typer.Exit(0 if reached is None or reached.well else 1)


app.command("import")(sources_import.import_sources)
app.command("dates")(sources_dates.dates)
app.command("template")(sources_template.template)


def _stored(wiring: Wiring, source: "Source") -> dict[str, Any]:
    """What the archive knows of a source."""
    from datetime import UTC, datetime

    from crawler.archive import articles, runs, trace, walks, ways

    archive = wiring.open_store()
    try:
        with archive.read() as tx:
            listed: dict[str, list[Listed]] = {}
            for link in walks.listing(tx, source.id):
                listed.setdefault(link.list_url, []).append(link)
            newest = articles.recent(tx, since=datetime.now(UTC), least=10 * _ARTICLES, source=source.id)
            return {
                "ways": ways.of(tx, source.id),
                "runs": runs.history(tx, source.id, most=_RUNS),
                "lists": listed,
                "understood": walks.how_understood(tx, source.id),
                "states": walks.list_states(tx, source.id),
                "articles": sorted(newest, key=_told_at, reverse=True)[:_ARTICLES],
                "count": articles.count(tx, source=source.id),
                "failures": trace.failures(tx, source.id),
            }
    finally:
        archive.close()


def _told_at(article: "StoredArticle") -> str:
    """The day of publication, else that of the first look: what "newest" means to a person."""
    value = article.published.isoformat() if article.published else article.first_seen_at.isoformat()
    return value[:16]


def _reached(wiring: Wiring, source: "Source") -> Any:
    from crawler.look import reach

    return reach(wiring.config, wiring.city, [source])[0]


def _lines(source: "Source", stored: Mapping[str, Any], reached: Any) -> Iterator[str]:
    from feeds.cli.add import list_lines

    yield f"{source.id}: {source.title}"
    yield f"  {source.home}; {source.language}, {source.country}, {source.timezone}"
    if not source.verified:
        yield "  not yet verified: written from records, nobody has looked"
    yield from _way_lines(source, stored["ways"])
    yield from _run_lines(stored["runs"])
    if reached is not None:
        for one in reached.lists:
            yield from list_lines(one)
    else:
        yield from _list_lines(source, stored)
    yield from _article_lines(stored["articles"], stored["count"])
    for reason, count in stored["failures"].items():
        yield f"  {count} address{'es' if count != 1 else ''} without an article: {reason}"


def _way_lines(source: "Source", ways: "tuple[Way, ...]") -> Iterator[str]:
    yield "\nways to its news (* is asked):"
    known = {way.list_url for way in ways}
    for url in source.lists:
        if url not in known:
            yield f"  * page: {url}: other ways were not looked for yet"
    for way in ways:
        yield f"  {'*' if way.chosen else '-'} {way.kind}: {way.url} ({way.found}): {way.reason}"


def _run_lines(runs: "list[Run]") -> Iterator[str]:
    from feeds.cli.crawl import line

    yield "\nlast runs:" if runs else "\nnever run"
    for run in runs:
        yield f"  {run.started_at:%Y-%m-%d %H:%M} UTC  {line(run).removeprefix(run.source).strip()}"


def _list_lines(source: "Source", stored: Mapping[str, Any]) -> Iterator[str]:
    from feeds.cli.add import day, left_lines

    for url in source.lists:
        links: list[Listed] = stored["lists"].get(url, [])
        state = stored["states"].get(url)
        when = f"read {state.read_at:%Y-%m-%d %H:%M} UTC" if state else "not read yet"
        yield f"\nlist {url}, {when}"
        understood = stored["understood"].get(url)
        if understood and understood.cause:
            yield f"  nothing was taken: {understood.cause}"
        if links:
            yield f"  taken: {len(links)}, {sum(link.published is not None for link in links)} with dates"
            yield from (f"    {day(link.published):10}  {link.title or link.url}" for link in links[:_LISTED])
        if len(links) > _LISTED:
            yield f"    ... and {len(links) - _LISTED} more"
        if understood:
            yield from left_lines(understood.left)
    yield "  (--live asks now)"


def _article_lines(articles: "list[StoredArticle]", count: int) -> Iterator[str]:
    from feeds.cli.add import evidence

    yield f"\nnewest of {count} articles:" if articles else "\nno articles yet"
    for article in articles:
        yield f"  {article.title}\n    {article.url}\n    published {evidence(article.published)}"


def _as_dict(source: "Source", stored: Mapping[str, Any], reached: Any) -> dict[str, Any]:
    from feeds.cli.add import left_dict, list_dict, listed_dict, published_dict
    from feeds.cli.crawl import as_dict as run_dict

    told: dict[str, Any] = source.model_dump(mode="json")
    told["ways"] = [
        {
            "list": way.list_url,
            "url": way.url,
            "kind": way.kind,
            "found": way.found,
            "chosen": way.chosen,
            "reason": way.reason,
        }
        for way in stored["ways"]
    ]
    told["runs"] = [run_dict(run) for run in stored["runs"]]
    told["listed"] = {url: [listed_dict(link) for link in links] for url, links in stored["lists"].items()}
    told["understood"] = {url: {"cause": one.cause, **left_dict(one.left)} for url, one in stored["understood"].items()}
    told["live"] = [list_dict(one) for one in reached.lists] if reached is not None else None
    told["articles"] = stored["count"]
    told["newest"] = [
        {"url": one.url, "title": one.title, "published": published_dict(one.published)} for one in stored["articles"]
    ]
    told["failures"] = stored["failures"]
    return told
