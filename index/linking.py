"""Which of the articles that come in are copies of others? They are compared before the commit, and linked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.candidates import Traced, candidates
from index.codec.links import Links, write_links
from index.codec.reading import DocumentsReader
from index.copies import are_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from documents.article import Article
    from index.builder import Versioned, Vocabulary
    from index.codec.segment import ArraySegment
    from index.codec.storage import Folder
    from index.copies import Wording
    from index.snapshot import Snapshot

REMEMBERED = 2_000
"""Articles whose words are kept while others are compared with them, some 20 MB."""

Added = tuple["ArraySegment", "Sequence[Versioned]"]
"""A new segment, whose files are written, and its articles."""


def link_copies(
    folder: Folder, snapshot: Snapshot, known: Sequence[ArraySegment], new: Sequence[Added], vocabulary: Vocabulary
) -> None:
    """Link the articles of new segments to the texts that they are copies of, among the known ones and themselves.

    ``known`` are the segments of the snapshot, with what has been deleted in them since.
    """
    traced = [Traced(DocumentsReader(folder, segment)) for segment, _ in new]
    live = np.concatenate([_live(segment) for segment in [*known, *(segment for segment, _ in new)]])
    articles = [one.article for _, added in new for one in added]

    def article(number: int) -> Article:
        return snapshot.article(number) if number < snapshot.size else articles[number - snapshot.size]

    @lru_cache(REMEMBERED)
    def wording(number: int) -> Wording:
        return vocabulary.wording(article(number))

    older = [snapshot.traced(part) for part in snapshot.parts]
    copies: list[tuple[int, int]] = []
    for rows in candidates(older, traced, live):
        pairs = zip(*(row.tolist() for row in rows), strict=True)
        copies += [(own, other) for own, other in pairs if are_copies(wording(own), wording(other))]
    owns, others = np.array(copies, np.int64).reshape(-1, 2).T
    marks = np.concatenate([part.texts for part in [*older, *traced]])[others]
    first = snapshot.size
    for segment, _ in new:
        begin, end = np.searchsorted(owns, [first, first + segment.doc_count_all()])
        write_links(folder, segment, Links(owns[begin:end] - first, marks[begin:end]))
        first += segment.doc_count_all()


def _live(segment: ArraySegment) -> NDArray[np.bool_]:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[segment.deleted()] = False
    return live
