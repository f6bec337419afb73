"""The title of an article page, and the kicker above it: candidates from head and page, chosen by their agreement.

A heading, og:title, the JSON-LD headline, `<title>` without the site's name and the link that led here rarely all say
the same; what several of them say, what stands just before the text, and what the address spells is the title. The
spelling that the page shows is kept.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.extract.affixes import (
    GENERIC,
    folded_words,
    names_site,
    shared_words,
    site_keys,
    slug_words,
    undated,
    without_affixes,
    without_first,
    without_last,
    without_site,
)
from crawler.extract.head import Head
from crawler.extract.headings import MAX_TITLE, kicker_above, listed_titles, shown_titles, spelt_titles
from crawler.extract.lines import Line, body_span, key, page_lines
from crawler.extract.page import Page
from crawler.extract.plain import clean


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is plain, at most 300 characters; `rule` names the places that agree on it ("h1+opengraph+address")."""

    text: str
    kicker: str
    rule: str


@dataclass(slots=True)
class _Candidate:
    """One wording, whatever its punctuation and case, with the evidence for it."""

    key: str
    text: str
    shown: float = 0.0
    """How good the best place is that shows it; 0 when only the head says it."""
    score: float = 0.0
    line: int = -1
    kicker: str = ""
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A title as the head, the list or the address states it. `key` is its letters alone."""

    place: str
    text: str
    key: str
    weight: float


def read_title(page: Page, head: Head, *, listed: str = "") -> Title | None:
    """The title of the article, or None where the page has none. `listed` is the text of the link that led here.

    `listed` may be cut with dots, or hold more than the title where the link covers a whole card.
    """
    lines = page_lines(page)
    site = site_keys(page, head)
    references = _references(head, listed, site)
    candidates: dict[str, _Candidate] = {}
    start, end = body_span(page)
    slug = slug_words(page.url, head.canonical)
    for found in shown_titles(page, lines, [(ref.key, ref.text) for ref in references], (start, end)):
        _add(candidates, *found)
    for line, value in listed_titles(lines, _CUT.sub("", clean(listed)), _cut_mark(clean(listed)), (start, end)):
        _add(candidates, line.text, value, line.number, "", "text")
    if not any(shared_words(candidate.text, slug) >= 0.5 for candidate in candidates.values()):
        for line, value in spelt_titles(lines, slug, (start, end)):
            _add(candidates, line.text, value, line.number, "", "text")
    for reference in references:
        if reference.place != "list":
            _add(candidates, reference.text, 0.0, -1, "", "")
    tag = key(head.title_tag)
    tag_words = set(folded_words(head.title_tag))
    for candidate in candidates.values():
        _judge(candidate, references, slug, site)
        if candidate.shown and not candidate.places[1:]:
            if _is_affix(candidate.key, tag):
                rest = candidates.get(tag.removeprefix(candidate.key)) or candidates.get(
                    tag.removesuffix(candidate.key)
                )
                candidate.score -= FRAMED if rest is not None and rest.shown else 1.5
            elif len(tag_words) > 2 and not names_site(tag, site):
                shared = len(tag_words & set(folded_words(candidate.text))) / len(tag_words)
                candidate.score -= UNSUPPORTED * max(0.0, 1 - 2 * shared)
            if len(candidate.text) > LONG:
                candidate.score -= 1.5
    _prefer_editors(candidates, head, site, lines, clean(listed))
    _prefer_bare(candidates, site)
    best = max(candidates.values(), key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < MIN_SCORE:
        fallback = clean(listed, MAX_TITLE)
        return Title(_cut(fallback), "", "list") if len(fallback) > 3 and not _cut_mark(fallback) else None
    text = _finished(best, references)
    return Title(text, best.kicker or kicker_above(lines, best.line, text), "+".join(dict.fromkeys(best.places)))


MIN_SCORE = 0.3
UNSUPPORTED = 2.0
"""What a heading loses that nothing else on the page says, and that shares no word with `<title>`."""
SPELT = 1.0
"""What a wording gains that two places of the head state and the address spells: most CMSs make it of the title."""
_STATED = frozenset(("jsonld", "opengraph", "title"))
_WHOLE = frozenset(("jsonld", "list"))
"""Places that add no section's name to a title."""
FRAMED = 3.0
"""What a heading loses that nothing else says, where `<title>` is it and a longer line that is shown as well."""
LONG = 200
"""Letters from which a heading that nothing else says is a standfirst."""


