"""Does Whoosh find, score and list the same on our files as on its own, however they came about?"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import FileIndex, create_in
from whoosh.query import spans
from whoosh.reading import TermNotFound
from whoosh.util.numeric import length_to_byte

from index.codec.reading import LENGTHS, DocumentsReader, TermsReader, length_bytes
from index.codec.segment import ArrayCodec
from index.codec.storage import Folder, create_index, open_index
from index.codec.writer import ArrayWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    Document = dict[str, Any]

WORDS = "بحر بحار بحيرة كتاب كتب كاتب قلم".split()
ASKED = [*WORDS, "بحري", "كتابة"]
"""Two of these stand nowhere."""
DAYS = [datetime(2024, 1, 1), datetime(2025, 6, 1, 12)]

SCHEMA = fields.Schema(
    serial=fields.STORED,
    id=fields.ID(unique=True, stored=True, sortable=True),
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
    title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.5),
    words=fields.KEYWORD,
    number=fields.NUMERIC(int, bits=32, sortable=True),
    day=fields.DATETIME(sortable=True),
)
TEXTS = ("id", "text", "title", "words")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
ids = st.sampled_from("abcdefg")
documents = st.fixed_dictionaries(
    {"id": ids},
    optional={
        "text": texts,
        "title": texts,
        "words": texts,
        "number": st.integers(-3, 5),
        "day": st.sampled_from(DAYS),
        "_text_boost": st.sampled_from([1.0, 2.0, 1.5]),
    },
)


@dataclass(frozen=True)
class Commit:
    """What is done until a commit, in this order."""

    deleted: list[str] = field(default_factory=list)
    updated: list[Document] = field(default_factory=list)
    added: list[Document] = field(default_factory=list)
    optimize: bool = False


commits = st.builds(
    Commit,
    st.lists(ids, max_size=2),
    st.lists(documents, max_size=2, unique_by=lambda one: one["id"]),
    st.lists(documents, max_size=5),
    st.sampled_from([False, False, False, True]),
)
histories = st.lists(commits, min_size=1, max_size=6)


@dataclass
class Written:
    """An index by `ArrayWriter`, all documents by their serial numbers, and the numbers of those that are left."""

    index: FileIndex
    every: list[Document] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    def commit(self, commit: Commit) -> None:
        writer = ArrayWriter(self.index)
        for one in commit.deleted:
            writer.delete_by_term("id", one)
        for document in commit.updated:
            writer.update_document(serial=self._next(document), **document)
        for document in commit.added:
            writer.add_document(serial=self._next(document), **document)
        writer.commit(optimize=commit.optimize)
        new = range(len(self.every) - len(commit.updated) - len(commit.added), len(self.every))
        self.left = [one for one in self.left if self.every[one]["id"] not in commit.deleted]
        for document in commit.updated:  # Whoosh looks for one with the same id, as there should be no more
            if standing := [one for one in self.left if self.every[one]["id"] == document["id"]]:
                self.left.remove(standing[0])
        self.left += new

    def _next(self, document: Document) -> int:
        self.every.append(document)
        return len(self.every) - 1


def copied(written: Written, index: FileIndex, **options: Any) -> FileIndex:
    """Write the documents of an index into another one by Whoosh, with the same segments and deletions."""
    with written.index.reader() as reader:
        leaves = [leaf for leaf, _ in reader.leaf_readers()] if reader.doc_count_all() else []
        for leaf in leaves:
            writer = index.writer(**options)
            for number in range(leaf.doc_count_all()):
                serial = leaf.stored_fields(number)["serial"]
                writer.add_document(serial=serial, **written.every[serial])
            writer.commit(merge=False)
        writer = index.writer(**options)
        for number in range(reader.doc_count_all()):
            if reader.is_deleted(number):
                writer.delete_document(number)
        writer.commit(merge=False)
    return index


@contextmanager
def indexes(history: list[Commit]) -> Iterator[tuple[Written, FileIndex, FileIndex]]:
    """Give an index by our writer, and what Whoosh's writer makes of the same with its own codec and with ours."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / one for one in ("ours", "theirs", "mixed")]
        for path in paths:
            path.mkdir()
        written = Written(create_index(paths[0], SCHEMA))
        for commit in history:
            written.commit(commit)
        theirs = copied(written, create_in(paths[1], SCHEMA))
        mixed = copied(written, FileIndex.create(Folder(paths[2]), SCHEMA), codec=ArrayCodec())
        yield written, theirs, mixed


