#!/usr/bin/env python3
"""How long the event loop of a crawl stands still, at most, while it reads sites of which everything is new.

    bench/loop.py [--sites N] [--reps K] [--corpus DIR]

The sites are those of bench/speed.py, with 30 articles each, and beside them one whose pages are as large, as deep and
as wide as the guard lets in. The figures are those that every crawl tells at its end (crawler/extensions/loop.py): the
longest time between two looks at the clock, and the most CPU time that the loop's own thread took between two looks.
The bar, 50 ms, is on the work that is done in the loop, so it is the second figure that is held to it; the first one is
longer where the disk is slow, or where other processes take the CPU away in between: read them side by side. The median
of the reps counts. What was running when the loop was late is printed too, the innermost function of Loa first. Exit
status 1 where the bar is missed.
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

BAR = 50.0
LATE = 0.03  # seconds after which it is noted what runs
IDLE = "EpollSelector.select"  # nothing to do, or no time from the machine
TOLD = re.compile(r"stood still for ([\d.]+) ms at most, and worked for ([\d.]+) ms")


def main() -> int:
    from bench.speed import BENCH, CORPUS, sites

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=4)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    arguments = parser.parse_args()
    if not (BENCH / "site_server.py").is_file() or not arguments.corpus.is_dir():
        print(f"{BENCH} or {arguments.corpus} is not here: the sites and their pages live there", file=sys.stderr)
        return 3
    figures: list[tuple[float, float]] = []
    late: Counter[str] = Counter()
    environment = os.environ | {"LOA_LOG_LEVEL": "INFO"}
    with sites(arguments) as urls, monsters() as nasty:
        for number in range(arguments.reps):
            with tempfile.TemporaryDirectory(prefix="loa-loop-") as scratch:
                command = [sys.executable, __file__, "--child", f"{scratch}/out", f"{scratch}/state", *urls, nasty]
                told = subprocess.run(command, capture_output=True, text=True, env=environment)
            found = TOLD.search(told.stderr)
            if told.returncode not in (0, 1) or found is None:  # 1: the monsters may be refused
                raise SystemExit(f"the crawl ended with status {told.returncode}: {told.stderr[-2000:]}")
            figures.append((float(found[1]), float(found[2])))
            late.update(told.stdout.splitlines())
            print(f"crawl {number + 1}: {figures[-1][0]:.1f} ms, at work {figures[-1][1]:.1f} ms", file=sys.stderr)
    clock, work = (statistics.median(column) for column in zip(*figures, strict=True))
    for words, count in late.most_common(8):
        print(f"  late {count} times in {words}")
    print(f"{'longest time between two looks at the clock, ms':72} {clock:9.4g}")
    print(f"{'longest time at work between two looks, ms':72} {work:9.4g}  {'met' if work <= BAR else 'MISSED'}")
    return 1 if work > BAR else 0


@contextmanager
def monsters() -> Iterator[str]:
    """The list page of a site on loopback that has six plain articles among pages that nobody should have written."""
    words = "The council of the town has decided to repair the road beside the market before the winter. "
    plain = "".join(f"<p>{words * 4}</p>" for _ in range(8))
    bodies = {f"/plain-{n}.html": plain for n in range(6)} | {
        "/long.html": f"<p>{words * 10}</p>" * 8_000,
        "/long-again.html": f"<p>{words * 10}</p>" * 7_999 + f"<p>{words}</p>",
        "/deep.html": "<div>" * 100_000 + plain,
        "/wide.html": f"{plain}<table>" + "<tr>" + "<td>1</td>" * 50_000 + "</tr></table>",
        "/script.html": f"{plain}<script>var data = '{'x, ' * 2_500_000}';</script>",
        "/tags.html": plain + "<b>bold</b> <i>and not</i> " * 25_000,
    }
    links = "".join(
        f"<li><a href='{path}'>The town's news of {path[1:-5]}, and what follows</a> <span>2026-01-05</span></li>"
        for path in bodies
    )
    more = "".join(f"<a href='/other/{n}'>Something else number {n}</a>" for n in range(2_000))
    pages = {"/": f"<html><body><ul>{links}</ul><div>{more}</div></body></html>"} | {
        path: f"<html><head><title>{path}</title></head><body>"
        f"<h1>The town's news of {path[1:-5]}, and what follows</h1>"
        f"<p>Published 2026-01-05 08:15</p><div>{body}</div></body></html>"
        for path, body in bodies.items()
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def child(arguments: list[str]) -> int:
    """One crawl, and on standard output a line for each time that the loop was late: what ran then."""
    from bench import speed_one
    from crawler.extensions.loop import LoopWatch

    def note(_: int, frame: FrameType | None) -> None:
        if (words := running(frame)) != IDLE:
            print(words, flush=True)

    def tick(watch: Any, before: Any = LoopWatch.tick) -> None:
        signal.setitimer(signal.ITIMER_REAL, LATE)
        before(watch)

    def end(watch: Any, before: Any = LoopWatch.end) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        before(watch)

    signal.signal(signal.SIGALRM, note)
    LoopWatch.tick, LoopWatch.end = tick, end  # type: ignore[method-assign]
    return speed_one.main(arguments)


def running(frame: FrameType | None) -> str:
    """The innermost three functions of Loa on the stack, or the innermost one of all."""
    names: list[str] = []
    innermost = frame.f_code.co_qualname if frame and hasattr(frame.f_code, "co_qualname") else "?"
    while frame is not None and len(names) < 3:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(ROOT / "crawler") and file.name != "run.py":
            names.append(f"{file.relative_to(ROOT)}:{frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(names) or innermost


if __name__ == "__main__":
    sys.exit(child(sys.argv[2:]) if sys.argv[1:2] == ["--child"] else main())
