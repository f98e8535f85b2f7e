"""How is a WARC unpacked whose gzip is damaged? Each record is a member of its own, so the others are whole."""

from __future__ import annotations

import zlib
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"\x1f\x8b\x08"

_WITH_GZIP_HEADER = zlib.MAX_WBITS | 16
_CHUNK_BYTES = 2**14
_KEPT_BYTES = 2**20
"""Of a member so much is kept, to find the next one in it if it turns out to be damaged."""

MAX_DAMAGED = 1000
"""So many damaged members are passed over before the file is given up."""


def holds_warc(head: bytes) -> bool:
    """Tell a gzipped WARC by the file's beginning."""
    try:
        return zlib.decompressobj(_WITH_GZIP_HEADER).decompress(head, 8).startswith(b"WARC/")
    except zlib.error:
        return False


class GzipMembers:
    """Gzip, member by member; a damaged one gives what comes out before the damage, and is told to ``report``."""

    def __init__(self, stream: IO[bytes], report: Callable[[str], None]) -> None:
        self._stream = stream
        self._report = report
        self._damaged = 0
        self._ahead = b""  # bytes of the file that are not unpacked yet
        self._member = b""  # bytes of the present member that are
        self._decoder = zlib.decompressobj(_WITH_GZIP_HEADER)

    def read1(self, size: int, /) -> bytes:
        """Return some bytes, at most ``size``; empty at the end."""
        while True:
            if self._decoder.eof:
                self._begin(self._decoder.unused_data.lstrip(b"\0"))
            packed = self._decoder.unconsumed_tail or self._next()
            if not packed:
                if self._member:
                    self._report("the gzip ends in the middle of a member")
                    self._begin(b"")
                return b""
            try:
                data = self._decoder.decompress(packed, size)
            except zlib.error as exc:
                self._recover(str(exc))
                continue
            if data:
                return data

    def _next(self) -> bytes:
        packed = self._ahead or self._stream.read(_CHUNK_BYTES)
        self._ahead = b""
        self._member = (self._member + packed)[-_KEPT_BYTES:]
        return packed

    def _begin(self, ahead: bytes) -> None:
        self._ahead, self._member = ahead, b""
        self._decoder = zlib.decompressobj(_WITH_GZIP_HEADER)

    def _recover(self, fault: str) -> None:
        """Go on at the next place where a member may begin."""
        self._damaged += 1
        if self._damaged > MAX_DAMAGED:
            raise OSError(f"more than {MAX_DAMAGED} damaged gzip members; the rest is not read")
        rest = self._member[1:]
        while (at := rest.find(MAGIC)) < 0 and (more := self._stream.read(_CHUNK_BYTES)):
            rest = rest[-len(MAGIC) :] + more
        self._report(f"a damaged gzip member was passed over: {fault}")
        self._begin(rest[at:] if at >= 0 else b"")
