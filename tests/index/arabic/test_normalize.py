"""Which spellings are one word?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic import letters as ar
from index.arabic.normalize import fold, fold_label

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


def test_hamza_on_the_line_is_no_alef() -> None:
    check("سماء", "سماء")


@pytest.mark.parametrize(
    ("one", "other"), [("مسؤول", "مسئول"), ("شؤون", "شئون"), ("رؤوس", "رءوس")], ids=["masul", "shuun", "ruus"]
)
def test_seats_of_hamza_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_waw_without_hamza_keeps_apart_from_waw_with_hamza() -> None:
    assert fold("رؤية") != fold("روية")


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


def test_gaf_is_not_kaf() -> None:
    assert fold("گاز") != fold("كاز")


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


@pytest.mark.parametrize("word", ["وزير", "كتاب", "شمس", "غزل", "ثلج", "قطر", "ذهب", "ظفر", "خط", "صحف", "ضوء"])
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
    assert fold_label("  وكالة \t الأنباء\n") == "وكاله الانباء"


def test_labels_of_other_words_stay_apart() -> None:
    assert fold_label("وكالة الأنباء") != fold_label("وكالةالأنباء")
