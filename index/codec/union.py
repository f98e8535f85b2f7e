"""How many documents have any of some terms, and which of these have the best scores?

MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995): documents that have only terms
which together add less than the best documents are known to have are counted, and not scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.codec.best import floor
from index.codec.matches import Matches, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.codec.matches import Floats
    from index.codec.terms import TermList

    Wanted = Sequence[tuple[TermList, float]]
    """Terms and what their scores are multiplied by."""

CAUTION = 1 - 1e-5
"""Sums of 32-bit numbers are off by less; a score that is expected to be reached is lowered by it."""

FEW = 8
"""With fewer postings than one in so many documents, looking at these is faster than looking at all documents."""

WORTHWHILE = 20_000
"""With fewer postings than this, leaving some out takes longer than scoring them."""


def union(wanted: Wanted, size: int, number: int) -> tuple[int, Matches]:
    """Return how many documents of a segment of this size have any of the terms, and the best, the best first."""
    ordered = sorted(wanted, key=lambda pair: -pair[0].most * pair[1])
    reached = 0.0
    if sum(one.posted for one, _ in ordered) > WORTHWHILE:
        reached = max(one.reached(number) * boost for one, boost in ordered) * CAUTION
    split = _needed(ordered, reached)
    sums = np.zeros(size, np.float32)
    for one, boost in ordered[:split]:
        one.add_to(sums, boost)
    marked = sums > 0
    rest = _most(ordered[split:])
    if sum(one.posted for one, _ in ordered[:split]) * FEW < size:
        candidates = _few_candidates(sums, ordered[:split], rest, reached, number)
    else:
        candidates = _candidates(sums, rest, reached, number)
    for one, _ in ordered[split:]:
        one.mark_in(marked)
    return int(np.count_nonzero(marked)), _scored(candidates, ordered[split:], number).best(number)


def _most(wanted: Wanted) -> float:
    """Return what terms add to a score at most."""
    return sum(one.most * boost for one, boost in wanted)


def _needed(ordered: Wanted, reached: float) -> int:
    """Return how many of the terms a document must have one of, to reach a score."""
    split, rest = len(ordered), 0.0
    while split > 1 and rest + _most(ordered[split - 1 : split]) < reached:
        split -= 1
        rest += _most(ordered[split : split + 1])
    return split


def _candidates(sums: Floats, rest: float, reached: float, number: int) -> Matches:
    """Return the documents whose scores may be among the best, when they can grow by the rest at most."""
    if number < len(sums):
        reached = max(reached, float(floor(sums, number)) * CAUTION)
    least = reached - rest / CAUTION
    documents = np.flatnonzero(sums >= least if least > 0 else sums > 0)
    return Matches(documents, sums[documents])


def _few_candidates(sums: Floats, wanted: Wanted, rest: float, reached: float, number: int) -> Matches:
    """Return `_candidates`, and some more, of which only these terms' documents are looked at."""
    documents = np.concatenate([one.documents for one, _ in wanted])
    scores = sums.take(documents)
    repeated = number * len(wanted)  # a document may stand there once for each term
    if repeated < len(scores):
        reached = max(reached, float(floor(scores, repeated)) * CAUTION)
    documents = distinct(documents.compress(scores >= reached - rest / CAUTION))
    return Matches(documents, sums.take(documents))


def _scored(found: Matches, wanted: Wanted, number: int) -> Matches:
    """Return candidates with the scores of some more terms added; those without hope are left out on the way."""
    for place, (one, boost) in enumerate(wanted):
        stands, values = one.values(found.documents)
        found = found.plus(np.where(stands, values, np.float32(0)) * np.float32(one.rarity * boost))
        if found.number > 4 * number:
            least = floor(found.each(), number) * CAUTION - _most(wanted[place + 1 :]) / CAUTION
            found = found.chosen(found.each() >= least)
    return found
