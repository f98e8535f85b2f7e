"""Are documents added whole or not at all, and is what was committed safe whatever happens to the writer?"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from whoosh import fields, formats
from whoosh.analysis import SpaceSeparatedTokenizer, StemmingAnalyzer
from whoosh.columns import BitColumn, VarBytesColumn
from whoosh.fields import UnknownFieldError
from whoosh.index import LockError
from whoosh.writing import IndexingError

from index.codec import writer as module
from index.codec.generation import Generation
from index.codec.storage import Folder, create_index, open_index
from index.codec.writer import ArrayWriter, DocumentsBuilder
from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.codec.segment import ArraySegment

    Content = Callable[[Folder, ArraySegment], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[3]

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True, field_boost=2.0),
    words=fields.KEYWORD(scorable=True),
    number=fields.NUMERIC(int, bits=32, sortable=True),
)


def ids(folder: Path) -> list[str]:
    with open_index(folder, SCHEMA).searcher() as searcher:
        return [stored["id"] for stored in searcher.documents()]


def test_a_list_of_words_is_as_good_as_their_text(tmp_path: Path, content: Content) -> None:
    folder, segments = Folder(tmp_path), []
    for value in ("بحر كتاب بحر", ["بحر", "كتاب", "بحر"]):
        builder = DocumentsBuilder(SCHEMA)
        builder.add({"id": "a", "text": value, "words": value, "_stored_text": "بحر كتاب بحر", "_boost": 3.0})
        segments.append(builder.write(folder))
    assert content(folder, segments[0]) == content(folder, segments[1])


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"id": "b", "text": b"bytes"}, Exception),
        ({"id": "b", "text": "بحر", "number": "text"}, ValueError),
        ({"id": "b", "text": "بحر", "number": 1 << 40}, ValueError),
        ({"id": "b", "text": "بحر", "_stored_text": b"bytes"}, TypeError),
        ({"id": "b", "text": "بحر", "another": 1}, UnknownFieldError),
        ({"id": "b", "text": "بحر", "_text_boost": "high"}, ValueError),
    ],
)
def test_a_document_that_cannot_be_added_leaves_nothing(
    tmp_path: Path, content: Content, document: dict[str, Any], error: type[Exception]
) -> None:
    folder, builder, expected = Folder(tmp_path), DocumentsBuilder(SCHEMA), DocumentsBuilder(SCHEMA)
    sound: list[dict[str, Any]] = [{"id": "a", "text": "كتاب"}, {"id": "c", "number": 5}]
    builder.add(sound[0])
    with pytest.raises(error):
        builder.add(document)
    builder.add(sound[1])
    for one in sound:
        expected.add(one)
    assert len(builder) == 2
    assert content(folder, builder.write(folder)) == content(folder, expected.write(folder))


@pytest.mark.parametrize(
    "field",
    [
        fields.TEXT(chars=True),
        fields.TEXT(vector=formats.Frequency()),
        fields.ID(sortable=BitColumn()),
        fields.TEXT(spelling=True, analyzer=StemmingAnalyzer()),
    ],
)
def test_a_field_of_which_something_would_be_lost_is_refused_and_the_lock_is_free(tmp_path: Path, field: Any) -> None:
    index = create_index(tmp_path, fields.Schema(id=fields.ID, text=field))
    for _ in range(2):
        with pytest.raises(TypeError, match="the codec keeps no"):
            ArrayWriter(index)


@pytest.mark.parametrize("field", [fields.TEXT, fields.COLUMN(VarBytesColumn())])
def test_a_field_whose_name_has_a_slash_is_refused(field: Any) -> None:
    with pytest.raises(ValueError, match="a field's name has no '/': 'a/b'"):
        DocumentsBuilder(fields.Schema(**{"a/b": field}))


def test_a_writer_of_a_damaged_index_leaves_the_lock_free(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    table = tmp_path / "_MAIN_0.toc"
    sound = table.read_bytes()
    table.write_bytes(sound[:-1])
    with pytest.raises(IndexDamagedError) as kept:
        ArrayWriter(index)
    table.write_bytes(sound)
    ArrayWriter(index).cancel()
    assert kept.value


def test_fields_by_pattern_are_refused(tmp_path: Path) -> None:
    schema = fields.Schema(id=fields.ID)
    schema.add("*_tag", fields.KEYWORD, glob=True)
    with pytest.raises(UnknownFieldError):
        DocumentsBuilder(schema).add({"id": "a", "my_tag": "بحر"})


def test_only_one_writer_is_at_work(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    first = ArrayWriter(index)
    with pytest.raises(LockError):
        ArrayWriter(open_index(tmp_path, SCHEMA))
    first.cancel()
    ArrayWriter(open_index(tmp_path, SCHEMA)).cancel()


def test_a_writer_that_was_closed_does_nothing_more(tmp_path: Path) -> None:
    for close in (ArrayWriter.commit, ArrayWriter.cancel):
        writer = ArrayWriter(create_index(tmp_path, SCHEMA))
        close(writer)
        assert writer.is_closed
        for action in (writer.commit, writer.cancel, writer.add_document, lambda one=writer: one.delete_document(0)):
            with pytest.raises(IndexingError, match="closed"):
                action()


def test_an_error_in_a_block_cancels(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    writer = ArrayWriter(index)
    writer.add_document(id="a")
    with pytest.raises(UnknownFieldError), writer:
        writer.add_document(another="a")
    assert ids(tmp_path) == []
    with ArrayWriter(index) as writer:
        writer.add_document(id="b")
    assert ids(tmp_path) == ["b"]


def test_deletions_reach_across_segments_and_can_be_taken_back(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    for names in ("abc", "de"):
        with ArrayWriter(index) as writer:
            for one in names:
                writer.add_document(id=one)
    with ArrayWriter(index) as writer:
        writer.delete_document(1)
        writer.delete_document(3)
        writer.delete_document(3, delete=False)
        assert writer.delete_by_term("id", "e") == 1
        with pytest.raises(IndexingError, match="No document ID 5"):
            writer.delete_document(5)
    assert ids(tmp_path) == ["a", "c", "d"]


def test_words_beyond_the_limit_go_into_further_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WORDS", 4)
    with ArrayWriter(create_index(tmp_path, SCHEMA)) as writer:
        for number in range(6):
            writer.add_document(id=str(number), text="بحر بحر")
    assert len(Generation(Folder(tmp_path), SCHEMA).segments) == 3
    assert ids(tmp_path) == [*"012345"]


WRITE = """
import sys
from pathlib import Path
from tests_schema import SCHEMA
from index.codec.storage import open_index
from index.codec.writer import ArrayWriter

