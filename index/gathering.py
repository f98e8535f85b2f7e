"""In which articles does an asked word stand, and how often in each form?

The postings of all its written forms are read as they lie in the index, segment by segment.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.asked import Asked
    from index.codec.postings import Postings
    from index.snapshot import Documents, Snapshot


BITS = 20
"""A number of occurrences takes so many bits, and three of them are summed up as one: by the levels of evidence."""

MOST = (1 << BITS) - 1
"""More occurrences in one article than these do not happen: it would have as many words."""


LEVELS = (Relation.SPELLING, Relation.CLITIC, Relation.TYPO)
"""The relations up to which occurrences are evidence of one kind."""

_SHIFTS = np.searchsorted(LEVELS, range(len(Relation) + 1)) * BITS
"""Where occurrences of each relation are summed up."""


@dataclass(frozen=True, slots=True)
class Run:
    """Postings that lie side by side in a segment: ``documents`` by their numbers in the index, ``first`` is where they
    begin in the segment's ``postings``, and ``term`` the first of their terms; the rest are the relations of these, and
    how many postings each has.
    """

    postings: Postings
    term: int
    first: int
    documents: Documents
    relations: NDArray[np.uint8]
    counts: Documents

    def packed(self, chosen: Documents | None) -> NDArray[np.int64]:
        """Return how often the word stands in each document, more in the title; packed by the relation of the term.

        ``chosen`` are places in ``documents``, ascending; None for all.
        """
        weights = self.postings.weights(self.first, self.first + len(self.documents))
        if chosen is None:
            return weights.astype(np.int64) << np.repeat(_SHIFTS[self.relations], self.counts)
        terms = np.searchsorted(np.cumsum(self.counts), chosen, "right")
        return weights[chosen].astype(np.int64) << _SHIFTS[self.relations[terms]]

    def places(self, within: NDArray[np.bool_]) -> tuple[Documents, Documents]:
        """Return where the word stands in some documents: that of each occurrence, and the position in it."""
        occurrences = self.postings.occurrences(self.first, self.first + len(self.documents))
        bounds = self.postings.first_positions(self.term, self.term + len(self.counts))
        positions = self.postings.positions(int(bounds[0]), int(bounds[-1]))
        chosen = np.flatnonzero(within.take(self.documents))
        behind = np.cumsum(occurrences, dtype=np.int64).take(chosen)
        counts = occurrences.take(chosen).astype(np.int64)
        behind -= np.cumsum(counts)  # where a posting's positions stand, less where they are put
        here = np.repeat(behind, counts) + np.arange(int(counts.sum()))
        return np.repeat(self.documents.take(chosen), counts), positions.take(here).astype(np.int64)


def runs(snapshot: Snapshot, asked: Asked) -> Iterator[Run]:
    """Yield all postings of the words that answer an asked one."""
    for part, forms in zip(snapshot.parts, asked.found.segments, strict=True):
        chosen = np.flatnonzero(forms.relations <= int(asked.farthest))  # comparing with an enumeration takes long
        postings = part.postings("text")
        if postings is None or not len(chosen):
            continue
        terms, relations, counts = forms.terms[chosen], forms.relations[chosen], forms.articles[chosen]
        base = int(terms[0])
        starts = postings.starts(base, int(terms[-1]) + 1)
        breaks = [0, *(np.flatnonzero(np.diff(terms) != 1) + 1).tolist(), len(terms)]
        for begin, end in pairwise(breaks):
            first, last = int(starts[terms[begin] - base]), int(starts[terms[end - 1] - base + 1])
            documents = postings.documents(first, last).astype(np.int64)
            if part.first:
                documents += part.first
            yield Run(postings, int(terms[begin]), first, documents, relations[begin:end], counts[begin:end])


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a word stands in some documents; some documents come several times, with the same counts.

    ``up_to`` counts the forms up to each of the `LEVELS`.
    """

    documents: Documents
    up_to: dict[Relation, NDArray[np.float32]]


class Counter:
    """Sums up by document. Keeps a scratch array of one generation: for one query at a time."""

    def __init__(self, size: int) -> None:
        self._sums = np.zeros(size, np.int64)

    def counts(self, found: Sequence[Run], within: NDArray[np.bool_] | None = None) -> Counts:
        """Return the counts of a word in all its documents, or in those of some that are given by number."""
        documents, packed = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for run in found:
            chosen = None if within is None else np.flatnonzero(within.take(run.documents))
            documents.append(run.documents if chosen is None else run.documents.take(chosen))
            packed.append(run.packed(chosen))
        joined = np.concatenate(documents)
        return Counts(joined, _unpacked(self._summed(joined, np.concatenate(packed))))

    def _summed(self, documents: Documents, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each document the sum of the amounts wherever it comes."""
        np.add.at(self._sums, documents, amounts)
        sums: NDArray[np.int64] = self._sums.take(documents)
        self._sums[documents] = 0
        return sums


def _unpacked(sums: NDArray[np.int64]) -> dict[Relation, NDArray[np.float32]]:
    spelling = (sums & MOST).astype(np.float32)
    if not len(sums) or int(sums.max()) <= MOST:
        return dict.fromkeys(LEVELS, spelling)
    clitic = spelling + (sums >> BITS & MOST).astype(np.float32)
    form = clitic + (sums >> 2 * BITS).astype(np.float32)
    return dict(zip(LEVELS, (spelling, clitic, form), strict=True))
