"""In which articles do the words of a phrase stand behind each other?

An occurrence of a word is one number, its article's before its position, so that the next word's is greater by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.asked import identity
from index.gathering import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.asked import Asked, Identity
    from index.gathering import Run
    from index.loose import Truths
    from index.snapshot import Documents, Snapshot

POSITION_BITS = 32
"""Bits of an occurrence that are its position; no article has so many words."""


def with_phrase(snapshot: Snapshot, words: Sequence[Asked], order: Sequence[Identity]) -> Documents:
    """Return the documents in which words stand behind each other, ascending; ``order`` has the word of each place."""
    found = {identity(asked.word): list(runs(snapshot, asked, Relation.SPELLING)) for asked in words}
    everywhere = np.ones(snapshot.size, np.bool_)
    for word_runs in found.values():
        everywhere &= _documents(snapshot, word_runs)
    if len(order) == 1:
        return np.flatnonzero(everywhere)
    places = {word: _places(word_runs, everywhere) for word, word_runs in found.items()}
    rarest, *others = sorted(range(len(order)), key=lambda step: len(places[order[step]]))
    starts = places[order[rarest]] - rarest
    for step in others:
        starts = starts[_are_among(starts + step, places[order[step]])]
    return np.unique(starts >> POSITION_BITS)


def _documents(snapshot: Snapshot, found: Sequence[Run]) -> Truths:
    here = np.zeros(snapshot.size, np.bool_)
    for run in found:
        here[run.documents] = True
    return here


def _places(found: Sequence[Run], within: Truths) -> Documents:
    """Return the occurrences of a word in some documents, ascending."""
    places = [np.zeros(0, np.int64)]
    for run in found:
        documents, positions = run.places()
        chosen = np.flatnonzero(within[documents])
        places.append((documents[chosen] << POSITION_BITS) | positions[chosen])
    return np.sort(np.concatenate(places), kind="stable")  # quick where parts are in order, as the forms of a word are


def _are_among(numbers: Documents, ascending: Documents) -> Truths:
    """Tell of each number whether it is one of some ascending ones."""
    if not len(ascending):
        return np.zeros(len(numbers), np.bool_)
    found: Truths = ascending[np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)] == numbers
    return found
