"""Which blocks are the article: the reader's answer, a second opinion where it is in doubt, the headline set apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from crawler.extract.blocks import HEADINGS, Blocks, Flag
from crawler.extract.furniture import Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import at_most, flat, only_a_date, sentence, size
from crawler.extract.reader import read_walked, weigh
from crawler.extract.reader.read import Reading
from crawler.extract.teacher import marked, teach, teachable
from crawler.extract.trim import believable, captions, hangers_on, legal

_LOST = 0.5
"""The expected F1 below which what was taken must also read as prose."""
DOUBT = 0.85
"""The expected F1 below which trafilatura reads the page too: 6 % of the pages. On sets that the model was not trained
on it gains up to 0.008 over the set, where it gains 0.002 on those it was; above it little."""
_BEFORE = 6
"""How many blocks before the first taken one may hold the lede."""
_BELOW = 12
"""How many blocks below a headline may hold a notice of one line."""
_NEAR = 5
"""How many elements above a headline still belong to its article."""
_MARKS = 30
"""How many signs a short headline may have beside its letters."""
_LITTLE = 100
"""Words under which a licence line or a footer may be all that was found."""
_LINE = 15
"""Words of a line that tells the day, the section and how often a page was read, at most."""
_FRAME = Flag.NAV | Flag.FOOTER
_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the blocks that are the article; `rule` and `sure` as in Body. `title` is the block of the
    headline, if it is shown."""

    taken: set[int]
    rule: str
    sure: float
    title: int | None


def choose_blocks(
    blocks: Blocks,
    title: str,
    *,
    description: str = "",
    article_body: str = "",
    furniture: Furniture = frozenset(),
    reading: Reading | None = None,
) -> Choice:
    """The blocks of the article, without the headline, captions, bylines, share lines and links to other articles.
    `reading`: what the model says, where it was asked before."""
    if reading is None:
        reading = read_walked(blocks, title, description, article_body)
    rule, sure = "reader", reading.expected
    if sure < DOUBT and reading.p and teachable(blocks):
        reading, rule = weigh(reading, marked(blocks, teach(blocks))), "reader+teacher"
    taken = {n for n in reading.taken if reading.sight.keys[n]}
    if furniture:
        taken = {n for n in taken if flat(blocks[n].text) not in furniture}
    taken, headline = clean(blocks, taken, title)
    taken = _plausible(blocks, taken, sure)
    if not taken:
        taken, rule = beneath(blocks, headline, furniture), "beneath"
    taken |= lede(blocks, taken, headline, description)
    return Choice(taken, rule, sure, headline)


def clean(blocks: Blocks, taken: set[int], title: str) -> tuple[set[int], int | None]:
    """Without captions, the headline and what stands above it, and what hangs on the end; and the headline's block, if
    it is shown."""
    taken = taken - captions(blocks, taken)
    headline = find_title(blocks, title, taken)
    taken = _below(blocks, taken, headline)
    return taken - hangers_on(blocks, taken), headline


def _below(blocks: Blocks, taken: set[int], headline: int | None) -> set[int]:
    """Without the headline, what stands above it, lines round the text that are only a date, and what the page says of
    itself before the text ("Ngày đăng: 17/11/2026 | Lượt xem: 312"), where anything else is left."""
    start = headline if headline is not None and any(n > headline for n in taken) else -1
    rest = {n for n in taken if n > start and n != headline}
    rest -= _dates(blocks, sorted(rest)) | _dates(blocks, sorted(rest, reverse=True))
    for number in sorted(rest):
        if not at_most(blocks[number].text, _LINE) or not legal(blocks[number]):
            break
        rest.discard(number)
    return rest or taken - {headline}


def _dates(blocks: Blocks, numbers: Iterable[int]) -> set[int]:
    """The lines that are only a date before the first sentence: figures in the midst of an article are its own."""
    found = set()
    for number in numbers:
        if sentence(blocks[number].text):
            break
        if only_a_date(blocks[number].text):
            found.add(number)
    return found


def _plausible(blocks: Blocks, taken: set[int], sure: float) -> set[int]:
    """Nothing where the little that was taken is the page's frame; where the reader was lost, only what is prose."""
    if sure >= _LOST and any(words >= _LITTLE for words in accumulate(size(blocks[n].text) for n in taken)):
        return taken
    own = {n for n in taken if not blocks[n].element.flags & _FRAME and not legal(blocks[n])}
    return own if sure >= _LOST or believable(blocks, own) else set()


def beneath(blocks: Blocks, headline: int | None, furniture: Furniture) -> set[int]:
    """A notice of a line or two: what stands below the headline, near it, where the site's other pages show nothing
    like it. The headline said a second time counts: portals put it there when only a file follows."""
    if headline is None or not furniture:
        return set()
    near = [element for element, _ in zip(blocks[headline].element.up(), range(_NEAR), strict=False)]
    area = next((element for element in reversed(near) if element.tag != "body"), None)
    if area is None:
        return set()
    found: set[int] = set()
    for block in blocks.blocks[headline + 1 : min(area.last, headline + _BELOW) + 1]:
        if block.element.flags & _AWAY or flat(block.text) in furniture or says_near(block.element, "noise", 2):
            continue
        if size(block.text) >= 5 and block.link_density < 0.5 and not only_a_date(block.text):
            found.add(block.number)
        elif found:
            break
    return found


def find_title(blocks: Blocks, title: str, taken: Iterable[int]) -> int | None:
    """The block that shows the headline: an `<h1>` first, then the last one before the body."""
    wanted = flat(title)
    if not wanted:
        return None
    first = min(taken, default=len(blocks))
    shortest, longest = len(wanted) / 2, 3 * len(wanted) + _MARKS
    found = [
        block
        for block in blocks.blocks
        if shortest <= len(block.text) <= longest
        and not _begins_otherwise(block.text, wanted[0])
        and flat(block.text) == wanted
        and not block.element.flags & Flag.HIDDEN
    ]
    if not found:
        return None
    if first == len(blocks):
        return min(found, key=lambda block: (block.element.tag not in HEADINGS, block.number)).number
    return max(
        found,
        key=lambda block: (
            block.element.tag == "h1",
            block.element.tag in HEADINGS,
            block.number <= first,
            -abs(block.number - first),
        ),
    ).number


def _begins_otherwise(text: str, letter: str) -> bool:
    """Whether a text begins with another letter: a test that is cheaper than its letters."""
    return text[0] != letter and text[:2].isascii() and text[0].isalnum() and text[0].lower() != letter


def lede(blocks: Blocks, taken: set[int], headline: int | None, description: str) -> set[int]:
    """The standfirst that stands before the body in a box of its own."""
    if not taken:
        return set()
    first = min(taken)
    start = headline + 1 if headline is not None and headline < first else 0
    wanted = flat(description).removesuffix("…")
    found = set()
    for block in blocks.blocks[max(start, 0) : first]:
        if not block.text or block.element.flags & (_AWAY | Flag.CAPTION | Flag.FIGURE):
            continue
        if says_near(block.element, "caption", 2) or block.link_density > 0.5:
            continue
        own = flat(block.text)
        told = len(own) > 30 and wanted and (own == wanted or (len(wanted) > 60 and own.startswith(wanted[:60])))
        named = says_near(block.element, "lede", 2) and size(block.text) >= 6 and headline is not None
        near = first - block.number <= _BEFORE and sentence(block.text) and not says_near(block.element, "noise", 3)
        if told or named or near:
            found.add(block.number)
    return found
