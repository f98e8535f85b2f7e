"""How do changes get into a Whoosh index? Gathered between two commits, by the one process that holds the lock."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader, TermNotFound

from index.engine import Changes
from index.errors import IndexDamagedError
from index.schema import schema, to_fields, version_key
from index.whoosh_folder import only_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from documents.article import Article
    from index.arabic.analyzer import Analyzer

POOL_MB = 512
"""Postings a writer gathers before it spills them to disk, in Whoosh's own reckoning (about half the truth)."""

SMALL_SEGMENT = 1000
MANY_SEGMENTS = 10
"""A commit that finds this many segments of fewer articles than that merges them; larger ones stay, because Whoosh
rewrites a merged segment posting by posting."""


class Batch:
    """The changes since the last commit. ``searcher`` must be of the newest commit and stay open."""

    def __init__(self, folder: Path, searcher: Any, analyzer: Analyzer, workers: int) -> None:
        self._folder = folder
        self._searcher = searcher
        self._analyzer = analyzer
        self._workers = workers
        self._opened: Any = None
        self._added: dict[str, str] = {}
        self._count: int = searcher.doc_count()

    def blocks(self, article_id: str) -> bool:
        """Tell whether an id was added in this batch: Whoosh can't replace or delete what is not committed yet."""
        return article_id in self._added

    def has(self, article: Article) -> bool:
        """Tell whether the index, or this batch, holds an article just so."""
        version = version_key(article)
        if article.id in self._added:
            return self._added[article.id] == version
        return self._standing("version", version) is not None

    def add(self, article: Article) -> Changes:
        """Add an article that `has` and `blocks` say nothing against, in place of an older one with its id."""
        older = self._standing("id", article.id)
        if older is not None:
            self._writer().delete_document(older)
        self._writer().add_document(**to_fields(article, self._analyzer))
        self._added[article.id] = version_key(article)
        self._count += older is None
        return Changes(added=1) if older is None else Changes(updated=1)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take out committed articles; return the ids that were there."""
        gone: list[str] = []
        for article_id in ids:
            number = self._standing("id", article_id)
            if number is not None:
                self._writer().delete_document(number)
                gone.append(article_id)
                self._count -= 1
        return tuple(gone)

    def commit(self) -> None:
        """Write the changes, if there are any.

        Raises:
            IndexDamagedError: articles are missing afterwards, because a writing process was killed.
        """
        if self._opened is None:
            return
        self._opened.commit(mergetype=_merge_small)
        self._opened = None
        count = whoosh_index.open_dir(self._folder, schema=schema()).doc_count()
        if count != self._count:
            raise IndexDamagedError(
                f"the index in {self._folder} has {count} articles after a commit that should leave {self._count}:"
                " a writing process must have been killed. Add the same files again, with fewer --workers"
            )

    def cancel(self) -> None:
        """Forget the changes and remove their files, unless a commit that failed late has put them into the index."""
        if self._opened is not None:
            for task in getattr(self._opened, "tasks", ()):  # Whoosh would leave its processes waiting for articles
                task.terminate()
                task.join()
            if not self._opened.is_closed:  # a commit that failed has closed it
                with suppress(OSError):  # a full disk refuses to close what then goes anyway
                    self._opened.cancel()
            self._remove_files(self._opened.newsegment.segment_id())
            self._opened = None

    def _remove_files(self, segment_id: str) -> None:
        try:
            segments = whoosh_index.open_dir(self._folder, schema=schema())._segments()
        except (OSError, whoosh_index.IndexError):  # the folder has gone, or cannot be judged: leave it alone
            return
        if segment_id not in {segment.segment_id() for segment in segments}:
            for file in self._folder.glob(f"{segment_id}*"):
                file.unlink(missing_ok=True)

    def _writer(self) -> Any:
        """Return Whoosh's writer, opened at the first change: it leaves files behind even when nothing changes."""
        if self._opened is None:
            # Whoosh would read a compound file into memory whole; single files are mapped.
            choices: dict[str, Any] = {"limitmb": POOL_MB, "compound": False}
            if self._workers > 1:  # spawned, because a forked process that outlives us would go on holding our lock
                choices |= {"procs": self._workers, "multisegment": True, "start_method": "spawn"}
            self._opened = whoosh_index.open_dir(self._folder, schema=schema()).writer(**choices)
        return self._opened

    def _standing(self, field: str, term: str) -> int | None:
        """Return the number of the committed article with this term, unless this batch deletes it."""
        number = document_number(self._searcher, field, term)
        deleted = number is not None and self._opened is not None and self._opened.is_deleted(number)
        return None if deleted else number


@only_files()
def document_number(searcher: Any, field: str, term: str) -> int | None:
    """Return the number of the first article with a term, or ``None``."""
    try:
        number: int = searcher.reader().first_id(field, term)
    except (TermNotFound, UnicodeEncodeError):  # half characters, from a command line, are in no index
        return None
    return number


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Return the segments to keep, after adding the many small ones to the writer: Whoosh's form of a merge policy."""
    small = [segment for segment in segments if segment.doc_count_all() < SMALL_SEGMENT]
    if len(small) < MANY_SEGMENTS:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]
