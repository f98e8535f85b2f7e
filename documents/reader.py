"""Here is a file: which articles are in it?

Every record comes out as `Found` or as `Rejected`; nothing is dropped in silence, and a bad record or file never
stops the good ones.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from documents.containers.opened import open_source
from documents.formats.record import Found, Rejected
from documents.walk import STANDARD_INPUT, InputFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from documents.formats.record import Source

_READERS = {
    "text": "text.read",
    "scraped": "text.scraped",
    "titled": "text.titled",
    "json": "json_document.read_document",
    "jsonl": "json_records.read_lines",
    "csv": "table.read",
    "trec": "tagged.read",
    "xml": "xml_records.read",
    "feed": "feed.read",
    "html": "html.read",
    "sitemap": "sitemap.read",
    "warc": "warc.read",
}
"""Format → module of `documents.formats` and its function; loaded when a file has that format, so that commands which
read nothing start at once."""

FORMATS = tuple(_READERS)


def read_file(file: InputFile | Path, format_name: str | None = None) -> Iterator[Found | Rejected]:
    """Yield what is in one file, in the file's order.

    ``format_name`` is one of `FORMATS`; ``None`` lets the content decide.
    """
    from documents.containers.boxes import contents  # what archives need is loaded when there is something to read

    file = InputFile.of(file)
    path = file.path
    fault = file.fault or _fault(path)
    if fault:
        yield Rejected(path, 0, fault)
        return
    try:
        with open_source(path, file.folders) as opened:
            for content in contents(opened):
                if isinstance(content, Rejected):
                    yield content
                else:
                    yield from _read(content, format_name)
    except OSError as exc:
        yield Rejected(path, 0, f"cannot be read to its end: {exc}")


def _fault(path: Path) -> str:
    if path == STANDARD_INPUT or path.is_file() or not path.exists():
        return ""
    return "the folder cannot be opened" if path.is_dir() else "not a regular file"


def _reader(format_name: str) -> Callable[[Source], Iterator[Found | Rejected]]:
    module, _, function = _READERS[format_name].partition(".")
    reader: Callable[[Source], Iterator[Found | Rejected]] = getattr(
        import_module(f"documents.formats.{module}"), function
    )
    return reader


def _read(source: Source, format_name: str | None) -> Iterator[Found | Rejected]:
    from documents.detect import SNIFF_BYTES, Detected, detect
    from documents.encodings.encoding import EncodingError

    try:
        head = source.peek(SNIFF_BYTES)
        if not head.strip(b" \t\r\n\xef\xbb\xbf"):
            yield source.reject(0, "the file is empty")
            return
        source.detected = Detected(format_name, "as asked for") if format_name else detect(source.path, head)
        yield from _reader(source.detected.format)(source)
    except EncodingError as exc:
        yield source.reject(0, str(exc))
    except OSError as exc:
        yield source.reject(0, f"cannot be read to its end: {exc}")
    yield from (source.reject(0, fault) for fault in source.faults)
