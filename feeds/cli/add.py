"""`loa add URL`: what is found at an address, how it would be read, and the file of it as a source."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from crawler.address import address_key
from crawler.article import Article, Left, Listed, Published
from crawler.city import City, Source, checked
from crawler.errors import ConfigError
from feeds.cli.wiring import wire

if TYPE_CHECKING:
    from crawler.look import ListSeen, Look

_LINES = 5  # of what a list has taken
_LEFT = 3  # of what it left out for one reason
_WORDS = 200  # characters of a body


class NotSaved(ConfigError):
    """Nothing was written."""


class NoAddress(ConfigError):
    """Give the address as the browser shows it, beginning with http:// or https://."""


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of a list of news, a feed or a front page.")],
    save: Annotated[bool, typer.Option("--save", help="Write it into the city's sources/.")] = False,
    id: Annotated[str | None, typer.Option(help="The source's id; one that exists gains the list.")] = None,
    language: Annotated[str | None, typer.Option(help="As in vi or pt-BR. Default: as the site says.")] = None,
    country: Annotated[str | None, typer.Option(help="Two capital letters. Default: the city's.")] = None,
    timezone: Annotated[str | None, typer.Option(help="As in Asia/Ho_Chi_Minh. Default: the city's.")] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A network that is not public and may be asked, for instance 127.0.0.0/8.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what is found at an address and how it would be read; --save makes it a source of the city."""
    from crawler.guard.addresses import url_refusal
    from crawler.look import look
    from crawler.sourcefile import free_id, save_source, source_toml

    wiring = wire(ctx, log=False)
    city = wiring.city
    url = url.strip() if "://" in url else f"https://{url.strip()}"
    if problem := url_refusal(url):
        raise NoAddress(f"{url!r}: {problem}")
    host = urlsplit(url).hostname or ""
    known = next((source for source in city.sources if source.id == id), None)
    given = {"language": language, "country": country, "timezone": timezone}
    trial = _trial(city, id or free_id(city, host), url, given, allow_host or (), known)
    seen = look(wiring.config, city, trial, guess_language=language is None, progress=_progress())
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    name = id or free_id(city, seen.title or host)
    values, comments = _values(city, seen, url, given, allow_host or (), known)
    having = _having(city, url)
    topics = _topics(city, seen)
    if as_json:
        told = as_dict(seen) | {"known": [{"source": source, "by": how} for source, how in having], "topics": topics}
        told |= {"id": name, "toml": source_toml(values, comments)}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        for line in _lines(seen, having, topics):
            typer.echo(line)
        if not seen.cause:
            typer.echo(f"\nsources/{name}.toml{' would have' if known else ''}:\n")
            typer.echo(source_toml(values, comments).rstrip())
    if save:
        if same := [source for source, how in having if how == "list"]:
            raise NotSaved(f"{same[0]} lists {url} already")
        if seen.cause:
            raise NotSaved(f"nothing can be taken from {url}: {seen.cause}")
        typer.echo(f"saved: {save_source(city, name, values, comments)}", err=as_json)
    raise typer.Exit(1 if seen.cause else 0)


def _trial(
    city: City, name: str, url: str, given: Mapping[str, str | None], allow: list[str] | tuple[str, ...], known: Any
) -> Source:
    """The address as a source, to look at it. Raises BadFile for what no source may say."""
    values: dict[str, Any] = {
        "id": name,
        "title": name,
        "home": known.home if known else _home(url),
        "lists": [url],
        "language": city.language,
        "country": city.country,
        "timezone": city.timezone,
        "allow_hosts": [*allow],
        "delay": 0.0 if allow else None,  # counts for a host on this machine only
    }
    return checked(Source, values | {key: value for key, value in given.items() if value}, Path("loa add"))


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _progress() -> Callable[[str, str], None] | None:
    if not sys.stderr.isatty():
        return None

    def tell(_: str, what: str) -> None:
        sys.stderr.write(f"\r\033[Kasking: {what}")
        sys.stderr.flush()

    return tell


def _values(
    city: City, seen: "Look", url: str, given: Mapping[str, str | None], allow: Any, known: Source | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """What the file would say; behind what was assumed stands a comment."""
    if known is not None:
        kept = {name: value for name, value in given.items() if value}
        return {"lists": [*known.lists, *([url] if url not in known.lists else [])], **kept}, {}
    values = {
        "title": seen.title or urlsplit(url).hostname or "",
        "home": seen.source.home,
        "lists": [url],
        "language": given["language"] or seen.language or city.language,
        "country": given["country"] or city.country,
        "timezone": given["timezone"] or city.timezone,
    }
    if allow:
        values["allow_hosts"] = [*allow]
    comments = {name: f"as {city.title}; correct it if the site's is another" for name in ("country", "timezone")}
    comments["language"] = f"by {seen.language_by}" if seen.language else f"as {city.title}; the site does not say"
    return values, {name: words for name, words in comments.items() if not given.get(name)}


def _having(city: City, url: str) -> list[tuple[str, str]]:
    """Sources that have the address as a list, then those of the same host."""
    key, host = address_key(url), urlsplit(url).netloc.lower().removeprefix("www.")
    found = []
    for source in city.sources:
        if key in {address_key(one) for one in source.lists}:
            found.append((source.id, "list"))
        elif host in {urlsplit(one).netloc.lower().removeprefix("www.") for one in (source.home, *source.lists)}:
            found.append((source.id, "host"))
    return sorted(found, key=lambda pair: pair[1] != "list")


def _topics(city: City, seen: "Look") -> dict[str, dict[str, str]]:
    """Per article the topics that it would be in, with the reason."""
    from feeds.topics.match import Document, Topics
    from feeds.topics.percolate import parse_topics

    topics = Topics(parse_topics(city))
    return {
        one.url: found for one in seen.articles if one.article and (found := topics.match(Document.of(one.article)))
    }


# -- as text


def _lines(seen: "Look", having: list[tuple[str, str]], topics: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield f"{seen.title or '(the site does not say its name)'}: {seen.source.lists[0]}"
    for source, how in having:
        told = f"{source} has this list already" if how == "list" else f"{source} is a source of the same host"
        yield f"known: {told}"
    yield from _site_lines(seen)
    if seen.front and not seen.cause:
        yield "This is a front page." + (" Lists it links to, to be looked at instead:" if seen.suggested else "")
        yield from (f"  {link.title or '(no words)'}: {link.url}" for link in seen.suggested)
    if len(seen.ways) > 1:
        yield "\nWays to its news:"
        for judged in seen.ways:
            mark = "*" if judged is seen.best else "+" if judged.verdict.trusted else "-"
            yield f"  {mark} {judged.offer.kind}: {judged.offer.url} ({judged.offer.found}): {judged.verdict.reason}"
    for one in seen.lists:
        yield from list_lines(one)
    for article in seen.articles:
        yield from _article_lines(article, topics.get(article.url, {}))


def _site_lines(seen: "Look") -> Iterator[str]:
    if seen.lists[0].refused != "address":
        robots = seen.robots
        delay = f"; it asks for {robots.crawl_delay:g} s between two requests" if robots.crawl_delay else ""
        status = f"answered {robots.status}" if robots.status else "cannot be read"
        yield f"robots.txt: {status}, {'allowed' if robots.allowed else 'not allowed'}{delay}"
    if seen.cms:
        yield f"made with: {seen.cms.name} ({seen.cms.sign})"
    if seen.language:
        yield f"language: {seen.language}, by {seen.language_by}"


def list_lines(one: "ListSeen") -> Iterator[str]:
    """A list as understood, a line a link: the first of what was taken and left out."""
    yield f"\n{one.kind or 'list'} {one.url}"
    if one.cause:
        yield f"  nothing was taken: {one.cause}"
    if one.refused == "address":
        yield "  Only public addresses are asked. If this one is meant: loa add --allow-host NETWORK"
        yield "  (for this machine 127.0.0.0/8), which is `allow_hosts` in the source's file."
    elif one.hint:
        yield f"  {one.hint}"
    if not one.cause:
        yield f"  taken: {len(one.taken)}, {one.dated} with dates"
        for listed in one.taken[:_LINES]:
            yield f"    {day(listed.published):10}  {listed.title or listed.url}"
        if len(one.taken) > _LINES:
            yield f"    ... and {len(one.taken) - _LINES} more"
    yield from left_lines(one.left)


def left_lines(left: Left) -> Iterator[str]:
    """What a list left out, a line a reason, the most frequent first."""
    if not left.total:
        return
    yield f"  left out: {left.total}"
    for reason, count in sorted(left.counts.items(), key=lambda pair: -pair[1]):
        words = [link.title or link.url or "(no words)" for link in left.links if link.reason == reason][:_LEFT]
        more = ["..."] if count > len(words) else []
        yield f"    {count:4}  {reason}: {'; '.join([*words, *more])}"


def _article_lines(one: Any, topics: Mapping[str, str]) -> Iterator[str]:
    article: Article | None = one.article
    yield f"\narticle {one.url}"
    if article is None:
        yield f"  is none: {one.cause}"
        return
    yield f"  title: {article.title}"
    yield f"  published: {evidence(article.published)}"
    words = " ".join(article.text.split())
    yield f"  text: {words[:_WORDS]}{'...' if len(words) > _WORDS else ''}" if words else "  text: none"
    yield from (f"  file: {file.title or file.url} ({file.type})" for file in article.attachments)
    yield from (f"  topic {topic}: {reason}" for topic, reason in topics.items())


def day(published: Published | None) -> str:
    return published.isoformat()[:10] if published else ""


def evidence(published: Published | None) -> str:
    """`2026-11-24T08:15+07:00, by full: "24/11/2026 08:15" (assumed zone:source; disputed by meta 2024-01-05)`."""
    if published is None:
        return "unknown: the page shows no date that can be read"
    doubts = [f"assumed {', '.join(published.assumed)}"] if published.assumed else []
    doubts += [f"disputed by {', '.join(published.disputed)}"] if published.disputed else []
    behind = f" ({'; '.join(doubts)})" if doubts else ""
    return f'{published.isoformat()}, by {published.rule}: "{published.text}"{behind}'


# -- as JSON


def as_dict(seen: "Look") -> dict[str, Any]:
    return {
        "url": seen.source.lists[0],
        "cause": seen.cause,
        "title": seen.title,
        "language": seen.language,
        "cms": seen.cms.name if seen.cms else None,
        "robots": {
            "status": seen.robots.status,
            "allowed": seen.robots.allowed,
            "crawl_delay": seen.robots.crawl_delay,
        },
        "front_page": seen.front,
        "suggested": [{"url": link.url, "title": link.title} for link in seen.suggested],
        "ways": [
            {
                "url": judged.offer.url,
                "kind": judged.offer.kind,
                "found": judged.offer.found,
                "trusted": judged.verdict.trusted,
                "reason": judged.verdict.reason,
                "best": judged is seen.best,
            }
            for judged in seen.ways
        ],
        "lists": [list_dict(one) for one in seen.lists],
        "articles": [_article_dict(one) for one in seen.articles],
    }


def list_dict(one: "ListSeen") -> dict[str, Any]:
    return {
        "url": one.url,
        "kind": one.kind,
        "cause": one.cause,
        "refused": one.refused or None,
        "taken": [listed_dict(listed) for listed in one.taken],
        **left_dict(one.left),
    }


def left_dict(left: Left) -> dict[str, Any]:
    """`left` names the first of each reason, `left_counts` counts them all."""
    return {
        "left": [{"url": link.url, "title": link.title, "reason": link.reason} for link in left.links],
        "left_counts": dict(left.counts),
    }


def listed_dict(listed: Listed) -> dict[str, Any]:
    return {"url": listed.url, "title": listed.title, "published": published_dict(listed.published)}


def published_dict(published: Published | None) -> dict[str, Any] | None:
    if published is None:
        return None
    return {
        "value": published.isoformat(),
        "text": published.text,
        "rule": published.rule,
        "assumed": list(published.assumed),
        "disputed": list(published.disputed),
    }


def _article_dict(one: Any) -> dict[str, Any]:
    article: Article | None = one.article
    if article is None:
        return {"url": one.url, "cause": one.cause}
    return {
        "url": one.url,
        "cause": "",
        "title": article.title,
        "published": published_dict(article.published),
        "text": article.text[:_WORDS],
        "attachments": [{"url": file.url, "title": file.title, "type": file.type} for file in article.attachments],
    }
