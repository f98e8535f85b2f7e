"""Does each document have its value, and does Whoosh sort by it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import columns as whoosh_columns
from whoosh import fields
from whoosh import query as q
from whoosh.index import create_in

from index.codec.columns import Columns, Joined, Labels, column_values, kind_of, write_column
from index.codec.storage import create_index
from index.codec.writer import ArrayWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter
    from index.codec.columns import Values

    Saved = Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]

strings = st.lists(st.binary(max_size=5) | st.just(b"x" * 300), max_size=8)


def kept(saved: Saved, values: Values) -> Columns:
    return Columns(saved(lambda writer: write_column(writer, "field", values)))


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (whoosh_columns.NumericColumn("i"), "numbers"),
        (whoosh_columns.RefBytesColumn(), "labels"),
        (whoosh_columns.RefBytesColumn(3), "labels"),
        (whoosh_columns.VarBytesColumn(), "strings"),
        (whoosh_columns.FixedBytesColumn(4), "strings"),
    ],
)
def test_columns_have_a_kind(column: Any, kind: str) -> None:
    assert kind_of(column) == kind


@pytest.mark.parametrize(
    "column",
    [
        whoosh_columns.BitColumn(),
        whoosh_columns.StructColumn("ii", (0, 0)),
        whoosh_columns.PickleColumn(whoosh_columns.VarBytesColumn()),
        whoosh_columns.CompressedBytesColumn(),
    ],
)
def test_a_column_of_another_kind_is_refused(column: Any) -> None:
    with pytest.raises(TypeError, match=f"keeps no {type(column).__name__}; expected NumericColumn"):
        kind_of(column)


@pytest.mark.parametrize("code", "bBhHiIqQfd")
def test_numbers_come_back(saved: Saved, code: str) -> None:
    columns = kept(saved, column_values(whoosh_columns.NumericColumn(code), [0, 1, 100]))
    assert columns.kind("field") == "numbers"
    assert columns.numbers("field").tolist() == [0, 1, 100]
    assert columns.names() == ["field"]


@given(strings)
def test_labels_come_back(saved: Saved, values: list[bytes]) -> None:
    columns = kept(saved, column_values(whoosh_columns.RefBytesColumn(), list(values)))
    assert columns.kind("field") == "labels"
    assert columns.labels("field") == sorted(set(values))
    assert [columns.labels("field")[rank] for rank in columns.ranks("field")] == values


@given(strings)
def test_strings_come_back_from_both_forms(saved: Saved, values: list[bytes]) -> None:
    ends = np.cumsum([len(value) for value in values], dtype=np.int64)
    for form in (list(values), Joined(np.frombuffer(b"".join(values), np.uint8), ends)):
        columns = kept(saved, form)
        assert columns.kind("field") == "strings"
        assert list(columns.strings("field")) == values
        assert columns.sizes("field").tolist() == [len(value) for value in values]


@given(st.lists(st.lists(st.integers(0, 1 << 16), max_size=90), min_size=1, max_size=9), st.data())
def test_strings_of_some_documents_are_read_as_items(
    saved: Saved, values: list[list[int]], data: st.DataObject
) -> None:
    dtype = np.dtype("<u4")
    columns = kept(saved, [np.array(value, dtype).tobytes() for value in values])
    chosen = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=9))
    items, bounds = columns.items("field", dtype, np.array(chosen, np.int64))
    assert items.tolist() == [item for number in chosen for item in values[number]]
    assert bounds.tolist() == [sum(len(values[one]) for one in chosen[:place]) for place in range(len(chosen) + 1)]


def test_a_field_without_a_column_has_no_kind(saved: Saved) -> None:
    assert kept(saved, Labels.of([b"a"])).kind("another") is None


SCHEMA = fields.Schema(
    id=fields.STORED,
    number=fields.NUMERIC(int, bits=32, sortable=True),
    ratio=fields.NUMERIC(float, sortable=True, default=-9.5),
    label=fields.ID(sortable=whoosh_columns.RefBytesColumn()),
    text=fields.ID(sortable=True),
)
EMPTY = {"number": (1 << 31) - 1, "ratio": -9.5, "label": "", "text": ""}
"""The value of a document without one."""

numbers = st.integers(-5, 5)
documents = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "number": numbers,
            "ratio": numbers.map(lambda number: number / 2),
            "label": st.sampled_from("بحر كتاب قلم".split()),
            "text": st.sampled_from("أ ب ت".split()),
        },
    ),
    min_size=1,
    max_size=9,
)


@given(documents, st.integers(1, 9))
def test_whoosh_sorts_by_columns_as_by_its_own(
    tmp_path_factory: pytest.TempPathFactory, every: list[dict[str, Any]], first: int
) -> None:
    folder = tmp_path_factory.mktemp("sorted")
    (folder / "theirs").mkdir()
    (folder / "ours").mkdir()
    theirs, ours = create_in(folder / "theirs", SCHEMA), create_index(folder / "ours", SCHEMA)
    for part in (every[:first], every[first:]):
        for writer in (theirs.writer(), ArrayWriter(ours)):
            for place, document in enumerate(part):
                writer.add_document(id=place, **document)
            writer.commit(**({} if isinstance(writer, ArrayWriter) else {"merge": False}))
    with theirs.searcher() as one, ours.searcher() as other:
        for name, empty in EMPTY.items():
            column, expected = other.reader().column_reader(name), [values.get(name, empty) for values in every]
            assert list(column) == [column[number] for number in range(len(every))] == expected
            for reverse in (False, True):
                ordered = [
                    [document for document, _ in searcher.search(q.Every(), sortedby=name, reverse=reverse).items()]
                    for searcher in (one, other)
                ]
                assert ordered[0] == ordered[1]
