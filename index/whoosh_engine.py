"""An engine on Whoosh: an index in a folder of this machine."""

from __future__ import annotations

import json
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from documents.article import Article
from index.answering import Answering
from index.arabic.analyzer import ANALYZER_VERSION, Analyzer
from index.engine import Changes, Hit, Page, Statistics
from index.lock import WriteLock
from index.manifest import SCHEMA_VERSION
from index.schema import EPOCH
from index.whoosh_folder import create_index, manifest_identity, only_files, open_searcher, reading, writing
from index.whoosh_reader import Snapshot
from index.whoosh_writer import Batch, document_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from index.engine import Plan


BUSY_SECONDS = 0.5
"""How long a health check waits for a turn before it answers without one."""


class WhooshEngine:
    """Searches and writes one folder. Safe to share between threads: they take turns."""

    def __init__(self, folder: Path, *, create: bool, wait_seconds: float, workers: int) -> None:
        self.analyzer = Analyzer()
        self._folder = folder
        self._workers = workers
        self._lock = WriteLock(folder, wait_seconds)
        self._turn = threading.RLock()
        self._batch: Batch | None = None
        if create:
            create_index(folder, self._lock)
        self._identity = manifest_identity(folder)
        self._look(open_searcher(folder))

    def _look(self, searcher: Any) -> None:
        self._searcher = searcher
        self._snapshot = Snapshot(searcher)
        self._answering: Answering | None = None

    def _fresh(self) -> Any:
        """Return a searcher of the newest commit."""
        identity = manifest_identity(self._folder)
        if identity != self._identity or not self._searcher.up_to_date():
            old = self._searcher
            self._look(open_searcher(self._folder))
            self._identity = identity
            old.close()
        return self._searcher

    # Writing

    def add(self, articles: Iterable[Article]) -> Changes:
        """Keep articles, as `Engine.add` says."""
        with self._turn:
            changes = Changes()
            for article in articles:  # an error of theirs leaves the batch as it is
                with self._writing():
                    changes += self._add(article)
            return changes

    def _add(self, article: Article) -> Changes:
        batch = self._open_batch()
        if batch.has(article):
            return Changes(unchanged=1)
        if batch.blocks(article.id):
            self.commit()
            batch = self._open_batch()
        return batch.add(article)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out, as `Engine.delete` says."""
        with self._writing():
            wanted = tuple(dict.fromkeys(ids))
            if any(self._open_batch().blocks(article_id) for article_id in wanted):
                self.commit()
            return self._open_batch().delete(wanted)

    def commit(self) -> None:
        """Make the changes lasting and visible, as `Engine.commit` says."""
        with self._writing():
            if self._batch is not None:
                self._batch.commit()
                self._batch = None
            self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Take a turn that may write; a failure forgets the batch and lets go of the lock."""
        with self._turn:
            try:
                with writing(self._folder):
                    yield
            except BaseException:
                self._forget()
                raise

    def _forget(self) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.cancel()
        self._lock.release()

    def _open_batch(self) -> Batch:
        if self._batch is None:
            self._lock.acquire()
            self._batch = Batch(self._folder, self._fresh(), self.analyzer, self._workers)
        return self._batch

    # Reading

    def run(self, plan: Plan) -> Page:
        """Answer a question, as `Engine.run` says."""
        with self._turn, reading(self._folder):
            searcher = self._fresh()
            if self._answering is None:
                self._answering = Answering(self._snapshot, self.analyzer)
            answer = self._answering.answer(plan)
            numbers = answer.documents.tolist()
            ids = self._snapshot.column("id", numbers)
            articles = (self._article(searcher, number) if plan.with_articles else None for number in numbers)
            hits = map(Hit, ids, answer.scores.tolist(), articles, answer.evidence)
            return Page(tuple(hits), answer.total)

    @staticmethod
    @only_files()
    def _article(searcher: Any, number: int) -> Article:
        return Article.from_json(json.loads(searcher.stored_fields(number)["article"]))

    def get(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""
        with self._turn, reading(self._folder):
            searcher = self._fresh()
            number = document_number(searcher, "id", article_id)
            return None if number is None else self._article(searcher, number)

    def count(self) -> int:
        """Return the number of articles; while queries keep the index busy, that of the commit they look at."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            return int(self._searcher.doc_count())
        try:
            return int(self._fresh().doc_count())
        finally:
            self._turn.release()

    def statistics(self) -> Statistics:
        """Return facts about the index."""
        with self._turn, reading(self._folder):
            searcher = self._fresh()
            reader = searcher.reader()
            numbers = np.flatnonzero(self._snapshot.live)
            minutes = self._snapshot.minutes[numbers]
            minutes = minutes[minutes >= 0]
            sources = Counter(self._snapshot.column("source", numbers.tolist()))
            return Statistics(
                articles=int(searcher.doc_count()),
                generation=reader.generation() or 0,
                segments=len(reader.leaf_readers()),
                size_bytes=sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file()),
                schema_version=SCHEMA_VERSION,
                analyzer_version=ANALYZER_VERSION,
                first=_when(int(minutes.min())) if len(minutes) else None,
                last=_when(int(minutes.max())) if len(minutes) else None,
                sources=tuple(sources.most_common()),
            )

    def close(self) -> None:
        """Let go of files; changes that were not committed are forgotten."""
        with self._turn:
            self._forget()
            if not self._searcher.is_closed:
                self._searcher.close()


def _when(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
