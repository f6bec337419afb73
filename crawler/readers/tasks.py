"""What a reading process is asked: values that travel, and the functions that answer them. Pure.

What reads pages is imported where it is called: the crawl, which only makes these values, starts without it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.article import Article, Listed
from crawler.errors import ExtractionError
from crawler.extract.listplaces import ListTemplate
from crawler.extract.page import Context, Page
from crawler.ways.kinds import Kind
from crawler.ways.told import Told

if TYPE_CHECKING:
    from crawler.extract.reading import Reading
    from crawler.extract.template.values import Template
    from crawler.ways.offers import Offer

AT_HAND = 5
"""Pages that stay taken apart: a list, the samples that are compared, the page that is read."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What pages of a source taught: a template, or None; `articles` as they were read without one, with the reason in
    words for each that is none; `alike` whether the pages have anything in common."""

    template: "Template | None"
    articles: tuple[Article | str, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came: what a Page is made from."""

    body: bytes
    url: str
    content_type: str

    @property
    def page(self) -> Page:
        """Taken apart once, though several tasks in a row ask for it."""
        return _page(self.body, self.url, self.content_type)


class _AtHand:
    """The pages that were asked for last, taken apart."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], Page] = {}

    def __call__(self, body: bytes, url: str, content_type: str) -> Page:
        page = self.pages.pop((url, content_type), None)
        if page is None or page.body != body:
            page = Page(body, url, content_type)
        self.pages[url, content_type] = page
        if len(self.pages) > AT_HAND:
            old = self.pages.pop(next(iter(self.pages)))
            vars(old).pop("blocks", None)  # they know their page: without this they would wait for the collector
        return page


_page = _AtHand()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """Arguments of crawler.extract.read.read; answered with an Article, or the reason in words why it is none."""

    answer: Answer
    context: Context
    listed: tuple[Listed, ...] = ()
    address: str = ""
    furniture: Collection[str] = frozenset()

    def __call__(self) -> Article | str:
        from crawler.extract.read import read

        try:
            return read(
                self.answer.page,
                self.context,
                listed=self.listed,
                address=self.address,
                furniture=self.furniture,
            )
        except ExtractionError as error:
            return error.problem


@dataclass(frozen=True, slots=True)
class ReadByTemplate:
    """An article page and what was learned of its source, a template a layout; answered with the Reading, which says
    which of them held, or the reason in words why the page is no article."""

    page: ReadArticle
    templates: "tuple[Template, ...]"

    @property
    def context(self) -> Context:
        return self.page.context

    def __call__(self) -> "Reading | str":
        from crawler.extract.read import read_by

        page = self.page
        try:
            return read_by(
                page.answer.page,
                page.context,
                listed=page.listed,
                address=page.address,
                furniture=page.furniture,
                templates=self.templates,
            )
        except ExtractionError as error:
            return error.problem


@dataclass(frozen=True, slots=True)
class LearnTemplate:
    """Article pages of one source, each with the article that the general reader found on it (None: it is read once
    more); answered with what they taught."""

    pages: "tuple[tuple[ReadArticle, Article | None], ...]"

    @property
    def context(self) -> Context:
        return max((page.context for page, _ in self.pages), key=lambda context: context.fetched_at)

    def __call__(self) -> Learned:
        from crawler.extract.template.learning import FEWEST, alike, learn_from
        from crawler.extract.template.lessons import Sample, lessons_of

        read = [(page, page() if article is None else article) for page, article in self.pages]
        samples = [Sample(page.answer.page, found) for page, found in read if isinstance(found, Article)]
        articles = tuple(found for _, found in read)
        if not samples:
            return Learned(None, articles, alike=False)
        lessons = lessons_of(samples)
        return Learned(learn_from(lessons, self.context), articles, len(alike(lessons)) >= FEWEST)


@dataclass(frozen=True, slots=True)
class ReadWay:
    """Arguments of crawler.ways.read.read_way; answered with what it tells."""

    answer: Answer
    others: tuple[Answer, ...]
    context: Context
    expected: Kind | None = None
    template: ListTemplate | None = None
    known: Collection[str] = ()

    def __call__(self) -> Told:
        from crawler.extract.complexity import too_complex
        from crawler.ways.read import read_way

        others = [page for other in self.others if not too_complex(page := other.page)]
        return read_way(
            self.answer.page,
            others,
            self.context,
            expected=self.expected,
            template=self.template,
            known=self.known,
        )


@dataclass(frozen=True, slots=True)
class FindShared:
    """Arguments of crawler.extract.furniture.furniture; answered with the texts that the pages share, and for each
    article page, by its address, with those that it may share with the others."""

    lists: tuple[Answer, ...]
    articles: tuple[Answer, ...]

    def __call__(self) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
        from crawler.extract.furniture import furniture

        lists, pages = _pages(self.lists), _pages(self.articles)
        each = {page.url: furniture(lists, [other for other in pages if other is not page]) for page in pages}
        return furniture(lists, pages), each


@dataclass(frozen=True, slots=True)
class FindOffers:
    """Arguments of crawler.ways.offers.offers; answered with the other ways that a list page offers."""

    answer: Answer
    robots: str

    def __call__(self) -> "tuple[Offer, ...]":
        from crawler.extract.complexity import too_complex
        from crawler.ways.offers import offers

        page = self.answer.page
        return () if too_complex(page) else offers(page, self.robots)


Task = ReadArticle | ReadByTemplate | LearnTemplate | ReadWay | FindShared | FindOffers


def _pages(answers: Sequence[Answer]) -> list[Page]:
    return [answer.page for answer in answers]
