"""Which words did a reader mean who typed them on the wrong keyboard layout?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.formats.record import Found
from documents.reader import read_file
from documents.walk import input_files
from index.arabic.analyzer import Analyzer
from index.arabic.normalize import PLAIN
from searcher.keyboard import (
    ARABIC_101,
    ARABIC_102,
    ARABIC_MAC,
    AZERTY,
    MAX_SPLIT,
    NO_KEY,
    PAIRS,
    QWERTY,
    Pair,
    plausible,
    retyped,
)

few = settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
SAMPLES = Path(__file__).resolve().parents[2] / "documents" / "samples"
NAMES = {QWERTY: "qwerty", AZERTY: "azerty", ARABIC_101: "101", ARABIC_102: "102", ARABIC_MAC: "mac"}
WINDOWS = [pair for pair in PAIRS if pair.arabic is not ARABIC_MAC]


def name(value: Pair | str) -> str:
    return value if isinstance(value, str) else f"{NAMES[value.latin]}-{NAMES[value.arabic]}"


def mistyped(text: str, pair: Pair, *, one_key: bool = True) -> str:
    """Return what the keys of an Arabic text give while the Latin layout is on; لا by its own key, or by two."""
    keys = pair.arabic_keys.findall(text) if one_key else [*text]
    return "".join(pair.to_latin.get(key, key) for key in keys)


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    """In how many of the bundled samples each word is, as it is written."""
    analyzer = Analyzer()
    found: Counter[str] = Counter()
    for path in input_files([SAMPLES]):
        for record in read_file(path):
            if isinstance(record, Found):
                found.update({word.written for word in analyzer.words(f"{record.article.title} {record.article.body}")})
    return found


@pytest.mark.parametrize("layout", NAMES, ids=NAMES.values())
def test_a_layout_has_a_character_or_none_for_each_of_35_keys(layout: tuple[str, str]) -> None:
    assert [len(keys.split()) for keys in layout] == [35, 35]


@pytest.mark.parametrize("layout", [ARABIC_101, ARABIC_102, ARABIC_MAC], ids=["101", "102", "mac"])
def test_an_arabic_layout_has_every_letter(layout: tuple[str, str]) -> None:
    letters = {*map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B)))}
    assert letters <= {*"".join(layout)} - {NO_KEY}


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("b", "لا"),
        ("G", "لأ"),
        ("T", "لإ"),
        ("B", "لآ"),
        ("H", "أ"),
        ("Y", "إ"),
        ("N", "آ"),
        (";", "ك"),
        ("'", "ط"),
        ("[", "ج"),
        ("]", "د"),
        (",", "و"),
        (".", "ز"),
        ("/", "ظ"),
        ("`", "ذ"),
        ("z", "ئ"),
        ("x", "ء"),
        ("c", "ؤ"),
        ("n", "ى"),
        ("m", "ة"),
        ("K", "،"),
        ("?", "؟"),
    ],
)
def test_keys_of_arabic_101_on_qwerty(latin: str, arabic: str) -> None:
    assert Pair(QWERTY, ARABIC_101).to_arabic[ord(latin)] == arabic


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("a", "ض"),
        ("q", "ش"),
        ("z", "ص"),
        ("w", "ئ"),
        ("m", "ك"),
        (",", "ة"),
        (";", "و"),
        (":", "ز"),
        ("!", "ظ"),
        ("ù", "ط"),
    ],
)
def test_keys_of_azerty_are_taken_by_their_place(latin: str, arabic: str) -> None:
    assert Pair(AZERTY, ARABIC_102).to_arabic[ord(latin)] == Pair(AZERTY, ARABIC_101).to_arabic[ord(latin)] == arabic


@pytest.mark.parametrize(
    ("pair", "key"),
    [
        (Pair(QWERTY, ARABIC_101), "`"),
        (Pair(QWERTY, ARABIC_102), "\\"),
        (Pair(AZERTY, ARABIC_101), "²"),
        (Pair(AZERTY, ARABIC_102), "*"),
        (Pair(QWERTY, ARABIC_MAC), "c"),
    ],
    ids=name,
)
def test_thal_has_a_key_of_its_own_in_each_layout(pair: Pair, key: str) -> None:
    assert pair.to_latin["ذ"] == key
    assert "هذا" in retyped(f"i{key}h")


@pytest.mark.parametrize("pair", PAIRS, ids=name)
@pytest.mark.parametrize(
    "text", ["القاهرة", "أحمد", "الأمن والسلامة", "إلى آخره", "هؤلاء", "رئيس", "ذكرى", "شئ", "لآلئ", "ظل ضوء", "لأجلها"]
)
def test_text_typed_on_each_pair_of_layouts_is_among_the_readings(text: str, pair: Pair) -> None:
    assert text in retyped(mistyped(text, pair))
    if pair.arabic is not ARABIC_MAC or "لا" not in text:
        assert text in retyped(mistyped(text, pair, one_key=False))


@pytest.mark.parametrize("one_key", [True, False], ids=["lam-alef key", "two keys"])
@pytest.mark.parametrize("pair", WINDOWS, ids=name)
def test_the_most_frequent_words_are_the_first_reading(counts: Counter[str], pair: Pair, one_key: bool) -> None:
    frequent = [word for word, _ in counts.most_common() if PLAIN.fullmatch(word) and len(word) > 1][:1000]
    wrong = [
        (word, readings[:2])
        for word in frequent
        if (readings := retyped(mistyped(word, pair, one_key=one_key), counts.__getitem__))[:1] != (word,)
    ]
    assert len(frequent) == 1000
    assert len(wrong) <= 10, wrong


@pytest.mark.parametrize("pair", WINDOWS[:2], ids=name)
def test_on_qwerty_the_lexicon_alone_puts_usual_words_first(counts: Counter[str], pair: Pair) -> None:
    frequent = [word for word, _ in counts.most_common() if PLAIN.fullmatch(word) and len(word) > 1][:1000]
    assert sum(retyped(mistyped(word, pair))[:1] == (word,) for word in frequent) >= 980


def test_who_counts_decides_between_layouts() -> None:
    assert retyped("d;l", Counter({"يوم": 900}).__getitem__)[0] == "يوم"
    assert retyped("d;l", Counter({"يكم": 900}).__getitem__)[0] == "يكم"


@pytest.mark.parametrize(
    ("typed", "meant"), [("Hgrhivm", "القاهرة"), ("HGRHIVM", "القاهرة"), ("Ugn", "على"), ("GLH`H", "لماذا")]
)
def test_a_capital_may_be_the_phones_and_not_the_readers(typed: str, meant: str) -> None:
    assert meant in retyped(typed)


def test_the_waiting_circumflex_of_azerty_is_a_key() -> None:
    assert retyped("ûg")[0] == "جعل"
    assert retyped("r^û")[0] == retyped("r^^u")[0]


def test_keys_that_are_all_punctuation_are_read_if_the_word_is_known() -> None:
    assert retyped(",[]") == ("وجد",)
    assert retyped("...") == retyped(";") == retyped("[].") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("لخخلمث", "google"), ("بشؤثلاخخن", "facebook"), ("ؤخرهي-19", "covid-19"), ("فثسف ةثسسشلث", "test message")],
)
def test_arabic_text_has_the_reading_of_qwerty_first(typed: str, meant: str) -> None:
    assert retyped(typed)[0] == meant


def test_arabic_text_has_readings_of_azerty_too() -> None:
    assert mistyped("ضعهف", Pair(AZERTY, ARABIC_102)) == "auit"
    assert retyped("ضعهف")[:2] == ("quit", "auit")


def test_lam_alef_is_one_key_or_two() -> None:
    assert retyped("ىهلاف")[:2] == ("nibt", "night")
    assert {"bgh", "ghb"} <= {*retyped("لالا")}
    assert len(retyped("لا" * (MAX_SPLIT + 1))) == 2


@pytest.mark.parametrize("text", ["", " ", "2015", "٢٠١٥", "قناة mbc", "Москва", "日本", "...", "!؟"])
def test_what_no_layout_explains_has_no_readings(text: str) -> None:
    assert retyped(text) == ()


def test_digits_and_spaces_stay() -> None:
    assert retyped("uhl 2015  lk")[0] == "عام 2015  من"


@pytest.mark.parametrize(
    "word", ["google", "facebook", "twitter", "iphone", "windows", "reuters", "football", "http", "youtube"]
)
def test_no_reading_of_a_latin_word_is_plausible(word: str) -> None:
    assert all(plausible(reading) == 0 for reading in retyped(word))


def test_plausible_is_the_share_of_known_words() -> None:
    assert plausible("القاهرة الكبرى") == 1
    assert plausible("القاهرة ةنت") == 0.5
    assert plausible("محم$") == plausible("") == plausible("لخخلمث") == 0


@few
@given(st.text(max_size=12) | st.text("abHGT;'[]`لاأذةكüê^ \u0301", max_size=10))
def test_any_text_has_other_readings_only_and_each_once(text: str) -> None:
    readings = retyped(text)
    assert text not in readings
    assert len({*readings}) == len(readings)
    assert 0 <= plausible(text) <= 1
