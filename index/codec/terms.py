"""In which documents of a segment does a term stand, and what does it add to each one's score?

What a posting adds is the term's rarity times its *share*, BM25's saturated weight, which is between 0 and 1:
w / (w + K1 (1 - B + B length / mean)). Shares are worked out when they are first needed, and kept while there is room.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.codec.matches import Matches, common, marks, places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.codec.matches import Documents, Floats, Mask
    from index.codec.postings import Postings

FREQUENT = 8
"""A term that stands in more than one of so many documents may be spread out: an array with an item a document."""

SPREAD_GAIN = 10
"""Looking one document up takes as long as spreading out, or adding, ten."""


class Segment:
    """A segment as scores need it: its reader, its size, and which of its documents are not deleted (None: all)."""

    def __init__(self, reader: Any, offset: int) -> None:
        self.reader = reader
        self.offset = offset
        self.size: int = reader.doc_count_all()
        self.live: Mask | None = None
        deleted = reader._perdoc.deleted
        if len(deleted):
            self.live = np.ones(self.size, np.bool_)
            self.live[deleted] = False

    def postings(self, field: str) -> Postings | None:
        """Return the postings of a field; None when no document has a term in it."""
        postings: Postings | None = self.reader._terms.postings(field)
        return postings

    def kept(self, documents: NDArray[np.integer]) -> Documents:
        """Return those of some documents that are not deleted."""
        whole = documents.astype(np.int64)
        return whole if self.live is None else whole[self.live[whole]]


def shares(weights: NDArray[Any], norms: Floats | None) -> Floats:
    """Return the share of postings with these weights; ``norms`` are their documents', None in a field without them."""
    floats = weights.astype(np.float32)
    return floats if norms is None else floats / (floats + norms)


class TermList:
    """A term in a segment. ``rarity`` is what shares are multiplied by; ``norms`` has an item a document."""

    def __init__(self, segment: Segment, postings: Postings, number: int, norms: Floats | None, rarity: float) -> None:
        self.segment = segment
        self.postings = postings
        self.number = number
        self.rarity = rarity
        self._norms = norms
        self.first, self.last = postings.starts(number, number + 1).tolist()
        self._lookups = 0
        self._best: tuple[int, Matches] | None = None

    @property
    def posted(self) -> int:
        """The number of postings, those of deleted documents with them."""
        return int(self.last - self.first)

    @property
    def room(self) -> int:
        """What keeping the term worked out takes, in postings: 12 bytes each; one that is spread out takes more."""
        return self.posted + (self.segment.size // 2 if self.posted * FREQUENT > self.segment.size else 0)

    @cached_property
    def raw(self) -> NDArray[np.uint32]:
        """The documents of all postings, the deleted ones with them."""
        return self.postings.documents(self.first, self.last)

    @cached_property
    def documents(self) -> Documents:
        """The documents that match."""
        return self.segment.kept(self.raw)

    @property
    def count(self) -> int:
        """The number of documents that match."""
        return self.posted if self.segment.live is None else len(self.documents)

    @cached_property
    def shares(self) -> Floats:
        """The share of each of the documents that match."""
        if self.segment.live is None:
            return self._shares_at(slice(None), self.documents)
        return self._shares_at(np.flatnonzero(self.segment.live.take(self.raw)), self.documents)

    @cached_property
    def occurrences(self) -> NDArray[Any]:
        """How many positions each posting has."""
        return self.postings.occurrences(self.first, self.last)

    @cached_property
    def positions(self) -> NDArray[Any]:
        """The positions of all postings, one posting behind the other."""
        first, last = self.postings.first_positions(self.number, self.number + 1).tolist()
        return self.postings.positions(first, last)

    @cached_property
    def position_ends(self) -> NDArray[np.int64]:
        """Where in `positions` those of each posting end."""
        return np.cumsum(self.occurrences, dtype=np.int64)

    @cached_property
    def most(self) -> float:
        """What the term adds to a score at most."""
        return self.rarity * float(self.shares.max(initial=0.0))

    @cached_property
    def spread(self) -> Floats:
        """The share of each document of the segment; 0 where the term does not stand."""
        spread = np.zeros(self.segment.size, np.float32)
        spread[self.documents] = self.shares
        return spread

    @cached_property
    def marks(self) -> Mask:
        """A truth value for each document of the segment: does the term stand there?"""
        return marks(self.documents, self.segment.size)

    @property
    def frequent(self) -> bool:
        """Whether arrays with an item a document are worth their room, and their making, by now."""
        return self._lookups > 1 and self.posted * FREQUENT > self.segment.size

    def matches(self, boost: float = 1.0) -> Matches:
        """Return the documents that match, with their scores."""
        return Matches(self.documents, self.shares * (self.rarity * boost))

    def values(self, documents: Documents) -> tuple[Mask, Floats]:
        """Tell in which of some documents the term stands, and the share of it there, else anything."""
        self._lookups += 1
        if self.frequent or len(documents) * SPREAD_GAIN > self.posted + self.segment.size // SPREAD_GAIN:
            values = self.spread.take(documents)
            return values > 0, values
        found, where = places(documents, self.raw)
        return found, self._shares_at(where, documents)

    def stands(self, documents: Documents) -> Mask:
        """Tell in which of some documents the term stands."""
        self._lookups += 1
        return self.marks.take(documents) if self.frequent else self.places(documents)[0]

    def within(self, raw: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return those of some documents, ascending, in which the term stands; among them are deleted ones."""
        self._lookups += 1
        if self.frequent and self.segment.live is None:
            return raw.compress(self.marks.take(raw))
        return common(*sorted([raw, self.raw], key=len))

    def places(self, documents: Documents) -> tuple[Mask, Documents]:
        """Tell which of some documents stand in `raw`, and where."""
        if len(documents) * SPREAD_GAIN < self.posted + self.segment.size // SPREAD_GAIN:
            return places(documents, self.raw)
        ranks = np.zeros(self.segment.size, np.int32)
        ranks[self.raw.astype(np.int64)] = np.arange(1, self.posted + 1)
        where = ranks.take(documents).astype(np.int64) - 1
        return where >= 0, where

    def mark_in(self, marked: Mask) -> None:
        """Mark the documents that match, among all of the segment."""
        if self.frequent:
            marked |= self.marks
        else:
            marked[self.documents] = True

    def add_to(self, sums: Floats, boost: float) -> None:
        """Add the term's scores to those of all documents of the segment."""
        self._lookups += 1
        if self.frequent:
            sums += self.spread * np.float32(self.rarity * boost)
        else:
            np.add.at(sums, self.documents, self.shares * np.float32(self.rarity * boost))

    def best(self, number: int) -> Matches:
        """Return the documents with the largest shares, the largest first, and these shares."""
        if self._best is None or self._best[0] != number:
            self._best = number, Matches(self.documents, self.shares).best(number)
        return self._best[1]

    def reached(self, number: int) -> float:
        """Return a score that at least ``number`` documents reach by this term alone; 0 when there are fewer."""
        shares = self.best(number).each()
        return self.rarity * float(shares[-1]) if len(shares) == number else 0.0

    def _shares_at(self, where: slice | Documents, documents: Documents) -> Floats:
        weights = self.postings.weights(self.first, self.last)[where]
        return shares(weights, None if self._norms is None else self._norms.take(documents))
