"""Is a merged segment the one that its documents would have been written as at once?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn

from index.codec import dictionary, merge_terms, store
from index.codec.columns import column_values
from index.codec.merge import merge
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.storage import INDEX_NAME, Folder
from index.codec.store import encoded
from index.codec.writer import DocumentsBuilder
from index.codec.writing import write_documents, write_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Content = Callable[[Folder, ArraySegment], dict[str, Any]]
    Documents = list[dict[str, Any]]

SCHEMA = fields.Schema(
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
    title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.5),
    words=fields.KEYWORD,
    id=fields.ID(stored=True, sortable=True),
    label=fields.ID(sortable=RefBytesColumn()),
    number=fields.NUMERIC(int, bits=32, sortable=True),
)
WORDS = "بحر بحار كتاب كتب قلم".split()

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
documents = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "text": texts,
            "title": texts,
            "words": texts,
            "id": st.sampled_from(["", "a", "b" * 40]),
            "label": st.sampled_from(WORDS),
            "number": st.integers(-5, 300),
        },
    ),
    max_size=6,
)
segments = st.lists(st.tuples(documents, st.sets(st.integers(0, 5))), min_size=1, max_size=4)


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    """Move two postings at a time, two terms, and two documents or so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge_terms, "CHUNK_ITEMS", 2)
        patch.setattr(dictionary, "CHUNK_STRINGS", 2)
        patch.setattr(store, "BLOCK_BYTES", 100)
        yield


def built(folder: Folder, every: Documents) -> ArraySegment:
    builder = DocumentsBuilder(SCHEMA)
    for document in every:
        builder.add(document)
    return builder.write(folder)


def merged(folder: Folder, parts: Sequence[ArraySegment]) -> ArraySegment:
    segment = ArraySegment(INDEX_NAME)
    merge(folder, parts, segment, SCHEMA)
    return segment


@given(segments)
def test_a_merged_segment_is_as_if_written_at_once(
    tmp_path_factory: pytest.TempPathFactory, content: Content, every: list[tuple[Documents, set[int]]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("merged"))
    parts, kept = [], []
    for added, deleted in every:
        parts.append(built(folder, added))
        parts[-1].delete_documents(deleted & {*range(len(added))})
        kept += [document for number, document in enumerate(added) if number not in deleted]
    before = [content(folder, part) for part in parts]
    segment = merged(folder, parts)
    assert content(folder, segment) == content(folder, built(folder, kept))
    assert [content(folder, part) for part in parts] == before


@given(st.lists(documents, min_size=2, max_size=4))
def test_merging_twice_is_merging_at_once(
    tmp_path_factory: pytest.TempPathFactory, content: Content, every: list[Documents]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("merged"))
    parts = [built(folder, added) for added in every]
    twice = merged(folder, [merged(folder, parts[:2]), *parts[2:]])
    assert content(folder, twice) == content(folder, merged(folder, parts))


def test_blocks_of_single_documents_are_packed_anew(tmp_path: Any) -> None:
    folder = Folder(tmp_path)
    parts = [built(folder, [{"text": f"كتاب {number}"}]) for number in range(12)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "BLOCK_BYTES", 48_000)
        segment = merged(folder, parts)
    assert len(list(store.Store(_documents(folder, segment)).packed())) == 1


def _documents(folder: Folder, segment: ArraySegment) -> Any:
    from index.codec.reading import DocumentsReader

    return DocumentsReader(folder, segment).file()


def bare(folder: Folder, number: int, columns: dict[str, Any]) -> ArraySegment:
    """Return a segment of documents that have columns only."""
    segment = ArraySegment(INDEX_NAME)
    segment.set_doc_count(number)
    write_documents(segment.path(folder, DOCUMENTS), [encoded({})] * number, columns, {})
    write_terms(segment.path(folder, TERMS), {})
    return segment


def test_a_column_that_a_segment_has_not_gets_whooshs_value_for_none(tmp_path: Any, content: Content) -> None:
    """Whoosh's own writer writes no column where no document has a value."""
    folder = Folder(tmp_path)
    columns: dict[str, tuple[Any, list[Any]]] = {
        "number": (NumericColumn("i"), [5, 6]),
        "label": (RefBytesColumn(), [b"x", b"y"]),
        "id": (VarBytesColumn(), [b"long", b""]),
    }
    with_columns = bare(folder, 2, {name: column_values(*both) for name, both in columns.items()})
    with_columns.delete_document(0)
    segment = merged(folder, [bare(folder, 1, {}), with_columns, bare(folder, 2, {})])
    empty = SCHEMA["number"].column_type.default_value()
    assert content(folder, segment)["columns"] == {
        "number": [empty, 6, empty, empty],
        "label": [b"", b"y", b"", b""],
        "id": [b""] * 4,
    }


def test_a_column_that_is_kept_in_two_ways_is_refused(tmp_path: Any) -> None:
    folder = Folder(tmp_path)
    one = bare(folder, 1, {"id": [b"a"]})
    other = bare(folder, 1, {"id": column_values(RefBytesColumn(), [b"a"])})
    with pytest.raises(ValueError, match=r"keep 'id' in different ways: .*'labels', 'strings'"):
        merged(folder, [one, other])
