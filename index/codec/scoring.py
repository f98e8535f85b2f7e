"""What are the figures of an index that scores need, and which lists of terms are at hand?

One `Scoring` is kept for each searcher of Whoosh's: its figures are those of one commit.
"""

from __future__ import annotations

import weakref
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.scoring import BM25F, WeightingModel

from index.codec.matches import marks
from index.codec.numbers import Numbers
from index.codec.reading import LENGTHS
from index.codec.terms import Segment, TermList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.codec.matches import Floats, Mask
    from index.codec.postings import Postings

MEMORY_POSTINGS = 4_000_000
"""Postings of terms used lately that are kept worked out; at most twice as many, some 100 MB."""

TERM_COST = 50
"""A kept term takes as much room as so many postings, beside its own; one that stands nowhere, too."""


class Scoring:
    """BM25F as Whoosh has it, over the segments of one searcher."""

    def __init__(self, searcher: Any, weighting: Any) -> None:
        # a weak reference, because the searcher is what this is kept by
        self._searcher = weakref.ref(searcher)
        self.weighting = weighting
        # an index without documents has one reader that has nothing
        leaves = [(one.reader(), offset) for one, offset in searcher.leaf_searchers() if one.doc_count_all()]
        self.segments = [Segment(reader, offset) for reader, offset in leaves]
        self.supported = is_bm25f(weighting)
        self._lists: dict[tuple[str, Any], tuple[TermList | None, ...]] = {}
        self._older: dict[tuple[str, Any], tuple[TermList | None, ...]] = {}
        self._size = 0
        self._norms: dict[tuple[str, int], Floats | None] = {}
        self._numbers: dict[tuple[str, int], Numbers | None] = {}
        self._present: dict[tuple[str, int], Mask] = {}

    @property
    def searcher(self) -> Any:
        """Whoosh's searcher."""
        return self._searcher()

    @property
    def schema(self) -> Any:
        """Whoosh's schema."""
        return self.searcher.schema

    def is_indexed(self, field: str) -> bool:
        """Tell whether documents can have terms in a field."""
        return field in self.schema and bool(self.schema[field].format)

    def has_positions(self, field: str | None) -> bool:
        """Tell whether it is known where in a field a term stands."""
        return field is not None and self.is_indexed(field) and bool(self.schema[field].format.supports("positions"))

    def term(self, field: str, text: Any) -> tuple[TermList | None, ...]:
        """Return the lists of a term, one a segment; None where it has none. Text is anything that the field takes."""
        key = field, text
        lists = self._lists.get(key)
        return self._recalled(key) if lists is None else lists

    def rarity(self, field: str, term: bytes, frequency: int) -> float:
        """Return what the shares of a term are multiplied by; it stands in so many documents of the index."""
        searcher = self.searcher
        if not searcher.schema[field].scorable:
            return 1.0
        if type(searcher.weighting).idf is WeightingModel.idf:
            idf = log(searcher.doc_count_all() / (frequency + 1)) + 1
        else:
            idf = searcher.idf(field, term)
        return float(idf * (self.weighting.K1 + 1))

    def rarities(self, field: str, terms: Sequence[bytes], frequencies: NDArray[np.integer]) -> Floats:
        """Return `rarity` of several terms; those of the same frequency have the same."""
        if type(self.searcher.weighting).idf is not WeightingModel.idf:
            pairs = zip(terms, frequencies.tolist(), strict=True)
            return np.array([self.rarity(field, term, frequency) for term, frequency in pairs], np.float32)
        distinct, places = np.unique(frequencies, return_inverse=True)
        return np.array([self.rarity(field, b"", frequency) for frequency in distinct.tolist()], np.float32)[places]

    def frequencies(self, field: str, terms: Sequence[bytes]) -> NDArray[np.int64]:
        """Return in how many documents of the index, deleted ones too, each of some terms stands; terms ascend."""
        found = dict.fromkeys(terms, 0)
        for segment in self.segments:
            postings = segment.postings(field)
            if postings is not None:
                first, last = postings.terms.rank(terms[0]), postings.terms.rank(terms[-1] + b"\0")
                counts = postings.counts(first, last).tolist()
                for term, count in zip(postings.terms.some(first, last), counts, strict=True):
                    if term in found:
                        found[term] += count
        return np.array(list(found.values()), np.int64)

    def norms(self, field: str, segment: int) -> Floats | None:
        """Return K1 (1 - B + B length / mean) for each document of a segment; None when the field keeps no lengths."""
        key = field, segment
        if key not in self._norms:
            self._norms[key] = self._new_norms(field, self.segments[segment])
        return self._norms[key]

    def numbers(self, field: str, segment: int) -> Numbers | None:
        """Return the number of each document of a segment; None when one has several."""
        key = field, segment
        if key not in self._numbers:
            one = self.segments[segment]
            self._numbers[key] = Numbers.read(one.postings(field), one)
        return self._numbers[key]

    def present(self, field: str, segment: int) -> Mask:
        """Tell which documents of a segment have any term in a field."""
        key = field, segment
        if key not in self._present:
            one = self.segments[segment]
            postings = one.postings(field)
            every = np.zeros(0, np.uint32) if postings is None else postings.documents(0, postings.size)
            self._present[key] = marks(every, one.size)
            if one.live is not None:
                self._present[key] &= one.live
        return self._present[key]

    def _new_norms(self, field: str, segment: Segment) -> Floats | None:
        searcher = self.searcher
        if not searcher.schema[field].scorable:
            return None
        mean = searcher.avg_field_length(field) or 1
        k1, b = self.weighting.K1, self.weighting._field_B.get(field, self.weighting.B)
        lengths = segment.reader._perdoc.lengths(field)
        if lengths is None:  # Whoosh takes a length of 1 then
            return np.full(segment.size, k1 * ((1 - b) + b / mean), np.float32)
        table = k1 * ((1 - b) + b * LENGTHS / mean)
        norms: Floats = table.astype(np.float32)[lengths]
        return norms

    def _recalled(self, key: tuple[str, Any]) -> tuple[TermList | None, ...]:
        # Two generations make a memory of what was used lately without any order to keep: what of the older one is
        # asked for moves to the younger one, and the rest goes when the younger one is full.
        lists = self._older.get(key)
        lists = self._found(*key) if lists is None else lists
        self._size += TERM_COST + sum(one.room for one in lists if one)
        if self._size > MEMORY_POSTINGS:
            self._older, self._lists, self._size = self._lists, {}, 0
        self._lists[key] = lists
        return lists

    def _found(self, field: str, text: Any) -> tuple[TermList | None, ...]:
        term = self._bytes(field, text)
        found = [None if term is None else located(segment.postings(field), term) for segment in self.segments]
        frequency = sum(count for _, _, count in filter(None, found))
        if not frequency or term is None:
            return (None,) * len(found)
        rarity = self.rarity(field, term, frequency)
        return tuple(
            one and TermList(segment, one[0], one[1], self.norms(field, place), rarity)
            for place, (segment, one) in enumerate(zip(self.segments, found, strict=True))
        )

    def _bytes(self, field: str, text: Any) -> bytes | None:
        """Return a term as it stands in the dictionary; None when the field can have no such term."""
        try:
            term: bytes | None = self.schema[field].to_bytes(text) if field in self.schema else None
        except ValueError:
            return None
        return term


def located(postings: Postings | None, term: bytes) -> tuple[Postings, int, int] | None:
    """Return the postings of a field, the number of a term in it, and that of its documents; None without it."""
    number = None if postings is None else postings.terms.find(term)
    if postings is None or number is None:
        return None
    return postings, number, int(postings.counts(number, number + 1)[0])


def is_bm25f(weighting: Any) -> bool:
    """Tell whether a model scores terms by Whoosh's own BM25F, whatever its parameters."""
    kind = type(weighting)
    return isinstance(weighting, BM25F) and kind.scorer is BM25F.scorer and not weighting.use_final


_KEPT: weakref.WeakKeyDictionary[Any, Scoring] = weakref.WeakKeyDictionary()


def scoring(searcher: Any, weighting: Any) -> Scoring:
    """Return what is kept for a searcher."""
    kept = _KEPT.get(searcher)
    if kept is None or kept.weighting is not weighting:
        kept = _KEPT[searcher] = Scoring(searcher, weighting)
    return kept
