"""Which sources or sections do articles have, and how is each mostly spelled?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.normalize import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from index.codec.columns import Columns


@dataclass(frozen=True, slots=True)
class Names:
    """The values of a label field that fold to different ones, and which of them each document has; 0 is the empty one.

    ``folded`` are what is compared, ``shown`` the spelling that is most frequent.
    """

    folded: list[str]
    shown: list[str]
    numbers: NDArray[np.int64]


def read_names(parts: Iterable[Columns], field: str) -> Names:
    """Return the values of a field in the columns of several segments, whose documents are numbered through."""
    numbers: dict[str, int] = {"": 0}
    counts: dict[str, dict[str, int]] = {}
    columns = [np.zeros(0, np.int64)]
    for part in parts:
        labels = [label.decode() for label in part.labels(field)]
        ranks = part.ranks(field)
        for name, count in zip(labels, np.bincount(ranks, minlength=len(labels)).tolist(), strict=True):
            spellings = counts.setdefault(fold_label(name), {})
            spellings[name] = spellings.get(name, 0) + count
            numbers.setdefault(fold_label(name), len(numbers))
        columns.append(np.array([numbers[fold_label(name)] for name in labels], np.int64)[ranks])
    shown = [_commonest(counts[folded]) if folded else "" for folded in numbers]
    return Names(list(numbers), shown, np.concatenate(columns))


def _commonest(counts: dict[str, int]) -> str:
    """Return the most frequent spelling; of equally frequent ones the first: أ stands before ا, and N before n."""
    return min(counts, key=lambda name: (-counts[name], name))
