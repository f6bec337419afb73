"""What the pages of one source share: whole pages of it, kept once, from which its other pages are told.

A dictionary is two pages of the source as they are, not one trained from many: whole templates beat the fragments that
training picks by half and more (`bench/pages.py` prints both). It is made after the crawl (crawler.archive.upkeep);
the newest one compresses, every one of them decompresses what it once compressed.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, insert, select

from crawler.archive.schema import dictionaries

LEVEL = 6
PLAIN_LEVEL = 3  # without a dictionary: half the time, and such pages are packed once more when there is one
MOST_PAGES = 2
MOST_BYTES = 600_000  # a larger page is cut there: preparing a dictionary costs 5 ms for each of its megabytes
_LEAST = 8  # bytes: zstd takes none that is shorter
_STORE_LEVEL = 9  # higher ones take tens of megabytes while they work
_HUGE = 1_000_000  # bytes of a page that is packed in a hurry: such a one may be packed on the event loop
_PREPARED = 3  # dictionaries that are kept ready, about 2 MB each
_LOOK_LEVEL = 1  # at which pages are compared: which of them packs the others best is the same at any level
_CANDIDATES = 5  # pages that may become a dictionary
_STRANGERS, _SHARED = 2, 0.95  # where neither of the first two pages makes the others so much smaller, none does

_NEWEST = (
    select(dictionaries.c.id)
    .where(dictionaries.c.source == bindparam("of"))
    .order_by(dictionaries.c.id.desc())
    .limit(1)
)
_ready: WeakKeyDictionary[Engine, OrderedDict[int, Any]] = WeakKeyDictionary()
_lock = Lock()


def pack(body: bytes, dictionary: Any = None) -> bytes:
    """One zstd frame with the size of the body and a checksum, since a wrong dictionary would give wrong bytes."""
    plain = PLAIN_LEVEL if len(body) <= _HUGE else _LOOK_LEVEL
    return _packed(body, dictionary, LEVEL if dictionary else plain)


def _packed(body: bytes, dictionary: Any, level: int) -> bytes:
    from backports import zstd

    parameter = zstd.CompressionParameter
    options: dict[int, int] = {parameter.compression_level: level, parameter.checksum_flag: 1}
    return bytes(zstd.compress(body, options=options, zstd_dict=dictionary and dictionary.as_digested_dict))


def unpack(packed: bytes, dictionary: Any = None) -> bytes:
    from backports import zstd

    return bytes(zstd.decompress(packed, zstd_dict=dictionary and dictionary.as_digested_dict))


def prepare(content: bytes) -> Any:
    """A dictionary that compresses and decompresses, in any thread; its tables are made when it is first used."""
    from backports import zstd

    return zstd.ZstdDict(content, is_raw=True)


def choose(bodies: Sequence[bytes]) -> bytes:
    """The content of a dictionary: those of the pages that pack all the others best, the best of them last, where
    zstd finds it with the shortest offsets; b"" where they have little in common. Takes some milliseconds a page: not
    on the event loop."""
    alone = {body: len(_packed(body, None, _LOOK_LEVEL)) for body in bodies if body}
    chosen: list[bytes] = []
    best = sum(alone.get(body, 0) for body in bodies)
    while len(chosen) < MOST_PAGES:
        sizes: dict[bytes, int] = {}
        for body in list(alone)[:_CANDIDATES]:
            content = _content([body, *chosen])
            if body in chosen or len(content) < _LEAST:
                continue
            ready = prepare(content)
            others = sum(len(_packed(other, ready, _LOOK_LEVEL)) for other in bodies if other != body)
            sizes[body] = others + sum(alone[one] for one in (body, *chosen))
            if not chosen and len(sizes) == _STRANGERS and min(sizes.values()) > _SHARED * best:
                return b""
        page = min(sizes, key=lambda body: sizes[body], default=None)
        if page is None or sizes[page] >= best:
            break
        best, chosen = sizes[page], [page, *chosen]
    return _content(chosen)


def add(tx: Connection, source: str, content: bytes, *, now: datetime) -> int:
    """Keep a dictionary for a source, and return its id; from now on it compresses the source's pages."""
    from backports import zstd

    values = {"source": source, "made_at": now, "body": zstd.compress(content, level=_STORE_LEVEL)}
    return int(tx.execute(insert(dictionaries).values(values).returning(dictionaries.c.id)).one().id)


def newest(tx: Connection, source: str) -> int | None:
    """The id of the dictionary that compresses the pages of a source; None where it has none yet."""
    found: int | None = tx.execute(_NEWEST, {"of": source}).scalar()
    return found


def ready(tx: Connection, dictionary_id: int | None) -> Any:
    """A dictionary by its id, prepared; None for None. Raises LookupError."""
    if dictionary_id is None:
        return None
    with _lock:
        kept = _ready.setdefault(tx.engine, OrderedDict())
        if dictionary_id in kept:
            kept.move_to_end(dictionary_id)
            return kept[dictionary_id]
    body = tx.execute(select(dictionaries.c.body).where(dictionaries.c.id == dictionary_id)).scalar()
    if body is None:
        raise LookupError(f"the archive has no dictionary {dictionary_id}")
    made = prepare(unpack(body))
    with _lock:
        kept[dictionary_id] = made
        while len(kept) > _PREPARED:
            kept.popitem(last=False)
    return made


def _content(bodies: Sequence[bytes]) -> bytes:
    """Whole pages, one after the other; of those that are too large the beginning, where the template is."""
    return b"".join(body[: MOST_BYTES // MOST_PAGES] for body in bodies)
