"""A quick look at a source: what it offers, and how it is read. Nothing of it is archived."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.address import address_key
from crawler.article import Article, Left, Listed
from crawler.city import City, Source
from crawler.config import Config
from crawler.errors import CannotRun, ExtractionError
from crawler.extract.cms import Cms, cms_of
from crawler.extract.complexity import too_complex
from crawler.extract.files import media_type
from crawler.extract.furniture import furniture
from crawler.extract.head import read_head
from crawler.extract.hosts import same_site
from crawler.extract.links import Link, read_list
from crawler.extract.page import Context, Page
from crawler.extract.read import read
from crawler.guard.robots import RobotsFile, rules_of
from crawler.spiders.look import Answer, LookSpider, Task
from crawler.ways.choose import Judged, choose
from crawler.ways.compare import Verdict, compare
from crawler.ways.kinds import Kind, kind_of
from crawler.ways.offers import Offer, offers
from crawler.ways.read import read_way
from crawler.ways.told import Told

ARTICLES = 3
MOST_OFFERS = 4
MOST_LISTS = 8  # list pages that a front page suggests
_SECONDS = 60.0  # one source takes no longer
_REQUESTS = 40

Progress = Callable[[str, str], None]  # source id, what is asked: "list page" ...

_NEWS_WORDS = re.compile(
    r"\b(tin|tin tức|tin tuc|tin-tuc|tintuc|tin mới|thời sự|thông báo|thong-bao|sự kiện|su-kien|news|press|latest"
    r"|actualit\w+|aktuell\w*|nachrichten|meldungen|pressemitteilung\w*|noticias|notícias|novedades|comunicados|notizie"
    r"|avvisi|nieuws|nyheter|aktualności|wiadomości|novosti|новости|новини|berita|announcements?|bulletins?)\b",
    re.I,
)
_FRONT = re.compile(r"^/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|trang-chu)(?:\.\w{2,5})?/?)?$", re.I)
_FRONT_WORDS = re.compile(r"^(trang chủ|trang chu|home ?page|home|startseite|accueil|inicio|início|welcome)$", re.I)
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
_ENGLISH = re.compile(r"\b(?:the|of|and|to|for|with|from|by|at|this|that|will|are)\b", re.I)


@dataclass(frozen=True, slots=True)
class Robots:
    """`status` None: it was not answered, and then nothing is allowed. `crawl_delay` is in seconds, 0 for none."""

    status: int | None
    allowed: bool
    crawl_delay: float = 0.0


@dataclass(frozen=True, slots=True)
class ListSeen:
    """A list address as understood. `kind` is what answered; `cause` says why nothing was taken."""

    url: str
    kind: Kind | None
    taken: tuple[Listed, ...]
    left: Left
    cause: str
    hint: str = ""
    refused: str = ""  # what refused it: "address", "robots" ..., as in crawler.guard.errors

    @property
    def dated(self) -> int:
        return sum(link.published is not None for link in self.taken)


@dataclass(frozen=True, slots=True)
class ArticleSeen:
    """An article as read, or why it is none."""

    url: str
    article: Article | None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """`title` and `language` are the site's own words, "" where it says nothing; `language_by` says where it was
    read. `best` is the way that a crawl would ask; `suggested` are likely list pages where a front page was given."""

    source: Source
    robots: Robots
    lists: tuple[ListSeen, ...]
    ways: tuple[Judged, ...] = ()
    best: Judged | None = None
    articles: tuple[ArticleSeen, ...] = ()
    cms: Cms | None = None
    title: str = ""
    language: str = ""
    language_by: str = ""
    front: bool = False
    suggested: tuple[Link, ...] = ()

    @property
    def cause(self) -> str:
        """Why nothing can be taken from it; "" where something can."""
        return "" if any(seen.taken for seen in self.lists) else self.lists[0].cause or "no news were found"


@dataclass(frozen=True, slots=True)
class Reached:
    """What `reach` found: per source its list addresses in their order."""

    source: Source
    lists: tuple[ListSeen, ...]

    @property
    def well(self) -> bool:
        return all(seen.taken for seen in self.lists)


def look(
    config: Config,
    city: City,
    source: Source,
    *,
    guess_language: bool = False,
    articles: int = ARTICLES,
    progress: Progress | None = None,
) -> Look:
    """Ask a source's lists, what they offer besides, and a few articles. Takes seconds; once a process, as a crawl.

    `guess_language`: the site's own words on its language count, not the source's. Raises CannotRun; what the site
    does wrong is told in the Look.
    """
    found: list[Look] = []

    async def task(spider: LookSpider) -> None:
        found.append(await _Looker(spider, source, progress).look(articles, guess_language))

    _run(config, city, {source.id: source}, task)
    return found[0]


def reach(
    config: Config, city: City, sources: Sequence[Source], *, progress: Progress | None = None
) -> tuple[Reached, ...]:
    """Ask the lists of several sources beside one another, and how they are understood. Once a process, as a crawl."""
    found: dict[str, Reached] = {}

    async def task(spider: LookSpider) -> None:
        async def one(source: Source) -> None:
            found[source.id] = Reached(source, await _Looker(spider, source, progress).lists())

        await asyncio.gather(*map(one, sources))

    _run(config, city, {source.id: source for source in sources}, task)
    return tuple(found[source.id] for source in sources)


def is_front(url: str) -> bool:
    """Whether an address looks like a site's front page rather than one of its lists."""
    parts = urlsplit(url)
    return bool(_FRONT.match(parts.path)) and not parts.query