_CUT = re.compile(r"\s*(?:\.{2,}|…|\[…\]|\[\.\.\.\])\s*$")


def _references(head: Head, listed: str, site: set[str]) -> list[_Reference]:
    found: list[_Reference] = []

    def add(place: str, text: str, weight: float) -> None:
        letters = key(text)
        if len(letters) >= 2 and not names_site(letters, site):
            found.append(_Reference(place, text, letters, weight))

    add("jsonld", head.headline, 1.2)
    add("opengraph", head.og_title, 1.0)
    for title in head.titles:
        add("meta", title, 0.4)
    add("title", head.title_tag, 0.6)
    if listed:
        for text in dict.fromkeys((clean(listed), undated(clean(listed)))):
            add("list", text, 2.0)
    for text, place, weight in (
        (head.title_tag, "title", 0.8),
        (head.og_title, "opengraph", 0.8),
        (head.headline, "jsonld", 0.6),
    ):
        for run in without_affixes(text, site):
            add(place, run, weight)
    if not any(True for _ in without_affixes(head.title_tag, site)):
        for run in without_first(head.title_tag):
            add("title", run, 0.3)
        for run in without_last(head.title_tag):
            add("title", run, 0.6 if run in (head.og_title, head.headline) or "|" in head.title_tag else 0.3)
    return found


def _add(candidates: dict[str, _Candidate], text: str, shown: float, line: int, kicker: str, place: str) -> None:
    text = clean(text, 2 * MAX_TITLE)
    letters = key(text)
    if len(letters) < 2:
        return
    candidate = candidates.get(letters)
    if candidate is None:
        candidate = candidates[letters] = _Candidate(letters, text)
    if shown > candidate.shown:
        candidate.shown, candidate.text, candidate.line = shown, text, line
        candidate.kicker = kicker or candidate.kicker
        if place:
            candidate.places.insert(0, place)


def _judge(candidate: _Candidate, references: list[_Reference], slug: set[str], site: set[str]) -> None:
    letters = candidate.key
    score = candidate.shown
    by_place: dict[str, float] = {}
    for reference in references:
        share = _agreement(letters, reference)
        if share <= 0:
            continue
        gain = share * reference.weight
        if gain > by_place.get(reference.place, 0.0):
            by_place[reference.place] = gain
        if share >= 0.7:
            candidate.places.append(reference.place)
    score += sum(by_place.values())
    if slug:
        shared = shared_words(candidate.text, slug)
        score += 1.2 * shared
        if shared > 0.95 and len(_STATED.intersection(candidate.places)) > 1:
            score += SPELT
        if shared >= 0.6:
            candidate.places.append("address")
    if letters in GENERIC:
        score -= 4.0
    elif names_site(letters, site):
        score -= 2.5
    if len(letters) < 8 and " " not in candidate.text and not _dense(letters):
        score -= 0.5
    if len(candidate.text) > MAX_TITLE:
        score -= 1.5
    candidate.score = score


def _prefer_bare(candidates: dict[str, _Candidate], site: set[str]) -> None:
    """Let a title without the site's name win over the same with it, and one that is shown over the same with a
    section's name behind it that only the head has."""
    for candidate in candidates.values():
        bare = candidates.get(key(without_site(candidate.text, site)))
        if bare is None and not candidate.shown and not _WHOLE.intersection(candidate.places):
            found = (candidates.get(key(run)) for run in without_last(candidate.text))
            bare = next((other for other in found if other is not None and _mostly(other, candidate)), None)
        if bare is not None and bare.score < candidate.score:
            bare.score, candidate.score = candidate.score, bare.score


def _mostly(shown: _Candidate, whole: _Candidate) -> bool:
    """Whether a wording that the page shows is most of a longer one."""
    return shown.shown > 0 and 3 * len(shown.key) >= 2 * len(whole.key)


def _is_affix(letters: str, tag: str) -> bool:
    """Whether a heading that nothing else supports is but the short end of `<title>`, as a site's name is."""
    return 0 < 2 * len(letters) < len(tag) and (tag.startswith(letters) or tag.endswith(letters))


