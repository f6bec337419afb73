"""The shapes of dates and times as regular expressions over marked text (lexicon.py), and the atoms they find.

Widths are fixed (day 1..31, month 1..12, minute two digits, year four) and every part may give back a digit, so that
words and numbers that the page glued together are cut where a valid date begins. First the shapes that swallow
most, then the smaller ones.
"""

import re
from dataclasses import dataclass
from functools import cache

from crawler.extract.datelines.lexicon import FILL, chars

ROLES = "PMEDFRLOXCUTWBN"
_SPACED = re.compile(r"\d+ [-–—] ")
_AFTER_WORD = re.compile(r"[^\W\d_\ue000-\uf8ff] ?$")


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a dateline: its kind, its span in the marked text, and the words of its parts by name."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]


def sense(*senses: str) -> str:
    """A word that has one of these senses."""
    return f"[{chars(*senses)}]{FILL}*"


@dataclass(frozen=True, slots=True)
class Shapes:
    every: re.Pattern[str]
    parts: dict[str, list[tuple[str, int]]]
    connector: re.Pattern[str]
    to: re.Pattern[str]


_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[3-9]\d\d|20\d\d|2[45]\d\d)"
_GLUED = r"(?:\d\d(?=[012]?\d[:h][0-5]\d(?!\d)))"  # a year of two digits with the hour behind it: 28.09.1912:44
_SHORT = r"(?:\d\d(?=$|[,;)\]|\n]| ?[-–|(/·•]| [012]?\d ?[:h.]))"  # ... at the end of something
_ORD = r"(?:[-.]?(?:st|nd|rd|th|er|re|de|e|o|a|º|ª|°|ος|η|го|е|ого|ше|те|ті|ші|ج|án|én|ei|ci|cı|cu|cü|nji|njy|ako|an|ean|a\.|da|ta|ին)(?![^\W\d_])|\.|º|°|ª)?"


def _month(name: str) -> str:
    names = chars(*(f"{kind}{number}" for kind in "mje" for number in range(1, 14)))
    before = sense("month")
    twin = rf"(?: ?[/(] ?(?P<{name}_tw>[{names}]){FILL}*\)?)?"  # the month's other name: نيسان / أبريل
    return rf"(?:(?:{before} ?)?(?P<{name}_m>[{names}]){FILL}*{twin}|{before} ?(?P<{name}_n>{_MONTH})(?!\d))"


