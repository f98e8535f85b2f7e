"""Which number has a byte string among ascending ones, and which have a prefix?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ascending import Ascending

some_bytes = (
    st.binary(max_size=4) | st.text("ابتكم", max_size=4).map(str.encode) | st.sampled_from([b"\xff", b"\xff\xff"])
)
strings = st.lists(some_bytes, max_size=20).map(sorted)


@given(strings)
def test_a_number_gives_its_string(strings: list[bytes]) -> None:
    ascending = Ascending(strings)
    assert [ascending[number] for number in range(len(ascending))] == strings


@given(strings, some_bytes)
def test_rank_is_how_many_come_before(strings: list[bytes], sought: bytes) -> None:
    for string in (sought, *strings):
        assert Ascending(strings).rank(string) == sum(one < string for one in strings)


@given(strings, some_bytes)
def test_find_gives_the_first_of_equal_strings_or_none(strings: list[bytes], sought: bytes) -> None:
    for string in (sought, *strings):
        assert Ascending(strings).find(string) == (strings.index(string) if string in strings else None)


@given(strings, some_bytes)
def test_span_has_just_the_strings_with_a_prefix(strings: list[bytes], sought: bytes) -> None:
    for prefix in (sought, b"", *(string[:length] for string in strings for length in range(4))):
        first, last = Ascending(strings).span(prefix)
        assert strings[first:last] == [string for string in strings if string.startswith(prefix)]


@pytest.mark.parametrize("prefix", [b"", b"\xff", "كتاب".encode()])
def test_no_strings_have_no_number(prefix: bytes) -> None:
    empty = Ascending([])
    assert (len(empty), empty.rank(prefix), empty.find(prefix), empty.span(prefix)) == (0, 0, None, (0, 0))
