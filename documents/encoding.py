"""Which characters are these bytes?

UTF-8 (with or without a byte order mark), UTF-16 with one, and Windows-1256, the code page of the older
Arabic web. Anything else is refused with its reason, never guessed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f\u0621-\u064a]")
_MARKUP = re.compile(r"<[^<>]*>")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

ARABIC_SHARE = 0.5
"""Read as Windows-1256, at least this share of the letters outside markup must be Arabic: text of Latin code pages
is far below it."""

FOREIGN_SHARE = 0.05
"""Read as Windows-1256, at most so many accented Latin and Persian letters may stand beside one Arabic letter: a French
name now and then stays below it, ISO 8859-6, Mac Arabic and UTF-8 in disguise give 0.13 and more."""


class EncodingError(ValueError):
    """The bytes are not text in an encoding that Bahith reads."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was in, and the evidence for that."""

    text: str
    encoding: str
    evidence: str


def decode(data: bytes) -> Decoded:
    """Decode a whole file.

    Raises:
        EncodingError: the file is binary, or text in none of the encodings read here.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    control = _CONTROL.search(data)
    if control:
        raise EncodingError(
            f"not a text file: byte 0x{data[control.start()]:02X} at offset {control.start()}; expected text in UTF-8,"
            " UTF-16 with a byte order mark, or Windows-1256"
        )
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "every byte sequence is valid")
    except UnicodeDecodeError as exc:
        return _windows_1256(data, exc)


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name.removesuffix("-sig"), "byte order mark")
    except UnicodeDecodeError as exc:
        raise EncodingError(f"begins with the byte order mark of {name}, but {exc.reason} at byte {exc.start}") from exc


def _windows_1256(data: bytes, utf8: UnicodeDecodeError) -> Decoded:
    text = data.decode("windows-1256", "replace")
    plain = _MARKUP.sub("", text)
    letters = len(_LETTER.findall(plain))
    arabic = len(_ARABIC.findall(plain))
    foreign = len(_FOREIGN.findall(plain))
    if not arabic or arabic < ARABIC_SHARE * letters or foreign > FOREIGN_SHARE * arabic:
        raise EncodingError(
            f"text in an unknown encoding: not UTF-8 ({utf8.reason} at byte {utf8.start}), and as Windows-1256 only"
            f" {arabic} of {letters} letters would be Arabic, {foreign} accented or Persian; convert the file to UTF-8"
        )
    return Decoded(text, "windows-1256", f"not UTF-8; {arabic} of {letters} letters are Arabic")
