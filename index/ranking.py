"""How much does a word of the query speak for an article?

The weights were tuned on development queries: docs/ranking.md has each one's worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.asked import Asked
    from index.engine import Kind
    from index.whoosh_reader import Documents, Floats, Snapshot

K1, B = 1.2, 0.75
"""Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009); the usual values."""

WEIGHTS: Mapping[Kind, float] = {
    "spelling": 0.20,
    "clitic": 0.33,
    "form": 0.28,
    "coverage": 0.55,
    "lead": 0.25,
    "near": 0.57,
    "order": 0.40,
    "place": 0.20,
}

RELATIONS: Mapping[Kind, Relation] = {
    "spelling": Relation.SPELLING,
    "clitic": Relation.CLITIC,
    "form": Relation.FORM,
}
"""The relations up to which a kind of evidence counts occurrences: each counts those of the closer ones too."""


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """The articles that a word matches, ascending, and what it adds to each one's score, by kind."""

    documents: Documents
    amounts: Mapping[Kind, Floats]
    rarity: float

    @property
    def scores(self) -> Floats:
        """Return the sums of the amounts."""
        total: Floats = np.sum(list(self.amounts.values()), axis=0)
        return total


class Ranking:
    """The formulas, with the figures of one commit."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        lengths = snapshot.lengths
        self._norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0)) if len(lengths) else lengths

    def rarity(self, articles: int) -> float:
        """Return the inverse document frequency of what stands in so many articles; always positive."""
        return float(np.log1p((self._snapshot.size - articles + 0.5) / (articles + 0.5)))

    def saturated(self, counts: Floats, documents: Documents) -> Floats:
        """Return BM25's growth with the (weighted) number of occurrences: below K1 + 1, slower in long articles."""
        grown: Floats = counts * (K1 + 1) / (counts + self._norms[documents])
        return grown

    def weigh(self, asked: Asked, farthest: Relation = Relation.FORM) -> WordEvidence:
        """Return what a word adds to the articles that it matches."""
        forms = list(asked.related(farthest))
        if not forms:
            return WordEvidence(np.zeros(0, np.int64), {"coverage": np.zeros(0)}, self.rarity(0))
        postings = [self._snapshot.postings(form) for _, form in forms]
        nearness = np.repeat([near for near, _ in forms], [len(documents) for documents, _ in postings])
        weights = np.concatenate([weights for _, weights in postings])
        documents, row = np.unique(np.concatenate([documents for documents, _ in postings]), return_inverse=True)
        amounts: dict[Kind, Floats] = {}
        for kind, limit in RELATIONS.items():
            counts = np.bincount(row, weights * (nearness <= limit), len(documents)).astype(np.float64)
            rarity = self.rarity(int(np.count_nonzero(counts)))
            amounts[kind] = WEIGHTS[kind] * rarity * self.saturated(counts, documents)
        amounts["coverage"] = np.full(len(documents), WEIGHTS["coverage"] * rarity)
        return WordEvidence(documents, amounts, rarity)