def _patterns() -> list[tuple[str, str]]:
    of, year, hour, to, at, on = sense("of"), sense("year"), sense("hour"), sense("to"), sense("at"), sense("on")
    weekday = sense(*(f"w{number}" for number in range(7)))
    half = sense("am", "pm", "noon", "eve")
    dash = r"[-–—~〜∼]"
    gap = r" ?[-./,·]? ?"
    joint = rf"(?:(?:{of}|{year}) ?[.,]? ?){{0,2}}"
    units = sense(*(f"u{number}" for number in range(7)))
    hm = r"(?:2[0-4]|[01]?\d)[:.][0-5]\d(?::[0-5]\d)?"
    names = "[" + chars(*(f"{kind}{number}" for kind in "mje" for number in range(1, 14))) + "]" + FILL + "*"
    era = r"(?:令和|平成|昭和|中華民國|民國|民国|[rhs](?=\d)|(?<![^\W\d_])[rhs]\.)"
    full = [
        (
            "compact",
            r"(?<![\d./-])(?P<a_y>(?:19|20)\d\d)(?P<a_mm>0[1-9]|1[0-2])(?P<a_d>0[1-9]|[12]\d|3[01])"
            r"(?:t?(?P<a_H>[01]\d|2[0-3])(?P<a_M>[0-5]\d)(?P<a_S>[0-5]\d)?)?(?![\d./-])",
        ),
        (
            "span",
            rf"(?<!\d){_DAY}[./]{_MONTH}\.? ?(?:{dash}|{to}) ?(?:{on} ?)?{_DAY}[./]{_MONTH}[./]"
            rf"(?:{_YEAR}|\d\d(?!\d))?",
        ),
        ("span", rf"(?<![\d./-]){_DAY}\.? ?(?:{dash}|{to}) ?{_DAY}\. ?{_MONTH}\. ?{_YEAR}"),
        (
            "span",
            rf"(?<![\d./:-]){_DAY}{_ORD}{gap}(?:{names})?{gap}(?:{dash}|{to})"
            rf" ?(?:{on} ?|{weekday}[, ]*)*{_DAY}{_ORD}{gap}{joint}{names}"
            rf"(?:[.,]? ?{joint}{_YEAR})?",
        ),
        ("span", rf"{names}\.? ?{_DAY} ?{dash} ?(?:{names}\.? ?)?{_DAY}(?![\d:.h])(?:,? ?{_YEAR})?"),
        ("span", rf"{_YEAR}\.? ?{names}\.? ?{_DAY}\.? ?{dash} ?{_DAY}(?![\d:])\.?"),
        (
            "cjk",
            rf"(?:(?P<k_era>{era}) ?)?(?<!\d)(?P<k_y>元|{_YEAR}|\d{{1,3}}(?!\d)) ?[年년] ?(?:\("
            rf"(?:20\d\d|令和\d\d?) ?年?\) ?)?(?P<k_mm>{_MONTH}) ?[月월] ?(?P<k_d>{_DAY})(?: ?[日號号일])?",
        ),
        (
            "cjk",
            rf"(?P<l_y>{_YEAR}) ?[年년] ?(?:\((?:{era}) ?\d\d? ?年?\) ?)?(?P<l_mm>{_MONTH}) ?[月월] ?(?P<l_d>{_DAY})"
            rf"(?: ?[日號号일])?",
        ),
        ("cjk", rf"(?P<q_era>{era}) ?(?P<q_y>元|\d{{1,3}}) ?[./-] ?(?P<q_mm>{_MONTH}) ?[./-] ?(?P<q_d>{_DAY})(?!\d)"),
        (
            "ymd",
            rf"(?P<n_y>{_YEAR}) ?(?P<n_s>[-/.]) ?(?P<n_mm>{_MONTH}) ?(?P=n_s)"
            rf" ?(?P<n_d>{_DAY})(?!\d(?!\d?[:h]))(?!\d\d\d)",
        ),
        ("roc", rf"(?<![\d./-])(?P<i_y>1[0-4]\d)(?P<i_s>[-/.])(?P<i_mm>{_MONTH})(?P=i_s)(?P<i_d>{_DAY})(?![\d./-])"),
        (
            "triple",
            rf"(?P<b_a>{_DAY}) ?(?P<b_s>[-/.·]) ?(?P<b_b>{_DAY}) ?(?P=b_s) ?(?:{year} ?)?'?"
            rf"(?P<b_y>{_GLUED}|{_YEAR}|\d\d(?![\d:%]|[./-]\d))",
        ),
        (
            "dmy",
            rf"(?P<c_d>{_DAY}){_ORD}{gap}(?:{of} ?)*{_month('c')}\.?(?: ?[-./,'(]{{0,2}} ?){joint}'?"
            rf"(?P<c_y>{_GLUED}|{_YEAR}|{_SHORT})(?!\d{{2,}}$)",
        ),
        (
            "dmy",
            rf"{_month('d')}\.? ?[-/]? ?(?P<d_d>{_DAY}){_ORD} ?[-/,.']{{0,2}} ?{joint}"
            rf"(?P<d_y>{_GLUED}|{_YEAR}|(?<=['/-]){_SHORT}|(?<=, ){_SHORT})",
        ),
        (
            "dmy",
            rf"(?P<e_y>{_YEAR})[.,]?(?: ?{year})?(?: ?{of})?[ .,/-]{{0,3}}{_month('e')}\.?[ ,./-]{{0,2}}"
            rf"(?P<e_d>{_DAY})(?!\d)",
        ),
        ("dmy", rf"(?P<f_y>{_YEAR})[.,]? ?-?(?:{year}[ .,-]{{0,3}})(?P<f_d>{_DAY}){_ORD}[ .-]{{0,2}}{_month('f')}"),
        (
            "ymd",
            rf"(?P<g_y>{_YEAR}) ?{year} ?(?P<g_mm>{_MONTH}) ?-?(?:(?:р|дугаар|дүгээр) ?)?{sense('monthb')} ?"
            rf"(?P<g_d>{_DAY})",
        ),
        (
            "roman",
            rf"(?<![\d.])(?P<h_d>{_DAY})[. /-]{{1,2}}(?P<h_r>viii|vii|vi|xii|xi|ix|iv|iii|ii|x|v|i)[. /-]{{1,2}}"
            rf"(?P<h_y>{_YEAR})",
        ),
    ]
    counted = [
        (
            "ago",
            rf"(?P<j_b>{sense('agob')}) ?(?P<j_x>{sense('one')}|\d{{1,3}})"
            rf" ?(?P<j_u>{units}|{hour}|[hmdwys](?![^\W\d_]))\.?(?: ?{sense('agoa')})?",
        ),
        (
            "ago",
            rf"(?<![\d.,:/-])(?P<o2_x>{sense('one')}|\d{{1,3}})"
            rf" ?(?P<o2_u>{units}|{hour}|[hmdwys](?![^\W\d_]))\.? ?(?P<o2_a>{sense('agoa')})",
        ),
        ("ago", rf"(?<![\d.,:/-])(?P<q2_x>\d{{1,3}}) ?(?P<q2_u>{sense('agos')})"),
        ("ago", rf"(?P<r2_u>{units}) ?(?P<r2_x>\d{{1,3}}) ?{sense('agoa')}"),
        ("ago", rf"(?<![\d.,:/-])(?P<p2_x>{sense('one')}|\d{{1,3}}) ?(?P<p2_u>{sense('lastweek')})(?P<p2_a>)"),
        (
            "agocjk",
            r"(?P<m_x>\d{1,3}|[一两兩]) ?(?P<m_u>秒钟|秒鐘|秒|分钟|分鐘|分|个小时|個小時|小时|小時|時間|시간|天|日|周|週間|週|주일|주|星期|个星期|个月|個月|か月|ヶ月|カ月|ヵ月|개월|달|年|년|초|일)"
            r" ?(?:之|以)?[前전](?![가-힣])",
        ),
        ("agocjk", r"(?P<n2_x>\d{1,3}) ?(?P<n2_u>분) ?전(?![가-힣])"),
    ]
    times = [
        (
            "hours",
            rf"(?<![\d./-]){hm} ?(?:{half}|{hour})?[,.]? ?(?:{dash}|{to}) ?(?:{at} ?)?{hm}(?![\d.]\d?)(?:"
            rf" ?(?:{hour}|{half}))?",
        ),
        ("hours", rf"(?<![\d./-])[012]?\dh(?:[0-5]\d)? ?(?:{dash}|{to}) ?(?:{at} ?)?[012]?\dh(?:[0-5]\d)?"),
        (
            "hours",
            rf"(?<![\d./-])[012]?\d(?:{hour}|h)(?:[0-5]\d)? ?(?:{dash}|{to}) ?[012]?\d ?(?:{hour}|h)(?:[0-5]\d)?",
        ),
        (
            "hours",
            rf"(?:{at})[ .]{{0,2}}[012]?\d(?:[.:][0-5]\d)? ?(?:{dash}|{to}) ?[012]?\d(?:[.:][0-5]\d)?(?![\d./:])",
        ),
        ("hours", rf"(?<![\d./:-])[012]?\d ?(?:{half})? ?{dash} ?[012]?\d ?(?:{hour}|{half})"),
        ("hours", rf"(?<![\d./-])[012]?\d[時시时點点]\d{{0,2}}[분분]? ?(?:[-–—~〜∼]|{to}|부터) ?[012]?\d[時시时點点]"),
        ("placeholder", r"(?<![\d:.])(?:0:0|00:00:00\.0)(?![\d:])"),
        (
            "time",
            rf"(?:(?P<t_b>{half}) ?)?(?P<t_H>2[0-4]|[01]?\d) ?(?::|∶) ?(?P<t_M>[0-5]\d)(?::(?P<t_S>[0-5]\d)"
            rf"(?:[.,:]\d{{1,6}})?)?"
            rf"(?: ?(?:{hour}|h(?![^\W\d_]))\.?)?(?:[ ,/-]{{0,2}}(?P<t_a>{half})\.?)?",
        ),
        (
            "time",
            rf"(?:(?P<u_b>{half}) ?)?(?<![\d.,])(?P<u_H>2[0-4]|[01]?\d) ?(?:h(?![^\W\d_])|{hour}) ?(?:"
            rf"(?P<u_M>[0-5]\d)(?!\d|[./:-]\d)|(?P<u_N>[0-5]?\d)(?= ?{sense('min')}))"
            rf"(?: ?{sense('min')})?(?: ?(?P<u_S>[0-5]?\d) ?{sense('sec')})?(?: ?(?:h(?![^\W\d_])|{hour}))?"
            rf"(?:[ ,]{{0,2}}(?P<u_a>{half}))?",
        ),
        (
            "time",
            rf"(?:(?P<v_b>{half}) ?)?(?P<v_H>2[0-4]|[01]?\d) ?[时時点點시](?![間间장])(?: ?(?P<v_N>[0-5]?\d|半) ?[分분]?)?"
            rf"(?: ?(?P<v_S>[0-5]?\d) ?[秒초])?",
        ),
        (
            "time",
            rf"(?:(?P<w_b>{half}) ?)?(?<![\d.,/])(?P<w_H>2[0-4]|[01]?\d)\.(?P<w_M>[0-5]\d)(?:\."
            rf"(?P<w_S>[0-5]\d))?(?![.\d]) ?(?:{hour}|h(?![^\W\d_])|(?P<w_a>{half}))\.?",
        ),
        (
            "time",
            rf"(?:{sense('at')})[ .:]{{0,2}}(?P<x_H>2[0-4]|[01]?\d)\.(?P<x_M>[0-5]\d)(?:\."
            rf"(?P<x_S>[0-5]\d))?(?![.\d])(?: ?{hour}\.?)?(?: ?(?P<x_a>{half})\.?)?",
        ),
        ("time", rf"(?<![\d.,:/-])(?P<y_H>1[0-2]|0?[1-9]) ?(?P<y_a>{sense('am', 'pm')})(?!\w)"),
        ("hour", rf"(?<![\d.,:/-])(?P<z_H>2[0-4]|[01]?\d) ?(?:h(?![^\W\d_])|{hour})(?! ?\d)"),
    ]
    part = [
        ("cjk0", rf"(?<![\d年년.])(?P<ca_mm>{_MONTH}) ?[月월] ?(?P<ca_d>{_DAY})(?: ?[日號号일])?(?![\d間間])"),
        ("month", rf"(?:{era}|民國)? ?(?:元|\d{{1,4}}) ?[年년] ?{_MONTH} ?[月월]"),
        ("month", rf"{names}[ .,/-]{{0,3}}(?:{of} ?|{year} ?)*{_YEAR}(?![\d:])"),
        ("month", rf"{_YEAR}\.? ?(?:{year}|{of})? ?{names}(?![ .]{{0,2}}\d)"),
        ("dm", rf"(?<![\d.,:/])(?P<cb_d>{_DAY}){_ORD}{gap}(?:{of} ?)*{_month('cb')}\.?"),
        ("dm", rf"{_month('cc')}\.? ?(?P<cc_d>{_DAY}){_ORD}(?![\d:h]|[.,]\d)(?! ?{names} ?{_YEAR})"),
        ("month", rf"(?:{sense('month')} ?){_MONTH}(?: ?[-/.] ?|[ ,]{{0,2}}(?:{year} ?)){_YEAR}(?![\d./-])"),
        ("month", rf"(?<![\d./:-]){_MONTH} ?[-/.] ?(?:19|20)\d\d(?![\d./:-])"),
        ("month", rf"(?<![\d./:-])(?:19|20)\d\d ?[-/.] ?{_MONTH}(?![\d./:-])"),
        (
            "numbers",
            r"(?<![\d.:/,%+-])(?P<cd_a>\d{1,2}) ?(?P<cd_s>[./-]) ?(?P<cd_b>\d{1,2})"
            r"(?P<cd_t>\.?)(?![\d:%])(?![./-]\d)(?! ?[" + names[1 : names.index("]")] + r"])",
        ),
        ("numbers", r"(?P<ce_a>(?:2[0-4]|[01]?\d))(?P<ce_s>\.)(?P<ce_b>[0-5]\d)(?![\d.:%])"),
        ("year", r"(?<![\d./:-])(?:19|20)\d\d(?![\d./:-]\d|\d)"),
        ("weekday", rf"(?P<cf_w>[{chars(*(f'w{number}' for number in range(7)))}]){FILL}*"),
        ("weekday", r"[(\[【](?P<cg_w>[月火水木金土日월화수목금토일一二三四五六])[)\]】]"),
        ("day", rf"(?P<ch_w>[{chars('today', 'yesterday', 'before', 'now', 'lastweek', 'last')}]){FILL}*"),
        ("label", rf"(?P<ci_w>[{chars(*ROLES, 'from', 'to', 'first', 'placed')}]){FILL}*"),
    ]
    return [*counted, *full, *times[:1], *times[1:], *part]


