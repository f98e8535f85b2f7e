"""Do lists and marks of documents say the same?"""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec.matches import Marked, Matches, both, common, distinct, marks, maybe, places

SIZE = 30
numbers = st.lists(st.integers(0, SIZE - 1), max_size=SIZE, unique=True).map(sorted)


def listed(documents: list[int]) -> Matches:
    """Return documents, each with another score."""
    return Matches(np.array(documents, np.int64), np.array(documents, np.float32) + 1)


def as_dict(found: Matches) -> dict[int, float]:
    return dict(zip(found.documents.tolist(), found.each().tolist(), strict=True))


def as_marked(found: Matches) -> Marked:
    scores = np.zeros(SIZE, np.float32)
    scores[found.documents] = found.each()
    return Marked(marks(found.documents, SIZE), scores)


@given(numbers, st.integers(0, 12))
def test_marks_and_list_have_the_same_best_documents(documents: list[int], number: int) -> None:
    found = listed(documents)
    marked = as_marked(found)
    assert marked.number == found.number
    assert as_dict(marked.listed()) == as_dict(found)
    for best in (found.best(number), marked.best(number)):
        assert best.documents.tolist() == documents[::-1][:number]
    assert as_dict(Marked(marked.marked, 2.0).best(number)) == dict.fromkeys(documents[:number], 2.0)


@given(numbers, numbers)
def test_both_and_maybe_add_scores(one: list[int], other: list[int]) -> None:
    assert as_dict(both(listed(one), listed(other))) == {n: 2.0 * (n + 1) for n in one if n in other}
    assert as_dict(maybe(listed(one), listed(other))) == {n: (n + 1.0) * (1 + (n in other)) for n in one}
    assert as_dict(both(Matches(np.array(one, np.int64), 1.5), listed(other))) == {
        n: n + 2.5 for n in one if n in other
    }


@given(numbers, numbers)
def test_ascending_lists_are_looked_up_and_merged(one: list[int], other: list[int]) -> None:
    few, many = (np.array(documents, np.int64) for documents in sorted([one, other], key=len))
    assert common(few, many).tolist() == sorted(set(one) & set(other))
    assert distinct(np.concatenate([few, many])).tolist() == sorted(set(one) | set(other))
    found, where = places(few, many)
    assert found.tolist() == [n in many for n in few]
    assert many[where[found]].tolist() == few[found].tolist()


def test_a_few_documents_are_merged_or_looked_up_as_is_faster() -> None:
    many = np.arange(0, 10_000, 3)
    for few in (np.array([3, 4, 9999]), np.arange(0, 10_000, 2)):
        assert common(few, many).tolist() == [n for n in few.tolist() if n % 3 == 0]


def test_the_first_of_many_documents_are_found_wherever_they_are() -> None:
    marked = np.zeros(100_000, np.bool_)
    marked[[5, 70_000, 99_999]] = True
    assert Marked(marked, 1.0).best(2).documents.tolist() == [5, 70_000]
