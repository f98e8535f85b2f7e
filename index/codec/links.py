"""Which documents belong to others? What became known of documents after their segment was written.

A link leads from a document to what an 8-byte mark says, and has a weight; what they mean is the matter of who links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.codec.arrayfile import ArrayFile, ArrayFileWriter
from index.codec.merge_terms import GONE
from index.codec.segment import LINKS, ArraySegment
from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LINKS_KIND = "links"


class Links(NamedTuple):
    """The links of a segment: each one's document, ascending, its mark, and its weight, 0 to 255."""

    documents: NDArray[np.int64]
    marks: NDArray[np.uint64]
    weights: NDArray[np.uint8]


NONE = Links(np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, np.uint8))


def write_links(storage: Any, segment: ArraySegment, links: Links) -> None:
    """Write the links of a segment that no table of contents names yet; without any, no file."""
    segment.links = len(links.documents)
    if segment.links:
        with ArrayFileWriter(segment.path(storage, LINKS).open("xb"), LINKS_KIND) as writer:
            writer.write("documents", links.documents.astype(np.uint32))
            writer.write("marks", links.marks)
            writer.write("weights", links.weights)


def read_links(storage: Any, segment: ArraySegment) -> Links:
    """Return the links of a segment.

    Raises:
        IndexDamagedError: there are not as many as the table of contents says, or they lead from no document.
    """
    if not segment.links:
        return NONE
    file = ArrayFile(segment.path(storage, LINKS), LINKS_KIND)
    links = Links(file.whole("documents").astype(np.int64), file.whole("marks"), file.whole("weights"))
    if {len(array) for array in links} != {segment.links} or links.documents.max() >= segment.doc_count_all():
        raise IndexDamagedError(
            f"the links of {segment} are not those that were written; restore the index from a copy"
        )
    return links


def merged_links(parts: Sequence[tuple[Links, NDArray[np.int64]]]) -> Links:
    """Return the links of several segments as one's; of each its links, and the new numbers of its documents.

    Those of documents that are `GONE` are left out.
    """
    documents = np.concatenate([NONE.documents, *(numbers[links.documents] for links, numbers in parts)])
    marks = np.concatenate([NONE.marks, *(links.marks for links, _ in parts)])
    weights = np.concatenate([NONE.weights, *(links.weights for links, _ in parts)])
    kept = documents != GONE
    return Links(documents[kept], marks[kept], weights[kept])
