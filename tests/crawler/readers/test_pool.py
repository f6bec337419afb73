"""Whatever a page does to the process that reads it, the next page is read, and the cause is told."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.readers import pool
from crawler.readers.pool import Readers, ReadingStopped
from crawler.readers.worker import MEMORY, SECONDS
from tests.crawler.readers.odd import CONTEXT, Odd

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="needs a system with signals")


def run(test: Callable[[Readers], Awaitable[Any]]) -> Any:
    async def whole() -> Any:
        readers = Readers()
        try:
            async with asyncio.timeout(50):
                return await test(readers)
        finally:
            await readers.close()

    return asyncio.run(whole())


async def ask(readers: Readers, what: str = "pid", **given: Any) -> Any:
    return await readers.answer(Odd(what, **given))  # type: ignore[arg-type]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


BREAKS = {
    "hungry": f"more than {MEMORY // 1_000_000} MB",
    "crashes": f"ended by signal {int(signal.SIGSEGV)}",
    "leaves": "ended with status 7",
    "raises": "KeyError: 'no such thing'",
    "deep": "RecursionError",
    "cannot_travel": "a fault of Loa",
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_page_that_breaks_the_reading_hurts_only_itself(what: str) -> None:
    async def test(readers: Readers) -> None:
        for _ in range(2):
            pages = [ask(readers), ask(readers, what), ask(readers), ask(readers)]  # the others wait behind it
            first, broken, *others = await asyncio.gather(*pages, return_exceptions=True)
            assert isinstance(first, int)
            assert isinstance(broken, ReadingStopped) and BREAKS[what] in broken.cause
            assert len(set(others)) == 1 and isinstance(others[0], int)

    run(test)


def test_a_page_may_take_so_much_of_the_processor_and_no_more() -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        with pytest.raises(ReadingStopped, match=f"more than {SECONDS} s of CPU"):
            await ask(readers, "busy")
        assert await ask(readers) != first

    run(test)


def test_a_page_that_hangs_without_work_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        monkeypatch.setattr(pool, "LONGEST", 0.5)
        with pytest.raises(ReadingStopped, match="more than 0.5 s"):
            await ask(readers, "asleep")
        monkeypatch.undo()
        assert not alive(first)
        assert await ask(readers) != first

    run(test)


def test_a_fault_of_ours_leaves_its_trace_in_the_log_and_the_process_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        with pytest.raises(ReadingStopped):
            await ask(readers, "raises")
        assert await ask(readers) == first

    run(test)
    assert "Traceback" in caplog.text
    assert "no such thing" in caplog.text


def test_what_a_library_prints_is_no_answer() -> None:
    assert run(lambda readers: ask(readers, "printed")) == "said"


@pytest.mark.parametrize("what", ["asleep", "large"])
def test_one_who_stops_waiting_spoils_no_answer(what: str) -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        waiting = asyncio.ensure_future(ask(readers, what, size=80_000_000))
        behind = asyncio.ensure_future(ask(readers))
        await _until(lambda: what == "asleep" or len(_buffer(readers)) > 200_000)
        if what == "large":
            os.kill(first, signal.SIGSTOP)  # in the middle of its answer, however fast the machine is
        else:
            await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert not alive(first)
        assert isinstance(await behind, int)

    run(test)


def test_one_who_stops_waiting_for_a_turn_changes_nothing() -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        large = asyncio.ensure_future(ask(readers, "large", size=30_000_000))
        waiting = asyncio.ensure_future(ask(readers))
        await asyncio.sleep(0)
        waiting.cancel()
        assert len(await large) == 30_000_000
        assert await ask(readers) == first

    run(test)


def test_a_process_that_was_killed_while_it_rested_is_replaced() -> None:
    async def test(readers: Readers) -> None:
        first = await ask(readers)
        os.kill(first, signal.SIGKILL)
        assert readers._process is not None
        await readers._process.wait()
        assert await ask(readers) != first

    run(test)


def test_a_process_is_replaced_after_its_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TASKS", 3)

    async def test(readers: Readers) -> list[int]:
        return [await ask(readers) for _ in range(7)]

    pids = run(test)
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]
    assert not any(map(alive, pids))


def test_closed_readers_leave_no_process_and_may_be_closed_again() -> None:
    async def test(readers: Readers) -> int:
        pid = await ask(readers)
        await readers.close()
        await readers.close()
        return int(pid)

    assert not alive(run(test))
    run(lambda readers: readers.close())


def test_a_source_whose_pages_are_stopped_again_and_again_holds_nobody_up() -> None:
    async def test(readers: Readers) -> None:
        causes = []
        for _ in range(pool.STOPS + 2):
            with pytest.raises(ReadingStopped) as stopped:
                await ask(readers, "leaves", context=CONTEXT)
            causes.append(stopped.value.cause)
        assert ["status 7" in cause for cause in causes] == [True] * pool.STOPS + [False] * 2
        assert "the others wait" in causes[-1]
        assert isinstance(await ask(readers), int)

    run(test)


def test_a_reading_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    """Also where that one is killed: nobody may be left who reads for ever."""
    import subprocess
    import sys

    code = (
        "import asyncio, os, signal\n"
        "from crawler.readers.pool import Readers\n"
        "from tests.crawler.readers.odd import Odd\n"
        "async def main():\n"
        "    print(await Readers().answer(Odd()), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        timeout=30,
    )
    pid = int(done.stdout)
    for _ in range(200):
        if not alive(pid) or _is_zombie(pid):
            return
        time.sleep(0.05)
    pytest.fail("the reading process is still there")


def _is_zombie(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z" in status.read_text()


def _buffer(readers: Readers) -> bytes:
    process = readers._process
    return bytes(process.stdout._buffer) if process and process.stdout else b""  # type: ignore[attr-defined]


async def _until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0.001)
