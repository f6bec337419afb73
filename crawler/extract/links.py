"""Which links of a list page are its news: no selector is needed, the page's own structure tells."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crawler.extract.addresses import address
from crawler.extract.choose import Choice, choose
from crawler.extract.groups import Group, Reader, Record, groups_of, node_words
from crawler.extract.page import Page, words
from crawler.extract.pager import next_page
from crawler.extract.records import MOST_LINKS, Outline, Spot, outline, stable_name
from crawler.extract.sayings import only_a_date, parts, weight

LONGEST_BESIDE = 400
LONGEST_TITLE = 500
_DAYS = 20
"""As many links that say but a day or a figure, and more than all others, are a calendar."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its page shows it.

    `url` is absolute, without fragment. `title` is the best of what the links to this address say, `beside` the words
    of its record beside that (dates, teaser; a line a part, at most 400 characters). `reason` says why it was left
    out, or the group it belongs to.
    """

    url: str
    title: str
    beside: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListReading:
    """The news of a list page in the page's order, an address once, and the other links, each with its reason.

    `cause` says in plain words why nothing was taken; `next_url` is the list's next page where one is clear: a page
    without news, as a calendar's, has none, or its months would never end.
    """

    taken: tuple[Link, ...]
    left: tuple[Link, ...]
    cause: str
    next_url: str | None = None


def read_list(page: Page, others: Sequence[Page] = (), *, places: Collection[str] = ()) -> ListReading:
    """The news among the links of a page. What `others`, pages of the same site, repeat in place is furniture;
    `places`, as link_places names them, are where its news stood before: what stands there is looked at first."""
    seen = outline(page)
    repeated, compared = _repeated(seen, others)
    reader = Reader(seen, repeated, compared)
    groups = groups_of(reader)
    known = {order for order, place in enumerate(_places(seen)) if place in places} if places else set()
    choice = choose(groups, reader, known)
    taken = tuple(_taken(choice, reader))
    left = tuple(_left(choice, reader, address(page.url).site))
    cause = "" if taken else why_nothing(page, seen)
    return ListReading(taken, left, cause, next_page(page, seen.spots) if taken else None)


def link_places(page: Page) -> list[tuple[str, str]]:
    """(place, address_key) of every link that may be news: the elements around it, by names that hold for long."""
    seen = outline(page)
    spots = zip(_places(seen), seen.spots, strict=True)
    return [(place, spot.key) for place, spot in spots if not spot.barred]


def _places(seen: Outline) -> list[str]:
    """Where each link stands, in words that hold on other pages of the site too."""
    signs = [f"{box.tag}.{stable_name(box.classes)}" for box in seen.boxes]
    paths: dict[int, str] = {}
    found = []
    for spot in seen.spots:
        path = paths.get(spot.box)
        if path is None:
            path = paths[spot.box] = "/".join(signs[box] for box in seen.above(spot.box, 6))
        found.append(path)
    return found


def _repeated(seen: Outline, others: Sequence[Page]) -> tuple[dict[int, float], bool]:
    """(the share of other pages that have a link's address or text in the same place, by the order of the links;
    whether any page told something).

    A page with the very same links says nothing: it is this list again, under another number.
    """
    own = [(place, spot.key, spot.text) for place, spot in zip(_places(seen), seen.spots, strict=True)]
    keys = {spot.key for spot in seen.spots}
    shares: list[list[bool]] = []
    for other in others:
        there = outline(other)
        if same_links(keys, {spot.key for spot in there.spots}):
            continue
        known = {(place, spot.key) for place, spot in zip(_places(there), there.spots, strict=True)}
        said = {(place, spot.text) for place, spot in zip(_places(there), there.spots, strict=True) if spot.text}
        shares.append([(place, key) in known or (place, text) in said for place, key, text in own])
    if not shares:
        return {}, False
    counts = enumerate(map(sum, zip(*shares, strict=True)))
    return {order: count / len(shares) for order, count in counts if count}, True


def same_links(one: set[str], two: set[str]) -> bool:
    return len(one & two) >= 0.95 * len(one | two)


def _taken(choice: Choice, reader: Reader) -> list[Link]:
    found = sorted(choice.records.values(), key=lambda pair: pair[0].spots[0].order)
    return [
        Link(record.spots[0].address.url, record.title[:LONGEST_TITLE], _beside(record, reader), _name(group, reader))
        for record, group in found
    ]


def _name(group: Group | None, reader: Reader) -> str:
    """A short path that names a group: the element that holds it and what leads down to its links."""
    if group is None:
        return "stands alone"
    boxes = reader.outline.boxes
    path = [boxes[group.ancestor]]
    inner = reader.outline.above(group.records[0].spots[0].box, group.level)
    path += [boxes[box] for box in reversed(inner[-2:] if len(inner) > 2 else inner)]
    return " > ".join(f"{box.tag}.{stable_name(box.classes)}".rstrip(".")[:40] for box in path)


def _beside(record: Record, reader: Reader) -> str:
    """What a record says beside its title and its buttons."""
    if record.box >= 0:
        lines = parts(reader.outline.boxes[record.box].node, reader.labels)
    else:
        lines = [line for spot in record.spots for line in (spot.text, *spot.rest)]
    title = "".join(record.title.split())
    kept = []
    for line in [*lines, *record.after.split("\n")]:
        bare = "".join(line.split())
        if bare and bare not in title and line.casefold() not in reader.labels and line not in kept:
            kept.append(line)
    return "\n".join(kept)[:LONGEST_BESIDE]


def _left(choice: Choice, reader: Reader, own_site: str) -> list[Link]:
    """The other addresses of the page, each once, with why they are not its news."""
    found: dict[str, Link] = {}
    for spot in reader.outline.spots:
        if spot.key in choice.records or spot.key in found:
            continue
        reason = choice.refused.get(spot.key) or _reason(spot, choice, reader, own_site)
        found[spot.key] = Link(spot.address.url, spot.text[:LONGEST_TITLE], "", reason)
    return list(found.values())


def _reason(spot: Spot, choice: Choice, reader: Reader, own_site: str) -> str:
    if spot.barred:
        return spot.barred
    if reader.repeated.get(spot.order, 0.0) >= 1:
        return "repeated on other pages"
    if choice.inside(spot):
        return "beside an item"
    if spot.text and len(spot.text) < 12 and weight(spot.text) < 2:
        return "pager"
    zone = reader.outline.boxes[spot.box].inherited
    if zone:
        return zone
    if spot.address.site != own_site:
        return "other host"
    if not spot.text:
        return "says nothing"
    return "unlike the news of the page" if choice.records else "no list of news"


_ERROR = re.compile(
    r"\b(?:40[0-9]|410|429|50[0-9])\b|not found|forbidden|unavailable|maintenance|access denied|bad gateway"
    r"|không (?:tìm thấy|tồn tại)|bảo trì|từ chối truy cập|nicht gefunden|wartung(?:sarbeiten|smodus)|introuvable"
    r"|no (?:se ha )?encontrad[ao]|não encontrad[ao]|mantenimiento|manutenção|non trovat[ao]|niet gevonden"
    r"|nie znaleziono|не найден[ао]?|не знайдено|tidak ditemukan|bulunamadı|页面不存在|找不到|見つかりません",
    re.I,
)


def why_nothing(page: Page, seen: Outline) -> str:
    """Why a page has no news, in plain words."""
    head = " ".join(words(page.first(name))[:200] for name in ("title", "h1"))
    if page.first("input[type=password]") is not None:
        return "a log-in form"
    if _ERROR.search(head) and len(seen.spots) < 60:
        return "an error page"
    if not seen.spots:
        body = page.tree.body
        said = node_words(body)[0] if body is not None else ""
        if not said.strip():
            if page.first("img") is not None:
                return "only images"
            return "built by scripts" if page.first("script") is not None else "an empty page"
        return "no links"
    if not any(spot.text for spot in seen.spots):
        return "only images"
    if all(spot.barred or seen.boxes[spot.box].inherited for spot in seen.spots):
        return "only menus, footers and side boxes"
    texts = [spot.text for spot in seen.spots if spot.text]
    if len(texts) >= _DAYS and 2 * sum(weight(text) < 2 or only_a_date(text) for text in texts) > len(texts):
        return "only days and figures, as in a calendar"
    if len(seen.spots) >= MOST_LINKS:
        return f"no group of links reads like news among the first {MOST_LINKS}"
    return "no group of links reads like news"
