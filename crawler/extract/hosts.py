"""Whether two addresses are of one site: pure, from the bundled list of public suffixes, never from the network."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit


@lru_cache(maxsize=1)
def _suffixes() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=2048)
def domain(host: str) -> str:
    """The registered domain of a host (`vinhbao.haiphong.gov.vn` -> `haiphong.gov.vn`), or the host itself."""
    found = _suffixes()(host)
    return str(found.top_domain_under_public_suffix) or host


def same_site(one: str, other: str) -> bool:
    """Whether two addresses have the same registered domain. Addresses that cannot be read are of no site."""
    try:
        a, b = urlsplit(one).hostname, urlsplit(other).hostname
    except ValueError:
        return False
    return bool(a and b) and (a == b or domain(a or "") == domain(b or ""))
