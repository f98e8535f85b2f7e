"""What is asked for?"""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from index.query import (
    And,
    Everything,
    InTitle,
    Labelled,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Published,
    Query,
    Term,
    Words,
    leaves,
)

SUN, MOON, SEA = Words(("شمس",)), Phrase("ضوء القمر"), Words(("بحر",))


def test_a_leaf_is_its_own_leaf() -> None:
    assert leaves(SUN) == (SUN,)


def test_leaves_come_in_order_from_any_depth() -> None:
    assert leaves(And((Or((SEA, MOON)), SUN))) == (SEA, MOON, SUN)


def test_leaves_under_not_are_left_out() -> None:
    assert leaves(And((SUN, Not(Or((MOON, SEA)))))) == (SUN,)


def test_what_stands_near_or_in_the_title_is_a_leaf() -> None:
    near, title, term = Near("بحر شمس", 3), InTitle(SUN), Words((), terms=(Term("شم", "prefix"),))
    assert leaves(Or((near, And((title, term))))) == (near, title, term)


@pytest.mark.parametrize(
    "query",
    [Everything(), Nothing(), And(()), Or(()), Labelled("source", "الأهالي"), Published(date(2024, 1, 1), None)],
)
def test_trees_without_words_have_no_leaves(query: Query) -> None:
    assert leaves(query) == ()


def test_loose_words_need_any_of_them_unless_told() -> None:
    assert Words(("بحر",)) == Words(("بحر",), need="any") != Words(("بحر",), need="all")


def test_a_tree_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SUN.words = ()  # type: ignore[misc]


def test_trees_of_the_same_parts_are_equal() -> None:
    assert And((SUN, Not(MOON))) == And((Words(("شمس",)), Not(Phrase("ضوء القمر"))))
