"""The reading process: `python -m crawler.readers.worker` answers one task after the other on its standard streams.

Tasks come from the process that started this one, and from nobody else.
"""

import gc
import signal
import sys
import traceback

from crawler.heap import give_back
from crawler.readers.frames import Broke, frame, read_frame, write_frame

SECONDS = 10  # of CPU for one task
MEMORY = 400_000_000  # bytes that a task may take on top of what the process needs for itself
COLLECTING = 50_000, 20, 50  # a page is some ten thousand objects, and few of them know each other
WORN = 20  # tasks after which freed memory is given back to the system


def main() -> int:
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may reach the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the crawl ends it
    # Before the limits are set, so that the first page is not charged for it.
    import crawler.extract.furniture
    import crawler.extract.read
    import crawler.ways.offers
    import crawler.ways.read  # noqa: F401

    gc.freeze()
    gc.set_threshold(*COLLECTING)
    _limit_memory()
    done = 0
    while True:
        try:
            task = read_frame(tasks)
        except EOFError:
            return 0
        _limit_time(SECONDS)
        try:
            answer = frame(task())  # an answer that cannot travel is a fault as well
        except MemoryError:
            words = f"it needs more than {MEMORY // 1_000_000} MB to be read"
            write_frame(answers, frame(Broke(words, last=True)))
            return 1
        except Exception as error:
            words = f"a fault of Loa: {type(error).__name__}: {error}"
            answer = frame(Broke(words, traceback.format_exc()))
        _limit_time(0)
        write_frame(answers, answer)
        del task, answer
        done += 1
        if done % WORN == 0:
            give_back()
            if done == WORN:
                gc.freeze()  # the tables and the model, which the first pages brought: they stay


def _limit_time(seconds: float) -> None:
    """The system ends the process after so much CPU, whatever it is doing. 0: no limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    try:
        import resource

        with open("/proc/self/statm") as file:
            own = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (own + MEMORY, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        pass  # no such limit on this system


if __name__ == "__main__":
    sys.exit(main())
