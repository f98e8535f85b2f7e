"""By which code is a written word compared with others, when all that is known is the word's own code?

The words of an index stand in its articles as codes; copies are told by the codes of their folds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.schema import CODE, GAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.copies import Codes

SLOT_SHIFT = 10
"""A word is looked for by the first 22 bits of its code: in some nanoseconds, where a dictionary of as many words, that
does not fit into the processor's memory, takes 200."""


class Folds:
    """The code of the fold of each known word, by the word's code: a table of 32 MB, and what finds no place in it."""

    def __init__(self) -> None:
        self._codes, self._folds = (np.full(1 << 32 >> SLOT_SHIFT, GAP, CODE) for _ in range(2))
        self._others: dict[int, int] = {}

    def add(self, codes: Codes, folds: Codes) -> None:
        """Take up words."""
        slots = codes >> SLOT_SHIFT
        free = self._codes[slots] == GAP
        self._codes[slots[free]], self._folds[slots[free]] = codes[free], folds[free]
        rest = self._codes[slots] != codes
        self._others.update(zip(codes[rest].tolist(), folds[rest].tolist(), strict=True))

    def find(self, codes: Codes) -> tuple[Codes, NDArray[np.int64]]:
        """Return the folds of words, and the places of those that are not known."""
        slots = codes >> SLOT_SHIFT
        folds: Codes = self._folds[slots]
        missed = np.flatnonzero(self._codes[slots] != codes)
        found = [self._others.get(code, GAP) for code in codes[missed].tolist()]
        folds[missed] = found
        return folds, missed[folds[missed] == GAP]
