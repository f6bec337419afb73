"""Until when a host asked to be left alone. A later crawl must know it too."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Protocol

LONGEST_WAIT = 30.0  # seconds for which a run waits for a host; a longer pause ends the source's run


@dataclass(frozen=True, slots=True)
class Pause:
    """`until` is aware, in UTC."""

    until: datetime
    cause: str

    @property
    def seconds(self) -> float:
        """What is left of it; negative when it is over."""
        return (self.until - datetime.now(UTC)).total_seconds()


class PauseStore(Protocol):
    """Where pauses live, by host (and port, where it is an unusual one). The setting LOA_PAUSE_STORE names a class;
    it may have `from_crawler`."""

    def get(self, host: str) -> Pause | None: ...

    def put(self, host: str, pause: Pause) -> None: ...


class MemoryPauses:
    """Kept as long as the process lives, for all crawls in it."""

    pauses: ClassVar[dict[str, Pause]] = {}

    def get(self, host: str) -> Pause | None:
        return self.pauses.get(host)

    def put(self, host: str, pause: Pause) -> None:
        self.pauses[host] = pause
