"""When two addresses name the same page: pure, by rules that hold on any site."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

# Parameters that say how a reader came, or who is reading, and never what is read.
_FOLLOWED = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|gad_source|gbraid|wbraid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id|_ga|_gl|_hs\w+"
    r"|hsCtaTracking|mkt_tok|zanpid|twclid|ttclid|li_fat_id|wickedid|vero_\w+|oly_\w+|pk_\w+|piwik_\w+|mtm_\w+"
    r"|matomo_\w+|cmpid|ref_?src|spm|share_from|zarsrc|gidzl|_openstat)$",
    re.I,
)
_SESSION = re.compile(
    r"^(jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessid|session_?id|cfid|cftoken|oscsid|zenid)$", re.I
)
# Names that also number articles (`article.php?sid=42`): their value must look like a session's.
_PERHAPS_SESSION = re.compile(r"^(\w*sid|s|sess|session|sessionkey|session_?token)$", re.I)
_SESSION_VALUE = re.compile(r"^(?=.*\d)[A-Za-z0-9,_-]{16,}$")
_PATH_SESSION = re.compile(r"(?:;|%3B)(?:jsessionid|phpsessid|sid)(?:=|%3D)[^/]*|/\([SXF]\([a-z0-9]{16,}\)\)", re.I)
_INDEX = re.compile(r"(?:/(?:index|default|home)\.(?:html?|php|aspx?|jsp))+$", re.I)
_SAFE = "/-._~!$'()*,:@"

# The same page in another dress: for printers, telephones, AMP.
_DRESS = (
    r"print|printer|printable|print[-_]?(?:version|view|page|preview|article|news)|printer[-_]?friendly|amp|mobile|wap"
    r"|in|in[-_]?(?:trang|bai|tin|an)|ban[-_]?in|imprimir|imprimer|imprimible|impression|drucken|druckansicht|stampa"
    r"|tisk|drukuj|skriv-?ut|pechat|cetak"
)
_DRESSED = re.compile(rf"^(?:{_DRESS}|m)$")
_DRESSED_FILE = re.compile(
    r"[;!,](?:print|amp|mobile|in)$|[._-](?:print(?:er|able|view|page)?|amp|in-(?:trang|bai))$|^(?:print|amp)[._-]"
)
_DRESS_NAME = re.compile(
    rf"^(?:{_DRESS}|m|pop|popup|tmpl|is_?mobile|print_?mode|p_p_state|p_p_mode|p_p_lifecycle|output_?type)$"
)
_DRESS_VALUE = re.compile(rf"^(?:{_DRESS}|component|pop_?up)$")
_DRESS_HOST = re.compile(r"^(?:m|mobile|amp|wap|touch|print)\.(?=[^.]+\.)")
# Parameters that seldom say what is read; two addresses that differ in them alone need one content to be one page.
_CASUAL = re.compile(
    r"^(ref|referr?er|source|src|from|via|share|shared|v|ver|version|rand|random|rnd|t|ts|_t|_|time|timestamp|nocache"
    r"|cache|returnurl|return|back|backurl|lang|language|locale)$"
)
_ENDING = re.compile(r"(?<=[^/])\.(?:html?|php|aspx?|jsp|cms)$")
_FRONT = re.compile(r"^/index\.php(?=/)")

_NUMBERED = re.compile(r"(?:^|[-_.])(?:d|c|a|n|p|i|post|art|id|tin|news|bai)?(\d{2,})(?=$|[-_.])")
_ID_NAME = re.compile(
    r"^(?:(?:news|article|art|item|post|story|content|tin|bai|baiviet|doc|detail|view|n|a|p|s|tt)_?)?id$|^p$"
)
_CALENDAR = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?")


@dataclass(frozen=True, slots=True)
class _Parts:
    """An address taken apart: `path` and `query` as bytes where they are no UTF-8, spelled out where they are."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    route: str


@lru_cache(maxsize=4096)
def address_key(url: str) -> str:
    """One spelling for all the ways to write an address; the scheme, `www.`, a trailing slash, the order of the
    parameters, tracking and session parameters, and how letters are composed or escaped do not count. A fragment
    counts where it is a route of its own (`#!/...`, `#/...`). Letter case counts in the path, not in the host.
    Never raises: an address that cannot be taken apart is its own key.
    """
    parts = _apart(url)
    return url.strip() if parts is None else _written(parts)


@lru_cache(maxsize=4096)
def address_marks(url: str) -> tuple[str, ...]:
    """What other addresses of the same article on the same site probably share with this one, however they are
    spelled or dressed: the path without letter case, host and print, AMP or mobile parts; and the article's number.
    They begin with `#`, as no key does. Equal marks are a hint: the content decides.
    """
    parts = _apart(url)
    if parts is None:
        return ()
    bare = _undressed(parts)
    like = _written(replace(bare, host=""))
    number = _number(bare)
    return tuple(mark for mark, there in ((f"#like {like}", like), (f"#number {number}", number)) if there)


def dressed(url: str) -> bool:
    """Whether an address looks like a print, AMP or mobile version of another one."""
    parts = _apart(url)
    if parts is None:
        return False
    path = _fold(parts.path).replace("%3B", ";")
    return (
        bool(_DRESS_HOST.match(parts.host))
        or _undressed_path(path) != path
        or any(_DRESS_NAME.match(_fold(name)) or _DRESS_VALUE.match(_fold(value)) for name, value in parts.query)
    )


