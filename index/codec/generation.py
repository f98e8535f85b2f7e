"""How does the index go from one generation to the next?

A generation is a table of contents: a list of segments. Nothing that a reader may hold is changed: new segments and a
new table are written beside the old ones, and what no table names any more is removed afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.index import clean_files

from index.codec.merge import merge
from index.codec.policy import mergeable, tail
from index.codec.segment import ArraySegment
from index.codec.storage import INDEX_NAME, read_contents, write_contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.codec.storage import Folder


class Generation:
    """The newest generation of an index, for the one process that may write."""

    def __init__(self, folder: Folder, schema: Any) -> None:
        contents = read_contents(folder, schema)
        self._folder = folder
        self._schema = schema
        self.number: int = contents.generation
        self.segments: list[ArraySegment] = contents.segments

    def commit(self, new: Sequence[ArraySegment]) -> None:
        """Add segments, whose files are written, and make them and all deletions lasting and visible; then tidy up."""
        self._follow([segment for segment in [*self.segments, *new] if segment.doc_count()])
        while span := mergeable(self.segments):
            self._merge(*span)

    def tidy(self, added: int = 0) -> None:
        """Make one segment of those at the end that are small, against all or against what was added."""
        if span := tail(self.segments, added):
            self._merge(*span)

    def optimize(self) -> None:
        """Make one segment of all."""
        if len(self.segments) > 1 or any(segment.has_deletions() for segment in self.segments):
            self._merge(0, len(self.segments))

    def clean(self) -> None:
        """Remove the files that belong to no segment: what merges and killed writers left."""
        clean_files(self._folder, INDEX_NAME, self.number, self.segments)
        self._folder.remove_unfinished()

    def _merge(self, first: int, last: int) -> None:
        merged = ArraySegment(INDEX_NAME)
        merge(self._folder, self.segments[first:last], merged, self._schema)
        self._follow([*self.segments[:first], *([merged] if merged.doc_count() else []), *self.segments[last:]])

    def _follow(self, segments: list[ArraySegment]) -> None:
        write_contents(self._folder, self._schema, segments, self.number + 1)
        self.segments = segments
        self.number += 1
        self.clean()
