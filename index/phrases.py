"""In which articles do the words of a phrase stand behind each other?

An occurrence of a word is one number, its article's before its position, so that the next word's is greater by one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from index.asked import identity
from index.gathering import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.asked import Asked, Identity
    from index.gathering import Run
    from index.loose import Truths
    from index.snapshot import Documents, Snapshot

POSITION_BITS = 32
"""Bits of an occurrence that are its position; no article has so many words."""

_POSITION = (1 << POSITION_BITS) - 1


def with_phrase(
    snapshot: Snapshot, words: Sequence[Asked], order: Sequence[Identity], titles: Documents | None = None
) -> Documents:
    """Return the documents in which words stand behind each other, ascending; ``order`` has the word of each place.

    ``titles``, the number of words in each document's title, leaves the rest of the article out.
    """
    if len(order) == 1 and titles is None:
        return np.flatnonzero(_documents(snapshot, runs(snapshot, words[0])))
    places = _common_places(snapshot, words, titles)
    rarest, *others = sorted(range(len(order)), key=lambda step: len(places[order[step]]))
    starts = places[order[rarest]] - rarest
    for step in others:
        starts = starts[_are_among(starts + step, places[order[step]])]
    return np.unique(starts >> POSITION_BITS)


def with_near(
    snapshot: Snapshot,
    words: Sequence[Asked],
    order: Sequence[Identity],
    distance: int,
    titles: Documents | None = None,
) -> Documents:
    """Return the documents in which words stand with at most so many others between them in all, ascending.

    ``order`` has each word as often as it is needed. A window begins at one of the words, and may reach from the title
    into what follows it.
    """
    places = _common_places(snapshot, words, titles)
    starts = np.sort(np.concatenate(list(places.values())), kind="stable")
    for word, times in Counter(order).items():
        last = np.searchsorted(places[word], starts) + times - 1
        starts, last = starts[last < len(places[word])], last[last < len(places[word])]
        starts = starts[places[word][last] < starts + len(order) + distance]
    return np.unique(starts >> POSITION_BITS)


def with_word(snapshot: Snapshot, asked: Asked, titles: Documents) -> Documents:
    """Return the documents that have a word in their title; some come several times."""
    found = [np.zeros(0, np.int64)]
    titled = titles > 0
    for run in runs(snapshot, asked):
        documents, positions = run.places(titled)
        found.append(documents[positions < titles[documents]])
    return np.concatenate(found)


def _common_places(snapshot: Snapshot, words: Sequence[Asked], titles: Documents | None) -> dict[Identity, Documents]:
    """Return the occurrences of each word in the documents that have them all."""
    found = {identity(asked.word): list(runs(snapshot, asked)) for asked in words}
    everywhere = np.ones(snapshot.size, np.bool_)
    for word_runs in found.values():
        everywhere &= _documents(snapshot, word_runs)
    places = {word: _places(word_runs, everywhere) for word, word_runs in found.items()}
    if titles is None:
        return places
    return {word: some[(some & _POSITION) < titles[some >> POSITION_BITS]] for word, some in places.items()}


def _documents(snapshot: Snapshot, found: Iterable[Run]) -> Truths:
    here = np.zeros(snapshot.size, np.bool_)
    for run in found:
        here[run.documents] = True
    return here


def _places(found: Sequence[Run], within: Truths) -> Documents:
    """Return the occurrences of a word in some documents, ascending."""
    places = [np.zeros(0, np.int64)]
    for run in found:
        documents, positions = run.places(within)
        places.append((documents << POSITION_BITS) | positions)
    return np.sort(np.concatenate(places), kind="stable")  # quick where parts are in order, as the forms of a word are


def _are_among(numbers: Documents, ascending: Documents) -> Truths:
    """Tell of each number whether it is one of some ascending ones."""
    if not len(ascending):
        return np.zeros(len(numbers), np.bool_)
    found: Truths = ascending[np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)] == numbers
    return found
