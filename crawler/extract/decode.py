"""Bytes -> text, by what the page declares and, where that is missing or wrong, by what its bytes say."""

import codecs

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding


def decode(body: bytes, content_type: str = "") -> str:
    """The page as text. UTF-8 that decodes is UTF-8 whatever is declared; then the header, then the page's own word."""
    marked, _ = read_bom(body)
    if marked:
        return body.decode(marked, "replace").lstrip("\ufeff")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    encoding = resolve_encoding(declared) if declared else None
    if encoding and codecs.lookup(encoding).name != "utf-8":
        return body.decode(encoding, "replace")
    return body.decode(encoding or "cp1252", "replace")
