"""How do changes get into an index? Gathered between two commits, by the one process that holds the lock."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from whoosh import index as whoosh_index

from documents.article import version_of
from index.builder import SegmentBuilder, Versioned
from index.codec.generation import Generation
from index.codec.segment import ArraySegment
from index.codec.storage import Folder
from index.engine import Changes
from index.errors import EngineError
from index.history import Records
from index.linking import link_copies
from index.processes import end_pool, start_pool
from index.schema import schema
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path

    from documents.article import Article
    from index.snapshot import Snapshot

MAX_CHARACTERS = 24_000_000
"""Characters of text that are gathered before a segment of them is written: about 400 MB with all around them."""

WORKER_ARTICLES = 1_000
"""Articles that a writing process gets at a time."""


@dataclass(slots=True)
class _Added:
    """Articles that go into one segment, and which of them have been replaced or deleted since."""

    articles: list[Versioned]
    gone: set[int]
    characters: int = 0


class Batch:
    """The changes since the last commit. ``snapshot`` must be of the newest commit.

    ``writing`` is what is kept from one batch to the next.
    """

    def __init__(self, snapshot: Snapshot, writing: Writing) -> None:
        self._snapshot = snapshot
        self._writing = writing
        self._generation = Generation(writing.folder, schema())
        self._open = _Added([], set())
        self._closed: list[tuple[_Added, Future[ArraySegment] | ArraySegment]] = []
        self._pending: dict[str, tuple[_Added, int, bytes]] = {}
        self._changed = False

    def add(self, article: Article, *, anew: bool = False, current: bool = False) -> Changes:
        """Add a record of an article, to those with its id, unless it tells nothing new.

        ``anew`` adds it even so; a ``current`` one is what stands now.
        """
        encoded = article.encoded()
        version = version_of(article, encoded)
        standing = None if article.id in self._pending else self._standing(article.id)
        if not anew and self._version(article.id, standing) == version:
            return Changes(unchanged=1)
        known = self._records(article.id, standing)
        records = known.joined(article, current=current) if known else Records((article,))
        if records == known:
            return Changes(unchanged=1)
        self._remove(article.id, standing)
        if records.latest is not article:
            article, encoded = records.latest, records.latest.encoded()
            version = version_of(article, encoded)
        added = self._open
        self._pending[article.id] = added, len(added.articles), version
        added.articles.append(Versioned(article, version, encoded, records.packed()))
        added.characters += len(article.title) + len(article.caption) + len(article.body)
        self._changed = True
        if added.characters >= MAX_CHARACTERS or len(added.articles) >= self._writing.most_articles:
            self._close_open()
        return Changes(updated=1) if known else Changes(added=1)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out; return the ids that were there."""
        return tuple(article_id for article_id in ids if self._remove(article_id, self._standing(article_id)))

    def commit(self) -> None:
        """Write the changes, if there are any."""
        if not self._changed:
            return
        self._close_open()
        new = []
        for added, segment in self._closed:
            written = segment if isinstance(segment, ArraySegment) else segment.result()
            written.delete_documents(added.gone)
            new.append(written)
        if new:
            known, vocabulary = self._generation.segments, self._writing.vocabulary
            link_copies(self._writing.folder, self._snapshot, known, new, vocabulary)
        self._generation.commit(new)

    def cancel(self) -> None:
        """Forget the changes and remove their files, unless a commit that failed late has put them into the index."""
        self._writing.close()  # no process should go on writing what is removed
        with suppress(OSError, EngineError, whoosh_index.IndexError):  # the folder has gone, or cannot be judged
            Generation(self._writing.folder, schema()).clean()

    def _version(self, article_id: str, standing: int | None) -> bytes | None:
        """Return the version of an article as it stands in this batch; None when it is not there."""
        if article_id in self._pending:
            return self._pending[article_id][2]
        return None if standing is None else self._snapshot.string("version", standing)

    def _records(self, article_id: str, standing: int | None) -> Records | None:
        """Return the records of an article as it stands in this batch; None when it is not there."""
        if article_id in self._pending:
            added, local, _ = self._pending[article_id]
            return Records.unpacked(added.articles[local].article, added.articles[local].history)
        return None if standing is None else self._snapshot.records(standing)

    def _standing(self, article_id: str) -> int | None:
        """Return the number of the committed article with an id, unless this batch deletes it."""
        number = self._snapshot.number(article_id)
        if number is None:
            return None
        segment, local = self._snapshot.place(number)
        return None if self._generation.segments[segment].is_deleted(local) else number

    def _remove(self, article_id: str, standing: int | None) -> bool:
        """Take out an article, whose committed form has the number ``standing``; tell whether it was there."""
        if article_id in self._pending:
            added, local, _ = self._pending.pop(article_id)
            added.gone.add(local)
            return True
        if standing is None:
            return False
        segment, local = self._snapshot.place(standing)
        self._generation.segments[segment].delete_document(local)
        self._changed = True
        return True

    def _close_open(self) -> None:
        if self._open.articles:
            self._closed.append((self._open, self._writing.write(self._open.articles)))
            self._open = _Added([], set())


class Writing:
    """Writes segments, in this process or in several. Remembers the words that it has seen."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = Folder(folder)
        self._workers = workers
        self._vocabulary: Vocabulary | None = None
        self._pool: ProcessPoolExecutor | None = None

    @property
    def most_articles(self) -> float:
        """The number of articles after which a segment is written."""
        return WORKER_ARTICLES if self._workers > 1 else np.inf

    def write(self, articles: list[Versioned]) -> Future[ArraySegment] | ArraySegment:
        """Write articles, with their versions, as a segment."""
        if self._workers > 1:
            if self._pool is None:
                self._pool = start_pool(self._workers)
            return self._submit(self._pool, articles)
        if self._vocabulary is not None and self._vocabulary.is_full:
            self._vocabulary = None
        return _write(self.folder, self.vocabulary, articles)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that this process has seen."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary()
        return self._vocabulary

    def _submit(self, pool: ProcessPoolExecutor, articles: list[Versioned]) -> Future[ArraySegment]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return pool.submit(_write_elsewhere, self.folder.path, articles)
        except (OSError, ValueError) as exc:  # its pipes are closed while it finds out that it is broken
            raise BrokenProcessPool(str(exc)) from exc

    def tidy(self, added: int) -> None:
        """Make one segment of the small ones at the end of the newest generation, to which so many were added."""
        Generation(self.folder, schema()).tidy(added)

    def close(self) -> None:
        """End the other processes; what they have not finished is lost."""
        pool, self._pool = self._pool, None
        if pool is not None:
            end_pool(pool)


def _write(folder: Folder, vocabulary: Vocabulary, articles: list[Versioned]) -> ArraySegment:
    builder = SegmentBuilder(vocabulary)
    for one in articles:
        builder.add(one)
    return builder.write(folder)


_elsewhere: list[Vocabulary] = []
"""The vocabulary of a process that writes for another one."""


def _write_elsewhere(folder: Path, articles: list[Versioned]) -> ArraySegment:
    if not _elsewhere or _elsewhere[0].is_full:
        _elsewhere[:] = [Vocabulary()]
    return _write(Folder(folder), _elsewhere[0], articles)
