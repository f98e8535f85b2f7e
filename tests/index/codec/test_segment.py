"""Is a segment pickled as plain values, and does it come back?"""

from __future__ import annotations

import pickle
import pickletools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.segment import DOCUMENTS, ArrayCodec, ArraySegment
from index.codec.storage import Folder

if TYPE_CHECKING:
    from pathlib import Path


def segment(documents: int, deleted: set[int], lengths: dict[str, int]) -> ArraySegment:
    made = ArraySegment("MAIN")
    made.set_doc_count(documents)
    made.delete_documents(deleted)
    made.field_lengths = lengths
    return made


segments = st.builds(
    segment,
    st.integers(1 << 20, (1 << 32) - 1),
    st.sets(st.integers(0, (1 << 20) - 1), max_size=5),
    st.dictionaries(st.text(max_size=3), st.integers(0, 1 << 60), max_size=3),
)


@given(segments, st.sampled_from([2, pickle.HIGHEST_PROTOCOL]))
def test_a_segment_comes_back(one: ArraySegment, protocol: int) -> None:
    other = pickle.loads(pickle.dumps(one, protocol))
    assert other == one
    assert vars(other) == vars(one)


@given(segments)
def test_nothing_but_the_class_is_pickled_by_name(one: ArraySegment) -> None:
    steps = list(pickletools.genops(pickle.dumps(one, pickle.HIGHEST_PROTOCOL)))
    assert [step.name for step, _, _ in steps].count("STACK_GLOBAL") == 1
    plain = {"index": str, "segment": str, "documents": int, "deleted": list, "lengths": dict, "links": int}
    assert {name: type(value) for name, value in one.__getstate__().items()} == plain


def test_deletions_are_counted_and_taken_back() -> None:
    one = segment(5, {3}, {})
    one.delete_document(1)
    assert (one.doc_count(), one.doc_count_all(), one.deleted_count()) == (3, 5, 2)
    assert [*one.deleted_docs()] == one.deleted().tolist() == [1, 3]
    one.delete_document(3, delete=False)
    one.delete_document(4, delete=False)
    assert [*one.deleted_docs()] == [1]
    assert (one.is_deleted(1), one.is_deleted(3)) == (True, False)
    assert one.has_deletions()


def test_segments_have_names_of_their_own_and_files_by_them(tmp_path: Path) -> None:
    one, other = ArraySegment("MAIN"), ArrayCodec().new_segment(Folder(tmp_path), "MAIN")
    assert one != other
    assert isinstance(other.codec(), ArrayCodec)
    path = one.path(Folder(tmp_path), DOCUMENTS)
    assert path.parent == tmp_path
    assert path.name == f"MAIN_{one.segid}.docs"
    assert not one.should_assemble()


@pytest.mark.parametrize(
    "change",
    [
        {"segment": "../../etc/passwd"},
        {"segment": ""},
        {"documents": -1},
        {"documents": 1 << 32},
        {"deleted": [10]},
        {"deleted": [-1]},
    ],
    ids=str,
)
def test_what_no_segment_of_ours_says_is_refused(change: dict[str, object]) -> None:
    state = {"index": "MAIN", "segment": "0a", "documents": 10, "deleted": [], "lengths": {}}
    ArraySegment.__new__(ArraySegment).__setstate__(state)
    with pytest.raises(ValueError, match="is no segment"):
        ArraySegment.__new__(ArraySegment).__setstate__({**state, **change})
