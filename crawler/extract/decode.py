"""Bytes -> text, by what the page declares and, where that is missing or wrong, by what its bytes say.

Order: UTF-16 by its mark or its zero bytes, UTF-8 that decodes (whatever is declared), UTF-8 with a few broken
bytes, then the encoding in which the page reads best: each candidate is judged by how many of its letters beyond
ASCII are common ones of the languages written in it. What is declared has a head start, no more.
"""

import codecs
import re
import unicodedata

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

_SAMPLE = 60_000
"""Bytes of text beyond ASCII that are judged."""
_HEAD_START = 0.15
_BROKEN = 0.02
"""The share of broken sequences up to which UTF-8 is UTF-8 (a cut, a stray byte of an advert)."""

_HANS = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多"
    "天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但"
    "身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四"
    "第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通"
    "目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物"
    "台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远"
    "资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江"
    "语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据"
    "导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切"
)
_HANT = (
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多"
    "天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但"
    "身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四"
    "第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九性通目"
    "華報立馬命張活難神數件安表原車白應路期常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記"
    "邊共風戰接它許八特望直服林題建南度統色字請交愛讓認論百義科元社術結六功指思非流每青管夫連遠資隊帶花快條院變聯"
    "言權往展該領傳近留紅治決周保達辦運半候七必城父強步完革深區即求品士轉量空眾技輕程告江語英基派滿式李息寫識極令"
    "黃德收錢黨未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失網香似專石若校讀志飛觀爭"
    "究包組造落視濟喜離雖切"
)
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_KANJI = "日本人年月会社国大学新聞時間中東京市県区町村場合者方事今見出来行上下前後内外政府発表開地元部長記事"
_HANGUL = (
    "이다는의에을가를은한고로하지도서해기사인대시자어일정과으라아나그들것수리있보부제전만스주여장상원경공구동국회"
    "조지년위오성소신비관계학유연되했며까터안행실업방선명당민통합요개교문모단습니럽"
)
_CYRILLIC = "оеаинтсрвлкмдпуяыіієї"
_GREEK = "αεηιοτσνρκπλυμςάίόή"
_ARABIC = "اليمنرتوبةعدسفهكحقأپچگ"
_HEBREW = "יוהלאמרתבשנעדחם"
_THAI = "านรอกเงมยลวดทสตะัี่้ิคหแไบปขจืุพูชใ์ำ"
_TYPOGRAPHY = "\xa0°«»©®–—‘’‚“”„…•€§·"
_WIDE = "，。、！？：；（）《》「」『』【】“”‘’…—　・０１２３４５６７８９"

