"""Tasks that go wrong, each in its way, in the reading process."""

import os
import signal
import time
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from crawler.extract.page import Context

CONTEXT = Context("bao", "vi", "VN", ZoneInfo("Asia/Ho_Chi_Minh"), None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Odd:
    what: str = "pid"
    context: Context | None = None
    size: int = 0

    def __call__(self) -> Any:
        return getattr(self, self.what)()

    def pid(self) -> int:
        return os.getpid()

    def printed(self) -> str:
        print("a library's words " * 1000, flush=True)
        return "said"

    def large(self) -> bytes:
        return b"x" * self.size

    def busy(self) -> None:
        while True:
            pass

    def asleep(self) -> None:
        time.sleep(60)

    def hungry(self) -> int:
        held = []
        while True:
            held.append(bytearray(10_000_000))

    def crashes(self) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    def leaves(self) -> None:
        os._exit(7)

    def raises(self) -> None:
        raise KeyError("no such thing")

    def deep(self) -> Any:
        nested: list[Any] = []
        for _ in range(100_000):
            nested = [nested]
        return nested

    def cannot_travel(self) -> Any:
        return lambda: None
