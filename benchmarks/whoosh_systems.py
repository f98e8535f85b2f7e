"""How are the two Whooshes built and asked: stock Whoosh with its own codec, and Whoosh with ours?

Both have the same schema, and are asked the same query objects.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whoosh import fields, query, scoring
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.systems import HITS, OURS, WHOOSH, Answer
from index.codec.collector import ArrayCollector
from index.codec.storage import create_index, open_index
from index.codec.writer import ArrayWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.questions import Question
    from benchmarks.systems import Opened
    from benchmarks.terms import Document

POOL_MB = 512
"""What stock Whoosh may gather before it sorts on the disk: more than its own 128, which is slower."""


def schema() -> fields.Schema:
    """Return Whoosh's schema of a field of stems, for Whoosh's own codec and for ours."""
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True, stored=True)
    # One term a day: finer steps for ranges would cost both more than they save, with so few different days.
    day = fields.NUMERIC(int, bits=32, signed=False, shift_step=0)
    return fields.Schema(id=fields.ID(stored=True), title=text, body=text, day=day)


def whoosh_query(question: Question) -> tuple[Any, Any]:
    """Return Whoosh's query, and its filter or None."""
    terms = [query.Term("body", word) for word in question.words]
    if question.kind == "phrase":
        return query.Phrase("body", list(question.words)), None
    if question.kind == "prefix":
        return query.Prefix("body", question.words[0]), None
    if question.kind == "2 AND":
        return query.And(terms), None
    within = query.NumericRange("day", *question.days) if question.days else None
    return terms[0] if len(terms) == 1 else query.Or(terms), within


class StockWhoosh:
    """Whoosh with its own codec and its own search."""

    name = WHOOSH

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents as one segment."""
        writer = whoosh_index.create_in(folder, schema()).writer(limitmb=POOL_MB, compound=False)
        for document in documents:
            writer.add_document(
                id=document.id,
                title=document.title,
                body=document.body,
                day=document.day,
                _stored_title=document.raw_title,
                _stored_body=document.raw_body,
            )
        writer.commit()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Opened]:
        """Open what was built."""
        with whoosh_index.open_dir(folder).searcher(weighting=scoring.BM25F()) as searcher:
            yield _OpenedWhoosh(searcher)


class _OpenedWhoosh:
    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self.segments = len(searcher.reader().leaf_readers())

    def prepare(self, question: Question) -> tuple[Any, Any]:
        return whoosh_query(question)

    def ask(self, prepared: tuple[Any, Any]) -> Answer:
        wanted, within = prepared
        results = self._searcher.search(wanted, limit=HITS, filter=within)
        return Answer(len(results), [document for _, document in results.top_n])

    def ids(self, best: Sequence[int]) -> list[str]:
        return [self._searcher.stored_fields(document)["id"] for document in best]


class Ours:
    """Whoosh with our codec and our collector: the same schema and the same queries."""

    name = OURS

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents, and merge the segments that the codec divides them into."""
        writer = ArrayWriter(create_index(folder, schema()))
        for document in documents:
            writer.add_document(
                id=document.id,
                title=document.title.split(),
                body=document.body.split(),
                day=document.day,
                _stored_title=document.raw_title,
                _stored_body=document.raw_body,
            )
        writer.commit(optimize=True)

    @contextmanager
    def open(self, folder: Path) -> Iterator[Opened]:
        """Open what was built."""
        with open_index(folder, schema()).searcher(weighting=scoring.BM25F()) as searcher:
            yield _OpenedOurs(searcher)


class _OpenedOurs(_OpenedWhoosh):
    def ask(self, prepared: tuple[Any, Any]) -> Answer:
        wanted, within = prepared
        collector = ArrayCollector(HITS, filter=within)
        self._searcher.search_with_collector(wanted, collector)
        return Answer(collector.count(), [document for _, document in collector.items])
