"""What passes between the crawl and a reading process: frames of eight bytes of length and a pickle."""

import pickle
from dataclasses import dataclass
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Broke:
    """A task raised: `cause` in one line, and the trace for the log. `last`: the process ends itself after this."""

    cause: str
    trace: str = ""
    last: bool = False


def frame(value: Any) -> bytes:
    data = pickle.dumps(value, protocol=5)
    return len(data).to_bytes(8, "big") + data


def write_frame(stream: BinaryIO, framed: bytes) -> None:
    stream.write(framed)
    stream.flush()


def read_frame(stream: BinaryIO) -> Any:
    """Raises EOFError at the end of the stream, also where it comes in the middle of a frame."""
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, 8), "big")))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
