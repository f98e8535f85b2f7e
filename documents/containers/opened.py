"""How is a file, or standard input, opened so that a hostile one can do no harm?

A file is read as long as it was when it was opened, however it grows; a pipe or a device is never waited for.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from documents.formats.record import Source
from documents.walk import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

BUFFER_BYTES = 64 * 2**10
"""So much of a file's beginning can be looked at before it is read."""


@contextmanager
def open_source(path: Path, folders: tuple[str, ...] = ()) -> Iterator[Source]:
    """Open a file as it lies on the disk, or standard input.

    Raises:
        OSError: the file cannot be opened, or is a folder, a pipe or a device.
    """
    if path == STANDARD_INPUT:
        piped = _Piped(sys.stdin.buffer)
        stream: io.BufferedReader = io.BufferedReader(piped, BUFFER_BYTES)
        yield Source(path, stream, piped.position, folders)
        return
    stream = io.BufferedReader(_AsOpened(path), BUFFER_BYTES)
    with stream:
        yield Source(path, stream, stream.tell, folders)


class _AsOpened(io.FileIO):
    """A regular file, no longer than it was at first."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, opener=_open)
        status = os.fstat(self.fileno())
        if not stat.S_ISREG(status.st_mode):
            self.close()
            raise OSError("not a regular file")
        self._size = status.st_size

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        left = max(0, self._size - self.tell())
        return super().readinto(memoryview(buffer).cast("B")[:left])

    def readall(self) -> bytes:
        return self.read(max(0, self._size - self.tell()))


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)  # a pipe put in the place of a file would keep us waiting


class _Piped(io.RawIOBase):
    """Standard input: its reads are full ones, so that the beginning of what is in it can be looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._count = 0

    def readable(self) -> bool:
        return True

    def position(self) -> int:
        """Return how many bytes have been taken."""
        return self._count

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._count += len(data)
        return len(data)
