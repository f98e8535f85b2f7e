"""Which terms stand in which documents? Turns the words of many documents into postings, all at once.

Words come as numbers of a vocabulary. At the end one sort of (term, place) brings them into the order of the file.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
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

    def inverted(self) -> Inverted:
        """Return the postings of all that was added."""
        sizes = np.frombuffer(self._sizes, np.uint32)
        weights = np.frombuffer(self._weights, np.float32)
        every = Occurrences(
            np.frombuffer(self._words, np.uint32),
            np.repeat(np.frombuffer(self._documents, np.uint32), sizes),
            None if (weights == 1.0).all() else np.repeat(weights, sizes),
            None if self._places is None else np.frombuffer(self._places, np.uint32),
        )
        return invert(list(self._vocabulary), every)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Words of many documents: of each its number, its document, its weight (None: all are 1) and its position.

    Documents ascend, and so do the positions of a word in each.
    """

    words: NDArray[np.uint32]
    documents: NDArray[np.uint32]
    weights: NDArray[np.float32] | None = None
    positions: NDArray[np.uint32] | None = None


def invert(terms: Sequence[bytes], every: Occurrences, codes: NDArray[Any] | None = None) -> Inverted:
    """Return the postings of many words; ``terms`` and ``codes`` have one for each number."""
    numbers, ranked = _ranked(terms, every.words)
    places = np.sort((ranked << 32) | np.arange(len(ranked)))
    ranked, places = places >> 32, places & 0xFFFFFFFF
    owners = every.documents[places]
    new = np.flatnonzero((np.diff(ranked, prepend=-1) != 0) | (np.diff(owners.astype(np.int64), prepend=-1) != 0))
    occurrences = np.diff(np.append(new, len(ranked)))
    return Inverted(
        [terms[number] for number in numbers],
        np.bincount(ranked[new], minlength=len(numbers)),
        owners[new],
        _summed(None if every.weights is None else every.weights[places], new, occurrences),
        None if every.positions is None else occurrences,
        None if every.positions is None else every.positions[places],
        None if codes is None else codes[numbers],
    )


def _ranked(terms: Sequence[bytes], words: NDArray[np.uint32]) -> tuple[list[int], NDArray[np.int64]]:
    """Return the numbers of the terms that occur, in the order of these, and each word's rank among them."""
    used = np.zeros(len(terms), np.bool_)
    used[words] = True
    order = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
    ranks = np.zeros(len(terms), np.int64)
    ranks[order] = np.arange(len(order))
    return order, ranks[words]


def _summed(weights: NDArray[Any] | None, new: NDArray[Any], occurrences: NDArray[Any]) -> NDArray[Any] | None:
    """Return the weight of each posting, given that of each word in their order; None where all are 1."""
    if not len(new):
        return None
    if weights is None:
        return None if occurrences.max() == 1 else occurrences
    return np.add.reduceat(weights.astype(np.float64), new)
