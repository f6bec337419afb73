"""What stands at which path below the text's element: votes of what was taken and refused there."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extract.blocks import Block, Element
from crawler.extract.names import says
from crawler.extract.template.lessons import Lesson
from crawler.extract.template.places import part, path_below, tags_of
from crawler.extract.template.texts import LINKED, prose

_GOOD = 0.1
"""The share of all text that a part of a path carries, from which on its name cannot speak against it."""
_MOSTLY = 0.6
_BAD = frozenset(("noise", "caption", "credit"))
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Tally:
    """Letters, but for the last two: `after` those refused below the last text, `titles` the pages whose title stands
    there, `pages` those that refused something."""

    taken: int = 0
    refused: int = 0
    linked: int = 0
    prose: int = 0
    after: int = 0
    titles: int = 0
    pages: int = 0

    @property
    def whole(self) -> int:
        return self.taken + self.refused


class Votes:
    """For each path below the body's element, the letters that readings took and refused there."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.paths: dict[str, _Tally] = {}
        self.said: dict[str, frozenset[str]] = {}

    def count(self, lesson: Lesson, tops: Iterable[Element]) -> None:
        refusing: set[str] = set()
        title = lesson.title
        end = max((n for n, taken in enumerate(lesson.taken) if taken), default=0)
        for top in tops:
            for block in lesson.blocks.inside(top):
                taken, letters = lesson.taken[block.number], len(lesson.keys[block.number])
                path = path_below(top, block.element, self.names)
                if taken is None or (taken is False and not _counts(lesson, block)):
                    continue
                tally = self.paths.setdefault(path, _Tally())
                self._names(block.element, top)
                if taken:
                    tally.taken += letters
                else:
                    tally.refused += letters
                    tally.titles += lesson.keys[block.number] == title
                    tally.after += letters if block.number > end else 0
                    if path not in refusing:
                        refusing.add(path)
                        tally.pages += 1
                tally.linked += int(block.link_density * letters)
                tally.prose += letters if prose(block) else 0

    def _names(self, element: Element, top: Element) -> None:
        for step in element.up():
            if step is top:
                break
            if (own := part(step, self.names)) not in self.said:
                self.said[own] = says(step)

    @property
    def used(self) -> frozenset[str]:
        """The names that the known paths are told by."""
        return frozenset(name for path in self.paths for step in path.split("/") for name in step.split(".")[1:])

    @property
    def main(self) -> str:
        return max(self.paths, key=lambda path: self.paths[path].taken, default="")

    @property
    def good(self) -> frozenset[str]:
        """Parts of paths that carry much of the text, whatever they are called."""
        whole = sum(tally.taken for tally in self.paths.values())
        held: dict[str, int] = {}
        for path, tally in self.paths.items():
            for step in path.split("/"):
                held[step] = held.get(step, 0) + tally.taken
        return frozenset(step for step, letters in held.items() if letters >= _GOOD * whole)

    def keep(self, pages: int) -> dict[str, bool]:
        """What of so many pages' paths is the article's. Running text is refused on much evidence only: readings lose
        paragraphs more often than pages have foreign ones."""
        tags = self._by_tags()
        good = self.good
        found: dict[str, bool] = {}
        for path, tally in self.paths.items():
            if tally.titles >= max(2, pages / 2):
                found[path] = False
            elif tally.linked > LINKED * tally.whole:
                continue
            elif any(self.said.get(step, _NOTHING) & _BAD for step in set(path.split("/")) - good):
                found[path] = False
            elif tally.taken >= tally.refused:
                found[path] = True
            elif tally.prose <= LINKED * tally.whole:
                if tally.pages >= max(2, pages / 3):
                    found[path] = False
            else:
                other = tags[tags_of(path)]
                late = (
                    tally.pages >= max(2, pages / 3)
                    and tally.after > LINKED * tally.refused
                    and other.refused > other.taken
                )
                if tally.pages >= max(3, pages / 2) or late:
                    found[path] = False
        return found

    def keep_tags(self) -> dict[str, bool]:
        return {
            path: True
            for path, tally in self._by_tags().items()
            if tally.taken >= _MOSTLY * tally.whole and tally.linked <= LINKED * tally.whole
        }

    def _by_tags(self) -> dict[str, _Tally]:
        found: dict[str, _Tally] = {}
        for path, tally in self.paths.items():
            one = found.setdefault(tags_of(path), _Tally())
            one.taken += tally.taken
            one.refused += tally.refused
            one.linked += tally.linked
        return found


def _counts(lesson: Lesson, block: Block) -> bool:
    """Whether a refused block says anything of its path: what all pages share there goes out anyway, and the next
    page's article may use the same markup."""
    title = lesson.keys[block.number] == lesson.title
    return lesson.own[block.number] or title or block.link_density >= LINKED
