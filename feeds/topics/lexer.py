"""A query's text as tokens. Operators are upper case; everything that is no sign is a word."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from crawler.errors import nearest
from feeds.errors import InvalidQuery

PART_FIELDS = ("title", "lead", "body")
META_FIELDS = {"source": "source", "section": "section", "author": "author", "lang": "language", "url": "url"}
FIELDS = (*PART_FIELDS, *META_FIELDS, "date", "place", "exact", "bare", "topic")
DEFAULT_DISTANCE = 8


class Sign(Enum):
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    WEIGHT = auto()  # ^1.5
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    NEAR = auto()  # the word is the distance, "" for the default
    THEN = auto()
    EXCEPT = auto()
    OF = auto()  # the word is the number before it
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is what it holds (a word, the inside of quotes, a field's name); it was written at start to end."""

    sign: Sign
    word: str
    start: int
    end: int
    prefix: bool = False  # a * at its end


_DOUBLE = '"“”„‟«»＂″'
_SINGLE_OPEN = "'‘‚"
_QUOTED = re.compile(rf"[{_DOUBLE}][^{_DOUBLE}]*+[{_DOUBLE}]")
_SINGLE = re.compile(rf"['‘‚][^{_DOUBLE}()|]{{0,100}}?['’‘](?!\w)")
_DASHES = "-–—−"  # a dash, as phones type it
_SPACE = re.compile(r"\s+")
_CLOSING = {"(": Sign.OPEN, "（": Sign.OPEN, ")": Sign.CLOSE, "）": Sign.CLOSE}
_WEIGHT = re.compile(r"\^(\d{1,4}(?:\.\d{1,3})?(?![\d.])(?!,\d))?")
_WORD = re.compile(rf"(?:[^\s()（）|^,，、:{_DOUBLE}]|(?<=\d),(?=\d))++")
_REST = re.compile(rf"[^\s()（）|^{_DOUBLE}]*+")  # after "10:" or "url:", where : and , mean nothing
_FIELD = re.compile(r"[^\W\d_][\w-]*")
_NUMBER_OF = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s+OF(?=\s*[(（])")
_DISTANCE = re.compile(r"(NEAR|THEN)(?:/(.*))?")
_PLAIN = {"AND": Sign.AND, "&&": Sign.AND, "&": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT, "EXCEPT": Sign.EXCEPT}


def tokens(text: str) -> list[Token]:
    """All tokens and one END. Raises InvalidQuery for what no token begins or ends with."""
    found: list[Token] = []
    at = 0
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at >= len(text):
            found.append(Token(Sign.END, "", len(text), len(text)))
            return found
        token = _next(text, at, found[-1] if found else None)
        at = token.end
        if token.word or token.sign is not Sign.WORD:
            found.append(token)


def _next(text: str, at: int, before: Token | None) -> Token:
    char = text[at]
    if char in _CLOSING:
        return Token(_CLOSING[char], char, at, at + 1)
    if char in ",，、":
        return Token(Sign.COMMA, char, at, at + 1)
    if char == "|":
        return Token(Sign.OR, char, at, at + (2 if text.startswith("||", at) else 1))
    if char == "^":
        return _weight(text, at)
    if char in _DOUBLE:
        return _phrase(text, at)
    if char in _SINGLE_OPEN:
        single = _SINGLE.match(text, at)  # else it is an apostrophe
        if single is not None:
            return _quoted(text, at, single.end() - 1)
    if char in _DASHES:
        after = text[at + 1 : at + 2]
        if not after.strip() or after in ")）,|":
            raise InvalidQuery(text, at, "a dash by itself", "To exclude a word, join them: -bóng")
        return Token(Sign.NOT, char, at, at + 1)
    if before is not None and before.sign is Sign.FIELD and before.word == "url" and char != ":":
        return _starred(text, at, _rest(text, at))
    number = _NUMBER_OF.match(text, at)
    if number is not None:
        return Token(Sign.OF, number.group(1), at, number.end())
    return _word(text, at)


def _rest(text: str, at: int) -> int:
    match = _REST.match(text, at)
    end = match.end() if match else at
    while end > at and text[end - 1] in ",，、":
        end -= 1
    return end


def _word(text: str, at: int) -> Token:
    match = _WORD.match(text, at)
    end = match.end() if match else at
    word = text[at:end]
    if text[end : end + 1] == ":":
        if _FIELD.fullmatch(word):
            return _field(text, at, word)
        end = max(_rest(text, end), end + 1)  # 10:30
        return _starred(text, at, end)
    if word in _PLAIN:
        return Token(_PLAIN[word], word, at, end)
    if word == "OF":
        raise InvalidQuery(
            text, at, "OF needs a number before it and a list in parentheses after it", 'Such as 2 OF ("a", "b", "c")'
        )
    distance = _DISTANCE.fullmatch(word)
    if distance is not None:
        name, number = distance.groups()
        if number is not None and not (number.isascii() and number.isdecimal() and len(number) < 8):
            raise InvalidQuery(text, at, f"{word!r} needs a number of words", f"Such as {name}/6")
        return Token(Sign[name], number or "", at, end)
    return _starred(text, at, end)


def _starred(text: str, at: int, end: int) -> Token:
    word = text[at:end]
    prefix = word.endswith("*")
    word = word.rstrip("*")
    star = word.find("*")
    if star >= 0:
        raise InvalidQuery(text, at + star, "* stands only at the end of a word", "Such as nông*")
    if prefix and not word:
        raise InvalidQuery(text, at, "* needs the beginning of a word before it", "Such as nông*")
    return Token(Sign.WORD, word, at, end, prefix)


def _field(text: str, at: int, word: str) -> Token:
    name, end = word.casefold(), at + len(word) + 1
    if name in FIELDS:
        return Token(Sign.FIELD, name, at, end)
    if name in ("http", "https"):
        raise InvalidQuery(text, at, "an address needs its field", "Such as url:example.org/news/*")
    meant = nearest(name, list(FIELDS)).strip()
    raise InvalidQuery(
        text, at, f"{word!r} is no field", f'{meant} To search the words themselves, quote them: "{word}"'
    )


def _weight(text: str, at: int) -> Token:
    match = _WEIGHT.match(text, at)
    if match is None or match.group(1) is None:
        raise InvalidQuery(text, at, "^ needs a weight after it", "Such as ^2 or ^1.5, with a point")
    return Token(Sign.WEIGHT, match.group(1), at, match.end())


def _phrase(text: str, at: int) -> Token:
    match = _QUOTED.match(text, at)
    if match is None:
        raise InvalidQuery(text, at, "this quote is never closed", 'A phrase stands between two: "bão giá"')
    return _quoted(text, at, match.end() - 1)


def _quoted(text: str, at: int, end: int) -> Token:
    """The phrase between the quotes at `at` and `end`; a * as its last sign, or right after it, makes it a prefix."""
    inside = text[at + 1 : end]
    starred = inside.rstrip().endswith("*")
    star = inside.rstrip().rstrip("*").find("*")
    if star >= 0:
        raise InvalidQuery(text, at + 1 + star, "* stands only at the end of a phrase", 'Such as "nông thôn m*"')
    after = text.startswith("*", end + 1)
    return Token(Sign.PHRASE, inside.rstrip().rstrip("*"), at, end + 1 + after, starred or after)
