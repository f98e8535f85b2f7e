"""How does Whoosh read and write the folder of an index, safely?

What it writes is on the disk before it is named in a table of contents. A table of contents ends with a checksum, and
is read without running what stands in it: only the segments of our codec are loaded. FORMAT.md has the bytes.
"""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex

from index.codec.arrayfile import MAGIC
from index.codec.segment import ArraySegment
from index.errors import IndexDamagedError, IndexTooNewError, IndexTooOldError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INDEX_NAME = "MAIN"
"""Whoosh's name for the one index of a folder; all its files begin with it."""

ALLOWED = {("index.codec.segment", "ArraySegment"): ArraySegment}
"""The only things by name that a table of contents may bring to life."""

TABLE_VERSION = 111
"""Whoosh writes the version of its table of contents as a negative number, the newer the smaller."""

OPENING_TRIES = 5
"""A commit between looking for the newest table and opening it takes it away; then we look again."""

_TABLE_HEADER = struct.Struct(">3sii")
_TABLE_MAGIC = b"\x04\x08\x04", -12345
"""What Whoosh begins a table of contents with: the sizes of its numbers, and one to tell the order of bytes."""

_TABLE_TRAILER = struct.Struct("<I8s")


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class that a table of contents may name.

        Raises:
            IndexDamagedError: any other.
        """
        try:
            return ALLOWED[module, name]
        except KeyError:
            raise IndexDamagedError(
                f"the index's table of contents names {module}.{name}, which no table of ours has: it was not written"
                " by this program, or was changed. Restore the index from a copy, or add the articles to a new folder"
            ) from None


class _TableFile(StructFile):  # type: ignore[misc]
    """A table of contents that is read."""

    def read_pickle(self) -> Any:
        return _Unpickler(self.file).load()

    def read_string(self) -> bytes:
        """Refuse: the one string of a table is a pickled schema.

        Raises:
            TypeError: always.
        """
        raise TypeError("a table of contents is read with a schema that has fields; its own is never loaded")


class Folder(FileStorage):  # type: ignore[misc]
    """The files of an index in a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file for reading.

        Raises:
            IndexDamagedError: it is a table of contents that was changed, cut short, or written by another program.
            IndexTooOldError, IndexTooNewError: it is a table of contents of another version.
        """
        if not name.endswith(".toc"):
            return super().open_file(name, **options)
        path = self.path / name
        return _TableFile(BytesIO(_checked(path, path.read_bytes())), name=name, **options)

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        """Create a file that is on the disk once it has been closed; a table of contents then has its checksum too."""
        table = ".toc." in name
        file = super().create_file(name, excl=excl, mode="w+b" if table else mode, **options)
        close = file.close

        def close_durably() -> None:
            if table:
                file.file.write(_trailer(file.file))
            file.file.flush()
            os.fsync(file.file.fileno())
            close()

        file.close = close_durably
        return file

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        """Give a file its name, in one step and lastingly.

        Raises:
            FileExistsError: ``safe``, and there is a file of that name.
        """
        if safe and (self.path / new).exists():
            raise FileExistsError(new)
        (self.path / old).replace(self.path / new)
        self.settle()

    def settle(self) -> None:
        """Have the names of all files on the disk."""
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def remove_unfinished(self) -> None:
        """Remove tables of contents that a killed writer never gave their names; only for who holds the lock."""
        for path in self.path.glob(f"_{INDEX_NAME}_*.toc.*"):
            path.unlink(missing_ok=True)


def _trailer(file: Any) -> bytes:
    file.seek(0)
    return _TABLE_TRAILER.pack(zlib.crc32(file.read()), MAGIC)


def _checked(path: Path, data: bytes) -> bytes:
    """Return a table of contents without its trailer, when it is sound and of this version."""
    if len(data) < _TABLE_HEADER.size + _TABLE_TRAILER.size:
        raise _damage(path, f"it has {len(data)} bytes, fewer than its header and trailer need")
    *magic, version = _TABLE_HEADER.unpack_from(data)
    checksum, end = _TABLE_TRAILER.unpack_from(data, len(data) - _TABLE_TRAILER.size)
    if tuple(magic) != _TABLE_MAGIC or end != MAGIC:
        raise _damage(path, "it was cut short, or is not of this program")
    if checksum != zlib.crc32(data[: -_TABLE_TRAILER.size]):
        raise _damage(path, "its checksum is wrong")
    if -version < TABLE_VERSION:
        raise IndexTooOldError(f"{path}: its version is {-version}, and this program reads {TABLE_VERSION}; {_OLD}")
    if -version > TABLE_VERSION:
        raise IndexTooNewError(f"{path}: its version is {-version}, and this program reads {TABLE_VERSION}; {_NEW}")
    return data[: -_TABLE_TRAILER.size]


_OLD = "add the articles to a new index, or use the program that wrote it"
_NEW = "use a newer program"


def _damage(path: Path, fault: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"the table of contents {path} is damaged: {fault}; restore the index from a copy, or add the articles to a"
        " new folder"
    )


def read_contents(folder: Folder, schema: Any) -> TOC:
    """Return the newest table of contents.

    Raises:
        IndexDamagedError: it was changed, or names what no table of ours has.
        IndexTooOldError, IndexTooNewError: it is of another version.
    """
    return TOC.read(folder, INDEX_NAME, schema=schema)


def write_contents(folder: Folder, schema: Any, segments: Sequence[ArraySegment], generation: int) -> None:
    """Make a generation of the index lasting and visible; its segments' files are on the disk already."""
    folder.settle()
    TOC(schema, list(segments), generation).write(folder, INDEX_NAME)


def create_index(path: Path, schema: Any) -> FileIndex:
    """Make an index without documents in a folder, in place of any that is there; return Whoosh's object for it."""
    return FileIndex.create(Folder(path), schema, INDEX_NAME)


def open_index(path: Path, schema: Any) -> FileIndex:
    """Return Whoosh's index object for a folder, which reads its table of contents safely."""
    for _ in range(OPENING_TRIES - 1):
        with suppress(FileNotFoundError):
            return FileIndex(Folder(path), schema=schema, indexname=INDEX_NAME)
    return FileIndex(Folder(path), schema=schema, indexname=INDEX_NAME)
