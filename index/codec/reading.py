"""What does Whoosh ask of a segment, and how do arrays answer it?

Whoosh's own queries go posting by posting through `ArrayMatcher`; who reads whole arrays takes `TermsReader.postings`
and `DocumentsReader.columns`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from index.codec.arrayfile import ArrayFile
from index.codec.columns import Columns, LabelReader, NumberReader, StringReader
from index.codec.cursor import Cursor
from index.codec.matcher import ArrayMatcher
from index.codec.postings import Postings
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.store import Store
from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DOCUMENTS_KIND, TERMS_KIND = "docs", "terms"

LENGTHS = np.array([byte_to_length(number) for number in range(256)], np.int64)
"""The length that each of Whoosh's length bytes stands for."""


def length_bytes(lengths: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the byte that Whoosh rounds each length to."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1).astype(np.uint8)


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]
    """Columns, lengths and stored fields of one segment."""

    def __init__(self, storage: Any, segment: ArraySegment, file: ArrayFile | None = None) -> None:
        self._segment = segment
        self._file = file or ArrayFile(segment.path(storage, DOCUMENTS), DOCUMENTS_KIND)
        self.columns = Columns(self._file)
        self.store = Store(self._file)
        self.deleted = segment.deleted()
        if self._file.count("stored/end") != segment.doc_count_all():
            raise IndexDamagedError(
                f"the table of contents says that {segment} has {segment.doc_count_all()} documents, and its file has"
                f" {self._file.count('stored/end')}; restore the index from a copy"
            )
        self._length_bytes: dict[str, NDArray[np.uint8] | None] = {}

    def file(self) -> ArrayFile:
        """Return the file itself."""
        return self._file

    def with_deletions(self, segment: ArraySegment) -> DocumentsReader:
        """Return a reader of the same file, as a later generation's segment says what is deleted in it."""
        return DocumentsReader(None, segment, self._file)

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self._segment.doc_count_all() - len(self.deleted)

    def doc_count_all(self) -> int:
        """Return the number of documents, the deleted ones with them."""
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        """Tell whether any document is deleted."""
        return len(self.deleted) > 0

    def is_deleted(self, document: int) -> bool:
        """Tell whether a document is deleted."""
        place = int(np.searchsorted(self.deleted, document))
        return place < len(self.deleted) and int(self.deleted[place]) == document

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted documents, ascending."""
        return iter(self.deleted.tolist())

    def supports_columns(self) -> bool:
        """Return true."""
        return True

    def has_column(self, field: str) -> bool:
        """Tell whether a field has a column."""
        return self.columns.kind(field) is not None

    def list_columns(self) -> list[str]:
        """Return the fields that have a column."""
        return self.columns.names()

    def column_reader(self, field: str, column: Any) -> Any:  # noqa: ARG002 - Whoosh's signature
        """Return Whoosh's view of a field's column."""
        kind = self.columns.kind(field)
        if kind == "numbers":
            return NumberReader(self.columns.numbers(field))
        if kind == "labels":
            return LabelReader(self.columns.labels(field), self.columns.ranks(field))
        return StringReader(self.columns.strings(field))

    def exact_lengths(self, field: str) -> NDArray[Any] | None:
        """Return the number of words of each document in a field; None in a field without lengths."""
        name = f"length/{field}"
        return self._file.whole(name) if name in self._file else None

    def lengths(self, field: str) -> NDArray[np.uint8] | None:
        """Return the length byte of each document in a field, as Whoosh rounds lengths; None without lengths."""
        if field not in self._length_bytes:
            exact = self.exact_lengths(field)
            self._length_bytes[field] = None if exact is None else length_bytes(exact)
        return self._length_bytes[field]

    def fields_with_lengths(self) -> list[str]:
        """Return the fields that have `lengths`."""
        return [name.removeprefix("length/") for name in self._file.names() if name.startswith("length/")]

    def doc_field_length(self, document: int, field: str, default: int = 0) -> int:
        """Return the rounded number of words that a document has in a field."""
        lengths = self.lengths(field)
        return default if lengths is None else int(LENGTHS[lengths[document]])

    def field_length(self, field: str) -> int:
        """Return the number of words of all documents in a field."""
        return int(self._segment.field_lengths.get(field, 0))

    def min_field_length(self, field: str) -> int:
        """Return the rounded length of the shortest document in a field."""
        lengths = self.lengths(field)
        return 0 if lengths is None or not len(lengths) else int(LENGTHS[lengths.min()])

    def max_field_length(self, field: str) -> int:
        """Return the rounded length of the longest document in a field."""
        lengths = self.lengths(field)
        return 0 if lengths is None or not len(lengths) else int(LENGTHS[lengths.max()])

    def stored_fields(self, document: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        return self.store.fields(document)


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Dictionaries and postings of one segment."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._segment = segment
        self._file = ArrayFile(segment.path(storage, TERMS), TERMS_KIND)
        self._fields = {
            name.removesuffix("/terms/bytes"): Postings(self._file, name.removesuffix("/terms/bytes"))
            for name in self._file.names()
            if name.endswith("/terms/bytes")
        }
        self._documents = DocumentsReader(storage, segment)

    def file(self) -> ArrayFile:
        """Return the file itself."""
        return self._file

    def postings(self, field: str) -> Postings | None:
        """Return the postings of a field; None when no document has a term in it."""
        return self._fields.get(field)

    def indexed_field_names(self) -> list[str]:
        """Return the fields with terms, in order."""
        return sorted(self._fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        postings = self.postings(term[0])
        return postings is not None and postings.terms.find(term[1]) is not None

    def cursor(self, field: str, field_type: Any) -> Any:
        """Return what goes through the terms of a field."""
        postings = self.postings(field)
        return base.EmptyCursor() if postings is None else Cursor(self, field, postings, field_type)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, field by field, in order."""
        return ((field, term) for field in self.indexed_field_names() for term in self._fields[field].terms)

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from a text on, and those of the fields behind it."""
        for name in self.indexed_field_names():
            if name >= field:
                terms = self._fields[name].terms
                first = terms.rank(prefix) if name == field else 0
                yield from ((name, terms[number]) for number in range(first, len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of `terms_from` with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def number(self, field: str, term: bytes) -> tuple[Postings, int]:
        """Return a field's postings and the number of one of its terms.

        Raises:
            TermNotFound: the field has no such term.
        """
        postings = self.postings(field)
        number = None if postings is None else postings.terms.find(term)
        if postings is None or number is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return postings, number

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """Return the statistics of a term.

        Raises:
            TermNotFound: the field has no such term.
        """
        return self.statistics(field, *self.number(field, term))

    def statistics(self, field: str, postings: Postings, number: int) -> TermInfo:
        """Return the statistics of a term by its number; they are worked out from its postings."""
        first, last = postings.starts(number, number + 1).tolist()
        documents, weights = postings.documents(first, last), postings.weights(first, last)
        lengths = self._documents.lengths(field)
        spread = LENGTHS[lengths[documents]] if lengths is not None else np.zeros(1, np.int64)
        return TermInfo(
            weight=float(weights.sum()),
            df=last - first,
            minlength=int(spread.min()),
            maxlength=int(spread.max()),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, field: str, term: bytes) -> float:
        """Return the summed weight of a term; 0 when there is no such term."""
        try:
            return float(self.term_info(field, term).weight())
        except TermNotFound:
            return 0.0

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Return the number of documents of a term; 0 when there is no such term."""
        try:
            postings, number = self.number(field, term)
        except TermNotFound:
            return 0
        return int(postings.counts(number, number + 1)[0])

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Return what goes through a term's postings.

        Raises:
            TermNotFound: the field has no such term.
        """
        postings, number = self.number(field, term)
        return ArrayMatcher(postings, number, (field, term), format_, scorer, self._byte_lengths(field))

    @cached_property
    def _no_lengths(self) -> NDArray[np.int64]:
        return np.zeros(self._documents.doc_count_all(), np.int64)

    def _byte_lengths(self, field: str) -> NDArray[np.int64]:
        lengths = self._documents.lengths(field)
        return self._no_lengths if lengths is None else LENGTHS[lengths]
