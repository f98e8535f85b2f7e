"""What did a document say? Its stored fields as JSON, in blocks that are compressed with zstd.

Documents stand in blocks in their order. A block is closed by the document that fills it: none is in two blocks.
"""

from __future__ import annotations

import json
from array import array
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # backports.zstd is the standard library's module under its older name
    from backports import zstd

    from index.codec.arrayfile import ArrayFile, ArrayFileWriter
else:
    try:
        from compression import zstd
    except ImportError:
        from backports import zstd

BLOCK_BYTES = 32_000
"""Bytes of text in a block: larger ones are a little smaller on disk, and take longer to read one document from."""

LEVEL = 3
"""Of zstd: level 6 takes three times as long and saves a twentieth."""

MEMORY_BLOCKS = 64
"""Blocks that a reader keeps unpacked, some 3 MB: neighbours are often shown together."""


def encoded(fields: dict[str, Any]) -> bytes:
    """Return a document's stored fields as they stand in a block.

    Raises:
        TypeError: a value is not of JSON: text, number, truth value, None, or a list or dict of these.
    """
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def packed(data: bytes) -> bytes:
    """Return bytes compressed."""
    return zstd.compress(data, LEVEL)


def unpacked(data: bytes) -> bytes:
    """Undo `packed`."""
    return zstd.decompress(data)


class StoreWriter:
    """Writes documents to a file, block by block; until `close`, no other array can be written to it."""

    def __init__(self, writer: ArrayFileWriter) -> None:
        self._writer = writer
        self._open: list[bytes] = []
        self._size = 0
        self._block_ends = array("Q")
        self._blocks = array("I")
        self._ends = array("I")
        writer.begin("stored/blocks", "<u1")

    def add(self, document: bytes) -> None:
        """Add the next document, as `encoded` gives it."""
        self._open.append(document)
        self._size += len(document)
        self._blocks.append(len(self._block_ends))
        self._ends.append(self._size)
        if self._size >= BLOCK_BYTES:
            self._pack()

    def add_store(self, store: Store) -> None:
        """Add all documents of another store, copying its blocks as they are."""
        self._pack()
        blocks, ends = store.places()
        self._blocks.extend((blocks.astype(np.int64) + len(self._block_ends)).tolist())
        self._ends.extend(ends.tolist())
        for block in store.packed():
            self._put(block)

    def close(self) -> None:
        """Write what is left, and where each document stands."""
        self._pack()
        self._writer.write("stored/block_ends", np.array(self._block_ends, "<u8"))
        self._writer.write("stored/block", np.array(self._blocks, "<u4"))
        self._writer.write("stored/end", np.array(self._ends, "<u4"))

    def _pack(self) -> None:
        if self._open:
            self._put(packed(b"".join(self._open)))
            self._open, self._size = [], 0

    def _put(self, block: bytes) -> None:
        self._writer.append(np.frombuffer(block, np.uint8))
        self._block_ends.append(len(block) + (self._block_ends[-1] if self._block_ends else 0))


class Store:
    """The stored fields of a file's documents."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._block = lru_cache(MEMORY_BLOCKS)(self._unpacked)

    def raw(self, document: int) -> bytes:
        """Return a document as `encoded` gave it."""
        first = max(document - 1, 0)
        blocks = self._file.part("stored/block", first, document + 1).tolist()
        ends = self._file.part("stored/end", first, document + 1).tolist()
        begin = ends[0] if len(blocks) == 2 and blocks[0] == blocks[1] else 0
        return self._block(blocks[-1])[begin : ends[-1]]

    def fields(self, document: int) -> dict[str, Any]:
        """Return a document's stored fields."""
        fields: dict[str, Any] = json.loads(self.raw(document).decode("utf-8", "surrogatepass"))
        return fields

    def documents(self, chosen: Iterable[int]) -> Iterator[bytes]:
        """Yield some documents as `encoded` gave them; in ascending order each block is unpacked once."""
        return map(self.raw, chosen)

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the block of each document, and where in it the document ends."""
        return self._file.whole("stored/block"), self._file.whole("stored/end")

    def is_dense(self) -> bool:
        """Tell whether the blocks are filled by half on average, so that copying them as they are is no waste."""
        blocks, ends = self.places()
        sizes = ends[np.flatnonzero(np.diff(blocks, append=-1))]
        return int(sizes.sum(dtype=np.int64)) * 2 >= len(sizes) * BLOCK_BYTES

    def packed(self) -> Iterator[bytes]:
        """Yield all blocks as they stand in the file."""
        for first, last in pairwise([0, *self._file.whole("stored/block_ends").tolist()]):
            yield self._file.bytes("stored/blocks", first, last)

    def _unpacked(self, block: int) -> bytes:
        first = max(block - 1, 0)
        ends = self._file.part("stored/block_ends", first, block + 1).tolist()
        data = self._file.bytes("stored/blocks", ends[0] if block else 0, ends[-1])
        return unpacked(data)