def plain_address(url: str) -> str:
    """The address without tracking and session parameters and without a fragment that is no route: what a reader is
    sent to, and what is asked again."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    path = _PATH_SESSION.sub("", parts.path)
    query = "&".join(pair for pair in parts.query.split("&") if not _of_a_reader(*_pair(pair)))
    return urlunsplit((parts.scheme, parts.netloc, path, query, parts.fragment if _is_route(parts.fragment) else ""))


def site_of(url: str) -> str:
    """The host with its port, without `www.`, `m.` and their like: two pages of one site agree in it."""
    host = address_key(url).partition("/")[0].partition("?")[0].partition("#")[0]
    return _DRESS_HOST.sub("", host)


def believed_canonical(canonical: str | None, url: str) -> bool:
    """Whether a page's word on its own address may be used: it is of the same site, and does not name the front page
    or a shorter path above the page (sites whose every page claims the section's address), unless the page is that
    one's print, AMP or mobile version."""
    if not canonical or site_of(canonical) != site_of(url):
        return False
    claimed, own = address_key(canonical), address_key(url)
    if claimed == own:
        return True
    path = claimed.partition("/")[2]
    if not path and "?" not in claimed and "#" not in claimed:
        return False
    like = [mark for mark in address_marks(canonical) if mark.startswith("#like")]
    return set(like) <= set(address_marks(url)) or not own.startswith(claimed.partition("?")[0] + "/")


def _apart(url: str) -> _Parts | None:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    host = re.sub(r"^(www\.)+", "", _ascii(parts.hostname or "").rstrip("."))
    if ":" in host:
        host = f"[{host}]"
    if port and port not in (80, 443):
        host += f":{port}"
    path = _PATH_SESSION.sub("", re.sub(r"/{2,}", "/", _spelled(parts.path)))
    pairs = [_pair(pair) for pair in parts.query.split("&") if pair]
    return _Parts(
        host,
        _INDEX.sub("", path.rstrip("/")).rstrip("/"),
        tuple(sorted(pair for pair in pairs if not _of_a_reader(*pair))),
        _spelled(parts.fragment).rstrip("/") if _is_route(parts.fragment) else "",
    )


def _written(parts: _Parts) -> str:
    query = "&".join(f"{name}={value}" for name, value in parts.query)
    return parts.host + parts.path + (f"?{query}" if query else "") + (f"#{parts.route}" if parts.route else "")


def _spelled(text: str) -> str:
    """Escaped in one way: composed letters (NFC) in UTF-8; bytes that are none stay the bytes they are."""
    if text.isascii() and "%" not in text:
        return quote(text, safe=_SAFE)
    raw = unquote_to_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return quote(unicodedata.normalize("NFC", raw.decode()), safe=_SAFE)
    except UnicodeDecodeError:
        return quote(raw, safe=_SAFE)


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.replace("+", " ").partition("=")
    return _spelled(name), _spelled(value)


def _of_a_reader(name: str, value: str) -> bool:
    return bool(
        _FOLLOWED.match(name) or _SESSION.match(name) or (_PERHAPS_SESSION.match(name) and _SESSION_VALUE.match(value))
    )


def _is_route(fragment: str) -> bool:
    return fragment[:1] in ("!", "/") and len(fragment) > 1


def _ascii(host: str) -> str:
    """A host as the network knows it (`báo.example` -> `xn--bo-mia.example`)."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _fold(text: str) -> str:
    if "%" not in text:
        return text.lower()
    try:
        return _spelled(unquote_to_bytes(text).decode().casefold())
    except UnicodeDecodeError:  # nobody knows the letter case of such bytes
        return text


def _undressed(parts: _Parts) -> _Parts:
    query = (
        (name, value)
        for name, value in ((_fold(name), _fold(value)) for name, value in parts.query)
        if not (_DRESS_NAME.match(name) or _DRESS_VALUE.match(value) or _CASUAL.match(name))
    )
    path = _undressed_path(_fold(_FRONT.sub("", parts.path)))
    return _Parts(_DRESS_HOST.sub("", parts.host), _without_ending(path), tuple(sorted(query)), parts.route)


def _undressed_path(path: str) -> str:
    segments = [segment for segment in path.replace("%3B", ";").split("/") if segment]
    while len(segments) > 1 and _DRESSED.match(segments[-1]):
        segments.pop()
    while len(segments) > 1 and _DRESSED.match(segments[0]):
        segments.pop(0)
    if segments:
        file = _DRESSED_FILE.sub("", segments[-1])
        bare = _DRESSED_FILE.sub("", _ENDING.sub("", file))  # cau-moi-print.html
        segments[-1] = bare if bare and bare != _ENDING.sub("", file) else file or segments[-1]
    return "".join(f"/{segment}" for segment in segments)


def _without_ending(path: str) -> str:
    return _ENDING.sub("", path)


def _counts(number: str) -> bool:
    """A page of a series ("part 2", "01") is no article's number."""
    return len(number) >= 2 and not number.startswith("0") and not _CALENDAR.fullmatch(number)


def _number(bare: _Parts) -> str:
    """The article's number: the last one of the last path segment that has any (the first where it begins with one),
    else that of an id parameter. Days and years are none."""
    segments = bare.path.split("/")
    dated = any(_CALENDAR.fullmatch(segment) for segment in segments)
    for segment in reversed(segments):
        if dated and re.fullmatch(r"\d\d", segment):
            continue
        numbers = [number for number in _NUMBERED.findall(segment) if _counts(number)]
        if numbers:
            return str(numbers[0] if segment.startswith(numbers[0]) else numbers[-1])
    return next((value for name, value in bare.query if _ID_NAME.match(name) and value), "")
