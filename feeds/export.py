"""The archive as files for others: JSON lines with everything, CSV for a spreadsheet. In bounded memory, in the order
in which articles were first seen; the same archive gives the same bytes."""

import csv
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import IO, Any

from crawler.archive import Archive, history
from crawler.archive.history import Version
from crawler.article import Attachment, Image, Published, StoredArticle
from crawler.errors import ConfigError
from feeds.files import CannotWrite
from feeds.topics import store

COLUMNS = (
    "guid source url title published published_rule published_text modified first_seen_at changed_at version state "
    "language section kicker lede author text image attachments"
).split()
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # https://owasp.org/www-community/attacks/CSV_Injection
_BOM = "\ufeff"


class BadExport(ConfigError):
    """Correct the option that the message names; `loa export --help` and docs/export.md tell what can be asked for."""


def json_lines(
    archive: Archive,
    *,
    sources: Sequence[str] = (),
    since: datetime | None = None,
    topic: str = "",
    versions: bool = False,
) -> Iterator[bytes]:
    """One JSON object a line, an article each; with `versions` everything that happened to it, and what proves it."""
    with archive.read() as tx:
        only = store.articles_of(topic) if topic else None
        for found in history.chunks(tx, sources=sources, since=since, only=only):
            kept = history.versions_of(tx, [article.id for article in found]) if versions else {}
            for article in found:
                told = _article(article)
                if versions:
                    told["versions"] = [_version(version) for version in kept[article.id]]
                yield json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def csv_lines(
    archive: Archive, *, sources: Sequence[str] = (), since: datetime | None = None, topic: str = ""
) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with the mark at its start by which spreadsheets know that; one header line. A cell that a
    spreadsheet would run as a formula begins with an apostrophe."""
    yield (_BOM + _csv_line(COLUMNS)).encode()
    with archive.read() as tx:
        only = store.articles_of(topic) if topic else None
        for found in history.chunks(tx, sources=sources, since=since, only=only):
            for article in found:
                yield _csv_line([harmless(cell) for cell in _cells(article)]).encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The same text, with an apostrophe before it where it would be a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when the block has ended well, and not before. Raises CannotWrite."""
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".loa-", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
        os.replace(temporary, path)
        temporary = ""
    except OSError as error:
        raise CannotWrite(path, error) from error
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _article(article: StoredArticle) -> dict[str, Any]:
    return {
        "guid": article.guid,
        "source": article.source,
        "url": article.url,
        "state": article.state,
        "version": article.version,
        "first_seen_at": article.first_seen_at.isoformat(),
        "changed_at": article.changed_at.isoformat(),
        **_said(article),
    }


def _version(version: Version) -> dict[str, Any]:
    page = version.page
    return {
        "number": version.number,
        "kind": version.kind,
        "at": version.at.isoformat(),
        "changed": list(version.changed),
        **_said(version.article),
        "page": page
        and {
            "url": page.url,
            "status": page.status,
            "fetched_at": page.fetched_at.isoformat(),
            "blake2b_128": page.hash,
        },
    }


def _said(told: StoredArticle) -> dict[str, Any]:
    """What the page said."""
    return {
        "title": told.title,
        "kicker": told.kicker,
        "lede": told.lede,
        "author": told.author,
        "section": told.section,
        "language": told.language,
        "published": _published(told.published),
        "modified": _published(told.modified),
        "image": _image(told.image),
        "attachments": [_attachment(file) for file in told.attachments],
        "text": told.text,
        "html": told.html,
    }


def _published(published: Published | None) -> dict[str, Any] | None:
    if published is None:
        return None
    return {
        "value": published.isoformat(),
        "text": published.text,
        "rule": published.rule,
        "assumed": list(published.assumed),
        "disputed": list(published.disputed),
    }


def _image(image: Image | None) -> dict[str, str] | None:
    return None if image is None else {"url": image.url, "caption": image.caption}


def _attachment(file: Attachment) -> dict[str, str]:
    return {"url": file.url, "title": file.title, "type": file.type}


def _cells(article: StoredArticle) -> list[str]:
    """In the order of COLUMNS."""
    published, modified = article.published, article.modified
    cells = {
        "published": published.isoformat() if published else "",
        "published_rule": published.rule if published else "",
        "published_text": published.text if published else "",
        "modified": modified.isoformat() if modified else "",
        "first_seen_at": article.first_seen_at.isoformat(),
        "changed_at": article.changed_at.isoformat(),
        "version": str(article.version),
        "image": article.image.url if article.image else "",
        "attachments": " ".join(file.url for file in article.attachments),
    }
    return [cells[name] if name in cells else getattr(article, name) for name in COLUMNS]


def _csv_line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