boosts = st.sampled_from([1.0, 1.0, 0.5, 2.0])
asked = st.sampled_from(ASKED)
names = st.sampled_from(["text", "text", "title", "words"])
bounds = st.none() | st.integers(-4, 6)
sides = {"startexcl": st.booleans(), "endexcl": st.booleans(), "boost": boosts}
terms = st.builds(q.Term, names, asked, boost=boosts)
positional = st.builds(q.Term, st.sampled_from(["text", "title"]), asked)
near = {"slop": st.integers(1, 3), "ordered": st.booleans()}
leaves = st.one_of(
    terms,
    terms,
    st.builds(q.Term, st.just("id"), ids),
    st.builds(q.Prefix, names, st.sampled_from(["ب", "بح", "كت", "ق", "\u10ff"]), boost=boosts),
    st.builds(q.Wildcard, names, st.sampled_from(["*ب", "ك?ا*", "ب*ر", "*"]), boost=boosts),
    st.builds(q.FuzzyTerm, names, asked, boost=boosts, maxdist=st.integers(1, 2), prefixlength=st.integers(0, 1)),
    st.builds(q.TermRange, names, st.none() | asked, st.none() | asked, **sides),
    st.builds(q.NumericRange, st.just("number"), bounds, bounds, **sides),
    st.builds(q.DateRange, st.just("day"), *2 * [st.none() | st.sampled_from(DAYS)], **sides),
    st.builds(q.Phrase, st.sampled_from(["text", "title"]), st.lists(asked, max_size=3), slop=st.integers(1, 3)),
    st.builds(q.Every, st.sampled_from([None, "text", "number"]), boost=boosts),
)


def compounds(child: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(child, min_size=1, max_size=3)
    return st.one_of(
        st.builds(q.And, several, boost=boosts),
        st.builds(q.Or, several, boost=boosts),
        st.builds(lambda wanted, unwanted: q.And([wanted, q.Not(unwanted)]), child, child),
        st.builds(q.Not, child),
        st.builds(q.AndNot, child, child),
        st.builds(q.AndMaybe, child, child),
        st.builds(q.Require, child, child),
        st.builds(q.ConstantScoreQuery, child, st.sampled_from([1.0, 3.0])),
        st.builds(q.DisjunctionMax, several),
    )


queries = st.one_of(
    st.recursive(leaves, compounds, max_leaves=5),
    st.builds(spans.SpanNear, positional, positional, **near),
    st.builds(spans.SpanNear2, st.lists(positional, min_size=2, max_size=3), **near),
    st.builds(spans.SpanFirst, positional, limit=st.integers(0, 2)),
    st.builds(spans.SpanOr, st.lists(positional, min_size=1, max_size=3)),
    st.builds(spans.SpanNot, positional, positional),
)

Hits = list[tuple[int, float]]


def hits(searcher: Any, query: Any, **options: Any) -> Hits | type[Exception]:
    """Return documents with their scores, the best first; or the error, as Whoosh fails on some trees."""
    try:
        return [*searcher.search(query, **options).items()]
    except (NotImplementedError, AssertionError, ValueError, q.QueryError) as exc:
        return type(exc)


def same(expected: Hits | type[Exception], found: Hits | type[Exception]) -> None:
    if isinstance(expected, type) or isinstance(found, type):
        assert found == expected
    else:
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-5)
        assert dict(found) == pytest.approx(dict(expected), rel=1e-5)


def order(found: Hits | type[Exception]) -> list[int] | type[Exception]:
    return found if isinstance(found, type) else [number for number, _ in found]


def compare(theirs: Any, ours: Any, query: Any, narrow: dict[str, Any]) -> None:
    same(hits(theirs, query, limit=None), hits(ours, query, limit=None))
    same(hits(theirs, query, limit=None, **narrow), hits(ours, query, limit=None, **narrow))
    same(hits(theirs, query, limit=2), hits(ours, query, limit=2))  # passes over blocks of postings
    for name in ("number", "day", "id"):
        assert order(hits(theirs, query, limit=3, sortedby=name)) == order(hits(ours, query, limit=3, sortedby=name))


@settings(max_examples=50)
@given(histories, st.lists(queries, min_size=1, max_size=6), terms)
def test_whoosh_finds_and_scores_the_same(history: list[Commit], asked: list[Any], within: Any) -> None:
    with (
        indexes(history) as (written, theirs, mixed),
        theirs.searcher() as one,
        written.index.searcher() as other,
        mixed.searcher() as third,
    ):
        for query in asked:
            for narrow in ({"filter": within}, {"mask": within}):
                compare(one, other, query, narrow)
                compare(one, third, query, narrow)


@settings(max_examples=50)
@given(histories)
def test_documents_come_and_go_and_keep_their_order(history: list[Commit]) -> None:
    with tempfile.TemporaryDirectory() as name:
        written = Written(create_index(Path(name), SCHEMA))
        for commit in history:
            written.commit(commit)
            with open_index(Path(name), SCHEMA).searcher() as searcher:
                assert [stored["serial"] for stored in searcher.documents()] == written.left
                for one in "abcdefg":
                    expected = [serial for serial in written.left if written.every[serial]["id"] == one]
                    assert [stored["serial"] for stored in searcher.documents(id=one)] == expected
        written.commit(Commit(optimize=True))
        with written.index.reader() as reader:
            assert reader.doc_count_all() == reader.doc_count() == len(written.left)


def statistics(reader: Any, field_name: str, term: bytes) -> list[float]:
    info = reader.term_info(field_name, term)
    weights = info.weight(), info.doc_frequency(), info.max_weight()
    return [*weights, info.min_length(), info.max_length(), info.min_id(), info.max_id()]


