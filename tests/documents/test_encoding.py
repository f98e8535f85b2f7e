"""Which characters are these bytes?"""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encoding import Decoded, EncodingError, decode

TEXT = "غادرت القوارب ميناء المرسى فجراً، وعادت مساءً بحمولة من السردين الطازج. قال البحارة: «كان البحر هادئاً»."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("windows-1256"), "windows-1256"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "windows-1256"],
)
def test_each_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_a_mark_is_the_evidence_where_there_is_one() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode()).evidence == "byte order mark"


def test_the_share_of_arabic_letters_is_the_evidence_for_windows_1256() -> None:
    assert decode("بحر".encode("windows-1256")).evidence == "not UTF-8; 3 of 3 letters are Arabic"


def test_ascii_is_utf_8() -> None:
    assert decode(b"REUTERS 2022").encoding == "utf-8"


def test_latin_names_do_not_hide_windows_1256() -> None:
    text = TEXT + " (Société Générale, REUTERS)"
    assert decode(text.encode("windows-1256")).text == text


def test_markup_does_not_hide_windows_1256() -> None:
    text = '<div class="article-body" id="main-content"><p style="direction: rtl">بحر هادئ</p></div>'
    assert decode(text.encode("windows-1256")).text == text


def test_nothing_is_empty_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04", b"bahr\x00"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(EncodingError, match="not a text file"):
        decode(data)


def test_a_refusal_of_binary_names_the_byte_and_its_place() -> None:
    with pytest.raises(EncodingError, match="byte 0x03 at offset 2"):
        decode(b"PK\x03\x04")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingError, match="UTF-16 with a byte order mark"):
        decode(TEXT.encode(encoding))


@pytest.mark.parametrize("encoding", ["iso-8859-6", "mac-arabic", "cp720"])
def test_another_arabic_code_page_is_refused(encoding: str) -> None:
    text = "غادرت القوارب ميناء المرسى ثم عادت بحمولة من السردين وقال البحارة كان البحر في ليل يوم الخميس هادئا"
    with pytest.raises(EncodingError, match=r"unknown encoding.*convert the file to UTF-8"):
        decode(text.encode(encoding, "ignore"))


def test_windows_1256_after_utf_8_is_refused() -> None:
    with pytest.raises(EncodingError, match="unknown encoding"):
        decode(TEXT.encode() * 3 + TEXT.encode("windows-1256"))


@pytest.mark.parametrize(
    "text",
    ["Les pêcheurs sont rentrés à la fin de l'été", "Die Straße führt am Häuschen vorbei", "El niño pescó en la bahía"],
)
def test_latin_1_is_refused(text: str) -> None:
    with pytest.raises(EncodingError, match="unknown encoding"):
        decode(text.encode("latin-1"))


def test_bytes_without_letters_are_refused() -> None:
    with pytest.raises(EncodingError, match="0 of 0 letters"):
        decode(b"2022 \x85 2023")


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF8 + b"\xd8", codecs.BOM_UTF16_LE + b"\x28", codecs.BOM_UTF16_BE + b"\xd8\x00"]
)
def test_a_mark_that_lies_is_refused(data: bytes) -> None:
    with pytest.raises(EncodingError, match="begins with the byte order mark"):
        decode(data)


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        outcome: Decoded | EncodingError = decode(data)
    except EncodingError as refusal:
        outcome = refusal
    assert isinstance(outcome, EncodingError) or outcome.encoding in {"utf-8", "utf-16", "windows-1256"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf_8_is_always_read_as_it_was_written(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text
