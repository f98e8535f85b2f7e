"""Is a run better than the one that was saved, or is the difference chance?

The reciprocal ranks of both are compared query by query with Fisher's randomization test, as Smucker, Allan and
Carterette advise: "A comparison of statistical significance tests for information retrieval evaluation" (CIKM 2007).
A saved run holds query ids and numbers only.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DECIMALS = 3
"""Enough to tell 1/9 from 1/10; both sides of a comparison are rounded alike."""

FLIPS = 10_000
"""A p-value near .05 then has a standard error of .002."""

SEED = 2007


@dataclass(frozen=True)
class Comparison:
    """A set's queries in two runs."""

    queries: int
    difference: float
    """Mean of the new reciprocal ranks less the mean of the old ones."""
    p_value: float
    """The chance of a difference at least as great, up or down, if it did not matter which run is which; 0 to 1."""
    wins: int
    losses: int


def compare(old: Mapping[str, float], new: Mapping[str, float]) -> Comparison:
    """Compare the reciprocal ranks of the queries that both runs have.

    Raises:
        ValueError: they have none in common.
    """
    common = sorted(old.keys() & new.keys())
    if not common:
        raise ValueError("the saved run and this one have no query in common; save it again with --save")
    differences = [round(new[qid], DECIMALS) - round(old[qid], DECIMALS) for qid in common]
    return Comparison(
        len(common),
        sum(differences) / len(common),
        randomization_p(differences),
        sum(difference > 0 for difference in differences),
        sum(difference < 0 for difference in differences),
    )


def randomization_p(differences: Sequence[float], flips: int = FLIPS) -> float:
    """Return the two-sided p-value of a sum of paired differences when their signs are flipped at random.

    The observed signs count as one of the flips, so the value is never 0. Differences of 0 have no sign to flip.
    """
    moved = [difference for difference in differences if difference]
    total = sum(moved)
    observed = abs(total) - 1e-9  # so that equal sums, added up in another order, count as equal
    chance = random.Random(SEED)
    flipped = (total - 2 * sum(compress(moved, chance.choices((0, 1), k=len(moved)))) for _ in range(flips))
    return (1 + sum(abs(value) >= observed for value in flipped)) / (1 + flips) if moved else 1.0


def saved_path(size: str) -> Path:
    """Return where the last saved run of a size is kept."""
    return Path(__file__).with_name(f"last-{size}.json")


def save(path: Path, runs: Mapping[str, Mapping[str, float]]) -> None:
    """Write set → query id → reciprocal rank, one line a set, the ids sorted."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(_rounded(ranks), sort_keys=True, separators=(',', ':'))}"
        for name, ranks in runs.items()
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def load(path: Path) -> dict[str, dict[str, float]]:
    """Read what `save` wrote; nothing where nothing was saved."""
    if not path.is_file():
        return {}
    runs: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return runs


def _rounded(ranks: Mapping[str, float]) -> dict[str, float]:
    """Round, and write whole numbers as such: 0 and 1 are most of them."""
    return {qid: int(rank) if rank == int(rank) else round(rank, DECIMALS) for qid, rank in ranks.items()}
