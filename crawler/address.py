"""When two addresses name the same page: pure, by rules that hold on any site."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

# Parameters that say how a reader came, or who is reading, and never what is read.
_FOLLOWED = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|hsCtaTracking|mkt_tok|zanpid"
    r"|twclid|ttclid|wickedid|vero_\w+|oly_\w+|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|cmpid|ref_?src|spm|share_from"
    r"|zarsrc|gidzl|_openstat)$",
    re.I,
)
_SESSION = re.compile(
    r"^(jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sid|sessid|session_?id|cfid|cftoken)$", re.I
)
_PATH_SESSION = re.compile(r";(jsessionid|phpsessid|sid)=[^/?#]*|/\([SXF]\([a-z0-9]{16,}\)\)", re.I)
_INDEX = re.compile(r"/(index|default|home)\.(html?|php|aspx?|jsp)$", re.I)
_SAFE = "/-._~!$'()*,:@"


def address_key(url: str) -> str:
    """One spelling for all the ways to write an address; the scheme, `www.`, a trailing slash, the order of the
    parameters, tracking and session parameters do not count. Letter case counts in the path, not in the host.
    Never raises: an address that cannot be taken apart is its own key.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if port and port not in (80, 443):
        host += f":{port}"
    path = _INDEX.sub("/", _PATH_SESSION.sub("", parts.path))
    path = re.sub(r"/{2,}", "/", quote(unquote(path, errors="replace"), safe=_SAFE)).rstrip("/")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="replace")
        if not _FOLLOWED.match(name) and not _SESSION.match(name)
    ]
    query = "&".join(f"{quote(name, safe=_SAFE)}={quote(value, safe=_SAFE)}" for name, value in sorted(kept))
    return host + path + (f"?{query}" if query else "")


def site_of(url: str) -> str:
    """The host with its port, without `www.` and `m.`: two pages of one site agree in it."""
    host = address_key(url).partition("/")[0].partition("?")[0]
    return re.sub(r"^(m|mobile|amp)\.(?=[^.]+\.)", "", host)


def believed_canonical(canonical: str | None, url: str) -> bool:
    """Whether a page's word on its own address may be used: it is of the same site, and does not name the front page
    or a shorter path above the page (sites whose every page claims the section's address)."""
    if not canonical or site_of(canonical) != site_of(url):
        return False
    claimed, own = address_key(canonical), address_key(url)
    if claimed == own:
        return True
    path = claimed.partition("/")[2]
    return bool(path) and not own.startswith(claimed.partition("?")[0] + "/")
