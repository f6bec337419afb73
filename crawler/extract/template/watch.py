"""When a source's template is learned: after its first pages, after more of them, and anew after a redesign."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from crawler.extract.template.values import Template

P = TypeVar("P")

LEARN_AT = (3, 5, 10)
"""How many pages a template is learned from: what three teach is good, what five and ten teach is better."""
IN_A_ROW = 3
"""So many pages that it does not hold for, one after the other, are a redesign. Pages of another layout come between
those of the usual one and are none."""

SELDOM = 100
"""After so many pages a template that fewer than ten taught is learned once more."""


@dataclass
class Watch(Generic[P]):
    """How a template fares. `pages` are what it may be learned from, the newest last; `refused` counts the pages that
    it did not hold for since the last one that it did, `tried` those read since it was learned or could not be. Pure:
    who reads the pages tells it.
    """

    template: Template | None = None
    pages: deque[P] = field(default_factory=lambda: deque(maxlen=LEARN_AT[-1]))
    refused: int = 0
    tried: int = 0

    def read(self, page: P, refused: str) -> None:
        """A page was read; `refused` says why the template did not hold, empty where it did or where there is none."""
        self.pages.append(page)
        self.tried += 1
        self.refused = self.refused + 1 if refused else 0

    @property
    def broken(self) -> bool:
        """Whether the site has another design now."""
        return self.template is not None and self.refused >= IN_A_ROW

    @property
    def due(self) -> bool:
        """Whether it is time to learn: not twice from the same pages, and seldom once many have taught."""
        if self.broken:
            return self.tried >= IN_A_ROW
        taught = len(self.template.pages) if self.template is not None else 0
        count = len(self.pages)
        if not self.tried or taught >= min(count, LEARN_AT[-1]):
            return False
        if count < LEARN_AT[-1]:
            return count in LEARN_AT
        return self.tried >= (LEARN_AT[1] if taught < LEARN_AT[1] else SELDOM)

    @property
    def lesson(self) -> Sequence[P]:
        """The pages to learn from: after a redesign those of the new design only."""
        return tuple(self.pages)[-self.refused :] if self.broken else tuple(self.pages)

    def learned(self, template: Template | None) -> bool:
        """What was learned of the lesson. Whether it is used from now on: the one in use stays where nothing could be
        learned, and where as many pages taught it."""
        self.tried = 0
        if template is None or (
            self.template is not None and not self.broken and len(template.pages) <= len(self.template.pages)
        ):
            return False
        self.template, self.refused = template, 0
        return True