folder, first = Path(sys.argv[1]), int(sys.argv[2])
for commit in range(first, first + 10_000):
    with ArrayWriter(open_index(folder, SCHEMA)) as writer:
        writer.delete_by_term("id", f"{commit - 3} 0")
        for number in range(3):
            writer.add_document(id=f"{commit} {number}", text="كتاب " * 40, number=commit)
    print(commit, flush=True)
"""
"""Adds three documents a commit and deletes one of an older one, and says so when that is lasting."""

SCHEMA_SOURCE = """
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer, StemmingAnalyzer

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True, field_boost=2.0),
    words=fields.KEYWORD(scorable=True),
    number=fields.NUMERIC(int, bits=32, sortable=True),
)
"""


def expected_ids(last: int) -> list[str]:
    """Return the ids that are left after a commit."""
    every = [(commit, number) for commit in range(last + 1) for number in range(3)]
    return [f"{commit} {number}" for commit, number in every if number or commit > last - 3]


def run_and_kill(folder: Path, first: int, seconds: float) -> int:
    """Write until a moment, and be killed; return the last commit that was told to be lasting."""
    command = [sys.executable, "-c", WRITE, str(folder / "index"), str(first)]
    environment = {"PYTHONPATH": f"{ROOT}:{folder}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline())]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told += map(int, process.stdout.read().split())
    assert process.returncode == -signal.SIGKILL
    return told[-1]


def test_what_was_committed_outlives_writers_that_are_killed(tmp_path: Path) -> None:
    (tmp_path / "tests_schema.py").write_text(SCHEMA_SOURCE)
    path = tmp_path / "index"
    path.mkdir()
    create_index(path, SCHEMA)
    moments, last = random.Random(5), -1
    for _ in range(5):
        told = run_and_kill(tmp_path, last + 1, moments.uniform(0, 0.15))
        found = ids(path)
        last = int(found[-1].split()[0])
        assert told <= last <= told + 1, "killed between a commit and its message"
        assert found == expected_ids(last)
    ArrayWriter(open_index(path, SCHEMA)).commit()
    segments = Generation(Folder(path), SCHEMA).segments
    names = {segment.make_filename(one) for segment in segments for one in (".docs", ".terms")}
    assert {one.name for one in path.iterdir() if one.suffix not in (".toc", "")} == names
    assert len([*path.glob("*.toc*")]) == 1
    assert ids(path) == expected_ids(last)
