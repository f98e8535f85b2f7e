"""An engine on Whoosh: an index in a folder of this machine."""

from __future__ import annotations

import json
import pickle
import struct
import threading
import zlib
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index
from whoosh.filedb.filetables import FileFormatError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.scoring import BM25F

from documents.article import Article
from index import whoosh_query
from index.arabic.analyzer import ANALYZER_VERSION, Analyzer
from index.engine import Changes, Hit, Page, Statistics
from index.errors import IndexDamagedError, IndexMissingError
from index.lock import WriteLock
from index.manifest import FILE_NAME, SCHEMA_VERSION, check_manifest, write_manifest
from index.schema import EPOCH, schema, to_fields, version_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from index.engine import Plan

POOL_MB = 512
"""Postings a writer gathers before it spills them to disk, in Whoosh's own reckoning (about half the truth)."""

SMALL_SEGMENT = 1000
MANY_SEGMENTS = 10
"""A commit that finds this many segments of fewer articles than that merges them; larger ones stay, because Whoosh
rewrites a merged segment posting by posting."""

WEIGHTING = BM25F(B=0.75, K1=1.2)
"""Robertson and Zaragoza, "The probabilistic relevance framework" (2009); the usual values."""

_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    AttributeError,
    ImportError,
    IndexError,
    OverflowError,
    TypeError,
    FileFormatError,
    zlib.error,
    struct.error,
    pickle.UnpicklingError,
    whoosh_index.IndexError,
)
_OPENING_TRIES = (
    5  # a commit between reading the table of contents and opening its files takes them away; then look again
)


