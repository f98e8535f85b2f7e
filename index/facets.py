"""How many of the articles found have each source, section, month and day?"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.engine import Facet, FacetCount, Facets
    from index.snapshot import Documents, Periods, Snapshot

NAMES = 10_000
"""Months and days whose names are remembered, some 30 years."""


def count_facets(snapshot: Snapshot, documents: Documents, facets: Iterable[Facet]) -> Facets:
    """Return the counts of some facets over some documents: labels by falling count, months and days in their order."""
    return {facet: _counts(snapshot, documents, facet) for facet in facets}


def _counts(snapshot: Snapshot, documents: Documents, facet: Facet) -> tuple[FacetCount, ...]:
    if facet == "month":
        return _periods(snapshot.months, documents, _month)
    if facet == "day":
        return _periods(snapshot.days, documents, _day)
    return _labels(snapshot, documents, facet)


def _labels(snapshot: Snapshot, documents: Documents, field: str) -> tuple[FacetCount, ...]:
    names = snapshot.names(field)
    counts = np.bincount(names.numbers[documents], minlength=len(names.shown))
    found = [(names.shown[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _periods(periods: Periods, documents: Documents, name: Callable[[int], str]) -> tuple[FacetCount, ...]:
    """Return the counts of periods in their order; those of undated articles stand last."""
    counts = np.bincount(periods.numbers[documents], minlength=1)
    there = (np.flatnonzero(counts[1:]) + 1).tolist()
    found = [(name(periods.first + number - 1), int(counts[number])) for number in there]
    return (*found, ("", int(counts[0]))) if counts[0] else tuple(found)


@lru_cache(NAMES)
def _month(number: int) -> str:
    """Return a month since January of the year 1 as in 2022-12."""
    return f"{number // 12 + 1:04}-{number % 12 + 1:02}"


@lru_cache(NAMES)
def _day(number: int) -> str:
    """Return a day since the first of the year 1 as in 2022-12-30."""
    return date.fromordinal(number + 1).isoformat()
