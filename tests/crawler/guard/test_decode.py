"""Packed bodies: bounded, and whole or refused."""

import contextlib
import gzip
import zlib
from collections.abc import Callable
from time import perf_counter

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard.decode import Incomplete, TooMuch, encodings_of, unpacked


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
MOST = 1_000_000


@pytest.mark.parametrize("name", PACKERS)
@given(body=st.binary(min_size=1, max_size=3000), cut=st.floats(0, 0.99))
def test_whole_is_read_and_a_part_never_is(name: str, body: bytes, cut: float) -> None:
    encoding, pack = PACKERS[name]
    packed = pack(body)
    assert unpacked(packed, [encoding], MOST) == body
    part = packed[: max(3, int(len(packed) * cut))]
    if part != packed:
        with pytest.raises(Incomplete):
            unpacked(part, [encoding], MOST)


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_ends_at_the_limit(name: str) -> None:
    encoding, pack = PACKERS[name]
    packed = pack(b"\0" * 60_000_000)
    begun = perf_counter()
    with pytest.raises(TooMuch):
        unpacked(packed, [encoding], MOST)
    assert perf_counter() - begun < 30
    assert unpacked(packed, [encoding], 4096, cut=True) == b"\0" * 4096


def test_a_bomb_in_a_bomb_ends_at_the_limit() -> None:
    packed = gzip.compress(gzip.compress(brotli.compress(b"\0" * 60_000_000)))
    with pytest.raises(TooMuch):
        unpacked(packed, ["br", "gzip", "gzip"], MOST)
    with pytest.raises(TooMuch):
        unpacked(b"", ["gzip"] * 4, MOST)


def test_a_window_larger_than_the_web_allows_is_not_built() -> None:
    frame = b"\x28\xb5\x2f\xfd" + bytes([0x00, 0x88]) + b"\x01\x00\x00"  # no size, a window of 128 MB, one empty block
    with pytest.raises(Incomplete):
        unpacked(frame, ["zstd"], MOST)


def test_the_last_encoding_is_undone_first() -> None:
    assert unpacked(gzip.compress(brotli.compress(b"tin")), ["br", "gzip"], MOST) == b"tin"


def test_several_members_are_one_body_and_what_follows_is_dropped() -> None:
    assert unpacked(gzip.compress(b"tin ") + gzip.compress(b"moi") + b"\0\0\0", ["gzip"], MOST) == b"tin moi"
    assert unpacked(zstd.compress(b"tin ") + zstd.compress(b"moi"), ["zstd"], MOST) == b"tin moi"


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_body_in_thousands_of_members_is_given_up(encoding: str) -> None:
    member = gzip.compress(b"t") if encoding == "gzip" else zstd.compress(b"t")
    assert unpacked(member * 500, [encoding], MOST) == b"t" * 500
    with pytest.raises(TooMuch, match="500 pieces"):
        unpacked(member * 501, [encoding], MOST)
    assert len(unpacked(member * 20_000, [encoding], MOST, cut=True)) < 600


def test_a_slip_in_the_header_leaves_the_body_as_it_is() -> None:
    assert unpacked(b"<html>", ["gzip"], MOST) == b"<html>"
    assert unpacked(b"<html>", ["utf-8"], MOST) == b"<html>"


def test_a_wrong_checksum_is_not_whole() -> None:
    packed = bytearray(gzip.compress(b"tin" * 100))
    packed[-6] ^= 1
    with pytest.raises(Incomplete):
        unpacked(bytes(packed), ["gzip"], MOST)


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", "br", "zstd"]))
def test_any_bytes_end_in_a_body_or_in_a_named_error(body: bytes, encoding: str) -> None:
    for given_body in (body, b"\x1f\x8b" + body, b"\x28\xb5\x2f\xfd" + body):
        with contextlib.suppress(Incomplete, TooMuch):
            unpacked(given_body, [encoding], 10_000)
        assert len(unpacked(given_body, [encoding], 10_000, cut=True)) <= max(10_000, len(given_body))


def test_names_of_encodings_come_from_all_headers() -> None:
    assert encodings_of([b"GZIP , br", b"", b"zstd"]) == ["gzip", "br", "zstd"]
