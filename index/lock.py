"""Who may write? One process at a time; the others wait, and then learn who is writing."""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.errors import IndexLockedError

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger("bahith")


class WriteLock:
    """The write lock of an index's folder; the operating system frees it when its holder dies."""

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        # any thread of the engine may commit, and so release, what another began
        self._lock = FileLock(folder / "writer.lock", thread_local=False)
        self._holder = folder / "writer.json"
        self._wait_seconds = wait_seconds

    def acquire(self) -> None:
        """Take the lock, waiting for it if need be.

        Raises:
            IndexLockedError: somebody else held it all the time; the message says who.
            OSError: the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            _log.warning("waiting up to %g s: the index is being written by %s", self._wait_seconds, self._who())
            self._wait()
        holder = {
            "process": os.getpid(),
            "host": socket.gethostname(),
            "command": " ".join(sys.argv)[:200],
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        with suppress(OSError):  # on a full disk the others learn less; that must not keep us from deleting
            self._holder.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8", errors="replace")

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _wait(self) -> None:
        try:
            self._lock.acquire(timeout=self._wait_seconds)
        except Timeout:
            raise IndexLockedError(
                f"the index is being written by {self._who()}; waited {self._wait_seconds:g} s. Try again when it has"
                " finished, or wait longer with --wait"
            ) from None

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"process {holder['process']} on {holder['host']} since {holder['since']} ({holder['command']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
