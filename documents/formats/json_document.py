"""A JSON document: an array of records, objects one after the other, or one object that is or wraps records.

A large array is read record by record, in bounded memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.encodings.wide import narrow
from documents.formats.field_names import FIELDS, name_key
from documents.formats.json_records import LONG_NUMBER, MAX_LINE_BYTES, fault, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source

WHOLE_BYTES = 16 * 2**20
"""A larger array is not held whole."""

CHUNK_BYTES = 2**20

_SPACE = " \t\r\n"
_BEYOND = "; the file is not read beyond this"


def read_document(source: Source) -> Iterator[Found | Rejected]:
    """Yield the records of a document; what follows a fault is lost, and said so."""
    window = _window(source)
    in_array = window.next_character(_SPACE) == "["
    if in_array:
        window.at += 1
    names: list[str] | None = None
    while (following := window.next_character(_SPACE + "," if window.count else _SPACE)) and following != "]":
        line = window.line
        try:
            value = window.value()
        except _UnreadableError as exc:
            yield source.reject(exc.line, f"{exc}{_BEYOND}")
            return
        if names is None and window.count == 1 and (names := _names(value)):
            continue
        yield from read_value(source, line, _row(names, value) if names else value)
    if in_array and not following:
        yield source.reject(window.line, "the array is not closed: the file ends without ]")
    if following:
        window.at += 1 if in_array else 0
        if window.next_character(_SPACE):
            yield source.reject(window.line, f"text follows the end of the array{_BEYOND}")


def _names(value: object) -> list[str] | None:
    """Return the names that head an array of arrays, as a table's first row does."""
    if not isinstance(value, list) or not all(isinstance(cell, str) for cell in value):
        return None
    return value if any(name_key(cell) in FIELDS for cell in value) else None


def _row(names: list[str], value: object) -> object:
    return dict(zip(names, value, strict=False)) if isinstance(value, list) and len(value) <= len(names) else value


class _UnreadableError(ValueError):
    """What stands here is no JSON that we read; ``line`` says where."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def _window(source: Source) -> _Window:
    head = source.peek(CHUNK_BYTES)
    if narrow(head) != head or not head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"["):
        return _Window(source, source.text(), is_whole=True)
    data = source.stream.read(WHOLE_BYTES + 1)
    if len(data) <= WHOLE_BYTES:
        return _Window(source, source.decoded(data), is_whole=True)
    return _Window(source, data.removeprefix(b"\xef\xbb\xbf").decode("latin-1"), is_whole=False)


@dataclass(slots=True)
class _Window:
    """The part of a document that is being read: all of its text, or a byte a character of it and more to come."""

    source: Source
    text: str
    is_whole: bool
    at: int = 0
    line: int = 1
    count: int = 0
    _counted: int = 0

    def next_character(self, passed: str) -> str:
        """Go on to the next character that is none of these, and return it; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in passed:
                self.at += 1
            if self.at < len(self.text) or not self._grow():
                break
        self.line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self.text[self.at : self.at + 1]

    def value(self) -> object:
        """Return the value that begins here, and go on to its end.

        Raises:
            _UnreadableError: it is none, or too much of one.
            EncodingError: a large array has bytes in it that are no text.
        """
        self.count += 1
        while True:
            try:
                value, end = json.JSONDecoder().raw_decode(self.text, self.at)
                if end == len(self.text) and self._grow():  # half of a number is a number
                    continue
                text, self.at = self.text[self.at : end], end
                return value if self.is_whole or text.isascii() else self._decoded(text)
            except json.JSONDecodeError as exc:
                if not self._grow():
                    line = self.line + exc.lineno - 1 - self.text.count("\n", 0, self.at)
                    raise _UnreadableError(line, f"not JSON: {fault(exc)} at column {exc.colno}") from exc
            except RecursionError as exc:
                raise _UnreadableError(self.line, "the JSON is nested too deeply") from exc
            except ValueError as exc:
                raise _UnreadableError(self.line, LONG_NUMBER) from exc

    def _decoded(self, text: str) -> object:
        value: object = json.loads(self.source.piece(text.encode("latin-1")))
        return value

    def _grow(self) -> bool:
        """Let go of what was read, and take in some more; say whether there was more."""
        if self.is_whole:
            return False
        if len(self.text) - self.at > MAX_LINE_BYTES:
            raise _UnreadableError(self.line, f"a record of more than {MAX_LINE_BYTES} bytes")
        data = self.source.stream.read(max(CHUNK_BYTES, len(self.text) - self.at))
        self.line += self.text.count("\n", self._counted, self.at)
        self.text = self.text[self.at :] + data.decode("latin-1")
        self.at = self._counted = 0
        return bool(data)
