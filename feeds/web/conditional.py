"""Conditional GET: an answer that the reader already has costs a status line (RFC 9110, section 13)."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response


def etag_of(*parts: bytes | str) -> str:
    """A strong ETag over the bytes that are sent, or over everything that decides them."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return f'"{digest.hexdigest()}"'


def unchanged(headers: Mapping[str, str], etag: str, modified: datetime | None = None) -> bool:
    """Whether the reader's copy is this one. If-None-Match wins over If-Modified-Since, as the RFC says."""
    if (named := headers.get("if-none-match")) is not None:
        tags = [tag.strip().removeprefix("W/") for tag in named.split(",")]
        return "*" in tags or etag in tags
    if modified is None or (since := headers.get("if-modified-since")) is None:
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # no date, or one without a zone
        return False


def answer(
    request: Request, body: bytes, media_type: str, *, etag: str, modified: datetime | None = None, max_age: int = 60
) -> Response:
    """200 with validators, or 304 without a body. HEAD is answered by Starlette from the same response."""
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={max_age}", "Vary": "Accept-Language, Accept-Encoding"}
    if modified is not None:
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if unchanged(request.headers, etag, modified):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
