"""What does Whoosh keep of a segment in its table of contents, and how does it open the rest?

Whoosh pickles segments into that table by import path, so the classes that stand there are here, with little state.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

MOST_DOCUMENTS = 1 << 32
"""Documents of a segment have numbers of 32 bits."""

TERMS, DOCUMENTS, LINKS = ".terms", ".docs", ".links"
"""The files of a segment: dictionaries and postings; stored fields, columns and lengths; links, where it has any."""


class ArraySegment(base.Segment):  # type: ignore[misc]
    """The name of a segment, how many documents it has, which are deleted, and the summed length of each field.

    ``links`` is how many links lead from its documents.
    """

    def __init__(self, index_name: str) -> None:
        super().__init__(index_name)
        self._documents = 0
        self._deleted: set[int] = set()
        self.field_lengths: dict[str, int] = {}
        self.links = 0

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: plain values only."""
        return {
            "index": self.indexname,
            "segment": self.segid,
            "documents": self._documents,
            "deleted": sorted(self._deleted),
            "lengths": dict(self.field_lengths),
            "links": self.links,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.indexname = state["index"]
        self.segid = state["segment"]
        self.compound = False
        self._documents = state["documents"]
        self._deleted = set(state["deleted"])
        self.field_lengths = state["lengths"]
        self.links = state.get("links", 0)  # older tables do not have it
        if not re.fullmatch(r"\w+_\w+", self.segment_id()) or not self._has_sound_numbers():
            raise ValueError(f"{self.segment_id()!r} is no segment, or deletes documents that it does not have")

    def _has_sound_numbers(self) -> bool:
        if not 0 <= self._documents < MOST_DOCUMENTS:
            return False
        return not self._deleted or (min(self._deleted) >= 0 and max(self._deleted) < self._documents)

    @classmethod
    def _random_id(cls, size: int = 16) -> str:
        """Return a name that no other segment has, also where `random` has a fixed seed."""
        return secrets.token_hex(size // 2)

    def codec(self) -> ArrayCodec:
        """Return the codec of this segment."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Return false: the files are mapped as they are, never packed into one."""
        return False

    def doc_count_all(self) -> int:
        """Return the number of documents, the deleted ones with them."""
        return self._documents

    def set_doc_count(self, documents: int) -> None:
        """Note how many documents were written."""
        self._documents = documents

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted documents, ascending."""
        return iter(sorted(self._deleted))

    def deleted(self) -> NDArray[np.int64]:
        """Return the numbers of the deleted documents, ascending, as an array."""
        return np.array(sorted(self._deleted), np.int64)

    def delete_document(self, document: int, delete: bool = True) -> None:
        """Delete a document, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(document)

    def delete_documents(self, documents: Iterable[int]) -> None:
        """Delete several documents."""
        self._deleted.update(documents)

    def is_deleted(self, document: int) -> bool:
        """Tell whether a document is deleted."""
        return document in self._deleted

    def path(self, storage: Any, extension: str) -> Path:
        """Return the path of one of the segment's files."""
        path: Path = Path(storage.folder) / self.make_filename(extension)
        return path


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Keeps segments as arrays; for a storage that is a folder."""

    length_stats = False  # no lengths are handed to the writer of postings: readers look them up

    def new_segment(self, storage: Any, index_name: str) -> ArraySegment:  # noqa: ARG002 - Whoosh's signature
        """Return a segment without documents."""
        return ArraySegment(index_name)

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> Any:
        """Return what writes columns, lengths and stored fields."""
        from index.codec.writing import DocumentsWriter

        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> Any:
        """Return what writes dictionaries and postings."""
        from index.codec.writing import TermsWriter

        return TermsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> Any:
        """Return what reads columns, lengths and stored fields."""
        from index.codec.reading import DocumentsReader

        return DocumentsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> Any:
        """Return what reads dictionaries and postings."""
        from index.codec.reading import TermsReader

        return TermsReader(storage, segment)
