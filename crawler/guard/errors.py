"""Why a request was not made, or its answer not used.

GuardError                 an IgnoreRequest and a LoaError: Scrapy logs no traceback for it
├── AddressRefused         no public web address, or a name that leads to none
├── RobotsForbidden        robots.txt forbids it, or cannot be read
├── BudgetSpent            the source had its requests, bytes, seconds or depth in this run
├── HostPaused             the host asked for a pause that is longer than the run, or refuses us again and again
├── HostDown               the host gave no answer several times in a row
├── RunStopped             the crawl is being stopped
├── TooManyRedirects
├── TooLarge
├── CutShort               a part of the page is missing
├── BrowserMissing         the source's pages need a browser, and there is none
├── NotRendered            the browser could not build the page
└── CertificateRefused
"""

from datetime import datetime
from typing import Self

from scrapy.exceptions import IgnoreRequest

from crawler.errors import LoaError


class GuardError(LoaError, IgnoreRequest):
    """The log tells for each request why it was made or not."""

    kind = "refused"

    def __init__(self, source: str, url: str, cause: str) -> None:
        self.source, self.url, self.cause = source, url, cause
        self.told = False  # whether the log has it
        super().__init__(f"{source}: {cause}: {url}")

    def at(self, url: str) -> Self:
        """The same for another address."""
        return type(self)(self.source, url, self.cause)


class AddressRefused(GuardError):
    """Name the network in the source's `allow_hosts` if this crawler is meant to reach it."""

    kind = "address"


class RobotsForbidden(GuardError):
    """The site asks crawlers to stay away from this address: ask its webmaster, or leave the source out."""

    kind = "robots"


class BudgetSpent(GuardError):
    """The rest is read in the next run; raise `source_requests`, `source_bytes` or `source_seconds` if it never is."""

    kind = "budget"


class HostPaused(GuardError):
    """The host asks to be left alone: `until` (aware, in UTC) says how long, where it said so."""

    kind = "paused"

    def __init__(self, source: str, url: str, cause: str, until: datetime | None = None) -> None:
        self.until = until
        super().__init__(source, url, cause)

    def at(self, url: str) -> Self:
        return type(self)(self.source, url, self.cause, self.until)


class HostDown(GuardError):
    """The host does not answer; it is asked again in the next run."""

    kind = "down"


class RunStopped(GuardError):
    """The crawl was told to stop; the next run goes on from there."""

    kind = "stopped"


class TooManyRedirects(GuardError):
    """The address sends us from one place to the next without end."""

    kind = "redirects"


class TooLarge(GuardError):
    """The page is larger than any news page is; `page_bytes` is the limit."""

    kind = "size"


class CutShort(GuardError):
    """The connection ended before the page did; it is asked again later."""

    kind = "cut"


class BrowserMissing(GuardError):
    """Pages of a source with `render = true` need Chromium and `pip install 'loa-feeds[js]'`."""

    kind = "browser"


class NotRendered(GuardError):
    """The page's scripts did not come to an end; it is asked again later."""

    kind = "render"


class CertificateRefused(GuardError):
    """The site's certificate is broken; `verify_certificates = false` in the source's file accepts it as it is."""

    kind = "certificate"
