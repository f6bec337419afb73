"""Content-Encoding undone, with a bound on what comes out, and an error for what ends too early."""

import zlib
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]
from backports import zstd

ACCEPTED = b"gzip, deflate, br, zstd"
_CHUNK = 65_536
_MOST_LAYERS = 3
_MOST_MEMBERS = 500
_LARGEST_WINDOW = 23  # 8 MB, all that RFC 9659 lets a server ask for: a window is memory
_GZIP = b"\x1f\x8b"


class TooMuch(ValueError):
    """More comes out than is wanted."""


class Incomplete(ValueError):
    """The end is missing, or the middle is broken."""


def unpacked(body: bytes, encodings: list[str], most: int, *, cut: bool = False) -> bytes:
    """The body as it was before `encodings` (as in Content-Encoding, first applied first) were applied.

    Raises TooMuch and Incomplete; with `cut`, gives what there is up to `most` bytes instead. An encoding that nobody
    knows is taken for a slip, as is `gzip` before bytes that are none: the body stands as it is.
    """
    for encoding in reversed(_known(encodings)):
        if encoding == "gzip" and not body.startswith(_GZIP):
            continue
        if not body:
            return body
        try:
            body = _gathered(_DECODERS[encoding](body), most)
        except _Gathered as partial:
            if not cut:
                raise partial.why from None
            body = partial.so_far
    return body


def encodings_of(headers: list[bytes]) -> list[str]:
    """The names in the Content-Encoding headers, in lower case, in their order."""
    return [name for name in (n.strip().lower() for h in headers for n in h.decode("latin-1").split(",")) if name]


class _Gathered(Exception):
    def __init__(self, so_far: bytes, why: ValueError) -> None:
        self.so_far, self.why = so_far, why


def _known(encodings: list[str]) -> list[str]:
    known = [name.removeprefix("x-") for name in encodings if name.removeprefix("x-") in _DECODERS]
    if len(known) > _MOST_LAYERS:
        raise TooMuch(f"packed {len(known)} times over")
    return known


def _gathered(parts: Iterator[bytes], most: int) -> bytes:
    gathered = bytearray()
    try:
        for part in parts:
            gathered += part
            if len(gathered) > most:
                raise TooMuch(f"more than {most} bytes")
    except TooMuch as error:
        raise _Gathered(bytes(gathered[:most]), error) from error
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError, Incomplete) as error:
        raise _Gathered(bytes(gathered), Incomplete(str(error))) from error
    return bytes(gathered)


def _members() -> Iterator[int]:
    """So many that a file may have: what follows a member is copied each time."""
    yield from range(_MOST_MEMBERS + 1)  # one more look, at what is left behind the last
    raise TooMuch(f"packed in more than {_MOST_MEMBERS} pieces")


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members of a gzip file; what follows the last one is dropped, as every browser does."""
    for _ in _members():
        if not body.startswith(_GZIP):
            return
        decoder = zlib.decompressobj(wbits=31)
        yield from _zlib(decoder, body)
        body = decoder.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    """With zlib's frame, as the RFC says, or bare, as some servers send it."""
    decoder = zlib.decompressobj()
    try:
        first = decoder.decompress(body, _CHUNK)
    except zlib.error:
        yield from _zlib(zlib.decompressobj(wbits=-15), body)
        return
    yield first
    yield from _zlib(decoder, decoder.unconsumed_tail)


def _zlib(decoder: "zlib._Decompress", body: bytes) -> Iterator[bytes]:
    part = b"."
    while not decoder.eof and (body or part):
        part = decoder.decompress(body, _CHUNK)
        body = decoder.unconsumed_tail
        yield part
    if not decoder.eof:
        raise Incomplete("the end is missing")


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    part = decoder.process(body, output_buffer_limit=_CHUNK)
    yield part
    while not decoder.is_finished():
        part = decoder.process(b"", output_buffer_limit=_CHUNK)
        if not part and decoder.can_accept_more_data():
            raise Incomplete("the end is missing")
        yield part


def _zstd(body: bytes) -> Iterator[bytes]:
    for _ in _members():
        if not body:
            return
        decoder = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW})
        data = body
        while not decoder.eof:
            part = decoder.decompress(data, _CHUNK)
            if not part and decoder.needs_input and not decoder.eof:
                raise Incomplete("the end is missing")
            data = b""
            yield part
        body = decoder.unused_data


_DECODERS = {"gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
