"""How are times and ratios shown? With the digits that mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Floats = np.ndarray[Any, np.dtype[np.float64]]


def figure(value: float) -> str:
    """Return a number with two digits or three that count, or all before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def middle_and_slow(values: Sequence[float] | Floats) -> str:
    """Return the median, and what 95 of 100 are under."""
    return " / ".join(map(figure, np.percentile(values, (50, 95)).tolist()))


def middle_and_quartiles(values: Floats) -> str:
    """Return the median with both quartiles."""
    low, middle, high = map(figure, np.percentile(values, (25, 50, 75)).tolist())
    return f"{middle} ({low}–{high})"


def geometric_mean(values: Sequence[float]) -> float:
    """Return the geometric mean of numbers above 0."""
    return float(np.exp(np.mean(np.log(values))))


def growth_rows(medians: Mapping[int, float], unit: str) -> list[list[str]]:
    """Return a head and rows of how a time grows with the number of articles, the smallest first."""
    smallest = next(iter(medians))
    rows = [["articles", "times the articles", f"median {unit}", "times as long"]]
    for articles, spent in medians.items():
        rows.append([f"{articles:,}", f"{articles / smallest:.1f}", figure(spent), f"{spent / medians[smallest]:.1f}"])
    return rows
