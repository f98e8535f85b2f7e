"""What is in this container? A source for each member, however containers stand in each other.

Packed files (gzip, bzip2, xz, Zstandard) and archives (zip, tar) are told by their first bytes. Members are read as
streams, one after the other; none is ever written under its name. What comes out is
bounded (`documents.containers.bounds`).
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import stat
import sys
import tarfile
import tempfile
import zipfile
from typing import IO, TYPE_CHECKING, cast

from documents.containers.bounds import FAULTS, Bounds, Unpacking
from documents.containers.gzip_members import GzipMembers, holds_warc
from documents.containers.member_names import inside
from documents.containers.opened import BUFFER_BYTES
from documents.formats.record import Rejected, Source
from documents.walk import is_read

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.containers.bounds import Packed

MAX_DEPTH = 8
"""Containers in each other: a .jsonl.gz in a .zip in a .tar.gz is four deep."""

MAX_HEADER_BYTES = 2**20
"""The long name of a tar's member; without a bound it could be a gigabyte that `tarfile` holds."""

MAX_DIRECTORY_BYTES = 32 * 2**20
"""A zip's table of contents, which `zipfile` holds, at some ten times of its size; 300,000 members and more fit in."""

MAX_SPOOLED_BYTES = 2 * 2**30
"""A zip that cannot be read backwards (from standard input, or in another container) is kept in a nameless file."""

SPOOL_IN_MEMORY_BYTES = 16 * 2**20

_ZIP_END_BYTES = 22 + 2**16
"""A zip's last record has 22 bytes and a comment of at most 64 KB."""

_PACKED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"))
_ZIP = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")


def contents(source: Source) -> Iterator[Source | Rejected]:
    """Yield the source itself if it is no container, and else a source for each of the members that are to be read.

    Each is to be read before the next one is asked for.
    """
    yield from _opened(source, Bounds(source.position), 0)


def _opened(source: Source, bounds: Bounds, depth: int) -> Iterator[Source | Rejected]:
    try:
        kind = _kind(source.peek(tarfile.BLOCKSIZE))
        if kind is None:
            yield source
        elif depth == MAX_DEPTH:
            yield source.reject(0, f"more than {MAX_DEPTH} containers in each other")
        else:
            yield from _members(source, kind, bounds, depth)
    except FAULTS as exc:
        yield source.reject(0, f"cannot be read to its end: {exc}")


def _kind(head: bytes) -> str | None:
    for magic, name in _PACKED:
        if head.startswith(magic):
            return name
    if _ZIP.match(head):
        return "zip"
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return None
    return "tar"


def _members(source: Source, kind: str, bounds: Bounds, depth: int) -> Iterator[Source | Rejected]:
    if kind not in ("zip", "tar"):
        yield from _opened(_member(source, _unpacker(source, kind), bounds), bounds, depth + 1)
        return
    count = 0
    for member in (_zip if kind == "zip" else _tar)(source, bounds):
        count += 1
        if isinstance(member, Rejected):
            yield member
        else:
            yield from _opened(member, bounds, depth + 1)
    if not count:
        yield source.reject(0, f"no file to read in this {kind} archive; those are read that would be in a folder")


def _unpacker(source: Source, kind: str) -> Packed:
    stream = source.stream
    if kind == "gzip" and holds_warc(source.peek(BUFFER_BYTES)):
        return GzipMembers(stream, source.faults.append)
    if kind == "gzip":
        return gzip.GzipFile(fileobj=stream)
    if kind == "bzip2":
        return bz2.BZ2File(stream)
    if kind == "xz":
        return lzma.LZMAFile(stream)
    return zstd.ZstdFile(stream)


def _member(source: Source, packed: Packed, bounds: Bounds, parts: tuple[str, ...] = ()) -> Source:
    """Return what comes out of a container; ``parts`` are the folders and the name of an archive's member."""
    stream: io.BufferedReader = io.BufferedReader(Unpacking(packed, bounds), BUFFER_BYTES)
    member = Source(source.path.joinpath(*parts), stream, source.position, parts[:-1] or source.folders)
    member.faults = member.faults if parts else source.faults
    return member


