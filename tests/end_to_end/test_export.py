"""`loa export` as a journalist runs it: after a crawl of the demo town."""

import csv
import hashlib
import io
import json
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawler.town.server import TownServer
from tests.end_to_end.conftest import Loa


def test_the_hash_of_a_version_is_that_of_the_bytes_in_the_warc(town: TownServer, loa: Loa, tmp_path: Path) -> None:
    loa("crawl", "bao")
    file = tmp_path / "pages.warc.gz"
    loa("export", "bao", "--warc", str(file))
    with file.open("rb") as stream:
        bodies = [r.content_stream().read() for r in ArchiveIterator(stream) if r.rec_type == "response"]
    kept = {hashlib.blake2b(body, digest_size=16).hexdigest() for body in bodies}
    told = [json.loads(line) for line in loa("export", "bao", "--versions").stdout.splitlines()]
    assert told
    assert {version["page"]["blake2b_128"] for article in told for version in article["versions"]} <= kept


def test_a_table_goes_to_a_file_and_the_rest_to_standard_output(town: TownServer, loa: Loa, tmp_path: Path) -> None:
    loa("crawl")
    place = tmp_path / "articles.csv"
    assert loa("export", "--format", "csv", "--output", str(place)).stdout == ""
    rows = list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"), newline="")))
    lines = [json.loads(line) for line in loa("export").stdout.splitlines()]
    assert rows
    assert [row["guid"] for row in rows] == [line["guid"] for line in lines]


def test_what_cannot_be_exported_is_wrong_use_and_says_why(loa: Loa, tmp_path: Path) -> None:
    for arguments, said in (
        (("nowhere",), "no source 'nowhere'"),
        (("--since", "soon"), "90d"),
        (("--topic", "nothing"), "no topic 'nothing'"),
        (("--format", "csv", "--versions"), "jsonl"),
        (("--warc", str(tmp_path / "a.warc.gz"), "--versions"), "--since"),
    ):
        assert said in loa("export", *arguments, status=2).stderr
    assert list(tmp_path.glob("*.warc.gz")) == []
