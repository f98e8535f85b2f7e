"""How much may come out of a container? So much that a bomb ends early, and an archive does not."""

from __future__ import annotations

import io
import lzma
import struct
import sys
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

FREE_BYTES = 64 * 2**20
"""So much may come out of any container, whatever its size."""

MAX_RATIO = 200
"""Beyond that, one byte of the file may become so many: news text becomes 3 to 6, pages of one site up to 60;
a bomb becomes 1,000 and more."""

PIECE_BYTES = 2**16
"""So much is unpacked between two looks at the bounds."""

MAX_MEMBERS = 1_000_000
"""Members that are read from one file on the disk, whichever of its archives they are in."""

MAX_BOMBS = 5
"""So many members that are bombs are passed over before the whole file is given up."""

FAULTS = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    tarfile.TarError,
    zipfile.BadZipFile,
)
"""What the libraries raise for containers that are damaged, or that they do not unpack."""


class BombError(OSError):
    """More comes out than a container that is no bomb has."""


class Packed(Protocol):
    """A decompressor's file."""

    def read1(self, size: int, /) -> bytes:
        """Return some bytes, at most ``size``; empty at the end."""
        ...


@dataclass(slots=True)
class Bounds:
    """What came out of one file on the disk so far; ``position`` tells how much of it has been consumed."""

    position: Callable[[], int]
    unpacked_bytes: int = 0
    members: int = 0
    bombs: int = 0

    def take_member(self) -> None:
        """Count one member more.

        Raises:
            OSError: there are too many, or too much came out before.
        """
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise OSError(f"more than {MAX_MEMBERS} members; the rest is not read")
        self.unpack(0)

    def unpack(self, size: int) -> None:
        """Count bytes that came out.

        Raises:
            BombError: they are too many for what the file has.
        """
        self.unpacked_bytes += size
        if self.unpacked_bytes > FREE_BYTES + MAX_RATIO * self.position():
            raise BombError(
                f"unpacked, it has more than {MAX_RATIO} times of its bytes, as a bomb has;"
                " unpack it yourself if it is none"
            )

    def give_back(self, size: int) -> None:
        """Take out of the count what a bomb had, which is read no further: the next member is none for that."""
        self.bombs += 1
        if self.bombs <= MAX_BOMBS:
            self.unpacked_bytes -= size


class Unpacking(io.RawIOBase):
    """What comes out of a decompressor: bounded, in full reads, and its faults are `OSError`.

    What came out before a fault is given first.
    """

    def __init__(self, packed: Packed, bounds: Bounds) -> None:
        self._packed = packed
        self._bounds = bounds
        self._fault: Exception | None = None
        self._count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as it goes."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and (data := self._some(len(view) - filled)):
            view[filled : filled + len(data)] = data
            filled += len(data)
        if self._fault and not filled:
            raise OSError(str(self._fault) or type(self._fault).__name__) from self._fault
        return filled

    def _some(self, size: int) -> bytes:
        if self._fault:
            return b""
        try:
            data = self._packed.read1(min(size, PIECE_BYTES))
            self._count += len(data)
            self._bounds.unpack(len(data))
        except FAULTS as exc:
            self._fault = exc
            if isinstance(exc, BombError):
                self._bounds.give_back(self._count)
            return b""
        return data
