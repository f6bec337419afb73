"""The reading processes as the crawl sees them: await an answer."""

import asyncio
import logging
import os
import pickle
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from crawler.readers.frames import Broke, frame
from crawler.readers.tasks import Task
from crawler.readers.worker import SECONDS

log = logging.getLogger(__name__)

LONGEST = 60.0  # seconds of the clock for one task, on a machine that is busy with other things
TASKS = 3_000  # a process is replaced after so many
STOPS, SPAN = 3, 600.0  # pages of one source that were stopped within so many seconds: no others hold its neighbours up


class ReadingStopped(Exception):
    """A page could not be read to its end: it takes too long, needs too much memory, or met a fault of ours."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Readers:
    """One process, begun with the first task; the tasks wait for each other in their order."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._done = 0
        self._stops: dict[str, list[float]] = {}  # by source, when a page of it was stopped

    async def answer(self, task: Task) -> Any:
        """What the task's own call returns. Raises ReadingStopped."""
        async with self._turn:
            self._refuse_after_many_stops(_source_of(task))
            process = await self._running()
            try:
                answer = await asyncio.wait_for(self._ask(process, task), LONGEST)
            except TimeoutError:
                await self._end(process, at_once=True)
                raise self._stopped(task, f"it takes more than {LONGEST:g} s to be read") from None
            except (EOFError, ConnectionError, asyncio.IncompleteReadError):
                raise self._stopped(task, self._why(await self._end(process))) from None
            except BaseException:
                # Cancelled in the middle of an answer: the next one would be mistaken for it.
                await self._end(process, at_once=True)
                raise
            self._done += 1
            if isinstance(answer, Broke) and answer.last:
                await self._end(process)
                raise self._stopped(task, answer.cause)
        if isinstance(answer, Broke):
            if answer.trace:
                log.error("%s\n%s", answer.cause, answer.trace)
            raise ReadingStopped(answer.cause)
        return answer

    async def close(self) -> None:
        async with self._turn:
            if self._process is not None:
                await self._end(self._process)

    def _refuse_after_many_stops(self, source: str) -> None:
        since = time.monotonic() - SPAN
        recent = self._stops[source] = [at for at in self._stops.get(source, ()) if at > since]
        if source and len(recent) >= STOPS:
            raise ReadingStopped(f"{STOPS} pages of this source could not be read to their end: the others wait")

    def _stopped(self, task: Task, cause: str) -> ReadingStopped:
        self._stops.setdefault(_source_of(task), []).append(time.monotonic())
        return ReadingStopped(cause)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and (self._done >= TASKS or self._process.returncode is not None):
            await self._end(self._process)
        if self._process is None:
            self._done = 0
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "crawler.readers.worker",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=_environment(),
            )
        return self._process

    async def _ask(self, process: asyncio.subprocess.Process, task: Task) -> Any:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(frame(task))
        await process.stdin.drain()
        head = await process.stdout.readexactly(8)
        return pickle.loads(await process.stdout.readexactly(int.from_bytes(head, "big")))

    async def _end(self, process: asyncio.subprocess.Process, *, at_once: bool = False) -> int:
        """The process, ended and waited for; its exit status. `at_once`: it is busy, and would not hear of it."""
        self._process = None
        if process.stdin is not None:
            process.stdin.close()
        if not at_once:
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    return await _waited_for(process)
        with suppress(ProcessLookupError):
            process.kill()
        return await _waited_for(process)

    def _why(self, status: int) -> str:
        if status == -getattr(signal, "SIGPROF", 0):
            return f"it takes more than {SECONDS} s of CPU to be read"
        if status < 0:
            return f"the process that read it was ended by signal {-status}"
        return f"the process that read it ended with status {status}"


def _source_of(task: Task) -> str:
    """The source whose page it is; "" where the task does not say."""
    context = getattr(task, "context", None)
    return context.source if context is not None else ""


async def _waited_for(process: asyncio.subprocess.Process) -> int:
    """Its exit status. What it still says is read: with a full pipe its end would never be told."""
    assert process.stdout is not None
    while await process.stdout.read(65_536):
        pass
    return await process.wait()


def _environment() -> dict[str, str]:
    """Ours, with the folder of this package on the path: a crawl may have been started anywhere."""
    folder = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    paths = [folder, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
