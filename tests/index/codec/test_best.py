"""Are the largest scores found, equal ones in their order?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.best import floor, largest


def expected(scores: list[float], number: int) -> list[int]:
    return sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:number]


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(0, 12), st.sampled_from([np.float32, np.uint32, np.int64]))
def test_the_largest_come_first_and_equal_ones_in_order(scores: list[float], number: int, kind: type) -> None:
    assert largest(np.array(scores, kind), number).tolist() == expected(scores, number)


@pytest.mark.parametrize("values", [3, 100_000])
@pytest.mark.parametrize("number", [1, 10, 200])
def test_many_scores_are_selected_by_the_maxima_of_groups(values: int, number: int) -> None:
    scores = np.random.default_rng(values).integers(0, values, 40_000)
    assert largest(scores, number).tolist() == expected(scores.tolist(), number)
    assert np.count_nonzero(scores >= floor(scores, number)) >= number
