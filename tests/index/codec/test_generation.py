"""Does a reader keep what it has while the index goes on, and does the index stay small?"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest
from whoosh import fields
from whoosh import query as q

from index.codec.generation import Generation
from index.codec.policy import FACTOR
from index.codec.storage import Folder, create_index, open_index
from index.codec.writer import ArrayWriter, DocumentsBuilder

if TYPE_CHECKING:
    from pathlib import Path

    from index.codec.segment import ArraySegment

SCHEMA = fields.Schema(id=fields.ID(unique=True, stored=True), text=fields.TEXT(stored=True))


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    """The first generation of an index."""
    create_index(tmp_path, SCHEMA)
    return Generation(Folder(tmp_path), SCHEMA)


def segment(folder: Path, *ids: str) -> ArraySegment:
    builder = DocumentsBuilder(SCHEMA)
    for one in ids:
        builder.add({"id": one, "text": f"كتاب {one}"})
    return builder.write(Folder(folder))


def stored(folder: Path) -> list[str]:
    with open_index(folder, SCHEMA).searcher() as searcher:
        return [fields["id"] for fields in searcher.documents()]


def files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir())


def test_commits_count_generations_and_keep_the_order(tmp_path: Path, generation: Generation) -> None:
    generation.commit([segment(tmp_path, "a", "b"), segment(tmp_path, "c")])
    assert generation.number == 1
    generation.commit([segment(tmp_path, "d")])
    assert generation.number == 2
    generation.commit([segment(tmp_path, "e")])
    assert generation.number == 4, "one for the commit, one for the merge"
    assert stored(tmp_path) == [*"abcde"]
    again = Generation(Folder(tmp_path), SCHEMA)
    assert again.number == 4
    assert again.segments == generation.segments


@pytest.mark.parametrize("commits", [1, 3, 4, 30])
def test_the_folder_has_only_the_files_of_the_newest_generation(
    tmp_path: Path, generation: Generation, commits: int
) -> None:
    for number in range(commits):
        generation.commit([segment(tmp_path, str(number))])
    assert len(generation.segments) < FACTOR
    assert files(tmp_path) == sorted([".toc", *[".docs", ".terms"] * len(generation.segments)])
    assert stored(tmp_path) == [str(number) for number in range(commits)]


def test_deletions_are_kept_and_then_merged_away(tmp_path: Path, generation: Generation) -> None:
    generation.commit([segment(tmp_path, *"abcd")])
    generation.segments[0].delete_documents([1, 2])
    generation.commit([])
    assert (stored(tmp_path), generation.segments[0].doc_count_all()) == (["a", "d"], 4)
    generation.segments[0].delete_document(3)
    generation.commit([])
    assert (stored(tmp_path), generation.segments[0].doc_count_all()) == (["a"], 1)


def test_a_segment_without_documents_is_dropped_with_its_files(tmp_path: Path, generation: Generation) -> None:
    generation.commit([segment(tmp_path, "a")])
    generation.segments[0].delete_document(0)
    generation.commit([segment(tmp_path)])
    assert generation.segments == []
    assert files(tmp_path) == [".toc"]


def test_optimizing_leaves_one_segment_without_deletions(tmp_path: Path, generation: Generation) -> None:
    generation.commit([segment(tmp_path, *"abc"), segment(tmp_path, *"de")])
    generation.segments[0].delete_document(1)
    generation.optimize()
    assert stored(tmp_path) == ["a", "c", "d", "e"]
    (one,) = generation.segments
    assert one.doc_count_all() == 4
    number = generation.number
    generation.optimize()
    assert generation.number == number, "there was nothing to do"
    one.delete_documents(range(4))
    generation.optimize()
    assert generation.segments == []


def test_tidying_merges_the_small_segments_at_the_end(tmp_path: Path, generation: Generation) -> None:
    generation.commit([segment(tmp_path, *"abcdefgh"), segment(tmp_path, "i"), segment(tmp_path, "j")])
    generation.tidy()
    assert [one.doc_count() for one in generation.segments] == [8, 2]
    assert stored(tmp_path) == [*"abcdefghij"]
    number = generation.number
    generation.tidy()
    assert generation.number == number, "there was nothing to do"


def test_an_index_can_be_opened_while_a_writer_goes_on(tmp_path: Path) -> None:
    create_index(tmp_path, SCHEMA)
    commits = 60

    def write() -> None:
        for number in range(commits):
            with ArrayWriter(open_index(tmp_path, SCHEMA)) as writer:
                writer.add_document(id=str(number))

    thread = Thread(target=write)
    thread.start()
    seen = [0]
    while thread.is_alive():
        seen.append(len(stored(tmp_path)))
    thread.join()
    assert seen == sorted(seen)
    assert len(stored(tmp_path)) == commits


def test_a_reader_keeps_its_results_while_a_writer_goes_on(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    with ArrayWriter(index) as writer:
        for number in range(20):
            writer.add_document(id=str(number), text=f"كتاب {number}")
    with index.searcher() as searcher:
        query = q.Or([q.Term("text", "كتاب"), q.Term("id", "3")])
        before = [(hit["id"], hit.score) for hit in searcher.search(query, limit=None)]
        assert len(before) == 20
        for number in range(20):
            with ArrayWriter(index) as writer:
                writer.delete_by_term("id", str(number))
                writer.add_document(id=f"{number} new", text="كتاب")
            assert [(hit["id"], hit.score) for hit in searcher.search(query, limit=None)] == before
        assert searcher.reader().doc_frequency("text", "كتاب") == 20
    assert stored(tmp_path) == [f"{number} new" for number in range(20)]
