"""When a page was published and last changed: candidates from everywhere, chosen by agreement, evidence kept.

The head's claims, `<time>`, datelines near the title, the list page, the address and scripts each speak with a weight.
What agrees on the day adds up; the winner's day is then told as precisely as any of its supporters can.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.article import Published
from crawler.extract.datelines import may_hold_date, read_dateline
from crawler.extract.head import Claim, Head
from crawler.extract.lines import Line, body_span, key, names, page_lines
from crawler.extract.machine import machine_time
from crawler.extract.page import Context, Page

EARLIEST = 1990
GRACE = timedelta(days=1)
MAX_READS = 24
MAX_LINE = 260


@dataclass(frozen=True, slots=True)
class Times:
    """`modified` is never before `published`; None where the page does not say."""

    published: Published | None
    modified: Published | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One claim. `place` is the kind of place (those of one kind speak with one voice), `utc` that it said Z."""

    published: Published
    place: str
    weight: float
    utc: bool = False

    @property
    def instant(self) -> datetime | None:
        return self.published.instant

    @property
    def zoned(self) -> bool:
        """An instant whose offset was written."""
        return self.instant is not None and not any(word.startswith("zone:") for word in self.published.assumed)


def read_times(page: Page, head: Head, title: str, context: Context, *, listed: Published | None = None) -> Times:
    """The times of the article. `listed` is the date beside the link that led here. Never raises, never "now"."""
    published: list[_Candidate] = []
    modified: list[_Candidate] = []
    published += _claims(head.published, context)
    modified += _claims(head.modified, context)
    shown, changed = _shown(page, title, context)
    published += shown
    modified += changed
    if listed is not None:
        published.append(_Candidate(replace(listed, rule="list"), "list", 2.2))
    published += _address(page.url or head.canonical or "", context)
    published = [candidate for candidate in published if plausible(candidate.published, context)]
    modified = [candidate for candidate in modified if plausible(candidate.published, context)]
    if not any(candidate.weight >= 1.0 for candidate in published):
        published += [found for found in _scripts(page, context) if plausible(found.published, context)]
    first = _choose(published, context)
    last = _choose(modified, context)
    if first is None and last is not None and last.weight >= 0.7:
        return Times(last.published, None)
    if first is None:
        return Times(None, None)
    if last is not None and not _later(last.published, first.published, context):
        last = None
    return Times(first.published, last.published if last else None)


def plausible(published: Published, context: Context) -> bool:
    """Not before 1990, and not more than a day after the page was fetched."""
    value = published.value
    if isinstance(value, datetime):
        return value.year >= EARLIEST and value <= context.fetched_at + GRACE
    return value.year >= EARLIEST and value <= (context.fetched_at.astimezone(context.zone) + GRACE).date()


# ---------------------------------------------------------------------------------------------------------- from heads

_STRONG_NAME = re.compile(
    r"published_?time|datepublished|pub_?-?date|publish_?-?(?:ed)?-?_?date|issued|publication_date|publishtime"
)


def _claims(claims: Iterable[Claim], context: Context) -> Iterator[_Candidate]:
    for claim in claims:
        weight = {"jsonld": 3.0, "microdata": 2.2}.get(claim.place, 2.6 if _STRONG_NAME.search(claim.name) else 1.6)
        if "creat" in claim.name.casefold() or claim.name == "uploadDate":
            weight *= 0.6
        if claim.name in ("last-modified", "og:updated_time", "date"):
            weight *= 0.5
        candidate = _machine(claim.text, claim.place, weight, context)
        if candidate is None and len(claim.text) <= 80:
            read = read_dateline(claim.text, context)
            found = read.published or read.modified
            if found:
                candidate = _Candidate(replace(found, rule=claim.place), claim.place, weight * 0.9)
        if candidate:
            yield candidate


def _machine(text: str, rule: str, weight: float, context: Context) -> _Candidate | None:
    """A machine's time as a candidate; where it has no offset it is taken as the source's."""
    found = machine_time(text)
    if found is None:
        return None
    value = found.value
    assumed: tuple[str, ...] = ()
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=context.zone)
        assumed = ("zone:source",)
    return _Candidate(Published(value, text, rule, assumed), rule, weight, found.utc)


_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")


def _address(url: str, context: Context) -> Iterator[_Candidate]:
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
        yield _Candidate(Published(value, match[0], "url"), "url", 2.0 if separator == "/" else 1.4)
        return


