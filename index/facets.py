"""How many of the articles found have each source, section and month?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.engine import Facet, FacetCount, Facets
    from index.snapshot import Documents, Snapshot


def count_facets(snapshot: Snapshot, documents: Documents, facets: Iterable[Facet]) -> Facets:
    """Return the counts of some facets over some documents: labels by falling count, months in their order."""
    return {facet: _counts(snapshot, documents, facet) for facet in facets}


def _counts(snapshot: Snapshot, documents: Documents, facet: Facet) -> tuple[FacetCount, ...]:
    return _months(snapshot, documents) if facet == "month" else _labels(snapshot, documents, facet)


def _labels(snapshot: Snapshot, documents: Documents, field: str) -> tuple[FacetCount, ...]:
    names = snapshot.names(field)
    counts = np.bincount(names.numbers[documents], minlength=len(names.shown))
    found = [(names.shown[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _months(snapshot: Snapshot, documents: Documents) -> tuple[FacetCount, ...]:
    months = snapshot.months[documents]
    counts = np.bincount(months + 1)
    found = [(_month(number - 1), int(counts[number])) for number in np.flatnonzero(counts).tolist()]
    return tuple(sorted(found, key=lambda one: (not one[0], one[0])))


def _month(number: int) -> str:
    """Return a month since January of the year 1 as in 2022-12; empty for undated articles."""
    return "" if number < 0 else f"{number // 12 + 1:04}-{number % 12 + 1:02}"
