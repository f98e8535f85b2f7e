"""What can be read of one segment, and where are its documents among those of a generation?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.codec.links import Links, read_links
from index.codec.reading import DocumentsReader, TermsReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.codec.postings import Postings
    from index.codec.segment import ArraySegment
    from index.codec.storage import Folder

    Documents = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment: its documents are those from ``first`` up to, but without, ``last``."""

    segment: ArraySegment
    first: int
    last: int
    terms: TermsReader
    documents: DocumentsReader
    links: Links

    def postings(self, field: str) -> Postings | None:
        """Return the postings of a field; None when no document has a term in it."""
        return self.terms.postings(field)

    def of_term(self, number: int) -> Documents:
        """Return the documents that have a word, by the number of its term; deleted ones are among them."""
        postings = self.postings("text")
        assert postings is not None, "a term has postings"  # noqa: S101
        return postings.documents(*postings.starts(number, number + 1).tolist()).astype(np.int64) + self.first


def opened(folder: Folder, segment: ArraySegment, known: Part | None, first: int) -> Part:
    """Return a segment whose first document has a number; files that are open as ``known`` are taken over."""
    last = first + segment.doc_count_all()
    if known is None:
        terms, documents = TermsReader(folder, segment), DocumentsReader(folder, segment)
        return Part(segment, first, last, terms, documents, read_links(folder, segment))
    return Part(segment, first, last, known.terms, known.documents.with_deletions(segment), known.links)
