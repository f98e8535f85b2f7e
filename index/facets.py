"""How many of the articles found have each source, section, month and day?"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from index.engine import Facet, FacetCount, Facets
    from index.snapshot import Documents, Snapshot

NAMES = 10_000
"""Months and days whose names are remembered, some 30 years."""


MAX_CELLS = 1 << 16
"""Facets whose values can meet in no more ways are counted together, in one pass over the articles."""


class _Cells(NamedTuple):
    """The combination of each document's values, and how many values there are of each facet."""

    numbers: NDArray[np.int32]
    sizes: tuple[int, ...]

    def counts(self, documents: Documents) -> list[NDArray[np.int64]]:
        """Return for each facet how many of some documents have each value."""
        cells = np.bincount(self.numbers.take(documents), minlength=prod(self.sizes)).reshape(self.sizes)
        axes = range(len(self.sizes))
        return [cells.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]


class FacetCounter:
    """Counts the articles of one generation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cells: dict[tuple[Facet, ...], _Cells | None] = {}

    def counts(self, documents: Documents, facets: Iterable[Facet]) -> Facets:
        """Return the counts of some facets over some documents: labels by falling count, periods in their order."""
        asked = tuple(facets)
        if asked not in self._cells:
            self._cells[asked] = self._combined(asked)
        cells = self._cells[asked]
        if cells is None:
            counted = [np.bincount(self._values(facet).take(documents), minlength=1) for facet in asked]
        else:
            counted = cells.counts(documents)
        return {facet: self._named(facet, counts) for facet, counts in zip(asked, counted, strict=True)}

    def _combined(self, facets: tuple[Facet, ...]) -> _Cells | None:
        """Return the facets' values as one; None where that does not save anything."""
        sizes = tuple(self._size(facet) for facet in facets)
        if len(facets) < 2 or prod(sizes) > MAX_CELLS:
            return None
        values = tuple(self._values(facet) for facet in facets)
        return _Cells(np.ravel_multi_index(values, sizes).astype(np.int32), sizes)

    def _values(self, facet: Facet) -> NDArray[np.integer]:
        """Return the number of each document's value."""
        if facet == "month":
            return self._snapshot.months.numbers
        return self._snapshot.days.numbers if facet == "day" else self._snapshot.names(facet).numbers

    def _size(self, facet: Facet) -> int:
        if facet in ("month", "day"):
            return int(self._values(facet).max(initial=0)) + 1
        return len(self._snapshot.names(facet).shown)

    def _named(self, facet: Facet, counts: NDArray[np.int64]) -> tuple[FacetCount, ...]:
        if facet == "month":
            return _periods(self._snapshot.months.first, counts, _month)
        if facet == "day":
            return _periods(self._snapshot.days.first, counts, _day)
        return _labels(self._snapshot.names(facet).shown, counts)


def _labels(shown: Sequence[str], counts: NDArray[np.int64]) -> tuple[FacetCount, ...]:
    found = [(shown[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _periods(first: int, counts: NDArray[np.int64], name: Callable[[int], str]) -> tuple[FacetCount, ...]:
    """Return the counts of periods in their order; those of undated articles stand last."""
    there = (np.flatnonzero(counts[1:]) + 1).tolist()
    found = [(name(first + number - 1), int(counts[number])) for number in there]
    return (*found, ("", int(counts[0]))) if counts[0] else tuple(found)


@lru_cache(NAMES)
def _month(number: int) -> str:
    """Return a month since January of the year 1 as in 2022-12."""
    return f"{number // 12 + 1:04}-{number % 12 + 1:02}"


@lru_cache(NAMES)
def _day(number: int) -> str:
    """Return a day since the first of the year 1 as in 2022-12-30."""
    return date.fromordinal(number + 1).isoformat()
