"""What has been read into an index: by a run that has not ended, by a watch, and of which sources' lines?

A small SQLite database in the index's folder, written after each commit of the index. What it says is therefore never
more than what the index has; what it does not say any more is only read again, and found unchanged.
"""

from __future__ import annotations

import json
import logging
import os
import struct
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from documents.outline import pack, unpack
from index.errors import IndexUnwritableError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from documents.outline import Sample

FILE_NAME = "reading.sqlite"

WAIT_SECONDS = 60.0
"""How long to wait for another process that writes its part of the journal, which takes milliseconds."""

_VERSION = 1
_TABLES = f"""
PRAGMA auto_vacuum = FULL;
CREATE TABLE IF NOT EXISTS files (run BLOB, path BLOB, size_bytes INTEGER, changed_ns INTEGER, records INTEGER,
    is_finished INTEGER, PRIMARY KEY (run, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (run BLOB PRIMARY KEY, totals TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS samples (source TEXT PRIMARY KEY, outlines BLOB) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""

_log = logging.getLogger("bahith")


@dataclass(frozen=True, slots=True)
class State:
    """A file as it lies on the disk: another size or time of change means other content."""

    size_bytes: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a file was read: so many of its records are committed, and perhaps it is read to its end."""

    state: State
    records: int
    is_finished: bool = False


UNREAD = Reached(State(-1, -1), 0)
"""Of a file that nothing is known of."""


def state_of(path: Path) -> State | None:
    """Return the state of a file; None when it is gone, or is no file at all: then nothing is noted of it."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return State(status.st_size, status.st_mtime_ns)


def run_key(*parts: object) -> bytes:
    """Return the key of a run: the same for the same command."""
    return blake2b(json.dumps([str(part) for part in parts]).encode(), digest_size=8).digest()


class Journal:
    """The journal of an index, for one run; what is noted is kept by `save`.

    A run that ends whole is forgotten unless it ``remembers``: then the next one of its key passes over the same
    files. A journal that is damaged, or of another version, is begun anew.
    """

    def __init__(self, folder: Path, run: bytes, *, remembers: bool = False) -> None:
        """Open the journal of the index in a folder, which is there.

        Raises:
            IndexUnwritableError: it can be neither read nor written.
        """
        self._path = folder / FILE_NAME
        self._run = run
        self._remembers = remembers
        self._files: dict[bytes, Reached] = {}
        self._database = self._opened()

    def _opened(self) -> sqlite3.Connection:
        import sqlite3

        try:
            return self._connected()
        except sqlite3.OperationalError as exc:
            raise self._unwritable(exc) from exc
        except sqlite3.DatabaseError as exc:
            _log.warning("%s is begun anew: %s", self._path, exc)
            self._path.unlink(missing_ok=True)
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        import sqlite3

        database = sqlite3.connect(self._path, timeout=WAIT_SECONDS)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError(f"its version is {version}, and this program's {_VERSION}")
            if version != _VERSION:
                database.executescript(_TABLES)
        except BaseException:
            database.close()
            raise
        return database

    def _unwritable(self, exc: Exception) -> IndexUnwritableError:
        return IndexUnwritableError(f"{self._path} cannot be written: {exc}. What was committed before is safe")

    def begin(self) -> dict[str, Any] | None:
        """Return the counts of this run as they were saved last, None when it is new; what was noted since is void."""
        self._files.clear()
        row = self._database.execute("SELECT totals FROM runs WHERE run = ?", (self._run,)).fetchone()
        return None if row is None else json.loads(row[0])

    def reached(self, path: Path, state: State) -> Reached:
        """Return how far this run has read a file; `UNREAD` if that was in another state."""
        row = self._database.execute(
            "SELECT records, is_finished FROM files WHERE run = ? AND path = ? AND size_bytes = ? AND changed_ns = ?",
            (self._run, _stored(path), state.size_bytes, state.changed_ns),
        ).fetchone()
        return UNREAD if row is None else Reached(state, row[0], bool(row[1]))

    def note(self, path: Path, reached: Reached) -> None:
        """Note how far a file has been read, to be kept with the next `save`."""
        self._files[_stored(path)] = reached

    def sample(self, source: str) -> Sample:
        """Return the sample of a source's articles; empty when there is none that can be read."""
        row = self._database.execute("SELECT outlines FROM samples WHERE source = ?", (_text(source),)).fetchone()
        with suppress(struct.error, ValueError):
            return unpack(row[0]) if row else ()
        return ()

    def save(self, totals: Mapping[str, Any], samples: Mapping[str, Sample], *, is_last: bool = False) -> None:
        """Keep what was noted, durably and in one step; the index must have been committed.

        After the last one of a run that does not `remembers`, only the samples are kept.

        Raises:
            IndexUnwritableError: the operating system refuses, or another process holds it too long.
        """
        with self._changing() as database:
            rows = ((_text(source), pack(sample)) for source, sample in samples.items())
            database.executemany("REPLACE INTO samples VALUES (?, ?)", rows)
            if self._remembers or not is_last:
                database.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._rows())
            if is_last:
                self._delete(database, *(() if self._remembers else ("files",)), "runs")
            else:
                database.execute("REPLACE INTO runs VALUES (?, ?)", (self._run, json.dumps(totals)))
        self._files.clear()

    def _rows(self) -> Iterator[tuple[bytes, bytes, int, int, int, bool]]:
        for path, one in self._files.items():
            yield self._run, path, one.state.size_bytes, one.state.changed_ns, one.records, one.is_finished

    def forget(self) -> None:
        """Forget how far this run has come; its files are read from their beginning."""
        with self._changing() as database:
            self._delete(database, "files", "runs")
        self._files.clear()

    def _delete(self, database: sqlite3.Connection, *tables: str) -> None:
        for table in tables:
            database.execute(f"DELETE FROM {table} WHERE run = ?", (self._run,))  # noqa: S608 - names of ours

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Let changes be kept all or none of them."""
        import sqlite3

        try:
            with self._database as database:
                yield database
        except sqlite3.Error as exc:
            raise self._unwritable(exc) from exc

    def forget_gone(self, folders: Iterable[Path]) -> None:
        """Forget the files of this run that are not there any more; folders that are away may come back."""
        tops = [os.fsencode(folder.absolute()) + b"/" for folder in folders if folder.is_dir()]
        rows = self._database.execute("SELECT path FROM files WHERE run = ?", (self._run,))
        gone = [(self._run, path) for (path,) in rows if path.startswith(tuple(tops)) and not os.path.lexists(path)]
        with self._changing() as database:
            database.executemany("DELETE FROM files WHERE run = ? AND path = ?", gone)

    def close(self) -> None:
        """Let go of the file; what was not saved is forgotten."""
        self._database.close()


def sample_of(folder: Path, source: str) -> Sample:
    """Return what the journal in an index's folder, if there is one, has as the sample of a source's articles.

    Raises:
        IndexUnwritableError: it can be neither read nor written.
    """
    if not (folder / FILE_NAME).is_file():
        return ()
    journal = Journal(folder, b"")
    try:
        return journal.sample(source)
    finally:
        journal.close()


def _stored(path: Path) -> bytes:
    return os.fsencode(path.absolute())


def _text(source: str) -> str:
    return source.encode("utf-8", "replace").decode()
