"""Which word of a vocabulary was meant by one that was mistyped?"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.arabic import typo
from index.arabic.normalize import fold
from index.arabic.typo import Vocabulary, corrections, distance, distances

if TYPE_CHECKING:
    from collections.abc import Mapping

few = settings(max_examples=60, phases=[Phase.explicit, Phase.generate])

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
words = st.text(LETTERS, max_size=9)
near_words = st.text("ابتلن", max_size=7)
"""Few letters, so that repeats and swaps are common."""

any_text = st.text(max_size=8) | st.text("abkoاب9é", max_size=8)

NEWS = {
    "المدرسه": 900, "مدرسه": 400, "مدرسته": 30, "المدرسين": 120, "الحكومه": 2500, "حكومه": 700, "الحكم": 800,
    "الرييس": 3000, "رييس": 2800, "رييسه": 60, "الاقتصاد": 1500, "اقتصاد": 200, "الاقتصادي": 900, "اقتصاديه": 150,
    "النظام": 1100, "نظام": 950, "منظمه": 640, "مباراه": 720, "المباراه": 1300, "مباريات": 510, "للجهات": 90,
    "الجهات": 400, "بترول": 130, "البترول": 310, "فيضانات": 45, "مظاهره": 85, "مظاهرات": 140, "ظهير": 40,
    "google": 50, "goggles": 2, "facebook": 70, "2015": 4000, "2014": 3500,
}  # fmt: skip


def vocabulary_of(counts: Mapping[str, int]) -> Vocabulary:
    ordered = sorted(counts, key=str.encode)
    encoded = [word.encode() for word in ordered]
    return Vocabulary(
        np.frombuffer(b"".join(encoded), np.uint8),
        np.cumsum([len(word) for word in encoded], dtype=np.int64),
        np.array([counts[word] for word in ordered], np.int64),
    )


@pytest.fixture(scope="module")
def news() -> Vocabulary:
    return vocabulary_of(NEWS)


def plain_distance(typed: str, other: str) -> int:
    """The same alignment cell by cell, in hundredths: what the arrays must come to."""
    table = [[0] * (len(other) + 1) for _ in range(len(typed) + 1)]
    for row in range(len(typed) + 1):
        for column in range(len(other) + 1):
            ways = [0] if not row and not column else []
            if row:
                ways.append(table[row - 1][column] + extra_cost(typed, row - 1))
            if column:
                ways.append(table[row][column - 1] + missed_cost(other, column - 1))
            if row and column:
                ways.append(table[row - 1][column - 1] + substitution_cost(typed[row - 1], other[column - 1]))
            if row > 1 and column > 1 and typed[row - 2 : row] == other[column - 1] + other[column - 2]:
                ways.append(table[row - 2][column - 2] + typo.SWAP)
            table[row][column] = min(ways)
    return table[-1][-1]


def missed_cost(word: str, at: int) -> int:
    if at == 0 and word.startswith("ال"):
        return typo.MISSED_ARTICLE
    if at and word[at] == word[at - 1]:
        return typo.MISSED_REPEAT
    return typo.MISSED_VOWEL if word[at] in typo.VOWELS else typo.MISSED


def extra_cost(word: str, at: int) -> int:
    if at and word[at] == word[at - 1]:
        return typo.EXTRA_REPEAT
    if word[at] in typo.VOWELS:
        return typo.EXTRA_VOWEL
    around = word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    return typo.EXTRA_KEY if any(touch(word[at], other) for other in around) else typo.OTHER


def substitution_cost(one: str, other: str) -> int:
    if one == other:
        return 0
    if {one, other} == set("ضظ"):
        return typo.CONFUSED
    for groups, cost in ((typo.ALIKE_BY_DOTS, typo.DOTS), (typo.ALIKE_BY_SOUND, typo.SOUND)):
        if any(one in group and other in group for group in groups.split()):
            return cost
    return typo.KEY if touch(one, other) else typo.OTHER


@cache
def touch(one: str, other: str) -> bool:
    """Tell whether two keys lie beside each other; each row lies half a key further right than the one above."""
    for keys in (typo.ARABIC_KEYS, typo.LATIN_KEYS):
        places = [
            (fold(letter), row, 2 * column + row)
            for row, letters in enumerate(keys.split())
            for column, letter in enumerate(letters)
            if letter not in "ء*"
        ]
        for letter, row, column in places:
            for beside, beside_row, beside_column in places:
                apart = abs(row - beside_row), abs(column - beside_column)
                if (letter, beside) == (one, other) and apart in ((0, 2), (1, 1)):
                    return True
    return False


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("مذرسه", "مدرسه", typo.DOTS),
        ("مدرصه", "مدرسه", typo.SOUND),
        ("ضهير", "ظهير", typo.CONFUSED),
        ("مدرسخ", "مدرسه", typo.KEY),
        ("مدرجه", "مدرسه", typo.OTHER),
        ("مدره", "مدرسه", typo.MISSED),
        ("مدرسقه", "مدرسه", typo.OTHER),
        ("مدرسيه", "مدرسه", typo.EXTRA_VOWEL),
        ("مباره", "مباراه", typo.MISSED_VOWEL),
        ("مدررسه", "مدرسه", typo.EXTRA_REPEAT),
        ("لجهات", "للجهات", typo.MISSED_REPEAT),
        ("لمدرسه", "المدرسه", typo.MISSED_ARTICLE),
        ("مدرسهع", "مدرسه", typo.EXTRA_KEY),
        ("مدسره", "مدرسه", typo.SWAP),
        ("goofle", "google", typo.KEY),
        ("goozle", "google", typo.OTHER),
        ("googel", "google", typo.SWAP),
        ("gogle", "google", typo.MISSED_REPEAT),
    ],
)
def test_each_slip_has_its_cost(typed: str, meant: str, cost: int) -> None:
    assert distance(typed, meant) == cost / typo.UNIT


def test_a_letter_put_in_costs_more_than_one_left_out() -> None:
    assert distance("مدرسقه", "مدرسه") > distance("مدرسه", "مدرسقه")


def test_a_letter_of_another_script_is_any_other_letter() -> None:
    assert distance("caf\u00e9", "cafe") == distance("cafж", "cafe") == 1
    assert distance("caf\u00e9", "caf\u00e9") == 0


def test_beyond_the_most_it_is_infinite() -> None:
    assert distance("مدره", "مدرسه", most=0.6) == 0.6
    assert distance("مدره", "مدرسه", most=0.59) == math.inf
    assert distance("م", "مدرستهم") == math.inf


def test_no_words_have_no_distances() -> None:
    assert distances("مدرسه", [], 2.0).shape == (0,)


@few
@given(words | near_words, st.lists(words | near_words, max_size=5))
def test_many_at_once_are_as_one_by_one(typed: str, others: list[str]) -> None:
    others = [*others, typed[1:], typed[::-1]]
    expected = [plain_distance(typed, other) for other in others]
    found = distances(typed, others, 3.0)
    assert found.tolist() == [cost / typo.UNIT if cost <= 300 else math.inf for cost in expected]


@few
@given(any_text, any_text)
def test_only_a_word_itself_is_at_no_distance(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert (distance(one, other) == 0) == (one == other)


@few
@given(words, st.integers(0, 8), st.sampled_from(LETTERS))
def test_one_letter_for_another_costs_the_same_both_ways(word: str, at: int, letter: str) -> None:
    other = word[:at] + letter + word[at + 1 :] if at < len(word) else word
    assert distance(word, other) == distance(other, word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("المدسره", "المدرسه"),
        ("المدرصه", "المدرسه"),
        ("مدرسسه", "مدرسه"),
        ("الحكومخ", "الحكومه"),
        ("الحكوه", "الحكومه"),
        ("الاقتصد", "الاقتصاد"),
        ("لاقتصاد", "الاقتصاد"),
        ("منضمه", "منظمه"),
        ("مضاهره", "مظاهره"),
        ("ضهير", "ظهير"),
        ("المبارة", "المباراه"),
        ("الرييص", "الرييس"),
        ("googl", "google"),
        ("facebok", "facebook"),
    ],
)
def test_the_first_correction_is_what_was_meant(news: Vocabulary, typed: str, meant: str) -> None:
    assert corrections(fold(typed), news)[0].word == meant


def test_a_correction_says_how_near_and_how_frequent_it_is(news: Vocabulary) -> None:
    first = corrections("المدسره", news)[0]
    assert (first.distance, first.count) == (typo.SWAP / typo.UNIT, 900)


def test_a_word_is_not_corrected_to_itself_or_to_a_rarer_one(news: Vocabulary) -> None:
    assert corrections("المباراه", news) == []
    assert {found.word for found in corrections("مدرسه", news)} == {"المدرسه"}


def test_of_equally_near_words_the_frequent_one_is_first() -> None:
    assert corrections("كتاف", vocabulary_of({"كتاب": 5, "كتاق": 500}))[0].word == "كتاق"
    assert corrections("كتاق", vocabulary_of({"كتاب": 5, "كتاف": 500}))[0].word == "كتاف"


def test_two_slips_are_found_in_a_long_word_and_not_in_a_short_one(news: Vocabulary) -> None:
    assert corrections("الاقتضاذي", news)[0].word == "الاقتصادي"
    assert corrections("نعام", vocabulary_of({"كلام": 10})) == []


def test_no_more_than_the_limit(news: Vocabulary) -> None:
    assert len(corrections("المدرسي", news, limit=1)) == 1


def test_short_words_numbers_and_very_long_words_have_none(news: Vocabulary) -> None:
    for typed in ("", "في", "2016", "م" * 65, "م" * 100_000):
        assert corrections(typed, news) == []


def test_an_empty_vocabulary_has_none() -> None:
    assert corrections("مدرسه", vocabulary_of({})) == []


def test_a_vocabulary_knows_its_words(news: Vocabulary) -> None:
    ordered = sorted(NEWS, key=str.encode)
    assert [news.word(row).decode() for row in range(len(NEWS))] == ordered
    assert news.lengths.tolist() == [*map(len, ordered)]
    assert [news.count(word) for word in ordered] == [NEWS[word] for word in ordered]
    assert news.count("ليس") == news.count("") == news.count("\ud800") == 0


def test_words_of_the_same_letters_have_the_same_mask() -> None:
    vocabulary = vocabulary_of({"سلام": 1, "سلامسلام": 1, "سلان": 1})
    same, twice, other = vocabulary.masks.tolist()
    assert same == twice != other


def test_many_words_are_gone_through_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = vocabulary_of(NEWS).masks.tolist()
    monkeypatch.setattr(typo, "_CHUNK", 7)
    assert vocabulary_of(NEWS).masks.tolist() == whole


def test_of_too_many_candidates_the_frequent_ones_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typo, "MAX_CANDIDATES", 2)
    vocabulary = vocabulary_of({"كتاب": 9, "كتان": 3, "كتات": 8, "كتاث": 1})
    assert [found.word for found in corrections("كتاي", vocabulary)] == ["كتاب", "كتات"]


@few
@given(any_text | st.text(st.characters(categories=["Cs", "Lo"]), max_size=6))
def test_any_text_can_be_corrected(news: Vocabulary, typed: str) -> None:
    found = corrections(typed, news)
    assert all(correction.word != typed and correction.count > 0 for correction in found)
