"""Articles and a window -> the entries of a feed. Pure: no clock, no SQL, no environment."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from crawler.article import Published, StoredArticle
from crawler.extract.habits import is_doubtful
from feeds import notes
from feeds.feed import Entry
from feeds.formats.text import shorten

EARLIEST_YEAR = 1995
_SUMMARY_CHARACTERS = 500


def entry(article: StoredArticle, *, source_title: str, reason: str = "", zone: ZoneInfo) -> Entry:
    """An article as an entry: the GUID is minted once, when first seen; a new URL or title never changes it.

    `zone` is the source's: a day is that day there, and instants are shown in it. `reason` is one line that says why
    the article is in this feed.
    """
    published = _credible(article.published)
    first_seen = article.first_seen_at.astimezone(zone)
    issued = first_seen if published is None else min(_instant(published, zone), first_seen)
    changed = article.changed_at.astimezone(zone)
    return Entry(
        guid=article.guid,
        url=article.url,
        title=article.title,
        published=published,
        issued=issued,
        updated=max(changed, issued) if changed > first_seen else issued,
        first_seen=first_seen,
        summary=_summary(article),
        html=article.html,
        author=article.author,
        source_title=source_title,
        language=article.language,
        image=article.image,
        attachments=article.attachments,
        categories=(article.section,) if article.section else (),
        reason=reason,
        state=article.state,
        notes=_notes(article, reason, published, first_seen, changed),
    )


def window(articles: Iterable[StoredArticle], *, now: datetime, days: int, least: int) -> tuple[StoredArticle, ...]:
    """All articles of the last `days` before `now` by the later of published and first seen, and at least `least`.

    Newest first; articles of one instant in the order of their GUIDs, so that the order in which they come in never
    shows. Each GUID once, in its newest version.
    """
    newest: dict[str, StoredArticle] = {}
    for article in articles:
        known = newest.get(article.guid)
        if known is None or known.version < article.version:
            newest[article.guid] = article
    ordered = sorted(newest.values(), key=lambda article: article.guid)
    ordered.sort(key=_sort_instant, reverse=True)  # stable also when reversed
    since = now - timedelta(days=days)
    recent = sum(1 for article in ordered if _sort_instant(article) >= since)
    return tuple(ordered[: max(recent, least)])


def fitting(articles: Iterable[StoredArticle], most: int) -> tuple[StoredArticle, ...]:
    """The newest articles whose HTML takes no more than `most` bytes together: no format has room for more. One that
    would not fit by itself is left in: it is for the format to pass over."""
    kept: list[StoredArticle] = []
    room = most
    for article in articles:
        size = len(article.html)  # letters: never more than the bytes they take
        if size <= most:
            room -= size
        if room < 0:
            break
        kept.append(article)
    return tuple(kept)


def _sort_instant(article: StoredArticle) -> datetime:
    """A time of publication later than the last look at the page is none: it would stand on top until it has come."""
    published = _credible(article.published)
    if published is None:
        return article.first_seen_at
    moment = _instant(published, UTC)
    return moment if article.first_seen_at < moment <= article.changed_at else article.first_seen_at


def _credible(published: Published | None) -> datetime | date | None:
    """No news page is older than the web; such a date is a page's mistake, and unknown."""
    if published is None or published.value.year < EARLIEST_YEAR:
        return None
    return published.value


def _instant(published: datetime | date, zone: tzinfo) -> datetime:
    """In `zone`, in whole seconds; a day is its first instant (docs/decisions/0010)."""
    if isinstance(published, datetime):
        return published.astimezone(zone).replace(microsecond=0)
    return datetime.combine(published, time(), zone)


def _summary(article: StoredArticle) -> str:
    """The lede, else the text's beginning: whole paragraphs where they fit."""
    if article.lede.strip():
        return shorten(" ".join(article.lede.split()), _SUMMARY_CHARACTERS)
    said = ""
    for paragraph in article.text.splitlines():
        words = " ".join(paragraph.split())
        if said and len(said) + len(words) + 1 > _SUMMARY_CHARACTERS // 2:
            break
        said = f"{said} {words}".strip()
    return shorten(said, _SUMMARY_CHARACTERS)


def _notes(
    article: StoredArticle, reason: str, published: datetime | date | None, first_seen: datetime, changed: datetime
) -> tuple[str, ...]:
    """The lines below the text, in the article's language; all times in the source's zone."""
    lines = []
    if reason:
        lines.append(notes.why_here(article.language, reason))
    if published is None:
        lines.append(notes.unknown_date(article.language, first_seen))
    elif article.published and is_doubtful(article.published):
        lines.append(notes.doubtful_date(article.language))
    if article.state == "withdrawn":
        lines.append(notes.withdrawn(article.language, changed))
    return tuple(lines)
