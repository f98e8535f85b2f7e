"""Which of the articles that come in are copies of others? They are compared before the commit, and linked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from documents.article import Article
from index.candidates import Traced, candidates
from index.codec.links import Links, write_links
from index.codec.reading import DocumentsReader
from index.copies import FEW_WORDS, WHOLE, Wording, likeness
from index.schema import CODE, GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.builder import Vocabulary
    from index.codec.segment import ArraySegment
    from index.codec.storage import Folder
    from index.snapshot import Snapshot

REMEMBERED = 8_000
"""Articles whose words are kept while others are compared with them, some 50 MB."""


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
    readers = [*(part.documents for part in snapshot.parts), *(reader for reader in added)]
    firsts = np.cumsum([0, *(reader.doc_count_all() for reader in readers)])

    @lru_cache(REMEMBERED)
    def wording(number: int) -> Wording:
        part = int(np.searchsorted(firsts, number, "right")) - 1
        return _wording(readers[part], number - int(firsts[part]), vocabulary)

    older = [snapshot.traced(part) for part in snapshot.parts]
    copies: list[tuple[int, int, float]] = []
    for rows in candidates(older, traced, live):
        for own, other in zip(*(row.tolist() for row in rows), strict=True):
            if alike := likeness(wording(own), wording(other)):
                copies.append((own, other, alike))
    texts = np.concatenate([part.texts for part in [*older, *traced]])
    owns, others = np.array([(own, other) for own, other, _ in copies], np.int64).reshape(-1, 2).T
    weights = np.array([int(WHOLE * alike) for _, _, alike in copies], np.uint8)
    first = snapshot.size
    for segment in new:
        begin, end = np.searchsorted(owns, [first, first + segment.doc_count_all()])
        write_links(folder, segment, Links(owns[begin:end] - first, texts[others[begin:end]], weights[begin:end]))
        first += segment.doc_count_all()


def _wording(documents: DocumentsReader, number: int, vocabulary: Vocabulary) -> Wording:
    """Return what an article is compared with others by, from its words as they stand in the index."""
    words, _ = documents.columns.items("words", CODE, np.array([number]))
    title, _, body, *_ = np.split(words, np.flatnonzero(words == GAP))  # all but the first with the gap before them
    words = np.concatenate([title, body[1:]]) if len(body) - 1 < FEW_WORDS else body[1:]
    folded = vocabulary.folded(words)
    if folded is None:  # words of other processes, or of long ago
        folded = vocabulary.told(Article.from_json(documents.stored_fields(number)["article"]))
    return Wording(folded)


def _live(segment: ArraySegment) -> NDArray[np.bool_]:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[segment.deleted()] = False
    return live
