"""Which are the largest of many scores?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.codec.matches import Documents

GROUP = 128
"""Scores of which only the largest is looked at first: taking maxima is some 20 times faster than a selection."""

SMALL_GROUP = 8
"""Maxima of fewer scores than that save nothing."""

FEW_GROUPS = 2
"""With fewer groups than so many times the number that is asked for, their maxima tell nothing."""


def largest(scores: NDArray[Any], number: int) -> Documents:
    """Return the places of the largest scores, the largest first, equal ones in the order of their places."""
    if not 0 < number < len(scores):
        return _descending(scores)[:number]
    chosen = np.flatnonzero(scores >= floor(scores, number))
    found = scores[chosen]
    if len(chosen) > 4 * number:
        least = nth(found, number)
        above = chosen[found > least]
        chosen = np.concatenate([above, chosen[found == least][: number - len(above)]])
        found = scores[chosen]
    return chosen[_descending(found)[:number]]


def nth(scores: NDArray[Any], number: int) -> Any:
    """Return the score that ``number`` scores reach; there are as many."""
    return np.partition(scores, len(scores) - number)[len(scores) - number]


def floor(scores: NDArray[Any], number: int) -> Any:
    """Return a score that at least ``number`` scores reach, and not many more; there are as many.

    Each of the ``number`` best groups has a score that reaches the least of these groups' maxima.
    """
    group = min(GROUP, len(scores) // (FEW_GROUPS * number))
    if group < SMALL_GROUP:
        return nth(scores, number)
    groups = len(scores) // group
    # rows of the reshaped array are compared one with the other, which processors do in strides
    return nth(scores[: groups * group].reshape(group, groups).max(axis=0), number)


def _descending(scores: NDArray[Any]) -> Documents:
    # sorted from the back, so that equal scores stay in order; unsigned numbers have no negatives to sort by
    return len(scores) - 1 - np.argsort(scores[::-1], kind="stable")[::-1]
