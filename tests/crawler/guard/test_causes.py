"""Every failure has words, and no word of Twisted's."""

import pytest
from OpenSSL import SSL
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseFailed, ResponseNeverReceived

from crawler.guard.causes import cause_of, certificate_cause, seconds, size
from crawler.guard.errors import GuardError, HostPaused, RobotsForbidden


def wrapped(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


def failed(*reasons: BaseException) -> Exception:
    return wrapped(exceptions.DownloadFailedError("..."), ResponseFailed([Failure(reason) for reason in reasons]))


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (503, "answered 503"),
        (HttpError(Response("http://tin.example/", status=404)), "answered 404"),
        (exceptions.DownloadTimeoutError("Getting http://x took longer than 20.0 seconds."), "timed out after 20 s"),
        (exceptions.DownloadConnectionRefusedError("..."), "connection refused"),
        (exceptions.CannotResolveHostError("..."), "no such host"),
        (exceptions.UnsupportedURLSchemeError("..."), "no web address"),
        (exceptions.ResponseDataLossError(), "cut short"),
        (failed(error.ConnectionLost()), "connection lost"),
        (failed(error.ConnectionDone()), "connection closed without an answer"),
        (failed(SSL.Error([("SSL routines", "", "wrong version number")])), "no secure connection"),
        (failed(ParseError("wrong number of parts", b"tin")), "answer is no HTTP"),
        (failed(ValueError("Too many Content-Length headers")), "answer is no HTTP"),
        (ResponseNeverReceived([Failure(error.TCPTimedOutError())]), "timed out"),
        (error.NoRouteError(), "no route to the host"),
        (RobotsForbidden("bao", "http://tin.example/", "robots.txt forbids it"), "robots.txt forbids it"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (ZeroDivisionError(), "ZeroDivisionError"),
        (None, "None"),
    ],
)
def test_a_failure_is_told_in_plain_words(problem: object, words: str) -> None:
    assert cause_of(problem) == words
    if isinstance(problem, BaseException):
        assert cause_of(Failure(problem)) == words


def test_an_exception_that_points_at_itself_has_words_too() -> None:
    first, second = ZeroDivisionError("a"), ZeroDivisionError("b")
    first.__cause__, second.__cause__ = second, first
    assert cause_of(first)


def test_the_words_for_certificates_tell_them_apart() -> None:
    assert certificate_cause(10) == "certificate expired"
    assert len({certificate_cause(number) for number in (9, 10, 18, 20, 62)}) == 5


def test_sizes_and_spans_read_as_people_write_them() -> None:
    assert [size(n) for n in (12, 1500, 8_000_000, 3 * 10**9)] == ["12 bytes", "1.5 kB", "8 MB", "3 GB"]
    assert [seconds(n) for n in (2.5, 20, 600, 10_800, 604_800)] == ["2.5 s", "20 s", "10 min", "3 h", "7 days"]


def test_an_error_says_who_what_and_where_and_what_to_do() -> None:
    for kind in GuardError.__subclasses__():
        problem = kind("bao", "http://tin.example/", "because")
        assert str(problem) == "bao: because: http://tin.example/"
        assert problem.hint.endswith((".", "where it said so."))
        assert isinstance(problem, exceptions.IgnoreRequest)
    paused = HostPaused("bao", "http://tin.example/1", "because").at("http://tin.example/2")
    assert (type(paused), paused.url) == (HostPaused, "http://tin.example/2")
