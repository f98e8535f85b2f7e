"""Which written words are one word of the dictionary?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic.normalize import fold
from index.arabic.stem import MIN_STEM, stem

ARABIC_WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", min_size=1, max_size=12)


def check(written: str, expected: str) -> None:
    assert stem(fold(written)) == expected


def test_prefix_al() -> None:
    check("الكتاب", "كتاب")


def test_prefix_wal() -> None:
    check("والكتاب", "كتاب")


def test_prefix_bal() -> None:
    check("بالكتاب", "كتاب")


def test_prefix_kal() -> None:
    check("كالكتاب", "كتاب")


def test_prefix_fal() -> None:
    check("فالكتاب", "كتاب")


def test_prefix_ll() -> None:
    check("للكتاب", "كتاب")


def test_prefix_wll() -> None:
    check("وللكتاب", "كتاب")


def test_prefix_fll() -> None:
    check("فللكتاب", "كتاب")


def test_prefix_wa() -> None:
    check("وكتاب", "كتاب")


def test_suffix_ha() -> None:
    check("كتابها", "كتاب")


def test_suffix_an() -> None:
    check("كتابان", "كتاب")


def test_suffix_at() -> None:
    check("انتخابات", "انتخاب")


def test_suffix_wn() -> None:
    check("مهندسون", "مهندس")


def test_suffix_yn() -> None:
    check("مهندسين", "مهندس")


def test_suffix_yh() -> None:
    check("عسكرية", "عسكر")


def test_suffix_teh_marbuta() -> None:
    check("مدرسة", "مدرس")


def test_suffix_heh() -> None:
    check("كتابه", "كتاب")


def test_suffix_yeh() -> None:
    check("كتابي", "كتاب")


def test_prefix_and_suffix_both_go() -> None:
    check("والمهندسون", "مهندس")


@pytest.mark.parametrize(("word", "stemmed"), [("وقلمي", "قلم"), ("وبيوت", "بيوت")])
def test_wa_prefix_needs_four_letters(word: str, stemmed: str) -> None:
    check(word, stemmed)


@pytest.mark.parametrize("word", ["وزير", "وفد", "وقود"])
def test_wa_of_a_short_word_is_its_first_letter(word: str) -> None:
    check(word, word)


def test_article_needs_three_letters_after_it() -> None:
    check("البحر", "بحر")
    check("البر", "البر")


@pytest.mark.parametrize("word", ["الى", "الآن", "ألف", "ألم"])
def test_al_of_a_short_word_is_no_article(word: str) -> None:
    check(word, fold(word))


@pytest.mark.parametrize("word", ["سنة", "يده", "لها", "فان", "أبي"])
def test_ending_of_a_three_letter_word_stays(word: str) -> None:
    check(word, fold(word))


def test_only_one_ending_goes() -> None:
    check("انتخاباتها", "انتخابات")


def test_letters_of_an_ending_inside_the_word_stay() -> None:
    check("بيانو", "بيانو")


@pytest.mark.parametrize("word", ["ألمانيا", "ألبانيا", "ألاسكا"])
def test_countries_that_begin_with_al_keep_it(word: str) -> None:
    check(word, fold(word))


@pytest.mark.parametrize("word", ["ألمانيا", "ألبانيا"])
def test_country_after_wa_is_the_country(word: str) -> None:
    check("و" + word, fold(word))


@pytest.mark.parametrize("prefix", ["ب", "ل", "ك", "ف", "ول", "وب"])
def test_country_after_a_one_letter_prefix_is_the_country(prefix: str) -> None:
    check(prefix + "ألمانيا", fold("ألمانيا"))


def test_words_that_only_begin_like_allah_have_an_article() -> None:
    check("اللهجة", "لهج")


@pytest.mark.parametrize("word", ["وزارة", "وكالة", "وزارات", "وثائق"])
def test_words_whose_own_letter_is_waw_are_one_with_and_without_the_article(word: str) -> None:
    assert stem(fold(word)) == stem(fold("ال" + word))


@pytest.mark.parametrize("word", ["لبنان", "ولبنان", "لبناني"])
def test_lebanon_is_not_milk(word: str) -> None:
    check(word, "لبنان")


def test_allah_keeps_its_first_letters() -> None:
    assert stem(fold("الله")).startswith("الل")


def test_allah_after_wa_is_the_same_word() -> None:
    assert stem(fold("والله")) == stem(fold("الله"))


def test_allahumma_stays_whole() -> None:
    check("اللهم", "اللهم")


@pytest.mark.parametrize("word", ["إلكترونية", "إلكتروني", "الإلكترونية"])
def test_electronic_keeps_its_al(word: str) -> None:
    check(word, "الكترون")


@pytest.mark.parametrize(
    "words",
    ["مهندس المهندس والمهندسون للمهندسين مهندسة", "انتخاب الانتخابات بالانتخابات", "عراق العراقي عراقية للعراق"],
)
def test_forms_of_one_word_share_a_stem(words: str) -> None:
    assert len({stem(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["كتاب مكتب", "وزير زير", "علم عالم", "قمر قمح"])
def test_different_words_keep_apart(words: str) -> None:
    one, other = words.split()
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize("word", ["bbc", "2024", "covid19", "yahoo"])
def test_latin_words_and_numbers_stay(word: str) -> None:
    check(word, word)


@given(ARABIC_WORDS)
def test_a_stem_keeps_three_letters_or_the_whole_word(word: str) -> None:
    assert len(stem(word)) >= min(MIN_STEM, len(word))


@given(ARABIC_WORDS)
def test_a_stem_is_a_part_of_the_word(word: str) -> None:
    assert stem(word) in word


@given(st.text())
def test_any_text_but_the_empty_one_has_a_stem(text: str) -> None:
    assert bool(stem(text)) == bool(text)