_QUOTED = re.compile(
    r"""[:=]\s*["']((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?[^"'<>\n]{0,24}|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d[^"'<>\n]{0,16})["']"""
)
_SCRIPT_NAME = re.compile(
    r"\b(?:pub(?:lish(?:ed)?)?[_-]?(?:date|data|time|at|on)|date[_-]?published|publication[_-]?date|first[_-]?published"
    r"|(?:post|article|news)[_-]?date)[\"']?\s*$",
    re.IGNORECASE,
)


def _scripts(page: Page, context: Context) -> Iterator[_Candidate]:
    """Dates that scripts are given: `var pubdate = '…'`. Asked only where nothing better was found."""
    for match in _QUOTED.finditer(page.html):
        if not _SCRIPT_NAME.search(page.html[max(0, match.start() - 40) : match.start()]):
            continue
        candidate = _machine(match[1].strip(), "script", 0.9, context)
        if candidate is None:
            found = read_dateline(match[1], context).published
            candidate = _Candidate(replace(found, rule="script"), "script", 0.8) if found else None
        if candidate:
            yield candidate
            return


# ------------------------------------------------------------------------------------------------------ from the page

_OTHERS = re.compile(
    r"comment|related|sidebar|side-bar|footer|copyright|widget|recommend|popular|most-?read|trending|latest|more-?news|teaser"
    r"|event-|calendar|archive|ticker|carousel|slider|\bnav|menu|tin-?khac|tinkhac|lien-?quan|newsletter"
)
_DATE_NAME = re.compile(r"date|time|publish|posted|byline|meta|ngay|thoi-?gian|fecha|datum|data\b|info|author|stamp")
_UPDATED_NAME = re.compile(r"modif|updat|revis|cap-?nhat|capnhat|aktualis")


def _shown(page: Page, title: str, context: Context) -> tuple[list[_Candidate], list[_Candidate]]:
    """What `<time>` elements and the lines near the title say: (published, modified)."""
    lines = page_lines(page)
    start, end = body_span(lines)
    wanted = key(title)
    at = _title_line(lines, title, start)
    first, last = (at, max(end, at)) if at >= 0 else (start, max(end, start))
    published: list[_Candidate] = []
    modified: list[_Candidate] = []
    _times(page, lines, (first, start, last), context, published, modified)
    ranked = sorted(
        (
            (-nearness, line)
            for line in lines[max(0, first - 30) : last + 40]
            if len(line.text) <= MAX_LINE
            and (nearness := _nearness(line.number, first, start, last)) > 0.05
            and may_hold_date(line.text)
            and not (line.linked and line.number > last and len(line.text) > 40)
            and key(line.text) != wanted
        ),
        key=lambda pair: (pair[0], pair[1].number),
    )
    for reads, (nearness, line) in enumerate(ranked):
        if reads >= MAX_READS:
            break
        weight = -nearness * _trust(line.node)
        if weight < 0.05:
            continue
        read = read_dateline(line.text, context, hint=_hint(lines, line.number))
        weight *= read.grade
        for found, into in ((read.published, published), (read.modified, modified)):
            if found:
                labelled = "label" in found.rule
                into.append(_Candidate(found, "shown", weight * (2.8 if labelled else 2.0)))
    if not published:
        published += _pieced(lines, first, start, context)
    return published, modified


def _title_line(lines: list[Line], title: str, start: int) -> int:
    """The number of the line that shows the title: of several, the last above the text; -1 where none does."""
    wanted = key(title)
    if not wanted:
        return -1
    least, most = 0.7 * len(title), 3 * len(title) + 20
    found = [line.number for line in lines if least <= len(line.text) <= most and wanted in key(line.text)]
    above = [number for number in found if number <= start]
    heading = [number for number in above if lines[number].node.tag == "h1"]
    return (heading or above or found or [-1])[-1 if heading or above else 0]


def _nearness(number: int, first: int, start: int, last: int) -> float:
    """How likely a line's date is the article's, by its place: below the title is best, far away is nothing."""
    if number < first:
        gap = first - number
        return 0.85 if gap <= 3 else max(0.0, 0.4 - gap / 60)
    if number <= max(start, first + 12):
        return max(0.4, 1.0 - (number - first) / 50)
    if number <= last:
        return max(0.1, 0.45 - (number - start) / 200)
    return max(0.0, 0.5 - (number - last) / 50)


