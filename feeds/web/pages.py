"""What each page shows: values from the archive, ready for its template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from crawler.archive import articles, changes, runs, walks, ways
from crawler.archive.runs import Run
from crawler.article import Left, LeftOut, Listed, Published, StoredArticle
from crawler.city import City, Source, Topic
from crawler.extract.habits import is_doubtful
from crawler.extract.hosts import same_site
from feeds import notes
from feeds.formats import FORMATS, Format
from feeds.topics import store
from feeds.web.words import Words

LATEST = 30  # entries on a page
SHOWN_RUNS = 10
SHOWN_LINKS = 40
_CLAIMS = ("jsonld", "meta", "microdata", "time", "list", "label")
"""Rules of what calls itself the time of publication; other dates on a page may be those of events."""


@dataclass(frozen=True, slots=True)
class Link:
    """A feed in one format."""

    name: str
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a page lists it."""

    title: str
    url: str
    lede: str
    language: str
    source: str
    source_title: str
    moment: str
    short: str
    iso: str
    note: str
    withdrawn: bool
    reason: str
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCard:
    topic: Topic
    feeds: tuple[Link, ...]
    latest: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: Source
    state: str
    cause: str
    last_visit: str
    iso: str
    count: int
    feeds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A link that was taken from a list page. `day` is YYYY-MM-DD, empty where the list shows none; `elsewhere`: it
    leads to another site, whose news it is."""

    title: str
    url: str
    day: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class LeftRow:
    """The links that a list page left out for one reason: `count` in all, `links` are the first, `more` the others."""

    reason: str
    count: int
    links: tuple[LeftOut, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list page as it was last understood: `count` links were taken, `links` are the first of them.

    `read` is empty where it was not read yet; `way` is the feed or sitemap that is asked in its place, and why.
    `left` is what was left out, by reason; None where an older Loa read it, which did not keep that. `cause` says why
    nothing was taken.
    """

    url: str
    read: str
    iso: str
    count: int
    links: tuple[ListedRow, ...]
    way: str
    left: tuple[LeftRow, ...] | None
    left_count: int
    cause: str


def state_key(tx: Connection) -> str:
    """Everything that the pages depend on, in a few characters: equal, and they show the same."""
    latest = runs.latest(tx)
    told = [f"{run.id}{run.outcome}{run.ended_at}" for _, run in sorted(latest.items())]
    return f"{changes.newest(tx)} {store.newest_match(tx)} {' '.join(told)}"


def feed_links(path: str) -> tuple[Link, ...]:
    """The feed at a path in every format."""
    return tuple(Link(_name(form), form.media_type, f"/{path}.{form.ending}") for form in FORMATS)


def _name(form: Format) -> str:
    return {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}.get(form.ending, form.ending)


def topic_cards(tx: Connection, city: City, words: Words) -> list[TopicCard]:
    return [
        TopicCard(topic, feed_links(f"feeds/{topic.id}"), tuple(items(tx, city, words, topic=topic.id, most=3)))
        for topic in city.topics
    ]


def items(
    tx: Connection, city: City, words: Words, *, topic: str = "", source: str = "", most: int = LATEST
) -> list[Item]:
    """The newest articles, newest publication first among those that are shown."""
    only = store.articles_of(topic) if topic else None
    beginning = datetime.min.replace(tzinfo=city.zone, year=1900)
    found = articles.recent(tx, since=beginning, least=most, source=source, only=only, most=max(most * 4, 100))
    found.sort(key=lambda article: shown_instant(article, city), reverse=True)
    found = found[:most]
    ids = [article.id for article in found]
    reasons = store.reasons(tx, topic, ids) if topic else {}
    others = store.topics_of(tx, ids)
    by_id = {known.id: known for known in city.topics}
    return [
        _item(
            article,
            city,
            words,
            reasons.get(article.id, ""),
            [by_id[t] for t in others.get(article.id, []) if t in by_id],
        )
        for article in found
    ]


def shown_instant(article: StoredArticle, city: City) -> datetime:
    """When an article was published, to sort by; a day counts from its first minute."""
    if article.published is None:
        return article.first_seen_at
    value = article.published.value
    return value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time(), _zone(article, city))


def _item(article: StoredArticle, city: City, words: Words, reason: str, topics: Sequence[Topic]) -> Item:
    titles = {source.id: source.title for source in city.sources}
    zone = _zone(article, city)
    shown: datetime | date = article.published.value if article.published else article.first_seen_at
    told = _about_time(article.published, words, zone)
    if article.published and article.state == "live" and article.changed_at > article.first_seen_at:
        told.append(f"{words['corrected']} {words.moment(article.changed_at, zone)}")
    return Item(
        title=article.title,
        url=article.url,
        lede=_shortened(article.lede or article.text),
        language=article.language,
        source=article.source,
        source_title=titles.get(article.source, article.source),
        moment=words.moment(shown, zone),
        short=words.short(shown, zone),
        iso=shown.isoformat(),
        note=" · ".join(told),
        withdrawn=article.state == "withdrawn",
        reason=reason,
        topics=tuple(topics),
    )


