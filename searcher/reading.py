"""How are files read, one after the other, or many small ones at once in several processes?

The order is the same: what other processes have read is handed out when the files before it have been.
"""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents.reader import read_file
from index.errors import IndexUnwritableError
from index.processes import end_pool, start_pool
from searcher.journal import UNREAD, Reached, State, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from documents.formats.record import Found, Rejected
    from documents.walk import InputFile
    from searcher.journal import Journal

    Records = list[Found | Rejected]

SMALL_SUFFIXES = frozenset(".html .htm .xml .rss .atom .txt .text .json".split())
SMALL_BYTES = 2**20
"""Files that another process reads have these endings, and at most this size: such are held whole as they are read
anyway, and what is in them is sent at once. Others are read record by record in this process."""

CHUNK_FILES = 16
"""Files that a process reads at a time: some tenths of a second for saved pages."""

CHUNKS_AHEAD = 2
"""Chunks that are read ahead for each process, so that none waits."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are read and added.

    ``format_name`` is as for `read_file`. What the ``journal`` says is committed already is passed over, and it is told
    how far the run has come. The boilerplate of sources is left out of bodies, unless ``keep_lines`` wants them whole.
    ``workers`` processes read.
    """

    format_name: str | None = None
    journal: Journal | None = None
    keep_lines: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, its state before it was read, how far it had been read before, and its records, all of them or none."""

    file: InputFile
    state: State | None
    known: Reached
    records: Iterable[Found | Rejected]

    @property
    def is_small(self) -> bool:
        """Tell whether another process may read it."""
        path, state = self.file.path, self.state or state_of(self.file.path)
        is_fit = path.suffix.lower() in SMALL_SUFFIXES and state is not None and state.size_bytes <= SMALL_BYTES
        return is_fit and not self.known.is_finished


def read_files(files: Iterable[InputFile], manner: Manner) -> Iterator[Reading]:
    """Yield the readings of files, in their order; those that the journal knows whole have no records.

    Raises:
        IndexUnwritableError: a process that reads was killed.
    """
    readings = (_reading(file, manner) for file in files)
    return readings if manner.workers == 1 else _read_ahead(readings, manner)


def _reading(file: InputFile, manner: Manner) -> Reading:
    state = state_of(file.path) if manner.journal else None
    known = manner.journal.reached(file.path, state) if manner.journal and state else UNREAD
    return Reading(file, state, known, () if known.is_finished else read_file(file, manner.format_name))


def _read_ahead(readings: Iterable[Reading], manner: Manner) -> Iterator[Reading]:
    ahead: deque[tuple[list[Reading], Future[list[Records]] | None]] = deque()
    pool = start_pool(manner.workers)
    try:
        for chunk in _chunks(readings):
            files = [reading.file for reading in chunk]
            ahead.append((chunk, pool.submit(_read_whole, files, manner.format_name) if chunk[0].is_small else None))
            if len(ahead) > CHUNKS_AHEAD * manner.workers:
                yield from _received(*ahead.popleft())
        while ahead:
            yield from _received(*ahead.popleft())
    except BrokenExecutor as exc:
        raise IndexUnwritableError(
            "a process that reads was killed, perhaps for want of memory. What was committed before is safe; add the"
            " same files again, with fewer --workers"
        ) from exc
    finally:
        end_pool(pool)


def _chunks(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield small files that follow each other together, and others alone."""
    chunk: list[Reading] = []
    for reading in readings:
        if not reading.is_small:
            yield from filter(None, (chunk, [reading]))
            chunk = []
            continue
        chunk.append(reading)
        if len(chunk) == CHUNK_FILES:
            yield chunk
            chunk = []
    yield from filter(None, (chunk,))


def _received(chunk: list[Reading], read: Future[list[Records]] | None) -> Iterator[Reading]:
    if read is None:
        yield from chunk
    else:
        for reading, records in zip(chunk, read.result(), strict=True):
            yield replace(reading, records=records)


def _read_whole(files: list[InputFile], format_name: str | None) -> list[Records]:
    """Read files in another process, where libraries keep silent: our rejections say better what is wrong."""
    logging.disable()
    return [list(read_file(file, format_name)) for file in files]
