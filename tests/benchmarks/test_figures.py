from __future__ import annotations

import numpy as np
import pytest

from benchmarks.figures import figure, geometric_mean, growth_rows, middle_and_quartiles, middle_and_slow


@pytest.mark.parametrize(
    ("value", "shown"), [(1234.5, "1,234"), (23.45, "23.4"), (2.345, "2.35"), (0.234, "0.23"), (0.0123, "0.012")]
)
def test_figures_have_the_digits_that_mean_something(value: float, shown: str) -> None:
    assert figure(value) == shown


def test_spread_stands_beside_the_median() -> None:
    values = np.arange(1.0, 6.0)
    assert middle_and_slow(values) == "3.00 / 4.80"
    assert middle_and_quartiles(values) == "3.00 (2.00–4.00)"


def test_twice_and_half_as_long_are_even() -> None:
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1.0)


def test_growth_is_told_against_the_smallest() -> None:
    _, *rows = growth_rows({1000: 2.0, 32_000: 30.0}, "ms")
    assert rows == [["1,000", "1.0", "2.00", "1.0"], ["32,000", "32.0", "30.0", "15.0"]]
