"""How is tantivy built and asked? A search engine in Rust, with a writer of one thread here."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import tantivy

from benchmarks.systems import HITS, TANTIVY, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.questions import Question
    from benchmarks.systems import Opened
    from benchmarks.terms import Document

HEAP_BYTES = 2**30
"""What the writer may gather before it writes a segment: much, because it cannot be told to merge them all."""


class Tantivy:
    """tantivy, with Count and TopDocs in one search."""

    name = TANTIVY

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents, and wait for the merges."""
        writer = tantivy.Index(_schema(), str(folder)).writer(HEAP_BYTES, num_threads=1)
        for document in documents:
            writer.add_document(_document(document))
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Opened]:
        """Open what was built."""
        yield _OpenedTantivy(tantivy.Index.open(str(folder)))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        builder.add_bytes_field(f"raw_{name}", stored=True)  # its text fields are always indexed
    return builder.add_unsigned_field("day", indexed=True, fast=True).build()


def _document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_text("title", document.title)
    made.add_text("body", document.body)
    made.add_bytes("raw_title", document.raw_title.encode())
    made.add_bytes("raw_body", document.raw_body.encode())
    made.add_unsigned("day", document.day)
    return made


class _OpenedTantivy:
    def __init__(self, made: tantivy.Index) -> None:
        self._schema = made.schema
        self._searcher = made.searcher()
        self.segments: int = self._searcher.num_segments

    def prepare(self, question: Question) -> tantivy.Query:
        if question.kind == "phrase":
            return tantivy.Query.phrase_query(self._schema, "body", list(question.words))
        if question.kind == "prefix":
            return tantivy.Query.regex_query(self._schema, "body", f"{question.words[0]}.*")
        if len(question.words) == 1 and not question.days:
            return self._term(question.words[0])
        occur = tantivy.Occur.Should if question.kind in ("3 OR", "headline OR") else tantivy.Occur.Must
        parts = [(occur, self._term(word)) for word in question.words]
        if question.days:
            within = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Unsigned, *question.days)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0)))
        return tantivy.Query.boolean_query(parts)

    def _term(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "body", word)

    def ask(self, prepared: tantivy.Query) -> Answer:
        found = self._searcher.search(prepared, HITS, count=True)
        return Answer(found.count, [address for _, address in found.hits])

    def ids(self, best: Sequence[Any]) -> list[str]:
        return [self._searcher.doc(address)["id"][0] for address in best]
