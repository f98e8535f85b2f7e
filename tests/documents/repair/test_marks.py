from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.repair.marks import compose, order

FATHA, DAMMA, KASRA, FATHATAN, SHADDA, SUKUN = "\u064e", "\u064f", "\u0650", "\u064b", "\u0651", "\u0652"
MADDA, HAMZA_ABOVE, HAMZA_BELOW = "\u0653", "\u0654", "\u0655"


@pytest.mark.parametrize(
    ("apart", "letter"),
    [
        ("ا" + HAMZA_ABOVE, "أ"),
        ("ا" + HAMZA_BELOW, "إ"),
        ("ا" + MADDA, "آ"),
        ("و" + HAMZA_ABOVE, "ؤ"),
        ("ي" + HAMZA_ABOVE, "ئ"),
        ("ى" + HAMZA_ABOVE, "ئ"),
    ],
)
def test_a_letter_and_its_hamza_become_one(apart: str, letter: str) -> None:
    made, (fault,) = compose(f"كلمة {apart}")
    assert (made, fault.kind, fault.count) == (f"كلمة {letter}", "decomposed_hamza", 1)


def test_a_hamza_is_found_behind_the_vowel_too() -> None:
    assert compose("ا" + FATHA + HAMZA_ABOVE + "حمد")[0] == "أ" + FATHA + "حمد"


def test_accents_of_latin_names_are_put_back_with_the_hamzas() -> None:
    assert compose("ا" + HAMZA_ABOVE + "مام Orle" + "\u0301" + "ans")[0] == "أمام Orléans"


@pytest.mark.parametrize("text", ["ٱلسَّمَا" + MADDA + "ءِ", "ث" + MADDA + "رى", "ـ" + HAMZA_ABOVE])
def test_a_madda_that_only_lengthens_and_a_hamza_without_a_seat_stay(text: str) -> None:
    assert compose(text) == (text, ())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("محمد" + FATHA + SHADDA, "محمد" + SHADDA + FATHA),
        ("حق" + FATHATAN + SHADDA + "ا", "حق" + SHADDA + FATHATAN + "ا"),
        ("عاماً" + FATHATAN, "عاماً"),
        ("شدّ" + SHADDA, "شدّ"),
        ("سائلا " + FATHATAN + " المولى", "سائلا" + FATHATAN + " المولى"),
    ],
    ids=["vowel-before-shadda", "tanwin-before-shadda", "twice", "two-shaddas", "apart"],
)
def test_marks_are_put_in_their_order_once_on_their_letter(wrong: str, right: str) -> None:
    made, (fault,) = order(wrong)
    assert (made, fault.kind) == (right, "mark_order")


@pytest.mark.parametrize(
    "text",
    [
        "م" + SHADDA + FATHA,
        "كتاب" + FATHATAN + "ا",
        "كتابا" + FATHATAN,
        "تشك" + FATHATAN + DAMMA + "ل",
        "إذا " + DAMMA + "طبق",
    ],
    ids=["right", "tanwin-before-alef", "tanwin-behind-alef", "two-vowels", "before-its-letter"],
)
def test_marks_that_are_right_or_may_mean_either_stay(text: str) -> None:
    assert order(text) == (text, ())


@given(st.lists(st.sampled_from(["أ", "إ", "آ", "ؤ", "ئ", "كتاب", " ", "م" + SHADDA + FATHA]), min_size=1))
def test_what_unicode_takes_apart_is_put_together(words: list[str]) -> None:
    text = "".join(words)
    assert order(compose(unicodedata.normalize("NFD", text))[0])[0] == text


def test_a_quotation_of_the_quran_keeps_the_order_of_its_marks() -> None:
    quoted = "﴿إِن\u064e\u0651 مَعَ العُسْرِ يُسْرًا﴾"
    assert order(f"قال تعالى {quoted}") == (f"قال تعالى {quoted}", ())
    made, faults = order(f"محم\u064e\u0651د يتلو {quoted}")
    assert made == f"محم\u0651\u064eد يتلو {quoted}"
    assert faults[0].count == 1
