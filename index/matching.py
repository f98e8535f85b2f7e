"""Which articles match a query tree, and what do the matching words add to their scores?

Matches are held as one truth value and one score for each document of the index, so that AND, OR and NOT are
arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index import query as tree
from index.arabic.relation import Relation
from index.arabic.stopwords import is_stop_word
from index.deadline import check_time
from index.phrases import with_near, with_phrase, with_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.asked import Asked, Dictionary
    from index.loose import Best, Scores, Scoring, Truths
    from index.snapshot import Documents, Snapshot

FILTERS = (tree.Labelled, tree.Published, tree.Not, tree.Everything)
"""They add nothing to a score."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words of a query that are scored together, in the documents where they count: ``within``.

    ``quoted`` are those of phrases and of what stands near each other.
    """

    words: tuple[Asked, ...]
    within: Truths
    quoted: bool = False


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

        That is so for loose words, alone, beside filters, or beside the quotations of a headline; other trees are
        scored in full.
        """
        children = query.children if isinstance(query, tree.Or | tree.And) else (query,)
        loose = [one for one in children if isinstance(one, tree.Words) and one.need == "any"]
        if len(loose) != 1:
            return self.matches(query)
        place = children.index(loose[0])
        others = (*children[:place], *children[place + 1 :])
        if not isinstance(query, tree.And):
            return self._best_words(loose[0], children[:place], children[place + 1 :], best)
        if not all(isinstance(child, FILTERS) for child in others):
            return self.matches(query)
        filtered = reduce(_both, map(self.matches, others), self._constant(match=True))
        words = self._best_words(loose[0], (), (), replace(best, allowed=best.allowed & filtered.truths))
        return _both(words, filtered)

    def _best_words(
        self, words: tree.Words, before: Sequence[tree.Query], behind: Sequence[tree.Query], best: Best
    ) -> Matches:
        """Return the articles of loose words, or of what may be found in their stead, in the order of the query."""
        first, last = ([self.matches(child) for child in some] for some in (before, behind))
        beside = reduce(_either, [*first, *last], self._constant(match=False))
        asked = self._dictionary.loose(words)
        truths = self._scoring.best(asked, best, beside.scores)
        leaves = [leaf for one in first for leaf in one.leaves]
        leaves.append(Leaf(tuple(asked), truths))
        leaves += [leaf for one in last for leaf in one.leaves]
        return Matches(truths | beside.truths, beside.scores, tuple(leaves))

    def matches(self, query: tree.Query) -> Matches:
        """Return the articles of a tree; deleted ones are among them."""
        check_time()
        match query:
            case tree.And(children):
                return reduce(_both, map(self.matches, children), self._constant(match=True))
            case tree.Or(children):
                return reduce(_either, map(self.matches, children), self._constant(match=False))
            case tree.Words() | tree.Phrase() | tree.Near() | tree.InTitle():
                return self._leaf(query)
        return Matches(self._passing(query), self._zeros())

    def _passing(self, query: tree.Query) -> Truths:
        """Return the documents of what adds nothing to a score."""
        match query:
            case tree.Not(child):
                return ~self.matches(child).truths
            case tree.Labelled(field, text):
                return self._snapshot.labelled(field, [text])
            case tree.Published(first, last):
                return self._snapshot.published(first, last)
        return np.full(self._snapshot.size, isinstance(query, tree.Everything))

    def _leaf(self, query: tree.Leaf | tree.InTitle) -> Matches:
        if isinstance(query, tree.Words):
            return self._words(query)
        titles = self._snapshot.titles if isinstance(query, tree.InTitle) else None
        leaf = query.child if isinstance(query, tree.InTitle) else query
        return self._words_in_title(leaf) if isinstance(leaf, tree.Words) else self._quoted(leaf, titles)

    def _zeros(self) -> Scores:
        return np.zeros(self._snapshot.size, np.float32)

    def _constant(self, *, match: bool) -> Matches:
        return Matches(np.full(self._snapshot.size, match), self._zeros())

    def _words(self, query: tree.Words) -> Matches:
        asked = self._dictionary.loose(query)
        truths, scores = self._scoring.loose(asked, _least(query, asked))
        return Matches(truths, scores, (Leaf(tuple(asked), truths),))

    def _words_in_title(self, query: tree.Words) -> Matches:
        asked = self._dictionary.loose(query)
        titled = [self._marked(with_word(self._snapshot, one, self._snapshot.titles)) for one in asked]
        counts = np.sum([np.zeros(self._snapshot.size, np.uint16), *titled], axis=0, dtype=np.uint16)
        truths = np.asarray(counts >= _least(query, asked))
        leaves = tuple(Leaf((one,), here & truths) for one, here in zip(asked, titled, strict=True))
        scores = self._zeros()
        for leaf in leaves:
            self._add(scores, leaf.words[0], leaf.within)
        return Matches(truths, scores, leaves)

    def _quoted(self, query: tree.Phrase | tree.Near, titles: Documents | None) -> Matches:
        found = self._dictionary.words([query.text])
        words = [replace(one, farthest=min(one.farthest, Relation.SPELLING), boost=query.boost) for one in found]
        if not words:
            return self._constant(match=False)
        order = self._dictionary.order(query.text)
        if isinstance(query, tree.Near):
            truths = self._marked(with_near(self._snapshot, words, order, query.distance, titles))
        else:
            truths = self._marked(with_phrase(self._snapshot, words, order, titles))
        telling = tuple(asked for asked in words if not is_stop_word(asked.word)) or tuple(words)
        scores = self._zeros()
        for one in telling:
            self._add(scores, one, truths)
        return Matches(truths, scores, (Leaf(telling, truths, quoted=True),))

    def _marked(self, documents: Documents) -> Truths:
        truths = np.zeros(self._snapshot.size, np.bool_)
        truths[documents] = True
        return truths

    def _add(self, scores: Scores, asked: Asked, within: Truths) -> None:
        self._scoring.add(scores, asked, within=within)


def _least(query: tree.Words, asked: Sequence[Asked]) -> int:
    """Return how many of the words an article must have."""
    return max({"any": 1, "most": -(-len(asked) // 2), "all": len(asked)}[query.need], 1)


def _both(one: Matches, other: Matches) -> Matches:
    truths = one.truths & other.truths
    leaves = (replace(leaf, within=leaf.within & truths) for leaf in (*one.leaves, *other.leaves))
    return Matches(truths, (one.scores + other.scores) * truths, tuple(leaves))


def _either(one: Matches, other: Matches) -> Matches:
    return Matches(one.truths | other.truths, one.scores + other.scores, (*one.leaves, *other.leaves))
