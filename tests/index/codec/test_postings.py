"""Do postings come back as they were written, in the smallest type that holds them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.postings import Inverted, Postings, bounds, compact, compact_weights, write_inverted

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter

    Saved = Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]

posting = st.tuples(st.sampled_from([1.0, 2.0, 0.5, 300.0]), st.lists(st.integers(0, 300), min_size=1, max_size=3))
fields = st.dictionaries(
    st.binary(max_size=3), st.dictionaries(st.integers(0, 9), posting, min_size=1, max_size=4), max_size=5
)


def inverted(field: dict[bytes, dict[int, tuple[float, list[int]]]], *, positions: bool) -> Inverted:
    terms = sorted(field)
    postings = [(document, *field[term][document]) for term in terms for document in sorted(field[term])]
    return Inverted(
        terms,
        np.array([len(field[term]) for term in terms], np.int64),
        np.array([document for document, _, _ in postings], np.int64),
        np.array([weight for _, weight, _ in postings], np.float32),
        np.array([len(places) for _, _, places in postings], np.int64) if positions else None,
        np.array([place for _, _, places in postings for place in places], np.int64) if positions else None,
    )


@given(fields, st.booleans())
def test_each_term_has_its_postings(
    saved: Saved, field: dict[bytes, dict[int, tuple[float, list[int]]]], positions: bool
) -> None:
    file = saved(lambda writer: write_inverted(writer, "text", inverted(field, positions=positions)))
    found = Postings(file, "text")
    assert list(found.terms) == sorted(field)
    assert found.size == sum(map(len, field.values()))
    assert found.has_positions is positions
    assert found.counts(0, len(field)).tolist() == [len(field[term]) for term in sorted(field)]
    for number, term in enumerate(sorted(field)):
        first, last = found.starts(number, number + 1).tolist()
        assert found.documents(first, last).tolist() == sorted(field[term])
        assert found.weights(first, last).tolist() == [field[term][one][0] for one in sorted(field[term])]
        if positions:
            assert found.occurrences(first, last).tolist() == [len(field[term][one][1]) for one in sorted(field[term])]
            places = found.positions(*found.first_positions(number, number + 1).tolist()).tolist()
            assert places == [place for one in sorted(field[term]) for place in field[term][one][1]]


def test_weights_that_are_all_one_are_not_written(saved: Saved) -> None:
    one = Inverted([b"a"], np.array([2]), np.array([0, 3]))
    found = Postings(saved(lambda writer: write_inverted(writer, "text", one)), "text")
    assert not found.has_weights
    assert found.weight_type == np.uint8
    assert found.weights(0, 2).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("weights", "kind"),
    [([1, 255], "|u1"), ([1, 256], "<f4"), ([1.5], "<f4"), ([0.0], "|u1"), ([-1.0], "<f4"), ([], "|u1")],
)
def test_weights_are_bytes_where_that_is_exact(weights: list[float], kind: str) -> None:
    kept = compact_weights(np.array(weights, np.float32))
    assert kept.dtype.str == kind
    assert kept.tolist() == weights


@pytest.mark.parametrize(("numbers", "kind"), [([], "|u1"), ([255], "|u1"), ([256], "<u2"), ([1 << 16], "<u4")])
def test_numbers_have_the_smallest_type(numbers: list[int], kind: str) -> None:
    kept: Any = compact(np.array(numbers, np.int64))
    assert kept.dtype.str == kind
    assert kept.tolist() == numbers


def test_bounds_have_an_end_for_the_last_group() -> None:
    assert bounds(np.array([2, 0, 3])).tolist() == [0, 2, 2, 5]
    assert bounds(np.array([], np.int64)).tolist() == [0]
