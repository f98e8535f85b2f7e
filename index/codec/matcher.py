"""How does Whoosh go through the postings of one term, one by one?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import formats
from whoosh.matching import LeafMatcher, ReadTooFar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.codec.postings import Postings

BLOCK_POSTINGS = 128
"""Postings that Whoosh passes over at once when none of them can be good enough; as many as in its own codec."""


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The postings of one term. ``lengths`` has the number of words of each document in the field."""

    def __init__(  # noqa: PLR0913, PLR0917 - what Whoosh has at hand when it asks for a matcher
        self,
        postings: Postings,
        number: int,
        term: tuple[str, bytes],
        format_: Any,
        scorer: Any,
        lengths: NDArray[np.int64],
    ) -> None:
        self._postings = postings
        self._number = number
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._field_lengths = lengths
        self._first, self._last = postings.starts(number, number + 1).tolist()
        self._ids: NDArray[np.uint32] = postings.documents(self._first, self._last)
        self._weights = postings.weights(self._first, self._last)
        self._values: list[list[int]] | None = None
        self._at = 0

    def is_active(self) -> bool:
        """Tell whether there is a posting here."""
        return self._at < len(self._ids)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Return another matcher at the same posting."""
        other = ArrayMatcher(self._postings, self._number, self._term, self.format, self.scorer, self._field_lengths)
        other._at = self._at
        return other

    def id(self) -> int:
        """Return the number of the document."""
        return int(self._ids[self._at])

    def all_ids(self) -> Iterator[int]:
        """Return the numbers of all documents from here on."""
        return iter(self._ids[self._at :].tolist())

    def weight(self) -> float:
        """Return the weight of the term in the document."""
        return float(self._weights[self._at])

    def value(self) -> Any:
        """Return the posting's value as the field's format encodes it."""
        if isinstance(self.format, formats.Positions):
            return self.format.encode(self._positions())
        if isinstance(self.format, formats.Frequency):
            return formats.pack_uint(int(self.weight() / self.format.field_boost))
        return b""

    def value_as(self, kind: str) -> Any:
        """Return the posting's value as ``positions``, ``frequency`` and the like."""
        return self._positions() if kind == "positions" else super().value_as(kind)

    def next(self) -> bool:
        """Go to the next posting; tell whether a new block begins there."""
        self._at += 1
        return self._at % BLOCK_POSTINGS == 0

    def skip_to(self, document: int) -> None:
        """Go to the first posting that is not before a document."""
        if not self.is_active():
            raise ReadTooFar
        self._at += int(np.searchsorted(self._ids[self._at :], document))

    def skip_to_quality(self, least: float) -> int:
        """Go to the first block that may have a posting of a higher quality; return how many were passed over."""
        passed = 0
        while self.is_active() and self.block_quality() <= least:
            self._at = (self._at // BLOCK_POSTINGS + 1) * BLOCK_POSTINGS
            passed += 1
        return passed

    def block_min_id(self) -> int:
        """Return the first document of the block."""
        return int(self._ids[self._block()][0])

    def block_max_id(self) -> int:
        """Return the last document of the block."""
        return int(self._ids[self._block()][-1])

    def block_min_length(self) -> int:
        """Return the length of the shortest document of the block."""
        return int(self._field_lengths[self._ids[self._block()]].min())

    def block_max_length(self) -> int:
        """Return the length of the longest document of the block."""
        return int(self._field_lengths[self._ids[self._block()]].max())

    def block_max_weight(self) -> float:
        """Return the largest weight of the block."""
        return float(self._weights[self._block()].max())

    def _block(self) -> slice:
        at = min(self._at, len(self._ids) - 1)  # behind the last posting Whoosh still asks for the last block
        first = at - at % BLOCK_POSTINGS
        return slice(first, first + BLOCK_POSTINGS)

    def _positions(self) -> list[int]:
        if self._values is None:
            first, last = self._postings.first_positions(self._number, self._number + 1).tolist()
            positions = self._postings.positions(first, last).tolist()
            ends = np.cumsum(self._postings.occurrences(self._first, self._last), dtype=np.int64).tolist()
            self._values = [positions[begin:end] for begin, end in pairwise([0, *ends])]
        return self._values[self._at]
