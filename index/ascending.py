"""Many byte strings in memory, ascending: which number has one, and which have a prefix?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.codec.dictionary import following

if TYPE_CHECKING:
    from collections.abc import Sequence


class Ascending:
    """Byte strings in ascending order; known by their number. ``ends`` is where each one ends in ``data``."""

    def __init__(self, strings: Sequence[bytes]) -> None:
        self.data = b"".join(strings)
        self.ends = np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        return self.data[int(self.ends[number - 1]) if number else 0 : int(self.ends[number])]

    def rank(self, string: bytes) -> int:
        """Return how many strings come before this one."""
        first, last = 0, len(self)
        while first < last:
            middle = (first + last) // 2
            if self[middle] < string:
                first = middle + 1
            else:
                last = middle
        return first

    def find(self, string: bytes) -> int | None:
        """Return the number of a string, the first of equal ones; None when it is not there."""
        number = self.rank(string)
        return number if number < len(self) and self[number] == string else None

    def span(self, prefix: bytes) -> tuple[int, int]:
        """Return the number of the first string with a prefix, and of the first one behind them."""
        behind = following(prefix)
        return self.rank(prefix), self.rank(behind) if behind else len(self)
