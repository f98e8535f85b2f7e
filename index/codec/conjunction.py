"""Which documents of a segment have all of some terms, with which scores?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.codec.matches import Matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.codec.matches import Documents
    from index.codec.terms import TermList
    from index.codec.union import Wanted

FEW_POSTINGS = 4000
"""So many are scored before it is known in which documents the other terms stand."""


def together(lists: Sequence[TermList]) -> Documents:
    """Return the documents in which all terms stand."""
    rarest, *others = sorted(lists, key=lambda one: one.posted)
    raw = rarest.raw
    for one in others:
        raw = one.within(raw)
    return rarest.segment.kept(raw)


def with_all(wanted: Wanted) -> Matches:
    """Return the documents in which all of some terms stand, with the sums of the terms' scores."""
    (rarest, boost), *others = sorted(wanted, key=lambda pair: pair[0].posted)
    if others and rarest.posted > FEW_POSTINGS:
        return with_scores(together([one for one, _ in wanted]), wanted)
    found = rarest.matches(boost)
    for one, times in others:
        keep, values = one.values(found.documents)
        found = found.plus(values * np.float32(one.rarity * times)).chosen(keep)
    return found


def with_scores(documents: Documents, wanted: Wanted) -> Matches:
    """Return documents in which all of some terms stand, with the sums of the terms' scores."""
    found = Matches(documents, 0.0)
    for one, boost in wanted:
        found = found.plus(one.values(documents)[1] * np.float32(one.rarity * boost))
    return found
