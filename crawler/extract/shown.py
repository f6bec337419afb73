"""The times that a page shows: `<time>` elements and the datelines near its title."""

import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler.article import Published
from crawler.extract.datelines import may_hold_date, names_time, read_dateline
from crawler.extract.evidence import Candidate, machine_candidate
from crawler.extract.habits import form_of
from crawler.extract.lines import Line, body_span, key, line_numbers, names, page_lines
from crawler.extract.page import Context, Page

MAX_READS = 10
MAX_READS_KNOWN = 4
MAX_LINE = 260
ENOUGH = 1.2
"""The weight of a dateline after which, once there are two, no further lines are read."""

_OTHERS = re.compile(
    r"comment|related|sidebar|side-bar|footer|copyright|widget|recommend|popular|most-?read|trending|latest|more-?news|teaser"
    r"|event-|calendar|archive|ticker|carousel|slider|\bnav|menu|tin-?khac|tinkhac|lien-?quan"
)
_DATE_NAME = re.compile(r"date|time|publish|posted|byline|meta|ngay|thoi-?gian|fecha|datum|data\b|info|author|stamp")
_UPDATED_NAME = re.compile(r"modif|updat|revis|cap-?nhat|capnhat|aktualis")


def shown_times(
    page: Page, title: str, context: Context, *, known: bool = False
) -> tuple[list[Candidate], list[Candidate]]:
    """What `<time>` elements and the lines near the title say: (published, modified).

    `known`: the head names an instant with its offset, so that a look at the nearest lines is enough.
    """
    lines = page_lines(page)
    start, end = body_span(page)
    wanted = key(title)
    at = _title_line(lines, title, start)
    first, last = (at, max(end, at)) if at >= 0 else (start, max(end, start))
    published: list[Candidate] = []
    modified: list[Candidate] = []
    _times(page, lines, (first, start, last), context, published, modified)
    ranked = sorted(
        (
            (-nearness - _promise(line.text), line.number, nearness)
            for line in lines[max(0, first - 30) : last + 80]
            if len(line.text) <= MAX_LINE and (nearness := _place(lines, line, (first, start, last), context)) > 0.05
        ),
    )
    reads = 0
    for _, number, nearness in ranked:
        if reads >= (MAX_READS_KNOWN if known else MAX_READS) or _settled(published):
            break
        line = lines[number]
        if not may_hold_date(line.text) or (own := key(line.text)) == wanted:
            continue
        if wanted not in own and not (0 < number - first < 5 and line.node.tag != "li") and _is_listed(lines, line):
            continue
        weight = nearness * _trust(line.node)
        if weight < 0.05:
            continue
        reads += 1
        text = f"{_label(lines, line.number, context)} {line.text.replace(title, ' ')}".strip()
        read = read_dateline(text, context, hint=names(line.node))
        weight *= read.grade * _usual(read.published, context)
        for found, into in ((read.published, published), (read.modified, modified)):
            if found:
                into.append(Candidate(found, "shown", weight * _standing(found, into is modified)))
    published = _named_first(_without_hours(published))
    if not published:
        published += _pieced(lines, first, start, context)
    return published, modified


def _without_hours(published: list[Candidate]) -> list[Candidate]:
    """The candidates without several hours that have no day: those of a ticker or of a live report."""
    hours = {found.published.value for found in published if found.published.rule == "time" and _dayless(found)}
    return [found for found in published if not _dayless(found)] if len(hours) > 2 else published


def _dayless(found: Candidate) -> bool:
    return "day:fetched" in found.published.assumed


def _named_first(published: list[Candidate]) -> list[Candidate]:
    """The candidates; the one day that is called the publication weighs as one near the title, wherever it stands,
    and one that is called the first publication weighs more than any other that is shown."""
    named = [found for found in published if found.published.rule == "label+full" and not _changed(found)]
    days = {found.published.value.timetuple()[:3] for found in named}
    raised: list[Candidate] = []
    for found in published:
        if found in named and _FIRST.search(found.published.text):
            found = replace(found, weight=max(found.weight, 2.5))
        elif found in named and len(days) == 1 and found.weight >= 0.4:
            found = replace(found, weight=max(found.weight, 1.5))
        raised.append(found)
    return raised


def _changed(found: Candidate) -> bool:
    return "role:modified" in found.published.assumed


_FIRST = re.compile(
    r"(?i)\b(?:originally|original publi|first (?:publ|post)|erstmals|ursprünglich|lần đầu|initialement|originalmente"
    r"|publicad[oa] originalmente|originariamente|oorspronkelijk|ursprungligen|pierwotnie|первоначально|původně)"
)


def _promise(text: str) -> float:
    """Lines with a day and a clock are read first, those with neither a year nor a day in figures last."""
    if not _FIGURE.search(text) or not _DATED.search(text):
        return -0.3
    return 0.1 if _CLOCK.search(text) else 0.0


def _usual(found: Published | None, context: Context) -> float:
    """More for a dateline in the form that the source's datelines have."""
    form = context.habits.form
    return 1.3 if form and found and form_of(found.text) == form else 1.0


def _settled(published: list[Candidate]) -> bool:
    """Whether further lines need not be read: two datelines, one of them with a clock or a label."""
    good = [found for found in published if found.weight >= ENOUGH]
    return len(good) > 1 and any(found.instant or "label" in found.published.rule for found in good)


