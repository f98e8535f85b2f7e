"""What is a member of an archive called?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.containers.member_names import inside


@pytest.mark.parametrize("codec", ["utf-8", "cp720", "windows-1256"])
def test_arabic_names_are_read_in_the_code_page_that_they_were_written_in(codec: str) -> None:
    assert inside("أخبار/مطر غزير.txt".encode(codec)) == ("أخبار", "مطر غزير.txt")


def test_other_names_are_read_as_dos_had_them() -> None:
    assert inside("café.txt".encode("cp437")) == ("café.txt",)


@pytest.mark.parametrize(
    "name", [b"a/b.txt", b"/a/b.txt", b"../../a/b.txt", b"./a//b.txt", b"C:\\a\\b.txt", b"a/../b.txt", b"\\\\a\\b.txt"]
)
def test_a_name_never_leads_out_of_the_archive(name: bytes) -> None:
    assert inside(name) == ("a", "b.txt")


@given(st.binary())
def test_any_name_has_parts_that_go_down(name: bytes) -> None:
    assert not set(inside(name)) & {"", ".", ".."}
    assert all("/" not in part for part in inside(name))
