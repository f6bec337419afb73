"""The raw pages as WARC: another program reads every byte again."""

import base64
import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import update
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, dictionaries, pages
from crawler.archive.schema import pages as pages_table
from crawler.archive.warc import write_warc
from tests.builders import NOW, a_raw_page

ABOUT = {"bao": {"title": "Báo Bến Nứa", "home": "https://bao.example/"}}
HTML = {"content-type": "text/html; charset=utf-8", "etag": '"7"', "server": "nginx\u2026"}


def written(archive: Archive, **given: Any) -> list[tuple[str, Any, Any, bytes]]:
    """Type, headers, headers of the answer and payload of each record, by warcio, digests checked."""
    file = BytesIO()
    write_warc(archive, file, ABOUT, now=NOW, **given)
    file.seek(0)
    found = []
    for record in ArchiveIterator(file, check_digests="raise"):
        found.append((record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read()))
    return found


def keep(archive: Archive, source: str, body: bytes, **given: Any) -> int:
    with archive.begin() as tx:
        return pages.keep(tx, source, a_raw_page(body, **given))


def test_every_page_is_a_response_with_its_time_status_headers_and_bytes(archive: Archive) -> None:
    body = "<p>Đường đóng</p>".encode()
    keep(archive, "bao", body, headers=HTML, fetched_at=NOW + timedelta(microseconds=250))
    keep(archive, "bao", b"", url="https://bao.example/đi?a=1", status=599)
    info, about, first, second = written(archive)
    assert (info[0], about[0]) == ("warcinfo", "metadata")
    assert b"after transfer and content decoding" in info[3]
    assert about[3].decode().splitlines() == ["source: bao", "title: Báo Bến Nứa", "home: https://bao.example/"]
    kind, headers, answer, payload = first
    assert (kind, payload) == ("response", body)
    assert headers.protocol == "WARC/1.1"
    assert headers.get_header("WARC-Date") == "2026-11-24T09:00:00.000250Z"
    assert headers.get_header("WARC-Target-URI") == "https://bao.example/cau-moi-42.html"
    sha1 = base64.b32encode(hashlib.sha1(body).digest()).decode()
    assert headers.get_header("WARC-Payload-Digest") == f"sha1:{sha1}"
    assert (answer.get_statuscode(), answer.get_header("content-type")) == ("200", "text/html; charset=utf-8")
    assert answer.get_header("content-encoding") is None
    assert (second[2].get_statuscode(), second[3]) == ("599", b"")


def test_only_the_named_sources_and_times_are_written(archive: Archive) -> None:
    for source in ("bao", "thp"):
        for day in range(3):
            body = f"{source} {day}".encode()
            keep(archive, source, body, url=f"https://{source}.example/", fetched_at=NOW + timedelta(days=day))
    found = written(archive, sources=["thp"], since=NOW + timedelta(days=1))
    assert [payload for kind, _, _, payload in found if kind == "response"] == [b"thp 1", b"thp 2"]


def test_the_same_page_has_the_same_record_id_in_every_export(archive: Archive) -> None:
    keep(archive, "bao", b"<p>x</p>")
    ids = {written(archive)[-1][1].get_header("WARC-Record-ID") for _ in range(2)}
    assert len(ids) == 1


def test_a_page_that_is_no_longer_what_was_fetched_proves_nothing_and_is_left_out(archive: Archive) -> None:
    forged = keep(archive, "bao", b"<p>said</p>")
    keep(archive, "bao", b"<p>whole</p>")
    with archive.begin() as tx:
        tx.execute(update(pages_table).where(pages_table.c.id == forged).values(body=dictionaries.pack(b"<p>not</p>")))
    assert [payload for kind, _, _, payload in written(archive) if kind == "response"] == [b"<p>whole</p>"]


def test_headers_never_break_out_of_their_line(archive: Archive) -> None:
    keep(archive, "bao", b"<p>x</p>", headers={"etag": "a\r\nX-Evil: 1\r\n\r\n<b>"})
    (*_, (_, _, answer, payload)) = written(archive)
    assert payload == b"<p>x</p>"
    assert answer.get_header("x-evil") is None
