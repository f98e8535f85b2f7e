"""What must each set reach? floors.json beside this file says it.

It holds, by size (``small``, ``whole``) and set, the least MRR@10, nDCG@10 and R@100, and ``max_loss``: the share of
MRR@10 that a typed set may lose against its clean twins. A set that is not named there is not run. ``goal`` holds the
losses to come to; nothing fails by them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Limits:
    """The limits of a set; what is not limited is not there, or None."""

    floors: Mapping[str, float]
    max_loss: float | None
    goal: float | None


def read_limits(size: str) -> dict[str, Limits]:
    """Return set → limits, for the sets of a size.

    Raises:
        ValueError: a limit has another name than those above.
    """
    every = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, values in every[size].items():
        if unknown := values.keys() - {*MEASURES, "max_loss"}:
            raise ValueError(f"{FLOORS}: {size}, {name}: expected {[*MEASURES, 'max_loss']}, found {sorted(unknown)}")
    return {
        name: Limits(
            {measure: values[measure] for measure in MEASURES if measure in values},
            values.get("max_loss"),
            every["goal"].get(name),
        )
        for name, values in every[size].items()
    }


def faults(name: str, limits: Limits, means: Mapping[str, float], lost: float | None) -> list[str]:
    """Say which limits a set does not keep; ``lost`` is None for a clean set."""
    found = [
        f"{name}: {measure} is {means[measure]:.4f}, below its floor {floor:.3f}"
        for measure, floor in limits.floors.items()
        if means[measure] < floor
    ]
    if lost is not None and limits.max_loss is not None and lost > limits.max_loss:
        found.append(f"{name}: {lost:.2%} of MRR@10 is lost, above its limit {limits.max_loss:.1%}")
    return found