class WhooshEngine:
    """Searches and writes one folder. Safe to share between threads: they take turns."""

    def __init__(self, folder: Path, *, create: bool, wait_seconds: float, workers: int) -> None:
        self.analyzer = Analyzer()
        self._folder = folder
        self._lock = WriteLock(folder, wait_seconds)
        self._turn = threading.RLock()
        self._workers = workers
        self._writer: Any = None
        self._pending: dict[str, str] = {}
        self._deleted = False
        if create:
            self._create()
        check_manifest(folder)
        self._searcher = self._open()

    def _create(self) -> None:
        try:
            check_manifest(self._folder)
        except IndexMissingError:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            try:
                if not (self._folder / FILE_NAME).exists():  # somebody else may have made it while we waited
                    whoosh_index.create_in(self._folder, schema())
                    write_manifest(self._folder)
            finally:
                self._lock.release()

    def _open(self) -> Any:
        for attempt in range(_OPENING_TRIES):
            try:
                searcher = whoosh_index.open_dir(self._folder, schema=schema()).searcher(weighting=WEIGHTING)
                return _sound(searcher)
            except FileNotFoundError as exc:
                fault: Exception = exc
                if attempt == _OPENING_TRIES - 1:
                    break
            except _UNREADABLE as exc:
                fault = exc
                break
        raise IndexDamagedError(
            f"the index in {self._folder} cannot be read ({fault});"
            " restore it from a copy, or remove the folder and add the articles again"
        ) from fault

    def _fresh(self) -> Any:
        """Return a searcher of the newest commit."""
        if not self._searcher.up_to_date():
            old, self._searcher = self._searcher, self._open()
            old.close()
        return self._searcher

    # Writing

    def add(self, articles: Iterable[Article]) -> Changes:
        """Keep articles, as `Engine.add` says."""
        with self._turn:
            changes = Changes()
            for article in articles:
                changes += self._add(article)
            return changes

    def _add(self, article: Article) -> Changes:
        self._begin()
        version = version_key(article)
        if self._pending.get(article.id) == version or (
            article.id not in self._pending and self._standing("version", version) is not None
        ):
            return Changes(unchanged=1)
        if article.id in self._pending:  # Whoosh cannot replace what is not committed yet
            self.commit()
            self._begin()
        older = self._standing("id", article.id)
        if older is not None:
            self._writer.delete_document(older)
        self._writer.add_document(**to_fields(article, self.analyzer))
        self._pending[article.id] = version
        return Changes(added=1) if older is None else Changes(updated=1)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out, as `Engine.delete` says."""
        with self._turn:
            wanted = tuple(dict.fromkeys(ids))
            if not self._pending.keys().isdisjoint(wanted):  # Whoosh cannot delete what is not committed yet
                self.commit()
            self._begin()
            gone: list[str] = []
            for article_id in wanted:
                number = self._standing("id", article_id)
                if number is not None:
                    self._writer.delete_document(number)
                    self._deleted = True
                    gone.append(article_id)
            return tuple(gone)

    def commit(self) -> None:
        """Make the changes lasting and visible, as `Engine.commit` says."""
        with self._turn:
            if self._writer is not None:
                writer, self._writer = self._writer, None
                try:
                    if self._pending or self._deleted:
                        writer.commit(mergetype=_merge_small)
                    else:
                        writer.cancel()
                finally:
                    self._pending = {}
                    self._deleted = False
                    self._lock.release()

    def _begin(self) -> None:
        if self._writer is None:
            self._lock.acquire()
            try:
                self._fresh()
                self._writer = whoosh_index.open_dir(self._folder, schema=schema()).writer(**self._writing())
            except BaseException:
                self._lock.release()
                raise

    def _writing(self) -> dict[str, Any]:
        # Whoosh would read a compound file into memory whole; single files are mapped.
        choices: dict[str, Any] = {"limitmb": POOL_MB, "compound": False}
        if self._workers > 1:  # spawned, because a forked process that outlives us would go on holding our lock
            choices |= {"procs": self._workers, "multisegment": True, "start_method": "spawn"}
        return choices

    def _standing(self, field: str, term: str) -> int | None:
        """Return the number of the committed article with this term, unless the writer has deleted it."""
        number = self._number(field, term)
        return None if number is None or self._writer.is_deleted(number) else number

    def _number(self, field: str, term: str) -> int | None:
        try:
            number: int = self._searcher.reader().first_id(field, term)
        except TermNotFound:
            return None
        return number

    # Reading

    def run(self, plan: Plan) -> Page:
        """Answer a question, as `Engine.run` says."""
        with self._turn:
            searcher = self._fresh()
            ids = whoosh_query.column(searcher, "id")
            query = whoosh_query.compile_query(plan.query, self.analyzer)
            allowed = whoosh_query.compile_filters(plan.filters)
            if plan.sort == "relevance":
                scored, total = whoosh_query.best(searcher, query, allowed, plan.offset + plan.limit)
            else:
                scored, total = whoosh_query.by_date(searcher, query, allowed, newest_first=plan.sort == "newest")
            window = scored[plan.offset : plan.offset + plan.limit]
            hits = (
                Hit(ids[number], score, self._article(searcher, number) if plan.with_articles else None)
                for number, score in window
            )
            return Page(tuple(hits), total)

    @staticmethod
    def _article(searcher: Any, number: int) -> Article:
        return Article.from_json(json.loads(searcher.stored_fields(number)["article"]))

    def get(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""
        with self._turn:
            searcher = self._fresh()
            number = self._number("id", article_id)
            return None if number is None else self._article(searcher, number)

    def terms(self, prefix: str) -> tuple[tuple[str, int], ...]:
        """Return folded words that begin so, as `Engine.terms` says."""
        with self._turn:
            reader = self._fresh().reader()
            words = [term.decode() for term in reader.expand_prefix("exact", prefix)]
            if not reader.has_deletions():
                return tuple((word, reader.doc_frequency("exact", word)) for word in words)
            # the stored frequency still has the deleted articles in it
            counts = ((word, sum(1 for _ in reader.postings("exact", word).all_ids())) for word in words)
            return tuple((word, count) for word, count in counts if count)

    def count(self) -> int:
        """Return the number of articles."""
        with self._turn:
            return int(self._fresh().doc_count())

    def statistics(self) -> Statistics:
        """Return facts about the index."""
        with self._turn:
            searcher = self._fresh()
            reader = searcher.reader()
            numbers = list(reader.all_doc_ids())
            minutes = [minute for minute in whoosh_query.minutes(searcher, numbers).values() if minute >= 0]
            written = whoosh_query.column(searcher, "source")
            sources = Counter(written[number] for number in numbers)
            return Statistics(
                articles=int(searcher.doc_count()),
                generation=reader.generation() or 0,
                segments=len(reader.leaf_readers()),
                size_bytes=sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file()),
                schema_version=SCHEMA_VERSION,
                analyzer_version=ANALYZER_VERSION,
                first=_when(min(minutes)) if minutes else None,
                last=_when(max(minutes)) if minutes else None,
                sources=tuple(sources.most_common()),
            )

    def close(self) -> None:
        """Let go of files; changes that were not committed are forgotten."""
        with self._turn:
            if self._writer is not None:
                writer, self._writer = self._writer, None
                for task in getattr(writer, "tasks", ()):  # Whoosh would leave its processes waiting for articles
                    task.terminate()
                    task.join()
                writer.cancel()
            self._lock.release()
            if not self._searcher.is_closed:
                self._searcher.close()


def _sound(searcher: Any) -> Any:
    """Return the searcher after reading the last row of each segment's columns: a file cut short lacks that one."""
    try:
        for segment, _ in searcher.reader().leaf_readers():
            last = segment.doc_count_all() - 1
            if last >= 0:
                if not segment.has_column("id"):
                    raise FileNotFoundError(f"{segment} has no column of ids")
                segment.stored_fields(last)
                for field in ("id", "source", "minute"):
                    segment.column_reader(field)[last]
    except BaseException:
        searcher.close()
        raise
    return searcher


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


def _when(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
