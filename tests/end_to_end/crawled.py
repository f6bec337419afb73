"""`python -m tests.end_to_end.crawled`: one crawl, and what its own process did, as JSON on standard output.

A page whose address holds `stuck` or `hungry` is one that its reading process never gets to the end of.
"""

import json
import sys
import threading
from dataclasses import replace
from typing import Any

from crawler.archive import dictionaries
from crawler.city import load_city
from crawler.config import read_config
from crawler.readers.pool import Readers
from crawler.run import crawl
from tests.crawler.readers.odd import CONTEXT, Odd

packed: dict[str, int] = {}  # by the name of the thread, the largest page that was packed in it


def watch_packing() -> None:
    pack = dictionaries.pack

    def watched(body: bytes, dictionary: Any = None) -> bytes:
        name = "loop" if threading.current_thread() is threading.main_thread() else "another"
        packed[name] = max(packed.get(name, 0), len(body))
        return pack(body, dictionary)

    dictionaries.pack = watched


def break_reading() -> None:
    answer = Readers.answer

    async def broken(readers: Readers, task: Any) -> Any:
        page = getattr(task, "page", task)
        url = getattr(getattr(page, "answer", None), "url", "")
        what = "busy" if "stuck" in url else "hungry" if "hungry" in url else ""
        return await answer(readers, Odd(what, replace(CONTEXT, source=page.context.source)) if what else task)  # type: ignore[arg-type]

    Readers.answer = broken  # type: ignore[method-assign]


def main() -> None:
    watch_packing()
    break_reading()
    config = read_config()
    city = load_city(config.city)
    ended = crawl(read_config(city.settings), city)
    readers = ("crawler.extract.read", "crawler.extract.body", "crawler.extract.links", "trafilatura")
    told = {
        "runs": [{"outcome": run.outcome, "cause": run.cause, "counts": dict(run.counts)} for run in ended],
        "loaded": [name for name in readers if name in sys.modules],
        "packed": packed,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
