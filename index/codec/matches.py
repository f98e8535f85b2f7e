"""Which documents of a segment match, with which scores?

Few are best listed, many are best marked among all documents of the segment. Documents are local numbers; none of them
is deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.codec.best import floor, largest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Documents = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Mask = NDArray[np.bool_]

SEARCH_COST = 8
"""Looking one number up in an ascending list takes as long as merging eight into it."""

FIRST_WINDOW = 4096
"""Documents that are looked at first for those with the lowest numbers; then four times as many."""


class Matches(NamedTuple):
    """Documents, ascending unless said otherwise, and their scores; one number where all have the same score."""

    documents: Documents
    scores: Floats | float

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.documents)

    def each(self) -> Floats:
        """Return a score for each document."""
        if isinstance(self.scores, np.ndarray):
            return self.scores
        return np.full(len(self.documents), self.scores, np.float32)

    def chosen(self, keep: Mask) -> Matches:
        """Return some of them, in their order."""
        scores = self.scores.compress(keep) if isinstance(self.scores, np.ndarray) else self.scores
        return Matches(self.documents.compress(keep), scores)

    def times(self, boost: float) -> Matches:
        """Return them with scores so many times as large."""
        return self if boost == 1.0 else Matches(self.documents, self.scores * boost)

    def plus(self, scores: Floats | float) -> Matches:
        """Return them with scores that are larger by this."""
        return Matches(self.documents, self.scores + scores)

    def best(self, number: int) -> Matches:
        """Return those with the largest scores, the largest first, equal ones in the order of the documents."""
        if not isinstance(self.scores, np.ndarray):
            return Matches(self.documents[:number], self.scores)
        places = largest(self.scores, number)
        return Matches(self.documents[places], self.scores[places])

    def listed(self) -> Matches:
        """Return them as a list."""
        return self

    def marks(self, size: int) -> Mask:
        """Return a truth value for each document of the segment, which has ``size``."""
        return marks(self.documents, size)


class Marked(NamedTuple):
    """A truth value for each document of a segment, and a score for each, 0 where it does not match; or one for all."""

    marked: Mask
    scores: Floats | float

    @property
    def number(self) -> int:
        """How many documents match."""
        return int(np.count_nonzero(self.marked))

    def times(self, boost: float) -> Marked:
        """Return them with scores so many times as large."""
        return self if boost == 1.0 else Marked(self.marked, self.scores * boost)

    def best(self, number: int) -> Matches:
        """Return the documents with the largest scores, the largest first, equal ones in their order."""
        if not isinstance(self.scores, np.ndarray):
            return Matches(_first(self.marked, number), self.scores)
        least = floor(self.scores, number) if 0 < number < len(self.scores) else 0
        if least <= 0:  # few match, or many have a score of 0
            return self.listed().best(number)
        documents = np.flatnonzero(self.scores >= least)
        return Matches(documents, self.scores[documents]).best(number)

    def listed(self) -> Matches:
        """Return them as a list."""
        documents = np.flatnonzero(self.marked)
        scores = self.scores[documents] if isinstance(self.scores, np.ndarray) else self.scores
        return Matches(documents, scores)

    def marks(self, size: int) -> Mask:  # noqa: ARG002 - as of what is listed
        """Return a truth value for each document of the segment."""
        return self.marked

    def at(self, documents: Documents) -> tuple[Mask, Floats | float]:
        """Tell which of some documents match, and the score of each."""
        scores = self.scores.take(documents) if isinstance(self.scores, np.ndarray) else self.scores
        return self.marked.take(documents), scores


NOTHING = Matches(np.zeros(0, np.int64), 0.0)


def places(documents: NDArray[np.integer], among: NDArray[np.integer]) -> tuple[Mask, Documents]:
    """Tell which documents stand in an ascending list, and where; a place is of no use where one does not."""
    if not len(among):
        return np.zeros(len(documents), np.bool_), np.zeros(len(documents), np.int64)
    # keys of another type than the list's would have it copied
    where = np.searchsorted(among, documents.astype(among.dtype, copy=False))
    np.minimum(where, len(among) - 1, out=where)
    return among[where] == documents, where


def common(few: NDArray[Any], many: NDArray[Any]) -> NDArray[Any]:
    """Return what is in both of two ascending lists of the same type."""
    if len(few) * SEARCH_COST < len(many):
        return few.compress(places(few, many)[0])
    # what is in both stands twice in the sorted line; sorting merges two ascending runs, in less time than a search
    line = np.sort(np.concatenate([few, many]), kind="stable")
    return line[1:].compress(line[1:] == line[:-1])


def distinct(documents: NDArray[Any]) -> NDArray[Any]:
    """Return each of some documents once, ascending; they consist of a few ascending runs."""
    line = np.sort(documents, kind="stable")
    return line.compress(np.diff(line, prepend=-1) > 0)


def marks(documents: NDArray[np.integer], size: int) -> Mask:
    """Return a truth value for each of a segment's documents: is it one of these?"""
    marked = np.zeros(size, np.bool_)
    marked[documents] = True
    return marked


def both(one: Matches, other: Matches) -> Matches:
    """Return what is in both, with the sums of the scores."""
    small, large = (one, other) if one.number <= other.number else (other, one)
    found, where = places(small.documents, large.documents)
    added = large.scores[where[found]] if isinstance(large.scores, np.ndarray) else large.scores
    return small.chosen(found).plus(added)


def maybe(wanted: Matches, welcome: Matches) -> Matches:
    """Return the wanted ones, with higher scores where they are welcome too."""
    found, where = places(wanted.documents, welcome.documents)
    scores = wanted.each().copy()
    scores[found] += welcome.each()[where[found]]
    return Matches(wanted.documents, scores)


def _first(marked: Mask, number: int) -> Documents:
    """Return the lowest numbers of documents that are marked."""
    window = FIRST_WINDOW
    while window < len(marked) and np.count_nonzero(marked[:window]) < number:
        window *= 4
    return np.flatnonzero(marked[:window])[:number]
