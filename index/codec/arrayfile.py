"""How do named arrays stand in a file, and how is damage noticed?

A file is a header, arrays one behind the other, the checksums of its blocks, a directory and a trailer; FORMAT.md has
the bytes. It is written once, from front to back, and never changed. It is read through a memory map: nothing is
copied, and each block of 64 KiB is checked when something in it is first read.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import numpy as np

from index.errors import IndexDamagedError, IndexTooNewError, IndexTooOldError

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

MAGIC = b"bahith\r\n"
"""CR LF: a transfer that takes the file for text spoils the magic first."""

FORMAT_VERSION = 2

BLOCK_BYTES = 1 << 14
"""What one checksum covers: checking it takes 10 µs, and a query reads some hundred new ones."""

ALIGNMENT = 64
"""Each array begins at a multiple of it, a processor's cache line."""

_HEADER = struct.Struct("<8s8sIII4x")
_OWN_CRC = 24  # bytes of the header before its checksum
_TRAILER = struct.Struct("<QQII8s")

_AGAIN = "restore the index from a copy, or remove its folder and add the articles again"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an array stands: its NumPy type (``<u4``), its first byte, and how many items it has."""

    dtype: np.dtype[Any]
    offset: int
    count: int


class ArrayFileWriter:
    """Writes one file. ``kind`` is up to 8 ASCII letters that say what the file holds.

    As a context manager it completes the file, unless there was an error; then what was written is no such file.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        self._position = 0
        self._checksums: list[int] = []
        self._running = 0
        self._entries: dict[str, Entry] = {}
        self._put(_header(kind, FORMAT_VERSION, named(Path(file.name))))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._file.close()

    def write(self, name: str, array: NDArray[Any]) -> None:
        """Write a whole array of one dimension."""
        self.begin(name, array.dtype)
        self.append(array)

    def begin(self, name: str, dtype: DTypeLike) -> None:
        """Begin an array whose items come by `append`."""
        assert name not in self._entries, name  # noqa: S101
        self._put(b"\0" * (-self._position % ALIGNMENT))
        self._entries[name] = Entry(np.dtype(dtype).newbyteorder("<"), self._position, 0)

    def append(self, part: NDArray[Any]) -> None:
        """Write more items of the array begun last."""
        name, entry = next(reversed(self._entries.items()))
        part = np.ascontiguousarray(part, entry.dtype)
        self._put(part.view(np.uint8).data if part.size else b"")
        self._entries[name] = Entry(entry.dtype, entry.offset, entry.count + part.size)

    def close(self) -> None:
        """Write checksums, directory and trailer, have all of it on the disk, and close the file."""
        self._put(b"\0" * (-self._position % ALIGNMENT))
        if self._position % BLOCK_BYTES:
            self._checksums.append(self._running)
        checksums = np.array(self._checksums, "<u4").tobytes()
        arrays = {name: [one.dtype.str, one.offset, one.count] for name, one in self._entries.items()}
        directory = json.dumps(arrays, ensure_ascii=False, separators=(",", ":")).encode()
        self._file.write(checksums + directory)
        sizes = self._position + len(checksums), len(directory), zlib.crc32(checksums + directory)
        trailer = _TRAILER.pack(*sizes, 0, MAGIC)
        self._file.write(_TRAILER.pack(*sizes, zlib.crc32(trailer), MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        done = 0
        while done < len(data):
            room = BLOCK_BYTES - self._position % BLOCK_BYTES
            part = data[done : done + room]
            self._running = zlib.crc32(part, self._running)
            self._position += len(part)
            done += len(part)
            if self._position % BLOCK_BYTES == 0:
                self._checksums.append(self._running)
                self._running = 0


class ArrayFile:
    """Reads one file. What it returns is read-only, and stays valid when the file is unlinked.

    Raises:
        IndexDamagedError: on opening a file that is cut short or no such file; on reading a block that was changed.
        IndexTooOldError, IndexTooNewError: another version of the format.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._map = _mapped(path)
        self._bytes = memoryview(self._map)
        self._read_header(kind)
        self._read_directory()
        self._arrays = {
            name: np.frombuffer(self._map, entry.dtype, entry.count, entry.offset)
            for name, entry in self._entries.items()
        }

    def __contains__(self, name: str) -> bool:
        """Tell whether there is an array of this name."""
        return name in self._entries

    def names(self) -> tuple[str, ...]:
        """Return the names of all arrays, in the order of the file."""
        return tuple(self._entries)

    @property
    def size_bytes(self) -> int:
        """The size of the file."""
        return len(self._bytes)

    def count(self, name: str) -> int:
        """Return the number of items of an array."""
        return self._entries[name].count

    def dtype(self, name: str) -> np.dtype[Any]:
        """Return the type of an array's items."""
        return self._entries[name].dtype

    def whole(self, name: str) -> NDArray[Any]:
        """Return a whole array."""
        return self.part(name, 0, self._entries[name].count)

    def part(self, name: str, first: int, last: int) -> NDArray[Any]:
        """Return the items from ``first`` up to, but without, ``last``."""
        entry = self._entries[name]
        size = entry.dtype.itemsize
        self._check(entry.offset + first * size, entry.offset + last * size)
        part: NDArray[Any] = self._arrays[name][first:last]
        return part

    def gathered(
        self, name: str, dtype: DTypeLike, firsts: NDArray[np.int64], lasts: NDArray[np.int64]
    ) -> NDArray[Any]:
        """Return several parts of an array behind each other; it is read as items of a type, and counted in these."""
        items = self._arrays[name].view(dtype)
        filled = firsts < lasts  # the others may lie behind the last block
        firsts, lasts = firsts[filled], lasts[filled]
        offset, size = self._entries[name].offset, items.dtype.itemsize
        begin, end = (offset + firsts * size) // BLOCK_BYTES, (offset + lasts * size - 1) // BLOCK_BYTES
        sound = np.frombuffer(self._sound, np.bool_)
        unsure = ~((end - begin < 2) & sound[begin] & sound[end])
        for first, last in zip(begin[unsure].tolist(), end[unsure].tolist(), strict=True):
            self._check(first * BLOCK_BYTES, (last + 1) * BLOCK_BYTES)
        spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
        return np.concatenate([items[:0], *(items[first:last] for first, last in spans)])

    def bytes(self, name: str, first: int, last: int) -> bytes:
        """Return some items of an array of bytes."""
        at = self._entries[name].offset
        self._check(at + first, at + last)
        return bytes(self._bytes[at + first : at + last])

    def checked(self) -> None:
        """Check every block.

        Raises:
            IndexDamagedError: one was changed.
        """
        self._check(0, self._covered)

    def forget(self) -> None:
        """Let go of the memory that the pages read so far take; they are read again when they are needed."""
        if isinstance(self._map, mmap.mmap):
            self._map.madvise(mmap.MADV_DONTNEED)

    def _check(self, first: int, last: int) -> None:
        begin, end = first // BLOCK_BYTES, -(-last // BLOCK_BYTES)
        block = self._sound.find(0, begin, end)
        while block >= 0:
            at = block * BLOCK_BYTES
            found = zlib.crc32(self._bytes[at : min(at + BLOCK_BYTES, self._covered)])
            if found != self._checksums[block]:
                raise self._damage(f"the checksum of block {block} is {found:08x}, not {self._checksums[block]:08x}")
            self._sound[block] = 1
            block = self._sound.find(0, block + 1, end)

    def _read_header(self, kind: str) -> None:
        if len(self._bytes) < _HEADER.size + _TRAILER.size:
            raise self._damage(f"it has {len(self._bytes)} bytes, fewer than its header and trailer need")
        magic, found, version, name, own = _HEADER.unpack_from(self._bytes)
        if magic != MAGIC or found.rstrip(b"\0") != kind.encode("ascii"):
            raise self._damage(f"it begins with {magic + found!r}, not with {MAGIC + kind.encode('ascii')!r}")
        if own != zlib.crc32(self._bytes[:_OWN_CRC]):
            raise self._damage("its header was changed")
        if version < FORMAT_VERSION:
            raise IndexTooOldError(
                f"{self._path}: its format is {version}, and this program reads {FORMAT_VERSION}; add the articles to a"
                " new index, or use the program that wrote it"
            )
        if version > FORMAT_VERSION:
            raise IndexTooNewError(
                f"{self._path}: its format is {version}, and this program reads {FORMAT_VERSION}; use a newer program"
            )
        if name != named(self._path):
            raise self._damage("it was written under another name: it is of another segment")

    def _read_directory(self) -> None:
        at, size, checksum, own, magic = _TRAILER.unpack_from(self._bytes, len(self._bytes) - _TRAILER.size)
        if magic != MAGIC or zlib.crc32(_TRAILER.pack(at, size, checksum, 0, magic)) != own:
            raise self._damage("its trailer is missing: it was cut short")
        if at + size + _TRAILER.size != len(self._bytes):
            raise self._damage(f"it has {len(self._bytes)} bytes, and its trailer says {at + size + _TRAILER.size}")
        self._covered = at - 4 * -(-at // (BLOCK_BYTES + 4))  # a checksum has four bytes, and each block one
        if zlib.crc32(self._bytes[self._covered : at + size]) != checksum:
            raise self._damage("its directory was changed")
        self._checksums = np.frombuffer(self._bytes, "<u4", (at - self._covered) // 4, self._covered).tolist()
        self._sound = bytearray(len(self._checksums))
        arrays = json.loads(bytes(self._bytes[at : at + size]))
        self._entries = {name: Entry(np.dtype(kind), *place) for name, (kind, *place) in arrays.items()}

    def _damage(self, fault: str) -> IndexDamagedError:
        return IndexDamagedError(f"{self._path} is damaged: {fault}; {_AGAIN}")


def named(path: Path) -> int:
    """Return what a file says of its own name: the CRC-32 of it, without its ending."""
    return zlib.crc32(path.stem.encode())


def _header(kind: str, version: int, name: int) -> bytes:
    data = _HEADER.pack(MAGIC, kind.encode("ascii"), version, name, 0)
    return _HEADER.pack(MAGIC, kind.encode("ascii"), version, name, zlib.crc32(data[:_OWN_CRC]))


def _mapped(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        file.seek(0, 2)
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if file.tell() else b""
