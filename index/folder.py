"""Is there a sound index in this folder? Makes one, and opens it for searching."""

from __future__ import annotations

import logging
import pickle
import struct
import zlib
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from whoosh import index as whoosh_index

from index.codec.storage import INDEX_NAME, Folder, write_contents
from index.errors import IndexDamagedError, IndexMissingError, IndexUnwritableError
from index.known_stories import keep_stories
from index.manifest import FILE_NAME, FIRST_TABLE, check_manifest, write_manifest
from index.schema import schema
from index.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.lock import WriteLock

_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    AssertionError,
    AttributeError,
    IndexError,
    OverflowError,
    TypeError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    whoosh_index.IndexError,
)
"""What Whoosh raises on a table of contents that is cut short or overwritten: it has no error of its own for that."""

_log = logging.getLogger("bahith")

_OPENING_TRIES = 5
"""A commit between reading the table of contents and opening its files takes them away; then we look again."""


def create_index(folder: Path, lock: WriteLock) -> None:
    """Make an empty index in a folder that has none; leave one that is there alone.

    Raises:
        IndexVersionError, IndexDamagedError, IndexLockedError, IndexUnwritableError: see there.
    """
    try:
        check_manifest(folder)
    except IndexMissingError:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
            try:
                if not (folder / FILE_NAME).exists():  # somebody else may have made it while we waited
                    (folder / FIRST_TABLE).unlink(missing_ok=True)  # of somebody who was killed while making it
                    write_contents(Folder(folder), schema(), [], 0)
                    write_manifest(folder)
            finally:
                lock.release()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Let what the operating system refuses end as one kind of error.

    Raises:
        IndexUnwritableError: rights are missing, the disk is full, and the like.
    """
    try:
        yield
    except RuntimeError as exc:
        from concurrent.futures import BrokenExecutor

        if not isinstance(exc, BrokenExecutor):
            raise
        raise IndexUnwritableError(
            f"the index in {folder} cannot be written: a writing process was killed, perhaps for want of memory. What"
            " was committed before is safe; add the same files again, with fewer --workers"
        ) from exc
    except OSError as exc:
        raise IndexUnwritableError(
            f"the index in {folder} cannot be written: {exc}. What was committed before is safe"
        ) from exc


def manifest_identity(folder: Path) -> tuple[int, int]:
    """Return what changes when an index is replaced by another one in the same folder; (0, 0) without a manifest."""
    try:
        status = (folder / FILE_NAME).stat()
    except OSError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


def newest_generation(folder: Path) -> int:
    """Return the number of the newest generation, -1 when there is none."""
    return int(whoosh_index.TOC._latest_generation(Folder(folder), INDEX_NAME))


def committed(folder: Path, generation: int) -> datetime | None:
    """Return when a generation was written, in UTC; ``None`` when a newer one has taken its place."""
    try:
        table = (folder / f"_{INDEX_NAME}_{generation}.toc").stat()
    except FileNotFoundError:
        return None
    return datetime.fromtimestamp(int(table.st_mtime), UTC)


def size_bytes(folder: Path) -> int:
    """Return the bytes of all files; those that a commit takes away meanwhile count nothing."""
    sizes = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            sizes += file.stat().st_size if file.is_file() else 0
    return sizes


def open_snapshot(folder: Path, older: Snapshot | None = None) -> Snapshot:
    """Return the newest generation; files that ``older`` has open are taken over.

    Raises:
        IndexMissingError, IndexVersionError, IndexDamagedError: see there.
    """
    check_manifest(folder)
    for attempt in range(_OPENING_TRIES):
        try:
            return Snapshot(Folder(folder), older)
        except _UNREADABLE as exc:
            fault: Exception = exc
            if attempt == _OPENING_TRIES - 1 or not isinstance(exc, FileNotFoundError):
                break
    if isinstance(fault, PermissionError):
        raise IndexDamagedError(f"the index in {folder} cannot be read: {fault}; give the rights to read it") from fault
    raise IndexDamagedError(
        f"the index in {folder} cannot be read ({fault});"
        " restore it from a copy, or remove the folder and add the articles again"
    ) from fault


def settled(folder: Path, older: Snapshot) -> Snapshot:
    """Return the newest generation, for who has just made it; keep its stories, if they take long to tell.

    What was committed stays so where they cannot be written: they are told anew then, by each process.
    """
    snapshot = open_snapshot(folder, older)
    try:
        keep_stories(Folder(folder), snapshot)
    except OSError as exc:
        _log.warning("%s is committed, but its stories cannot be kept beside it: %s", folder, exc)
    return snapshot
