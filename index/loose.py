"""Which articles have the loose words of a query, and what do the words add to the score of each?

All matches are found, so that the total is exact. Scores are worked out for all of them, or only as far as it takes to
know the best: the rarest words come first, and once the frequent ones cannot lift an article among the best any more,
they are looked at only in the articles that can still get there (Turtle and Flood, "Query evaluation: strategies and
optimizations", 1995, there called max_score).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.codec.best import floor
from index.deadline import check_time
from index.gathering import Counter, runs
from index.ranking import K1, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.arabic.relation import Relation
    from index.asked import Asked
    from index.engine import Kind
    from index.gathering import Run
    from index.ranking import Ranking
    from index.snapshot import Documents, Snapshot

    Truths = NDArray[np.bool_]
    Scores = NDArray[np.float32]

FREQUENT = 20
"""A word that more than one in so many articles has is worth a look at which articles can still be among the best."""

FEW = 4
"""When the candidates are no more than so many times those wanted, it is not worth a look which are none any more."""

ROUNDING = 1e-4
"""Scores are 32-bit floats, summed in any order: a doubt of this size is in favour of a candidate."""


@dataclass(frozen=True)
class Best:
    """What is wanted of the scores: the best ``number`` of the documents that are ``allowed``."""

    number: int
    allowed: Truths

    @cached_property
    def allowed_all(self) -> bool:
        """Whether every document is allowed."""
        return bool(self.allowed.all())


@dataclass(frozen=True, slots=True)
class Amounts:
    """The documents of a word, and what each kind of evidence adds to the score of each.

    They are in no order; one may come several times, each time with the same amounts, which count once.
    """

    documents: Documents
    by_kind: dict[Kind, NDArray[np.floating]]


class Scoring:
    """Says what a word adds to the scores of one generation; for one query at a time."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking) -> None:
        self.snapshot = snapshot
        self._ranking = ranking
        self._counter = Counter(snapshot.size)

    def amounts(self, asked: Asked, within: Truths | None = None) -> Amounts:
        """Return what a word adds, by kind of evidence, in all its documents or in some."""
        counts = self._counter.counts(list(runs(self.snapshot, asked)), within)
        norms = self._ranking.norms[counts.documents]
        gains = self._ranking.gains(asked)
        by_kind: dict[Kind, NDArray[np.floating]] = {
            kind: np.float32(gains[kind] * (K1 + 1)) * _share(counts.up_to[near], norms)
            for kind, near in RELATIONS.items()
        }
        by_kind["coverage"] = np.full(len(norms), np.float32(gains["coverage"]))
        return Amounts(counts.documents, by_kind)

    def add(
        self, scores: Scores, asked: Asked, found: list[Run] | None = None, within: Truths | None = None
    ) -> Documents:
        """Add to scores what a word adds, in all its documents or in some, and return these.

        ``found`` are its postings, if they are known.
        """
        check_time()
        counts = self._counter.counts(list(runs(self.snapshot, asked)) if found is None else found, within)
        norms = self._ranking.norms.take(counts.documents)
        gains = self._ranking.gains(asked)
        total = np.full(len(norms), np.float32(gains["coverage"]))
        for near, kinds in _levels(counts.up_to).items():
            gain = np.float32((K1 + 1) * sum(gains[kind] for kind in kinds))
            total += gain * _share(counts.up_to[near], norms)
        scores[counts.documents] += total
        return counts.documents

    def most(self, asked: Asked) -> float:
        """Return what a word can add to a score at most."""
        gains = self._ranking.gains(asked)
        return (K1 + 1) * sum(gains[kind] for kind in RELATIONS) + gains["coverage"]

    def loose(self, asked: Sequence[Asked], least: int) -> tuple[Truths, Scores]:
        """Return which documents have at least so many of the words, 1 or more, and what these add to their scores."""
        counts = np.zeros(self.snapshot.size, np.uint16)
        scores = np.zeros(self.snapshot.size, np.float32)
        for one in _rarest_first(asked):
            counts[self.add(scores, one)] += 1
        truths = counts >= least
        return truths, scores * truths

    def best(self, asked: Sequence[Asked], best: Best, scores: Scores) -> Truths:
        """Return which documents have any of the words, and add these to scores: to those of the best all of them.

        ``scores`` are at first those of documents that match without the words.
        """
        truths = np.zeros(self.snapshot.size, np.bool_)
        order = _rarest_first(asked)
        left = np.cumsum([self.most(one) for one in order][::-1])[::-1]
        within = None
        for one, most in zip(order, left.tolist(), strict=True):
            found = list(runs(self.snapshot, one))
            if one.articles() * FREQUENT > self.snapshot.size and _are_many(within, best):
                within = _candidates(scores, best, most)
            for run in found:
                truths[run.documents] = True
            self.add(scores, one, found, within)
        return truths


def _rarest_first(asked: Sequence[Asked]) -> list[Asked]:
    return sorted(asked, key=lambda one: one.articles())


def _share(counts: NDArray[np.float32], norms: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = counts + norms
    np.divide(counts, shares, out=shares)
    return shares


def _levels(up_to: Mapping[Relation, NDArray[np.float32]]) -> dict[Relation, list[Kind]]:
    """Return the levels with counts of their own, and the kinds of evidence that count by each."""
    levels: dict[int, tuple[Relation, list[Kind]]] = {}
    for kind, near in RELATIONS.items():
        levels.setdefault(id(up_to[near]), (near, []))[1].append(kind)
    return dict(levels.values())


def _are_many(within: Truths | None, best: Best) -> bool:
    """Tell whether fewer candidates than these would save anything; who was none once is none later."""
    return within is None or int(np.count_nonzero(within)) > FEW * best.number


def _candidates(scores: Scores, best: Best, left: float) -> Truths | None:
    """Return which documents can be among the best when at most ``left`` is still added; None when any can.

    What is not among them need not match; nothing is scored but matches.
    """
    if best.number >= len(scores):
        return None
    if float(scores.max()) <= left:
        return None
    wanted = scores if best.allowed_all else scores * best.allowed
    least = float(floor(wanted, best.number)) * (1 - ROUNDING) - left
    return scores >= least if least > 0 else None
