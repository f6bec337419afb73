"""What counts as the same word: three keys for each word of a text.

`exact` is NFC and case folded. `canonical` is exact plus one place for the tone mark (hòa = hoà) and one spelling of
i and y (kỹ = kĩ) where the language is Vietnamese. `bare` is canonical without accents. Soft hyphens and zero-width
characters inside a word are no part of it, full-width letters are letters, the letters Ð and Ɖ are read as Đ.
The keys are those of the query's language, whatever the article's: both sides are folded alike. Words are not
stemmed: that would need a stemmer, and none is among the dependencies.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

How = Literal["exact", "canonical", "bare"]


class Kind(NamedTuple):
    """Which key: how it folds, and for which group of languages ("vi", "tr", or "" for all others)."""

    how: How
    group: str


def kind(how: How, language: str) -> Kind:
    """The kind for a language tag such as "vi", "vi-VN" or ""."""
    primary = language.replace("_", "-").split("-")[0].casefold()
    return Kind(how, {"vi": "vi", "tr": "tr", "az": "tr"}.get(primary, ""))


# -- words -------------------------------------------------------------------------------------------------------

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"


def _ranges(codes: Iterator[int]) -> str:
    """The inside of a character class that holds these code points."""
    spans: list[list[int]] = []
    for code in codes:
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in spans)


# Python's \w leaves out the combining marks of NFD text and of the scripts of India and South-East Asia.
_MARKS = _ranges(
    code
    for code in chain(range(0x300, 0x2100), range(0x3000, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFE30))
    if unicodedata.category(chr(code))[0] == "M"
)
_SPACELESS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u30fa\u30fc-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"  # Han, kana, bopomofo
    "\u0e01-\u0e4f\u0e81-\u0ecf\u0edc-\u0edf"  # Thai, Lao, without digits
    "\u1000-\u103f\u104e-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f\u1780-\u17d3\u17dc-\u17dd"
)
_WORD = re.compile(rf"\d++(?:[.,]\d++)+|\w[\w{_MARKS}{INVISIBLE}]*+")
# Wide and ligature forms, and the letters of formulas that some write headlines with.
_UNCLEAN = re.compile(rf"[{INVISIBLE}\uff00-\uffef\ufb00-\ufb06\u2100-\u214f\U0001d400-\U0001d7ff]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNSPACED = rf"(?![{_MARKS}])[{_SPACELESS}]"  # a letter of such a script: its marks stay with the letter before
_HAS_UNSPACED = re.compile(_UNSPACED)
_PIECE = re.compile(rf"{_UNSPACED}[{_MARKS}{INVISIBLE}]*+|(?:(?!{_UNSPACED}).)++", re.DOTALL)


def words(text: str) -> list[str]:
    """The words as they stand; a run of a script without spaces is one word here (see `pieces`)."""
    return _WORD.findall(text.replace("_", " "))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each unit that has a position of its own: a word, or a character of a script without spaces."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text.replace("_", " ")):
        start, word = match.start(), match.group()
        if _HAS_UNSPACED.search(word) is None:
            spans.append((start, match.end()))
            continue
        parts = [(start + m.start(), start + m.end()) for m in _PIECE.finditer(word)]
        count = len(pieces(word))
        spans += parts if len(parts) == count else [(start, match.end())] * count
    return spans


def pieces(word: str) -> list[str]:
    """The cleaned units of one word: itself, or its characters where the script has no spaces."""
    if _UNCLEAN.search(word) is not None:
        visible = _INVISIBLE.sub("", word)
        wide = unicodedata.normalize("NFKC", visible) if _UNCLEAN.search(visible) else visible
        word = wide if _WORD.fullmatch(wide) else visible
    word = unicodedata.normalize("NFC", word)
    return _PIECE.findall(word) if _HAS_UNSPACED.search(word) is not None else [word]


# -- keys --------------------------------------------------------------------------------------------------------

_TURKIC = str.maketrans({"I": "ı", "İ": "i"})
_WRONG_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_BARE = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # grave, acute, tilde, hook, dot below
_NUCLEI = "aăâeêioôơuưy"
_SYLLABLE = re.compile(
    rf"(ngh|ng|nh|gh|gi(?=[{_NUCLEI}])|qu(?=[{_NUCLEI}])|kh|ph|th|tr|ch|[bcdđghklmnpqrstvx])?"
    rf"([{_NUCLEI}]{{1,3}})(ch|nh|ng|[cmnpt])?"
)
_Y_AS_I = re.compile(rf"(?:[hklmstv](?=[yỳýỷỹỵ]$)|qu(?=[yỳýỷỹỵ](?![{_NUCLEI}])))(.)")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def is_syllable(word: str) -> bool:
    """Whether a lower-case word has the shape of a Vietnamese syllable, with or without its accents."""
    return (
        _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word))))
        is not None
    )


def _exact(piece: str, group: str) -> str:
    if group == "vi":
        piece = piece.translate(_WRONG_D)
    elif group == "tr":
        piece = piece.translate(_TURKIC)
    if piece.isascii():
        return piece.lower()
    # Folding the decomposed form is Unicode's canonical caseless match; the composed form alone is not stable.
    folded = unicodedata.normalize("NFD", piece).casefold().replace("i\u0307", "i")
    return unicodedata.normalize("NFC", folded)


def _canonical(piece: str, group: str) -> str:
    key = _exact(piece, group)
    return _one_spelling(key) if group == "vi" else key


def _bare(piece: str, group: str) -> str:
    key = _canonical(piece, group)
    if key.isascii():
        return key
    key = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", key).translate(_BARE)))
    return _one_spelling(key) if group == "vi" else key


def _one_spelling(key: str) -> str:
    """A Vietnamese syllable with its tone mark where the spelling reform puts it, and i for y; else unchanged."""
    apart = unicodedata.normalize("NFD", key)
    tones = _TONES.findall(apart)
    if len(tones) == 1:
        toneless = unicodedata.normalize("NFC", _TONES.sub("", apart))
        shape = _SYLLABLE.fullmatch(toneless)
        if shape is not None:
            at = shape.start(2) + _bearer(shape.group(2), closed=shape.group(3) is not None)
            key = unicodedata.normalize("NFC", toneless[: at + 1] + tones[0] + toneless[at + 1 :])
    found = _Y_AS_I.match(key)
    if found is not None:
        at = found.start(1)
        key = key[:at] + key[at].translate(_Y_TO_I) + key[at + 1 :]
    return key


def _bearer(nucleus: str, *, closed: bool) -> int:
    """Which vowel of a nucleus carries the tone mark."""
    marked = [i for i, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(nucleus) == 3:
        return 1
    return 1 if len(nucleus) == 2 and (closed or nucleus in ("oa", "oe", "uy")) else 0


_FOLD: dict[str, Callable[[str, str], str]] = {"exact": _exact, "canonical": _canonical, "bare": _bare}


class Keyring(dict[str, str]):
    """Word as it stands -> its key, remembered; the units of one word are joined by a space. Bounded."""

    LIMIT = 200_000
    LONGEST = 200  # longer "words" are noise, not worth remembering

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, word: str) -> str:
        fold = _FOLD[self.kind.how]
        key = " ".join(fold(piece, self.kind.group) for piece in pieces(word))
        if len(word) <= self.LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[word] = key
        return key


@cache
def keyring(kind: Kind) -> Keyring:
    """The one keyring of a kind in this process."""
    return Keyring(kind)


def keyed(text: str, kind: Kind) -> str:
    """The keys of a text's words, joined by single spaces: "Ủy ban, HÒA" -> "uỷ ban hoà"."""
    return " ".join(map(keyring(kind).__getitem__, words(text)))


def exact(text: str, language: str = "vi") -> str:
    return keyed(text, kind("exact", language))


def canonical(text: str, language: str = "vi") -> str:
    return keyed(text, kind("canonical", language))


def bare(text: str, language: str = "vi") -> str:
    return keyed(text, kind("bare", language))
