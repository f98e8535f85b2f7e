"""How much does a word of the query speak for an article?

The weights were tuned on development queries: docs/ranking.md has each one's worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.asked import Asked
    from index.engine import Kind
    from index.snapshot import Snapshot

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
    "form": Relation.TYPO,
}
"""The relations up to which a kind of evidence counts occurrences: each counts those of the closer ones too."""


class Ranking:
    """The formulas, with the figures of one generation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._size = snapshot.size
        lengths = snapshot.lengths
        mean = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
        self.norms: NDArray[np.float32] = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)

    def rarity(self, articles: int) -> float:
        """Return the inverse document frequency of what stands in so many articles; always positive."""
        return float(np.log1p((self._size - articles + 0.5) / (articles + 0.5)))

    def gains(self, asked: Asked) -> dict[Kind, float]:
        """Return what each kind of evidence of a word is worth: occurrences are paid up to K1 + 1 times as much."""
        rarities = {kind: asked.boost * self.rarity(asked.commonest(near)) for kind, near in RELATIONS.items()}
        gains: dict[Kind, float] = {kind: WEIGHTS[kind] * rarity for kind, rarity in rarities.items()}
        gains["coverage"] = WEIGHTS["coverage"] * rarities["form"]
        return gains
