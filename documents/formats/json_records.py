"""JSON Lines, and the records of any JSON value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from documents.encodings.encoding import EncodingError
from documents.encodings.wide import SAMPLE_BYTES, narrow
from documents.formats.fields import RecordError, to_article
from documents.formats.trees import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from documents.formats.record import Found, Rejected, Source

MAX_LINE_BYTES = 64 * 2**20
"""One record of JSON Lines may have 64 MB; a longer line is rejected without being held."""

SKIPPED_BYTES = 2**20
"""The rest of such a line is passed over in pieces."""

LONG_NUMBER = "not read: a number in it has thousands of digits"


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
                yield from _line(source, number, line)
        return
    number = 0
    while data := source.line(MAX_LINE_BYTES):
        number += 1
        if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
            _skip_line(source)
            yield source.reject(number, f"the line is longer than {MAX_LINE_BYTES} bytes")
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                yield from _line(source, number, source.piece(data))
            except EncodingError as exc:
                yield source.reject(number, str(exc))


def _skip_line(source: Source) -> None:
    while (data := source.line(SKIPPED_BYTES)) and not data.endswith(b"\n"):
        pass


def _line(source: Source, number: int, text: str) -> Iterator[Found | Rejected]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as exc:
        yield source.reject(number, f"not JSON: {fault(exc)} at character {exc.pos + 1} of the line")
    except RecursionError:
        yield source.reject(number, "not read: the JSON is nested too deeply")
    except ValueError:
        yield source.reject(number, LONG_NUMBER)
    else:
        yield from read_value(source, number, value, "jsonl")


def read_values(source: Source, values: Iterable[object]) -> Iterator[Found | Rejected]:
    """Yield the records of JSON values that were read already; the line of each is its number among them, from 1."""
    for number, value in enumerate(values, 1):
        yield from read_value(source, number, value)


def fault(error: json.JSONDecodeError) -> str:
    """Return what is wrong, without the place."""
    return error.msg.removesuffix(" at")


def read_value(source: Source, line: int, value: object, format_name: str = "json") -> Iterator[Found | Rejected]:
    """Yield the records of one JSON value: itself, or those that it wraps."""
    found = records(value)
    if not found:
        yield source.reject(line, f"a record must be a JSON object; found {type(value).__name__}")
    for nested in found:
        try:
            mapped = to_article(nested.record)
        except RecordError as exc:
            yield source.reject(line, f"{nested.trail}: {exc}" if nested.trail else str(exc))
            continue
        notes = (*mapped.notes, f"taken out of {nested.trail}") if nested.trail else mapped.notes
        yield source.found(line, mapped.article, format_name, notes, mapped.unknown_keys)
