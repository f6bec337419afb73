"""Numerals and letters of all scripts in one form, so that one grammar reads them."""

import re
import unicodedata

LIMIT = 2000  # a dateline is short: of a longer text the two ends are read
KEEP = (1300, 700)

_GREEK = {ord(a): b for a, b in zip("άέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫ", "αεηιουωιυιυΑΕΗΙΟΥΩΙΥ", strict=True)}
_ARABIC = {ord(a): b for a, b in zip("يىكأإآٱةۀھ", "ییکاااا" + "ههه", strict=True)}


def _letters() -> dict[int, str | int | None]:
    table: dict[int, str | int | None] = {}
    for code in range(0x660, 0x1FBFA):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            table[code] = str(value)
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})  # full-width forms
    table.update({code: " " for code in range(0xE000, 0xF900)})  # private use: icons of a font
    table.update({code: " " for code in [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA1)]})
    table.update({code: " " for code in [*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09]})
    table.update({code: None for code in [0xAD, 0x640, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]})
    table.update({code: None for code in [*range(0x2060, 0x206A), *range(0x64B, 0x653), 0x670, 0x200C]})
    table.update({ord(mark): "'" for mark in "’‘ʼʻ`´′"})
    table.update({ord(mark): "-" for mark in "‐‑‒−－"})
    table.update(
        {ord("∶"): ":", ord("："): ":", ord("꞉"): ":", ord("⁄"): "/", ord("／"): "/", ord("۔"): ".", ord("،"): ","}
    )
    table.update({0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"})
    table.update(_GREEK)
    table.update(_ARABIC)
    return table


_LETTERS = _letters()
_SPACES = re.compile(r" {2,}| *\n[ \n]*")
_CHINESE = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号號时時点點分]|年度)")
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def clean(text: str) -> str:
    """Composed letters, ASCII digits and signs, single spaces; line ends stay. Case stays.

    >>> clean("２０２４年 ٠٢:٠٠")
    '2024年 02:00'
    """
    if len(text) > LIMIT:
        text = text[: KEEP[0]] + "\n" + text[-KEEP[1] :]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_LETTERS)
        if _CHINESE.search(text):
            text = _CHINESE.sub(lambda found: _chinese(found[0]), text)
    elif "\t" in text or "\r" in text or not text.isprintable():
        text = text.translate(_LETTERS)
    if "  " in text or "\n" in text:
        text = _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
    return text.strip()


def _chinese(numeral: str) -> str:
    """二〇二四 is 2024, 二十一 is 21; a numeral that is neither stays."""
    if "十" not in numeral:
        return "".join(str(_CHINESE_DIGITS[c]) for c in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return numeral
    return str((_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0))


def lower(text: str) -> str:
    """Lower case of the same length, letter by letter."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text.replace("İ", "i"))


def without_signs(text: str) -> str:
    """Without accents and tone marks, for words that are typed in a hurry: thang, fevrier, miercoles."""
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return bare.replace("đ", "d").replace("ł", "l").replace("ı", "i").replace("ø", "o")
