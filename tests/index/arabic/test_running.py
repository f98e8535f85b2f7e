"""How is running text folded, much of it at once?"""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from index.arabic.normalize import fold, fold_character
from index.arabic.running import fold_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("«مُدَرِّسَةٌ» في المدرسة", " مدرسه في المدرسه"),
        ("المسئول: مسؤول!", "المسوول مسوول "),
        ("الرئيس\nPutin – ٢٠٢٤", "الرييس\nputin 2024"),
        ("ﻛﺘﺎﺏ ﻻ", "كتاب لا"),
        ("خبر😀عاجل", "خبر عاجل"),
        ("كتـــاب\u200dه", "كتابه"),
        ("", ""),
    ],
)
def test_letters_are_folded_and_what_is_between_words_is_one_space(text: str, folded: str) -> None:
    assert fold_text(text) == folded


LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئپچڤگکی\u064e\u0651\u0640ABCxyz", min_size=1, max_size=12)


@settings(max_examples=200, phases=[Phase.explicit, Phase.generate])
@given(st.lists(LETTERS, max_size=6))
@example(["مسئول"])
def test_words_are_folded_as_words_are(words: list[str]) -> None:
    """But a word of marks alone, or of a hamza, which stays when it is a word."""
    kept = [word for word in words if fold_character(fold(word)[:1])]
    assert fold_text(" ".join(kept)).split() == [folded for word in kept if (folded := fold(word)).strip()]


@settings(max_examples=200, phases=[Phase.explicit, Phase.generate])
@given(st.text(st.characters(), max_size=60))
def test_any_text_folds_to_words_and_single_spaces_and_keeps_its_lines(text: str) -> None:
    folded = fold_text(text)
    assert re.fullmatch(r"(?:[\w\n]| (?! ))*", folded)
    assert folded.count("\n") == text.count("\n")
