"""A page -> the blocks that are its article and how far that is to be trusted."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from crawler.extract.blocks import Blocks
from crawler.extract.blocks import read_blocks as walk
from crawler.extract.page import Page
from crawler.extract.reader.best import best_set
from crawler.extract.reader.forest import Forest, compiled
from crawler.extract.reader.sight import Sight, look
from crawler.extract.reader.thought import look_again, worth_a_look
from crawler.extract.reader.words import Names


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbers of the blocks taken, among `blocks`; `expected` is the F1 to expect of them, 0 to 1; `p` what each
    block with a row is thought to be, by its number."""

    blocks: Blocks
    taken: frozenset[int]
    expected: float
    sight: Sight
    p: dict[int, float]


@dataclass(frozen=True, slots=True)
class Model:
    names: Names
    first: Forest
    second: Forest


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained model, read and compiled once a process."""
    stored = json.loads(files(__package__).joinpath("model.json").read_text("utf-8"))
    return made(stored)


def made(stored: dict[str, Any]) -> Model:
    return Model(
        Names({word: (one, two, three) for word, (one, two, three) in stored["names"].items()}, stored["begins"]),
        compiled(stored["first"], stored["columns"][0]),
        compiled(stored["second"], stored["columns"][1]),
    )


def read_blocks(page: Page, title: str, description: str = "", article_body: str = "") -> Reading:
    """The article of a page that is not too complex; no block where it shows none."""
    return read_walked(walk(page), title, description, article_body)


def read_walked(blocks: Blocks, title: str, description: str = "", article_body: str = "") -> Reading:
    """The same of a page whose blocks are known."""
    found = model()
    sight = look(blocks, found.names, title, description, article_body)
    p = judged(sight, found.first, found.second)
    taken, expected = best_set(sight, p)
    return Reading(blocks, frozenset(taken), expected, sight, dict(zip(sight.seen, p, strict=True)))


def judged(sight: Sight, first: Forest, second: Forest) -> list[float]:
    """What each row is thought to be: the first forest's word where it sees no chance, else the second's."""
    p = first(sight.rows)
    again = worth_a_look(p)
    for row, value in zip(again, second(look_again(sight, p, again)), strict=True):
        p[row] = value
    return p
