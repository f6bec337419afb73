"""Any way in which a download fails, in plain words: `cause_of` never raises and always says something."""

import re
from collections.abc import Iterator
from typing import Any

from OpenSSL import SSL
from scrapy import exceptions as scrapy_errors
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError
from twisted.internet import error as net
from twisted.python.failure import Failure

TIMED_OUT = "timed out"
CUT_SHORT = "cut short"
REFUSED = "connection refused"
LOST = "connection lost"
CLOSED = "connection closed without an answer"

# Numbers of OpenSSL's verification errors (X509_V_ERR_...), which its messages do not tell apart.
_CERTIFICATE = {
    9: "certificate not valid yet",
    10: "certificate expired",
    18: "certificate self-signed",
    19: "certificate from an unknown authority",
    20: "certificate from an unknown authority",
    21: "certificate from an unknown authority",
    23: "certificate revoked",
    62: "certificate is for another host",
    64: "certificate is for another host",
}

# Both Scrapy's exceptions and Twisted's, which come wrapped in one another.
_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (scrapy_errors.DownloadConnectionRefusedError, REFUSED),
    (scrapy_errors.CannotResolveHostError, "no such host"),
    (scrapy_errors.UnsupportedURLSchemeError, "no web address"),
    (scrapy_errors.NotSupported, "no web address"),
    (scrapy_errors.ResponseDataLossError, CUT_SHORT),
    (scrapy_errors.DownloadTimeoutError, TIMED_OUT),
    (scrapy_errors.DownloadCancelledError, "given up"),
    (net.ConnectionRefusedError, REFUSED),
    (net.DNSLookupError, "no such host"),
    (net.NoRouteError, "no route to the host"),
    ((net.TimeoutError, net.TCPTimedOutError, TimeoutError), TIMED_OUT),
    (VerificationError, "certificate is for another host"),
    (SSL.Error, "no secure connection"),
    (net.ConnectionDone, CLOSED),
    ((net.ConnectionLost, net.ConnectionAborted, ConnectionError), LOST),
    (net.ConnectError, "cannot be connected to"),
)


def cause_of(problem: object) -> str:
    """The cause of a failure, an exception or an HTTP status: "answered 503", "no such host"."""
    if isinstance(problem, int):
        return f"answered {problem}"
    if isinstance(problem, Failure):
        problem = problem.value
    if not isinstance(problem, BaseException):
        return str(problem) or "unknown"
    given = getattr(problem, "cause", None)
    if isinstance(given, str) and given:
        return given
    if isinstance(problem, HttpError):
        return f"answered {problem.response.status}"
    return _worded(problem)


def certificate_cause(number: int) -> str:
    """The words for a verification error of OpenSSL."""
    return _CERTIFICATE.get(number, f"certificate not accepted (OpenSSL {number})")


def size(count: int) -> str:
    """A number of bytes as people write it: '8 MB', '1.5 kB', '12 bytes'."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if count >= factor:
            return f"{count / factor:.3g} {unit}"
    return f"{count} bytes"


def seconds(span: float) -> str:
    """A span of time as people say it: '20 s', '5 min', '3 h', '2 days'."""
    for unit, factor in (("days", 172_800), ("h", 7_200), ("min", 300)):
        if span >= factor:
            return f"{span / {'days': 86_400, 'h': 3_600, 'min': 60}[unit]:.3g} {unit}"
    return f"{span:.3g} s"


def _worded(problem: BaseException) -> str:
    chain = list(_chain(problem))
    for error in chain:
        if isinstance(error, scrapy_errors.DownloadTimeoutError):
            span = re.search(r"longer than ([\d.]+) seconds", str(error))
            return f"{TIMED_OUT} after {seconds(float(span[1]))}" if span else TIMED_OUT
        for kind, words in _WORDS:
            if isinstance(error, kind):
                return words
        if type(error).__module__ == "twisted.web._newclient" and "Parse" in type(error).__name__:
            return "answer is no HTTP"
        if isinstance(error, (ValueError, KeyError)) and error is not problem:
            return "answer is no HTTP"
    last = chain[-1]
    return f"{type(last).__name__}: {last}" if str(last) else type(last).__name__


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """The exception and all it wraps, from the outside in; at most 20, whatever points at whatever."""
    waiting: list[Any] = [problem]
    seen: list[Any] = []
    while waiting and len(seen) < 20:
        error = waiting.pop(0)
        if isinstance(error, Failure):
            error = error.value
        if not isinstance(error, BaseException) or any(error is other for other in seen):
            continue
        seen.append(error)
        yield error
        waiting += [error.__cause__, *(getattr(error, "reasons", None) or ())]
