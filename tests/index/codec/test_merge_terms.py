"""Do all postings move to their places, however many are moved at a time?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec import dictionary, merge_terms
from index.codec.inverter import Inverter
from index.codec.merge_terms import GONE
from index.codec.reading import DocumentsReader, TermsReader
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.storage import INDEX_NAME, Folder
from index.codec.writing import write_documents, write_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.codec.postings import Inverted

    Content = Callable[[Folder, ArraySegment], dict[str, Any]]
    Words = list[list[int]]

words = st.lists(st.lists(st.integers(0, 9), max_size=5), max_size=5)
weights = st.sampled_from([1.0, 1.0, 0.5, 200.0])
parts = st.lists(st.tuples(words, st.sets(st.integers(0, 4)), weights), min_size=1, max_size=4)


def inverted(documents: list[tuple[list[int], float]], *, positions: bool) -> Inverted:
    inverter = Inverter(positions=positions)
    for number, (terms, weight) in enumerate(documents):
        inverter.add(number, [inverter.number(b"%d" % term) for term in terms], weight)
    return inverter.inverted()


def written(folder: Folder, documents: int, text: Inverted | None, name: str = "text") -> ArraySegment:
    segment = ArraySegment(INDEX_NAME)
    segment.set_doc_count(documents)
    write_documents(segment.path(folder, DOCUMENTS), [b"{}"] * documents, {}, {})
    if text is not None:
        write_terms(segment.path(folder, TERMS), {name: text})
    return segment


def merged(folder: Folder, every: list[tuple[ArraySegment, list[int]]]) -> ArraySegment:
    """Merge segments, from each of which the documents of some numbers go."""
    readers, first = [], 0
    for segment, gone in every:
        alive = np.isin(np.arange(segment.doc_count_all()), gone, invert=True)
        readers.append((TermsReader(folder, segment), np.where(alive, first + np.cumsum(alive) - 1, GONE)))
        first += int(alive.sum())
    into = written(folder, first, None)
    merge_terms.merge_terms(into.path(folder, TERMS), readers)
    return into


@given(parts, st.booleans(), st.sampled_from([1, 2, 3, 7, 1 << 21]), st.sampled_from([1, 3, 1 << 16]))
def test_postings_are_as_if_inverted_at_once(  # noqa: PLR0913, PLR0917 - two fixtures
    tmp_path_factory: pytest.TempPathFactory,
    content: Content,
    every: list[tuple[Words, set[int], float]],
    positions: bool,
    items: int,
    strings: int,
) -> None:
    folder, segments, kept = Folder(tmp_path_factory.mktemp("terms")), [], []
    for documents, gone, weight in every:
        text = inverted([(terms, weight) for terms in documents], positions=positions)
        segments.append((written(folder, len(documents), text), [*gone]))
        kept += [(terms, weight) for number, terms in enumerate(documents) if number not in gone]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge_terms, "CHUNK_ITEMS", items)
        patch.setattr(dictionary, "CHUNK_STRINGS", strings)
        found = content(folder, merged(folder, segments))["postings"]
    expected = written(folder, len(kept), inverted(kept, positions=positions))
    assert found == content(folder, expected)["postings"]


def test_fields_of_some_segments_are_kept(tmp_path: Path, content: Content) -> None:
    folder = Folder(tmp_path)
    one = inverted([([1], 1.0)], positions=False)
    parts: list[tuple[ArraySegment, list[int]]] = [
        (written(folder, 1, one, name), []) for name in ("text", "title", "text")
    ]
    assert content(folder, merged(folder, parts))["postings"] == {
        "text": {b"1": [(0, 1.0, []), (2, 1.0, [])]},
        "title": {b"1": [(1, 1.0, [])]},
    }


def test_a_field_of_which_no_term_is_left_is_not_there(tmp_path: Path, content: Content) -> None:
    folder = Folder(tmp_path)
    gone = written(folder, 1, inverted([([1], 1.0)], positions=True))
    segment = merged(folder, [(gone, [0]), (written(folder, 1, inverted([([], 1.0)], positions=True)), [])])
    assert content(folder, segment)["postings"] == {}
    assert TermsReader(folder, segment).indexed_field_names() == []
    assert DocumentsReader(folder, segment).doc_count_all() == 1


def test_the_smallest_types_of_all_segments_hold_the_merged_values(tmp_path: Path, content: Content) -> None:
    folder = Folder(tmp_path)
    long = [0] * 400
    several = [inverted([([1], 1.0)], positions=True), inverted([(long, 1.0)], positions=True)]
    found = content(folder, merged(folder, [(written(folder, 1, text), []) for text in several]))
    assert found["postings"]["text"] == {b"0": [(1, 400.0, list(range(400)))], b"1": [(0, 1.0, [0])]}
