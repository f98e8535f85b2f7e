"""How do articles get from files into an index, and out of it again?"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from documents.cleaning import clean, is_full, source_of_lines, text_characters
from documents.formats.record import Found, Rejected
from documents.walk import InputFile
from index.engine import Filters, Plan
from index.query import Everything
from searcher.journal import Reached, state_of
from searcher.reading import Manner, read_files
from searcher.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from documents.outline import Sample
    from index.engine import Engine
    from searcher.reading import Reading

COMMIT_ARTICLES = 8000
"""Articles between two commits: what is lost at most when the machine fails, and what a writer holds in memory."""

COMMIT_CHARACTERS = 20_000_000
"""The same bound for long articles: characters of text between two commits."""

COMMIT_SECONDS = 30.0
"""The same bound for what is slow to read, so that readers see something; looked at when a window is full."""

SOURCE_PAGE = 1000

Progress = Callable[[int, Report], None]
"""Called after each record with the bytes read since the last call and the report so far, and around each commit."""


AS_USUAL = Manner()


def add_files(
    engine: Engine, files: Iterable[InputFile | Path], manner: Manner = AS_USUAL, progress: Progress | None = None
) -> Report:
    """Read files and keep their articles, committing now and then; rejects go into the report.

    Raises:
        EngineError: the index cannot be written; what was committed before stays.
    """
    addition = _Addition(engine, manner, progress)
    for reading in read_files(map(InputFile.of, files), manner):
        addition.take(reading)
    return addition.end()


class _Addition:
    """Articles on their way into an index: the window that is being read, and what waits for the next commit."""

    def __init__(self, engine: Engine, manner: Manner, progress: Progress | None) -> None:
        self._engine = engine
        self._manner = manner
        self._journal = manner.journal
        self._tell = progress or (lambda _bytes, _report: None)
        totals = self._journal.begin() if self._journal else None
        self._report = Report.resumed(totals) if totals else Report()
        self._samples: dict[str, Sample] = {}
        self._window: list[Found | Rejected] = []
        self._characters = self._pending = self._pending_characters = self._commits = 0
        self._committed_at = monotonic()

    def take(self, reading: Reading) -> None:
        """Take in a file's records from where the journal says; commit as often as it is time."""
        path, state, known = reading.file.path, reading.state, reading.known
        position = count = 0
        for count, record in enumerate(reading.records, 1):
            if count > known.records:
                self._gather(record)
            if self._is_time():
                if self._journal and state:
                    self._journal.note(path, Reached(state, count))
                self._commit()
            reached = record.offset_bytes if isinstance(record, Found) else position
            self._tell(max(0, reached - position), self._report)
            position = max(position, reached)
        if self._journal and state and state == state_of(path):  # else it was written to while we read
            self._journal.note(path, Reached(state, max(count, known.records), is_finished=True))
        self._tell(max(0, size_bytes(path) - position), self._report)

    def end(self) -> Report:
        """Commit what is left, and forget the run."""
        self._empty_window()
        self._commit(is_last=True)
        return self._report

    def _gather(self, record: Found | Rejected) -> None:
        self._report.count(record)
        self._window.append(record)
        self._characters += text_characters(record)

    def _is_time(self) -> bool:
        """Tell whether to commit; a window that is full, or has what should be committed, is emptied first."""
        count, characters = self._pending + len(self._window), self._pending_characters + self._characters
        is_large = count >= COMMIT_ARTICLES or characters >= COMMIT_CHARACTERS
        if not is_large and not is_full(len(self._window), self._characters):
            return False
        self._empty_window()
        return is_large or monotonic() - self._committed_at >= COMMIT_SECONDS

    def _empty_window(self) -> None:
        """Put the articles of the window into the index, without what they have taught to be boilerplate."""
        for name in {source_of_lines(record) for record in self._window if isinstance(record, Found)}:
            if self._journal and name not in self._samples:
                self._samples[name] = self._journal.sample(name)
        cleaned = clean(self._window, self._samples)
        self._samples.update(cleaned.samples)
        for record in self._window if self._manner.keep_lines else cleaned.records:
            if isinstance(record, Found):
                self._keep(record)
        self._pending += len(self._window)
        self._pending_characters += self._characters
        self._window, self._characters = [], 0

    def _keep(self, record: Found) -> None:
        standing = self._engine.get(record.article.id) if self._manner.keep_lines else None
        is_whole = standing is None or not standing.left_out
        self._report.changes += self._engine.add([record.article], anew=not is_whole)
        self._report.cut += bool(record.left_out)

    def _commit(self, *, is_last: bool = False) -> None:
        """Commit, and let the progress know that this takes its time."""
        report = self._report
        report.committing = True
        self._tell(0, report)
        self._engine.commit()
        self._commits += 1
        if is_last and self._commits > 1:
            self._engine.tidy(report.changes.added + report.changes.updated)
        if self._journal:
            self._journal.save(report.totals(), self._samples, is_last=is_last)
            self._samples = {}
        report.committing = False
        self._tell(0, report)
        self._pending = self._pending_characters = 0
        self._committed_at = monotonic()


def add_records(engine: Engine, records: Iterable[Found | Rejected]) -> Report:
    """Keep records that were read already, as they are, and commit; rejects go into the report.

    Who sends an article says how it is now: it is the latest, even with a text that it had before.

    Raises:
        EngineError: the index cannot be written; then none of them is kept.
    """
    report = Report()
    for record in records:
        report.count(record)
        if isinstance(record, Found):
            report.changes += engine.add([record.article], current=True)
    engine.commit()
    return report


def size_bytes(path: Path) -> int:
    """Return a file's size, 0 when it cannot be looked at: then it was rejected, and its bytes were never read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
