"""A crawling process that stays: it crawls again and again, says what was wrong, and its death is no silence."""

import asyncio
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from crawler.config import Config, read_config
from feeds.jobs.workers import Worker, WorkerDied
from tests.end_to_end.sites import Answer, a_city, article, listing, played

TITLES = {f"/tin/sua-duong-{n}00.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 6)}


def config(city: Path, data: Path) -> Config:
    return read_config(city=str(city), data_dir=data)


def outcomes(data: Path) -> list[str]:
    with sqlite3.connect(data / "archive.sqlite") as database:
        return [outcome for (outcome,) in database.execute("SELECT outcome FROM runs ORDER BY id")]


def test_one_process_crawls_twice_and_asks_only_the_list_again(tmp_path: Path) -> None:
    pages = {"/tin": listing(TITLES), **{path: article(title, words=title) for path, title in TITLES.items()}}

    async def both() -> tuple[int, int, int, int | None]:
        worker = Worker(config(city, tmp_path / "data"))
        first = await worker.crawl(["bao"])
        process = worker._process
        second = await worker.crawl(["bao"])
        assert worker._process is process
        assert process is not None
        return first, second, process.pid, await worker.close()

    with played(pages) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        first, second, _, status = asyncio.run(both())
    assert (first, second, status) == (0, 0, 0)
    assert outcomes(tmp_path / "data") == ["ok", "ok"]
    assert {path for path in TITLES if asked.count(path) != 1} == set()
    assert asked.count("/tin") == 2
    assert asked.count("/robots.txt") == 1


def test_a_source_that_fails_is_status_1(tmp_path: Path) -> None:
    async def once() -> int:
        worker = Worker(config(city, tmp_path / "data"))
        try:
            return await worker.crawl(["bao"])
        finally:
            await worker.close()

    with played({"/tin": Answer("<h1>500</h1>", 404)}) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        assert asyncio.run(once()) == 1
    assert outcomes(tmp_path / "data") == ["failed"]


def test_a_process_that_dies_is_told_and_replaced(tmp_path: Path) -> None:
    pages = {"/tin": listing(TITLES), **{path: article(title, words=title) for path, title in TITLES.items()}}

    async def killed() -> int:
        worker = Worker(config(city, tmp_path / "data"))
        task = asyncio.create_task(worker.crawl(["bao"]))
        while "/tin" not in asked:
            await asyncio.sleep(0.05)
        assert worker._process is not None
        os.kill(worker._process.pid, signal.SIGKILL)
        with pytest.raises(WorkerDied):
            await task
        try:
            return await worker.crawl(["bao"])
        finally:
            await worker.close()

    with played(pages) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        assert asyncio.run(killed()) == 0


def test_a_crawl_that_is_cancelled_ends_its_run(tmp_path: Path) -> None:
    async def cancelled() -> None:
        worker = Worker(config(city, tmp_path / "data"))
        task = asyncio.create_task(worker.crawl(["bao"]))
        while "/tin" not in asked:
            await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert worker._process is None

    slow = {"/tin": listing(TITLES), **{path: article(title, words=title) for path, title in TITLES.items()}}
    with played(slow) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        asyncio.run(cancelled())
    assert outcomes(tmp_path / "data")[-1] in ("failed", "ok")
