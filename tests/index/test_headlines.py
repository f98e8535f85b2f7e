"""Which headlines of a segment begin with something, whatever stands before and between their words?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arabic.running import fold_text
from index.headlines import Headlines

TITLES = [
    "مسؤولون: الأسعار تتراجع",  # 0
    "«المسؤول» يعود",
    "مسئولون يجتمعون",  # 2
    "",
    "  - «مسؤولون» في الميناء",  # 4
    "؟!",
    "مدرسة\nجديدة في القرية",  # 6
    "المدرسةُ الجديدة",
    "الـمدرسه القديمة",  # 8
    "خبر عن مسؤولون",
    "Reuters: أخبار",  # 10
    "١٢ قتيلا",
    "مسودة قانون",  # 12
]


def beginning(typed: str, titles: list[str] = TITLES) -> list[int]:
    found: list[int] = Headlines(title.encode() for title in titles).beginning(typed).tolist()
    return sorted(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("مسؤولون", [0, 2, 4]),
        ("مسئولون", [0, 2, 4]),
        ("مسؤولون ال", [0]),
        ("مسؤولون في", [4]),
        ("المسؤول", [1]),
        ("مدرسة جديدة", [6]),
        ("المدرسة", [7, 8]),
        ("الْمَدرسه الجديدة", [7]),
        ("reu", [10]),
        ("REUTERS أخبار", [10]),
        ("12", [11]),
        ("الأسعار", []),
        ("زرافة", []),
    ],
)
def test_a_headline_begins_so_folded_and_without_its_punctuation(typed: str, found: list[int]) -> None:
    assert beginning(fold_text(typed).strip()) == found


def test_empty_headlines_begin_with_nothing() -> None:
    assert beginning("") == [number for number in range(len(TITLES)) if number not in (3, 5)]


@pytest.mark.parametrize("titles", [[], [""], ["", "؟"], ["\n"]])
def test_no_headlines_begin_with_anything(titles: list[str]) -> None:
    assert (beginning("", titles), beginning("خ", titles)) == ([], [])


def test_a_newline_in_one_headline_moves_no_other() -> None:
    titles = ["أول\nثان", "\nثالث", "رابع\r\n", "خامس\u2028سادس"]
    assert [beginning(typed, titles) for typed in ("اول ثان", "ثالث", "رابع", "خامس سادس", "ثان")] == [
        [0],
        [1],
        [2],
        [3],
        [],
    ]


@given(st.lists(st.text("ابكمئو\n«» .١aB\u0654", max_size=8), max_size=8), st.text("ابكمئو .١aB", max_size=4))
def test_headlines_are_those_that_one_by_one_begin_so(titles: list[str], typed: str) -> None:
    prefix = fold_text(typed).strip()
    folded = [fold_text(title.replace("\n", " ")).strip() for title in titles]
    assert beginning(prefix, titles) == [number for number, one in enumerate(folded) if one and one.startswith(prefix)]
