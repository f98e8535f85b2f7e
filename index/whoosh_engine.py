"""An engine on Whoosh: an index in a folder of this machine."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from index.answering import Answering
from index.arabic.analyzer import ANALYZER_VERSION, Analyzer
from index.arabic.relation import Relation
from index.completion import complete_headline, complete_word, correct
from index.deadline import check_time
from index.engine import MOST_COPIES, Changes, Hit, Page, Statistics
from index.facets import FacetCounter
from index.folder import (
    committed,
    create_index,
    manifest_identity,
    newest_generation,
    open_snapshot,
    settled,
    size_bytes,
    writing,
)
from index.lock import WriteLock
from index.manifest import SCHEMA_VERSION
from index.schema import EPOCH
from index.telling import copy, tellers
from index.writer import Batch, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from documents.article import Article
    from index.answering import Window
    from index.completion import Completion, Correction, Headline
    from index.engine import Plan
    from index.history import History
    from index.snapshot import Snapshot
    from index.telling import Copy


_NAME = "بوتين"
"""Any foreign name: what is needed for such is made when the first one is looked up."""

BUSY_SECONDS = 0.5
"""How long a health check waits for a turn before it answers without one."""


class WhooshEngine:
    """Searches and writes one folder. Safe to share between threads: they take turns."""

    def __init__(self, folder: Path, *, create: bool, wait_seconds: float, workers: int) -> None:
        self.analyzer = Analyzer()
        self._folder = folder
        self._lock = WriteLock(folder, wait_seconds)
        self._turn = threading.RLock()
        self._writer = Writing(folder, workers)
        self._batch: Batch | None = None
        if create:
            create_index(folder, self._lock)
        self._identity = manifest_identity(folder)
        self._look(open_snapshot(folder))

    def _look(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._answering: Answering | None = None

    def _fresh(self) -> Snapshot:
        """Return the newest generation."""
        check_time()  # it may have run out while others had their turns
        identity = manifest_identity(self._folder)
        if identity != self._identity:
            self._look(open_snapshot(self._folder))
            self._identity = identity
        elif newest_generation(self._folder) != self._snapshot.generation:
            self._look(open_snapshot(self._folder, self._snapshot))
        return self._snapshot

    # Writing

    def add(self, articles: Iterable[Article], *, anew: bool = False, current: bool = False) -> Changes:
        """Keep articles, as `Engine.add` says."""
        with self._turn:
            changes = Changes()
            for article in articles:  # an error of theirs leaves the batch as it is
                with self._writing():
                    changes += self._open_batch().add(article, anew=anew, current=current)
            return changes

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out, as `Engine.delete` says."""
        with self._writing():
            return self._open_batch().delete(tuple(dict.fromkeys(ids)))

    def commit(self) -> None:
        """Make the changes lasting and visible, as `Engine.commit` says."""
        with self._writing():
            if self._batch is not None:
                self._batch.commit()
                self._batch = None
                self._look(settled(self._folder, self._snapshot))
            self._lock.release()

    def tidy(self, added: int = 0) -> None:
        """Make one segment of the small ones at the end, as `Engine.tidy` says."""
        with self._writing():
            if self._batch is None:
                self._lock.acquire()
                self._writer.tidy(added)
                self._look(settled(self._folder, self._snapshot))
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
        try:
            if batch is not None:
                batch.cancel()
        finally:
            self._lock.release()

    def _open_batch(self) -> Batch:
        if self._batch is None:
            self._lock.acquire()
            self._batch = Batch(self._fresh(), self._writer)
        return self._batch

    # Reading

    def run(self, plan: Plan) -> Page:
        """Answer a question, as `Engine.run` says."""
        with self._turn:
            answer, snapshot = self._answers().answer(plan), self._snapshot
            hits = self._hits(answer.window, with_articles=plan.with_articles)
            numbers = answer.total, answer.stories
            return Page(hits, *numbers, answer.facets, answer.matched, answer.variants, snapshot.generation)

    def _answers(self) -> Answering:
        """Return what answers from the newest generation."""
        snapshot = self._fresh()
        if self._answering is None:
            self._answering = Answering(snapshot, self.analyzer)
        return self._answering

    def _hits(self, window: Window, *, with_articles: bool) -> tuple[Hit, ...]:
        snapshot, numbers = self._snapshot, window.documents.tolist()
        ids = (snapshot.string("id", number).decode() for number in numbers)
        hits = map(Hit, ids, window.scores.tolist(), repeat(None), window.evidence)
        if not with_articles:
            return tuple(hits)
        return tuple(self._with_article(hit, number) for hit, number in zip(hits, numbers, strict=True))

    def _with_article(self, hit: Hit, number: int) -> Hit:
        snapshot = self._snapshot
        told = tellers(snapshot, number)
        first = [other for other in told[: MOST_COPIES + 1] if other != number][:MOST_COPIES]
        copies = tuple(copy(snapshot, other) for other in first)
        return replace(hit, article=snapshot.article(number), copies=copies, others=len(told) - 1)

    def story(self, article_id: str) -> tuple[Copy, ...]:
        """Return the articles that tell the story of one, as `Engine.story` says."""
        with self._turn:
            snapshot = self._fresh()
            number = snapshot.number(article_id)
            return () if number is None else tuple(copy(snapshot, one) for one in tellers(snapshot, number))

    def similar(self, article_id: str, limit: int) -> tuple[Hit, ...]:
        """Return the articles that are most like one, as `Engine.similar` says."""
        with self._turn:
            answers = self._answers()
            number = self._snapshot.number(article_id)
            return () if number is None else self._hits(answers.similar(number, limit), with_articles=True)

    def complete(self, typed: str, limit: int, before: str = "") -> tuple[Completion, ...]:
        """Return how a word may go on, as `Engine.complete` says."""
        with self._turn:
            answers = self._answers()
            return complete_word(self._snapshot, typed, limit, answers.with_last_word(before))

    def headlines(self, typed: str, limit: int) -> tuple[Headline, ...]:
        """Return headlines by their beginning, as `Engine.headlines` says."""
        with self._turn:
            return complete_headline(self._fresh(), typed, limit)

    def warm(self) -> None:
        """Prepare completion and corrections, as `Engine.warm` says."""
        with self._turn:
            snapshot = self._fresh()
            self._answers().frequency(_NAME, Relation.NAME)
        for part in snapshot.parts:  # without a turn: what two threads make at once is the same
            if spellings := snapshot.spellings(part):
                spellings.warm()
            snapshot.headlines(part)

    def frequencies(self, words: Iterable[str], farthest: Relation = Relation.NAME) -> list[int]:
        """Return how often words are answered, as `Engine.frequencies` says."""
        with self._turn:
            answering = self._answers()
            return [answering.frequency(word, farthest) for word in words]

    def corrections(self, word: str, limit: int) -> tuple[Correction, ...]:
        """Return what a word may be mistyped for, as `Engine.corrections` says."""
        with self._turn:
            return correct(self._fresh(), word, limit)

    def get(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""
        with self._turn:
            snapshot = self._fresh()
            number = snapshot.number(article_id)
            return None if number is None else snapshot.article(number)

    def history(self, article_id: str) -> History | None:
        """Return the versions of one article, as `Engine.history` says."""
        with self._turn:
            snapshot = self._fresh()
            number = snapshot.number(article_id)
            return None if number is None else snapshot.records(number).history()

    def count(self) -> int:
        """Return the number of articles; while queries keep the index busy, that of the generation they look at."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            return self._snapshot.count
        try:
            return self._fresh().count
        finally:
            self._turn.release()

    def generation(self) -> int:
        """Return the number of the newest generation, without waiting for a turn."""
        return newest_generation(self._folder)

    def committed(self) -> datetime | None:
        """Return when the newest generation was committed, as `Engine.committed` says."""
        return committed(self._folder, self.generation())

    def statistics(self) -> Statistics:
        """Return facts about the index."""
        with self._turn:
            snapshot = self._fresh()
            minutes = snapshot.minutes[snapshot.live]
            minutes = minutes[minutes >= 0]
            return Statistics(
                articles=snapshot.count,
                generation=snapshot.generation,
                segments=len(snapshot.parts),
                size_bytes=size_bytes(self._folder),
                schema_version=SCHEMA_VERSION,
                analyzer_version=ANALYZER_VERSION,
                first=_when(int(minutes.min())) if len(minutes) else None,
                last=_when(int(minutes.max())) if len(minutes) else None,
                sources=_sources(snapshot),
                months=FacetCounter(snapshot).counts(np.flatnonzero(snapshot.live), ("month",))["month"],
                committed=committed(self._folder, snapshot.generation),
            )

    def close(self) -> None:
        """Let go of files; changes that were not committed are forgotten."""
        with self._turn:
            self._forget()
            self._writer.close()


def _sources(snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """Return the sources with their numbers of articles, in the outlets' own spellings, the largest first."""
    counts: Counter[str] = Counter()
    for part in snapshot.parts:
        columns = part.documents.columns
        labels, ranks = columns.labels("source"), columns.ranks("source")[snapshot.live[part.first : part.last]]
        for rank, count in enumerate(np.bincount(ranks, minlength=len(labels)).tolist()):
            if count:
                counts[labels[rank].decode()] += count
    return tuple(counts.most_common())


def _when(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