@cache
def shapes() -> Shapes:
    """Compiled once, when the first dateline is read."""
    alternatives = [f"(?P<{kind}__{index}>{pattern})" for index, (kind, pattern) in enumerate(_patterns())]
    joining = sense("at", "on", "of", "year", "dayb", "today", *(f"w{number}" for number in range(7)))
    connector = rf"(?:[\s,;.|·•/()\[\]–—:'\"~@+*-]|{joining})*|t"
    begins = (
        r"(?=[\d\uE000-\uF8FF令平昭中民一两兩元rhs(\[【])(?![rhs][^\d.])"  # asked before dozens of shapes are tried
    )
    every = re.compile(begins + "(?:" + "|".join(alternatives) + ")")
    parts: dict[str, list[tuple[str, int]]] = {}
    owner = ""
    for name, index in sorted(every.groupindex.items(), key=lambda item: item[1]):
        if "__" in name:
            owner = name
            parts[owner] = []
        else:
            parts[owner].append((name.rpartition("_")[2], index))
    return Shapes(
        every,
        parts,
        re.compile(connector),
        re.compile(rf"[ )\]]*(?:[-–—~〜∼→]|{sense('to')}|至|到|から|부터)[ (\[]*(?:{joining} ?)*"),
    )


def atoms(marked: str) -> list[Atom]:
    """Every part of a date in the text, from left to right, none inside another."""
    known = shapes()
    found: list[Atom] = []
    at = 0
    while match := known.every.search(marked, at):
        owner = match.lastgroup or ""
        kind = owner.partition("__")[0]
        at = match.end()
        if kind == "span" and (dash := _SPACED.match(match[0])) and _AFTER_WORD.search(marked, 0, match.start()):
            at = match.start() + dash.end()  # "Desk 2 - 22 May 2020": a name, then a day
            continue
        parts = {name: value for name, index in known.parts[owner] if (value := match[index])}
        found.append(Atom(kind, match.start(), at, parts))
    return found
