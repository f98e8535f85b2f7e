"""Which number does each document of a segment have in a field, and which documents have one in a range?

The numbers come from the field's terms, which only documents with a number have: a column has one for every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import to_sortable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.codec.matches import Documents, Mask
    from index.codec.postings import Postings
    from index.codec.terms import Segment

WHOLE = b"\0"
"""What a term of full precision begins with in Whoosh; the others have the number of bits they leave out."""


class Numbers:
    """``values`` has an item a document, as Whoosh sorts them: never below 0; ``present`` tells which ones count."""

    def __init__(self, values: NDArray[np.unsignedinteger], present: Mask | None) -> None:
        self._values = values
        self._present = present

    @classmethod
    def read(cls, postings: Postings | None, segment: Segment) -> Numbers | None:
        """Read the numbers of a segment's documents; None when one has several."""
        if postings is None:
            return cls(np.zeros(segment.size, np.uint8), np.zeros(segment.size, np.bool_))
        first, last = postings.terms.span(WHOLE)
        starts = postings.starts(first, last)
        documents = postings.documents(int(starts[0]), int(starts[-1])).astype(np.int64)
        counts = np.bincount(documents, minlength=segment.size)
        if counts.max(initial=0) > 1:
            return None
        terms = postings.terms.some(first, last)
        size = len(terms[0]) - 1 if terms else 1
        distinct = np.frombuffer(b"".join(term[1:] for term in terms), f">u{size}").astype(f"<u{size}")
        values = np.zeros(segment.size, distinct.dtype)
        values[documents] = np.repeat(distinct, np.diff(starts))
        present = counts > 0
        if segment.live is not None:
            present &= segment.live
        return cls(values, None if present.all() else present)

    def within(self, bounds: tuple[int, int]) -> Mask:
        """Tell which documents have a number from the first bound to the last, both included."""
        return self._inside(self._values, bounds, self._present)

    def passes(self, documents: Documents, bounds: tuple[int, int]) -> Mask:
        """Tell which of some documents have a number from the first bound to the last, both included."""
        present = None if self._present is None else self._present.take(documents)
        return self._inside(self._values.take(documents), bounds, present)

    def _inside(self, values: NDArray[np.unsignedinteger], bounds: tuple[int, int], present: Mask | None) -> Mask:
        first, last = bounds
        inside: Mask = values <= last
        if first > 0:
            inside &= values >= first
        if present is not None:
            inside &= present
        return inside


def sortable_bounds(field: Any, query: Any) -> tuple[int, int]:
    """Return the bounds of a range query, both included, as Whoosh sorts the numbers of a field.

    Raises:
        ValueError: a bound is no number that the field can have.
    """
    kind = field.numtype, field.bits, field.signed
    first, last = 0, (1 << field.bits) - 1
    if query.start is not None:
        first = to_sortable(*kind, field.prepare_number(query.start)) + bool(query.startexcl)
    if query.end is not None:
        last = to_sortable(*kind, field.prepare_number(query.end)) - bool(query.endexcl)
    return first, last