def _trust(node: LexborNode) -> float:
    """Less for what stands in comments, side boxes and footers; more for elements that are named after dates."""
    trust = 1.0
    current: LexborNode | None = node
    for level in range(8):
        if current is None or not current.is_element_node or current.tag in ("body", "article", "main"):
            break
        if current.tag in ("footer", "aside", "nav"):
            return 0.2
        own = names(current)
        if own.strip():
            if level < 4 and _OTHERS.search(own) and not _DATE_NAME.search(own):
                return 0.25
            if level < 2 and _DATE_NAME.search(own):
                trust = 1.2
        current = current.parent
    return trust


def _hint(lines: list[Line], number: int) -> str:
    """The short line before, where it may be the label of this one."""
    if number < 1:
        return ""
    before = lines[number - 1].text
    return before if len(before) <= 40 and not any(letter.isdecimal() for letter in before) else ""


def _pieced(lines: list[Line], first: int, start: int, context: Context) -> Iterator[_Candidate]:
    """A date whose day, month and year stand in lines of their own."""
    for number in range(max(0, first - 4), min(max(start, first + 8), len(lines) - 2)):
        parts = [line.text for line in lines[number : number + 3]]
        if all(len(part) <= 12 for part in parts) and any(part[:1].isdecimal() for part in parts):
            found = read_dateline(" ".join(parts), context).published
            if found:
                yield _Candidate(found, "shown", 1.2)
                return


def _times(
    page: Page,
    lines: list[Line],
    span: tuple[int, int, int],
    context: Context,
    published: list[_Candidate],
    modified: list[_Candidate],
) -> None:
    """`<time datetime>` near the article, each by its place and its neighbours' names."""
    nodes = page.tree.css("time[datetime]")[:40]
    if not nodes:
        return
    where: dict[int, int] = {}
    for line in lines:
        where.setdefault(line.node.mem_id, line.number)
    for order, node in enumerate(nodes):
        text = (node.attrs.get("datetime") or "").strip()
        block = node
        while block.parent is not None and block.mem_id not in where and block.parent.is_element_node:
            block = block.parent
        number = where.get(block.mem_id, -1)
        nearness = _nearness(number, *span) if number >= 0 else 0.3
        weight = 2.4 * max(nearness, 0.1 if order == 0 else 0.0) * _trust(node)
        candidate = _machine(text, "time", weight, context)
        if candidate is None:
            continue
        own = names(node) + (names(node.parent) if node.parent is not None else "")
        updated = _UPDATED_NAME.search(own) or _says_updated(lines, number, node, context)
        (modified if updated else published).append(candidate)


def _says_updated(lines: list[Line], number: int, node: LexborNode, context: Context) -> bool:
    """Whether the words before a `<time>` make it the time of a change."""
    if number < 0:
        return False
    shown = " ".join((node.text() or "").split())
    before, found, _ = lines[number].text.partition(shown) if shown else ("", "", "")
    if not found or len(before) > 120:
        return False
    words = before[-40:].casefold()
    return bool(_UPDATED_WORD.search(words)) and not _PUBLISHED_WORD.search(words[_last_label(words) :])


_UPDATED_WORD = re.compile(
    r"updated|modified|edited|cập nhật|aktualisiert|geändert|mis à jour|actualizado|modificado|atualizado|aggiornato"
    r"|обновлено|изменено|güncelle|更新|修改|수정|diperbarui|bijgewerkt|oppdatert|uppdaterad|zaktualizowan"
)
_PUBLISHED_WORD = re.compile(r"publi|posted|đăng|veröffentlicht|erstellt|опубликовано|发布|發布")


def _last_label(words: str) -> int:
    ends = [match.end() for match in _UPDATED_WORD.finditer(words)]
    return ends[-1] if ends else 0


# --------------------------------------------------------------------------------------------------------------- choice


def _choose(candidates: list[_Candidate], context: Context) -> _Candidate | None:
    """The candidate that others support most, told as precisely as its supporters can; others are kept as disputed."""
    if not candidates:
        return None
    scores = [_support(candidate, candidates, context) for candidate in candidates]
    best = candidates[max(range(len(candidates)), key=lambda number: (scores[number], -number))]
    agreeing = [candidate for candidate in candidates if _agree(best, candidate, context) > 0]
    chosen = _refine(best, agreeing, context)
    disputed = tuple(
        dict.fromkeys(
            f"{other.published.rule} {other.published.isoformat()}"
            for other in candidates
            if _disputes(other, chosen, context) and other.weight >= 0.4
        )
    )[:5]
    return replace(chosen, weight=max(scores), published=replace(chosen.published, disputed=disputed))


