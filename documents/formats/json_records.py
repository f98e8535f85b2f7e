"""JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from documents.code_pages import PAGES
from documents.encoding import EncodingError, decode
from documents.formats.fields import RecordError, to_article
from documents.wide import SAMPLE_BYTES, narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from documents.formats.record import Found, Rejected, Source

MAX_LINE_BYTES = 64 * 2**20
"""One record of JSON Lines may have 64 MB; a longer line is rejected without being held."""

LONG_NUMBER = "not read: a number in it has thousands of digits"

_SPACE = " \t\r\n"


def is_lines(start: bytes) -> bool:
    """Tell JSON Lines by their beginning: the first line is a whole object and another line follows."""
    first, newline, rest = start.partition(b"\n")
    try:
        return bool(newline) and rest.lstrip().startswith(b"{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_lines(source: Source) -> Iterator[Found | Rejected]:
    """Yield one record a line; blank lines are passed over."""
    head = source.peek(SAMPLE_BYTES)
    if narrow(head) != head:  # UTF-16 and UTF-32 have the byte of a line end inside characters
        for number, line in enumerate(source.text().split("\n"), 1):
            if line.strip():
                yield _line(source, number, line)
        return
    number, page = 0, None
    while data := source.line(MAX_LINE_BYTES):
        number += 1
        if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
            _skip_line(source)
            yield source.reject(number, f"the line is longer than {MAX_LINE_BYTES} bytes")
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                text, page = _decoded(source, data, page)
            except EncodingError as exc:
                yield source.reject(number, str(exc))
                continue
            yield _line(source, number, text)


def _skip_line(source: Source) -> None:
    while (data := source.line(MAX_LINE_BYTES)) and not data.endswith(b"\n"):
        pass


def _decoded(source: Source, data: bytes, page: str | None) -> tuple[str, str | None]:
    """Return a line as text, and the code page that the next one is probably in: the last that there was."""
    try:
        source.encoding_notes = ()
        return data.decode("utf-8-sig"), page
    except UnicodeDecodeError:
        decoded = decode(data, page)
        source.encoding_notes = decoded.notes()
        return decoded.text, decoded.encoding if decoded.encoding in PAGES else page


def _line(source: Source, number: int, text: str) -> Found | Rejected:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as exc:
        return source.reject(number, f"not JSON: {_fault(exc)} at character {exc.pos + 1} of the line")
    except RecursionError:
        return source.reject(number, "not read: the JSON is nested too deeply")
    except ValueError:
        return source.reject(number, LONG_NUMBER)
    return _record(source, number, value, "jsonl")


def read_document(source: Source) -> Iterator[Found | Rejected]:
    """Yield the records of a JSON array, or the one of a JSON object; what follows a fault is lost, and said so."""
    text = source.text()
    decoder = json.JSONDecoder()
    at = _skip(text, 0, _SPACE)
    in_array = text[at : at + 1] == "["
    at = _skip(text, at + 1 if in_array else at, _SPACE)
    while at < len(text) and text[at] != "]":
        line = text.count("\n", 0, at) + 1
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as exc:
            yield source.reject(
                exc.lineno, f"not JSON: {_fault(exc)} at column {exc.colno}; the file is not read beyond this"
            )
            return
        except RecursionError:
            yield source.reject(line, "the JSON is nested too deeply; the file is not read beyond this")
            return
        except ValueError:
            yield source.reject(line, f"{LONG_NUMBER}; the file is not read beyond this")
            return
        yield _record(source, line, value, "json")
        at = _skip(text, at, _SPACE + ",")
    if in_array and at >= len(text):
        yield source.reject(text.count("\n") + 1, "the array is not closed: the file ends without ]")
    at = _skip(text, at + 1 if in_array else at, _SPACE)
    if at < len(text):
        line = text.count("\n", 0, at) + 1
        yield source.reject(line, "text follows the end of the array; the file is not read beyond this")


def read_values(source: Source, values: Iterable[object]) -> Iterator[Found | Rejected]:
    """Yield the records of JSON values that were read already; the line of each is its number among them, from 1."""
    for number, value in enumerate(values, 1):
        yield _record(source, number, value, "json")


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def _fault(error: json.JSONDecodeError) -> str:
    return error.msg.removesuffix(" at")


def _record(source: Source, line: int, value: object, format_name: str) -> Found | Rejected:
    if not isinstance(value, dict):
        return source.reject(line, f"a record must be a JSON object; found {type(value).__name__}")
    try:
        mapped = to_article(value)
    except RecordError as exc:
        return source.reject(line, str(exc))
    return source.found(line, mapped.article, format_name, mapped.notes, mapped.unknown_keys)
