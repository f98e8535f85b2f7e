"""An engine on Whoosh: an index in a folder of this machine."""

from __future__ import annotations

import json
import pickle
import struct
import threading
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.scoring import BM25F

from documents.article import Article
from index import whoosh_query
from index.arabic.analyzer import ANALYZER_VERSION, Analyzer
from index.engine import Changes, Hit, Page, Statistics
from index.errors import IndexDamagedError, IndexMissingError
from index.lock import WriteLock
from index.manifest import SCHEMA_VERSION, check_manifest, write_manifest
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
                whoosh_index.create_in(self._folder, schema())
                write_manifest(self._folder)
            finally:
                self._lock.release()

    def _open(self) -> Any:
        for attempt in range(_OPENING_TRIES):
            try:
                return whoosh_index.open_dir(self._folder, schema=schema()).searcher(weighting=WEIGHTING)
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
            article.id not in self._pending and self._number("version", version) is not None
        ):
            return Changes(unchanged=1)
        if article.id in self._pending:  # Whoosh cannot replace what is not committed yet
            self.commit()
            self._begin()
        older = self._number("id", article.id)
        if older is not None:
            self._writer.delete_document(older)
        self._writer.add_document(**to_fields(article, self.analyzer))
        self._pending[article.id] = version
        return Changes(added=1) if older is None else Changes(updated=1)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out, as `Engine.delete` says."""
        with self._turn:
            self._begin()
            gone: list[str] = []
            for article_id in dict.fromkeys(ids):
                number = self._number("id", article_id)
                if number is not None and not self._writer.is_deleted(number):
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
            query = whoosh_query.compile_query(plan.query, self.analyzer)
            allowed = whoosh_query.compile_filters(plan.filters)
            if plan.sort == "relevance":
                scored, total = whoosh_query.best(searcher, query, allowed, plan.offset + plan.limit)
            else:
                scored, total = whoosh_query.by_date(searcher, query, allowed, newest_first=plan.sort == "newest")
            window = scored[plan.offset : plan.offset + plan.limit]
            ids = searcher.reader().column_reader("id")
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
            return tuple((word, reader.doc_frequency("exact", word)) for word in words)

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
            column = reader.column_reader("source")
            sources = Counter(column[number] for number in numbers)
            return Statistics(
                articles=int(searcher.doc_count()),
                generation=int(reader.generation()),
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
                writer.cancel()
            self._lock.release()
            self._searcher.close()


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
