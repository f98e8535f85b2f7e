"""Where are the words of a text, and under which forms are they matched?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic import analyzer as module
from index.arabic.analyzer import MAX_WORD_CHARACTERS, WORD, Analyzer, Token, Word
from index.arabic.normalize import fold, written

TEXTS = st.text() | st.text(st.sampled_from("كتاب وال أإةىًَُّْـ\u200c\u200e\u200f ؟،؛«».!_#%-,/ABz0159٣٬٫ﻻﷺ\n\x1c"))


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in Analyzer().tokens(text)]


def spelled(text: str) -> list[str]:
    return [word.written for word in Analyzer().words(text)]


def check(text: str, *expected: str) -> None:
    assert words(text) == list(expected)


@given(TEXTS)
def test_tokens_slice_the_original_text(text: str) -> None:
    for token in Analyzer().tokens(text):
        assert written(text[token.start : token.end]).replace(" ", "")[:MAX_WORD_CHARACTERS] == token.word.written


@given(TEXTS)
def test_tokens_follow_one_another_without_overlap(text: str) -> None:
    tokens = list(Analyzer().tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(TEXTS)
def test_words_are_those_of_the_tokens(text: str) -> None:
    one = Analyzer()
    assert one.words(text) == [token.word for token in one.tokens(text)]


@given(TEXTS)
def test_no_letter_or_digit_is_left_outside_of_a_token(text: str) -> None:
    text = text.replace("%", "")  # encoded letters are left outside
    inside = {place for token in Analyzer().tokens(text) for place in range(token.start, token.end)}
    assert not [c for i, c in enumerate(text) if i not in inside and c.isalnum() and written(c)]


@given(TEXTS)
def test_forms_of_a_word_are_of_its_spelling(text: str) -> None:
    for word in Analyzer().words(text):
        assert word.fold == fold(word.written)
        assert all((word.written, word.fold, word.base, word.stem, word.key))
        assert " " not in word.written
        assert len(word.written) <= MAX_WORD_CHARACTERS


@given(TEXTS)
def test_words_folded_alike_have_the_same_forms(text: str) -> None:
    for word in Analyzer().words(text):
        for other in Analyzer().words(word.fold):
            assert other.fold != word.fold or other.stem == word.stem


@given(st.lists(TEXTS, max_size=5))
def test_memory_changes_no_answer(texts: list[str]) -> None:
    one = Analyzer()
    assert [one.words(text) for text in texts * 2] == [Analyzer().words(text) for text in texts * 2]


def test_full_memory_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "كتاب، قلم ورقة كتاب. حبر قلم"
    expected = Analyzer().words(text)
    monkeypatch.setattr(module, "MEMORY_WORDS", 2)
    assert Analyzer().words(text) == expected


def test_a_word_that_comes_again_is_the_same_object() -> None:
    one, other = Analyzer().words("كتاب، كتاب")
    assert one is other


def test_a_token_has_its_place_and_word() -> None:
    first, second = Analyzer().tokens("قرأ الكُتّاب")
    assert (first.start, first.end, first.word.fold) == (0, 3, "قرا")
    assert second == Token(4, 12, Word("الكتاب", "الكتاب", "كتاب", "كتاب", "جتب", True, "الكُتّاب"))


def test_a_foreign_name_is_not_native() -> None:
    assert [word.native for word in Analyzer().words("مدرسة هامبورغ BBC")] == [True, False, False]


@pytest.mark.parametrize(
    "word",
    ["مُدَرِّسَةٌ", "كتـــاب", "می\u200cخواهم", "كتا\u200eب", "كتا\u200fب", "كتا\u00adب", "الرحمٰن"],
    ids=["harakat", "tatweel", "zwnj", "lrm", "rlm", "soft hyphen", "dagger alef"],
)
def test_marks_and_controls_inside_a_word_keep_it_one(word: str) -> None:
    check(f"قال {word} اليوم", "قال", word, "اليوم")


@pytest.mark.parametrize("control", ["\u200e", "\u200f", "\u202b", "\ufeff"])
def test_controls_around_a_word_are_not_of_it(control: str) -> None:
    check(f"{control}كتاب{control}", "كتاب")


def test_a_mark_at_the_end_is_of_the_word() -> None:
    check("كتابٌ جديدٌ", "كتابٌ", "جديدٌ")


@pytest.mark.parametrize("sign", list(".،؛؟!:/-_()«»“”\"'…٪%|\n\t*"))
def test_a_sign_without_spaces_separates_words(sign: str) -> None:
    check(f"النهار{sign}يثبت", "النهار", "يثبت")


def test_question_mark_after_a_word_is_not_of_it() -> None:
    check("من هو الفائز؟", "من", "هو", "الفائز")


def test_guillemets_around_a_title_are_not_of_it() -> None:
    check("رواية «البحر»", "رواية", "البحر")


def test_underscores_in_a_hashtag_separate() -> None:
    check("#كأس_العالم_2026", "كأس", "العالم", "2026")


def test_letters_and_digits_together_are_one_word() -> None:
    check("كوفيد19 covid19", "كوفيد19", "covid19")


@pytest.mark.parametrize("text", ["", " ", "؟!", "«»", "ـــ", "\u200f", "ًٌ"])
def test_text_without_letters_has_no_words(text: str) -> None:
    check(text)


def test_a_long_word_is_cut() -> None:
    assert spelled("ب" * 100) == ["ب" * 64]


def test_a_word_of_the_greatest_length_is_whole() -> None:
    assert spelled("ب" * 64) == ["ب" * 64]


def test_a_cut_word_keeps_its_whole_place() -> None:
    check("ب" * 100, "ب" * 100)


def test_a_presentation_form_that_is_a_space_is_no_word() -> None:
    assert Analyzer().words("\ufc5e") == []


@pytest.mark.parametrize("number", ["7,850", "7٬850", "٧٬٨٥٠"])
def test_a_number_with_thousands_separators_is_one_word(number: str) -> None:
    check(f"بلغ {number}.", "بلغ", number)
    assert spelled(number) == ["7850"]


@pytest.mark.parametrize("number", ["3.5", "٣٫٥", "٣.٥"])
def test_a_number_with_a_fraction_is_one_word(number: str) -> None:
    check(f"({number}%)", number)
    assert spelled(number) == ["3.5"]


def test_only_groups_of_three_make_thousands() -> None:
    check("3,5 و1234,567", "3", "5", "و1234", "567")


def test_an_address_of_numbers_is_no_fraction() -> None:
    check("192.168.1.15", "192", "168", "1", "15")


@pytest.mark.parametrize("day", ["22/3/2025", "22/03/2025", "22.03.2025", "٢٢-٠٣-٢٠٢٥"])
def test_a_date_is_three_numbers_without_leading_zeros(day: str) -> None:
    assert spelled(day) == ["22", "3", "2025"]


def test_a_date_with_the_year_first_is_three_numbers() -> None:
    assert spelled("2025/03/22 2025-03-22") == ["2025", "3", "22"] * 2


def test_an_address_of_the_web_is_its_words() -> None:
    check("https://www.example.com/arab-world", "https", "www", "example", "com", "arab", "world")


def test_encoded_letters_of_an_address_are_no_words() -> None:
    check("http://a.com/%D9%85%D8%B5%D8%B1/x", "http", "a", "com", "x")


def test_a_percent_sign_before_a_number_leaves_the_number() -> None:
    check("نسبة %50 و50%", "نسبة", "50", "و50")


def test_an_address_of_mail_is_its_words() -> None:
    check("news@example.com", "news", "example", "com")


def test_word_has_no_groups() -> None:
    """A parser puts the pattern into its own."""
    assert WORD.groups == 0
