"""Where the news of a list page stood, kept so that the next reading looks there first. Pure.

A list of a quiet week may be shorter than a box beside it, and another group of links would then read more like news.
What was learned is used only where it is proved again: news known from earlier readings must reappear in it.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from crawler.address import address_key
from crawler.extract.links import Link, ListReading, link_places, read_list
from crawler.extract.listplaces import ListTemplate
from crawler.extract.page import Page

_LEAST_LINKS = 3  # fewer may stand together by chance
_LEAST_PLACE = 0.2  # share of the news that stands in one place: a pinned item's own place is none of the list


def learn(page: Page, taken: Sequence[Link]) -> ListTemplate | None:
    """The places of the links that were taken from a list page; None where they are too few to tell."""
    wanted = {address_key(link.url) for link in taken}
    if len(wanted) < _LEAST_LINKS:
        return None
    found = set(link_places(page))
    counts = Counter(place for place, key in found if key in wanted)
    others = Counter(place for place, key in found if key not in wanted)
    places = [place for place, n in counts.items() if n >= _LEAST_PLACE * len(wanted) and n > others[place]]
    return ListTemplate(tuple(sorted(places))) if places else None


def apply(
    page: Page, template: ListTemplate, known: Collection[str], others: Sequence[Page] = ()
) -> ListReading | None:
    """The reading of a list page that looks first where its news stood. None where the template does not hold: nothing
    stands in its places any more, or of the news `known` from earlier readings (address_key) the page links to none or
    most is not in what was taken.
    """
    stand = link_places(page)
    there = {key for _, key in stand}.intersection(known)
    if not there or not any(place in template.places for place, _ in stand):
        return None
    reading = read_list(page, others, places=template.places)
    again = there.intersection(address_key(link.url) for link in reading.taken)
    return reading if 2 * len(again) >= len(there) else None
