"""Links come back as they were written, move with their documents, and damage is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.codec.links import Links, merged_links, read_links, write_links
from index.codec.merge_terms import GONE
from index.codec.segment import LINKS, ArraySegment
from index.codec.storage import Folder
from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from pathlib import Path


def links(documents: list[int]) -> Links:
    return Links(
        np.array(documents, np.int64),
        np.array([(1 << 63) + document for document in documents], np.uint64),
        np.array([50 + document for document in documents], np.uint8),
    )


def lists(some: Links) -> list[list[int]]:
    return [array.tolist() for array in some]


@pytest.fixture
def segment() -> ArraySegment:
    made = ArraySegment("MAIN")
    made.set_doc_count(5)
    return made


def test_links_come_back(tmp_path: Path, segment: ArraySegment) -> None:
    write_links(Folder(tmp_path), segment, links([0, 2, 2, 4]))
    assert segment.links == 4
    assert lists(read_links(Folder(tmp_path), segment)) == lists(links([0, 2, 2, 4]))


def test_without_links_there_is_no_file(tmp_path: Path, segment: ArraySegment) -> None:
    write_links(Folder(tmp_path), segment, links([]))
    assert [*tmp_path.iterdir()] == []
    assert lists(read_links(Folder(tmp_path), segment)) == [[], [], []]


def test_a_merge_moves_links_and_drops_those_of_deleted_documents() -> None:
    first, second = links([0, 1, 2]), links([1])
    merged = merged_links([(first, np.array([0, GONE, 1])), (second, np.array([2, 3]))])
    assert merged.documents.tolist() == [0, 1, 3]
    assert merged.marks.tolist() == [*first.marks[[0, 2]].tolist(), *second.marks.tolist()]
    assert merged.weights.tolist() == [50, 52, 51]


def test_another_number_of_links_is_damage(tmp_path: Path, segment: ArraySegment) -> None:
    write_links(Folder(tmp_path), segment, links([0, 2]))
    segment.links = 3
    with pytest.raises(IndexDamagedError):
        read_links(Folder(tmp_path), segment)


def test_a_link_from_no_document_is_damage(tmp_path: Path, segment: ArraySegment) -> None:
    write_links(Folder(tmp_path), segment, links([0, 5]))
    with pytest.raises(IndexDamagedError):
        read_links(Folder(tmp_path), segment)


def test_a_changed_file_is_damage(tmp_path: Path, segment: ArraySegment) -> None:
    write_links(Folder(tmp_path), segment, links([0, 2]))
    path = segment.path(Folder(tmp_path), LINKS)
    data = bytearray(path.read_bytes())
    data[64] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamagedError):
        read_links(Folder(tmp_path), segment)
