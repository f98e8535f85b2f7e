"""Under which key does a family of words stand?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic.sound import key


@pytest.mark.parametrize("letters", ["غج", "قج", "كج", "طت", "صس", "ثس", "ظز", "ضد", "ذد"])
def test_letters_that_sound_alike_share_a_key(letters: str) -> None:
    assert key(f"{letters[0]}لم") == key(f"{letters[1]}لم")


@pytest.mark.parametrize("letters", ["حه", "عا", "شس", "خح", "رز"])
def test_other_letters_do_not(letters: str) -> None:
    assert key(f"{letters[0]}لم") != key(f"{letters[1]}لم")


def test_long_vowels_are_left_out() -> None:
    assert key("ديفيد") == key("دافيد") == "دفد"


def test_final_heh_is_left_out_of_longer_words() -> None:
    assert key("مدرسه") == key("مدرس")
    assert key("فقه") != key("فق")


def test_a_word_of_hardly_any_consonants_is_its_own_key() -> None:
    assert key("واي") == "واي"
    assert key("يوم") == "يوم"


@given(st.text(min_size=1))
def test_no_key_is_empty(text: str) -> None:
    assert key(text)
