"""New articles through all topics, by the change log: a new topic simply begins at its start."""

from collections.abc import Callable, Mapping

from crawler.archive import Archive, articles, changes
from crawler.city import City
from feeds.topics import store
from feeds.topics.match import Document, Topics
from feeds.topics.query import Query

BATCH = 200  # changes a transaction: matches and cursors are saved together


def parse_topics(city: City) -> dict[str, Query]:
    """Every topic's query. Raises InvalidQuery that names the file and the wrong word."""
    texts = {topic.id: topic.query for topic in city.topics}
    return {
        topic.id: Query.parse(topic.query, language=topic.language or city.language, topics=texts)
        for topic in city.topics
    }


def percolate(
    archive: Archive, city: City, queries: Mapping[str, Query], *, progress: Callable[[int], None] | None = None
) -> int:
    """Match what the topics have not seen yet. Safe to stop and to run twice: matches and cursors go together.

    Returns the number of new matches.
    """
    with archive.begin() as tx:
        cursors = store.follow(tx, {name: _fingerprint(city, name, query) for name, query in queries.items()})
    added, compiled = 0, {}
    while cursors:
        low = min(cursors.values())
        behind = tuple(sorted(name for name, cursor in cursors.items() if cursor == low))
        stop = min((cursor for cursor in cursors.values() if cursor > low), default=None)
        with archive.begin() as tx:
            batch = [change for change in changes.after(tx, low, most=BATCH) if stop is None or change.sequence <= stop]
            reached = batch[-1].sequence if batch else stop
            if reached is None:
                break
            if behind not in compiled:
                compiled[behind] = Topics({name: queries[name] for name in behind})
            found = articles.many(tx, list(dict.fromkeys(change.article_id for change in batch)))
            for article in found.values():
                for topic, reason in compiled[behind].match(Document.of(article)).items():
                    store.add(tx, topic, article.id, reason)
                    added += 1
            store.advance(tx, list(behind), to=reached)
        cursors |= dict.fromkeys(behind, reached)
        if progress:
            progress(len(batch))
    return added


def _fingerprint(city: City, name: str, query: Query) -> str:
    """What a topic's matches depend on: changed, and the topic is filled again."""
    language = next(topic.language for topic in city.topics if topic.id == name) or city.language
    return f"{language}: {query.text}"
