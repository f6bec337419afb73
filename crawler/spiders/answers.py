"""A response as the rest of Loa takes it. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime

from scrapy.http import Response

from crawler.archive.visits import Visit
from crawler.archive.walks import ListState
from crawler.article import Article, Attachment, Listed, RawPage
from crawler.city import Source
from crawler.readers.tasks import Answer


def header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def answer_of(response: Response) -> Answer:
    return Answer(response.body, response.url, header(response, "content-type"))


def kept_answer(page: RawPage) -> Answer:
    """A page of the archive."""
    return Answer(page.body, page.url, page.headers.get("content-type", ""))


def raw_page(answer: Answer, response: Response, fetched_at: datetime) -> RawPage:
    headers = {name.decode("latin-1").lower(): header(response, name.decode("latin-1")) for name in response.headers}
    return RawPage(answer.url, response.status, headers, answer.body, fetched_at)


def validators(known: ListState | Visit | None) -> dict[str, str]:
    """The headers of a conditional request."""
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def file_article(source: Source, url: str, kind: str, listed: Iterable[Listed]) -> Article:
    """A list whose item is a file: title and time are the list's, the file is the attachment."""
    links = list(listed)
    title = max((link.title for link in links), key=len)
    return Article(
        source=source.id,
        url=url,
        address=url,
        title=title,
        html="",
        text="",
        language=source.language,
        fetched_at=datetime.now(UTC),
        published=next((link.published for link in links if link.published), None),
        attachments=(Attachment(url, title, kind),),
        list_urls=tuple(dict.fromkeys(link.list_url for link in links)),
    )
