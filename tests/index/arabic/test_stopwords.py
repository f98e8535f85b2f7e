"""Which words say nothing about the subject?"""

from __future__ import annotations

import pytest

from index.arabic.normalize import fold
from index.arabic.stopwords import STOP_WORDS


@pytest.mark.parametrize("word", "في من على إلى عن التي الذي هذا هذه أن كان ولم أيضًا".split())
def test_function_words_are_stop_words(word: str) -> None:
    assert fold(word) in STOP_WORDS


@pytest.mark.parametrize("word", "رئيس علم كتاب وزير حرب سلام ماء مصر يوم".split())
def test_words_with_a_subject_are_not(word: str) -> None:
    assert fold(word) not in STOP_WORDS


def test_stop_words_are_kept_folded() -> None:
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS


def test_no_stop_word_is_two_words() -> None:
    assert not [word for word in STOP_WORDS if len(word.split()) != 1]
