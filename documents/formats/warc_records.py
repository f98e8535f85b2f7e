"""Where does each record of a WARC begin and end? Also where its length is wrong, or something is missing.

A record whose length does not fit ends where the next one begins.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Rejected, Source

MAX_BLOCK_BYTES = 64 * 2**20
"""A larger record (a film) is passed over without being held."""

MAX_HEADER_BYTES = 64 * 2**10

_BEGIN = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_BEGIN_INSIDE = re.compile(rb"(?:\r?\n){0,2}(?=WARC/\d\.\d+[ \t]*\r?\n[A-Za-z-]+:)")
_BLANK = (b"\r\n\r\n", b"\n\n")
_LONGEST_BEGIN = 64
_PIECE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record: its number from 1, its header's lines, its content, and whether some of that is missing."""

    number: int
    headers: tuple[tuple[str, str], ...]
    block: bytes
    is_cut: bool = False
    notes: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """Return a line of the header; empty where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def url(self) -> str:
        """Return the address that the record is about; some crawlers wrote it in angle brackets."""
        return self.header("WARC-Target-URI").strip("<> ")


def records(source: Source) -> Iterator[WarcRecord | Rejected]:
    """Yield the records in order; bytes that belong to none are rejected."""
    stream = _Stream(source)
    number = 1
    while line := stream.line():
        if _BEGIN.match(line):
            yield from _record(source, stream, number, line)
            number += 1
        elif line.strip():
            lost = len(line) + len(stream.until_begin())
            yield source.reject(number, f"{lost} bytes before this record belong to none")


def _record(source: Source, stream: _Stream, number: int, line: bytes) -> Iterator[WarcRecord | Rejected]:
    headers, is_whole = _headers(stream, line)
    record = WarcRecord(number, headers, b"")
    announced = record.header("Content-Length").strip()
    length = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 16 else None
    if length is not None and length > MAX_BLOCK_BYTES:
        stream.skip(length)
        yield source.reject(number, f"a record of {length} bytes; at most {MAX_BLOCK_BYTES} are read")
        return
    block = stream.take(length or 0)
    end = _end(stream, block, length)
    if not is_whole:
        yield source.reject(number, "the record's header ends with the file")
        return
    said = f"Content-Length says {announced or 'nothing'}, but there are {len(end.block)} bytes"
    yield WarcRecord(number, headers, end.block, end.is_cut, () if end.fits else (said,))
    if end.lost_bytes:
        yield source.reject(number, f"{end.lost_bytes} bytes behind this record belong to none")


class _End(NamedTuple):
    """A record's block as it is, whether it is as long as announced, and whether some of it is missing.

    ``lost_bytes`` stand between it and the next record and belong to none.
    """

    block: bytes
    fits: bool = False
    is_cut: bool = False
    lost_bytes: int = 0


def _end(stream: _Stream, block: bytes, length: int | None) -> _End:
    between = stream.until_begin()
    is_whole = length is not None and len(block) == length
    if is_whole and not between.strip():
        return _End(block, fits=True)
    both = block + between
    if begin := _BEGIN_INSIDE.search(both):
        stream.give_back(both[begin.end() :])
        return _End(both[: begin.start()], is_cut=begin[0].count(b"\n") < 2)
    if is_whole and between.startswith(_BLANK):
        return _End(block, fits=True, lost_bytes=len(between.strip()))
    if length is not None and len(block) < length:
        return _End(block, is_cut=not block.endswith(_BLANK))
    return _End(both)


def _headers(stream: _Stream, line: bytes) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the lines of a header, and whether it ended before the file."""
    from warcio.statusandheaders import StatusAndHeadersParser

    lines = [line]
    while sum(map(len, lines)) < MAX_HEADER_BYTES and (line := stream.line()):
        lines.append(line)
        if not line.strip():
            break
    parsed = StatusAndHeadersParser(["WARC/"], verify=False).parse(io.BytesIO(b"".join(lines)))
    return tuple((name, value or "") for name, value in parsed.headers), not lines[-1].strip()


class _Stream:
    """The bytes of the file, of which some can be given back."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ahead = io.BytesIO()

    def line(self) -> bytes:
        """Return the next line, or the beginning of a very long one."""
        line = self._ahead.readline()
        return line if line.endswith(b"\n") else line + self._source.line(MAX_HEADER_BYTES)

    def take(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end."""
        data = self._ahead.read(size)
        return data + self._source.stream.read(size - len(data)) if len(data) < size else data

    def give_back(self, data: bytes) -> None:
        """Put bytes before those that come next."""
        end = self._ahead.tell()
        if end >= len(data) and self._ahead.getbuffer()[end - len(data) : end] == data:
            self._ahead.seek(end - len(data))
        else:
            self._ahead = io.BytesIO(data + self._ahead.read())

    def until_begin(self) -> bytes:
        """Return what stands before the next record, up to `MAX_BLOCK_BYTES`."""
        found = bytearray()
        while (line := self.line()) and len(found) < MAX_BLOCK_BYTES:
            if _BEGIN.match(line):
                break
            found += line
        self.give_back(line)
        return bytes(found)

    def skip(self, size: int) -> None:
        """Pass over so many bytes, or as many as there are before the next record."""
        tail = b""
        while size > 0 and (piece := self.take(min(size, _PIECE_BYTES))):
            size -= len(piece)
            data = tail + piece
            if begin := _BEGIN_INSIDE.search(data):
                self.give_back(data[begin.end() :])
                return
            tail = data[-_LONGEST_BEGIN:]