def _support(candidate: _Candidate, candidates: list[_Candidate], context: Context) -> float:
    """Its own weight and, for each other kind of place, that of the strongest claim that agrees."""
    by_place: dict[str, float] = {}
    for other in candidates:
        if other.place != candidate.place:
            gain = other.weight * _agree(candidate, other, context)
            by_place[other.place] = max(by_place.get(other.place, 0.0), gain)
    return candidate.weight + sum(by_place.values())


def _agree(one: _Candidate, other: _Candidate, context: Context) -> float:
    """1 on the same day in the source's zone, a half where another zone would make it so, 0 otherwise."""
    if _day(one, context) == _day(other, context):
        return 1.0
    for instant, day in ((one, other), (other, one)):
        if instant.zoned and instant.instant is not None and not day.zoned:
            told = _day(day, context)
            # Some place on earth reads that day on its calendar at this instant.
            written = instant.instant.date()
            if told == written:
                return 0.9
            if abs((told - written).days) == 1 and instant.utc:
                return 0.5
    if (
        one.zoned
        and other.zoned
        and one.instant
        and other.instant
        and abs(one.instant - other.instant) < timedelta(hours=2)
    ):
        return 1.0
    return 0.0


def _day(candidate: _Candidate, context: Context) -> date:
    """The day on the source's calendar."""
    value = candidate.published.value
    return value.astimezone(context.zone).date() if isinstance(value, datetime) else value


def _refine(best: _Candidate, agreeing: list[_Candidate], context: Context) -> _Candidate:
    """The most precise of those that agree, and of these the clock that most places show.

    An instant that says Z but shows the page's own clock is local time.
    """
    instants = [candidate for candidate in agreeing if candidate.instant is not None]
    if not instants:
        return best
    chosen = max(instants, key=lambda candidate: (candidate.zoned, _clock_support(candidate, instants)))
    if chosen.zoned and chosen.utc:
        return _twin(chosen, agreeing, context)
    return chosen


def _clock_support(candidate: _Candidate, instants: list[_Candidate]) -> float:
    """Its weight, and for each other kind of place that of the strongest claim within two minutes."""
    by_place = {candidate.place: candidate.weight}
    for other in instants:
        near = abs(other.published.value - candidate.published.value)  # type: ignore[operator]
        if other.place != candidate.place and near < timedelta(minutes=2):
            by_place[other.place] = max(by_place.get(other.place, 0.0), other.weight)
    return sum(by_place.values())


def _twin(machine: _Candidate, agreeing: list[_Candidate], context: Context) -> _Candidate:
    """What to make of a machine's UTC: local time where the page shows the same clock, a day where it is midnight."""
    instant = machine.instant
    assert instant is not None
    local = instant.astimezone(context.zone)
    if local.utcoffset() == timedelta(0):
        return machine
    shown = [
        other for other in agreeing if other.instant is not None and not other.zoned and other.place != machine.place
    ]
    for other in shown:
        assert other.instant is not None
        clock = other.instant.replace(tzinfo=None, second=0)
        if clock == instant.replace(tzinfo=None, second=0):
            value = instant.replace(tzinfo=context.zone)
            return replace(
                machine,
                published=replace(machine.published, value=value, assumed=("zone:source", "utc:shown-as-local")),
            )
    days = [other for other in agreeing if other.instant is None and other.place in ("shown", "list")]
    written = instant.date()
    if days and not shown and all(other.published.value == written != local.date() for other in days):
        value = instant.replace(tzinfo=context.zone)
        assumed = ("zone:source", "utc:shown-as-local")
        return replace(machine, published=replace(machine.published, value=value, assumed=assumed))
    if not shown and days and (local.hour, local.minute, local.second) == (0, 0, 0):
        return replace(machine, published=replace(machine.published, value=local.date()))
    return machine


def _disputes(other: _Candidate, chosen: _Candidate, context: Context) -> bool:
    if _agree(chosen, other, context) == 0:
        return True
    if other.instant is None or chosen.instant is None:
        return False
    return abs(other.instant - chosen.instant) >= timedelta(minutes=2)


def _later(one: Published, other: Published, context: Context) -> bool:
    """Whether a change is truly after the publication; on the same day without a clock it may be."""
    if one.instant is not None and other.instant is not None:
        return one.instant > other.instant
    first = one.instant.astimezone(context.zone).date() if one.instant else one.value
    second = other.instant.astimezone(context.zone).date() if other.instant else other.value
    return first > second if one.instant is None else first >= second