def _run(config: Config, city: City, sources: Mapping[str, Source], task: Task) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.settings import settings_for

    most = {
        "source_seconds": min(_SECONDS, config.source_seconds),
        "source_requests": min(_REQUESTS, config.source_requests),
    }
    process = AsyncCrawlerProcess(settings_for(config.model_copy(update=most), city))
    crawler: Any = process.create_crawler(LookSpider)
    process.crawl(crawler, sources=sources, task=task)
    ended: list[LookSpider] = []

    def remember(spider: LookSpider, **_: Any) -> None:
        ended.append(spider)

    from scrapy import signals

    crawler.signals.connect(remember, signal=signals.spider_closed)
    process.start()
    if not ended:
        raise CannotRun("the look could not begin; the log says why")
    if ended[0].fault is not None:
        raise ended[0].fault


class _Looker:
    """One source, looked at: its requests one after the other, each page once."""

    def __init__(self, spider: LookSpider, source: Source, progress: Progress | None) -> None:
        self.spider, self.source, self.progress = spider, source, progress
        self.answers: dict[str, Answer] = {}

    @property
    def context(self) -> Context:
        source = self.source
        return Context(source.id, source.language, source.country, source.zone, datetime.now(UTC))

    async def ask(self, url: str, why: str) -> Answer:
        key = url.partition("#")[0]
        if key not in self.answers:
            if self.progress:
                self.progress(self.source.id, why)
            self.answers[key] = await self.spider.ask(self.source, url, why)
        return self.answers[key]

    async def lists(self) -> tuple[ListSeen, ...]:
        answers = [await self.ask(url, "list page") for url in self.source.lists]
        return tuple(self._list(answer, []) for answer in answers)

    async def look(self, most: int, guess_language: bool) -> Look:
        first = await self.ask(self.source.lists[0], "list page")
        if guess_language and not first.cause and (spoken := _language([first.page()])[0]):
            self.source = self.source.model_copy(update={"language": spoken})
        robots = self._robots(first)
        seen = await self.lists()
        if not any(answer.body and not answer.cause for answer in self.answers.values()):
            return Look(self.source, robots, seen, front=is_front(first.asked))
        home = await self.ask(urljoin(first.url, self.source.home), "front page")
        pages = await self._samples(seen, most)
        good = [answer.page() for answer in pages if not answer.cause][:1]
        if good:  # judged beside an article page a list is read more surely
            seen = tuple([self._list(await self.ask(one.url, "list page"), good) for one in seen])
            pages = await self._samples(seen, most)
        ways = await self._ways(first, seen[0])
        told = [answer.page() for answer in (first, home) if not answer.cause]
        language, language_by = _language([answer.page() for answer in (first, *pages) if not answer.cause])
        return Look(
            self.source,
            robots,
            seen,
            ways=ways,
            best=choose(ways),
            articles=self._articles(seen, pages),
            cms=next((found for page in told if (found := cms_of(page))), None),
            title=_site_name(told),
            language=language,
            language_by=language_by,
            front=is_front(first.url),
            suggested=self._suggested(first, seen[0]) if is_front(first.url) else (),
        )

    # -- lists

    def _list(self, answer: Answer, others: Sequence[Page]) -> ListSeen:
        if answer.cause:
            return ListSeen(answer.asked, None, (), Left(), answer.cause, answer.hint, answer.kind)
        page = answer.page()
        kind = kind_of(page.body, page.content_type)
        own = {address_key(url) for url in (*self.source.lists, self.source.home, answer.url)}
        told = read_way(page, others, self.context).without(own)
        links = tuple(replace(item, list_url=answer.asked) for item in told.items)
        return ListSeen(answer.asked, kind, links, told.left, "" if links else told.cause or "no news were found")

    def _suggested(self, answer: Answer, seen: ListSeen) -> tuple[Link, ...]:
        """Links of a front page, in menus above all, that sound like lists of news."""
        if seen.kind != "page" or too_complex(answer.page()):
            return ()
        reading = read_list(answer.page())
        taken = {address_key(link.url) for link in seen.taken} | {address_key(answer.url)}
        found: dict[str, Link] = {}
        for link in (*reading.taken, *reading.left):
            said = len(link.title) <= 40 and _NEWS_WORDS.search(link.title)
            named = _NEWS_WORDS.search(urlsplit(link.url).path.rstrip("/").rpartition("/")[2])
            if (said or named) and same_site(link.url, answer.url) and not media_type(link.url):
                key = address_key(link.url)
                if key not in taken and not is_front(link.url):
                    found.setdefault(key, link)
        return tuple(found.values())[:MOST_LISTS]

    # -- articles

    async def _samples(self, seen: Sequence[ListSeen], most: int) -> list[Answer]:
        links = [link for one in seen for link in one.taken if same_site(link.url, self.source.home)]
        urls = list(dict.fromkeys(link.url for link in links if not media_type(link.url)))[:most]
        return [await self.ask(url, "article") for url in urls]

    def _articles(self, seen: Sequence[ListSeen], answers: Sequence[Answer]) -> tuple[ArticleSeen, ...]:
        pages = [answer.page() for answer in answers if not answer.cause]
        lists = [a.page() for one in seen if one.kind == "page" and (a := self.answers[one.url]) and not a.cause]
        shared = furniture(lists, pages)
        return tuple(self._article(answer, seen, shared) for answer in answers)

    def _article(self, answer: Answer, seen: Sequence[ListSeen], shared: frozenset[str]) -> ArticleSeen:
        if answer.cause:
            return ArticleSeen(answer.asked, None, answer.cause)
        listed = [link for one in seen for link in one.taken if link.url == answer.asked]
        try:
            article = read(answer.page(), self.context, listed=listed, address=answer.asked, furniture=shared)
        except ExtractionError as error:
            return ArticleSeen(answer.asked, None, error.problem)
        return ArticleSeen(answer.asked, article)

    # -- ways and wishes

    async def _ways(self, first: Answer, seen: ListSeen) -> tuple[Judged, ...]:
        itself = Offer(first.asked, seen.kind or "page", "the address itself")
        own = f"{len(seen.taken)} articles, {seen.dated} of them with dates" if seen.taken else seen.cause
        judged = [Judged(itself, Verdict(bool(seen.taken), own))]
        if seen.kind == "page":
            robots = self.spider.robots(first.url)
            for offer in offers(first.page(), robots[1] if robots else "")[:MOST_OFFERS]:
                told = await self._told(offer)
                judged.append(Judged(offer, compare(seen.taken, told, datetime.now(self.source.zone))))
        return tuple(judged)

    async def _told(self, offer: Offer) -> Told:
        answer = await self.ask(offer.url, f"{offer.kind} that the list offers")
        if answer.cause:
            return Told(cause=answer.cause)
        told = read_way(answer.page(), [], self.context, expected=offer.kind)
        if not told.items and told.more:  # an index: what it puts first holds the newest
            inner = await self.ask(told.more[0], "sitemap that the index names")
            if not inner.cause:
                told = read_way(inner.page(), [], self.context, expected=offer.kind)
        return told

    def _robots(self, answer: Answer) -> Robots:
        found = self.spider.robots(answer.asked)
        if found is None:
            return Robots(None, answer.kind not in ("robots", "address") and not answer.cause)
        rules = rules_of(RobotsFile("", found[0], found[1], datetime.now(UTC)))
        return Robots(found[0], rules.allows(answer.asked), rules.crawl_delay)


