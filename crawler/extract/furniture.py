"""What the pages of a site share: menus, banners, licence lines, boxes. Found by comparing them, not by names."""

from collections.abc import Collection, Sequence
from typing import cast

from crawler.extract.blocks import Flag
from crawler.extract.complexity import too_complex
from crawler.extract.page import Page
from crawler.extract.prose import flat

Furniture = Collection[str]
NOTHING: frozenset[str] = frozenset()
_LEAST = 2  # letters: less says nothing


def furniture(lists: Sequence[Page], articles: Sequence[Page] = ()) -> frozenset[str]:
    """The texts, letters only, that an article page of the site would only repeat.

    With article pages: what one of them shares with another or with a list page, so that the teaser of an article on
    two lists is never among them. Without: what two list pages share, or what a single one shows as menu or footer.
    """
    texts = [_texts(page) for page in lists if not too_complex(page)]
    own = [_texts(page) for page in articles if not too_complex(page)]
    if own:
        shared: set[str] = set()
        for number, article in enumerate(own):
            shared |= article & set().union(*texts, *own[number + 1 :])
        return frozenset(shared)
    if len(texts) > 1:
        return frozenset(text for n, one in enumerate(texts) for other in texts[n + 1 :] for text in one & other)
    return frozenset(_outside(lists[0])) if texts else NOTHING


def _texts(page: Page) -> frozenset[str]:
    """Made once a page: each page of a few is compared with all others, several times over."""
    known = page.__dict__.get("_texts")
    if known is None:
        texts = frozenset(text for block in page.blocks if len(text := flat(block.text)) >= _LEAST)
        known = page.__dict__["_texts"] = texts
    return cast(frozenset[str], known)


def _outside(page: Page) -> set[str]:
    away = Flag.NAV | Flag.FOOTER | Flag.HEADER
    return {
        text
        for block in page.blocks
        if (block.element.flags & away or (block.link_density > 0.9 and len(block.text) < 40))
        and len(text := flat(block.text)) >= _LEAST
    }
