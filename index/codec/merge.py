"""How do several segments become one? Array by array, without looking at any single posting.

Deleted documents are left out. Documents keep their order; terms come into one dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.codec.arrayfile import ArrayFileWriter
from index.codec.columns import Labels, column_values, write_column
from index.codec.dictionary import smallest
from index.codec.links import merged_links, read_links, write_links
from index.codec.merge_terms import GONE, merge_terms
from index.codec.postings import compact
from index.codec.reading import DOCUMENTS_KIND, DocumentsReader, TermsReader
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.store import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Part:
    """A segment that is merged, and the new number of each of its documents, or `GONE`."""

    terms: TermsReader
    documents: DocumentsReader
    numbers: NDArray[np.int64]

    @property
    def kept(self) -> NDArray[np.int64]:
        """The documents that stay, by their old numbers."""
        return np.flatnonzero(self.numbers != GONE)


def merge(storage: Any, segments: Sequence[ArraySegment], into: ArraySegment, schema: Any) -> None:
    """Write what is not deleted of some segments as one, and leave these as they are.

    The schema says which value a document has in a column that its segment does not have.
    """
    parts = _parts(storage, segments)
    into.set_doc_count(sum(len(part.kept) for part in parts))
    into.field_lengths = _merge_documents(into.path(storage, DOCUMENTS), parts, schema)
    merge_terms(into.path(storage, TERMS), [(part.terms, part.numbers) for part in parts])
    links = [(read_links(storage, segment), part.numbers) for segment, part in zip(segments, parts, strict=True)]
    write_links(storage, into, merged_links(links))


def _parts(storage: Any, segments: Sequence[ArraySegment]) -> list[Part]:
    parts, first = [], 0
    for segment in segments:
        documents = DocumentsReader(storage, segment)
        alive = np.ones(segment.doc_count_all(), np.bool_)
        alive[documents.deleted] = False
        numbers = np.where(alive, first + np.cumsum(alive) - 1, GONE)
        parts.append(Part(TermsReader(storage, segment), documents, numbers))
        first += int(np.count_nonzero(alive))
    return parts


# Documents


def _merge_documents(path: Path, parts: Sequence[Part], schema: Any) -> dict[str, int]:
    """Write stored fields, columns and lengths; return the number of words in each field."""
    with ArrayFileWriter(path.open("xb"), DOCUMENTS_KIND) as writer:
        _merge_stores(writer, parts)
        for field in dict.fromkeys(name for part in parts for name in part.documents.list_columns()):
            _merge_column(writer, field, parts, schema)
            for part in parts:
                part.documents.file().forget()
        return _merge_lengths(writer, parts)


def _merge_stores(writer: ArrayFileWriter, parts: Sequence[Part]) -> None:
    store = StoreWriter(writer)
    for part in parts:
        if part.documents.has_deletions() or not part.documents.store.is_dense():
            for document in part.documents.store.documents(part.kept.tolist()):
                store.add(document)
        else:
            store.add_store(part.documents.store)
        part.documents.file().forget()  # a merge reads everything once, and would keep all of it in memory
    store.close()


def _merge_column(writer: ArrayFileWriter, field: str, parts: Sequence[Part], schema: Any) -> None:
    kinds = {part.documents.columns.kind(field) for part in parts}
    if None in kinds:
        _fill_column(writer, field, parts, schema[field].column_type)
    elif kinds == {"numbers"}:
        values = [part.documents.columns.numbers(field)[part.kept] for part in parts]
        writer.write(f"column/{field}", np.concatenate(values))
    elif kinds == {"labels"}:
        _merge_labels(writer, field, parts)
    elif kinds == {"strings"}:
        _merge_strings(writer, field, parts)
    else:
        raise ValueError(f"the segments keep {field!r} in different ways: {sorted(map(str, kinds))}")


def _fill_column(writer: ArrayFileWriter, field: str, parts: Sequence[Part], column: Any) -> None:
    """Merge a column that some segments do not have: no document of theirs had a value when they were written."""
    values: list[Any] = []
    for part in parts:
        if part.documents.has_column(field):
            reader = part.documents.column_reader(field, column)
            values += [reader[number] for number in part.kept.tolist()]
        else:
            values += [column.default_value()] * len(part.kept)
    write_column(writer, field, column_values(column, values))


def _merge_labels(writer: ArrayFileWriter, field: str, parts: Sequence[Part]) -> None:
    every = [part.documents.columns.labels(field) for part in parts]
    ranks = [part.documents.columns.ranks(field)[part.kept] for part in parts]
    used = sorted({labels[rank] for labels, of in zip(every, ranks, strict=True) for rank in np.unique(of).tolist()})
    places = {label: place for place, label in enumerate(used)}
    moved = [
        np.array([places.get(label, 0) for label in labels], np.int64)[of]
        for labels, of in zip(every, ranks, strict=True)
    ]
    write_column(writer, field, Labels(used, np.concatenate(moved)))


def _merge_strings(writer: ArrayFileWriter, field: str, parts: Sequence[Part]) -> None:
    name, sizes = f"column/{field}", []
    writer.begin(f"{name}/bytes", "<u1")
    for part in parts:
        columns, file = part.documents.columns, part.documents.file()
        sizes.append(columns.sizes(field)[part.kept])
        if not part.documents.has_deletions():
            writer.append(file.whole(f"{name}/bytes"))
        else:
            strings = columns.strings(field)
            for number in part.kept.tolist():
                writer.append(np.frombuffer(strings[number], np.uint8))
    ends = np.cumsum(np.concatenate(sizes), dtype=np.int64)
    writer.write(f"{name}/ends", ends.astype(smallest(int(ends[-1]) if len(ends) else 0)))


def _merge_lengths(writer: ArrayFileWriter, parts: Sequence[Part]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for field in dict.fromkeys(field for part in parts for field in part.documents.fields_with_lengths()):
        rows = [(part, part.documents.exact_lengths(field)) for part in parts]
        kept = [np.zeros(len(part.kept), np.int64) if row is None else row[part.kept] for part, row in rows]
        lengths = np.concatenate(kept)
        writer.write(f"length/{field}", compact(lengths))
        totals[field] = int(lengths.sum())
    return totals