def _tar(source: Source, bounds: Bounds) -> Iterator[Source | Rejected]:
    blocks = cast("IO[bytes]", _Blocks(source.stream))
    with tarfile.open(fileobj=blocks, mode="r|", tarinfo=_Header, errors="surrogateescape") as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # it would keep all of them
            parts = inside(info.name.encode("utf-8", "surrogateescape"))
            if info.isdir() or not is_read(parts):
                continue
            bounds.take_member()
            if fault := _tar_fault(info):
                yield Rejected(source.path.joinpath(*parts), 0, fault)
            elif packed := archive.extractfile(info):
                yield _member(source, cast("Packed", packed), bounds, parts)


def _tar_fault(info: tarfile.TarInfo) -> str | None:
    if info.issym() or info.islnk():
        return f"a link to {info.linkname!r}, which is not followed"
    if info.issparse():
        return "a sparse file, which can pretend to any size"
    return None if info.isreg() else "not a regular file"


class _Blocks:
    """A stream that gives what there is before a fault, and not only whole blocks."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.read = stream.read1


class _Header(tarfile.TarInfo):
    """A member's header, whose name is bounded."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        header = super().frombuf(buf, encoding, errors)
        if header.type not in tarfile.SUPPORTED_TYPES or header.type in tarfile.REGULAR_TYPES:
            return header
        if header.size > MAX_HEADER_BYTES and not (header.islnk() or header.issym() or header.isdir()):
            raise tarfile.ReadError(f"a header of {header.size} bytes; at most {MAX_HEADER_BYTES} are read")
        return header


def _zip(source: Source, bounds: Bounds) -> Iterator[Source | Rejected]:
    if source.stream.seekable():
        yield from _zipped(source, source.stream, bounds)
        return
    with tempfile.SpooledTemporaryFile(SPOOL_IN_MEMORY_BYTES) as spool:
        while data := source.stream.read1():
            spool.write(data)
            if spool.tell() > MAX_SPOOLED_BYTES:
                raise OSError(f"a zip of more than {MAX_SPOOLED_BYTES} bytes, which only a file on the disk may have")
        yield from _zipped(source, spool, bounds)


def _zipped(source: Source, stream: IO[bytes], bounds: Bounds) -> Iterator[Source | Rejected]:
    _check_directory(stream)
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            is_utf_8 = info.flag_bits & 0x800
            parts = inside(info.filename.encode("utf-8" if is_utf_8 else "cp437", "surrogateescape"))
            if info.is_dir() or not is_read(parts):
                continue
            bounds.take_member()
            path = source.path.joinpath(*parts)
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Rejected(path, 0, "a link, which is not followed")
            elif info.flag_bits & 0x1:
                yield Rejected(path, 0, "encrypted; unpack it with its password")
            else:
                yield from _zip_member(source, archive, info, bounds, parts)


def _zip_member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: Bounds, parts: tuple[str, ...]
) -> Iterator[Source | Rejected]:
    try:
        packed = archive.open(info)
    except FAULTS as exc:
        yield Rejected(source.path.joinpath(*parts), 0, f"cannot be unpacked: {exc}")
        return
    with packed:
        yield _member(source, cast("Packed", packed), bounds, parts)


def _check_directory(stream: IO[bytes]) -> None:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _ZIP_END_BYTES))
    end = stream.read()
    at = end.rfind(b"PK\x05\x06")
    directory = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    at = end.rfind(b"PK\x06\x06")  # zip64, where the table has more than 4 GB or the archive 65,535 members
    wide = int.from_bytes(end[at + 40 : at + 48], "little") if at >= 0 else 0
    if max(wide, directory if directory < 2**32 - 1 else 0) > MAX_DIRECTORY_BYTES:
        raise OSError(f"a table of contents of more than {MAX_DIRECTORY_BYTES} bytes; split the archive")
    stream.seek(0)
