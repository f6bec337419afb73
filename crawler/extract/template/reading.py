"""A page read by its site's template: which blocks are the article, and whether the template still holds."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.names import says, says_near
from crawler.extract.prose import at_most, flat, only_a_date, sentence, size
from crawler.extract.template.places import find, frame, path_below, tags_of
from crawler.extract.template.texts import LINKED, fingerprint, prose
from crawler.extract.template.values import Template
from crawler.extract.trim import legal

_BODY_LIKE = HEADINGS | frozenset("p li td th dd dt div blockquote pre section article center".split())
_SCRAP = 25  # letters
_PURE = 0.9
_LITTLE = 250  # letters: what is left beside shorter texts is measured against this
_LONG_LINK = 25  # words
_BAD = ("noise", "caption", "credit")
_SAYS = frozenset(("caption", "credit"))
_LINE = 15  # words of a line that tells the section, the day and how often a page was read, at most
_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM | Flag.CAPTION


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of the blocks taken, and of those the ones whose path the template knows (`sure`); `letters` how many
    the taken have, `known` how many of those count as known; `left` the prose left in the body's element, as a share of
    what was taken; `tops` the body's elements, `framed` whether one stands where it stood on the pages that the
    template was learned from."""

    taken: frozenset[int]
    sure: frozenset[int]
    letters: int
    known: int
    left: float
    tops: tuple[Element, ...]
    framed: bool


def body_blocks(blocks: Blocks, keys: Sequence[str], template: Template, title: str) -> Found | None:
    """The article's blocks by a template; None where the page has no element that it names. `keys` are the letters of
    the blocks."""
    best: Found | None = None
    for spot in template.bodies:
        tops = find(blocks, spot)
        if not tops:
            continue
        found = _inside(blocks, keys, template, title, tops)
        if best is None or found.letters > best.letters:
            best = found
        if found.letters >= max(80, template.least // 2):
            break
    if best is None:
        return None
    if template.lede is not None and (number := _lede(blocks, keys, template, best)) is not None:
        letters = len(keys[number])
        taken = best.taken | {number}
        best = replace(best, taken=taken, letters=best.letters + letters, known=best.known + letters)
    return best


def _inside(
    blocks: Blocks,
    keys: Sequence[str],
    template: Template,
    title: str,
    tops: Sequence[Element],
) -> Found:
    taken: dict[int, bool] = {}  # by number, whether its path is known
    waiting: list[int] = []
    frame_names = template.frame_names
    framed = any(frame(top, frame_names) in template.frames for top in tops)
    pure = framed and template.pure >= _PURE
    follows = pure
    left = 0
    wanted = flat(title)
    headline = -1
    paths: dict[int, str] = {}
    furniture, names = template.furniture, template.names
    for top in tops:
        for block in blocks.inside(top):
            own = keys[block.number]
            if not own:
                continue
            if own != wanted and fingerprint(own) in furniture:
                continue
            path = path_below(top, block.element, names, paths)
            verdict = _verdict(block, path, template)
            if own == wanted and _is_headline(block, verdict) and not any(prose(blocks[number]) for number in taken):
                headline = block.number
            if verdict is True:
                taken |= dict.fromkeys(waiting, False)
                waiting.clear()
                taken[block.number] = True
                follows = True
            elif verdict is None and _by_rule(block, scraps=pure):
                if follows:
                    taken[block.number] = False
                else:
                    waiting.append(block.number)
            else:
                follows = pure or (follows and verdict is not False)
                left += len(own) if own != wanted and prose(block) else 0
    shared_by = Counter(paths[blocks[number].element.number] for number in taken)

    def tells_of_page(number: int) -> bool:
        block = blocks[number]
        alone = shared_by[paths[block.element.number]] == 1
        return (alone and only_a_date(block.text)) or (at_most(block.text, _LINE) and legal(block))

    kept = _front(keys, taken, headline, tells_of_page)
    letters = sum(len(keys[number]) for number in kept)
    known = letters if pure else sum(len(keys[number]) for number in kept if taken[number])
    left += sum(len(keys[number]) for number in waiting if prose(blocks[number]))
    sure = frozenset(number for number in kept if taken[number])
    return Found(frozenset(kept), sure, letters, known, left / max(1, letters, _LITTLE), tuple(tops), framed)


def _is_headline(block: Block, verdict: bool | None) -> bool:
    """Whether a block that says the title is the headline, and not the text's first line that says it once more."""
    return (verdict is False or block.element.tag in HEADINGS) and not block.element.flags & _AWAY


def _verdict(block: Block, path: str, template: Template) -> bool | None:
    """Whether a block is the article's by its path; None where the path is new."""
    keep = template.keep.get(path)
    if keep and _renamed(block, template):
        return None
    if keep is None and template.keep_tags.get(tags_of(path)):
        keep = True
    if keep and block.link_density > LINKED:
        long = size(block.text) >= _LONG_LINK or (path == template.main and sentence(block.text))
        return True if long else None if path == template.main else False
    return keep


def _by_rule(block: Block, *, scraps: bool) -> bool:
    element = block.element
    if element.tag not in _BODY_LIKE or element.flags & _AWAY or block.link_density > LINKED:
        return False
    if any(says_near(element, word, 2) for word in _BAD):
        return False
    return scraps or len(block.text) >= _SCRAP or element.tag in HEADINGS or sentence(block.text, 3)


def _renamed(block: Block, template: Template) -> bool:
    """Whether a name that the template does not know says that the block is a caption or a byline."""
    own = block.element.names
    return bool(own) and not template.names.issuperset(own.split()) and bool(says(block.element) & _SAYS)


def _front(keys: Sequence[str], taken: Collection[int], title: int, tells_of_page: Callable[[int], bool]) -> set[int]:
    """Without the headline and what stands above it, and without what the page says of itself before the text."""
    kept = {number for number in taken if number > title}
    if 2 * sum(len(keys[number]) for number in kept) < sum(len(keys[number]) for number in taken):
        kept = set(taken)
    for number in sorted(kept):
        if len(kept) == 1 or not tells_of_page(number):
            break
        kept.discard(number)
    return kept


def _lede(blocks: Blocks, keys: Sequence[str], template: Template, found: Found) -> int | None:
    assert template.lede is not None
    first = min(found.taken, default=found.tops[0].first)
    for element in find(blocks, template.lede)[:1]:
        for block in blocks.inside(element):
            own = keys[block.number]
            if block.number >= first or not sentence(block.text, 6) or block.link_density > LINKED:
                continue
            if fingerprint(own) in template.furniture or any(own in keys[n] for n in found.taken):
                continue
            return block.number
    return None


def shows_title(blocks: Blocks, keys: Sequence[str], template: Template, title: str) -> bool:
    """Whether the title stands where the site's articles have theirs."""
    if template.title is None:
        return False
    found = [number for top in find(blocks, template.title)[:1] for number in range(top.first, top.last + 1)]
    return any(keys[number] == flat(title) for number in found[:1])
