"""When a page was published and last changed: candidates from everywhere, chosen by agreement, evidence kept.

The head's claims, `<time>`, datelines near the title, the list page, the address and scripts each speak with a weight.
What agrees on the day adds up; the winner's day is then told as precisely as any of its supporters can.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from crawler.article import Published
from crawler.extract.datelines import read_dateline
from crawler.extract.evidence import Candidate, choose, is_before, machine_candidate, with_order, without_changes
from crawler.extract.head import Claim, Head
from crawler.extract.page import Context, Page
from crawler.extract.shown import shown_times

EARLIEST = 1990
GRACE = timedelta(days=1)
LEAST_ASSUMED = 0.5
"""The least support of a dateline whose day or year the page does not say: `8.5` may be a mark, `10:40` an hour."""


@dataclass(frozen=True, slots=True)
class Times:
    """`modified` is never before `published` (equal: not changed since); None where the page does not say. A lone time
    of change is given as both, with "role:modified" among what the publication assumes."""

    published: Published | None
    modified: Published | None


def read_times(
    page: Page,
    head: Head,
    title: str,
    context: Context,
    *,
    listed: Published | None = None,
    shown: tuple[list[Candidate], list[Candidate]] | None = None,
) -> Times:
    """The times of the article. `listed` is the date beside the link that led here, `shown` what the page shows, where
    that is known (as shown_times). Never raises, never "now"."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    published += _claims(head.published, context)
    modified += _claims(head.modified, context)
    known = any(candidate.zoned and candidate.weight >= 2.6 for candidate in published)
    seen, changed = shown_times(page, title, context, known=known) if shown is None else shown
    published = with_order(published, seen)
    modified += changed
    if listed is not None:
        published.append(Candidate(replace(listed, rule="list"), "list", 2.2))
    published += _address(page.url or head.canonical or "", context)
    published = [_doubted(found, context) for found in published if plausible(found.published, context)]
    modified = [_doubted(found, context) for found in modified if plausible(found.published, context)]
    if not any(candidate.weight >= 1.0 for candidate in published):
        published += [found for found in _scripts(page, context) if plausible(found.published, context)]
    first = choose(without_changes(published, modified, context), context)
    last = choose(modified, context)
    if first is not None and first.weight < LEAST_ASSUMED and _assumes_day(first.published):
        first = None
    if first is None and last is not None and last.weight >= 0.7:
        assumed = tuple(dict.fromkeys((*last.published.assumed, "role:modified")))
        return Times(replace(last.published, assumed=assumed), last.published)
    if first is None:
        return Times(None, None)
    if last is not None and is_before(last.published, first.published, context):
        last = None
    return Times(first.published, last.published if last else None)


def _doubted(candidate: Candidate, context: Context) -> Candidate:
    """A claim of a minute that dozens of pages share weighs little, and says so."""
    told = context.habits.doubted(candidate.published)
    return candidate if told is candidate.published else replace(candidate, weight=candidate.weight / 4, published=told)


def _assumes_day(published: Published) -> bool:
    return "day:fetched" in published.assumed or "year:fetched" in published.assumed


def plausible(published: Published, context: Context) -> bool:
    """Not before 1990, and not more than a day after the page was fetched."""
    value = published.value
    if isinstance(value, datetime):
        return value.year >= EARLIEST and value <= context.fetched_at + GRACE
    return value.year >= EARLIEST and value <= (context.fetched_at.astimezone(context.zone) + GRACE).date()


_STRONG_NAME = re.compile(
    r"published_?time|datepublished|pub_?-?date|publish_?-?(?:ed)?-?_?date|issued|publication_date|publishtime"
)


def _claims(claims: Iterable[Claim], context: Context) -> Iterator[Candidate]:
    for claim in claims:
        weight = {"jsonld": 3.0, "microdata": 2.2}.get(claim.place, 2.6 if _STRONG_NAME.search(claim.name) else 1.6)
        if "creat" in claim.name.casefold() or claim.name == "uploadDate":
            weight *= 0.6
        if claim.name in ("last-modified", "og:updated_time", "date"):
            weight *= 0.5
        candidate = machine_candidate(claim.text, claim.place, weight, context)
        if candidate is None and len(claim.text) <= 80:
            read = read_dateline(claim.text, context)
            found = read.published or read.modified
            if found:
                candidate = Candidate(replace(found, rule=claim.place), claim.place, weight * 0.9)
        if candidate:
            yield candidate


_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")


def _address(url: str, context: Context) -> Iterator[Candidate]:
    """A day in the address: /2017/07/10/, 2017-07-10, t20170710_."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return
    for match in _ADDRESS.finditer(path):
        year, separator, month, day = match.groups()
        if not separator and (len(month) < 2 or len(day) < 2):
            continue
        try:
            value = date(int(year), int(month), int(day))
        except ValueError:
            continue
        yield Candidate(Published(value, match[0], "url"), "url", 2.0 if separator == "/" else 1.4)
        return


_QUOTED = re.compile(
    r"""[:=]\s*["']((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?[^"'<>\n]{0,24}|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d[^"'<>\n]{0,16})["']"""
)
_SCRIPT_NAME = re.compile(
    r"\b(?:pub(?:lish(?:ed)?)?[_-]?(?:date|data|time|at|on)|date[_-]?published|publication[_-]?date|first[_-]?published"
    r"|(?:post|article|news)[_-]?date)[\"']?\s*$",
    re.IGNORECASE,
)


def _scripts(page: Page, context: Context) -> Iterator[Candidate]:
    """Dates that scripts are given: `var pubdate = '…'`. Asked only where nothing better was found."""
    for match in _QUOTED.finditer(page.html):
        if not _SCRIPT_NAME.search(page.html[max(0, match.start() - 40) : match.start()]):
            continue
        candidate = machine_candidate(match[1].strip(), "script", 0.9, context)
        if candidate is None:
            found = read_dateline(match[1], context).published
            candidate = Candidate(replace(found, rule="script"), "script", 0.8) if found else None
        if candidate:
            yield candidate
            return
