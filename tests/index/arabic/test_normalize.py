"""Which spellings are one word?"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic import letters as ar
from index.arabic import normalize as rules
from index.arabic.normalize import fold, fold_label, written

if TYPE_CHECKING:
    from collections.abc import Callable

ASSIGNED = st.text(st.characters(exclude_categories=("Cs", "Cn")))
"""Any text of assigned characters: what the fold means for the others is not promised."""


def check(written: str, expected: str) -> None:
    assert fold(written) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [("أحمد", "احمد"), ("إسلام", "اسلام"), ("آثار", "اثار"), ("ٱلكتاب", "الكتاب")],
    ids=["hamza above", "hamza below", "madda", "wasla"],
)
def test_every_alef_becomes_a_bare_alef(written: str, folded: str) -> None:
    check(written, folded)


def test_hamza_on_the_line_goes() -> None:
    check("سماء", "سما")
    check("جزءان", "جزان")


def test_a_hamza_alone_stays() -> None:
    check("ء", "ء")


@pytest.mark.parametrize(("word", "folded"), [("رئيس", "رييس"), ("تؤكد", "توكد"), ("بيئة", "بييه")])
def test_a_seat_stays_without_its_hamza(word: str, folded: str) -> None:
    check(word, folded)


@pytest.mark.parametrize(
    ("one", "other"), [("مسؤول", "مسئول"), ("شؤون", "شئون"), ("رؤوس", "رءوس")], ids=["masul", "shuun", "ruus"]
)
def test_seats_of_hamza_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_hamza_before_another_letter_makes_no_waw() -> None:
    check("مسائل", "مسايل")


@pytest.mark.parametrize(("written", "folded"), [("مستشفى", "مستشفي"), ("علی", "علي"), ("على", "علي")])
def test_alef_maksura_and_farsi_yeh_become_yeh(written: str, folded: str) -> None:
    check(written, folded)


def test_alef_at_the_end_is_not_alef_maksura() -> None:
    assert fold("عصا") != fold("عصى")


@pytest.mark.parametrize(("written", "folded"), [("مدرسة", "مدرسه"), ("مدرسۃ", "مدرسه"), ("کتابہ", "كتابه")])
def test_teh_marbuta_and_goal_letters_become_heh(written: str, folded: str) -> None:
    check(written, folded)


def test_teh_is_not_teh_marbuta() -> None:
    assert fold("بنت") != fold("بنة")


def test_persian_kaf_becomes_arabic_kaf() -> None:
    check("کتاب", "كتاب")


@pytest.mark.parametrize(
    ("name", "arabic"), [("پاريس", "باريس"), ("چيلسي", "جيلسي"), ("ڤيينا", "فيينا"), ("گوگل", "كوكل")]
)
def test_letters_for_foreign_sounds_become_arabic_ones(name: str, arabic: str) -> None:
    check(name, arabic)


@pytest.mark.parametrize("written", ["مُدَرِّسٌ", "مدرسً", "مدرسْ", "مدرّس", "مدرٰس", "مدرسۖ", "مدرسؐ"])
def test_marks_on_letters_go(written: str) -> None:
    check(written, "مدرس")


@pytest.mark.parametrize("mark", [*ar.HARAKAT, *ar.QURANIC_MARKS], ids=unicodedata.name)
def test_each_mark_goes(mark: str) -> None:
    check(f"سلا{mark}م", "سلام")


def test_tatweel_goes() -> None:
    check("كتـــاب", "كتاب")


@pytest.mark.parametrize("control", ar.INVISIBLE, ids=unicodedata.name)
def test_each_invisible_character_goes(control: str) -> None:
    check(f"كتا{control}ب", "كتاب")


def test_spaces_stay() -> None:
    check("كتاب جديد", "كتاب جديد")


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789", "０１２３４５６７８９"])
def test_digits_of_every_script_become_european(digits: str) -> None:
    check(digits, "0123456789")


@pytest.mark.parametrize(
    ("written", "folded"),
    [("ﻛﺘﺎﺏ", "كتاب"), ("ﻻ", "لا"), ("ﻷن", "لان"), ("ﷲ", "الله"), ("ﻣﺪﺭﺳﺔ", "مدرسه")],
    ids=["letters", "lam alef", "lam alef with hamza", "allah", "teh marbuta"],
)
def test_presentation_forms_become_plain_letters(written: str, folded: str) -> None:
    check(written, folded)


def test_presentation_form_of_the_blessing_becomes_its_words() -> None:
    check("ﷺ", "صلي الله عليه وسلم")


def test_latin_letters_become_lower_case() -> None:
    check("BBC", "bbc")


@pytest.mark.parametrize("word", ["وزير", "كتاب", "شمس", "غزل", "ثلج", "قطر", "ذهب", "ظفر", "خط", "صحف"])
def test_plain_words_stay_as_they_are(word: str) -> None:
    check(word, word)


@given(ASSIGNED)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("اأإآٱبتةىيیئوؤءكکہۃـًَُّْٰٓٔ\u200c\u200fﻼﷲ٣۴AB")))
def test_folding_arabic_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ASSIGNED)
def test_no_mark_tatweel_or_control_is_left(text: str) -> None:
    assert not set(fold(text)) & {*ar.HARAKAT, *ar.QURANIC_MARKS, *ar.INVISIBLE, ar.TATWEEL}


@pytest.mark.parametrize("word", ["رئيس", "مسؤول"])
def test_decomposed_hamza_is_the_composed_one(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(word)


@pytest.mark.parametrize("word", ["أحمد", "إسلام", "آثار"])
def test_decomposed_alef_is_the_composed_one(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(word)


def test_labels_are_folded_and_their_spaces_single() -> None:
    assert fold_label("  وكالة \t الأنباء\n") == "وكاله الانبا"


def test_labels_of_other_words_stay_apart() -> None:
    assert fold_label("وكالة الأنباء") != fold_label("وكالةالأنباء")


@given(ASSIGNED)
def test_writing_twice_is_writing_once(text: str) -> None:
    assert written(written(text)) == written(text)


@pytest.mark.parametrize(
    "word", ["أحمد", "إسلام", "آثار", "مسؤول", "رئيس", "ماء", "مدرسة", "مستشفى", "کتاب", "علی", "گاز"]
)
def test_a_written_word_keeps_its_letters(word: str) -> None:
    assert written(word) == word


@given(st.text(st.sampled_from("اأإآبتةىيئوؤءكًَّٰٔـ09٣AZ,.٬٫\u200f\ufefb")))
def test_writing_is_its_rules_in_their_order(text: str) -> None:
    expected = text
    for rule in (rules.compose, rules.drop_marks, rules.drop_tatweel, rules.drop_invisible, rules.european_digits):
        expected = rule(expected)
    assert written(text) == rules.plain_number(rules.lower_case(expected))


@given(st.text(st.sampled_from("اأإآٱبتةىيیئوؤءكکہۃ")))
def test_folding_is_its_rules_in_their_order(text: str) -> None:
    expected = text
    for rule in (rules.seat_before_waw, rules.drop_seats, rules.bare_alef, rules.one_yeh, rules.one_heh, rules.one_kaf):
        expected = rule(expected)
    assert fold(text) == (expected or text)


@pytest.mark.parametrize(
    ("rule", "word", "expected", "other"),
    [
        (rules.compose, "ﻛﺘﺎﺏ", "كتاب", "كتاب"),
        (rules.drop_marks, "مُدَرِّس", "مدرس", "مؤمن"),
        (rules.drop_tatweel, "ثقــافــة", "ثقافة", "ثقافة"),
        (rules.drop_invisible, "كتا\u200cب", "كتاب", "كتا ب"),
        (rules.european_digits, "١٨", "18", "²"),
        (rules.lower_case, "Reuters", "reuters", "كتاب"),
        (rules.plain_number, "7,850", "7850", "78,50"),
        (rules.seat_before_waw, "مسئول", "مسوول", "رئيس"),
        (rules.drop_seats, "مؤتمر", "موتمر", "أحمد"),
        (rules.bare_alef, "أحمد", "احمد", "ماء"),
        (rules.one_yeh, "مستشفى", "مستشفي", "رئيس"),
        (rules.one_heh, "مدرسة", "مدرسه", "بنت"),
        (rules.one_kaf, "کتاب", "كتاب", "گاز"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_rule_changes_its_letters_and_no_others(
    rule: Callable[[str], str], word: str, expected: str, other: str
) -> None:
    assert rule(word) == expected
    assert rule(other) == other


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("7,850", "7850"),
        ("7٬850", "7850"),
        ("٧٬٨٥٠", "7850"),
        ("1,234,567.5", "1234567.5"),
        ("٣٫٥", "3.5"),
        ("۳.۵", "3.5"),
    ],
)
def test_numbers_have_one_form(number: str, plain: str) -> None:
    check(number, plain)


@pytest.mark.parametrize(("number", "plain"), [("03", "3"), ("٠٣", "3"), ("30", "30"), ("007", "007"), ("0", "0")])
def test_only_a_single_digit_loses_its_zero(number: str, plain: str) -> None:
    check(number, plain)


@pytest.mark.parametrize("number", ["1,23", "12345,678", "1,2345", "3.5.2"])
def test_other_signs_in_numbers_stay(number: str) -> None:
    check(number, number)
