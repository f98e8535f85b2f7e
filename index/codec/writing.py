"""How does a segment come onto the disk?

`write_documents` and `write_terms` write the two files of a segment at once. `DocumentsWriter` and `TermsWriter` are
what Whoosh's own writer asks for: they gather, and then do the same.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import formats
from whoosh.codec import base

from index.codec.arrayfile import ArrayFileWriter
from index.codec.columns import column_values, kind_of, write_column
from index.codec.postings import CODE, Inverted, compact, write_inverted
from index.codec.reading import DOCUMENTS_KIND, TERMS_KIND
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.store import StoreWriter, encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from index.codec.columns import Values

KEPT_FORMATS = (formats.Existence, formats.Frequency, formats.Positions)
"""What a field may keep of a posting: all that it needs is documents, weights and positions.

A field type with a method ``code`` has a 32-bit number for each of its terms kept beside it.
"""


def write_documents(
    path: Path,
    stored: Iterable[bytes],
    columns: Mapping[str, Values],
    lengths: Mapping[str, Sequence[int]],
) -> None:
    """Write stored fields (as `encoded` gives them), columns with a value of each document, and field lengths."""
    with ArrayFileWriter(path.open("xb"), DOCUMENTS_KIND) as writer:
        store = StoreWriter(writer)
        for document in stored:
            store.add(document)
        store.close()
        for field, values in columns.items():
            write_column(writer, field, values)
        for field, sizes in lengths.items():
            writer.write(f"length/{field}", compact(np.array(sizes, np.int64)))


def write_terms(path: Path, fields: Mapping[str, Inverted]) -> None:
    """Write the dictionaries and postings of some fields."""
    with ArrayFileWriter(path.open("xb"), TERMS_KIND) as writer:
        for field, inverted in fields.items():
            if len(inverted.terms):
                write_inverted(writer, field, inverted)


def check_name(field: str) -> None:
    """Refuse a field whose arrays could be taken for others.

    Raises:
        ValueError: its name has what separates the parts of an array's name.
    """
    if "/" in field:
        raise ValueError(f"a field's name has no '/': {field!r}")


def check_format(field: str, kept: Any) -> None:
    """Refuse a field whose postings would lose something.

    Raises:
        TypeError: its format is none of `KEPT_FORMATS`.
        ValueError: its name has what separates the parts of an array's name.
    """
    check_name(field)
    if type(kept) not in KEPT_FORMATS:
        names = ", ".join(one.__name__ for one in KEPT_FORMATS)
        raise TypeError(f"the codec keeps no {type(kept).__name__} in field {field!r}; expected one of {names}")


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Gathers what Whoosh's writer says of each document."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._path = segment.path(storage, DOCUMENTS)
        self._segment = segment
        self._stored: list[bytes] = []
        self._fields: dict[str, Any] = {}
        self._columns: dict[str, tuple[Any, dict[int, Any]]] = {}
        self._lengths: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self.is_closed = False

    def start_doc(self, document: int) -> None:
        """Begin a document."""
        assert document == len(self._stored), (document, len(self._stored))  # noqa: S101
        self._fields = {}

    def add_field(self, field: str, field_type: Any, value: Any, length: int) -> None:  # noqa: ARG002
        """Note the stored value and the length of a field."""
        if value is not None:
            self._fields[field] = value
        if length:
            self._lengths[field][len(self._stored)] = length

    def add_column_value(self, field: str, column: Any, value: Any) -> None:
        """Note a document's value in a column."""
        kind_of(column)
        self._columns.setdefault(field, (column, {}))[1][len(self._stored)] = value

    def add_vector_items(self, field: str, field_type: Any, items: Any) -> None:  # noqa: ARG002
        """Refuse: the codec keeps no vectors.

        Raises:
            TypeError: always.
        """
        raise TypeError(f"the codec keeps no vectors; field {field!r} has some")

    def finish_doc(self) -> None:
        """End a document."""
        self._stored.append(encoded(self._fields))
        self._fields = {}

    def cancel_doc(self) -> None:
        """Forget the document that was begun."""
        here = len(self._stored)
        for values in (*(values for _, values in self._columns.values()), *self._lengths.values()):
            values.pop(here, None)

    def close(self) -> None:
        """Write everything."""
        documents = range(len(self._stored))
        columns = {
            field: column_values(column, [values.get(one, column.default_value()) for one in documents])
            for field, (column, values) in self._columns.items()
        }
        lengths = {field: [sizes.get(one, 0) for one in documents] for field, sizes in self._lengths.items()}
        write_documents(self._path, self._stored, columns, lengths)
        self._segment.field_lengths = {field: sum(sizes) for field, sizes in lengths.items()}
        self.is_closed = True


class TermsWriter(base.FieldWriter):  # type: ignore[misc]
    """Gathers the postings that Whoosh's writer brings in the order of fields, terms and documents."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._path = segment.path(storage, TERMS)
        self._fields: dict[str, Inverted] = {}
        self.is_closed = False

    def start_field(self, field: str, field_type: Any) -> None:
        """Begin a field."""
        check_format(field, field_type.format)
        self._field, self._format = field, field_type.format
        self._code = getattr(field_type, "code", None)
        self._terms: list[bytes] = []
        self._counts = array("Q")
        self._documents, self._weights = array("I"), array("f")
        self._occurrences, self._positions = array("I"), array("I")

    def start_term(self, term: bytes) -> None:
        """Begin a term."""
        self._terms.append(term)
        self._counts.append(0)

    def add(self, document: int, weight: float, value: bytes, length: int) -> None:  # noqa: ARG002
        """Note a posting; one more of the same document adds to it: several numbers may begin with equal digits."""
        positions = self._format.decode_positions(value) if isinstance(self._format, formats.Positions) else []
        if self._counts[-1] and self._documents[-1] == document:
            self._weights[-1] += weight
            self._occurrences[-1] += len(positions)
        else:
            self._counts[-1] += 1
            self._documents.append(document)
            self._weights.append(weight)
            self._occurrences.append(len(positions))
        self._positions.extend(positions)

    def finish_term(self) -> None:
        """End a term."""

    def finish_field(self) -> None:
        """End a field."""
        weights = np.array(self._weights, np.float32)
        positional = isinstance(self._format, formats.Positions)
        self._fields[self._field] = Inverted(
            self._terms,
            np.array(self._counts, np.int64),
            np.array(self._documents, np.uint32),
            None if (weights == 1.0).all() else weights,
            np.array(self._occurrences, np.uint32) if positional else None,
            np.array(self._positions, np.uint32) if positional else None,
            None if self._code is None else np.array([self._code(term) for term in self._terms], CODE),
        )

    def close(self) -> None:
        """Write everything."""
        write_terms(self._path, self._fields)
        self.is_closed = True
