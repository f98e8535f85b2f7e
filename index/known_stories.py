"""Which stories did an earlier generation tell? Kept beside the index, so that a new process need not tell them anew.

The file is no part of the index: it is written after a commit, and what it says of segments that are there no more, or
of articles that were deleted since, is passed over. An index without it, or with a damaged one, is as good.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.codec.arrayfile import ArrayFile, ArrayFileWriter
from index.errors import EngineError
from index.lineage import Lineage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.codec.storage import Folder
    from index.linked import Linked
    from index.snapshot import Snapshot

FILE_NAME = "stories"
KIND = "stories"

MANY_DOCUMENTS = 50_000
"""The stories of fewer are told in some 50 ms."""

ENOUGH_KEPT = 0.75
"""The file is written anew when less of the index is still what it was."""


@dataclass(frozen=True, slots=True)
class KnownStories:
    """The lineage of a generation: its segments, each with its name and where its documents end, and which lived."""

    segments: tuple[tuple[str, int], ...]
    live: NDArray[np.bool_]
    lineage: Lineage

    def kept(self, names: Sequence[str]) -> int:
        """Return how many of the first documents are those of segments with these names."""
        kept = 0
        for (name, last), other in zip(self.segments, names, strict=False):
            if name != other:
                break
            kept = last
        return kept


def lineage_of(
    names: Sequence[str], live: NDArray[np.bool_], known: KnownStories | None, linked: Callable[[], Linked]
) -> Lineage:
    """Return the lineage of segments with some names; what is known may be of an earlier generation, or a later one."""
    kept = known.kept(names) if known else 0
    if known is None or (live[:kept] > known.live[:kept]).any():
        return Lineage.of(linked())
    gone = np.flatnonzero(known.live[:kept] > live[:kept])
    is_the_same = kept == len(live) == len(known.live) and not len(gone)
    return known.lineage if is_the_same else known.lineage.followed(kept, gone, linked())


def read_stories(folder: Folder) -> KnownStories | None:
    """Return what is kept beside an index; None where nothing is that can be read."""
    with suppress(OSError, EngineError, LookupError, ValueError):
        file = ArrayFile(folder.path / FILE_NAME, KIND)
        names = file.whole("names").tobytes().decode("ascii").split()
        lasts, live = file.whole("lasts").tolist(), file.whole("live").astype(np.bool_)
        lineage = Lineage(*(file.whole(name).astype(np.int64) for name in ("stories", "reach")))
        if len(names) == len(lasts) and {len(live), len(lineage.stories), len(lineage.reach)} == {lasts[-1]}:
            return KnownStories(tuple(zip(names, lasts, strict=True)), live, lineage)
    return None


def keep_stories(folder: Folder, snapshot: Snapshot) -> None:
    """Keep the stories of the newest generation, if they take long to tell and what is kept is of little use.

    Raises:
        OSError: the file cannot be written.
    """
    if snapshot.size < MANY_DOCUMENTS:
        return
    known = read_stories(folder)
    names = [part.segment.segid for part in snapshot.parts]
    if known and known.kept(names) >= ENOUGH_KEPT * snapshot.size:
        return
    unfinished = folder.path / f"{FILE_NAME}.unfinished"
    unfinished.unlink(missing_ok=True)
    with ArrayFileWriter(unfinished.open("xb"), KIND) as writer:
        writer.write("names", np.frombuffer(" ".join(names).encode("ascii"), np.uint8))
        writer.write("lasts", np.array([part.last for part in snapshot.parts], np.uint32))
        writer.write("live", snapshot.live.astype(np.uint8))
        writer.write("stories", snapshot.lineage.stories.astype(np.uint32))
        writer.write("reach", snapshot.lineage.reach.astype(np.uint32))
    os.replace(unfinished, folder.path / FILE_NAME)