def _prefer_editors(
    candidates: dict[str, _Candidate], head: Head, site: set[str], lines: list[Line], listed: str
) -> None:
    """Let the words that editors wrote win where the head has several titles and nothing else decides.

    They must speak of the page; and where the list page says otherwise, that decides.
    """
    wanted = _editors(candidates, head, site)
    candidate = candidates.get(wanted)
    if candidate is None or names_site(wanted, site) or len(candidate.text.split()) < 3:
        return
    if listed and wanted not in key(listed) and not wanted.startswith(key(_CUT.sub("", listed))):
        return
    long_words = {word for word in folded_words(candidate.text) if len(word) > 4}
    if _speak_of(long_words, lines[:600]):
        candidate.score = max(candidate.score, 0.5 + max(found.score for found in candidates.values()))


def _speak_of(words: set[str], lines: Iterable[Line]) -> bool:
    """Whether a quarter of the words stands in the lines."""
    left = set(words)
    for line in lines:
        if 4 * (len(words) - len(left)) >= len(words):
            return True
        left.difference_update(folded_words(line.text))
    return 4 * (len(words) - len(left)) >= len(words)


def _editors(candidates: dict[str, _Candidate], head: Head, site: set[str]) -> str:
    """The key of the title that was written by hand, judged by which of the head's titles are the same; "" if unclear.

    A CMS fills headline, `<title>` and heading from one field: the one that differs was filled in by somebody.
    """
    own, headline, tag = (_bare(text, site) for text in (head.og_title, head.headline, head.title_tag))
    if headline:
        other = candidates.get(headline)
        if other is None or not head.kind.endswith(("article", "liveblogposting")):
            return ""
        if headline == tag:
            if other.shown:
                return own
            shown = own in candidates and own != headline and candidates[own].shown
            return headline if head.kind.endswith("newsarticle") and not shown else ""
        return own if own == headline else ""
    if head.kind != "article" or own == tag or (tag in candidates and candidates[tag].shown):
        return ""
    if own in map(key, head.titles):  # said to every network alike: written for those who share it
        return ""
    headings = [found for found in candidates.values() if found.shown > 2]
    if any(own.startswith(found.key) or own.endswith(found.key) or "address" in found.places for found in headings):
        return ""
    return own


def _bare(text: str, site: set[str]) -> str:
    return key(next(iter(without_affixes(text, site)), text))


def _agreement(letters: str, reference: _Reference) -> float:
    """1 for the same letters, less where one is the other's beginning or end, 0 for different titles."""
    other = reference.key
    if letters == other:
        return 1.0
    if reference.place == "list":
        if _CUT.search(reference.text) and len(other) > 11 and letters.startswith(key(_CUT.sub("", reference.text))):
            return 1.0
        return 0.7 if len(letters) > 11 and letters in other else 0.0
    short, long = sorted((letters, other), key=len)
    if len(short) < 6 and not _dense(short):
        return 0.0
    if long.startswith(short) or long.endswith(short):
        share = len(short) / len(long)
        return 0.35 + 0.4 * share if letters is short else 0.2 + 0.4 * share
    return 0.0


def _dense(letters: str) -> bool:
    """Whether a script that needs few letters for a word is used."""
    return any(letter > "\u2e80" for letter in letters[:20])


def _cut_mark(text: str) -> bool:
    return bool(_CUT.search(text))


def _finished(candidate: _Candidate, references: list[_Reference]) -> str:
    """The wording as shown, but for white space and punctuation: there the spelling that most places have.

    Pieces of a heading that style sheets keep apart run together when read, or come apart.
    """
    spellings = [candidate.text] + [ref.text for ref in references if ref.key == candidate.key and ref.place != "list"]
    letters = _NO_LETTER.sub("", candidate.text)
    count = Counter(text for text in spellings if _NO_LETTER.sub("", text) == letters)
    if count:
        best, votes = count.most_common(1)[0]
        for text, number in count.items():
            if text != candidate.text and number >= count[candidate.text] and _GLUED.search(candidate.text):
                best, votes = text, number + 1
        if votes > count[candidate.text]:
            return _cut(clean(best, 2 * MAX_TITLE))
    return _cut(candidate.text)


_GLUED = re.compile(r"[:!?](?=[^\W\d_])|\s[:,.](?=\s)")
_NO_LETTER = re.compile(r"[\s:：]+")


def _cut(text: str) -> str:
    """At most 300 characters, cut between words."""
    if len(text) <= MAX_TITLE:
        return text
    return text[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