def listed(reader: Any) -> dict[str, Any]:
    """Return all that a reader tells of its documents."""
    numbers = [*reader.all_doc_ids()]
    return {
        "counts": (reader.doc_count(), reader.doc_count_all(), reader.has_deletions()),
        "numbers": numbers,
        "deleted": [reader.is_deleted(number) for number in range(reader.doc_count_all())],
        "stored": [reader.stored_fields(number) for number in numbers],
        "documents": [*reader.iter_docs()],
        # Whoosh has None for documents without words where other documents have some
        "lengths": {name: [reader.doc_field_length(number, name) or 0 for number in numbers] for name in TEXTS},
        "sums": {name: reader.field_length(name) for name in TEXTS},
        "terms": [*reader.all_terms()],
        "fields": sorted(reader.indexed_field_names()),
    }


def looked_up(reader: Any, name: str, word: str) -> dict[str, Any]:
    """Return all that a reader tells of a word and those around it; weights here are exact in 32 bits."""
    term = word.encode()
    try:
        first, posted = reader.first_id(name, word), [*reader.postings(name, word).all_ids()]
    except TermNotFound:
        first, posted = None, []
    return {
        "first": first,
        "posted": posted,
        "has": (name, term) in reader,
        "documents": reader.doc_frequency(name, word),
        "weight": reader.frequency(name, word),
        "near": sorted(reader.terms_within(name, word, 1)),
        "prefix": [*reader.expand_prefix(name, word[:2])],
        "from": [found for found, _ in reader.iter_from(name, term) if found[0] == name],
        "statistics": statistics(reader, name, term) if (name, term) in reader else None,
        "frequent": sorted(reader.most_frequent_terms(name, 100)),
    }


def walked(leaf: Any, name: str, words: list[str]) -> list[Any]:
    """Return what a cursor gives on its way through a field, and where it lands when it looks for words."""
    cursor, seen = leaf.cursor(name), []
    while cursor.is_valid():
        seen.append((cursor.text(), cursor.term_info().weight()))
        cursor.next()
    landed = [(cursor.find(word), cursor.is_valid(), cursor.text(), cursor.next()) for word in words]
    return [*seen, *landed, cursor.first(), cursor.text()]


@settings(max_examples=40)
@given(histories)
def test_a_reader_tells_the_same(history: list[Commit]) -> None:
    with (
        indexes(history) as (written, theirs, mixed),
        theirs.reader() as one,
        written.index.reader() as other,
        mixed.reader() as third,
    ):
        for ours in (other, third):
            assert listed(ours) == listed(one)
            for name in ("text", "title", "words"):
                assert [*ours.lexicon(name)] == [*one.lexicon(name)]
                for word in ASKED:
                    assert looked_up(ours, name, word) == looked_up(one, name, word)
            if one.doc_count_all():
                for (mine, _), (whooshs, _) in zip(ours.leaf_readers(), one.leaf_readers(), strict=True):
                    for name in {*whooshs.indexed_field_names()} & {"text", "title"}:
                        assert walked(mine, name, ASKED) == walked(whooshs, name, ASKED)
                        assert mine.min_field_length(name) == whooshs.min_field_length(name)
                        assert mine.max_field_length(name) == whooshs.max_field_length(name)


def test_lengths_are_rounded_as_by_whoosh() -> None:
    lengths = [*range(2000), 10_000, 1 << 20, 1 << 40]
    assert length_bytes(np.array(lengths)).tolist() == [length_to_byte(length) for length in lengths]
    assert LENGTHS.tolist() == sorted(LENGTHS.tolist())


def test_terms_from_go_on_in_the_fields_behind(tmp_path: Path) -> None:
    with ArrayWriter(create_index(tmp_path, SCHEMA)) as writer:
        writer.add_document(id="a", text="بحر كتاب", title="قلم")
    segment = open_index(tmp_path, SCHEMA)._segments()[0]
    reader = TermsReader(Folder(tmp_path), segment)
    after = [("text", "كتاب".encode()), ("title", "قلم".encode())]
    assert [*reader.terms_from("text", "ت".encode())] == after
    assert [term for term, _ in reader.items_from("text", "ت".encode())] == after
    assert [term for term, _ in reader.items()] == [*reader.terms()]
    assert [info.doc_frequency() for _, info in reader.items()] == [1, 1, 1, 1]
    with pytest.raises(TermNotFound):
        reader.term_info("text", b"none")
    with pytest.raises(TermNotFound):
        reader.matcher("none", b"none", None)
    assert (reader.frequency("text", b"none"), reader.doc_frequency("none", b"none")) == (0, 0)


def test_a_reader_takes_over_a_file_with_other_deletions(tmp_path: Path) -> None:
    with ArrayWriter(create_index(tmp_path, SCHEMA)) as writer:
        writer.add_document(id="a")
        writer.add_document(id="b")
    segment = open_index(tmp_path, SCHEMA)._segments()[0]
    reader = DocumentsReader(Folder(tmp_path), segment)
    segment.delete_document(1)
    later = reader.with_deletions(segment)
    assert later.file() is reader.file()
    assert (reader.doc_count(), later.doc_count()) == (2, 1)
    assert ([*reader.deleted_docs()], [*later.deleted_docs()]) == ([], [1])
