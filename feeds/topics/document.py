"""What a query sees of an article."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from crawler.article import Article, Published, StoredArticle
from feeds.topics.keys import Kind, keyring, words

PARTS = ("title", "lead", "body")  # part i is bit 1 << i
ALL_PARTS = 0b111


@dataclass(frozen=True)
class Document:
    """The parts that are searched, and the metadata. Words and keys are made once, when first asked for.

    `published` is an instant (its day is the one in its own zone), a day, or None: unknown, then no `date:` is true.
    """

    title: str = ""
    body: str = ""
    lead: str = ""
    source: str = ""
    section: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    published: Published | datetime | date | None = None

    @classmethod
    def of(cls, article: Article | StoredArticle) -> "Document":
        return cls(
            title=article.title,
            body=article.text,
            lead=article.lede,
            source=article.source,
            section=article.section,
            author=article.author,
            language=article.language,
            url=article.url,
            published=article.published,
        )

    @property
    def parts(self) -> tuple[str, str, str]:
        """The searched texts, in the order of PARTS."""
        return self.title, self.lead, self.body

    @property
    def day(self) -> date | None:
        """The day of publication."""
        value = self.published.value if isinstance(self.published, Published) else self.published
        return value.date() if isinstance(value, datetime) else value

    @cached_property
    def _words(self) -> tuple[list[str], ...]:
        return tuple(words(text) if text else [] for text in self.parts)

    @cached_property
    def _keyed(self) -> dict[Kind, tuple[str, ...]]:
        return {}

    def keyed(self, kind: Kind) -> tuple[str, ...]:
        """Per part its keys with a space before, between and after: " bão số 3 "; "" for a part without words."""
        known = self._keyed.get(kind)
        if known is None:
            key = keyring(kind).__getitem__
            known = tuple(f" {' '.join(map(key, part))} " if part else "" for part in self._words)
            self._keyed[kind] = known
        return known
