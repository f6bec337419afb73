"""A template as a value: where a site's article pages have their parts. It travels between processes and as JSON."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

VERSION = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One block-level element on the way to a place: its tag, names that it has among its classes and id, and its
    number among its siblings of that tag, from 1 (0: any)."""

    tag: str
    names: tuple[str, ...] = ()
    number: int = 0

    def __str__(self) -> str:
        number = f":{self.number}" if self.number else ""
        return self.tag + "".join(f".{name}" for name in self.names) + number


_STEP = re.compile(r"(?P<tag>[\w-]+)(?P<names>(?:\.[\w-]+)*)(?::(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a page: steps from an element that is told by its names down to the one meant, each a child of the
    one before. `every`: all elements that fit, those inside others left out; else the first."""

    steps: tuple[Step, ...]
    every: bool = False

    def __str__(self) -> str:
        """`div.main > div.text:2 > p`, with a star at the end for every such element."""
        return " > ".join(map(str, self.steps)) + (" *" if self.every else "")

    @property
    def placed(self) -> int:
        """How many of its steps are told by their number."""
        return sum(step.number > 0 for step in self.steps)


def spot(text: str) -> Spot:
    """The spot that was written as this text. Raises ValueError."""
    every = text.endswith(" *")
    steps = []
    for part in text.removesuffix(" *").split(" > "):
        found = _STEP.fullmatch(part)
        if found is None:
            raise ValueError(f"no step of a place: {part!r}")
        names = tuple(found["names"].split(".")[1:])
        steps.append(Step(found["tag"], names, int(found["number"] or 0)))
    return Spot(tuple(steps), every)


@dataclass(frozen=True, slots=True)
class Template:
    """Where a source's article pages have their parts.

    `pages` are the addresses it was learned from, `agreed` how well each comes out as it was read before, 0 to 1.
    `bodies` are the elements that hold the text, the first that has enough wins; `names` the class and id names that
    paths are told by; `keep` says of a path below the body's element whether what stands there is the article's,
    `keep_tags` the same by tags alone; `main` is the path with most text. `furniture` are fingerprints of texts that
    the site's pages share. `title`, `lede` and `time` are places outside the text, None where the pages do not agree
    on one; `kickers`: some titles have one above them; `headless`: no page shows its title, which is the head's;
    `time_in_head`: the head says the time where `time` does not, and nothing else does; `time_in_list`: only the lists
    that lead to the page do. `frames` are the ways from the page's body down to the text's element, `pure` is the share
    of the text of its own there that is the article's, 0 to 1: where it is high, what is new there is the article's
    too. `least` are the letters of the shortest text, `left` the largest share of prose in the element that was not
    taken. `silent`: some pages have no text of their own, files only; without `bodies`, all of them. `rest` are the
    letters that part.beside counts on a page that has nothing beside its article.
    """

    learned_at: datetime
    pages: tuple[str, ...]
    agreed: tuple[float, ...]
    bodies: tuple[Spot, ...]
    names: frozenset[str]
    keep: Mapping[str, bool]
    keep_tags: Mapping[str, bool]
    main: str
    furniture: frozenset[str]
    title: Spot | None
    lede: Spot | None
    time: Spot | None
    time_in_head: bool
    frames: frozenset[str]
    pure: float
    least: int
    left: float
    silent: bool = False
    kickers: bool = True
    headless: bool = False
    time_in_list: bool = False
    rest: int = 0

    @property
    def frame_names(self) -> frozenset[str]:
        """The names that the frames are told by."""
        return frozenset(name for one in self.frames for step in one.split("/") for name in step.split(".")[1:])

    def to_json(self) -> str:
        """One line of JSON, the same for the same template."""
        return json.dumps(
            {
                "version": VERSION,
                "learned_at": self.learned_at.isoformat(),
                "pages": list(self.pages),
                "agreed": list(self.agreed),
                "bodies": [str(one) for one in self.bodies],
                "names": sorted(self.names),
                "keep": dict(sorted(self.keep.items())),
                "keep_tags": dict(sorted(self.keep_tags.items())),
                "main": self.main,
                "furniture": sorted(self.furniture),
                "title": str(self.title) if self.title else None,
                "lede": str(self.lede) if self.lede else None,
                "time": str(self.time) if self.time else None,
                "time_in_head": self.time_in_head,
                "frames": sorted(self.frames),
                "pure": round(self.pure, 3),
                "least": self.least,
                "left": round(self.left, 3),
                "silent": self.silent,
                "kickers": self.kickers,
                "headless": self.headless,
                "time_in_list": self.time_in_list,
                "rest": self.rest,
            },
            ensure_ascii=False,
        )


def from_json(text: str) -> Template | None:
    """The template that was written as this text; None for one of another version of Loa, which is learned anew."""
    return _template(json.loads(text))


def _template(told: Mapping[str, Any]) -> Template | None:
    if told.get("version") != VERSION:
        return None
    return Template(
        learned_at=datetime.fromisoformat(told["learned_at"]),
        pages=tuple(told["pages"]),
        agreed=tuple(told["agreed"]),
        bodies=tuple(map(spot, told["bodies"])),
        names=frozenset(told["names"]),
        keep=told["keep"],
        keep_tags=told["keep_tags"],
        main=told["main"],
        furniture=frozenset(told["furniture"]),
        title=spot(told["title"]) if told["title"] else None,
        lede=spot(told["lede"]) if told["lede"] else None,
        time=spot(told["time"]) if told["time"] else None,
        time_in_head=told["time_in_head"],
        frames=frozenset(told["frames"]),
        pure=told["pure"],
        least=told["least"],
        left=told["left"],
        silent=told["silent"],
        kickers=told["kickers"],
        headless=told["headless"],
        time_in_list=told["time_in_list"],
        rest=told["rest"],
    )


def dump(templates: Sequence[Template]) -> str:
    """The templates of a source's layouts as one text, in their order."""
    return "[" + ",\n".join(template.to_json() for template in templates) + "]"


def load(text: str) -> tuple[Template, ...]:
    """The templates that were written as this text, without those of another version of Loa."""
    return tuple(found for told in json.loads(text) if (found := _template(told)) is not None)
