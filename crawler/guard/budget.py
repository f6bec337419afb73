"""What one source may take in one run: requests, bytes, seconds, depth. Neighbours have their own."""

from dataclasses import dataclass

from crawler.config import Config
from crawler.guard.causes import seconds, size

DEEPEST = 12  # links from the list page: list, probes, article, its next pages; a trap is deeper


@dataclass
class Budget:
    """Times are those of `time.monotonic`; the clock starts with the source's first request."""

    most_requests: int
    most_bytes: int
    most_seconds: float
    requests: int = 0
    bytes: int = 0
    started: float | None = None

    @classmethod
    def of(cls, config: Config) -> "Budget":
        return cls(config.source_requests, config.source_bytes, config.source_seconds)

    def begin(self, now: float) -> None:
        if self.started is None:
            self.started = now

    def remaining(self, now: float) -> float:
        """Seconds that are left; negative when it is over."""
        return self.most_seconds if self.started is None else self.started + self.most_seconds - now

    def spent(self, now: float, depth: int = 0) -> str | None:
        """Why no further request is made; None while there is something left."""
        if self.requests >= self.most_requests:
            return f"the {self.most_requests} requests of this run are made"
        if self.bytes >= self.most_bytes:
            return f"the {size(self.most_bytes)} of this run are read"
        if self.remaining(now) <= 0:
            return f"the {seconds(self.most_seconds)} of this run are over"
        if depth > DEEPEST:
            return f"more than {DEEPEST} links deep"
        return None
