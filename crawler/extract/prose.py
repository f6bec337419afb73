"""Small measures of a run of text: how many words, does it read as a sentence, is it only a date or a byline."""

import re
import unicodedata
from functools import lru_cache

_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_DENSE}]|[^\W{_DENSE}]+")
_MEASURED = 20_000
_GLANCE = 8
"""Letters of a text in which a word is found, mostly."""
_KEPT = 4_000
"""Texts whose measures are kept: each block of a page is measured many times, and a site's pages share menus."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_NOT_WORDS = re.compile(r"\W+")
# The same for ASCII, which most text is: bytes lose signs, and come apart at them, many times faster.
_MARKS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_ANY = ("utf-8", "surrogatepass")
"""A title may hold halves of a character."""
_PARTED = bytes(code if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(256))
_END = re.compile(r"[.!?…։।۔。！？｡][\"'”’»«›)\]」』）]*\s*$")
_MONTHS = (
    r"jan\w*|feb\w*|mär\w*|mar[a-zçíỳ]*|apr\w*|avr\w*|abr\w*|ma[iyíjg]\w*|jun\w*|jui\w*|jul\w*|aug\w*|ago\w*|aoû\w*|"
    r"sep\w*|set\w*|o[ck]t\w*|out\w*|nov\w*|de[czs]\w*|dez\w*|gen\w*|giu\w*|lug\w*|ott\w*|dic\w*"
)
_WEEKDAYS = (
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|\w+tag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta|feira|"
    r"thứ|hai|ba|tư|năm|sáu|bảy|chủ|nhật|ngày|tháng"
)
_DATE_WORD = re.compile(
    rf"\b(?:{_MONTHS}|{_WEEKDAYS}|\d{{1,4}}(?:st|nd|rd|th|er|º|ª)?|am|pm|a\.m\.|p\.m\.|uhr|h|gmt|utc|[a-z]{{2,4}}t|"
    r"published|updated|posted|last|modified|on|at|by|date|time|de|del|le|il|el|am|um|à|às|alle|ore|"
    r"cập|lúc|đăng|giờ|phút|ago|min|mins|read|minutes?|hours?|days?)\b|[年月日时時分秒]",
    re.I,
)


@lru_cache(_KEPT)
def flat(text: str) -> str:
    """Only its letters and figures: what two renderings of one text have in common."""
    return _without(text if text.isascii() else unicodedata.normalize("NFKC", text), _SIGNS, _NOT_LETTERS)


def letters(text: str) -> str:
    """Only its letters, figures and underscores, as they are written but for their case."""
    return _without(text, _MARKS, _NOT_WORDS)


def _without(text: str, signs: bytes, others: re.Pattern[str]) -> str:
    """In small letters without signs: those of ASCII, which bytes lose many times faster, then others."""
    small = text.casefold().encode(*_ANY).translate(None, signs).decode(*_ANY)
    return small if small.isalnum() else others.sub("", small)


def tokens(text: str) -> list[str]:
    """Its words; in scripts that do not part words, its characters."""
    return _TOKEN.findall(text.casefold())


@lru_cache(_KEPT)
def size(text: str) -> float:
    """How many words, a character of an unspaced script counting half of one; of very long texts, an estimate."""
    if len(text) > _MEASURED:
        return size(text[:_MEASURED]) * len(text) / _MEASURED
    if text.isascii():
        return float(len(text.encode().translate(_PARTED).split()))
    found = _TOKEN.findall(text)
    dense = sum(1 for token in found if len(token) == 1 and token >= "\u0e00")
    return len(found) - dense / 2


def at_most(text: str, words: int) -> bool:
    """Whether it has so many words or fewer: of a long text only as much is counted as tells."""
    return size(text[: _GLANCE * words]) <= words and (len(text) <= _GLANCE * words or size(text) <= words)


def ends(text: str) -> bool:
    """Whether it ends as a sentence does."""
    return bool(_END.search(text[-12:]))


def sentence(text: str, words: int = 12) -> bool:
    """Whether it reads as a sentence: enough words, and a full stop or more words still."""
    count = size(text)
    return count >= words and (ends(text) or count >= 1.5 * words)


def only_a_date(text: str) -> bool:
    """Whether nothing but a date is left, its weekday and label aside: "Monday, 4 March 2024, 8:30 a.m."."""
    if len(text) > 120 or not any(character.isdigit() for character in text):
        return False
    rest = _DATE_WORD.sub("", text.casefold())
    return len(_NOT_LETTERS.sub("", rest)) <= 3
