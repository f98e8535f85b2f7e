"""In which articles do the words of a phrase stand behind each other?

Only articles with all the words are looked at, and of these the words in order, as the index keeps them beside the
postings.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.asked import identity
from index.gathering import runs
from index.schema import GAP, PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.asked import Asked, Identity
    from index.loose import Truths
    from index.snapshot import Codes, Documents, Snapshot

CHUNK_ARTICLES = 4_000
"""Articles whose words are looked through at a time: a few megabytes."""


def with_phrase(snapshot: Snapshot, words: Sequence[Asked], order: Sequence[Identity]) -> Documents:
    """Return the documents in which words stand behind each other; ``order`` says which one at each place."""
    documents = _with_all(snapshot, words)
    if len(order) == 1:  # each word of a title, caption or body has postings
        return documents
    codes = {identity(asked.word): asked.codes(Relation.SPELLING) for asked in words}
    phrase = [codes[word] for word in order]
    chunks = [documents[first : first + CHUNK_ARTICLES] for first in range(0, len(documents), CHUNK_ARTICLES)]
    return np.concatenate([np.zeros(0, np.int64), *(_in_order(snapshot, chunk, phrase) for chunk in chunks)])


def _with_all(snapshot: Snapshot, words: Sequence[Asked]) -> Documents:
    """Return the documents that have each of some words in its spelling, ascending."""
    everywhere = np.ones(snapshot.size, np.bool_)
    for asked in sorted(words, key=lambda one: one.articles(Relation.SPELLING)):
        here = np.zeros(snapshot.size, np.bool_)
        for run in runs(snapshot, asked, Relation.SPELLING):
            here[run.documents] = True
        everywhere &= here
    return np.flatnonzero(everywhere)


def _in_order(snapshot: Snapshot, documents: Documents, phrase: Sequence[Codes]) -> Documents:
    """Return the documents in which words with these codes stand behind each other, outside the place."""
    words, bounds = snapshot.words(documents)
    last = max(len(words) - len(phrase) + 1, 0)
    rarest, *others = sorted(range(len(phrase)), key=lambda step: len(phrase[step]))
    starts = np.flatnonzero(_are(words[rarest : rarest + last], phrase[rarest]))
    for step in others:
        starts = starts[_are(words[starts + step], phrase[step])]
    owners = np.searchsorted(bounds, starts, side="right") - 1
    gaps = np.searchsorted(np.flatnonzero(words == GAP), starts) - (len(PARTS) - 1) * owners
    return documents[np.unique(owners[gaps < len(PARTS) - 1])]


def _are(words: Codes, codes: Codes) -> Truths:
    """Tell of each word whether it has one of a few codes."""
    return reduce(np.logical_or, [words == code for code in codes], np.zeros(len(words), np.bool_))
