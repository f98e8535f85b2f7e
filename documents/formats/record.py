"""What does reading a file give? Records found, records rejected, and where each one stood."""

from __future__ import annotations

import codecs
import io
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article, Repair
    from documents.boilerplate import Recurring
    from documents.detect import Detected
    from documents.encodings.encoding import Decoded

MAX_FILE_BYTES = 512 * 2**20
"""A file that must be held whole (text, JSON, HTML, feeds) is refused beyond 512 MB; JSON Lines are read a line
at a time and have no such limit."""


_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters of a name that would break a line or reorder it."""


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
        path = shown(self.path)
        return f"{path}:{self.line}: {self.reason}" if self.line else f"{path}: {self.reason}"


def shown(path: Path) -> str:
    """Return a path on one line in UTF-8, whatever its name: line ends, controls and bytes of no character escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


class Source:
    """An open file, or one in a container: its bytes, and how far it has been read.

    ``position`` tells how many bytes of the file on the disk have been consumed;
    ``folders`` are as in `documents.walk.InputFile`; ``detected`` is set before a format reads it; ``encoding_notes``
    say how the bytes became text, and come after the other notes of everything that is found here; ``repairs``
    are for the log of each article found here. ``page`` is the code page that a record is probably in if it is not
    UTF-8. ``faults`` are those that unpacking survived.
    """

    def __init__(
        self, path: Path, stream: io.BufferedReader, position: Callable[[], int], folders: tuple[str, ...] = ()
    ) -> None:
        self.path = path
        self.stream = stream
        self.position = position
        self.folders = folders
        self.detected: Detected | None = None
        self.encoding_notes: tuple[str, ...] = ()
        self.repairs: tuple[Repair, ...] = ()
        self.faults: list[str] = []
        self.page: str | None = None

    def peek(self, size: int) -> bytes:
        """Return up to ``size`` bytes from the start without consuming them."""
        return self.stream.peek(size)[:size]

    def whole(self) -> bytes:
        """Return everything.

        Raises:
            OSError: the content is larger than `MAX_FILE_BYTES`.
        """
        data = self.stream.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise OSError(f"more than {MAX_FILE_BYTES} bytes in one file; split it, or write it as JSON Lines")
        return data

    def text(self, declared: str | None = None) -> str:
        """Return everything as text; ``declared`` is as in `documents.encodings.encoding.decode`.

        Raises:
            OSError: the content is larger than `MAX_FILE_BYTES`.
            EncodingError: it is no text.
        """
        return self.decoded(self.whole(), declared)

    def decoded(self, data: bytes, declared: str | None = None) -> str:
        """Return a whole file's bytes as text.

        Raises:
            EncodingError: it is no text.
        """
        from documents.encodings.encoding import (
            decode,  # here and below: what only prints a path does without its tables
        )

        return self._told(decode(data, declared))

    def piece(self, data: bytes) -> str:
        """Return one record of a file, which is read record by record, as text.

        What is not UTF-8 is probably in the code page of the last one that was not.

        Raises:
            EncodingError: it is no text.
        """
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            from documents.encodings.code_pages import PAGES
            from documents.encodings.encoding import decode

            decoded = decode(data, self.page)
            if decoded.encoding == self.page:
                decoded = replace(decoded, evidence="as records before it")
            self.page = decoded.encoding if decoded.encoding in PAGES else self.page
            return self._told(decoded)
        self.encoding_notes, self.repairs = (), ()
        return text

    def _told(self, decoded: Decoded) -> str:
        """Return the text, and take what else is known of it into what is found here."""
        self.encoding_notes, self.repairs = decoded.notes(), decoded.repaired
        return decoded.text

    def line(self, limit: int) -> bytes:
        """Return the next line, or its first ``limit`` bytes; empty at the end."""
        return self.stream.readline(limit)

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
        article = replace(article, repairs=self.repairs + article.repairs) if self.repairs else article
        notes += self.encoding_notes or _losses(article)
        return Found(self.path, line, article, format_name, self.position(), notes, unknown_keys, why)

    def reject(self, line: int, reason: str) -> Rejected:
        """Return a record of this file that could not be read."""
        return Rejected(self.path, line, reason)


def _losses(article: Article) -> tuple[str, ...]:
    """Tell what is lost in an article of whose bytes there is nothing to tell: JSON may write U+FFFD as an escape."""
    if not any("\ufffd" in text or "?" in text for text in (article.title, article.body)):
        return ()
    from documents.encodings.losses import losses

    lost = losses(f"{article.title}\n{article.body}", "utf-8")
    return tuple(f"loss: {replace(damage, first=-1)}" for damage in lost)


def source_of(data: bytes, name: str) -> Source:
    """Return bytes that came without a file, as a request's do, under a name for messages."""
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data))
    return Source(Path(name), stream, stream.tell)
