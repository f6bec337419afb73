"""An answer that the reader already has costs a status line."""

from datetime import UTC, datetime

import pytest

from feeds.web.conditional import etag_of, unchanged

TAG = etag_of(b"feed")
MODIFIED = datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"if-none-match": TAG}, True),
        ({"if-none-match": f"W/{TAG}"}, True),
        ({"if-none-match": f'"other", {TAG}'}, True),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"other"'}, False),
        ({"if-modified-since": "Tue, 24 Nov 2026 09:00:00 GMT"}, True),
        ({"if-modified-since": "Tue, 24 Nov 2026 08:59:59 GMT"}, False),
        ({"if-modified-since": "yesterday"}, False),
        ({"if-modified-since": "Tue, 24 Nov 2026 09:00:00"}, False),
        ({"if-none-match": '"other"', "if-modified-since": "Tue, 24 Nov 2026 09:00:00 GMT"}, False),
    ],
)
def test_the_etag_decides_before_the_time(headers: dict[str, str], expected: bool) -> None:
    assert unchanged(headers, TAG, MODIFIED) is expected


def test_an_etag_follows_from_the_bytes_and_where_parts_begin() -> None:
    assert etag_of(b"a", b"b") == etag_of(b"a", b"b") != etag_of(b"ab")
