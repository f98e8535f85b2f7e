"""Whose turn is it? First come, first served: a lock of Python's own lets anybody pass who comes at the right time."""

from __future__ import annotations

from collections import deque
from threading import Event, Lock


class Line:
    """Gives turns one after the other, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._taken = False

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def wait(self, seconds: float) -> bool:
        """Take a turn, after so many seconds at most; return whether it was got. Then it has to be left."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._lock:
            if mine.is_set():  # it came at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def leave(self) -> None:
        """Let the next one have the turn."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
