"""Which of the articles that come in are copies of others? They are compared before the commit, and linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.candidates import Traced, candidates
from index.codec.links import Links, write_links
from index.codec.reading import DocumentsReader, TermsReader
from index.copies import WHOLE, likeness
from index.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.candidates import Rows
    from index.codec.segment import ArraySegment
    from index.codec.storage import Folder
    from index.snapshot import Snapshot
    from index.vocabulary import Vocabulary


COMPARED_AT_ONCE = 4_000
"""Pairs whose words are in memory at a time, some 40 MB."""


def link_copies(
    folder: Folder,
    snapshot: Snapshot,
    known: Sequence[ArraySegment],
    new: Sequence[ArraySegment],
    vocabulary: Vocabulary,
) -> None:
    """Link the articles of new segments to the texts that they are copies of, among the known ones and themselves.

    ``known`` are the segments of the snapshot, with what has been deleted in them since.
    """
    added = [DocumentsReader(folder, segment) for segment in new]
    traced = [Traced(reader) for reader in added]
    live = np.concatenate([_live(segment) for segment in [*known, *new]])
    known_parts = [(part.terms, part.documents) for part in snapshot.parts]
    added_parts = [(TermsReader(folder, segment), reader) for segment, reader in zip(new, added, strict=True)]
    wordings = Wordings([*known_parts, *added_parts], vocabulary)
    older = [snapshot.traced(part) for part in snapshot.parts]
    copies = [copy for rows in candidates(older, traced, live) for copy in _copies(rows, wordings)]
    texts = np.concatenate([part.texts for part in [*older, *traced]])
    owns, others = np.array([(own, other) for own, other, _ in copies], np.int64).reshape(-1, 2).T
    weights = np.array([int(WHOLE * alike) for _, _, alike in copies], np.uint8)
    first = snapshot.size
    for segment in new:
        begin, end = np.searchsorted(owns, [first, first + segment.doc_count_all()])
        write_links(folder, segment, Links(owns[begin:end] - first, texts[others[begin:end]], weights[begin:end]))
        first += segment.doc_count_all()


def _copies(rows: Rows, wordings: Wordings) -> Iterator[tuple[int, int, float]]:
    """Yield those of the candidates that are copies, with their likeness."""
    own, others = rows
    for begin in range(0, len(own), COMPARED_AT_ONCE):
        pairs = slice(begin, begin + COMPARED_AT_ONCE)
        known = wordings.read(np.unique([own[pairs], others[pairs]]))
        for one, other in zip(own[pairs].tolist(), others[pairs].tolist(), strict=True):
            if alike := likeness(known[one], known[other]):
                yield one, other, alike


def _live(segment: ArraySegment) -> NDArray[np.bool_]:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[segment.deleted()] = False
    return live
