"""The next page of a list: what the page declares, else the pager's next number."""

import re
from collections import defaultdict
from collections.abc import Sequence

from crawler.extract.addresses import Address, address
from crawler.extract.page import Page
from crawler.extract.records import Spot
from crawler.extract.sayings import weight

_FIGURES = re.compile(r"\d+")
_ENDING = re.compile(r"\.\w{2,5}$")
_NUMBERED = re.compile(r"\D{0,12}(?:\d\D{1,3})?(\d{1,5})(?:\.\w{2,5})?")
"""What a list's other pages add to its address: "/page/2", "paged=2", "_2.html", "PAGEN_1=2"."""
_LONGEST_SAYING = 14
"""Letters in what a pager's links say at most: "Page 2", "Next", "Trang sau"."""


def next_page(page: Page, spots: Sequence[Spot]) -> str | None:
    """The address of the list's next page, or None where none is clear.

    A pager is links of few letters to this page's own address with one more number in it, or another one.
    """
    own = address(page.url)
    for node in page.tree.css('link[rel~="next"][href], a[rel~="next"][href]')[:5]:
        url = page.absolute(node.attributes.get("href"))
        if url:
            there = address(url)
            if there.site == own.site and there.key != own.key:
                return url
    pagers: dict[str, dict[int, Address]] = defaultdict(dict)
    wordless: dict[str, str] = {}
    for spot in spots:
        if len(spot.text) > 30 or weight(spot.text) > _LONGEST_SAYING:
            continue
        number = _number(own.key, spot.key)
        if number is None:
            continue
        said = _FIGURES.findall(spot.text)
        if len(said) == 1 and len(said[0]) <= 5:
            pagers[str(int(said[0]) - number) + _FIGURES.sub("0", spot.key)].setdefault(int(said[0]), spot.address)
        elif not said and number == (_own_number(own.key, spot.key) or 1) + 1:
            wordless[spot.key] = spot.address.url
    if pagers:
        numbers = max(pagers.values(), key=len)
        found = numbers.get(_current(own.key, numbers) + 1)
        if found:
            return found.url
    return next(iter(wordless.values())) if len(wordless) == 1 else None


def _number(here: str, there: str) -> int | None:
    """The page number in an address that else is this page's own address; None where it is another page."""
    if here == there:
        return None
    if _FIGURES.sub("0", here) == _FIGURES.sub("0", there):
        changed = [b for a, b in zip(_FIGURES.findall(here), _FIGURES.findall(there), strict=True) if a != b]
        return int(changed[0]) if len(changed) == 1 and len(changed[0]) <= 5 else None
    found = _NUMBERED.fullmatch(_more(here, there))
    return int(found[1]) if found else None


def _more(here: str, there: str) -> str:
    """What an address has in addition to this page's own: the end of the path, or other parameters."""
    path, _, query = here.partition("?")
    other_path, _, other_query = there.partition("?")
    if path == other_path:
        own = set(query.split("&"))
        return "&".join(pair for pair in other_query.split("&") if pair not in own)
    base = _ENDING.sub("", here) if "/" in here else here
    return there[len(base) :] if there.startswith(base) else ""


def _own_number(here: str, there: str) -> int | None:
    """This page's own number, where its address differs from another page's of the list in that alone."""
    if _FIGURES.sub("0", here) != _FIGURES.sub("0", there):
        return None
    changed = [a for a, b in zip(_FIGURES.findall(here), _FIGURES.findall(there), strict=True) if a != b]
    return int(changed[0]) if len(changed) == 1 and len(changed[0]) <= 5 else None


def _current(here: str, numbers: dict[int, Address]) -> int:
    """The number of this page: from its own address, else the number that has no link, else one."""
    for said, there in numbers.items():
        number, mine = _number(here, there.key), _own_number(here, there.key)
        if mine is not None and number is not None:
            return mine + said - number
    missing = next((n for n in range(1, min(max(numbers), 2_000)) if n not in numbers), 1)
    return missing if missing + 1 in numbers else 1
