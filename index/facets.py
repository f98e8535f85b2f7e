"""How many of the articles found have each source, section, month and day?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from index.schema import MINUTES_A_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.engine import Facet, FacetCount, Facets
    from index.snapshot import Documents, Snapshot


def count_facets(snapshot: Snapshot, documents: Documents, facets: Iterable[Facet]) -> Facets:
    """Return the counts of some facets over some documents: labels by falling count, months and days in their order."""
    return {facet: _counts(snapshot, documents, facet) for facet in facets}


def _counts(snapshot: Snapshot, documents: Documents, facet: Facet) -> tuple[FacetCount, ...]:
    if facet == "month":
        return _periods(snapshot.months[documents], _month)
    if facet == "day":
        return _periods(snapshot.minutes[documents] // MINUTES_A_DAY, _day)
    return _labels(snapshot, documents, facet)


def _labels(snapshot: Snapshot, documents: Documents, field: str) -> tuple[FacetCount, ...]:
    names = snapshot.names(field)
    counts = np.bincount(names.numbers[documents], minlength=len(names.shown))
    found = [(names.shown[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _periods(numbers: Documents, name: Callable[[int], str]) -> tuple[FacetCount, ...]:
    """Return the counts of periods in their order; those of undated articles, whose number is -1, stand last."""
    counts = np.bincount(numbers + 1)
    found = [(name(number - 1), int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (not one[0], one[0])))


def _month(number: int) -> str:
    """Return a month since January of the year 1 as in 2022-12; empty for undated articles."""
    return "" if number < 0 else f"{number // 12 + 1:04}-{number % 12 + 1:02}"


def _day(number: int) -> str:
    """Return a day since the first of the year 1 as in 2022-12-30; empty for undated articles."""
    return "" if number < 0 else date.fromordinal(number + 1).isoformat()
