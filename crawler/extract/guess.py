"""What can be guessed of a page whose source is not declared: language, country and zone. For trying an address out."""

import re
from collections import Counter
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.extract.head import read_head
from crawler.extract.lines import page_lines
from crawler.extract.page import Context, Page

UTC_ZONE = ZoneInfo("UTC")


def guess_context(page: Page, *, fetched_at: datetime, source: str = "") -> Context:
    """The context of a page by itself. `country` is "" and `zone` UTC where nothing tells them."""
    declared = read_head(page).language
    language = guess_language(" ".join(line.text for line in page_lines(page)[:300])[:4000], declared)
    country = _country(page.url, declared if declared[:2] == language[:2] else language)
    return Context(source, language, country, country_zone(country, fetched_at.year), fetched_at)


# ------------------------------------------------------------------------------------------------------------- language

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), ("ja",)),
    ("ko", re.compile(r"[\uac00-\ud7af]"), ("ko",)),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), ("zh", "ja", "yue")),
    ("ru", re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg")),
    ("ar", re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ckb", "sd", "ku")),
    ("el", re.compile(r"[\u0370-\u03ff]"), ("el",)),
    ("he", re.compile(r"[\u0590-\u05ff]"), ("he", "yi")),
    ("hi", re.compile(r"[\u0900-\u097f]"), ("hi", "mr", "ne", "sa")),
    ("bn", re.compile(r"[\u0980-\u09ff]"), ("bn", "as")),
    ("ta", re.compile(r"[\u0b80-\u0bff]"), ("ta",)),
    ("te", re.compile(r"[\u0c00-\u0c7f]"), ("te",)),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), ("th",)),
    ("km", re.compile(r"[\u1780-\u17ff]"), ("km",)),
    ("lo", re.compile(r"[\u0e80-\u0eff]"), ("lo",)),
    ("my", re.compile(r"[\u1000-\u109f]"), ("my",)),
    ("ka", re.compile(r"[\u10a0-\u10ff]"), ("ka",)),
    ("hy", re.compile(r"[\u0530-\u058f]"), ("hy",)),
)
_OTHER_SCRIPT = frozenset(code for _, _, codes in _SCRIPTS for code in codes)
_WORDS = {
    "en": "the of and to in is that for with was on are by",
    "de": "der die und das nicht ist von mit den ein auf für sich",
    "fr": "le la les des et est une dans pour qui sur pas du",
    "es": "el los las que una por con del para se como más",
    "pt": "o os não uma que com para do da em no mais foi",
    "it": "il che di gli una per non con della sono nel alla",
    "nl": "het een van de niet dat met voor zijn op aan ook",
    "pl": "nie się jest na do że w z przez dla oraz jak",
    "sv": "och att det som är på för inte med har till av",
    "da": "og at det er på for ikke med har til af den",
    "nb": "og å det er på for ikke med har til av som",
    "fi": "ja on ei se että oli hän ovat myös kun mutta",
    "tr": "ve bir bu için ile olarak olan daha çok da de",
    "id": "yang dan di untuk dengan dari pada ini tidak itu dalam",
    "ro": "și nu care din pentru este cu pe sunt mai au",
    "cs": "se na je že v a do pro jako by za od",
    "hu": "és a hogy nem az is egy meg volt már csak",
    "sq": "të dhe në për me një është që nga këtë do",
    "vi": "của và các là trong cho với được không người những có",
}
_WORD_SETS = {language: frozenset(text.split()) for language, text in _WORDS.items()}
_LETTER = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(r"[ăđơưẠ-ỹ]", re.IGNORECASE)


def guess_language(text: str, declared: str = "") -> str:
    """The language of a text, `declared` unless its letters or commonest words plainly say otherwise."""
    code = declared[:2].casefold()
    letters = len(_LETTER.findall(text))
    if letters < 40:
        return declared
    counts = [(len(pattern.findall(text)), language, codes) for language, pattern, codes in _SCRIPTS]
    japanese = next(count for count, language, _ in counts if language == "ja")
    for count, language, codes in sorted(counts, key=lambda found: found[0], reverse=True)[:1]:
        if count * 3 > letters:
            if language == "zh" and japanese * 15 > count:
                return declared if code == "ja" else "ja"
            return declared if code in codes else language
    if code and code not in _OTHER_SCRIPT and code != "en":
        return declared
    if len(_VIETNAMESE.findall(text)) * 12 > letters:
        return declared if code == "vi" else "vi"
    found = Counter(text.casefold().split())
    scores = {language: sum(found[word] for word in words) for language, words in _WORD_SETS.items()}
    best = max(scores, key=lambda language: scores[language])
    total = sum(found.values())
    if scores[best] * 12 < total:
        return declared
    if code == "en" and scores[best] < 2 * scores["en"] + 5:
        return declared
    return best if best != code else declared


# ----------------------------------------------------------------------------------------------------- country and zone

_NO_COUNTRY = frozenset("com org net gov edu int mil io co tv me ai app dev fm ly gg to cc ws la eu".split())
_MAIN_COUNTRY = dict(
    pair.split(":")
    for pair in (
        "vi:VN ja:JP ko:KR th:TH km:KH lo:LA my:MM pl:PL cs:CZ sk:SK hu:HU ro:RO bg:BG el:GR he:IL fi:FI "
        "sv:SE da:DK nb:NO no:NO nn:NO is:IS et:EE lv:LV lt:LT uk:UA ka:GE hy:AM tr:TR it:IT id:ID fa:IR "
        "bn:BD hi:IN ta:IN te:IN zh:CN ru:RU mk:MK sl:SI hr:HR sr:RS sq:AL de:DE nl:NL"
    ).split()
)


def _country(url: str, language: str) -> str:
    """From the host's last part, else the region of the language tag, else the language's main country."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    ending = host.rpartition(".")[2]
    if len(ending) == 2 and ending not in _NO_COUNTRY:
        return "GB" if ending == "uk" else ending.upper()
    parts = language.split("-")
    for part in parts[1:]:
        if len(part) == 2 and part.isalpha():
            return part.upper()
    return _MAIN_COUNTRY.get(parts[0], "")


@lru_cache(maxsize=512)
def country_zone(country: str, year: int) -> ZoneInfo:
    """The zone of a country whose clocks all show the same time that year; UTC for the others."""
    if country == "CN":
        return ZoneInfo("Asia/Shanghai")  # one legal time, though the table names a second zone
    zones = _zones().get(country, ())
    try:
        found = [ZoneInfo(name) for name in zones]
    except (ZoneInfoNotFoundError, ValueError):
        return UTC_ZONE
    months = (datetime(year, month, 15, 12) for month in range(1, 13))
    if found and all(len({moment.replace(tzinfo=zone).utcoffset() for zone in found}) == 1 for moment in months):
        return found[0]
    return UTC_ZONE


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    """Country -> its zones, from the table that the tzdata package carries."""
    from importlib import resources

    found: dict[str, list[str]] = {}
    try:
        table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    except (OSError, ModuleNotFoundError):
        return {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            found.setdefault(columns[0], []).append(columns[2])
    return {country: tuple(names) for country, names in found.items()}
