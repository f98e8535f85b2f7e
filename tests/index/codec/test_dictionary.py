"""Is every term found, and none that is not there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec import dictionary
from index.codec.dictionary import Dictionary, Strings, common_spans, following, write_strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter

    Saved = Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]

CHUNK = 3
"""Strings of a chunk in these tests."""

strings = st.lists(st.binary(max_size=6) | st.sampled_from([b"", b"\xff", b"\xff\xff", b"\0"]), max_size=12)
terms = st.sets(
    st.lists(st.sampled_from([b"\0", b"a", b"b", b"\xfe", b"\xff"]), max_size=4).map(b"".join), max_size=40
).map(sorted)
prefixes = st.lists(st.sampled_from([b"\0", b"a", b"b", b"\xff"]), max_size=4).map(b"".join)


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dictionary, "CHUNK_STRINGS", CHUNK)
        patch.setattr(dictionary, "NEARBY", 1)
        yield


def kept(saved: Saved, values: list[bytes]) -> Dictionary:
    return Dictionary(saved(lambda writer: write_strings(writer, "field/terms", values)), "field/terms")


@given(strings)
def test_strings_come_back_in_their_order(saved: Saved, values: list[bytes]) -> None:
    found = Strings(saved(lambda writer: write_strings(writer, "some", values)), "some")
    assert len(found) == len(values)
    assert list(found) == values
    assert [found[number] for number in range(len(values))] == values
    for first in range(len(values) + 1):
        assert found.some(first, len(values)) == values[first:]
        assert found.some(0, first) == values[:first]


@given(strings, st.data())
def test_strings_side_by_side_are_taken_apart(saved: Saved, values: list[bytes], data: st.DataObject) -> None:
    found = Strings(saved(lambda writer: write_strings(writer, "some", values)), "some")
    first = data.draw(st.integers(0, len(values)))
    last = data.draw(st.integers(first, len(values)))
    beside = found.side_by_side(first, last)
    assert [beside[number] for number in range(len(beside))] == beside.some(0, len(beside)) == values[first:last]


@pytest.mark.parametrize("number", [-1, 1])
def test_a_number_that_no_string_has_is_refused(saved: Saved, number: int) -> None:
    with pytest.raises(IndexError):
        kept(saved, [b"a"])[number]


@given(terms, prefixes)
def test_terms_are_found_by_bisection(saved: Saved, values: list[bytes], other: bytes) -> None:
    found = kept(saved, values)
    for number, term in enumerate(values):
        assert found.find(term) == number
    assert found.find(other) == (values.index(other) if other in values else None)
    assert found.rank(other) == sum(term < other for term in values)


@given(terms, prefixes)
def test_a_span_has_all_terms_with_a_prefix(saved: Saved, values: list[bytes], prefix: bytes) -> None:
    first, last = kept(saved, values).span(prefix)
    assert values[first:last] == [term for term in values if term.startswith(prefix)]
    assert first <= last


def test_a_span_of_many_terms_is_found_from_nearby(saved: Saved) -> None:
    values = [b"a%04d" % number for number in range(300)] + [b"b"]
    found = kept(saved, values)
    assert found.span(b"a") == (0, 300)
    assert found.span(b"a02") == (200, 300)
    assert found.span(b"c") == (301, 301)


@pytest.mark.parametrize(
    ("prefix", "behind"), [(b"a", b"b"), (b"a\xff", b"b"), (b"\xfe\xff\xff", b"\xff"), (b"\xff", b""), (b"", b"")]
)
def test_what_follows_a_prefix_is_behind_all_that_have_it(prefix: bytes, behind: bytes) -> None:
    assert following(prefix) == behind


@given(st.lists(terms, max_size=4))
def test_common_spans_have_each_term_once_and_part_all_dictionaries_alike(
    saved: Saved, several: list[list[bytes]]
) -> None:
    dictionaries = [kept(saved, values) for values in several]
    parts = [
        [one.some(*span) for one, span in zip(dictionaries, spans, strict=True)] for spans in common_spans(dictionaries)
    ]
    for number, every in enumerate(dictionaries):
        assert [term for part in parts for term in part[number]] == list(every)
    together = [sorted(set().union(*part)) for part in parts]
    assert [term for terms in together for term in terms] == sorted(set().union(*several))
    if several and max(map(len, several)) > CHUNK:
        assert len(parts) > 1
