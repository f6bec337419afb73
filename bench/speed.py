#!/usr/bin/env python3
"""What a crawl costs, beside a plain Scrapy spider with trafilatura, on the same pages in the same run.

    bench/speed.py [--sites N] [--corpus DIR] [--reps K] [--polls K]

Virtual news sites on loopback (../shared/bench/end_to_end/bench.py): each a list page and 30 articles. Loa's command is
bench/speed_one.py. Measured is CPU time, user and system, of all processes. Four things are done in turn: everything is
new; nothing is new; two articles are new on each site; then `loa up` stays and polls sites on which nothing is new.
Exit status 1 where a bar is missed.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench" / "end_to_end"
CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
sys.path.insert(0, str(ROOT))

from bench.speed_one import write_city  # noqa: E402

PER_SITE = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--reps", type=int, default=1)
    parser.add_argument("--polls", type=int, default=5, help="polls of the resident process that are measured")
    arguments = parser.parse_args()
    if not (BENCH / "bench.py").is_file() or not arguments.corpus.is_dir():
        print(f"{BENCH} or {arguments.corpus} is not here: the bench and its pages live there", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="loa-speed-") as scratch:
        ours = runs("loa", arguments, Path(scratch), ROOT / "bench" / "speed_one.py", "--third", "2")
        plain = runs("plain", arguments, Path(scratch), BENCH / "peers" / "scrapy_baseline.py")
        polled = polls(arguments, Path(scratch))
    return report(ours, plain, polled, arguments.sites)


def runs(name: str, arguments: Any, work: Path, command: Path, *more: str) -> dict[int, dict[str, float]]:
    """By the number of the run (1 all new, 2 nothing new, 3 two new a site): each figure's median over the reps."""
    asked = [sys.executable, str(BENCH / "bench.py"), "--name", name, "--corpus", str(arguments.corpus)]
    asked += ["--work", str(work), "--sites", str(arguments.sites), "--reps", str(arguments.reps), *more]
    asked += ["--", sys.executable, str(command), "{out}", "{state}", "{lists}"]
    print(f"{name} ...", file=sys.stderr)
    lines = subprocess.run(asked, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    found: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        told = json.loads(line)
        told |= {f"{kind}_requests": count for kind, count in told["by_kind"].items()}
        if told["rc"] != 0:
            raise SystemExit(f"{name} ended with status {told['rc']}: {(work / f'{name}.log').read_text()[-2000:]}")
        found.setdefault(told["run"], []).append(told)
    figures = ("cpu", "peak_mb", "tree_mb", "requests", "good", "of", "new_of", "new_found", "tok_f1")
    kinds = ("list_requests", "article_requests")
    return {
        number: {figure: statistics.median(told.get(figure) or 0 for told in of) for figure in (*figures, *kinds)}
        for number, of in found.items()
    }


def polls(arguments: Any, scratch: Path) -> list[float]:
    """CPU seconds of each poll of all sites by `loa up`, after the first crawls are over."""
    print("loa up ...", file=sys.stderr)
    with sites(arguments) as urls:
        city = write_city(scratch / "up" / "city", urls)
        for file in (city / "sources").glob("*.toml"):
            file.write_text(file.read_text("utf-8") + "interval = 10\n", "utf-8")
        with up(city, scratch / "up" / "data") as process:
            wait_for_polls(scratch / "up" / "data", len(urls), 2)
            measured = []
            for _ in range(arguments.polls):
                count, before = polls_done(scratch / "up" / "data"), cpu_of(process.pid)
                wait_for_polls(scratch / "up" / "data", len(urls), count // len(urls) + 1)
                time.sleep(1.5)  # what follows a poll counts too
                measured.append(cpu_of(process.pid) - before)
            return measured


@contextmanager
def sites(arguments: Any) -> Iterator[list[str]]:
    from urllib.request import urlopen

    port = free_port()
    command = [sys.executable, str(BENCH / "site_server.py"), "--corpus", str(arguments.corpus)]
    command += ["--sites", str(arguments.sites), "--per-site", str(PER_SITE), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        with urlopen(f"http://127.0.0.1:{port}/lists", timeout=30) as answer:
            yield json.load(answer)[: arguments.sites]
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def up(city: Path, data: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "feeds.cli", "--city", str(city), "--data-dir", str(data), "up"]
    command += ["--port", str(free_port())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def polls_done(data: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"{(data / 'archive.sqlite').as_uri()}?mode=ro", uri=True, timeout=30) as database:
            return int(database.execute("SELECT count(*) FROM runs WHERE ended_at IS NOT NULL").fetchone()[0])
    except sqlite3.Error:
        return 0


def wait_for_polls(data: Path, sources: int, rounds: int) -> None:
    for _ in range(1200):
        if polls_done(data) >= sources * rounds:
            return
        time.sleep(0.25)
    raise SystemExit("loa up does not poll")


def cpu_of(pid: int) -> float:
    """Seconds of user and system time of a process and all below it, ended children included."""
    below: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            below.setdefault(int(fields[1]), []).append(int(name))
            ticks[int(name)] = sum(map(int, fields[11:15]))
    wanted, total = [pid], 0
    while wanted:
        one = wanted.pop()
        total += ticks.get(one, 0)
        wanted += below.get(one, [])
    return total / os.sysconf("SC_CLK_TCK")


def report(
    ours: dict[int, dict[str, float]], plain: dict[int, dict[str, float]], polled: list[float], sites: int
) -> int:
    """Print the rows; 1 where a bar is missed."""
    new, same, third = ours[1], ours[2], ours[3]
    share = same["cpu"] / plain[2]["cpu"]
    poll = statistics.median(polled) * 10 / sites
    f1 = new["tok_f1"]
    many = _rate(new) / _rate(plain[1])
    rows = [
        ("1  all new: articles per CPU second, as a multiple of the plain spider's", many, many >= 3),
        (f"   all new: token F1 (plain spider's {plain[1]['tok_f1']:.4f})", f1, f1 >= plain[1]["tok_f1"]),
        ("3  nothing new: CPU, share of the plain spider's second run", share, share <= 1 / 12),
        ("3  nothing new: article requests", same["article_requests"], same["article_requests"] == 0),
        ("4  nothing new, resident: CPU seconds for a poll of 10 sites", poll, poll <= 0.1),
        ("5  two new a site: article requests", third["article_requests"], third["article_requests"] == 2 * sites),
        ("5  two new a site: of these in the feeds", third["new_found"], third["new_found"] == third["new_of"]),
        ("6  peak MB of a process", new["peak_mb"], new["peak_mb"] <= 150),
        ("6  peak MB of all processes", new["tree_mb"], new["tree_mb"] <= 300),
        ("7  all new: requests per article", new["requests"] / new["of"], new["requests"] / new["of"] <= 1.1),
    ]
    for words, figure, met in rows:
        print(f"{words:76} {figure:9.4g}  {'' if met is None else 'met' if met else 'MISSED'}")
    cpu = ", ".join(f"{one['cpu']:.2f}" for one in (new, same, third))
    print(f"CPU seconds of Loa: {cpu}; of the plain spider: {plain[1]['cpu']:.2f}, {plain[2]['cpu']:.2f}")
    return 1 if any(met is False for _, _, met in rows) else 0


def _rate(run: dict[str, float]) -> float:
    return run["good"] / run["cpu"]


if __name__ == "__main__":
    sys.exit(main())
