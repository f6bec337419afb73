"""`loa sources dates`: how the times of a source's newest articles were read, and what speaks against them."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from feeds.cli.wiring import wire

if TYPE_CHECKING:
    from crawler.article import StoredArticle
    from crawler.extract.habits import Habits

_ARTICLES = 20


def dates(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article.")] = False,
) -> None:
    """Show how the times of a source's last 20 articles were read: words, rule, assumptions, what disagrees, grade."""
    from datetime import UTC, datetime

    from crawler.archive import articles
    from crawler.archive.habits import published_of
    from crawler.extract.habits import learn

    wiring = wire(ctx)
    found = wiring.city.source(source)
    archive = wiring.open_store()
    try:
        with archive.read() as tx:
            newest = articles.recent(tx, since=datetime.now(UTC), least=_ARTICLES, source=found.id)
            habits = learn(published_of(tx, found.id))
    finally:
        archive.close()
    for article in newest:
        told = as_dict(article, habits)
        typer.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(lines(told)))
    if not as_json:
        typer.echo(settled(habits) if newest else f"{found.id}: no article is archived")


def as_dict(article: "StoredArticle", habits: "Habits") -> dict[str, Any]:
    """One article's times; `grade` says how sure its publication is, from 0 (unknown) to 1."""
    from crawler.extract.habits import grade

    published = habits.doubted(article.published) if article.published else None
    return {
        "title": article.title,
        "url": article.url,
        "published": published.isoformat() if published else None,
        "text": published.text if published else "",
        "rule": published.rule if published else "",
        "assumed": list(published.assumed) if published else [],
        "disputed": list(published.disputed) if published else [],
        "grade": grade(published) if published else 0.0,
        "modified": article.modified.isoformat() if article.modified else None,
    }


def lines(told: dict[str, Any]) -> list[str]:
    """Title, then what was read from which words, then what speaks against it."""
    if told["published"] is None:
        return [told["title"], "  unknown: the page shows no date that can be read"]
    written = [told["title"], f'  {told["published"]}  {told["grade"]:.2f}  by {told["rule"]}: "{told["text"]}"']
    if told["modified"] and told["modified"] != told["published"]:
        written.append(f"  changed {told['modified']}")
    if told["assumed"]:
        written.append(f"  assumed {', '.join(told['assumed'])}")
    if told["disputed"]:
        written.append(f"  disputed by {', '.join(told['disputed'])}")
    return written


def settled(habits: "Habits") -> str:
    """What the source's articles together have settled."""
    order = f"day and month stand as {habits.order}" if habits.order else "the order of day and month is not settled"
    form = f'its datelines are written "{habits.form}"' if habits.form else "its datelines have no one form"
    shared = f"; {len(habits.shared)} minutes are shared by too many pages" if habits.shared else ""
    return f"{order}; {form}{shared}"
