"""CSV, TSV and their kin: a table whose first row names the fields, one article a row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.encodings.code_pages import PAGES
from documents.encodings.encoding import EncodingError, decode
from documents.encodings.wide import narrow
from documents.formats.field_names import FIELDS, name_key
from documents.formats.fields import RecordError, to_article
from documents.formats.json_records import MAX_LINE_BYTES, SKIPPED_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from documents.formats.record import Found, Rejected, Source

MAX_CELL_CHARACTERS = 16 * 2**20
"""A cell may have 16 MB: a quotation mark that is never closed swallows no more of the file than that."""

SAMPLE_BYTES = 32 * 2**10
"""The dialect is told by so much of the beginning."""

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_BACKSLASHED = re.compile(r'(?<!\\)\\"(?!\s*(?:[,;\t|]|$))', re.MULTILINE)
_BETWEEN = "\v"  # stands between the cells of a row that is decoded at once
_END = "\0end of the file\0\n"
_MISSING = frozenset(["", *"nan nat none null n/a na <na> #n/a \\n".split()])
"""What programs write for a value that is missing."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    escape: str | None
    header_line: int  # lines that come before the header


def is_table(head: bytes) -> bool:
    """Tell a table by its beginning: a row of names, two of fields that we know, one of them title or body."""
    text = _sample(head)
    dialect = _dialect(text)
    lines = text.split("\n")[dialect.header_line :]
    known = _fields(_cells(lines[0], dialect.delimiter)) if len(lines) > 1 else set()
    return len(known) > 1 and not known.isdisjoint(("title", "body"))


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article a row; a row that is empty, or the header again, is passed over."""
    count = 0
    for outcome in _outcomes(source):
        count += 1
        yield outcome
    if not count:
        yield source.reject(0, "a table without a row under its names")


def _outcomes(source: Source) -> Iterator[Found | Rejected]:
    head = source.peek(SAMPLE_BYTES)
    dialect = _dialect(_sample(head, source))
    header: list[str] | None = None
    for row in _rows(source, _Lines(source, head), dialect):
        if not isinstance(row, _Row):
            yield row
        elif header is None:
            header = [cell.strip() for cell in row.cells]
            if _fields(header).isdisjoint(("title", "body")):
                yield source.reject(row.line, _no_header(header))
                return
        elif any(cell.strip() for cell in row.cells) and [cell.strip() for cell in row.cells] != header:
            yield _record(source, row.line, header, row.cells)


def _sample(head: bytes, source: Source | None = None) -> str:
    try:
        decoded = decode(head)
        if source and decoded.encoding in PAGES:
            source.page = decoded.encoding
        return decoded.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except EncodingError:
        return head.decode("latin-1")


def _dialect(text: str) -> _Dialect:
    names = text.lstrip("\n ")
    blank = text.count("\n", 0, len(text) - len(names))
    first = names.split("\n", 1)[0]
    escape = "\\" if _BACKSLASHED.search(text) else None
    if named := _SEPARATOR_LINE.fullmatch(first.strip(" ")):
        return _Dialect(named[1], escape, blank + 1)
    counted = ((len(_fields(_cells(first, d))), len(_cells(first, d)), d) for d in _DELIMITERS)
    return _Dialect(max(counted, key=lambda one: one[:2])[2], escape, blank)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _fields(names: list[str]) -> set[str]:
    return {FIELDS[key] for name in names if (key := name_key(name)) in FIELDS}


def _no_header(cells: list[str]) -> str:
    found = ", ".join(repr(cell[:30]) for cell in cells[:6])
    return (
        f"the first row names neither a title nor a body: found {found}; expected the fields' names in it,"
        " as title,body,published"
    )


class _Lines:
    """The lines of a file, a byte a character, so that each row can be decoded by itself; and how many there were.

    After the last one comes a line that a quoted cell which is not closed ends with.
    """

    def __init__(self, source: Source, head: bytes) -> None:
        self._line: Callable[[int], bytes] = source.line
        if narrow(head) != head:
            self._line = io.BytesIO(source.text().lstrip("\ufeff").encode()).readline
        elif b"\r" in head and b"\n" not in head:
            self._line = io.BytesIO(source.whole().replace(b"\r", b"\n")).readline
        self.notes = source.encoding_notes
        self.number = 0
        self._ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._ended:
            raise StopIteration
        data = self._line(MAX_LINE_BYTES)
        self.number += 1
        if not data:
            self._ended = True
            return _END
        if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
            while (rest := self._line(SKIPPED_BYTES)) and not rest.endswith(b"\n"):
                pass
            raise csv.Error(f"the line is longer than {MAX_LINE_BYTES} bytes")
        if self.number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        return data.decode("latin-1").replace(_BETWEEN, " ")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]


def _rows(source: Source, lines: _Lines, dialect: _Dialect) -> Iterator[_Row | Rejected]:
    for _ in range(dialect.header_line):
        next(lines, None)
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    rows = csv.reader(lines, delimiter=dialect.delimiter, escapechar=dialect.escape)
    while True:
        line = lines.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            yield source.reject(line, f"not CSV: {exc}; read on from line {lines.number + 1}")
            rows = csv.reader(lines, delimiter=dialect.delimiter, escapechar=dialect.escape)
            continue
        if cells == [_END.strip()]:
            return
        if cells and cells[-1].endswith(_END):
            yield source.reject(line, "a quotation mark in this row is not closed before the end of the file")
        elif cells:
            yield _decoded(source, _Row(line, cells), lines.notes)


def _decoded(source: Source, row: _Row, notes: tuple[str, ...]) -> _Row | Rejected:
    """Return a row, whose characters are bytes, as text; ``notes`` are those of a file that was decoded as a whole."""
    try:
        text = source.piece(_BETWEEN.join(row.cells).encode("latin-1"))
    except EncodingError as exc:
        return source.reject(row.line, str(exc))
    source.encoding_notes = notes or source.encoding_notes
    return _Row(row.line, text.split(_BETWEEN))


def _record(source: Source, line: int, header: list[str], cells: list[str]) -> Found | Rejected:
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if len(cells) > len(header):
        return source.reject(
            line, f"{len(cells)} cells under {len(header)} names; is a cell with the separator in it not quoted?"
        )
    record: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        if name and not record.get(name):
            record[name] = "" if cell.strip().lower() in _MISSING else cell
    try:
        mapped = to_article(record)
    except RecordError as exc:
        return source.reject(line, str(exc))
    notes = [*mapped.notes]
    if len(cells) < len(header):
        notes.append(f"{len(cells)} cells under {len(header)} names; the last ones are missing")
    if mapped.article.published is None and _has_empty_date(record):
        notes.append("published: empty")
    return source.found(line, mapped.article, "csv", tuple(notes), mapped.unknown_keys)


def _has_empty_date(record: dict[str, object]) -> bool:
    dates = [value for name, value in record.items() if FIELDS.get(name_key(name)) == "published"]
    return bool(dates) and not any(str(value).strip() for value in dates)
