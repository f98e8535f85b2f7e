"""What is asked for?"""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from index.query import And, Everything, Not, Nothing, Or, Phrase, Words, leaves

SUN, MOON, SEA = Words(("شمس",)), Phrase("ضوء القمر"), Words(("بحر",))


def test_a_leaf_is_its_own_leaf() -> None:
    assert leaves(SUN) == (SUN,)


def test_leaves_come_in_order_from_any_depth() -> None:
    assert leaves(And((Or((SEA, MOON)), SUN))) == (SEA, MOON, SUN)


def test_leaves_under_not_are_left_out() -> None:
    assert leaves(And((SUN, Not(Or((MOON, SEA)))))) == (SUN,)


@pytest.mark.parametrize("query", [Everything(), Nothing(), And(()), Or(())])
def test_trees_without_words_have_no_leaves(query: Everything | Nothing | And | Or) -> None:
    assert leaves(query) == ()


def test_loose_words_need_any_of_them_unless_told() -> None:
    assert Words(("بحر",)) == Words(("بحر",), need="any") != Words(("بحر",), need="all")


def test_a_tree_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SUN.words = ()  # type: ignore[misc]


def test_trees_of_the_same_parts_are_equal() -> None:
    assert And((SUN, Not(MOON))) == And((Words(("شمس",)), Not(Phrase("ضوء القمر"))))
