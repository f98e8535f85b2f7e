"""Which folded spellings does a segment have, in the order of the alphabet? For prefixes, wildcards and completion.

The dictionary is ordered by families; this is the other order. It is made when it is first needed, a second and a half
and 20 MB for half a million words, and kept as long as the segment.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.normalize import fold_lines
from index.arabic.typo import WIDE, Vocabulary, distances
from index.ascending import Ascending

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.codec.postings import Postings


class Spellings(Ascending):
    """The folded spellings of a segment, ascending by their UTF-8, each once; known by their number."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        folds = _folds(postings)
        order = sorted(range(len(folds)), key=folds.__getitem__)
        ordered = [folds[number] for number in order]
        first = np.array([one != other for one, other in zip(ordered, [None, *ordered], strict=False)], np.bool_)
        self._terms = np.array(order, np.int64)
        self._firsts = np.append(np.flatnonzero(first), len(order))
        distinct = [ordered[place] for place in self._firsts[:-1].tolist()]
        super().__init__(distinct)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """The number of postings of each spelling."""
        every = self._postings.counts(0, len(self._postings.terms))[self._terms].astype(np.int64)
        return np.add.reduceat(every, self._firsts[:-1]) if len(self) else np.zeros(0, np.int64)

    @cached_property
    def _lines(self) -> tuple[str, NDArray[np.int64]]:
        """All spellings as lines, and where each one begins, in code points."""
        lines = [self[number].decode() for number in range(len(self))]
        starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
        return "\n".join(lines), starts

    def matching(self, prefix: bytes, pattern: str) -> NDArray[np.int64]:
        """Return the numbers of the spellings that begin with a prefix and match a regular expression as a whole."""
        first, last = self.span(prefix)
        if first == last:
            return np.zeros(0, np.int64)
        text, starts = self._lines
        here = re.compile(f"^(?:{pattern})$", re.MULTILINE).finditer(text, int(starts[first]), int(starts[last]) - 1)
        found = np.fromiter((match.start() for match in here), np.int64)
        return np.searchsorted(starts, found)

    def near(self, typed: str, most: float) -> NDArray[np.int64]:
        """Return the numbers of the spellings that are at most so far from a folded word, ascending."""
        rows = self.vocabulary.like(typed, WIDE)
        words = [self[row].decode() for row in rows.tolist()]
        return rows[distances(typed, words, most) <= most]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The spellings, as corrections are sought in."""
        return Vocabulary(np.frombuffer(self.data, np.uint8), self.ends, self.counts)

    def warm(self) -> None:
        """Make what is otherwise made when it is first needed."""
        self.vocabulary.masks  # noqa: B018
        self.vocabulary.lengths  # noqa: B018
        self._lines  # noqa: B018

    def terms(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the terms that fold to some spellings, ascending."""
        bounds = zip(self._firsts[numbers].tolist(), self._firsts[numbers + 1].tolist(), strict=True)
        found = [self._terms[first:last] for first, last in bounds]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))

    def written(self, number: int) -> list[tuple[str, int]]:
        """Return the words that fold to a spelling, as they are written, and how many postings each has."""
        found = []
        for term in self._terms[self._firsts[number] : self._firsts[number + 1]].tolist():
            written = self._postings.terms[term].split(b" ", 3)[2].decode()
            found.append((written, int(self._postings.counts(term, term + 1)[0])))
        return found


def _folds(postings: Postings) -> list[bytes]:
    """Return the folded spelling of each term, in UTF-8."""
    written = b"\n".join(term.split(b" ", 3)[2] for term in postings.terms).decode()
    return fold_lines(written).encode().split(b"\n") if len(postings.terms) else []
