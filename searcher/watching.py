"""Which files of these folders are new or changed, and at rest? Adds them, as they come.

The folders are walked again and again: folders on other machines (NFS, SMB) send no events, and whether a file is at
rest can only be seen by looking twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import monotonic, sleep
from typing import TYPE_CHECKING

from documents.walk import input_files
from index.errors import EngineError
from searcher.ingest import add_files
from searcher.journal import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from documents.walk import InputFile
    from index.engine import Engine
    from searcher.journal import Journal, State
    from searcher.reading import Manner
    from searcher.report import Report

BATCH_FILES = 10_000
"""Files of one batch at most: what is held in memory of a folder of millions."""

WALK_SHARE = 0.1
"""At most this share of the time is spent on walking folders in which nothing happens."""

MAX_PAUSE_SECONDS = 60.0
"""After each failure in a row the pause is twice as long as the one before, up to this."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Folders that are followed. A file is read when it is the same ``every_seconds`` after it was seen.

    ``journal`` remembers what was read, and is also that of the ``manner``.
    """

    engine: Engine
    journal: Journal
    folders: tuple[Path, ...]
    every_seconds: float
    manner: Manner

    def follow(self) -> Iterator[Report | Exception]:
        """Yield, without end, what became of each batch of files: a report, or why none of it was added this time."""
        pause = self.every_seconds
        while True:
            try:
                report = self.batch()
            except (EngineError, OSError) as exc:
                pause = min(2 * pause, max(MAX_PAUSE_SECONDS, self.every_seconds))
                yield exc
                sleep(pause)
            else:
                pause = self.every_seconds
                if report:
                    yield report

    def batch(self) -> Report | None:
        """Add some files that are new and at rest; wait, and return None, if there are none.

        Raises:
            EngineError: the index cannot be written.
            OSError: a folder is away.
        """
        began = monotonic()
        seen = list(islice(self._unread(), BATCH_FILES))
        if not seen:
            sleep(max(self.every_seconds, (monotonic() - began) * (1 / WALK_SHARE - 1)))
            return None
        sleep(self.every_seconds)
        files = [file for file, state in seen if state_of(file.path) == state]
        if not files:
            return None
        return add_files(self.engine, files, self.manner)

    def _unread(self) -> Iterator[tuple[InputFile, State]]:
        """Yield the files that the journal does not know as they are now."""
        for file in input_files(self.folders):
            state = state_of(file.path)
            if state and not self.journal.reached(file.path, state).is_finished:
                yield file, state
