"""Where the list pages of a source have their news, as it is kept: light, since the crawl itself handles it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListTemplate:
    """`places` are the places of the news, each the elements around a link, innermost first ("li.item/ul.news/...")."""

    places: tuple[str, ...]


def dump(templates: Mapping[str, ListTemplate]) -> str:
    """All templates of a source, by list address, as one JSON text for the archive; the same ones, the same text."""
    return json.dumps({url: list(found.places) for url, found in sorted(templates.items())}, ensure_ascii=False)


def load(text: str) -> dict[str, ListTemplate]:
    """What dump wrote; nothing of what another version wrote otherwise."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return {
        url: ListTemplate(tuple(places))
        for url, places in (told.items() if isinstance(told, dict) else ())
        if isinstance(places, list) and all(isinstance(place, str) for place in places)
    }
