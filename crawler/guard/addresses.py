"""Which addresses a crawler may reach: public ones, and those that a source's file allows. Pure, no look-ups.

The tables are our own: `ipaddress.is_global` changed between patch releases of Python (CVE-2024-4032), and lets
multicast, NAT64, 6to4 and the metadata services of clouds through.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 2083

# From the special-purpose registries of IANA (RFC 6890 and what came after), and what clouds answer on.
_REFUSED: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "of this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "of a carrier's network"),
    ("127.0.0.0/8", "of this machine"),
    ("168.63.129.16/32", "of a cloud's metadata service"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "for documentation"),
    ("192.88.99.0/24", "of a relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "for measurements"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "of this machine"),
    ("::1/128", "of this machine"),
    ("64:ff9b:1::/48", "of a local translator"),
    ("100::/64", "discarded"),
    ("100:0:0:1::/64", "discarded"),
    ("2001::/23", "reserved"),
    ("2001:db8::/32", "for documentation"),
    ("3fff::/20", "for documentation"),
    ("5f00::/16", "of a provider's routing"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
_TABLE: tuple[tuple[Network, str], ...] = tuple((ip_network(network), words) for network, words in _REFUSED)
# Only 2000::/3 is given out to the public; addresses that wrap an IPv4 address are judged by that one.
_GIVEN_OUT = IPv6Network("2000::/3")

# IPv4 inside IPv6: prefix, and how many bits stand behind the IPv4 address.
_WRAPPERS: tuple[tuple[IPv6Network, int], ...] = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated, RFC 2765
    (IPv6Network("::/96"), 0),  # compatible, deprecated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)

_NUMERIC = re.compile(r"(0x[0-9a-f]*|\d+)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)


@lru_cache(maxsize=256)
def networks(allowed: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks of an `allow_hosts`; a single address is a network of one."""
    return tuple(ip_network(network, strict=False) for network in allowed)


def refusal(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why this address is not asked, in words; None if it may be."""
    return _refusal(address, tuple(allowed))


@lru_cache(maxsize=1024)
def _refusal(address: str, allowed: tuple[Network, ...]) -> str | None:
    try:
        given = ip_address(address)
    except ValueError:
        return f"{address!r} is no address"
    for inner in _unwrapped(given):
        words = _not_public(inner)
        if words and not _within(inner, allowed) and not _within(given, allowed):
            return f"the address {address} is {words}"
    return None


@lru_cache(maxsize=1024)
def is_loopback(address: str) -> bool:
    """Whether the address is this machine's own, in whatever wrapping."""
    try:
        return any(inner.is_loopback for inner in _unwrapped(ip_address(address)))
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def url_refusal(url: str) -> str | None:
    """Why an address of the web is not asked whatever it leads to; None if its form is right.

    A host written as a number in any notation but four plain decimals or brackets is refused: programs disagree on
    what it means. A port is not judged: news pages live on odd ones.
    """
    if len(url) > LONGEST_URL:
        return f"the address is longer than {LONGEST_URL:,} characters"
    if any(character <= " " or character == "\x7f" for character in url) or "\\" in url:
        return "the address holds a character that none may hold"
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme}: is no web address" if parts.scheme else "the address names no scheme"
    if "@" in parts.netloc:
        return "the address holds a user name or a password"
    if port == 0:
        return "the address names port 0"
    return _host_refusal(host, bracketed="[" in parts.netloc)


@lru_cache(maxsize=1024)
def literal(host: str) -> str | None:
    """The address that a host spells out, in its shortest form, without brackets; None for a name."""
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None


def local_name(host: str) -> bool:
    """Names that mean this machine and are never looked up (RFC 6761)."""
    name = host.lower().removesuffix(".")
    return name == "localhost" or name.endswith(".localhost")


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The host of an address in lower case, without brackets and final dot; "" where it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower().removesuffix(".")
    except ValueError:
        return ""


@lru_cache(maxsize=1024)
def slot_of(url: str) -> str:
    """What counts as one host: `www.` and the bare name are one; an unusual port is another server."""
    host = host_of(url)
    if host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return host
    return host if port in (None, 80, 443) else f"{host}:{port}"


def without_secrets(url: str) -> str:
    """The address for a log: without user name and password, at most 300 characters."""
    shown = re.sub(r"^([a-z][a-z0-9+.-]*:)?//[^/?#]*@", r"\1//", url, flags=re.IGNORECASE)
    return shown if len(shown) <= 300 else shown[:297] + "..."


def _host_refusal(host: str, *, bracketed: bool) -> str | None:
    if not host:
        return "the address names no host"
    if bracketed:
        return None if literal(host) and "%" not in host else "the host is no IPv6 address"
    name = unicodedata.normalize("NFKC", host).removesuffix(".")
    labels = re.split("[.\u3002\uff0e\uff61]", name)
    if _NUMERIC.fullmatch(labels[-1]):
        plain = host if host.isascii() else ""
        return None if literal(plain) else f"the host {host!r} is a number in disguise"
    if host.isascii():
        right = len(name) <= 253 and all(_LABEL.fullmatch(label) for label in labels)
        return None if right else f"the host {host!r} is no host name"
    return _idna_refusal(name, host)


def _idna_refusal(name: str, host: str) -> str | None:
    import idna

    try:
        encoded = idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return f"the host {host!r} is no host name"
    return _host_refusal(encoded, bracketed=False)


def _unwrapped(address: Address) -> list[Address]:
    """The address, or the IPv4 address in it; both ends of a Teredo tunnel."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.teredo:
        return [address, *address.teredo]
    for network, behind in _WRAPPERS:
        if address in network and int(address) > 1:  # :: and ::1 wrap nothing
            return [IPv4Address((int(address) >> behind) & 0xFFFFFFFF)]
    return [address]


def _not_public(address: Address) -> str | None:
    for network, words in _TABLE:
        if address.version == network.version and address in network:
            return words
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return "reserved"
    return None


def _within(address: Address, allowed: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in allowed)