_CLOCK = re.compile(r"\d{1,2}\s?[:h時时点點시]\s?\d{2}")


def _standing(found: Published, change: bool) -> float:
    """Labels weigh more; a change that serves as publication, and words without a day or a year, less."""
    if "role:modified" in found.assumed and not change:
        return 1.0
    if _MARK.fullmatch(found.text):
        return 0.8
    standing = 2.8 if "label" in found.rule else 2.0
    return standing * (0.6 if found.rule.endswith(("time", "yearless")) else 1.0)


_MARK = re.compile(r"\d{1,2}\.\d{1,2}")  # 8.5 is a mark, a version or a price as often as a day
_FIGURE = re.compile(r"\d")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}|(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_listed(lines: list[Line], line: Line) -> bool:
    """Whether a line is one of several links with dates: other articles."""
    if not line.linked or len(line.text) <= 40 or not _DATED.search(line.text):
        return False
    neighbours = lines[max(0, line.number - 3) : line.number] + lines[line.number + 1 : line.number + 4]
    return any(near.linked and len(near.text) > 40 and _DATED.search(near.text) for near in neighbours)


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


def _label(lines: list[Line], number: int, context: Context) -> str:
    """The short line before, where it is the label of this one: with a colon, or by its words alone."""
    before = lines[number - 1].text if number > 0 else ""
    if len(before) > 40:
        return ""
    if before.endswith((":", "：")):
        return before
    return f"{before}:" if names_time(before, context.language) else ""


def _place(lines: list[Line], line: Line, span: tuple[int, int, int], context: Context) -> float:
    """How near; what a line before calls a publication or a change counts in a table below the text as well."""
    number = line.number
    nearness = _nearness(number, *span)
    if nearness < 0.45 and span[0] < number and len(line.text) <= 60:
        before = lines[number - 1].text
        if len(before) <= 40 and may_hold_date(line.text) and names_time(before, context.language):
            return 0.45
    return nearness


def _pieced(lines: list[Line], first: int, start: int, context: Context) -> Iterator[Candidate]:
    """A date whose day, month and year stand in lines of their own."""
    for number in range(max(0, first - 4), min(max(start, first + 8), len(lines) - 2)):
        parts = [line.text for line in lines[number : number + 3]]
        if all(len(part) <= 12 for part in parts) and any(part[:1].isdecimal() for part in parts):
            found = read_dateline(" ".join(parts), context).published
            if found and found.rule.endswith("full"):
                yield Candidate(found, "shown", 1.2)
                return


def _times(
    page: Page,
    lines: list[Line],
    span: tuple[int, int, int],
    context: Context,
    published: list[Candidate],
    modified: list[Candidate],
) -> None:
    """`<time datetime>` and its older relations near the article, each by its place and its neighbours' names."""
    told = _told(page)
    if not told:
        return
    where = line_numbers(page)
    for order, (text, node) in enumerate(told):
        block = node
        while block.parent is not None and block.mem_id not in where and block.parent.is_element_node:
            block = block.parent
        number = where.get(block.mem_id, -1)
        nearness = _nearness(number, *span) if number >= 0 else 0.3
        weight = 2.4 * max(nearness, 0.1 if order == 0 else 0.0) * _trust(node)
        candidate = machine_candidate(text, "time", weight, context)
        if candidate is None and node.tag != "time":
            found = read_dateline(text, context).published
            candidate = Candidate(replace(found, rule="time"), "time", weight) if found and found.instant else None
        if candidate is None:
            continue
        candidate = replace(candidate, place="shown")
        updated = named_update(node) or _says_updated(lines, number, node, context)
        (modified if updated else published).append(candidate)


def named_update(node: LexborNode) -> bool:
    """Whether the names of an element, or of the one that holds it, make its time that of a change."""
    return bool(_UPDATED_NAME.search(names(node) + (names(node.parent) if node.parent is not None else "")))


_TOLD = (
    "time[datetime], abbr[title], [data-utime], [data-timestamp], [data-time], [data-datetime],"
    ' [class*="timeago" i][title], [class*="timestamp" i][title]'
)
_MOST_TOLD = 40
_NOT_HELD = re.compile(r"count-?down|event|deadline|expir|start|end\b|timer|calendar|picker|duration|video|player")


def _told(page: Page) -> list[tuple[str, LexborNode]]:
    """What the first 40 `<time datetime>` say, with their elements; where there is none, the times that scripts write
    out as "two hours ago", from the attributes that hold them."""
    nodes = page.tree.css(_TOLD)  # a selector less is a walk over the page less
    times = [(node.attributes.get("datetime"), node) for node in nodes if node.tag == "time"]
    if stated := [(text.strip(), node) for text, node in times if text is not None]:
        return stated[:_MOST_TOLD]
    found: list[tuple[str, LexborNode]] = []
    for node in nodes[:_MOST_TOLD]:
        attributes = node.attributes
        text = next(
            (
                value
                for name in ("data-utime", "data-timestamp", "data-time", "data-datetime", "title")
                if (value := (attributes.get(name) or "").strip()) and 8 <= len(value) <= 60 and may_hold_date(value)
            ),
            "",
        )
        if text and len(node.text() or "") <= 60 and not _NOT_HELD.search(names(node)):
            found.append((text, node))
    return found


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
