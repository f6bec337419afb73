"""How long to wait: gaps, pauses that a host asks for, time-outs, and what is tried again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

from scrapy.exceptions import DownloadTimeoutError

from crawler.city import Source
from crawler.config import Config
from crawler.guard.addresses import is_loopback, networks, refusal
from crawler.guard.causes import CLOSED, LOST, REFUSED, cause_of
from crawler.guard.errors import CutShort, GuardError

# Answers that may be another one in a moment; 429 and 503 with Retry-After are the host's own wish to wait.
BUSY = (429, 503)
TEMPORARY = (408, 500, 502, 503, 504, 520, 521, 522, 523, 524)
BACKOFF = (1.0, 3.0)  # seconds before the first and the second new try
BUSY_WITHOUT_TIME = 10.0  # seconds of pause after a 429 that names none
SHORTEST_TIMEOUT = 5.0
SILENCES = 3  # time-outs in a row: the host is down for this run
FAILURES = 5  # failures of any kind in a row, of different addresses


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After asks to wait, counted from `now` (aware); None where it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def gap(config: Config, source: Source | None, addresses: Sequence[str], crawl_delay: float = 0.0) -> float:
    """Seconds between two requests to a host.

    A source may ask for more than the configured delay; for less only where every address is on this machine's
    loopback and in its `allow_hosts`. robots.txt may ask for more.
    """
    wanted: float = config.delay if source is None or source.delay is None else source.delay
    if wanted < config.delay and not (source and addresses and all(_own_loopback(a, source) for a in addresses)):
        wanted = config.delay
    return float(max(wanted, crawl_delay))


def _own_loopback(address: str, source: Source) -> bool:
    named = any(ip_address(network.network_address).is_loopback for network in networks(source.allow_hosts))
    return named and is_loopback(address) and refusal(address, networks(source.allow_hosts)) is None


@dataclass
class Tally:
    """How one host has treated one source in this run."""

    failures: int = 0  # addresses in a row that gave no answer
    silences: int = 0  # of these, time-outs in a row
    timeouts: int = 0  # all of them
    errors: int = 0  # answers in a row that were the server's own failure

    def answered(self, status: int) -> None:
        self.failures = self.silences = 0
        self.errors = self.errors + 1 if status in (*BUSY, *TEMPORARY) else 0

    def timeout(self, most: float) -> float:
        """Seconds for the next request: half as long after each time-out, so that a slow host costs little."""
        return max(min(SHORTEST_TIMEOUT, most), most * 0.5**self.timeouts)

    def bad(self, problem: BaseException) -> None:
        self.failures += 1
        if isinstance(problem, DownloadTimeoutError):
            self.silences += 1
            self.timeouts += 1
        else:
            self.silences = 0

    @property
    def hopeless(self) -> bool:
        """Nothing is tried a second time any more."""
        return self.failures > 2 or self.errors > 6

    @property
    def down(self) -> bool:
        return self.silences >= SILENCES or self.failures >= FAILURES


def host_failed(problem: BaseException) -> bool:
    """Whether this speaks against the host: no connection, no answer, half an answer."""
    return isinstance(problem, CutShort) or (isinstance(problem, Exception) and not isinstance(problem, GuardError))


def worth_another_try(problem: BaseException) -> bool:
    """Connections that broke. A time-out has cost enough, and an unknown name stays unknown for a while."""
    if isinstance(problem, CutShort):
        return True
    return not isinstance(problem, GuardError) and cause_of(problem) in (REFUSED, LOST, CLOSED)
