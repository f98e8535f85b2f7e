"""Which articles match a query tree, and what do the matching words add to their scores?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index import query as tree
from index.arabic.relation import Relation
from index.arabic.stopwords import is_stop_word
from index.asked import identity
from index.schema import PARTS, word_code

if TYPE_CHECKING:
    from index.asked import Asked, Dictionary, Identity
    from index.engine import Kind
    from index.ranking import Ranking, WordEvidence
    from index.whoosh_reader import Codes, Documents, Floats, Snapshot

PHRASE_CHUNK = 4_000
"""Articles whose words are looked through at a time for a phrase: a few megabytes."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Articles, ascending, and their scores."""

    documents: Documents
    scores: Floats


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one kind of evidence, by some of the query's words, adds to some articles (ascending).

    It counts for those of them that are also in each of ``within``: the articles that its part of the query matches,
    and those of every part around it in which all must match.
    """

    kind: Kind
    words: tuple[str, ...]
    documents: Documents
    amounts: Floats
    within: tuple[Documents, ...]


NONE = Matches(np.zeros(0, np.int64), np.zeros(0))


class Matching:
    """Works one query out. Afterwards ``asked`` has the words that it looked for, with the rarity of each."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary, ranking: Ranking) -> None:
        self._snapshot = snapshot
        self._dictionary = dictionary
        self._ranking = ranking
        self.asked: dict[Identity, tuple[Asked, float]] = {}
        self.contributions: list[Contribution] = []

    def matches(self, query: tree.Query) -> Matches:
        """Return the articles of a tree; deleted ones are among them."""
        if isinstance(query, tree.Words):
            return self._words(query)
        if isinstance(query, tree.Phrase):
            return self._phrase(query)
        if isinstance(query, tree.And):
            return self._and(query)
        if isinstance(query, tree.Or):
            return reduce(_either, map(self.matches, query.children), NONE)
        if isinstance(query, tree.Not):
            return self._without(self._all(), query.child)
        return self._all() if isinstance(query, tree.Everything) else NONE

    def _all(self) -> Matches:
        return Matches(np.arange(self._snapshot.size), np.zeros(self._snapshot.size))

    def _and(self, query: tree.And) -> Matches:
        first = len(self.contributions)
        wanted = [self.matches(child) for child in query.children if not isinstance(child, tree.Not)]
        excluded = [child.child for child in query.children if isinstance(child, tree.Not)]
        matches = reduce(self._without, excluded, reduce(_both, wanted) if wanted else self._all())
        self.contributions[first:] = [
            replace(one, within=(*one.within, matches.documents)) for one in self.contributions[first:]
        ]
        return matches

    def _without(self, matches: Matches, excluded: tree.Query) -> Matches:
        gone = Matching(self._snapshot, self._dictionary, self._ranking).matches(excluded).documents
        kept = ~np.isin(matches.documents, gone, assume_unique=True)
        return Matches(matches.documents[kept], matches.scores[kept])

    def _words(self, query: tree.Words) -> Matches:
        asked = self._dictionary.telling(query.words)
        if not asked:
            return NONE
        evidence = [self._ranking.weigh(word) for word in asked]
        found = np.zeros(self._snapshot.size, np.int64)
        for word in evidence:
            found[word.documents] += 1
        least = {"any": 1, "most": -(-len(asked) // 2), "all": len(asked)}[query.need]
        return self._scored(np.flatnonzero(found >= least), asked, evidence)

    def _scored(self, documents: Documents, asked: list[Asked], evidence: list[WordEvidence]) -> Matches:
        """Return the documents with the sums of their evidence, and keep that for an explanation."""
        scores = np.zeros(self._snapshot.size)
        for one, word in zip(asked, evidence, strict=True):
            self.asked.setdefault(identity(one.word), (one, word.rarity))
            scores[word.documents] += word.scores
            self.contributions += [
                Contribution(kind, (one.typed,), word.documents, amounts, (documents,))
                for kind, amounts in word.amounts.items()
            ]
        return Matches(documents, scores[documents])

    def _phrase(self, query: tree.Phrase) -> Matches:
        words = self._dictionary.words([query.text])
        if not words:
            return NONE
        codes = {identity(asked.word): _codes(asked) for asked in words}
        phrase = [codes[word] for word in self._dictionary.order(query.text)]
        evidence = [self._ranking.weigh(asked, Relation.SPELLING) for asked in words]
        documents = reduce(np.intersect1d, [word.documents for word in evidence])
        chunks = [documents[first : first + PHRASE_CHUNK] for first in range(0, len(documents), PHRASE_CHUNK)]
        found = [self._in_order(chunk, phrase) for chunk in chunks]
        telling = [n for n, asked in enumerate(words) if not is_stop_word(asked.word)] or list(range(len(words)))
        documents = np.concatenate(found) if found else NONE.documents
        return self._scored(documents, [words[n] for n in telling], [evidence[n] for n in telling])

    def _in_order(self, documents: Documents, phrase: list[Codes]) -> Documents:
        """Return the documents in which words with these codes stand behind each other, outside the place."""
        words, bounds = self._snapshot.words(documents)
        last = max(len(words) - len(phrase) + 1, 0)
        here = np.ones(last, np.bool_)
        for step, codes in enumerate(phrase):
            here &= np.isin(words[step : step + last], codes)
        starts = np.flatnonzero(here)
        owners = np.searchsorted(bounds, starts, side="right") - 1
        gaps = np.searchsorted(np.flatnonzero(words == 0), starts) - (len(PARTS) - 1) * owners
        inside = gaps < len(PARTS) - 1
        return documents[np.unique(owners[inside])]


def _codes(asked: Asked) -> Codes:
    return np.array([word_code(form.written) for _, form in asked.related(Relation.SPELLING)], np.uint32)


def _both(one: Matches, other: Matches) -> Matches:
    documents, left, right = np.intersect1d(one.documents, other.documents, assume_unique=True, return_indices=True)
    return Matches(documents, one.scores[left] + other.scores[right])


def _either(one: Matches, other: Matches) -> Matches:
    documents, row = np.unique(np.concatenate([one.documents, other.documents]), return_inverse=True)
    scores = np.bincount(row, np.concatenate([one.scores, other.scores]), len(documents))
    return Matches(documents, scores.astype(np.float64))
