"""In which documents do terms stand near each other?"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from index.codec.conjunction import together
from index.codec.matches import common, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.codec.matches import Documents
    from index.codec.terms import TermList

    Line = NDArray[np.signedinteger]
    """Places of words, ascending: documents stand behind each other, so far apart that none is near another's words."""

SMALL_LINE = 1 << 31
"""A line that is shorter has numbers of 32 bits, which are sorted and searched faster."""


def near(lists: Sequence[TermList], slop: int, *, ordered: bool) -> Documents:
    """Return the documents in which each term stands at most ``slop`` words from the one before it in the query.

    Without an order two terms at most can be asked for: with more, Whoosh takes the whole span from the first on.
    """
    documents = together(lists)
    if not len(documents):
        return documents
    positions = [_positions(one, one.places(documents)[1]) for one in lists]
    stride = max(int(here.max()) for _, here in positions) + slop + 1
    kind = np.dtype(np.int32 if len(documents) * stride < SMALL_LINE else np.int64)
    begins = (np.arange(len(documents)) * stride).astype(kind)
    lines = [np.repeat(begins, counts) + here.astype(kind) for counts, here in positions]
    if ordered:
        ends = reduce(lambda before, here: _following(before, here, slop), lines)
    else:
        before, here = lines
        ends = np.concatenate([_following(before, here, slop), _following(here, before, slop)])
    found: Documents = documents[distinct(ends // stride)]
    return found


def _positions(one: TermList, postings: Documents) -> tuple[Documents, NDArray[Any]]:
    """Return how many positions some of a term's postings have, and the positions, one posting behind the other."""
    ends, counts = one.position_ends.take(postings), one.occurrences.take(postings).astype(np.int64)
    steps = np.repeat(ends - np.cumsum(counts), counts)
    steps += np.arange(len(steps))
    return counts, one.positions.take(steps)


def _following(before: Line, here: Line, slop: int) -> Line:
    """Return the places here that come 1 to ``slop`` words behind any of those before."""
    if slop == 1:
        return common(*sorted([before + 1, here], key=len))
    if not len(before):
        return before
    nearest = np.searchsorted(before, here - slop)
    found = before[np.minimum(nearest, len(before) - 1)] < here
    return here.compress(found & (nearest < len(before)))