def _about_time(published: Published | None, words: Words, zone: ZoneInfo) -> list[str]:
    """What a reader should know of the time that stands there: that it is the first look's, doubtful, or disputed."""
    if published is None:
        return [f"{words['seen']}; {words['unknown_time']}"]
    told = []
    if is_doubtful(published):
        told.append(notes.doubtful_date(words.language).rstrip("."))
    if "role:modified" in published.assumed:
        told.append(words["only_changed"])
    claims = [said.rpartition(" ") for said in published.disputed]
    others = {_day_of(day, zone) for rule, _, day in claims if rule.startswith(_CLAIMS)}
    if others := others - {_day_of(published.isoformat(), zone)}:
        told.append(f"{words['other_day']} {', '.join(words.short(day, zone) for day in sorted(others))}")
    return told


def _day_of(written: str, zone: ZoneInfo) -> date:
    """The day of what isoformat wrote, as the clock of the source shows it."""
    return (
        date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written).astimezone(zone).date()
    )


def _zone(article: StoredArticle, city: City) -> ZoneInfo:
    return next((source.zone for source in city.sources if source.id == article.source), city.zone)


def _shortened(text: str, most: int = 240) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


def source_rows(tx: Connection, city: City, words: Words) -> list[SourceRow]:
    latest = runs.latest(tx)
    return [source_row(tx, city, words, source, latest) for source in city.sources]


def source_row(tx: Connection, city: City, words: Words, source: Source, latest: Mapping[str, Run]) -> SourceRow:
    run = latest.get(source.id)
    return SourceRow(
        source=source,
        state=run.outcome if run else "never",
        cause=run.cause if run else "",
        last_visit=words.moment(run.started_at, city.zone) if run else "",
        iso=run.started_at.isoformat() if run else "",
        count=articles.count(tx, source=source.id),
        feeds=feed_links(f"feeds/source/{source.id}"),
    )


def list_rows(tx: Connection, city: City, words: Words, source: Source) -> list[ListRow]:
    """The source's list pages as they were last understood: those its file names, then any that were read beside."""
    states = walks.list_states(tx, source.id)
    taken: dict[str, list[Listed]] = {}
    for link in walks.listing(tx, source.id):
        taken.setdefault(link.list_url, []).append(link)
    understood = walks.how_understood(tx, source.id)
    asked = {way.list_url: way for way in ways.of(tx, source.id) if way.chosen and way.url != way.list_url}
    rows = []
    for url in dict.fromkeys((*source.lists, *taken)):
        state, links, way, seen = states.get(url), taken.get(url, []), asked.get(url), understood.get(url)
        rows.append(
            ListRow(
                url=url,
                read=words.moment(state.read_at, city.zone) if state else "",
                iso=state.read_at.isoformat() if state else "",
                count=len(links),
                links=tuple(
                    ListedRow(link.title or link.url, link.url, _day(link, source.zone), not _own(link.url, source))
                    for link in links[:SHOWN_LINKS]
                ),
                way=f"{way.url} ({way.reason})" if way and way.reason else way.url if way else "",
                left=tuple(_left_rows(seen.left, words)) if seen else None,
                left_count=seen.left.total if seen else 0,
                cause=seen.cause if seen else "",
            )
        )
    return rows


def _own(url: str, source: Source) -> bool:
    """Whether the crawl follows a link: those to other sites are listed only."""
    return any(same_site(own, url) for own in (source.home, *source.lists))


def _left_rows(left: Left, words: Words) -> Iterator[LeftRow]:
    """What a list left out, the most frequent reason first."""
    for reason, count in sorted(left.counts.items(), key=lambda pair: -pair[1]):
        links = tuple(link for link in left.links if link.reason == reason)
        more = words["list_more"].format(count - len(links)) if count > len(links) else ""
        yield LeftRow(words.reason(reason), count, links, more)


def _day(link: Listed, zone: ZoneInfo) -> str:
    """The source's day that the list page shows beside a link, as YYYY-MM-DD; empty where it shows none."""
    if link.published is None:
        return ""
    instant = link.published.instant
    return (instant.astimezone(zone).date() if instant else link.published.value).isoformat()


def run_rows(tx: Connection, city: City, words: Words, source: str) -> list[dict[str, str]]:
    """The last visits to a source, newest first."""
    rows = []
    for run in runs.history(tx, source, most=SHOWN_RUNS):
        told = [f"{run.counts[name]} {words[name]}" for name in ("new", "updated") if run.counts.get(name)]
        rows.append(
            {
                "moment": words.moment(run.started_at, city.zone),
                "iso": run.started_at.isoformat(),
                "state": run.outcome,
                "found": ", ".join(told) or words["unchanged"],
                "cause": run.cause,
            }
        )
    return rows
