"""Here is a file: which articles are in it?

Every record comes out as `Found` or as `Rejected`; nothing is dropped in silence, and a bad record or file never
stops the good ones.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from documents.detect import SNIFF_BYTES, Detected, detect
from documents.encoding import EncodingError
from documents.formats import feed, html, json_records, sitemap, tagged, text
from documents.formats.record import Found, Rejected, open_source
from documents.walk import InputFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_READERS = {
    "text": text.read,
    "scraped": text.scraped,
    "titled": text.titled,
    "json": json_records.read_document,
    "jsonl": json_records.read_lines,
    "trec": tagged.read,
    "feed": feed.read,
    "html": html.read,
    "sitemap": sitemap.read,
}

FORMATS = tuple(_READERS)


def read_file(file: InputFile | Path, format_name: str | None = None) -> Iterator[Found | Rejected]:
    """Yield what is in one file, in the file's order.

    ``format_name`` is one of `FORMATS`; ``None`` lets the content decide.
    """
    file = InputFile.of(file)
    path = file.path
    if path.exists() and not path.is_file():
        yield Rejected(path, 0, "the folder cannot be opened" if path.is_dir() else "not a regular file")
        return
    try:
        with open_source(path, file.folders) as source:
            head = source.peek(SNIFF_BYTES)
            if not head.strip(b" \t\r\n\xef\xbb\xbf"):
                yield source.reject(0, "the file is empty")
                return
            source.detected = Detected(format_name, "as asked for") if format_name else detect(path, head)
            yield from _READERS[source.detected.format](source)
    except EncodingError as exc:
        yield Rejected(path, 0, str(exc))
    except (OSError, EOFError, zlib.error) as exc:
        yield Rejected(path, 0, f"cannot be read to its end: {exc}")
