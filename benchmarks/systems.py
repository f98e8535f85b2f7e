"""What must an engine be able to do to be compared?

Each has the fields title and body with the positions of their words, the day as a number, the id, and both texts, as
they were written, stored. Each is asked for the exact number of hits and its ten best documents, under its own numbers
for them: which articles these are, nobody asks while the clock runs. What can be prepared before a query is run, such
as Whoosh's and tantivy's query objects, is prepared before. Each ranks by its own BM25 in the body alone, and weighs
phrases and prefixes in its own way (to tantivy all hits of a prefix are equal): scores are not compared.

All are merged into one segment, as far as they can be told to, and their building has that in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from benchmarks.questions import Question
    from benchmarks.terms import Document

HITS = 10

OURS, WHOOSH, TANTIVY, SQLITE = "ours", "stock Whoosh", "tantivy", "SQLite FTS5"


@dataclass(frozen=True, slots=True)
class Answer:
    """The number of hits, exactly, and the best documents under the engine's own numbers."""

    total: int
    best: Sequence[Any]


class Opened(Protocol):
    """An engine that can be asked. ``segments`` is into how many parts its index is divided."""

    segments: int

    def prepare(self, question: Question) -> Any:
        """Return a query in the engine's own form."""

    def ask(self, prepared: Any) -> Answer:
        """Answer a prepared query: this is what is timed."""

    def ids(self, best: Sequence[Any]) -> list[str]:
        """Return the ids of documents."""


class System(Protocol):
    """An engine that can be built in a new folder, and opened."""

    name: str

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents."""

    def open(self, folder: Path) -> AbstractContextManager[Opened]:
        """Open what was built."""
