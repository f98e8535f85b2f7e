"""Is every document read as it was written, whatever block it is in?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec import store as module
from index.codec.store import Store, StoreWriter, encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter

    Saved = Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]
    Fields = dict[str, Any]

BLOCK = 60
"""Bytes of text in a block in these tests."""

scalars = st.none() | st.booleans() | st.integers(-9, 1 << 70) | st.floats(allow_nan=False) | st.text(max_size=30)
values = st.recursive(
    scalars, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=3), one, max_size=2)
)
documents = st.lists(st.dictionaries(st.sampled_from(["text", "عنوان"]), values), max_size=8)


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_BYTES", BLOCK)
        yield


def kept(saved: Saved, *parts: list[Fields] | Store) -> Store:
    """Return a store that documents are added to, and whole stores."""

    def write(writer: ArrayFileWriter) -> None:
        store = StoreWriter(writer)
        for part in parts:
            if isinstance(part, Store):
                store.add_store(part)
            else:
                for fields in part:
                    store.add(encoded(fields))
        store.close()

    return Store(saved(write))


def blocks(store: Store) -> int:
    return len(list(store.packed()))


@given(documents)
def test_documents_come_back_in_any_order(saved: Saved, every: list[Fields]) -> None:
    store = kept(saved, every)
    for number in reversed(range(len(every))):
        assert store.fields(number) == every[number]
    assert [*store.documents(range(len(every)))] == [encoded(fields) for fields in every]


def test_half_characters_are_kept(saved: Saved) -> None:
    assert kept(saved, [{"text": "\ud800 بحر"}]).fields(0) == {"text": "\ud800 بحر"}


def test_a_block_is_closed_by_the_document_that_fills_it(saved: Saved) -> None:
    small, large = {"text": "x" * 10}, {"text": "x" * 200}
    store = kept(saved, [small, small, large, small, large, large])
    assert store.places()[0].tolist() == [0, 0, 0, 1, 1, 2]
    assert [len(encoded(store.fields(number))) for number in range(6)] == [21, 21, 211, 21, 211, 211]


@given(documents, documents, documents, documents)
def test_blocks_of_other_stores_are_copied(
    saved: Saved, first: list[Fields], second: list[Fields], third: list[Fields], fourth: list[Fields]
) -> None:
    one, other = kept(saved, second), kept(saved, fourth)
    store = kept(saved, first, one, third, other)
    every = [*first, *second, *third, *fourth]
    assert [store.fields(number) for number in range(len(every))] == every
    assert blocks(store) == blocks(kept(saved, first)) + blocks(one) + blocks(kept(saved, third)) + blocks(other)


def test_a_store_of_hardly_filled_blocks_is_not_dense(saved: Saved) -> None:
    single = kept(saved, [{"text": "بحر"}])
    assert not single.is_dense()
    assert not kept(saved, single, single, single).is_dense()
    assert kept(saved, [{"text": "x" * BLOCK}] * 3).is_dense()
    assert kept(saved, [{"text": "x" * BLOCK}], single).is_dense()
    assert kept(saved).is_dense()


@pytest.mark.parametrize("value", [b"bytes", datetime(2024, 1, 1), {1, 2}, object()])
def test_what_json_has_not_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        encoded({"text": value})
