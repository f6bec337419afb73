"""Whether a machine-readable way tells what the list page shows. If in doubt it does not: the list page is at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from crawler.address import address_key
from crawler.article import Listed, Published
from crawler.extract.hosts import same_site
from crawler.ways.told import Told

FRESH = timedelta(days=60)
"""Where the list page shows nothing to compare with: how old a way's newest article may be."""
_FEW = 5
"""A way that tells fewer articles may lose some between two visits, where the list page shows more."""
_STRANGERS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is for an operator, in plain words, whichever way it went."""

    trusted: bool
    reason: str


def compare(listed: Sequence[Listed], told: Told, now: datetime) -> Verdict:
    """Whether `told` is as good as the list page that shows `listed`, in the page's order. `now` is aware; its zone is
    the one in which days are days, so give it the source's.

    An article of the list may be missing where it is older than all that is told: by its date, or, where it has none,
    by standing below the last one that is told. A way that tells mostly what the list does not show is of another
    subject. Links of the list to other sites do not count.
    """
    if not told.items:
        return Verdict(False, told.cause or "it tells no articles")
    if problem := _unfit(listed, told):
        return Verdict(False, problem)
    own = _own(listed)
    if not own:
        return _alone(told, now)
    keys = {address_key(item.url) for item in told.items}
    missing = [
        item for at, item in enumerate(own) if address_key(item.url) not in keys and _due(at, own, keys, told, now)
    ]
    common = sum(address_key(item.url) in keys for item in own)
    if not common:
        return Verdict(False, _none_of(own, told, now))
    if missing:
        return Verdict(False, _lacks(missing, own, told, now))
    return _subject(own, told, common, now)


def _own(listed: Sequence[Listed]) -> list[Listed]:
    """The links of the list to its own site, each address once."""
    first: dict[str, Listed] = {}
    for item in listed:
        if same_site(item.url, item.list_url or item.url):
            first.setdefault(address_key(item.url), item)
    return list(first.values())


def _unfit(listed: Sequence[Listed], told: Told) -> str:
    """What is wrong with a way whatever the list shows; "" where nothing is."""
    site = next((item.list_url for item in listed if item.list_url), "") or told.items[0].url
    shown = {address_key(item.url) for item in listed}
    foreign = [item for item in told.items if not same_site(item.url, site) and address_key(item.url) not in shown]
    if foreign:
        return (
            f"{_count(len(foreign), told.items)} it tells are addresses of other sites, for instance {foreign[0].url}"
        )
    unnamed = sum(not item.title for item in told.items)
    if unnamed * 2 > len(told.items):
        return f"{_count(unnamed, told.items)} it tells have no title: which of them are news cannot be known"
    return ""


def _alone(told: Told, now: datetime) -> Verdict:
    """The list page shows nothing of its own (it may be built by scripts): a way that is alive is better."""
    newest = _newest(told.items, now)
    if newest is None:
        return Verdict(False, "the list page shows no articles to compare with, and its own have no dates")
    if _first(newest, now) < now - FRESH:
        return Verdict(False, f"the list page shows no articles to compare with, and its newest is of {_day(newest)}")
    return Verdict(True, f"the list page shows no articles; it tells {len(told.items)}, the newest of {_day(newest)}")


def _due(at: int, own: list[Listed], keys: set[str], told: Told, now: datetime) -> bool:
    """Whether a missing article of the list ought to be told."""
    published = own[at].published
    oldest = min((_first(item.published, now) for item in told.items if item.published), default=None)
    if published is not None and oldest is not None:
        return _first(published, now) > oldest
    last = max((place for place, item in enumerate(own) if address_key(item.url) in keys), default=-1)
    return at < last


def _none_of(own: list[Listed], told: Told, now: datetime) -> str:
    here, there = _newest(own, now), _newest(told.items, now)
    words = f"none of the {len(own)} articles that the list page shows is told"
    if here and there and _last(there, now) < _first(here, now):
        return f"it lags: {words}, its newest is of {_day(there)}, the list page's of {_day(here)}"
    renamed = _renamed(own, told)
    return f"{words}{renamed}" if renamed else f"{words}, its own are others"


def _lacks(missing: list[Listed], own: list[Listed], told: Told, now: datetime) -> str:
    newest = max(missing, key=lambda item: _first(item.published, now).timestamp() if item.published else 0.0)
    of = f" of {_day(newest.published)}" if newest.published else ""
    title = f", the newest of them{of}: {_short(newest.title) or newest.url}"
    lacks = f"lacks {len(missing)} of the {len(own)} articles that the list page shows{title}"
    here, there = _newest(own, now), _newest(told.items, now)
    if here and there and newest.published and _last(there, now) < _first(here, now):
        lacks = f"it lags, its newest is of {_day(there)}, the list page's of {_day(here)}; it {lacks}"
    return lacks + _renamed(missing, told)


def _renamed(missing: list[Listed], told: Told) -> str:
    """Where articles have other addresses there, following it would bring them a second time."""
    titles = {_bare(item.title) for item in told.items if item.title}
    count = sum(_bare(item.title) in titles for item in missing if item.title)
    return f" ({count} of them under another address)" if count else ""


def _subject(own: list[Listed], told: Told, common: int, now: datetime) -> Verdict:
    """All that is due is told; but does it tell other things too, more than these?"""
    keys = {address_key(item.url) for item in own}
    dated = all(item.published for item in told.items)
    items = sorted(told.items, key=lambda item: _moment(item, now), reverse=True) if dated else list(told.items)
    newest = items[: len(own)]
    strangers = [item for item in newest if address_key(item.url) not in keys]
    if len(strangers) >= _STRANGERS and len(strangers) * 2 > len(newest):
        return Verdict(
            False,
            f"its subject is wider than the list page's: {len(strangers)} of its {len(newest)} newest articles are not"
            f" shown there, for instance {_short(strangers[0].title) or strangers[0].url}",
        )
    if common < min(_FEW, len(own)):
        return Verdict(False, f"only {common} of the {len(own)} articles that the list page shows are told")
    rest = len(own) - common
    older = f"; {rest} more are older than all it tells" if rest else ""
    return Verdict(True, f"it tells {common} of the {len(own)} articles that the list page shows{older}")


# -- moments: a day is all of its hours


def _first(published: Published, now: datetime) -> datetime:
    value = published.value
    return value if isinstance(value, datetime) else datetime.combine(value, time(), now.tzinfo)


def _last(published: Published, now: datetime) -> datetime:
    value = published.value
    return value if isinstance(value, datetime) else datetime.combine(value, time.max, now.tzinfo)


def _moment(item: Listed, now: datetime) -> float:
    return _first(item.published, now).timestamp() if item.published else 0.0


def _newest(items: Iterable[Listed], now: datetime) -> Published | None:
    dated = [item.published for item in items if item.published]
    return max(dated, key=lambda published: _first(published, now), default=None)


def _day(published: Published) -> date:
    value = published.value
    return value.date() if isinstance(value, datetime) else value


def _count(some: int, items: Sequence[Listed]) -> str:
    return f"all {some} that" if some == len(items) else f"{some} of the {len(items)} that"


def _bare(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:79].rstrip() + "…"
