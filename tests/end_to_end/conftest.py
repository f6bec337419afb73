"""The demo town, played in this process, and the commands, run as a user runs them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.city import City, load_city
from crawler.town.server import TownServer
from tests.end_to_end.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
FOUNDED = date(2026, 11, 24)


@dataclass
class Clock:
    """A clock that a test sets; the town and the commands read it (the commands by their day)."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 11, 0, tzinfo=UTC))  # 18:00 in the town

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Loa:
    """Runs commands against one data folder."""

    data: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        given = {"LOA_DATA_DIR": str(self.data), "LOA_TOWN_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        return {name: value for name, value in os.environ.items() if not name.startswith("LOA_")} | given

    def __call__(self, *arguments: str, status: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        run = [sys.executable, "-m", "feeds.cli", *arguments]
        return self.run(run, status, environment)

    def scrapy(self, *arguments: str, status: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run([sys.executable, "-m", "scrapy", *arguments], status, environment)

    def run(
        self, command: list[str], status: int | None, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            env=self.environment | environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if status is not None:
            assert done.returncode == status, done.stdout + done.stderr
        return done

    def feeds(self) -> dict[str, bytes]:
        """Every published file, by its path below the public folder."""
        public = self.data / "public"
        return {str(file.relative_to(public)): file.read_bytes() for file in public.rglob("*") if file.is_file()}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def loa(tmp_path: Path) -> Loa:
    return Loa(tmp_path / "data", free_port())


@pytest.fixture
def demo(loa: Loa) -> City:
    return load_city("demo", town_port=loa.port)


@pytest.fixture
def town(demo: City, loa: Loa, clock: Clock) -> Iterator[TownServer]:
    """Founded on a fixed day; the commands find it playing and use it."""
    with TownServer(demo, FOUNDED, clock, loa.port) as playing:
        yield playing
