"""Which parts of these bytes are UTF-8, which are in a code page, and which are in none?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.mixed import Mixed, odd_bytes, read_mixed, utf_8_share

PAGE = "windows-1256"
WORDS = st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=9), min_size=2, max_size=9).map(" ".join)


@given(first=WORDS, second=WORDS)
def test_a_half_in_each_is_read_with_the_place_between(first: str, second: str) -> None:
    mixed = read_mixed(f"{first}\n".encode() + second.encode("cp1256"), PAGE)
    assert mixed.text == f"{first}\n{second}"
    assert mixed.changes in ((len(first),), (len(first) + 1,))


@given(WORDS)
def test_whole_utf_8_has_nothing_of_the_page(text: str) -> None:
    assert read_mixed(text.encode(), PAGE) == Mixed(text, 0, ())


def test_one_odd_byte_is_lost_and_three_letters_are_read() -> None:
    assert read_mixed("بحر ".encode() + b"\xe6" + " هادئ".encode(), PAGE).text == "بحر \ufffd هادئ"
    assert read_mixed("بحر ".encode() + "قال".encode("cp1256") + " هادئ".encode(), PAGE).text == "بحر قال هادئ"


def test_without_a_page_what_is_odd_is_lost() -> None:
    assert read_mixed("بحر ".encode() + "قال".encode("cp1256"), None).text == "بحر \ufffd\ufffd\ufffd"


def test_a_line_longer_than_what_is_read_at_once_stays_whole() -> None:
    text = "بحر هادئ " * 10_000
    mixed = read_mixed(text.encode() + "قال".encode("cp1256"), PAGE)
    assert mixed.text == text + "قال"


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    mixed = read_mixed(data, PAGE)
    assert mixed.text.count("\n") == data.count(b"\n")


@given(st.text())
def test_utf_8_has_no_odd_bytes(text: str) -> None:
    assert odd_bytes(text.encode()).isascii()
    assert utf_8_share(text.encode()) == (0 if text.isascii() else 1)
