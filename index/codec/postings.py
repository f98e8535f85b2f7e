"""In which documents does each term of a field stand, how often, and where?

For each term, by its number: the documents in ascending order, a weight for each and, in a field with positions, where
in the document the term stands. Each kind of value is one array for the whole field, term behind term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.codec.dictionary import Dictionary, smallest, write_strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter

CODE = np.dtype("<u4")


@dataclass(frozen=True, slots=True)
class Inverted:
    """A field's postings in memory.

    ``terms`` ascend; ``counts`` is the number of documents of each term; ``documents`` and ``weights`` have an item a
    posting, ``weights`` is None where all are 1. ``occurrences`` is the number of positions of each posting, and
    ``positions`` are these; both are None in a field without them. ``codes`` has a 32-bit number for each term in a
    field that gives them such.
    """

    terms: Sequence[bytes]
    counts: NDArray[Any]
    documents: NDArray[Any]
    weights: NDArray[Any] | None = None
    occurrences: NDArray[Any] | None = None
    positions: NDArray[Any] | None = None
    codes: NDArray[Any] | None = None


def write_inverted(writer: ArrayFileWriter, field: str, inverted: Inverted) -> None:
    """Write a field's postings."""
    write_strings(writer, f"{field}/terms", inverted.terms)
    if inverted.codes is not None:
        writer.write(f"{field}/codes", inverted.codes.astype(CODE))
    starts = bounds(inverted.counts)
    writer.write(f"{field}/starts", compact(starts))
    writer.write(f"{field}/documents", compact(inverted.documents))
    if inverted.weights is not None:
        writer.write(f"{field}/weights", compact_weights(inverted.weights))
    if inverted.occurrences is not None and inverted.positions is not None:
        writer.write(f"{field}/first_positions", compact(bounds(inverted.occurrences)[starts]))
        writer.write(f"{field}/occurrences", compact(inverted.occurrences))
        writer.write(f"{field}/positions", compact(inverted.positions))


def bounds(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each of some groups begins in an array that has them behind each other, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def ranges(firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of several ranges behind each other, of each from its first to before its last."""
    sizes = lasts - firsts
    starts = np.cumsum(sizes) - sizes
    numbers: NDArray[np.int64] = np.arange(sizes.sum()) - np.repeat(starts - firsts, sizes)
    return numbers


def compact(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return whole numbers, none below 0, in the smallest type that holds them."""
    return numbers.astype(smallest(int(numbers.max(initial=0))))


def compact_weights(weights: NDArray[Any]) -> NDArray[Any]:
    """Return weights as bytes where all are whole numbers below 256, else as 32-bit floats."""
    small = weights.astype(np.uint8)
    return small if np.array_equal(small, weights) else weights.astype("<f4")


class Postings:
    """The terms of a field and their postings in one file. Numbers of terms and documents count from 0."""

    def __init__(self, file: ArrayFile, field: str) -> None:
        self._file = file
        self._field = field
        self.terms = Dictionary(file, f"{field}/terms")
        self.has_weights = f"{field}/weights" in file
        self.has_positions = f"{field}/positions" in file
        self.has_codes = f"{field}/codes" in file

    @property
    def weight_type(self) -> np.dtype[Any]:
        """The type of the weights."""
        return self._file.dtype(f"{self._field}/weights") if self.has_weights else np.dtype(np.uint8)

    def type_of(self, name: str) -> np.dtype[Any]:
        """Return the type of ``occurrences`` or ``positions``."""
        return self._file.dtype(f"{self._field}/{name}")

    @property
    def size(self) -> int:
        """The number of postings of all terms."""
        return self._file.count(f"{self._field}/documents")

    def forget(self) -> None:
        """Let go of the memory that what was read so far takes."""
        self._file.forget()

    def codes(self, first: int, last: int) -> NDArray[np.uint32]:
        """Return the code of each of some terms, in a field that has codes."""
        return self._file.part(f"{self._field}/codes", first, last)

    def starts(self, first: int, last: int) -> NDArray[np.int64]:
        """Return where the postings of some terms begin, and where those of the last one end: one item more."""
        return self._file.part(f"{self._field}/starts", first, last + 1).astype(np.int64)

    def counts(self, first: int, last: int) -> NDArray[np.int64]:
        """Return the number of documents of each of some terms."""
        return np.diff(self.starts(first, last))

    def documents(self, first: int, last: int) -> NDArray[np.uint32]:
        """Return the documents of some postings; ascending within a term."""
        return self._file.part(f"{self._field}/documents", first, last).astype(np.uint32, copy=False)

    def weights(self, first: int, last: int) -> NDArray[Any]:
        """Return the weights of some postings, as bytes or 32-bit floats."""
        if not self.has_weights:
            return np.ones(last - first, np.uint8)
        return self._file.part(f"{self._field}/weights", first, last)

    def occurrences(self, first: int, last: int) -> NDArray[Any]:
        """Return how many positions some postings have."""
        return self._file.part(f"{self._field}/occurrences", first, last)

    def first_positions(self, first: int, last: int) -> NDArray[np.int64]:
        """Return where the positions of some terms begin, and where those of the last one end: one item more."""
        return self._file.part(f"{self._field}/first_positions", first, last + 1).astype(np.int64)

    def positions(self, first: int, last: int) -> NDArray[Any]:
        """Return some positions: of one posting behind the other, ascending within each."""
        return self._file.part(f"{self._field}/positions", first, last)
