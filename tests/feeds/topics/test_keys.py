"""Which spellings are one word."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.topics.keys import bare, canonical, exact, is_syllable, keyed, kind, word_spans

KEYS = [exact, canonical, bare]
WORDS = st.text(
    alphabet="aăâeêioôơuưyđĐbchgklmnpqrstvxHÀáỷỹýÍìòóúùạẹọụ\u0301\u0300\u0309\u0303\u0323\u0306\u0302 -", max_size=12
)


@pytest.mark.parametrize("language", ["vi", "tr", "en", ""])
@pytest.mark.parametrize("key", KEYS)
@given(text=st.one_of(st.text(), WORDS))
@settings(max_examples=150, deadline=None)
def test_a_key_of_a_key_is_the_key(key, language, text):
    assert key(key(text, language), language) == key(text, language)


@pytest.mark.parametrize("key", KEYS)
@given(text=st.one_of(st.text(), WORDS))
@settings(max_examples=150, deadline=None)
def test_composed_and_decomposed_text_have_the_same_key(key, text):
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("KHOẺ", "khỏe"),
        ("tòan", "toàn"),
        ("cuả", "của"),
        ("gìa", "già"),
        ("qúy", "quý"),
        ("kỹ", "kĩ"),
        ("quý", "quí"),
        ("Mỹ", "mĩ"),
        ("quỳnh", "quình"),
        ("tỷ", "tỉ"),
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Ɖà", "đà"),
        ("Nha\u00ad Trang", "nha trang"),
        ("Ph\u200bủ", "phủ"),
        ("ＡＢＣ", "abc"),
        ("𝐂𝐨̂𝐧𝐠 𝑣𝑖𝑒̣̂𝑛", "công viện"),
        ("𝑃ℎ𝑢̉", "phủ"),
        ("hai_phong", "hai phong"),
    ],
)
def test_two_spellings_of_one_word_have_one_key(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lợi", "lời"),
        ("lê", "lễ"),
        ("y", "i"),
        ("tay", "tai"),
        ("thuý", "thúi"),
        ("quyên", "quiên"),
        ("đa", "da"),
        ("mùa", "mua"),
        ("hao", "hoa"),
    ],
)
def test_two_words_have_two_keys(one, other):
    assert canonical(one) != canonical(other)


def test_the_exact_key_keeps_the_spelling_but_not_the_case():
    assert exact("Hòa") == exact("HÒA") != exact("hoà")


def test_the_bare_key_forgives_every_accent():
    assert bare("Đường Điện Biên Phủ") == "duong dien bien phu"
    assert bare("quý") == bare("quí") == bare("qui")


def test_case_folds_as_the_language_does():
    assert canonical("STRASSE", "de") == canonical("Straße", "de")
    assert canonical("ISPARTA", "tr") == canonical("ısparta", "tr") != canonical("isparta", "tr")
    assert canonical("İzmir", "tr") == canonical("izmir", "tr") == canonical("İzmir", "en")


def test_a_number_with_its_signs_is_one_word():
    assert canonical("giá 1.234,5 đồng, 8.") == "giá 1.234,5 đồng 8"
    assert canonical("3,4", "en") == "3,4"


def test_a_script_without_spaces_has_a_unit_for_each_character():
    assert canonical("A級品", "ja") == "a 級 品"
    assert canonical("น้ำ", "th").split() == ["น้", "ำ"]


def test_vietnamese_spelling_is_for_vietnamese_only():
    assert canonical("my", "en") == "my"
    assert kind("bare", "vi-VN") == kind("bare", "vi") != kind("bare", "en")


@pytest.mark.parametrize(
    ("word", "shape"), [("nghiêng", True), ("quyết", True), ("giếng", True), ("world", False), ("sms", False)]
)
def test_a_syllable_is_known_by_its_shape(word, shape):
    assert is_syllable(word) is shape


@given(text=st.text())
@settings(max_examples=200, deadline=None)
def test_every_unit_of_the_keys_has_its_place_in_the_text(text):
    for how in ("exact", "canonical", "bare"):
        keys = keyed(text, kind(how, "vi"))
        assert len(word_spans(text)) == (len(keys.split(" ")) if keys else 0)
