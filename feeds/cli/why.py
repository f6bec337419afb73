"""`loa why URL`: everything that is known of one address."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.archive.diff import diff
from crawler.clean import shorten
from feeds.cli.wiring import wire

if TYPE_CHECKING:
    from feeds.why import Known, Near, Why


def why(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of an article, in any spelling.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell what became of an address: its article and versions, the lists and topics that hold it, or why none does.

    Exit status: 0 it is known, 1 it was never seen.
    """
    from feeds.topics.percolate import parse_topics
    from feeds.why import why as ask

    wiring = wire(ctx)
    queries = parse_topics(wiring.city)
    url = url.strip() if "://" in url else f"https://{url.strip()}"
    archive = wiring.open_store()
    try:
        with archive.read() as tx:
            found = ask(tx, wiring.city, queries, url)
    finally:
        archive.close()
    if as_json:
        typer.echo(json.dumps(as_dict(found, wiring.config.base_url), ensure_ascii=False))
    else:
        for line in _lines(found, wiring.config.base_url):
            typer.echo(line)
    raise typer.Exit(0 if found.known or found.shown else 1)


def _lines(found: "Why", base: str) -> Iterator[str]:
    from feeds.cli.add import day

    yield f"{found.url}\n  known as {found.key}"
    for known in found.known:
        yield from _known_lines(known, base)
    for shown in found.shown:
        dated = f", dated {day(shown.listed.published)}" if shown.listed.published else ""
        place = f"{shown.listed.list_url}, place {shown.position + 1}"
        yield f"listed: {shown.source}: {place}{dated}: {shown.listed.title}"
    if found.known and not found.shown:
        yield "listed: on none of the list pages as they were last read"
    if found.shown and not found.known:
        yield "It was listed, and not asked yet: the next crawl does, unless it is of another site."
    if not found.known and not found.shown:
        yield "It was never seen: no list page named it, and nothing was asked there."
        if not found.near:
            yield "No source of this city is of its site: `loa add` looks at it."
    for article in found.alike:
        yield f"much like its address: {article.title}: {article.url}"
    for near in found.near:
        yield from _near_lines(near)


def _known_lines(known: "Known", base: str) -> Iterator[str]:
    from feeds.cli.add import evidence

    asked = known.asked
    again = f"asked again {asked.ask_again_at:%Y-%m-%d %H:%M} UTC" if asked.ask_again_at else "not asked again"
    last = f"{asked.asked_at:%Y-%m-%d %H:%M} UTC"
    article = known.article
    if article is None:
        tries = f"tried {asked.tries} time{'s' if asked.tries != 1 else ''}, last {last}"
        yield f"{asked.source}: no article: {asked.reason}; {tries}; {again}"
        return
    yield f"{asked.source}: {article.title}"
    yield f"  guid: {article.guid}, {article.state}, version {article.version}"
    yield f"  this address is it by: {asked.reason}; asked {last}; {again}"
    yield from (
        f"  other address, by {other.reason}: {other.url}" for other in known.addresses if other.key != asked.key
    )
    yield f"  published: {evidence(article.published)}"
    for before, version in zip((None, *known.versions), known.versions, strict=False):
        changed = f": {', '.join(version.changed)}" if version.changed else ""
        yield f"  {version.at:%Y-%m-%d %H:%M} UTC  {version.number} {version.kind}{changed}"
        for change in diff(before.article, version.article) if before else ():
            signed = (("-", change.old), ("+", change.new))
            yield from (f"    {sign} {shorten(text, 300)}" for sign, text in signed if text)
    for topic in known.topics:
        waits = " (it matches; the next build brings it in)" if topic.waits else ""
        yield f"  topic {topic.topic}: {'yes' if topic.held else 'no'}: {topic.reason}{waits}"
    yield from (f"  feed: {base}{path}.atom" for path in known.feeds)


def _near_lines(near: "Near") -> Iterator[str]:
    from feeds.cli.add import day
    from feeds.cli.crawl import line

    if near.is_list:
        yield f"It is a list page or the front page of {near.source.id}, not an article."
    yield f"nearest source: {line(near.run) if near.run else f'{near.source.id}  never run'}"
    yield "  its lists show:" if near.listed else "  its lists have shown nothing yet"
    yield from (f"    {day(link.published):10}  {link.title}: {link.url}" for link in near.listed)


def as_dict(found: "Why", base: str) -> dict[str, Any]:
    from feeds.cli.add import listed_dict
    from feeds.cli.crawl import as_dict as run_dict

    return {
        "url": found.url,
        "key": found.key,
        "known": [_known_dict(known, base) for known in found.known],
        "listed": [
            {"source": one.source, "list": one.listed.list_url, "place": one.position + 1, **listed_dict(one.listed)}
            for one in found.shown
        ],
        "alike": [{"url": article.url, "title": article.title, "guid": article.guid} for article in found.alike],
        "near": [
            {
                "source": near.source.id,
                "is_list": near.is_list,
                "run": run_dict(near.run) if near.run else None,
                "listed": [listed_dict(link) for link in near.listed],
            }
            for near in found.near
        ],
    }


def _known_dict(known: "Known", base: str) -> dict[str, Any]:
    from feeds.cli.add import published_dict

    asked, article = known.asked, known.article
    told: dict[str, Any] = {
        "source": asked.source,
        "reason": asked.reason,
        "tries": asked.tries,
        "asked_at": asked.asked_at.isoformat(),
        "ask_again_at": asked.ask_again_at.isoformat() if asked.ask_again_at else None,
        "article": None,
    }
    if article is None:
        return told
    told["article"] = {
        "guid": article.guid,
        "title": article.title,
        "state": article.state,
        "version": article.version,
        "published": published_dict(article.published),
        "addresses": [{"url": other.url, "reason": other.reason} for other in known.addresses],
        "versions": [
            {
                "number": one.number,
                "kind": one.kind,
                "at": one.at.isoformat(),
                "changed": list(one.changed),
                "diff": [asdict(change) for change in (diff(before.article, one.article) if before else ())],
            }
            for before, one in zip((None, *known.versions), known.versions, strict=False)
        ],
        "topics": [
            {"id": one.topic, "held": one.held, "reason": one.reason, "waits": one.waits} for one in known.topics
        ],
        "feeds": [f"{base}{path}.atom" for path in known.feeds],
    }
    return told
