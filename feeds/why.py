"""Why is an article here, and why is another one not: everything that is known of one address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection

from crawler.address import address_key, site_of
from crawler.archive import articles, runs, trace, walks
from crawler.archive.runs import Run
from crawler.article import Listed, StoredArticle
from crawler.city import City, Source
from crawler.extract.hosts import same_site
from feeds.topics import store
from feeds.topics.document import Document
from feeds.topics.query import Query

MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class TopicWhy:
    """Whether the article is in a topic. `reason` is the line that was kept when it matched, else what the query lacks
    in the article as it is now. `waits`: it would match, and the next `loa build` brings it in."""

    topic: str
    held: bool
    reason: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """An address as one source knows it; `article` None: it is none, and `asked.reason` says why."""

    asked: trace.Asked
    article: StoredArticle | None
    versions: Sequence[articles.Version] = ()
    addresses: Sequence[trace.Asked] = ()
    topics: Sequence[TopicWhy] = ()
    feeds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A source of the same site as an address that was never seen; the first links of its lists as last read."""

    source: Source
    is_list: bool
    run: Run | None
    listed: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Why:
    """`alike` and `near` are filled only where the address was neither asked nor listed; `alike` are articles of its
    site that share its number or its spelling."""

    url: str
    key: str
    known: Sequence[Known]
    shown: Sequence[trace.Shown]
    alike: Sequence[StoredArticle]
    near: Sequence[Near]


def why(tx: Connection, city: City, queries: Mapping[str, Query], url: str) -> Why:
    """What the archive and the topics know of an address, in whichever spelling it is given."""
    known = [_known(tx, queries, asked) for asked in trace.asked(tx, url)]
    shown = trace.shown(tx, url)
    if known or shown:
        return Why(url, address_key(url), known, shown, (), ())
    others = articles.many(tx, trace.alike(tx, url)).values()
    alike = [article for article in others if same_site(article.url, url)]
    return Why(url, address_key(url), (), (), alike, [_near(tx, source, url) for source in _nearest(city, url)])


def _known(tx: Connection, queries: Mapping[str, Query], asked: trace.Asked) -> Known:
    if asked.article_id is None:
        return Known(asked, None)
    article = articles.get(tx, asked.article_id)
    topics = _topics(tx, queries, article)
    feeds = [*(f"feeds/{topic.topic}" for topic in topics if topic.held), f"feeds/source/{article.source}", "feeds/all"]
    return Known(
        asked,
        article,
        articles.history(tx, article.id),
        trace.other_addresses(tx, article.id),
        topics,
        feeds,
    )


def _topics(tx: Connection, queries: Mapping[str, Query], article: StoredArticle) -> list[TopicWhy]:
    seen = Document.of(article)
    found = []
    for topic, query in queries.items():
        kept = store.reasons(tx, topic, [article.id]).get(article.id)
        if kept is not None:
            found.append(TopicWhy(topic, True, kept))
        else:
            told = query.explain(seen)
            found.append(TopicWhy(topic, False, told.reason, waits=told.true))
    return found


def _nearest(city: City, url: str) -> list[Source]:
    """Sources of the address's host, else of its site."""
    host = site_of(url)
    own = [source for source in city.sources if host in {site_of(one) for one in (source.home, *source.lists)}]
    return own or [source for source in city.sources if same_site(source.home, url)]


def _near(tx: Connection, source: Source, url: str) -> Near:
    """The links nearest to the address: those of its own folder first."""
    folder = urlsplit(url).path.rpartition("/")[0]
    listed = sorted(walks.listing(tx, source.id), key=lambda link: urlsplit(link.url).path.rpartition("/")[0] != folder)
    is_list = address_key(url) in {address_key(one) for one in (source.home, *source.lists)}
    return Near(source, is_list, runs.latest(tx).get(source.id), listed[:MOST_LISTED])
