"""Is there a sound Whoosh index in this folder? Makes one, and opens it for searching."""

from __future__ import annotations

import pickle
import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.reading import CorruptIndexError

from index.errors import IndexDamagedError, IndexMissingError, IndexUnwritableError
from index.manifest import FILE_NAME, check_manifest, write_manifest
from index.schema import schema

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
    ImportError,
    IndexError,
    OverflowError,
    TypeError,
    FileFormatError,
    zlib.error,
    struct.error,
    pickle.UnpicklingError,
    whoosh_index.IndexError,
)
"""What Whoosh raises on files that are cut short, overwritten or missing: it has no error of its own for that."""

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
                    whoosh_index.create_in(folder, schema())
                    write_manifest(folder)
            finally:
                lock.release()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Let what the operating system refuses end as one kind of error.

    Raises:
        IndexUnwritableError: rights are missing, the disk is full, and the like.
        IndexDamagedError: a file that has to be read is cut short or overwritten.
    """
    try:
        yield
    except CorruptIndexError as exc:
        raise _damaged(folder, exc) from exc
    except OSError as exc:
        raise IndexUnwritableError(
            f"the index in {folder} cannot be written: {exc}. What was committed before is safe"
        ) from exc


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Let damage that shows only while a query runs end as one kind of error.

    Raises:
        IndexDamagedError: a file is cut short or overwritten.
    """
    try:
        yield
    except (CorruptIndexError, FileFormatError, zlib.error, struct.error, OSError) as exc:
        raise _damaged(folder, exc) from exc


@contextmanager
def only_files() -> Iterator[None]:
    """Let whatever damaged files raise end as `CorruptIndexError`, which `reading` knows.

    For steps that do nothing but read files: an error of our own would be taken for damage here.
    """
    try:
        yield
    except _UNREADABLE as exc:
        raise CorruptIndexError(str(exc)) from exc


def manifest_identity(folder: Path) -> tuple[int, int]:
    """Return what changes when an index is replaced by another one in the same folder; (0, 0) without a manifest."""
    try:
        status = (folder / FILE_NAME).stat()
    except OSError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


def open_searcher(folder: Path) -> Any:
    """Return a Whoosh searcher of the newest commit.

    Raises:
        IndexMissingError, IndexVersionError, IndexDamagedError: see there.
    """
    check_manifest(folder)
    for attempt in range(_OPENING_TRIES):
        files = _Files(str(folder))
        try:
            return _sound(files.open_index(schema=schema()).searcher())
        except _UNREADABLE as exc:
            files.close_all()
            fault: Exception = exc
            if attempt == _OPENING_TRIES - 1 or not isinstance(exc, FileNotFoundError):
                break
    raise _damaged(folder, fault) from fault


def _damaged(folder: Path, fault: Exception) -> IndexDamagedError:
    return IndexDamagedError(
        f"the index in {folder} cannot be read ({fault});"
        " restore it from a copy, or remove the folder and add the articles again"
    )


class _Files(FileStorage):  # type: ignore[misc]
    """A folder's files; knows which ones were opened, because Whoosh forgets them when opening an index fails."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_all(self) -> None:
        for file in self._opened:
            if not file.is_closed:
                file.close()


def _sound(searcher: Any) -> Any:
    """Return the searcher after reading the last row of each segment's columns: a file cut short lacks that one."""
    try:
        for segment, _ in searcher.reader().leaf_readers():
            last = segment.doc_count_all() - 1
            if last >= 0:
                for field in ("id", "words"):
                    if not segment.has_column(field):
                        raise FileNotFoundError(f"{segment} has no column {field}")
                segment.doc_count()
                segment.stored_fields(last)
                for field in ("id", "source", "minute", "words"):
                    segment.column_reader(field)[last]
    except BaseException:
        searcher.close()
        raise
    return searcher
