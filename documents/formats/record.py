"""What does reading a file give? Records found, records rejected, and where each one stood."""

from __future__ import annotations

import gzip
import io
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from documents.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.article import Article
    from documents.boilerplate import Recurring
    from documents.detect import Detected

MAX_FILE_BYTES = 512 * 2**20
"""A file that must be held whole (text, JSON, HTML, feeds) is refused beyond 512 MB; JSON Lines are read a line
at a time and have no such limit."""

GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and how it was read.

    ``line`` counts from 1; ``offset_bytes`` is how much of the file (as it lies on the disk) was consumed.
    ``notes`` are remarks for ``bahith inspect``; ``unknown_keys`` names what the record had and Bahith does not keep;
    ``why`` is what the format was told by; ``left_out`` are the lines that `documents.cleaning` took out of the body.
    """

    path: Path
    line: int
    article: Article
    format: str
    offset_bytes: int = 0
    notes: tuple[str, ...] = ()
    unknown_keys: tuple[str, ...] = ()
    why: str = ""
    left_out: tuple[Recurring, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record, or a whole file (line 0), that could not be read, and why."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        """Return ``path:line: reason``, without the line for a whole file."""
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


class Source:
    """An open file: its bytes, unpacked if they were gzipped, and how far it has been read.

    ``folders`` are as in `documents.walk.InputFile`; ``detected`` is set before a format reads it; ``encoding_notes``
    say how the bytes became text, and come after the other notes of everything that is found here.
    """

    def __init__(self, path: Path, raw: IO[bytes], stream: io.BufferedReader, folders: tuple[str, ...] = ()) -> None:
        self.path = path
        self.folders = folders
        self.detected: Detected | None = None
        self.encoding_notes: tuple[str, ...] = ()
        self._raw = raw
        self._stream = stream

    def peek(self, size: int) -> bytes:
        """Return up to ``size`` bytes from the start without consuming them."""
        return self._stream.peek(size)[:size]

    def position(self) -> int:
        """Return how many bytes of the file on the disk have been consumed."""
        return self._raw.tell()

    def whole(self) -> bytes:
        """Return everything.

        Raises:
            OSError: the content is larger than `MAX_FILE_BYTES`.
        """
        data = self._stream.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise OSError(f"more than {MAX_FILE_BYTES} bytes in one file; split it, or write it as JSON Lines")
        return data

    def text(self, declared: str | None = None) -> str:
        """Return everything as text; ``declared`` is as in `documents.encoding.decode`.

        Raises:
            OSError: the content is larger than `MAX_FILE_BYTES`.
            EncodingError: it is no text.
        """
        decoded = decode(self.whole(), declared)
        self.encoding_notes = decoded.notes()
        return decoded.text

    def line(self, limit: int) -> bytes:
        """Return the next line, or its first ``limit`` bytes; empty at the end."""
        return self._stream.readline(limit)

    def found(
        self,
        line: int,
        article: Article,
        format_name: str,
        notes: tuple[str, ...] = (),
        unknown_keys: tuple[str, ...] = (),
    ) -> Found:
        """Return an article read from here."""
        why = self.detected.why if self.detected else ""
        return Found(
            self.path, line, article, format_name, self.position(), notes + self.encoding_notes, unknown_keys, why
        )

    def reject(self, line: int, reason: str) -> Rejected:
        """Return a record of this file that could not be read."""
        return Rejected(self.path, line, reason)


def source_of(data: bytes, name: str) -> Source:
    """Return bytes that came without a file, as a request's do, under a name for messages."""
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data))
    return Source(Path(name), stream, stream)


@contextmanager
def open_source(path: Path, folders: tuple[str, ...] = ()) -> Iterator[Source]:
    """Open a file, gzipped or not (told by its first two bytes, not by its name).

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as raw:
        packed = raw.peek(2)[:2] == GZIP_MAGIC
        stream: io.BufferedReader = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw
        yield Source(path, raw, stream, folders)
