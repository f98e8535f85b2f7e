"""Where are the words of a text, and under which terms are they matched?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic import analyzer as module
from index.arabic.analyzer import MAX_TERM_CHARACTERS, Analyzer, Token
from index.arabic.normalize import fold
from index.arabic.stem import stem

TEXTS = st.text() | st.text(st.sampled_from("كتاب أإةىًَُّْـ\u200c\u200e\u200f ؟،؛«».!_#-ABz09٣ﻻﷺ\n"))


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in Analyzer().tokens(text)]


def check(text: str, *expected: str) -> None:
    assert words(text) == list(expected)


@given(TEXTS)
def test_tokens_slice_the_original_text(text: str) -> None:
    for token in Analyzer().tokens(text):
        assert fold(text[token.start : token.end]).replace(" ", "")[:MAX_TERM_CHARACTERS] == token.exact


@given(TEXTS)
def test_tokens_follow_one_another_without_overlap(text: str) -> None:
    tokens = list(Analyzer().tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(TEXTS)
def test_terms_are_those_of_the_tokens(text: str) -> None:
    one = Analyzer()
    assert one.terms(text) == [(token.exact, token.stem) for token in one.tokens(text)]


@given(TEXTS)
def test_no_letter_or_digit_is_left_outside_of_a_token(text: str) -> None:
    inside = {place for token in Analyzer().tokens(text) for place in range(token.start, token.end)}
    assert not [c for i, c in enumerate(text) if i not in inside and c.isalnum() and fold(c)]


@given(st.lists(TEXTS, max_size=5))
def test_memory_changes_no_answer(texts: list[str]) -> None:
    one = Analyzer()
    assert [one.terms(text) for text in texts * 2] == [Analyzer().terms(text) for text in texts * 2]


def test_full_memory_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY_WORDS", 2)
    text = "كتاب قلم ورقة كتاب حبر قلم"
    assert Analyzer().terms(text) == [(fold(word), stem(fold(word))) for word in text.split()]


def test_a_token_has_its_place_spelling_and_stem() -> None:
    assert list(Analyzer().tokens("قرأ الكُتّاب")) == [Token(0, 3, "قرا", "قرا"), Token(4, 12, "الكتاب", "كتاب")]


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
    ((exact, _),) = Analyzer().terms("ب" * 100)
    assert exact == "ب" * 64


def test_a_word_of_the_greatest_length_is_whole() -> None:
    ((exact, _),) = Analyzer().terms("ب" * 64)
    assert exact == "ب" * 64


def test_a_cut_word_keeps_its_whole_place() -> None:
    check("ب" * 100, "ب" * 100)


def test_a_presentation_form_that_folds_to_a_space_is_no_word() -> None:
    assert Analyzer().terms("\ufc5e") == []
