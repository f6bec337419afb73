"""Domain values <-> the JSON text of a column."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import unescape
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


# Words that count readers; with figures beside them they move by themselves.
_COUNTED = (
    r"(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập|tải|thích|chia sẻ|nghe)|đã xem|lượt|đang (?:xem|online)|bình luận"
    r"|(?:page ?)?views?|reads?|hits?|visits?|likes?|shares?|comments?|downloads?|visitas?|lecturas?|vues?|aufrufe"
    r"|просмотр(?:ов|ы|а)?"
)
_FIGURE = r"\d[\d.,]*\s?[km]?"
_COUNTER = re.compile(rf"(?:\W*(?:(?:{_COUNTED})\b\W*{_FIGURE}|{_FIGURE}\s*(?:{_COUNTED}))\b)+\W*")
_CLOCK = re.compile(
    r"[\W\d_]*(?:(?:thứ|chủ|hai|ba|tư|năm|sáu|bảy|nhật|cn|hôm|nay|ngày|tháng|lúc|giờ|phút|giây|trước|vừa|xong|[aps]m|sa"
    r"|ch|gmt|utc|ict|[ght]|today|now|ago|in|on|at|(?:mon|tues|wednes|thurs|fri|satur|sun)day|days?|hours?|min(?:ute)?s?"
    r"|seconds?|january|february|march|april|may|june|july|august|september|october|november|december)(?![^\W\d_])"
    r"[\W\d_]*)*"
)
_PIECE = re.compile(r"[|·•\t]| [-–—] ")
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")


def said(text: str, html: str = "") -> str:
    """What an article says, as `plain` writes it: without clocks and counts of readers that stand alone, and without
    lines that are nothing but a link (to other articles)."""
    links = {plain(unescape(_TAG.sub(" ", link))) for link in _LINK.findall(html)}
    lines = (line for line in text.casefold().splitlines() if plain(line) not in links)
    pieces = (piece for line in lines for piece in _PIECE.split(line))
    return plain(" ".join(piece for piece in pieces if not (_COUNTER.fullmatch(piece) or _CLOCK.fullmatch(piece))))


def text_hash(title: str, text: str, attachments: Iterable[Attachment] = ()) -> str:
    """Equal for two articles that say the same; attachments count where there is no text."""
    return _text_hash(title, text, tuple(attachments))


@lru_cache(maxsize=4)
def _text_hash(title: str, text: str, attachments: tuple[Attachment, ...]) -> str:
    """The few that were asked for last are kept: a new article is looked for by it, then kept with it."""
    said = plain(text) or " ".join(a.url for a in attachments)
    return hashlib.blake2b(f"{plain(title)}\n{said}".encode(), digest_size=16).hexdigest()
