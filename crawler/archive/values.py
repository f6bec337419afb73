"""Domain values <-> the JSON text of a column."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from crawler.article import Attachment, Image, Published


def dump_published(published: Published | None) -> str | None:
    if published is None:
        return None
    values: dict[str, Any] = {"value": published.isoformat(), "text": published.text, "rule": published.rule}
    if published.assumed:
        values["assumed"] = published.assumed
    if published.disputed:
        values["disputed"] = published.disputed
    return json.dumps(values, ensure_ascii=False)


def load_published(text: str | None) -> Published | None:
    if text is None:
        return None
    values = json.loads(text)
    written = values["value"]
    value = date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)
    return Published(
        value, values["text"], values["rule"], tuple(values.get("assumed", ())), tuple(values.get("disputed", ()))
    )


def dump_image(image: Image | None) -> str | None:
    return None if image is None else json.dumps([image.url, image.caption], ensure_ascii=False)


def load_image(text: str | None) -> Image | None:
    return None if text is None else Image(*json.loads(text))


def dump_attachments(attachments: Iterable[Attachment]) -> str:
    return json.dumps([[a.url, a.title, a.type] for a in attachments], ensure_ascii=False)


def load_attachments(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(*values) for values in json.loads(text))


def plain(text: str) -> str:
    """Letters and figures only, case folded: what counts when two texts are compared."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def text_hash(title: str, text: str, attachments: Iterable[Attachment] = ()) -> str:
    """Equal for two articles that say the same; attachments count where there is no text."""
    said = plain(text) or " ".join(a.url for a in attachments)
    return hashlib.blake2b(f"{plain(title)}\n{said}".encode(), digest_size=16).hexdigest()