# -- what a site says of itself


def _site_name(pages: Sequence[Page]) -> str:
    """The site's own name: as a page declares it, else the last one's title without its "Home"; "" for neither."""
    for page in pages:
        if (name := read_head(page).site_name) and not _FRONT_WORDS.match(name):
            return name[:200]
    parts = re.split(r"\s+[-–—|·»:]+\s+", read_head(pages[-1]).title_tag) if pages else []
    return next((part.strip() for part in parts if part.strip() and not _FRONT_WORDS.match(part.strip())), "")[:200]


def _language(pages: Sequence[Page]) -> tuple[str, str]:
    """The language and where it was read. What a page is written in counts more than what its theme declares: of that
    Vietnamese and English are known, which are the ones that themes get wrong."""
    declared = next((found for page in pages if (found := read_head(page).language)), "")
    text = " ".join(page.tree.body.text(separator=" ")[:20_000] for page in pages if page.tree.body is not None)
    letters = sum(map(str.isalpha, text))
    if letters >= 200:
        vietnamese, english = len(_VIETNAMESE.findall(text)) / letters, len(_ENGLISH.findall(text)) / letters
        written = "vi" if vietnamese > 0.06 else "en" if english > 0.015 and vietnamese < 0.03 else ""
        if written and declared.partition("-")[0] != written:
            return written, "its text"
    return (declared, "<html lang>") if declared else ("", "")
