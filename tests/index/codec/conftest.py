"""Files of arrays in a folder, and ways to look at what they hold."""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from index.codec.arrayfile import ArrayFile, ArrayFileWriter
from index.codec.reading import DocumentsReader, TermsReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.codec.postings import Postings
    from index.codec.segment import ArraySegment
    from index.codec.storage import Folder


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]:
    """Return what has a function write a file, and opens the file."""
    folder, numbers = tmp_path_factory.mktemp("arrays"), count()

    def save(write: Callable[[ArrayFileWriter], None]) -> ArrayFile:
        path = folder / str(next(numbers))
        writer = ArrayFileWriter(path.open("xb"), "test")
        write(writer)
        writer.close()
        return ArrayFile(path, "test")

    return save


@pytest.fixture(scope="session")
def content() -> Callable[[Folder, ArraySegment], dict[str, Any]]:
    """Return what gives all that a segment holds as plain values; it must not depend on how the segment came about."""

    def everything(folder: Folder, segment: ArraySegment) -> dict[str, Any]:
        terms, documents = TermsReader(folder, segment), DocumentsReader(folder, segment)
        every = range(segment.doc_count_all())
        columns = {name: documents.column_reader(name, None) for name in documents.list_columns()}
        lengths = {name: documents.exact_lengths(name) for name in documents.fields_with_lengths()}
        postings = {name: terms.postings(name) for name in terms.indexed_field_names()}
        terms.file().checked()
        documents.file().checked()
        return {
            "documents": len(every),
            "stored": [documents.stored_fields(number) for number in every],
            "columns": {name: [reader[number] for number in every] for name, reader in columns.items()},
            "lengths": {name: one.tolist() for name, one in lengths.items() if one is not None and one.any()},
            "sums": {name: total for name, total in segment.field_lengths.items() if total},
            "postings": {name: _postings(one) for name, one in postings.items() if one is not None},
        }

    return everything


def _postings(field: Postings) -> dict[bytes, list[tuple[int, float, list[int]]]]:
    """Return the document, weight and positions of all postings by their term."""
    terms = list(field.terms)
    starts = field.starts(0, len(terms)).tolist()
    places: list[list[int]] = [[] for _ in range(field.size)]
    if field.has_positions:
        ends = [0, *field.occurrences(0, field.size).cumsum(dtype="i8").tolist()]
        every = field.positions(0, ends[-1]).tolist()
        assert [ends[start] for start in starts] == field.first_positions(0, len(terms)).tolist()
        places = [every[first:last] for first, last in pairwise(ends)]
    documents, weights = field.documents(0, field.size).tolist(), field.weights(0, field.size).tolist()
    whole = [*zip(documents, weights, places, strict=True)]
    return {term: whole[first:last] for term, (first, last) in zip(terms, pairwise(starts), strict=True)}
