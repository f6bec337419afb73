"""Addresses as RFC 3986 writes them, naming what they named: links come from pages, where browsers forgive."""

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

_VALID = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,4})?/(?:[A-Za-z0-9;/?:@&=+$.\-_!~*'(),]|%[0-9A-Fa-f]{2})*(?:#[A-Za-z0-9\-_]*)?\Z"
)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH = "/:@!$&'()*+,;=-._~%"
_QUERY = _PATH + "?"
_CONTROL = re.compile(r"[\t\n\r]")
_HOST = re.compile(r"[a-z0-9_.-]+|\[[0-9a-f:.]+\]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+\Z")
_UUID = re.compile(r"(?i)urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_BACKSLASHES = re.compile(r"\A[^?#]*\\[^?#]*")  # browsers read them as slashes
_SPACES = " \x00-\x20\u00a0\u3000"


def web_address(address: str, base: str = "") -> str | None:
    """An absolute http(s) URI in ASCII, joined to `base` where it is relative; None where it can be none.

    Spaces, letters beyond ASCII and characters that may not stand in a URI are percent-encoded as UTF-8, a host's
    labels become punycode; what is encoded already stays as it is, as does what names something; a user's name and
    password are left out.
    """
    if _VALID.match(address):
        return address
    address = _CONTROL.sub("", address).strip(_SPACES)
    try:
        address = _BACKSLASHES.sub(_slashes, address.encode("utf-8", "ignore").decode())
        parts = urlsplit(urljoin(base, address) if base else address)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    place = host if port is None else f"{host}:{port}"
    written = f"{parts.scheme}://{place}{_encoded(parts.path, _PATH) or '/'}"
    if parts.query:
        written += f"?{_encoded(parts.query, _QUERY)}"
    if parts.fragment:
        written += f"#{_encoded(parts.fragment, _QUERY)}"
    return written


def link_address(address: str, base: str = "") -> str | None:
    """As web_address, and mail addresses and telephone numbers: what a link in a text may lead to."""
    if _VALID.match(address):
        return address
    scheme, colon, rest = _CONTROL.sub("", address).strip(_SPACES).partition(":")
    if colon and scheme.lower() in ("mailto", "tel"):
        rest = _encoded(rest.encode("utf-8", "ignore").decode(), _QUERY)
        return f"{scheme.lower()}:{rest}" if rest else None
    return web_address(address, base)


def permanent_id(guid: str) -> str:
    """The GUID where it is a URI, else a URI that follows from it: Atom allows nothing else."""
    if _URI.match(guid) and (not guid.lower().startswith("urn:") or _urn(guid)):
        return guid
    return f"urn:uuid:{uuid5(NAMESPACE_URL, guid.encode('utf-8', 'backslashreplace').decode())}"


def _urn(guid: str) -> bool:
    if guid.lower().startswith("urn:uuid:"):
        return bool(_UUID.match(guid))
    return bool(re.match(r"(?i)urn:[a-z0-9][a-z0-9-]{1,31}:[A-Za-z0-9()+,.:=@;$_!*'%-]+\Z", guid))


def _encoded(part: str, safe: str) -> str:
    return quote(_PERCENT.sub("%25", part), safe=safe)


def _slashes(part: re.Match[str]) -> str:
    return part[0].replace("\\", "/")


def _host(host: str) -> str:
    """Labels beyond ASCII in punycode (as browsers do, `ß` stays a letter of its own). Raises ValueError."""
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = unicodedata.normalize("NFKC", host.lower().replace("。", "."))
        host = ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in host.split(".")
        )
    if not _HOST.fullmatch(host) or not host.strip("."):
        raise ValueError(host)
    return host
