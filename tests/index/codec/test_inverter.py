"""Are postings what a dictionary of dictionaries would have, for any words?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.inverter import Inverter

if TYPE_CHECKING:
    from index.codec.postings import Inverted

WORDS = [b"c", b"a", b"", b"b", b"\xd8\xa8\xd8\xad\xd8\xb1"]


@dataclass(frozen=True)
class Added:
    """Words that are added for a document at once; ``shift`` is None for positions that are not said."""

    document: int
    words: list[bytes]
    weight: float
    shift: int | None

    @property
    def positions(self) -> list[int]:
        return [place + (self.shift or 0) for place in range(len(self.words))]


additions = st.lists(
    st.builds(
        Added,
        st.integers(0, 9),
        st.lists(st.sampled_from(WORDS), max_size=6),
        st.sampled_from([1.0, 1.0, 0.5, 3.0]),
        st.none() | st.integers(0, 400),
    ),
    max_size=8,
).map(lambda every: sorted(every, key=lambda one: one.document))

Oracle = dict[bytes, dict[int, tuple[float, list[int]]]]


def gathered(inverter: Inverter, every: list[Added]) -> Inverted:
    for one in every:
        positions = None if one.shift is None else one.positions
        inverter.add(one.document, [inverter.number(word) for word in one.words], one.weight, positions)
    return inverter.inverted()


def expected(every: list[Added]) -> Oracle:
    found: defaultdict[bytes, dict[int, tuple[float, list[int]]]] = defaultdict(dict)
    for one in every:
        for word, position in zip(one.words, one.positions, strict=True):
            weight, positions = found[word].get(one.document, (0.0, []))
            found[word][one.document] = weight + one.weight, [*positions, position]
    return found


def unfolded(inverted: Inverted) -> Oracle:
    found: Oracle = {}
    place = position = 0
    for term, count in zip(inverted.terms, inverted.counts.tolist(), strict=True):
        found[term] = {}
        for _ in range(count):
            weight = 1.0 if inverted.weights is None else float(inverted.weights[place])
            size = 0 if inverted.occurrences is None else int(inverted.occurrences[place])
            positions = [] if inverted.positions is None else inverted.positions[position : position + size].tolist()
            found[term][int(inverted.documents[place])] = weight, positions
            place, position = place + 1, position + size
    assert place == len(inverted.documents)
    return found


def without_positions(oracle: Oracle) -> Oracle:
    return {
        term: {document: (weight, []) for document, (weight, _) in postings.items()}
        for term, postings in oracle.items()
    }


@given(additions)
def test_postings_with_positions_are_complete(every: list[Added]) -> None:
    found = gathered(Inverter(positions=True), every)
    assert list(found.terms) == sorted(found.terms)
    assert unfolded(found) == expected(every)


@given(additions)
def test_postings_without_positions_are_complete(every: list[Added]) -> None:
    inverter = Inverter()
    found = gathered(inverter, every)
    assert len(inverter) == sum(len(one.words) for one in every)
    assert (found.occurrences, found.positions) == (None, None)
    assert unfolded(found) == without_positions(expected(every))


@given(additions, additions)
def test_a_shared_vocabulary_keeps_numbers_and_brings_no_terms(first: list[Added], second: list[Added]) -> None:
    vocabulary: dict[bytes, int] = {}
    for every in (first, second):
        before = dict(vocabulary)
        assert unfolded(gathered(Inverter(positions=True, vocabulary=vocabulary), every)) == expected(every)
        assert before.items() <= vocabulary.items()
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))


@pytest.mark.parametrize("words", [[], [0], [0, 1]])
def test_weights_that_are_all_one_are_left_out(words: list[int]) -> None:
    inverter = Inverter(vocabulary={b"a": 0, b"b": 1})
    inverter.add(0, words)
    assert inverter.inverted().weights is None


def test_more_can_be_added_after_a_look() -> None:
    inverter = Inverter(positions=True)
    gathered(inverter, [Added(0, [b"a"], 1.0, None)])
    assert unfolded(gathered(inverter, [Added(1, [b"a"], 1.0, None)])) == {b"a": {0: (1.0, [0]), 1: (1.0, [0])}}
