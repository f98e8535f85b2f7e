"""Which articles match a query tree, and what do the matching words add to their scores?

Matches are held as one truth value and one score for each document of the index, so that AND, OR and NOT are
arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index import query as tree
from index.arabic.relation import Relation
from index.arabic.stopwords import is_stop_word
from index.phrases import with_phrase

if TYPE_CHECKING:
    from index.asked import Asked, Dictionary
    from index.loose import Best, Scores, Scoring, Truths
    from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words of a query that are scored together, up to a relation, in the documents where they count: ``within``."""

    words: tuple[Asked, ...]
    farthest: Relation
    within: Truths


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents match, what their words add to the score of each, and which leaves of the tree did so."""

    truths: Truths
    scores: Scores
    leaves: tuple[Leaf, ...] = ()


class Matching:
    """Works queries out, in one generation."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary, scoring: Scoring) -> None:
        self._snapshot = snapshot
        self._dictionary = dictionary
        self._scoring = scoring

    def best(self, query: tree.Query, best: Best) -> Matches:
        """Return the articles of a tree; only the best have all of their score, and the others have less than these.

        That is so for loose words, alone or beside the quotations of a headline; other trees are scored in full.
        """
        children = query.children if isinstance(query, tree.Or) else (query,)
        loose = [(n, one) for n, one in enumerate(children) if isinstance(one, tree.Words) and one.need == "any"]
        if len(loose) != 1:
            return self.matches(query)
        ((place, words),) = loose
        others = [self.matches(child) for child in (*children[:place], *children[place + 1 :])]
        beside = reduce(_either, others, self._constant(match=False))
        asked = self._dictionary.telling(words.words)
        truths, scores = self._scoring.best(asked, best, beside.scores)
        leaves = [leaf for one in others[:place] for leaf in one.leaves]
        leaves.append(Leaf(tuple(asked), Relation.FORM, truths))
        leaves += [leaf for one in others[place:] for leaf in one.leaves]
        return Matches(truths | beside.truths, scores, tuple(leaves))

    def matches(self, query: tree.Query) -> Matches:
        """Return the articles of a tree; deleted ones are among them."""
        if isinstance(query, tree.Words):
            return self._words(query)
        if isinstance(query, tree.Phrase):
            return self._phrase(query)
        if isinstance(query, tree.And):
            return reduce(_both, map(self.matches, query.children), self._constant(match=True))
        if isinstance(query, tree.Or):
            return reduce(_either, map(self.matches, query.children), self._constant(match=False))
        if isinstance(query, tree.Not):
            return Matches(~self.matches(query.child).truths, self._zeros())
        return self._constant(match=isinstance(query, tree.Everything))

    def _zeros(self) -> Scores:
        return np.zeros(self._snapshot.size, np.float32)

    def _constant(self, *, match: bool) -> Matches:
        return Matches(np.full(self._snapshot.size, match), self._zeros())

    def _words(self, query: tree.Words) -> Matches:
        asked = self._dictionary.telling(query.words)
        least = {"any": 1, "most": -(-len(asked) // 2), "all": len(asked)}[query.need]
        truths, scores = self._scoring.loose(asked, max(least, 1))
        return Matches(truths, scores, (Leaf(tuple(asked), Relation.FORM, truths),))

    def _phrase(self, query: tree.Phrase) -> Matches:
        words = self._dictionary.words([query.text])
        if not words:
            return self._constant(match=False)
        truths = np.zeros(self._snapshot.size, np.bool_)
        truths[with_phrase(self._snapshot, words, self._dictionary.order(query.text))] = True
        telling = tuple(asked for asked in words if not is_stop_word(asked.word)) or tuple(words)
        scores = self._zeros()
        for one in telling:
            amounts = self._scoring.amounts(one, Relation.SPELLING, within=truths)
            scores[amounts.documents] += amounts.total
        return Matches(truths, scores, (Leaf(telling, Relation.SPELLING, truths),))


def _both(one: Matches, other: Matches) -> Matches:
    truths = one.truths & other.truths
    leaves = (Leaf(leaf.words, leaf.farthest, leaf.within & truths) for leaf in (*one.leaves, *other.leaves))
    return Matches(truths, np.where(truths, one.scores + other.scores, np.float32(0)), tuple(leaves))


def _either(one: Matches, other: Matches) -> Matches:
    return Matches(one.truths | other.truths, one.scores + other.scores, (*one.leaves, *other.leaves))
