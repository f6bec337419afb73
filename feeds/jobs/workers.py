"""Processes that crawl and stay: a poll that finds nothing new costs no start of Python, Scrapy and the rest."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from crawler.config import Config

CRAWLS = 500  # of one process, which is then replaced
_log = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The process ended in the middle of a crawl; `status` is its exit status."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        super().__init__(f"status {status}")


class Worker:
    """One crawling process (`python -m crawler.run --resident`), begun with its first crawl; one crawl at a time."""

    def __init__(self, config: Config) -> None:
        self._environment = environment(config)
        self._process: asyncio.subprocess.Process | None = None
        self._crawls = 0

    async def crawl(self, sources: Sequence[str]) -> int:
        """0 all well, 1 some source failed, else what kept it from running. Raises WorkerDied.

        Cancelled, it stops the crawl under way, and waits until the runs have been ended.
        """
        process = await self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps({"sources": list(sources)}).encode() + b"\n")
            await process.stdin.drain()
            line = await process.stdout.readline()
        except ConnectionError:
            line = b""
        except asyncio.CancelledError:
            await self.close()
            raise
        if not line:
            raise WorkerDied(await self.close())
        self._crawls += 1
        if self._crawls >= CRAWLS:
            await self.close()
        return int(json.loads(line)["status"])

    async def close(self) -> int | None:
        """End the process: it stops its crawl when its input ends. Its exit status; None: there was none."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.stdin is not None:
            process.stdin.close()
        try:
            return await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            return await process.wait()

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is not None:
            await self.close()
        if self._process is None:
            self._crawls = 0
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "crawler.run",
                "--resident",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=self._environment,
                start_new_session=True,  # Ctrl-C is for us: we end it in order
            )
        return self._process


def environment(config: Config) -> dict[str, str]:
    """The child's environment: ours, with every setting that was given put into its variable."""
    given = config.model_dump(mode="json", exclude_unset=True)
    return dict(os.environ) | {f"LOA_{name.upper()}": str(value) for name, value in given.items() if value is not None}
