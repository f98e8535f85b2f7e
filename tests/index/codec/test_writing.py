"""Does Whoosh's own writer make the same segments as ours, and is what would be lost refused?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields, formats
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import RefBytesColumn
from whoosh.index import FileIndex

from index.codec.segment import TERMS, ArrayCodec, ArraySegment
from index.codec.storage import INDEX_NAME, Folder
from index.codec.writer import DocumentsBuilder
from index.codec.writing import DocumentsWriter, check_format, write_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Content = Callable[[Folder, ArraySegment], dict[str, Any]]

SCHEMA = fields.Schema(
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
    title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.5),
    words=fields.KEYWORD(scorable=True),
    id=fields.ID(stored=True, sortable=True),
    label=fields.ID(sortable=RefBytesColumn()),
    number=fields.NUMERIC(int, bits=32, sortable=True),
    several=fields.NUMERIC(int, bits=16),
    day=fields.DATETIME,
    truth=fields.BOOLEAN(stored=True),
    more=fields.STORED,
)
WORDS = "بحر بحار كتاب كتب قلم".split()
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
boosts = st.sampled_from([1.0, 2.0, 0.5])
documents = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("abc"), "label": st.sampled_from(WORDS), "number": st.integers(-5, 300)},
        optional={
            "text": texts,
            "title": texts,
            "words": texts,
            "several": st.lists(st.integers(-9, 9), min_size=1, max_size=3, unique=True),
            "day": st.sampled_from([datetime(2024, 1, 1), datetime(2025, 6, 1, 12)]),
            "truth": st.booleans(),
            "more": st.lists(st.integers(), max_size=2),
            "_stored_text": st.text(max_size=3),
            "_text_boost": boosts,
            "_boost": boosts,
        },
    ),
    min_size=1,
    max_size=6,
)


@given(documents)
def test_both_writers_make_the_same_segment(
    tmp_path_factory: pytest.TempPathFactory, content: Content, every: list[dict[str, Any]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("written"))
    index, builder = FileIndex.create(folder, SCHEMA), DocumentsBuilder(SCHEMA)
    writer = index.writer(codec=ArrayCodec())
    for document in every:
        # Whoosh keeps what is to be stored only where there is something to index
        values = {name: value for name, value in document.items() if name != "_stored_text" or "text" in document}
        writer.add_document(**values)
        builder.add(values)
    writer.commit()
    (segment,) = index._segments()
    assert content(folder, segment) == content(folder, builder.write(folder))


def test_whooshs_writer_merges_our_segments_document_by_document(tmp_path: Path, content: Content) -> None:
    folder = Folder(tmp_path)
    index = FileIndex.create(folder, SCHEMA)
    builder = DocumentsBuilder(SCHEMA)
    for number in range(3):
        writer = index.writer(codec=ArrayCodec())
        document = {"id": str(number), "text": "بحر كتاب", "label": "ل", "number": number}
        writer.add_document(**document)
        builder.add(document)
        writer.commit(merge=False)
    index.writer(codec=ArrayCodec()).commit(optimize=True)
    (segment,) = index._segments()
    assert content(folder, segment) == content(folder, builder.write(folder))


def test_a_document_that_whoosh_gives_up_leaves_nothing(tmp_path: Path, content: Content) -> None:
    segment = ArraySegment(INDEX_NAME)
    writer = DocumentsWriter(Folder(tmp_path), segment)
    column = SCHEMA["number"].column_type
    for number, sound in enumerate([True, False, True]):
        writer.start_doc(min(number, 1))
        writer.add_field("text", SCHEMA["text"], f"text {number}", 2)
        writer.add_column_value("number", column, number)
        (writer.finish_doc if sound else writer.cancel_doc)()
    writer.close()
    segment.set_doc_count(2)
    write_terms(segment.path(Folder(tmp_path), TERMS), {})
    found = content(Folder(tmp_path), segment)
    assert found["stored"] == [{"text": "text 0"}, {"text": "text 2"}]
    assert found["columns"] == {"number": [0, 2]}
    assert found["lengths"] == {"text": [2, 2]}
    assert found["sums"] == {"text": 4}


@pytest.mark.parametrize("kept", [formats.Characters(), formats.PositionBoosts(), formats.CharacterBoosts()])
def test_a_format_that_keeps_more_is_refused(kept: Any) -> None:
    with pytest.raises(TypeError, match=f"keeps no {type(kept).__name__} in field 'text'; expected one of Existence"):
        check_format("text", kept)


@pytest.mark.parametrize("kept", [formats.Existence(), formats.Frequency(), formats.Positions(field_boost=2.0)])
def test_a_format_that_is_kept_is_let_through(kept: Any) -> None:
    check_format("text", kept)


def test_whooshs_writer_cannot_keep_vectors(tmp_path: Path) -> None:
    schema = fields.Schema(text=fields.TEXT(vector=formats.Frequency()))
    writer = FileIndex.create(Folder(tmp_path), schema).writer(codec=ArrayCodec())
    with pytest.raises(TypeError, match="keeps no vectors; field 'text' has some"):
        writer.add_document(text="بحر")
    writer.cancel()
