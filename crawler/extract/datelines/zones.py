"""The zone that stands behind a time of day: an offset, or a name whose meaning may depend on the country."""

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Minutes from UTC.
_NAMES: dict[str, int] = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "hec": 120, "eet": 120, "eest": 180,
    "msk": 180, "мск": 180, "trt": 180, "edt": -240, "cdt": -300, "mdt": -360, "pdt": -420, "akst": -540, "akdt": -480,
    "hst": -600, "hne": -300, "hae": -240, "hnc": -360, "hac": -300, "hnr": -420, "har": -360, "hnp": -480,
    "hap": -420, "hna": -240, "haa": -180,
    "nst": -210, "ndt": -150, "hnt": -210, "hat": -150, "brt": -180, "brst": -120, "art": -180, "clt": -240,
    "clst": -180, "cot": -300, "pet": -300, "vet": -240,
    "bot": -240, "uyt": -180, "pyt": -240, "wib": 420, "wita": 480, "wit": 540, "ict": 420, "pht": 480,
    "pst8": 480, "sgt": 480, "myt": 480,
    "hkt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "acst": 570, "acdt": 630, "awst": 480,
    "nzst": 720, "nzdt": 780,
    "pkt": 300, "npt": 345, "mmt": 390, "bdt": 360, "uzt": 300, "almt": 300, "yekt": 300, "krat": 420,
    "omst": 360, "novt": 420, "vlat": 600, "get": 240, "azt": 240,
    "gst": 240, "aft": 270, "irst": 210, "eat": 180, "cat": 120, "wat": 60, "sast": 120, "idt": 180,
    "chst": 600, "adt": -180,
}  # fmt: skip
_BY_COUNTRY: dict[str, dict[str, int]] = {
    "ist": {"IN": 330, "LK": 330, "IE": 60, "IL": 120, "": 330},
    "amt": {"AM": 240, "BR": -240, "": 240},
    "est": {"AU": 600, "": -300},
    "cst": {"CN": 480, "TW": 480, "HK": 480, "MO": 480, "CU": -300, "AU": 570, "": -360},
    "bst": {"BD": 360, "": 60},
    "pst": {"PH": 480, "": -480},
    "mst": {"MY": 480, "MM": 390, "": -420},
    "ast": {"SA": 180, "KW": 180, "QA": 180, "BH": 180, "IQ": 180, "YE": 180, "": -240},
    "sst": {"SG": 480, "": -660},
    "cdt": {"CU": -240, "": -300},
    "gst": {"GU": 600, "": 240},
    "wst": {"WS": 780, "AU": 480, "": 480},
}
# Names that move with summer time: the zone's own rule on that day decides.
_MOVING = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "at": "America/Halifax",
}
_NORTH_AMERICA = {"US", "CA", "MX", "PR", "VI", "BS", "BM", "JM", "TT"}
_WORDS = {"giờ việt nam": 420, "giờ hà nội": 420, "hà nội": 420, "по москве": 180, "по мск": 180,
    "московское время": 180, "bangkok": 420, "hanoi": 420,
          "türkiye saati": 180, "北京时间": 480, "beijing time": 480, "日本時間": 540}  # fmt: skip
_SPOKEN = re.compile(rf" ?\(?({'|'.join(_WORDS)})\)?")
_OFFSET = re.compile(
    r"[ ,|-]{0,3}[(\[]? ?(?:(?P<base>gmt|utc|múi giờ)? ?(?P<sign>[+-]|(?<=gmt|utc) )(?P<h>0?\d|1[0-4]|14)(?::?"
    r"(?P<m>[0-5]\d))?(?![\d./:])|(?P<z>z)(?![^\W\d_]))"
    r"(?: ?[)\]])?"
)
_NAME = re.compile(r"[ ,|-]{0,3}[(\[]? ?(?P<name>[A-Za-zМСК]{1,4})(?P<dot>\.?)(?: ?[)\]])?")


def zone_at(text: str, folded: str, at: int, country: str, language: str) -> tuple[tzinfo, int] | None:
    """The zone that begins at a position (with its brackets), and where it ends.

    `text` has its case: names in small letters are only read where the language or the country makes them sure.
    """
    if found := _OFFSET.match(folded, at):
        spaced = found[0][:1] in " ," and not found["base"] and "(" not in found[0]
        if found["z"]:
            if text[found.start("z")] in "Zz" and (at == 0 or found[0][0] in "zZ"):
                return timezone.utc, found.end()
        elif (
            found["base"]
            or (found["m"] and len(found["h"]) == 2)
            or (not spaced and found["sign"] == "+" and len(found["h"]) == 2)
        ):
            minutes = int(found["h"]) * 60 + int(found["m"] or 0)
            minutes = -minutes if found["sign"] == "-" else minutes
            if -720 <= minutes <= 840:
                return timezone(timedelta(minutes=minutes)), found.end()
    if spoken := _SPOKEN.match(folded, at):
        return timezone(timedelta(minutes=_WORDS[spoken[1]])), spoken.end()
    found = _NAME.match(text, at)
    if not found:
        return None
    end = found.end("name")
    written = found["name"]
    while written:
        name = written.lower()
        whole = end >= len(text) or not (
            text[end].isalpha()
            and (
                text[end].islower()
                or written.islower()
                or text[end].isupper()
                and not text[end + 1 : end + 2].islower()
            )
        )
        if whole and (zone := _named(written, name, country, language)):
            behind = found.end() if end == found.end("name") else end
            return zone, behind
        if end - found.start("name") <= 2:
            return None
        end -= 1
        written = text[found.start("name") : end]
    return None


def _named(written: str, name: str, country: str, language: str) -> tzinfo | None:
    if not written.isupper() and not (language[:2] == "en" or name in ("ist", "wib", "wita", "мск", "utc", "gmt")):
        return None
    if name in _MOVING:
        return ZoneInfo(_MOVING[name]) if written.isupper() and country in _NORTH_AMERICA else None
    if name in _BY_COUNTRY:
        meant = _BY_COUNTRY[name]
        return timezone(timedelta(minutes=meant.get(country, meant[""])))
    minutes = _NAMES.get(name)
    return None if minutes is None or name == "z" else timezone(timedelta(minutes=minutes))
