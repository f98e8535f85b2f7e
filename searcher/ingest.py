"""How do articles get from files into an index, and out of it again?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.formats.record import Found, Rejected
from documents.reader import read_file
from documents.walk import InputFile
from index.engine import Changes, Filters, Plan
from index.query import Everything

if TYPE_CHECKING:
    from pathlib import Path

    from index.engine import Engine

COMMIT_ARTICLES = 8000
"""Articles between two commits: what is lost at most when the machine fails, and what a writer holds in memory."""

COMMIT_CHARACTERS = 20_000_000
"""The same bound for long articles: characters of text between two commits."""

SOURCE_PAGE = 1000


@dataclass(slots=True)
class Report:
    """What became of what was read. Unknown keys are counted by name; notes are dates that said nothing."""

    changes: Changes = field(default_factory=Changes)
    rejected: list[Rejected] = field(default_factory=list)
    unknown_keys: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    committing: bool = False

    @property
    def read(self) -> int:
        """Return the number of articles read, rejected records not counted."""
        return self.changes.added + self.changes.updated + self.changes.unchanged


Progress = Callable[[int, "Report"], None]
"""Called after each record with the bytes read since the last call and the report so far, and around each commit."""


def add_files(
    engine: Engine, files: Sequence[InputFile | Path], format_name: str | None = None, progress: Progress | None = None
) -> Report:
    """Read files and keep their articles, committing every `COMMIT_ARTICLES`; rejects go into the report.

    Raises:
        EngineError: the index cannot be written; what was committed before stays.
    """
    report = Report()
    pending = characters = 0
    is_large = False
    for file in map(InputFile.of, files):
        position = 0
        for record in read_file(file, format_name):
            characters += _take(engine, record, report)
            pending += 1
            if pending >= COMMIT_ARTICLES or characters >= COMMIT_CHARACTERS:
                _commit(engine, report, progress)
                pending = characters = 0
                is_large = True
            if progress:
                reached = record.offset_bytes if isinstance(record, Found) else position
                progress(reached - position, report)
                position = reached
        if progress:
            progress(max(0, size_bytes(file.path) - position), report)
    _commit(engine, report, progress, tidy=is_large)
    return report


def add_records(engine: Engine, records: Iterable[Found | Rejected]) -> Report:
    """Keep records that were read already, and commit; rejects go into the report.

    Raises:
        EngineError: the index cannot be written; then none of them is kept.
    """
    report = Report()
    for record in records:
        _take(engine, record, report)
    engine.commit()
    return report


def _commit(engine: Engine, report: Report, progress: Progress | None, *, tidy: bool = False) -> None:
    """Commit, and let the progress know that this takes its time."""
    report.committing = True
    if progress:
        progress(0, report)
    engine.commit()
    if tidy:
        engine.tidy(report.changes.added + report.changes.updated)
    report.committing = False
    if progress:
        progress(0, report)


def size_bytes(path: Path) -> int:
    """Return a file's size, 0 when it cannot be looked at: then it was rejected, and its bytes were never read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _take(engine: Engine, record: Found | Rejected, report: Report) -> int:
    """Keep one record; return the characters of its text."""
    if isinstance(record, Rejected):
        report.rejected.append(record)
        return 0
    report.changes += engine.add([record.article])
    report.unknown_keys.update(record.unknown_keys)
    report.undated += any("no date could be read" in note for note in record.notes)
    return len(record.article.body)


def delete_source(engine: Engine, source: str) -> tuple[str, ...]:
    """Take out every article of a source; return their ids.

    Raises:
        EngineError: the index cannot be written.
    """
    ids: list[str] = []
    while True:
        plan = Plan(Everything(), Filters(sources=(source,)), "oldest", len(ids), SOURCE_PAGE, with_articles=False)
        hits = engine.run(plan).hits
        if not hits:
            break
        ids += [hit.id for hit in hits]
    return delete_articles(engine, ids)


def delete_articles(engine: Engine, ids: Sequence[str]) -> tuple[str, ...]:
    """Take articles out and commit; return the ids that were there.

    Raises:
        EngineError: the index cannot be written.
    """
    gone = engine.delete(ids)
    engine.commit()
    return gone
