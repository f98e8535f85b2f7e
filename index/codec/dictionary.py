"""Which terms does a field have, in the order of their bytes, and which number has each?

Writes and reads a list of byte strings: all of them behind each other, and where each one ends.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter

FEW_LOOK_UPS = 500
"""After so many look-ups the first term of each block is read into memory: 20 ms and a megabyte for a million terms."""

BLOCK_TERMS = 128

NEARBY = 128
"""Terms behind the first with a prefix that are looked at first for the last one."""

CHUNK_STRINGS = 1 << 16
"""Strings that are written, or read when all are gone through, at a time."""


def write_strings(writer: ArrayFileWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write byte strings as the arrays ``name/bytes`` and ``name/ends``."""
    ends: list[np.ndarray] = []
    size = 0
    writer.begin(f"{name}/bytes", "<u1")
    for part in _chunks(strings):
        writer.append(np.frombuffer(b"".join(part), np.uint8))
        ends.append(np.cumsum([len(one) for one in part], dtype=np.int64) + size)
        size = int(ends[-1][-1])
    every = np.concatenate(ends) if ends else np.zeros(0, np.int64)
    writer.write(f"{name}/ends", every.astype(smallest(size)))


def smallest(largest: int) -> str:
    """Return the name of the smallest unsigned type that holds a number."""
    return next(kind for kind, bits in (("<u1", 8), ("<u2", 16), ("<u4", 32), ("<u8", 64)) if largest < 1 << bits)


def _chunks(strings: Iterable[bytes]) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    for one in strings:
        part.append(one)
        if len(part) == CHUNK_STRINGS:
            yield part
            part = []
    if part:
        yield part


class SideBySide:
    """Strings that stand behind each other in a file, and are taken apart where they are looked at.

    ``ends`` is where the first begins and each ends, in bytes of the file.
    """

    def __init__(self, data: bytes, ends: list[int]) -> None:
        self._data = data
        self._ends = ends
        self._base = ends[0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._data[self._ends[number] - self._base : self._ends[number + 1] - self._base]

    def some(self, first: int, last: int) -> list[bytes]:
        """Return the strings from ``first`` up to, but without, ``last``."""
        data, base = self._data, self._base
        return [data[one - base : other - base] for one, other in pairwise(self._ends[first : last + 1])]


class Strings:
    """Byte strings in a file, by number."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._bytes = f"{name}/bytes"
        self._ends = f"{name}/ends"
        self._count = file.count(self._ends)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self._count:
            raise IndexError(number)
        first, last = self._bounds(number, number + 1)
        return self._file.bytes(self._bytes, first, last)

    def __iter__(self) -> Iterator[bytes]:
        for first in range(0, self._count, CHUNK_STRINGS):
            yield from self.some(first, min(first + CHUNK_STRINGS, self._count))

    def some(self, first: int, last: int) -> list[bytes]:
        """Return the strings from ``first`` up to, but without, ``last``."""
        found = self.side_by_side(first, last)
        return found.some(0, len(found))

    def side_by_side(self, first: int, last: int) -> SideBySide:
        """Return the strings from ``first`` up to, but without, ``last``, which are not yet taken apart."""
        if first >= last:
            return SideBySide(b"", [0])
        ends = self.ends(first, last)
        return SideBySide(self._file.bytes(self._bytes, ends[0], ends[-1]), ends)

    def ends(self, first: int, last: int) -> list[int]:
        """Return where the first string begins and where each of these strings ends, in bytes."""
        ends: list[int] = self._file.part(self._ends, max(first - 1, 0), last).tolist()
        return ends if first else [0, *ends]

    def _bounds(self, first: int, last: int) -> tuple[int, int]:
        ends = self.ends(first, last)
        return ends[0], ends[-1]


class Dictionary(Strings):
    """The terms of a field: byte strings in ascending order, each once; a term's number is its rank."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        super().__init__(file, name)
        self._look_ups = 0

    def find(self, term: bytes) -> int | None:
        """Return the number of a term; ``None`` when it is not there."""
        number = self.rank(term)
        return number if number < len(self) and self[number] == term else None

    def rank(self, term: bytes, first: int = 0, last: int | None = None) -> int:
        """Return how many terms come before this one, which is known to lie between two numbers."""
        self._look_ups += 1
        if self._look_ups > FEW_LOOK_UPS:
            return self._rank_in_block(term, max(bisect_left(self._heads, term) - 1, 0) * BLOCK_TERMS)
        ends, text = self._file.whole(self._ends), self._file.bytes
        last = self._count if last is None else last
        while first < last:
            middle = (first + last) // 2
            if text(self._bytes, int(ends[middle - 1]) if middle else 0, int(ends[middle])) < term:
                first = middle + 1
            else:
                last = middle
        return first

    def _rank_in_block(self, term: bytes, block: int) -> int:
        """Return how many terms come before one that is not before the first of a block, nor behind the next one's."""
        ends = self.ends(block, min(block + BLOCK_TERMS, self._count))
        data = self._file.bytes(self._bytes, ends[0], ends[-1])
        base, first, last = ends[0], 0, len(ends) - 1
        while first < last:
            middle = (first + last) // 2
            if data[ends[middle] - base : ends[middle + 1] - base] < term:
                first = middle + 1
            else:
                last = middle
        return block + first

    @cached_property
    def _heads(self) -> list[bytes]:
        """The first term of each block: for those who look up often, in a third of the time."""
        return [self[number] for number in range(0, self._count, BLOCK_TERMS)]

    def span(self, prefix: bytes) -> tuple[int, int]:
        """Return the number of the first term with a prefix, and of the first one behind them."""
        first, behind = self.rank(prefix), following(prefix)
        if not behind:
            return first, self._count
        step = NEARBY  # most prefixes have few terms: look nearby before anywhere
        while first + step < self._count and self[first + step] < behind:
            step *= 4
        return first, self.rank(behind, first, min(first + step, self._count))


def following(prefix: bytes) -> bytes:
    """Return the least string that is greater than all with a prefix; empty when there is none."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1]) if kept else b""


def common_spans(dictionaries: Sequence[Dictionary]) -> Iterator[list[tuple[int, int]]]:
    """Yield ranges of terms, one of each dictionary, that lie between the same two terms; together they are all."""
    longest = max(dictionaries, key=len, default=None)
    if longest is None:
        return
    firsts = [0] * len(dictionaries)
    for number in [*range(CHUNK_STRINGS, len(longest), CHUNK_STRINGS), None]:
        lasts = [len(one) if number is None else one.rank(longest[number]) for one in dictionaries]
        yield list(zip(firsts, lasts, strict=True))
        firsts = lasts
