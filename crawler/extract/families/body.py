"""The body of a page by its family's shape; checked, and left to the general reader where the checks fail."""

from collections.abc import Sequence
from typing import Any

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.body import Body, compose
from crawler.extract.choice import Choice, clean, lede
from crawler.extract.families.shapes import named_of, shape_of, template_of
from crawler.extract.furniture import NOTHING, Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import ends, flat, sentence, size
from crawler.extract.template.check import problem
from crawler.extract.template.reading import body_blocks
from crawler.extract.template.texts import LINKED, prose
from crawler.extract.trim import legal

_SHORT = 400
"""Letters under which the general reader looks at the page: a shape has nothing to tell a notice from a page that
shows its text elsewhere."""
_FIGURES = 4
_ELSEWHERE = 0.5
_LOOSE = 0.08
_DEEPEST = 250
"""Elements inside each other, at most: each way below the text's element is kept as text."""
_BETWEEN, _STANDFIRST = 10, 7
"""Lines at most between headline and text; words at least of a sentence among them that is the standfirst."""
_AWAY = Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.HIDDEN | Flag.FORM


def body_by_family(blocks: Blocks, title: str, *, image: str = "", **told: Any) -> Body | str:
    """The body; else as choose_by_family, which takes the same arguments."""
    choice = choose_by_family(blocks, title, **told)
    return choice if isinstance(choice, str) else compose(blocks, choice, image)


def choose_by_family(
    blocks: Blocks,
    title: str,
    *,
    description: str = "",
    article_body: str = "",
    furniture: Furniture = NOTHING,
) -> Choice | str:
    """The article's blocks, or why the page is not read so: "" where it is of no family that has a shape, and no
    element is named as the text of the article."""
    found = shape_of(blocks) or named_of(blocks)
    if found is None:
        return ""
    if blocks.depth > _DEEPEST:
        return "too many elements stand inside each other"
    shape, top = found
    template = template_of(blocks, shape, top)
    keys = [flat(block.text) for block in blocks]
    read = body_blocks(blocks, keys, template, title)
    if told := problem(blocks, keys, template, read, article_body):
        return told
    assert read is not None
    taken = {number for number in read.taken if keys[number] not in furniture or keys[number] == flat(title)}
    taken, headline = clean(blocks, taken, title)
    taken -= _front(blocks, taken)
    if told := _doubt(blocks, keys, top, taken, headline):
        return told
    taken |= lede(blocks, taken, headline, description) | _standfirst(blocks, min(taken), headline)
    return Choice(taken, f"family:{shape.family}", 1.0, headline)


def _front(blocks: Blocks, taken: set[int]) -> set[int]:
    """The lines before the first sentence that say when and by whom a text was given out: a label with a day or a
    telephone number, an address of mail."""
    found: set[int] = set()
    for number in sorted(taken):
        block = blocks[number]
        if block.element.tag in HEADINGS or sentence(block.text, 8):
            return found
        labelled = ":" in block.text or "：" in block.text
        if "@" in block.text or (labelled and sum(map(str.isdecimal, block.text)) >= _FIGURES):
            found.add(number)
    return set()


def _standfirst(blocks: Blocks, first: int, headline: int | None) -> set[int]:
    """The sentences between the headline and the text's element, where few lines stand between them."""
    if headline is None or not headline < first <= headline + _BETWEEN:
        return set()
    found = set()
    for block in map(blocks.__getitem__, range(headline + 1, first)):
        away = block.element.flags & (_AWAY | Flag.FIGURE | Flag.CAPTION) or block.link_density > 0.1
        named = any(says_near(block.element, word, 3) for word in ("noise", "caption", "credit"))
        if not away and not named and ends(block.text) and size(block.text) >= _STANDFIRST and not legal(block):
            found.add(block.number)
    return found


def _doubt(blocks: Blocks, keys: Sequence[str], top: Element, taken: set[int], headline: int | None) -> str:
    """Why what was taken may not be the article, or not all of it; "" where it is."""
    letters = sum(len(keys[number]) for number in taken)
    if letters < _SHORT:
        return "the family's element holds little text"
    if headline is None:
        return "the title is not shown"
    if headline > min(taken):
        return "the title stands below the text"
    away = sum(
        len(keys[block.number]) for block in blocks if not top.first <= block.number <= top.last and _is_text(block)
    )
    if away > _ELSEWHERE * letters:
        return "the page has much text outside the family's element"
    left = sum(
        len(keys[block.number])
        for block in blocks.inside(top)
        if block.number not in taken and block.number != headline and prose(block)
    )
    return "much text inside the family's element was not taken" if left > _LOOSE * letters else ""


def _is_text(block: Block) -> bool:
    """Whether a block outside the text reads as one: no comment, no box beside it."""
    return (
        not block.element.flags & _AWAY
        and block.link_density < LINKED
        and prose(block)
        and not legal(block)
        and not says_near(block.element, "noise", 5)
    )
