"""A page reads right whatever it declares."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.decode import decode

TEXTS = {
    "gb18030": "市政府今天宣布，新的公交线路将于下周开通，居民可以从火车站直接到达医院。",
    "big5": "市政府今天宣布，新的公車路線將於下週開通，居民可以從車站直接到達醫院。",
    "euc_jp": "市役所は今日、新しいバス路線が来週開通すると発表しました。",
    "shift_jis": "市役所は今日、新しいバス路線が来週開通すると発表しました。",
    "euc_kr": "시청은 오늘 새로운 버스 노선이 다음 주에 개통된다고 발표했습니다.",
    "cp1251": "Мэрия сегодня объявила о том, что новый автобусный маршрут откроется через неделю.",
    "koi8_r": "Мэрия сегодня объявила о том, что новый автобусный маршрут откроется через неделю.",
    "cp1252": "La mairie a annoncé aujourd’hui l’ouverture d’une ligne dès la semaine prochaine, « à l’arrêt » de l’hôpital.",
    "cp1250": "Radnice dnes oznámila, že nová autobusová linka začne jezdit příští týden a že ji lidé přivítali.",
    "cp1254": "Belediye bugün yeni otobüs hattının gelecek hafta açılacağını duyurdu. İşçiler şimdi yolu düzeltiyor.",
    "cp1253": "Ο δήμος ανακοίνωσε σήμερα ότι η νέα γραμμή λεωφορείων θα ανοίξει την επόμενη εβδομάδα.",
    "cp1256": "أعلنت البلدية اليوم أن خط الحافلات الجديد سيفتح الأسبوع المقبل",
    "cp1255": "העירייה הודיעה היום כי קו האוטובוס החדש ייפתח בשבוע הבא",
    "cp874": "เทศบาลประกาศวันนี้ว่าเส้นทางรถเมล์ใหม่จะเปิดสัปดาห์หน้า",
}
LIES = [None, "utf-8", "iso-8859-1", "gb2312", "windows-1251", "shift_jis", "big5", "no-such-encoding"]
VIETNAMESE = "Ủy ban nhân dân phường hôm nay thông báo tuyến xe buýt mới sẽ hoạt động từ tuần tới."
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def page(raw, declared=""):
    return b"<html><head>" + declared.encode() + b"</head><body><p>" + raw + b"</p></body></html>"


def windows_1258(text):
    """As Windows wrote Vietnamese: a letter with its hook or roof, then the tone."""
    out = ""
    for character in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", character)
        tones = "".join(mark for mark in parts if mark in _TONES)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        out += rest + tones
    return out.encode("cp1258")


@pytest.mark.parametrize("declared", LIES)
@pytest.mark.parametrize("encoding", TEXTS)
def test_bytes_are_believed_more_than_what_is_declared(encoding, declared):
    header = f"text/html; charset={declared}" if declared else "text/html"
    assert TEXTS[encoding] in decode(page(TEXTS[encoding].encode(encoding)), header)


@pytest.mark.parametrize("encoding", TEXTS)
def test_what_is_declared_rightly_is_followed(encoding):
    raw = page(TEXTS[encoding].encode(encoding), f'<meta charset="{encoding.replace("_", "-")}">')
    assert TEXTS[encoding] in decode(raw)


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "windows-1251", "gbk", "x-unknown"])
def test_utf_8_is_utf_8_whatever_is_declared(declared):
    assert VIETNAMESE in decode(page(VIETNAMESE.encode()), f"text/html; charset={declared}")


def test_vietnamese_of_windows_is_read_and_composed():
    assert VIETNAMESE in decode(page(windows_1258(VIETNAMESE)))
    assert VIETNAMESE in decode(page(windows_1258(VIETNAMESE)), "text/html; charset=utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_seen_with_and_without_its_mark(encoding):
    assert VIETNAMESE in decode(page(VIETNAMESE.encode()).decode().encode(encoding), "text/html; charset=utf-8")


def test_a_stray_byte_costs_one_character_not_the_page():
    raw = page(VIETNAMESE.encode() * 20 + b"\xe9 ")
    text = decode(raw, "text/html; charset=utf-8")
    assert text.count(VIETNAMESE) == 20 and text.count("\ufffd") == 1


def test_a_mark_of_utf_8_is_no_text():
    assert decode(b"\xef\xbb\xbf<p>a") == "<p>a"


def test_japanese_in_seven_bits_is_read():
    text = TEXTS["euc_jp"]
    assert text in decode(page(text.encode("iso2022_jp")), "text/html; charset=iso-2022-jp")


@given(st.binary(max_size=400), st.sampled_from(["", *[f"text/html; charset={name}" for name in LIES if name]]))
def test_no_bytes_raise(body, header):
    assert isinstance(decode(body, header), str)
