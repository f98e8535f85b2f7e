"""Which part of a word is written together with it?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic import clitics
from index.arabic.lexicon import Base, Lexicon, lexicon
from index.arabic.normalize import fold

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=20)


def check(written: str, expected: str) -> None:
    assert clitics.base(fold(written), lexicon()) == fold(expected)


def test_article() -> None:
    check("الكتاب", "كتاب")
    check("ألمانيا", "ألمانيا")


def test_article_before_unknown_words() -> None:
    check("الظغضثون", "ظغضثون")
    check("الظث", "الظث")


def test_words_whose_hamza_and_lam_are_their_own_keep_them() -> None:
    check("ألوان", "ألوان")
    check("الألوان", "ألوان")
    check("إلغاء", "إلغاء")


def test_rare_feminine_names_of_states_lose_the_article() -> None:
    check("المتحدة", "متحدة")


def test_wa() -> None:
    check("وكتاب", "كتاب")
    check("وزير", "وزير")


def test_fa() -> None:
    check("فقال", "قال")
    check("فريق", "فريق")


def test_ba() -> None:
    check("بشكل", "شكل")
    check("بوتين", "بوتين")


def test_la() -> None:
    check("لمدرسة", "مدرسة")
    check("لبنان", "لبنان")


def test_ka() -> None:
    check("ككتاب", "كتاب")
    check("كندا", "كندا")


def test_sa_before_verbs_in_the_present() -> None:
    check("سيصل", "يصل")
    check("سيول", "سيول")
    check("سكان", "سكان")


def test_to_the() -> None:
    check("للكتاب", "كتاب")
    check("للغة", "لغة")
    check("للجنة", "لجنة")


@pytest.mark.parametrize("word", "والكتاب بالكتاب كالكتاب فالكتاب وللكتاب وبالكتاب فبالكتاب وكالكتاب".split())
def test_particles_before_the_article(word: str) -> None:
    check(word, "كتاب")


@pytest.mark.parametrize("word", "وقد بها لهم كما فيه".split())
def test_words_of_three_letters_stay(word: str) -> None:
    check(word, word)


@pytest.mark.parametrize("name", "بوتين بكين لندن ليبيا فرنسا كوالالمبور والت بلجيكا فيينا".split())
def test_foreign_names_stay(name: str) -> None:
    check(name, name)
    check("و" + name, name)


def test_hamza_typed_as_yeh_before_waw() -> None:
    check("مسيول", "مسؤول")
    check("المسيول", "مسؤول")
    check("اليوم", "يوم")


SMALL = Lexicon(dict.fromkeys(("كتاب", "وزير", "لعبه"), Base(0, adds_heh=False, native=True).code), {"وبلاد": "بلاد"})


@pytest.mark.parametrize(
    ("word", "base"),
    [("وكتاب", "كتاب"), ("وقلم", "وقلم"), ("وزير", "وزير"), ("ووزير", "وزير"), ("وبلاد", "بلاد"), ("للعبه", "لعبه")],
)
def test_nothing_is_stripped_but_down_to_a_word_of_the_lexicon(word: str, base: str) -> None:
    assert clitics.base(word, SMALL) == base


def test_a_form_of_a_word_of_the_lexicon_is_proof_too() -> None:
    assert clitics.base("وكتابهم", SMALL) == "كتابهم"


@given(WORDS)
def test_a_base_is_the_end_of_the_word_or_of_its_other_spelling(word: str) -> None:
    base = clitics.base(word, lexicon())
    assert base
    assert word.endswith(base) or word.replace("يو", "وو").endswith(base)
