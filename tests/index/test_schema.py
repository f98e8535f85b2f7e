"""Which fields does the index have, and how do words, labels and days stand in them?"""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta, timezone
from zlib import crc32

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.arabic.analyzer import Analyzer, Word
from index.schema import (
    CODE,
    EPOCH,
    GAP,
    LAST_MINUTE,
    Terms,
    family_prefix,
    label,
    read_terms,
    schema,
    to_minute,
    word_code,
    word_term,
)

ANALYZER = Analyzer()


def terms(text: str) -> list[bytes]:
    return [word_term(word).encode() for word in ANALYZER.words(text)]


def test_terms_of_one_family_begin_alike() -> None:
    (book,) = ANALYZER.words("كتاب")
    prefix = family_prefix(book.key)
    assert [term.startswith(prefix) for term in terms("كتاب والكتاب كتابهم قلم")] == [True, True, True, False]


def test_a_term_is_of_no_family_whose_key_only_begins_its_own() -> None:
    (book,) = ANALYZER.words("كتاب")
    assert not terms("كتاب")[0].startswith(family_prefix(book.key[:-1]))


@pytest.mark.parametrize(
    "word",
    ["كتاب", "والكتاب", "مدرسة", "وَالمهندسون", "لأحمد", "هامبورغ", "٢٠٢٤", "Reuters", "آن", "ماء", "كِتاب", "وَالكِتاب"],
)
def test_a_term_gives_its_word_back(word: str) -> None:
    """With a base of its own or not, and with a spelling that folds or not."""
    (analysed,) = ANALYZER.words(word)
    gives_back(analysed)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("والكتابهمءأئ\u064eـ٢.,'")))
def test_the_term_of_any_word_gives_it_back(text: str) -> None:
    for word in ANALYZER.words(text):
        gives_back(word)


def gives_back(word: Word) -> None:
    term = word_term(word)
    key, stem, written, *_ = term.split(" ", 3)
    assert (key, stem, written) == (word.key, word.stem, word.written)
    assert read_terms([term.encode()]) == [(word.fold, word.base, word.shown)]


def test_terms_of_different_words_are_different() -> None:
    words = "كتاب كتب كاتب والكتاب الكتاب كتابهم بكتاب ماء ما علي على".split()
    assert len({term for word in words for term in terms(word)}) == len(words)


# Codes


def test_a_code_is_the_crc_32_in_four_bytes_whatever_the_machine() -> None:
    assert word_code("كتاب".encode()) == crc32("كتاب".encode())
    assert np.array([1], CODE).tobytes() == b"\x01\x00\x00\x00"


def test_a_word_whose_crc_is_that_of_a_gap_has_another_code() -> None:
    assert crc32(b"") == GAP
    assert word_code(b"") != GAP


@given(st.text(st.characters(codec="utf-8")))
def test_no_word_has_the_code_of_a_gap(word: str) -> None:
    assert GAP < word_code(word.encode()) < 1 << 32


# Labels and days


def test_a_label_is_folded() -> None:
    assert label("وكالة الأنباء") == "وكاله الانبا"


@pytest.mark.parametrize("text", ["", "  ", "\u200f"])
def test_a_label_without_letters_is_unknown(text: str) -> None:
    assert label(text) is None


def test_a_day_counts_from_its_midnight() -> None:
    assert to_minute(date(2024, 5, 1)) == to_minute(datetime(2024, 5, 1))


def test_minutes_follow_the_clock_as_written() -> None:
    riyadh = timezone(timedelta(hours=3))
    assert to_minute(datetime(2024, 5, 1, 23, 30, tzinfo=riyadh)) == to_minute(datetime(2024, 5, 1, 23, 30))


def test_a_day_has_1440_minutes() -> None:
    assert to_minute(date(2024, 3, 1)) - to_minute(date(2024, 2, 29)) == 1440


def test_the_first_day_of_all_is_not_before_zero_and_the_last_moment_is_the_last_minute() -> None:
    assert (to_minute(date.min), to_minute(datetime.max)) == (0, LAST_MINUTE)


@given(st.datetimes())
@example(datetime(2024, 5, 1, 23, 59, 59, 999_999))
def test_a_minute_leads_back_to_its_moment(moment: datetime) -> None:
    assert EPOCH + timedelta(minutes=to_minute(moment)) == moment.replace(second=0, microsecond=0)


# Whoosh's view


def test_a_field_of_terms_takes_their_positions_as_they_are() -> None:
    field = Terms()
    postings = list(field.index({"قلم": [0, 4, 5], "حبر": [2]}))
    assert [(term.decode(), count, weight) for term, count, weight, _ in postings] == [("قلم", 3, 3.0), ("حبر", 1, 1.0)]
    assert [field.format.decode_positions(value) for *_, value in postings] == [[0, 4, 5], [2]]


def test_the_schema_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()
