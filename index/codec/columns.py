"""Which value does each document have? Numbers, labels that many documents share, and byte strings of any length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from whoosh import columns as whoosh_columns

from index.codec.dictionary import Dictionary, Strings, write_strings
from index.codec.postings import bounds, compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter


def kind_of(column: Any) -> str:
    """Return how a column of Whoosh's is kept: as ``numbers``, ``labels`` or ``strings``.

    Raises:
        TypeError: it is of another kind.
    """
    if isinstance(column, whoosh_columns.NumericColumn):
        return "numbers"
    if isinstance(column, whoosh_columns.RefBytesColumn):
        return "labels"
    if type(column) in (whoosh_columns.VarBytesColumn, whoosh_columns.FixedBytesColumn):
        return "strings"  # subclasses take other values, and pack them into bytes
    raise TypeError(
        f"the codec keeps no {type(column).__name__}; expected NumericColumn, RefBytesColumn, VarBytesColumn"
        " or FixedBytesColumn"
    )


@dataclass(frozen=True, slots=True)
class Labels:
    """A label of each document: the distinct ones, ascending, and the rank among them of each document's."""

    labels: Sequence[bytes]
    ranks: NDArray[Any]

    @classmethod
    def of(cls, values: Sequence[bytes]) -> Labels:
        """Return the labels of documents that are given one by one."""
        labels = sorted(set(values))
        ranks = {label: rank for rank, label in enumerate(labels)}
        return cls(labels, np.array([ranks[value] for value in values], np.int64))


@dataclass(frozen=True, slots=True)
class Joined:
    """A byte string of each document: all behind each other, and where each one ends."""

    data: NDArray[np.uint8]
    ends: NDArray[np.int64]


Values: TypeAlias = "NDArray[Any] | Labels | Joined | list[bytes]"
"""A column's values in memory: numbers, labels, or byte strings in one of two forms."""


def column_values(column: Any, values: list[Any]) -> Values:
    """Return the values that a column of Whoosh's takes, in the form in which they are kept."""
    kind = kind_of(column)
    if kind == "numbers":
        return np.array(values, column._typecode)
    return Labels.of(values) if kind == "labels" else values


def write_column(writer: ArrayFileWriter, field: str, values: Values) -> None:
    """Write a value of each document."""
    name = f"column/{field}"
    if isinstance(values, Labels):
        write_strings(writer, f"{name}/labels", values.labels)
        writer.write(f"{name}/ranks", compact(values.ranks))
    elif isinstance(values, Joined):
        writer.write(f"{name}/bytes", values.data)
        writer.write(f"{name}/ends", compact(values.ends))
    elif isinstance(values, list):
        write_strings(writer, name, values)
    else:
        writer.write(name, values)


class Columns:
    """The columns of a file."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._strings: dict[str, Strings] = {}

    def names(self) -> list[str]:
        """Return the fields that have a column."""
        return list(dict.fromkeys(name.split("/")[1] for name in self._file.names() if name.startswith("column/")))

    def kind(self, field: str) -> str | None:
        """Return how a field's column is kept; ``None`` when it has none."""
        if f"column/{field}" in self._file:
            return "numbers"
        if f"column/{field}/ranks" in self._file:
            return "labels"
        return "strings" if f"column/{field}/ends" in self._file else None

    def numbers(self, field: str) -> NDArray[Any]:
        """Return the numbers of all documents."""
        return self._file.whole(f"column/{field}")

    def labels(self, field: str) -> list[bytes]:
        """Return the distinct labels of a field, ascending."""
        return list(Dictionary(self._file, f"column/{field}/labels"))

    def label(self, field: str, document: int) -> bytes:
        """Return the label of one document."""
        rank = self._file.part(f"column/{field}/ranks", document, document + 1)
        return self.strings(f"{field}/labels")[int(rank[0])]

    def ranks(self, field: str) -> NDArray[Any]:
        """Return the rank of each document's label among `labels`."""
        return self._file.whole(f"column/{field}/ranks")

    def strings(self, field: str) -> Strings:
        """Return the byte strings of all documents."""
        if field not in self._strings:
            self._strings[field] = Strings(self._file, f"column/{field}")
        return self._strings[field]

    def items(self, field: str, dtype: np.dtype[Any], documents: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the strings of some documents as items of a type, and where each one's begin and the last's end."""
        ends = self._file.whole(f"column/{field}/ends")
        lasts = ends[documents].astype(np.int64) // dtype.itemsize
        firsts = np.where(documents > 0, ends[documents - 1], 0).astype(np.int64) // dtype.itemsize
        return self._file.gathered(f"column/{field}/bytes", dtype, firsts, lasts), bounds(lasts - firsts)

    def joined(self, field: str, dtype: np.dtype[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the strings of all documents behind each other, as items of a type, and where each one ends."""
        ends = self._file.whole(f"column/{field}/ends").astype(np.int64)
        return self._file.whole(f"column/{field}/bytes").view(dtype), ends // dtype.itemsize

    def sizes(self, field: str) -> NDArray[np.int64]:
        """Return the length of each document's string in bytes."""
        ends = self._file.whole(f"column/{field}/ends").astype(np.int64)
        return np.diff(ends, prepend=0)


class NumberReader(whoosh_columns.ColumnReader):  # type: ignore[misc]
    """Whoosh's view of a column of numbers."""

    def __init__(self, numbers: NDArray[Any]) -> None:
        self._numbers = numbers
        self._reverse = False

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, document: int) -> Any:
        return self._numbers[document].item()

    def __iter__(self) -> Any:
        return iter(self._numbers.tolist())

    def sort_key(self, document: int) -> Any:
        """Return what documents are sorted by."""
        number = self[document]
        return 0 - number if self._reverse else number

    def set_reverse(self) -> None:
        """Sort from the largest number down."""
        self._reverse = True

    def load(self) -> Any:
        """Return all numbers."""
        return self._numbers


class StringReader(whoosh_columns.ColumnReader):  # type: ignore[misc]
    """Whoosh's view of a column of byte strings."""

    def __init__(self, strings: Strings | list[bytes]) -> None:
        self._strings = strings

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, document: int) -> bytes:
        return self._strings[document]

    def __iter__(self) -> Any:
        return iter(self._strings)


class LabelReader(StringReader):
    """Whoosh's view of a column of labels."""

    def __init__(self, labels: list[bytes], ranks: NDArray[Any]) -> None:
        super().__init__(labels)
        self._ranks = ranks

    def __len__(self) -> int:
        return len(self._ranks)

    def __getitem__(self, document: int) -> bytes:
        return self._strings[self._ranks[document]]

    def __iter__(self) -> Any:
        return (self._strings[rank] for rank in self._ranks)
