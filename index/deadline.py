"""How long may what is under way still go on?

Work looks at the clock between its steps, none of which takes long. A limit holds for the thread that sets it, and
where none is set, nothing ends: the command line may take its time.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING

from index.errors import OutOfTimeError

if TYPE_CHECKING:
    from collections.abc import Iterator

_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let the work inside go on for so long at most, and no longer than a limit around this one allows."""
    outer, inner = _end.get(), monotonic() + seconds
    token = _end.set(inner if outer is None else min(outer, inner))
    try:
        yield
    finally:
        _end.reset(token)


def check_time() -> None:
    """Go on if there is time left.

    Raises:
        OutOfTimeError: there is none.
    """
    end = _end.get()
    if end is not None and monotonic() > end:
        raise OutOfTimeError("the search took longer than it may; ask with fewer words, phrases or wildcards")
