"""Which terms stand in which documents? Turns the words of many documents into postings, all at once.

Words come as numbers of a vocabulary. At the end one sort of (term, place) brings them into the order of the file.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from index.codec.postings import Inverted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Inverter:
    """Gathers the words of one field. ``positions`` keeps where in its document each word stands.

    Several inverters, one after the other, may share a ``vocabulary``: the number of each term, counted from 0.
    """

    def __init__(self, *, positions: bool = False, vocabulary: dict[bytes, int] | None = None) -> None:
        self._vocabulary = {} if vocabulary is None else vocabulary
        self._words = array("I")
        self._documents = array("I")
        self._sizes = array("I")
        self._weights = array("f")
        self._places = array("I") if positions else None

    def __len__(self) -> int:
        """Return the number of words gathered."""
        return len(self._words)

    def number(self, term: bytes) -> int:
        """Return the number of a term in the vocabulary, a new one for a new term."""
        return self._vocabulary.setdefault(term, len(self._vocabulary))

    def add(
        self, document: int, numbers: Sequence[int], weight: float = 1.0, positions: Iterable[int] | None = None
    ) -> None:
        """Add words of a document, each with a weight, and where they stand: 0, 1, 2 … unless it is said.

        Documents come in ascending order, and the positions of one term too.
        """
        self._words.extend(numbers)
        self._documents.append(document)
        self._sizes.append(len(numbers))
        self._weights.append(weight)
        if self._places is not None:
            self._places.extend(range(len(numbers)) if positions is None else positions)

    def inverted(self, codes: NDArray[Any] | None = None) -> Inverted:
        """Return the postings of all that was added; ``codes`` has one for each term, by its number."""
        numbers, terms, ranked = self._ranked()
        sizes = np.frombuffer(self._sizes, np.uint32)
        owners = np.repeat(np.frombuffer(self._documents, np.uint32), sizes)
        places = np.sort((ranked << 32) | np.arange(len(ranked)))
        ranked, places = places >> 32, places & 0xFFFFFFFF
        owners = owners[places]
        new = np.flatnonzero((np.diff(ranked, prepend=-1) != 0) | (np.diff(owners.astype(np.int64), prepend=-1) != 0))
        occurrences = np.diff(np.append(new, len(ranked)))
        positions = None if self._places is None else np.frombuffer(self._places, np.uint32)[places]
        return Inverted(
            terms,
            np.bincount(ranked[new], minlength=len(terms)),
            owners[new],
            self._summed(sizes, places, new, occurrences),
            None if positions is None else occurrences,
            positions,
            None if codes is None else codes[numbers],
        )

    def _ranked(self) -> tuple[list[int], list[bytes], NDArray[np.int64]]:
        """Return the terms that occur, in order, with their numbers before them, and each word's rank among them."""
        words = np.frombuffer(self._words, np.uint32)
        used = np.zeros(len(self._vocabulary), np.bool_)
        used[words] = True
        numbers = np.flatnonzero(used).tolist()
        every = list(self._vocabulary)
        order = sorted(numbers, key=every.__getitem__)
        ranks = np.zeros(len(every), np.int64)
        ranks[order] = np.arange(len(order))
        return order, [every[number] for number in order], ranks[words]

    def _summed(
        self, sizes: NDArray[Any], places: NDArray[Any], new: NDArray[Any], occurrences: NDArray[Any]
    ) -> NDArray[Any] | None:
        """Return the weight of each posting; None where all are 1."""
        weights = np.frombuffer(self._weights, np.float32)
        if not len(new):
            return None
        if (weights == 1.0).all():
            return None if occurrences.max() == 1 else occurrences
        return np.add.reduceat(np.repeat(weights, sizes).astype(np.float64)[places], new)
