"""Which words say nothing about the subject?"""

from __future__ import annotations

import pytest

from index.arabic.analyzer import Analyzer
from index.arabic.normalize import written
from index.arabic.stopwords import STOP_WORDS, is_stop_word


def is_stop(text: str) -> bool:
    (word,) = Analyzer().words(text)
    return is_stop_word(word)


@pytest.mark.parametrize("word", "في من على إلى عن التي الذي هذا هذه أن كان ولم أيضًا http www com".split())
def test_function_words_are_stop_words(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", "رئيس علم كتاب وزير حرب سلام ماء مصر يوم علي هناء".split())
def test_words_with_a_subject_are_not(word: str) -> None:
    assert not is_stop(word)


@pytest.mark.parametrize("word", "الى ان او اذا انه لانه اولئك".split())
def test_words_typed_without_hamza_are_stop_words(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", "فى التى الذى هى".split())
def test_words_typed_with_alef_maksura_are_stop_words(word: str) -> None:
    assert is_stop(word)


def test_the_name_ali_is_not_on() -> None:
    assert is_stop("على")
    assert not is_stop("علي")


@pytest.mark.parametrize("word", "وعلى فهذا وإلى والى".split())
def test_and_before_a_stop_word_makes_a_stop_word(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", "فهم وهم وهن".split())
def test_and_before_a_short_stop_word_makes_another_word(word: str) -> None:
    assert not is_stop(word)


def test_stop_words_are_kept_as_they_are_written() -> None:
    assert {written(word) for word in STOP_WORDS} == STOP_WORDS


def test_no_stop_word_is_two_words() -> None:
    assert not [word for word in STOP_WORDS if len(word.split()) != 1]
