"""Which encoding does the text, or who brought it, say that it has?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.declared import declaration, known_name


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-6'>", "ISO-8859-6"),
        (b'<?xml version="1.0" encoding="utf-8"?><rss/>', "utf-8"),
        (b"<p>charset=utf-8</p>", None),
        (b"<metadata charset=utf-8>", None),
        (b"", None),
    ],
)
def test_a_declaration_is_found_in_its_place_only(data: bytes, label: str | None) -> None:
    assert declaration(data) == label


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("CP1256", "windows-1256"),
        ("x-cp1256", "windows-1256"),
        (' "windows-1256" ', "windows-1256"),
        ("arabic", "iso-8859-6"),
        ("ASMO-708", "iso-8859-6"),
        ("MacArabic", "x-mac-arabic"),
        ("IBM720", "dos-720"),
        ("latin1", "windows-1252"),
        ("US-ASCII", "windows-1252"),
        ("UTF8", "utf-8"),
    ],
)
def test_an_encoding_has_one_name(label: str, name: str) -> None:
    assert known_name(label) == name


@pytest.mark.parametrize("label", ["none", "rot13", "base64", "unicode_escape", "utf-7", "idna", "\0", ""])
def test_what_is_no_character_set_has_none(label: str) -> None:
    assert known_name(label) is None


@given(st.text())
def test_any_label_is_known_or_not(label: str) -> None:
    name = known_name(label)
    assert name is None or known_name(name) == name
