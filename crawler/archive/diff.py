"""What changed between two versions of an article, for people: pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from crawler.archive.values import plain
from crawler.article import Article, Attachment, StoredArticle

_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_])")
_MOST = 2000  # sentences: what is longer is compared by paragraphs


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `old` is "" where something was added, `new` where something was removed. For attachments both are
    titles, or the address of a file without one."""

    part: Literal["title", "text", "attachments"]
    old: str
    new: str


def diff(old: StoredArticle | Article, new: StoredArticle | Article) -> tuple[Change, ...]:
    """What differs, in the order of the page: the title, then sentence by sentence, then the files. Spaces, letter case
    and punctuation are no difference; a sentence that was reworded stands beside its old wording."""
    changes = []
    if plain(old.title) != plain(new.title):
        changes.append(Change("title", old.title, new.title))
    changes += _text(_sentences(old.text), _sentences(new.text))
    changes += _attachments(old.attachments, new.attachments)
    return tuple(changes)


def _sentences(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if plain(line)]
    sentences = [part for line in lines for part in _SENTENCE.split(line) if plain(part)]
    return sentences if len(sentences) <= _MOST else lines[:_MOST]


def _text(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    matcher = SequenceMatcher(None, [plain(line) for line in old], [plain(line) for line in new], autojunk=False)
    changes = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:  # as many sentences as before: each stands beside its old wording
            changes += [Change("text", *pair) for pair in zip(old[a:b], new[c:d], strict=True)]
        else:
            changes.append(Change("text", " ".join(old[a:b]), " ".join(new[c:d])))
    return changes


def _attachments(old: Sequence[Attachment], new: Sequence[Attachment]) -> list[Change]:
    before, after = {a.url: a for a in old}, {a.url: a for a in new}
    gone = [Change("attachments", a.title or a.url, "") for url, a in before.items() if url not in after]
    return gone + [Change("attachments", "", a.title or a.url) for url, a in after.items() if url not in before]