# Codec, the letters that are common in it, whether its letters stand among ASCII ones ("é" in "café").
_CANDIDATES: tuple[tuple[str, frozenset[str], bool], ...] = (
    ("cp1252", frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÉÈÊÄÖÜØÅÁÍÓÚÑÇ¿¡ªº" + _TYPOGRAPHY), True),
    ("cp1258", frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323" + _TYPOGRAPHY), True),
    ("cp1250", frozenset("áčďéěíňóřšťúůýžąćęłńśźżőűăâîşţäöüßÁČÉÍŘŠÚŽŁŚŻ" + _TYPOGRAPHY), True),
    ("cp1254", frozenset("çğıöşüÇĞİÖŞÜâîû" + _TYPOGRAPHY), True),
    ("gb18030", frozenset(_HANS + _WIDE), False),
    ("big5hkscs", frozenset(_HANT + _WIDE), False),
    ("euc_jp", frozenset(_KANA + _KANJI + _WIDE), False),
    ("cp932", frozenset(_KANA + _KANJI + _WIDE), False),
    ("cp949", frozenset(_HANGUL + _WIDE), False),
    ("cp1251", frozenset(_CYRILLIC + _TYPOGRAPHY), False),
    ("koi8_r", frozenset(_CYRILLIC + _TYPOGRAPHY), False),
    ("cp1253", frozenset(_GREEK + _TYPOGRAPHY), False),
    ("cp1256", frozenset(_ARABIC + _TYPOGRAPHY), False),
    ("cp1255", frozenset(_HEBREW + _TYPOGRAPHY), False),
    ("cp874", frozenset(_THAI + _TYPOGRAPHY), False),
)
_ALONE = re.compile(r"[^\W\d_\x00-\x7f]{3,}")
_MIXED = re.compile(r"[a-zA-Z][^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f][a-zA-Z]")
_WIDE_CODECS = frozenset(("gb18030", "big5hkscs", "euc_jp", "cp932", "cp949"))
# What pages say and what they mean: the web reads the left as the right (https://encoding.spec.whatwg.org/#names).
_MEANT = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_FOREIGN = re.compile(rb"[^\x00-\x7f][\x20-\x7e]?(?:[^\x00-\x7f][\x20-\x7e]?)*")


def decode(body: bytes, content_type: str = "") -> str:
    """The page as text. Never raises; bytes that no encoding explains come as U+FFFD."""
    text = plain(body)
    return _guessed(body, content_type) if text is None else text


def plain(body: bytes) -> str | None:
    """The text of a page that is UTF-8 from its first byte to its last, without a mark: nearly every page is. None for
    any other."""
    if body.startswith(codecs.BOM_UTF8) or _wide(body):
        return None
    if b"\x1b$" in body and b"\x1b(" in body:
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guessed(body: bytes, content_type: str) -> str:
    marked, _ = read_bom(body)
    if marked and (text := body.decode(marked, "replace").lstrip("\ufeff")) and _whole(text):
        return text
    if wide := _wide(body):
        return body.decode(wide, "replace").lstrip("\ufeff")
    if b"\x1b$" in body and b"\x1b(" in body:
        return body.decode("iso2022_jp", "replace")
    try:
        return body.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        pass
    foreign = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, _BROKEN * foreign) and foreign > 8:
        return text.lstrip("\ufeff")
    text = body.decode(guess(body, _declared(body, content_type)), "replace")
    return unicodedata.normalize("NFC", text) if "\u0300" in text or "\u0301" in text else text


def guess(body: bytes, declared: str | None = None) -> str:
    """The codec in which bytes that are no UTF-8 read best; `declared` wins where it does nearly as well."""
    sample = b" ".join(_foreign(body))
    scores = {codec: _score(sample, codec, common, among) for codec, common, among in _CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    if declared and declared != "utf-8":
        if declared not in scores:
            common = frozenset().union(*(letters for codec, letters, _ in _CANDIDATES if codec not in _WIDE_CODECS))
            scores[declared] = max(_score(sample, declared, common, among) for among in (True, False))
        if scores[declared] + _HEAD_START >= scores[best]:
            return declared
    return best if scores[best] > 0.3 else "cp1252"


def _foreign(body: bytes) -> list[bytes]:
    """The runs of the page beyond ASCII, each with the letter before it, up to the sample's size."""
    found: list[bytes] = []
    room = _SAMPLE
    for run in _FOREIGN.finditer(body):
        piece = body[max(0, run.start() - 1) : min(run.end() + 1, run.start() + _SAMPLE)]
        found.append(piece)
        room -= len(piece)
        if room <= 0:
            break
    return found


def _score(sample: bytes, codec: str, common: frozenset[str], among: bool) -> float:
    """The share of the letters beyond ASCII that are common ones, 0 to 1; broken sequences count thrice against it."""
    text = sample.decode(codec, "replace")
    foreign = [character for character in text if character >= "\x80"]
    if not foreign:
        return 0.0
    good = sum(character in common for character in foreign)
    broken = sum(character == "\ufffd" or "\x80" <= character <= "\x9f" for character in foreign)
    score = (good - 3 * broken) / len(foreign)
    if among:  # a word of accented letters only is another alphabet's
        return score - sum(map(len, _ALONE.findall(text))) / len(foreign) if codec != "cp1258" else score
    if codec not in _WIDE_CODECS:  # and one that mixes alphabets is a Latin one's
        return score - len(_MIXED.findall(text)) / len(foreign)
    return score


def _declared(body: bytes, content_type: str) -> str | None:
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        codec = resolve_encoding(name) if name else None
        if codec:
            name = codecs.lookup(codec).name
            return _MEANT.get(name, name)
    return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark, by the zero bytes of its markup."""
    head = body[:2000]
    if len(head) < 8 or head.count(0) < 0.3 * len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _whole(text: str) -> bool:
    """Whether a text decoded by its mark has markup: a mark that lies makes noise of it."""
    return "<" in text or text.count("\ufffd") * 50 < len(text)
