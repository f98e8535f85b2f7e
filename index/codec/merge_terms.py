"""How do the dictionaries and postings of several segments become one?

The postings of a term stand behind each other in the new file, segment by segment, so that each segment's part of a
term moves as it is. Where it goes is worked out for many terms at a time; nothing is sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from index.codec.arrayfile import ArrayFileWriter
from index.codec.dictionary import common_spans, smallest, write_strings
from index.codec.postings import CODE, bounds, compact
from index.codec.reading import TERMS_KIND, TermsReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.codec.postings import Postings

CHUNK_ITEMS = 1 << 21
"""Postings or positions that are moved at a time: some 50 MB."""

GONE = -1
"""Stands for the new number of a deleted document, and of a term that has no other."""

What = Literal["documents", "weights", "occurrences", "positions"]


@dataclass(slots=True)
class Source:
    """A field of a segment: ``numbers`` are the new ones of its documents, ``targets`` those of its terms."""

    postings: Postings
    numbers: NDArray[np.int64]
    targets: NDArray[np.int64]

    def items(self, what: What, first: int, last: int) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return one array's items that stay, of a range of terms, and how many there are of each."""
        starts = self.postings.starts(first, last)
        begin, end = int(starts[0]), int(starts[-1])
        values: NDArray[Any] = self.numbers[self.postings.documents(begin, end)]
        alive = values != GONE
        if what == "weights":
            values = self.postings.weights(begin, end)
        elif what == "occurrences":
            values = self.postings.occurrences(begin, end)
        elif what == "positions":
            alive = np.repeat(alive, self.postings.occurrences(begin, end))
            starts = self.postings.first_positions(first, last)
            values = self.postings.positions(int(starts[0]), int(starts[-1]))
        return values[alive], np.diff(bounds(alive)[starts - starts[0]])

    def counts(self, what: What) -> NDArray[np.int64]:
        """Return how many items of each term stay."""
        terms = len(self.postings.terms)
        starts = (self.postings.first_positions if what == "positions" else self.postings.starts)(0, terms)
        if (self.numbers != GONE).all():
            return np.diff(starts)
        return np.concatenate([self.items(what, *span)[1] for span in _spans(starts)] or [np.zeros(0, np.int64)])


def merge_terms(path: Path, parts: Sequence[tuple[TermsReader, NDArray[np.int64]]]) -> None:
    """Write the terms of some segments as one file; with each come the new numbers of its documents, or `GONE`."""
    with ArrayFileWriter(path.open("xb"), TERMS_KIND) as writer:
        for field in sorted({field for terms, _ in parts for field in terms.indexed_field_names()}):
            found = [(terms.postings(field), numbers) for terms, numbers in parts]
            sources = [
                Source(postings, numbers, np.full(len(postings.terms), GONE))
                for postings, numbers in found
                if postings is not None
            ]
            _merge_field(writer, field, sources)


def _merge_field(writer: ArrayFileWriter, field: str, sources: Sequence[Source]) -> None:
    counts = [source.counts("documents") for source in sources]
    if not any(of.any() for of in counts):
        return  # as in a segment whose documents have no term in the field
    write_strings(writer, f"{field}/terms", _new_terms(sources, counts))
    starts = bounds(_added(sources, counts))
    if all(source.postings.has_codes for source in sources):
        writer.write(f"{field}/codes", _codes(sources, len(starts) - 1))
    writer.write(f"{field}/starts", compact(starts))
    _write(writer, field, "documents", sources, starts)
    if any(source.postings.has_weights for source in sources):
        _write(writer, field, "weights", sources, starts)
    if all(source.postings.has_positions for source in sources):
        first_positions = bounds(_added(sources, [source.counts("positions") for source in sources]))
        writer.write(f"{field}/first_positions", compact(first_positions))
        _write(writer, field, "occurrences", sources, starts)
        _write(writer, field, "positions", sources, first_positions)


def _new_terms(sources: Sequence[Source], counts: Sequence[NDArray[np.int64]]) -> Iterator[bytes]:
    """Yield the terms that keep a document, in order, and note their new numbers in the sources."""
    done = 0
    for spans in common_spans([source.postings.terms for source in sources]):
        olds = [source.postings.terms.some(*span) for source, span in zip(sources, spans, strict=True)]
        kept = [compress(terms, of[slice(*span)].tolist()) for terms, of, span in zip(olds, counts, spans, strict=True)]
        new = dict.fromkeys(sorted(chain(*kept)))  # to sort what ascends in parts is little more than to go through it
        numbers = dict(zip(new, range(done, done + len(new)), strict=True))
        for source, terms, span in zip(sources, olds, spans, strict=True):
            source.targets[slice(*span)] = [numbers.get(term, GONE) for term in terms]
        done += len(new)
        yield from new


def _codes(sources: Sequence[Source], terms: int) -> NDArray[np.uint32]:
    codes = np.zeros(terms, CODE)
    for source in sources:
        kept = source.targets != GONE
        codes[source.targets[kept]] = source.postings.codes(0, len(source.targets))[kept]
    return codes


def _added(sources: Sequence[Source], counts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the sums of the counts by new term."""
    terms = max((int(source.targets.max(initial=GONE)) for source in sources), default=GONE) + 1
    total = np.zeros(terms, np.int64)
    for source, of in zip(sources, counts, strict=True):
        kept = source.targets != GONE
        total[source.targets[kept]] += of[kept]
    return total


def _write(
    writer: ArrayFileWriter, field: str, what: What, sources: Sequence[Source], starts: NDArray[np.int64]
) -> None:
    """Write an array of items, of which those of each new term begin at ``starts``."""
    writer.begin(f"{field}/{what}", _type(what, sources))
    for first, last in _spans(starts):
        writer.append(_moved(what, sources, starts, first, last))
        for source in sources:
            source.postings.forget()


def _type(what: What, sources: Sequence[Source]) -> np.dtype[Any]:
    if what == "documents":
        return np.dtype(smallest(max(int(source.numbers.max(initial=0)) for source in sources)))
    if what == "weights":
        return np.result_type(*(source.postings.weight_type for source in sources))
    return np.result_type(*(source.postings.type_of(what) for source in sources))


def _moved(what: What, sources: Sequence[Source], starts: NDArray[np.int64], first: int, last: int) -> NDArray[Any]:
    """Return the items of a range of new terms in their new order."""
    out = np.zeros(int(starts[last] - starts[first]), _type(what, sources))
    free = starts[first:last] - starts[first]
    for source in sources:
        olds = np.flatnonzero((source.targets >= first) & (source.targets < last))
        if not len(olds):
            continue
        begin, end = int(olds[0]), int(olds[-1]) + 1
        values, counts = source.items(what, begin, end)
        kept = counts > 0
        terms, counts = source.targets[begin:end][kept] - first, counts[kept]
        shift = free[terms] - (np.cumsum(counts) - counts)
        out[np.repeat(shift, counts) + np.arange(len(values))] = values
        free[terms] += counts
    return out


def _spans(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms that have up to `CHUNK_ITEMS` items, or are one term."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        last = int(np.searchsorted(starts, starts[first] + CHUNK_ITEMS, side="right")) - 1
        last = min(max(last, first + 1), terms)
        yield first, last
        first = last
