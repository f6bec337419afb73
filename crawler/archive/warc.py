"""The raw pages as a WARC 1.1 file, the form in which web archives keep and replay what a server answered."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from crawler import __version__
from crawler.archive import Archive, history
from crawler.article import RawPage

_NOTE = (
    "bodies are stored as they came after transfer and content decoding; of the headers, those that say what a page is "
    "are kept: Content-Type, Content-Language, Date, ETag, Last-Modified, Location, Server"
)


def write_warc(
    archive: Archive,
    file: IO[bytes],
    about: Mapping[str, Mapping[str, str]],
    *,
    now: datetime,
    sources: Sequence[str] = (),
    since: datetime | None = None,
) -> int:
    """Write the pages of `sources` (none named: all) that were fetched since an instant; how many. Gzip, a member a
    record. `about` tells of each source what its operator says of it: it becomes a metadata record before its first
    page. One page is in memory at a time; a damaged one is left out. Raises what Archive.read does, and OSError."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    told = {"software": f"Loa/{__version__}", "format": "WARC File Format 1.1", "description": _NOTE}
    info = writer.create_warcinfo_record(None, told)
    info.rec_headers.replace_header("WARC-Date", _date(now))
    writer.write_record(info)
    count, met = 0, set[str]()
    with archive.read() as tx:
        for page_id, source, digest, page in history.raw_pages(tx, sources=sources, since=since):
            if source not in met:
                met.add(source)
                told = {"source": source, **about.get(source, {})}
                fields = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in told.items()).encode()
                uri = f"urn:x-loa:source:{source}"
                headers = {"WARC-Date": _date(now), "Content-Type": "application/warc-fields"}
                writer.write_record(
                    writer.create_warc_record(uri, "metadata", BytesIO(fields), warc_headers_dict=headers)
                )
            answer = StatusAndHeaders(_status(page), _headers(page), protocol="HTTP/1.1")
            headers = {
                "WARC-Date": _date(page.fetched_at),
                "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'loa:page:{source}:{page_id}:{digest}')}>",
                "Content-Type": "application/http; msgtype=response",
            }
            writer.write_record(
                writer.create_warc_record(
                    page.url, "response", BytesIO(page.body), http_headers=answer, warc_headers_dict=headers
                )
            )
            count += 1
    return count


def _date(instant: datetime) -> str:
    """As WARC 1.1 has it: UTC, with its fraction of a second."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _status(page: RawPage) -> str:
    try:
        return f"{page.status} {HTTPStatus(page.status).phrase}"
    except ValueError:
        return f"{page.status} Unknown"


def _headers(page: RawPage) -> list[tuple[str, str]]:
    """On one line each, in the order of their names; Content-Length is that of the decoded body."""
    kept = [(name.title(), " ".join(value.split())) for name, value in sorted(page.headers.items())]
    return [*kept, ("Content-Length", str(len(page.body)))]
