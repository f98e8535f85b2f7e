"""Which word of the dictionary is a base a form of?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic.lexicon import Base, Lexicon, lexicon
from index.arabic.normalize import fold
from index.arabic.stem import is_native, stem

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=20)


def code(*, native: bool = True) -> int:
    return Base(0, adds_heh=False, native=native).code


SMALL = Lexicon(
    {"مدرسه": code(), "مدرس": code(), "قرار": code(), "روب": code(native=False), "يعمل": code(), "شكر": code()}
)


def check(word: str, expected: str) -> None:
    assert stem(word, SMALL) == expected


@pytest.mark.parametrize("pronoun", ["ها", "هم", "هما", "هن", "كم", "نا", "ه", "ي"])
def test_attached_pronouns(pronoun: str) -> None:
    check("قرار" + pronoun, "قرار")
    check("فرار" + pronoun, "فرار" + pronoun)


@pytest.mark.parametrize("pronoun", ["ها", "هم", "هما", "هن", "كم", "نا", "ه"])
def test_pronouns_behind_teh_marbuta(pronoun: str) -> None:
    check("مدرست" + pronoun, "مدرسه")


def test_feminine_plural() -> None:
    check("مدرسات", "مدرسه")
    check("قرارات", "قرار")
    check("نبات", "نبات")


@pytest.mark.parametrize("ending", ["ون", "ين", "ان"])
def test_masculine_plural_and_dual(ending: str) -> None:
    check("مدرس" + ending, "مدرس")
    check("مدرست" + ending, "مدرسه")
    check("يعمل" + ending, "يعمل")


def test_a_short_foreign_word_has_no_plural() -> None:
    check("روبين", "روبين")


def test_verbs() -> None:
    check("شكروا", "شكر")
    check("شكرت", "شكر")
    check("نكرت", "نكرت")


def test_tanwin() -> None:
    check("قرارا", "قرار")
    check("بخارا", "بخارا")


def test_words_of_three_letters_stay() -> None:
    check("شكي", "شكي")


@pytest.mark.parametrize(
    "words",
    ["سيارة سيارات سيارتهم سياراتهم سيارتان", "لبناني لبنانية لبنانيون لبنانيين", "معلم معلمون معلمين", "قرار قراراته"],
)
def test_forms_share_a_stem(words: str) -> None:
    assert len({stem(fold(word), lexicon()) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["لبنان لبن", "ميدان ميد", "رمضان رمض", "قانون قان", "زيتون زيت", "بنات بن"])
def test_endings_of_the_word_itself_stay(words: str) -> None:
    one, other = words.split()
    assert stem(one, lexicon()) != stem(other, lexicon())


@pytest.mark.parametrize("word", ["كتاب", "مدرسه", "قرارات"])
def test_words_of_arabic_are_native(word: str) -> None:
    assert is_native(word, lexicon())


@pytest.mark.parametrize("word", ["هامبورغ", "بوتين", "شتوتغارت"])
def test_foreign_names_are_not(word: str) -> None:
    assert not is_native(word, lexicon())


def test_a_form_of_a_native_word_is_native() -> None:
    assert is_native("قرارنا", SMALL)
    assert not is_native("روبنا", SMALL)


@given(WORDS)
def test_a_stem_is_the_beginning_of_the_word_but_for_heh(word: str) -> None:
    stemmed = stem(word, lexicon())
    assert stemmed
    assert word.startswith(stemmed) or (stemmed[-1] == "ه" and word.startswith(stemmed[:-1]))
