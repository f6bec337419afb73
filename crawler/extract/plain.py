"""Any string of a page as one line of plain text."""

import html
import re

MAX_TEXT = 2_000


def clean(text: object, limit: int = MAX_TEXT) -> str:
    """One line of plain text: unescaped twice, tags, control characters and surplus white space removed."""
    if not isinstance(text, str):
        return ""
    text = text[: 4 * limit]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text) if _BLOCK_TAG.search(text) else TAG.sub("", text)
    return " ".join(CONTROL.sub("", text).split())[:limit]


TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")
_BLOCK_TAG = re.compile(r"<(?:br|p|div|li|h\d|tr|td)\b", re.IGNORECASE)
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
