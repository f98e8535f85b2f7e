from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.sets import read_set
from benchmarks.spellings import (
    ARTICLE_PROCLITICS,
    MECHANICAL,
    PROCLITICS,
    add_clitics,
    add_harakat,
    add_tatweel,
    drop_hamza,
    drop_hamza_seat,
    learn_substitutions,
    substitute,
    swap_digits,
    write_maqsura_as_ya,
    write_ta_as_ha,
    write_ya_as_maqsura,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def check(change: Callable[[str], str], text: str, expected: str) -> None:
    assert change(text) == expected


def test_hamza_is_dropped_from_alef() -> None:
    check(drop_hamza, "أخبار إسبانيا الآن", "اخبار اسبانيا الان")


def test_hamza_on_a_seat_stays_when_alefs_are_bared() -> None:
    check(drop_hamza, "رئيس مسؤول لقاء", "رئيس مسؤول لقاء")


def test_ta_marbuta_is_written_as_ha() -> None:
    check(write_ta_as_ha, "المدينة القديمة", "المدينه القديمه")


def test_ha_is_not_written_as_ta_marbuta() -> None:
    check(write_ta_as_ha, "كتابه", "كتابه")


def test_final_maqsura_is_written_as_ya() -> None:
    check(write_maqsura_as_ya, "مستشفى، قرى", "مستشفي، قري")


def test_maqsura_inside_a_word_stays() -> None:
    check(write_maqsura_as_ya, "مستشفىات", "مستشفىات")


def test_final_ya_is_written_as_maqsura() -> None:
    check(write_ya_as_maqsura, "النادي «الأهلي»", "النادى «الأهلى»")


def test_ya_inside_a_word_or_under_a_mark_stays() -> None:
    check(write_ya_as_maqsura, "بيت نبيّ", "بيت نبيّ")


def test_fatha_stands_on_every_second_letter_inside_a_word() -> None:
    check(add_harakat, "مدرسة بيت", "مد\u064eرس\u064eة بي\u064eت")


def test_fatha_stands_neither_at_a_words_end_nor_before_a_mark() -> None:
    check(add_harakat, "من محم\u0651د", "من مح\u064eم\u0651د")


def test_tatweel_stands_where_letters_join() -> None:
    check(add_tatweel, "بيت مدارس", "بـيـت مـدارس")


def test_tatweel_stands_neither_behind_a_letter_that_does_not_join_nor_before_a_lone_hamza() -> None:
    check(add_tatweel, "دار شيء", "دار شـيء")


def test_digits_are_swapped_both_ways() -> None:
    check(swap_digits, "2015 و٢٠١٦", "٢٠١٥ و2016")


def test_hamza_loses_its_seat() -> None:
    check(drop_hamza_seat, "رئيس الشؤون لقاء", "رييس الشوون لقا")


def test_hamza_on_alef_is_no_matter_of_seats() -> None:
    check(drop_hamza_seat, "أخبار إسبانيا", "أخبار إسبانيا")


@pytest.mark.parametrize("change", MECHANICAL.values(), ids=MECHANICAL)
def test_text_without_arabic_letters_or_digits_stays(change: Callable[[str], str]) -> None:
    check(change, "BBC: «—»", "BBC: «—»")


def test_a_clitic_is_one_of_those_that_the_word_can_carry() -> None:
    made = {add_clitics("الحكومة مدرسة", f"d{number}") for number in range(200)}
    assert made == {f"{article}حكومة {one}مدرسة" for article in ARTICLE_PROCLITICS for one in PROCLITICS}


def test_a_clitic_is_the_same_in_every_run() -> None:
    assert add_clitics("الحكومة مدرسة", "d1") == add_clitics("الحكومة مدرسة", "d1")


@pytest.mark.parametrize(
    "text",
    ["في يد", "على هذه", "بيت ووزير", "محمّد", "BBC 2015", '"مدرسة الحي"'],
    ids=["short", "function", "begun", "marked", "foreign", "phrase"],
)
def test_words_that_carry_no_clitic_stay(text: str) -> None:
    assert add_clitics(text, "d1") == text


def test_substitutions_are_learnt_word_by_word() -> None:
    learnt = learn_substitutions([("قرى حائل", "قرية حائل"), ("أسعار لندن", "سعر لندون")])
    assert learnt == {"قرى": "قرية", "أسعار": "سعر", "لندن": "لندون"}


def test_of_two_substitutions_the_first_is_kept() -> None:
    assert learn_substitutions([("قرى", "قرية"), ("قرى", "القرية")]) == {"قرى": "قرية"}


def test_pairs_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        learn_substitutions([("قرى حائل", "قرية")])


def test_whole_words_are_substituted_once() -> None:
    forms = {"قرى": "قرية", "قرية": "قرى"}
    assert substitute("قرى، قرية", forms) == "قرية، قرى"


def test_parts_of_words_are_not_substituted() -> None:
    assert substitute("والقرى قرىً", {"قرى": "قرية"}) == "والقرى قرىً"


def test_phrases_keep_their_words() -> None:
    assert substitute('قرى "قرى" «قرى»', {"قرى": "قرية"}) == 'قرية "قرى" «قرية»'


@pytest.mark.corpus
def test_a_hamzas_seat_is_dropped_as_in_the_typed_set(shared_data: Path) -> None:
    clean, typed = (read_set(shared_data / "relevance", name) for name in ("short3", "typed_hamza_seat"))
    changed = {qid: drop_hamza_seat(text) for qid, text in clean.texts.items() if drop_hamza_seat(text) != text}
    assert changed == typed.texts
