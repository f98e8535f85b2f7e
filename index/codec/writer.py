"""How do documents of any Whoosh schema get into an index of ours? Many at a time, which is what makes it fast.

`ArrayWriter` is used as Whoosh's own writer is. A field's value may be a list of its words; then no analyzer is asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import formats
from whoosh.fields import UnknownFieldError
from whoosh.index import FileIndex, LockError
from whoosh.util.filelock import try_for
from whoosh.writing import IndexingError, IndexWriter

from index.codec.columns import column_values, kind_of
from index.codec.generation import Generation
from index.codec.inverter import Inverter
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.storage import INDEX_NAME, Folder
from index.codec.store import encoded
from index.codec.writing import check_format, check_name, write_documents, write_terms

MAX_WORDS = 4_000_000
"""Words that are gathered before a segment of them is written: some 400 MB in the worst case."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a field by their numbers, the weight of each, how many they count as, and where they stand if said."""

    numbers: list[int]
    weight: float
    length: int
    positions: list[int] | None


def check_field(name: str, field: Any) -> None:
    """Refuse a field of which something would be lost.

    Raises:
        TypeError: its format or its column is of another kind, or it has vectors or words of its own for spelling.
        ValueError: its name has what separates the parts of an array's name.
    """
    check_name(name)
    if field.indexed:
        check_format(name, field.format)
    if field.column_type:
        kind_of(field.column_type)
    if field.vector or field.separate_spelling():
        raise TypeError(f"the codec keeps no vectors and no words for spelling; field {name!r} asks for them")


class DocumentsBuilder:
    """Gathers documents of a schema, and writes them as a segment."""

    def __init__(self, schema: Any) -> None:
        for name, field in schema.items():
            check_field(name, field)
        self._schema = schema
        self._inverters = {
            name: Inverter(positions=isinstance(field.format, formats.Positions))
            for name, field in schema.items()
            if field.indexed
        }
        self._columns = {name: field.column_type for name, field in schema.items() if field.column_type}
        self._values: defaultdict[str, list[Any]] = defaultdict(list)
        self._lengths: defaultdict[str, list[int]] = defaultdict(list)
        self._stored: list[bytes] = []

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._stored)

    @property
    def words(self) -> int:
        """The number of words gathered."""
        return sum(map(len, self._inverters.values()))

    def add(self, values: dict[str, Any]) -> None:
        """Add a document.

        Raises:
            UnknownFieldError: the schema has no field of a name.
            TypeError: a stored value is none of JSON.
        """
        names = self._schema.names()
        if unknown := [name for name in values if not name.startswith("_") and name not in names]:
            raise UnknownFieldError(f"No field named {unknown[0]!r} in {self._schema}")
        kept = {name: values.get(f"_stored_{name}", values.get(name)) for name in names}
        document = encoded({name: kept[name] for name in self._schema.stored_names() if kept[name] is not None})
        # all that may fail comes before anything is noted: a document is added whole, or not at all
        words = {name: self._words(name, values) for name in self._inverters}
        columns = {name: self._column_value(name, kept[name]) for name in self._columns}
        for name, found in words.items():
            self._note(name, found)
        for name, value in columns.items():
            self._values[name].append(value)
        self._stored.append(document)

    def _words(self, name: str, values: dict[str, Any]) -> list[_Words]:
        field, value, number = self._schema[name], values.get(name), self._inverters[name].number
        boost = float(values.get(f"_{name}_boost", values.get("_boost", 1.0)))
        if value is None:
            return []
        if isinstance(value, list) and field.analyzer is not None and not isinstance(field.format, formats.Existence):
            numbers = [number(word.encode()) for word in value]
            return [_Words(numbers, field.format.field_boost * boost, len(numbers), None)]
        if isinstance(field.format, formats.Positions):
            decode = field.format.decode_positions
            return [
                _Words([number(term)] * frequency, weight * boost / frequency, frequency, decode(payload))
                for term, frequency, weight, payload in field.index(value)
            ]
        return [
            _Words([number(term)], weight * boost, frequency, None) for term, frequency, weight, _ in field.index(value)
        ]

    def _column_value(self, name: str, value: Any) -> Any:
        return self._columns[name].default_value() if value is None else self._schema[name].to_column_value(value)

    def _note(self, name: str, found: list[_Words]) -> None:
        """Add a field's words to those of the documents before."""
        for words in found:
            self._inverters[name].add(len(self._stored), words.numbers, words.weight, words.positions)
        if self._schema[name].scorable:
            self._lengths[name].append(sum(words.length for words in found))

    def write(self, folder: Folder) -> ArraySegment:
        """Write the documents; return their segment, which no table of contents names yet."""
        segment = ArraySegment(INDEX_NAME)
        segment.set_doc_count(len(self._stored))
        segment.field_lengths = {name: sum(lengths) for name, lengths in self._lengths.items()}
        columns = {name: column_values(column, self._values[name]) for name, column in self._columns.items()}
        write_documents(segment.path(folder, DOCUMENTS), self._stored, columns, self._lengths)
        inverted = {name: inverter.inverted() for name, inverter in sorted(self._inverters.items())}
        write_terms(segment.path(folder, TERMS), inverted)
        return segment


class ArrayWriter(IndexWriter):  # type: ignore[misc]
    """Writes to a Whoosh index in a folder. What it adds is seen after `commit`.

    Raises:
        LockError: another writer is at work, and goes on for longer than ``timeout`` seconds.
        TypeError: the schema has a field of which something would be lost.
    """

    def __init__(self, index: FileIndex, timeout: float = 0.0) -> None:
        self._lock = index.lock("WRITELOCK")
        if not try_for(self._lock.acquire, timeout=timeout, delay=0.1):
            raise LockError
        self._folder = Folder(Path(index.storage.folder))
        self._written: list[ArraySegment] = []
        self.is_closed = False
        try:
            self.schema = index.schema
            self._generation = Generation(self._folder, self.schema)
            self._builder = DocumentsBuilder(self.schema)
        except BaseException:
            self._close()
            raise

    def reader(self, **options: Any) -> Any:
        """Return a reader of what was committed."""
        segments, number = list(self._generation.segments), self._generation.number
        return FileIndex._reader(self._folder, self.schema, segments, number, **options)

    def add_document(self, **fields: Any) -> None:
        """Add a document, given by its fields.

        Raises:
            UnknownFieldError: the schema has no field of a name.
            TypeError: a stored value is none of JSON.
        """
        self._check_open()
        self._builder.add(fields)
        if self._builder.words >= MAX_WORDS:
            self._flush()

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a committed document, or take that back.

        Raises:
            IndexingError: no committed document has this number.
        """
        self._check_open()
        left = docnum
        for segment in self._generation.segments:
            if left < segment.doc_count_all():
                segment.delete_document(left, delete)
                return
            left -= segment.doc_count_all()
        raise IndexingError(f"No document ID {docnum!r} in this index")

    def commit(self, *, optimize: bool = False) -> None:
        """Make all changes lasting and visible; ``optimize`` makes one segment of all."""
        self._check_open()
        self._flush()
        self._generation.commit(self._written)
        if optimize:
            self._generation.optimize()
        self._close()

    def cancel(self) -> None:
        """Forget all changes."""
        self._check_open()
        Generation(self._folder, self.schema).clean()
        self._close()

    def _flush(self) -> None:
        if len(self._builder):
            self._written.append(self._builder.write(self._folder))
            self._builder = DocumentsBuilder(self.schema)

    def _check_open(self) -> None:
        if self.is_closed:
            raise IndexingError("This writer is closed")

    def _close(self) -> None:
        self._lock.release()
        self.is_closed = True
