"""What does one commit of a Whoosh index hold, as arrays?

Whoosh answers posting by posting; here its blocks are read whole, so that queries can be worked out in NumPy. Document
numbers count through all segments, in their order. Nothing here knows what a query is.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import formats
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.reading import CorruptIndexError, TermNotFound

from index.schema import CODE, GAP, LAST_MINUTE, PARTS, family_prefix, written_of
from index.whoosh_folder import only_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Documents = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Codes = NDArray[np.uint32]

MEMORY_FAMILIES = 2_000
"""Families whose words are remembered while a commit is the newest, about 50 MB; then the memory starts afresh."""

_FORMAT = formats.Existence()
"""The postings of all our fields are documents and weights, nothing else."""

_SIZES = struct.Struct("!ii")
"""Before each term in Whoosh's dictionary: the sizes of its key and of the note behind it, in bytes."""

_ARTICLES, _ARTICLES_AT = struct.Struct("!I"), 5
"""The number of articles in such a note, behind a byte of flags and a float."""

_BLOCK = 8192
"""Bytes of the dictionary that are read at a time: most families of a segment are smaller."""

_SIGN = np.uint64(1 << 63)
"""Whoosh stores signed numbers with their sign bit turned, so that they sort as bytes."""


@dataclass(slots=True)
class Form:
    """A written word of the index: in how many articles it stands, and where its postings are."""

    written: str
    articles: int = 0
    places: list[tuple[int, bytes]] = field(default_factory=list)


class Snapshot:
    """The articles of one commit. ``size`` counts them with the deleted ones that are not yet merged away.

    Every reading raises `CorruptIndexError` when files were cut short or overwritten and it shows.
    """

    def __init__(self, searcher: Any) -> None:
        self.searcher = searcher
        leaves = [(leaf, offset) for leaf, offset in searcher.reader().leaf_readers() if leaf.doc_count_all()]
        self._leaves = [leaf for leaf, _ in leaves]
        self._offsets = [offset for _, offset in leaves]
        self.size: int = searcher.doc_count_all()
        self._families: dict[str, dict[str, Form]] = {}
        self._columns: dict[str, list[Any]] = {}

    @cached_property
    @only_files()
    def live(self) -> NDArray[np.bool_]:
        """Which documents are not deleted, by number."""
        live = np.ones(self.size, np.bool_)
        for leaf, offset in zip(self._leaves, self._offsets, strict=True):
            if leaf.has_deletions():
                live[offset + np.fromiter(leaf._perdoc.deleted_docs(), np.int64)] = False
        return live

    @cached_property
    @only_files()
    def lengths(self) -> Floats:
        """Words of each document."""
        parts = [np.asarray(column._lengths, np.float64) for column in self._readers("words")]
        lengths = _joined(parts, np.float64) / CODE.itemsize
        _require(len(lengths) == self.size, "a column of words has too few rows")
        return lengths

    @cached_property
    @only_files()
    def minutes(self) -> Documents:
        """Publication of each document in minutes since the year 1, -1 for an undated one."""
        minutes = _joined([_minutes(leaf) for leaf in self._leaves], np.int64)
        _require(bool(((minutes >= -1) & (minutes <= LAST_MINUTE)).all()), "a publication is outside all years")
        return minutes

    def family(self, key: str) -> dict[str, Form]:
        """Return the written words of a family, by themselves."""
        known = self._families.get(key)
        if known is None:
            if len(self._families) >= MEMORY_FAMILIES:
                self._families.clear()
            known = self._families[key] = self._read_family(family_prefix(key))
        return known

    @only_files()
    def _read_family(self, prefix: bytes) -> dict[str, Form]:
        forms: dict[str, Form] = {}
        for number, leaf in enumerate(self._leaves):
            for term, note in _terms(leaf, prefix):
                written = written_of(term)
                form = forms.setdefault(written, Form(written))
                form.articles += _ARTICLES.unpack_from(note, _ARTICLES_AT)[0]
                form.places.append((number, note))
        return forms

    @only_files()
    def postings(self, form: Form) -> tuple[Documents, Floats]:
        """Return the documents of a written word, ascending, and its weight in each."""
        documents, weights = [], []
        for number, note in form.places:
            for block, weight in _blocks(self._leaves[number], W3TermInfo.from_bytes(note)):
                documents.append(block + self._offsets[number])
                weights.append(weight)
        return self._checked(np.concatenate(documents)), np.concatenate(weights)

    @only_files()
    def labelled(self, name: str, label: str) -> Documents:
        """Return the documents with a term in a field that is not made of words: id, version, source and the like."""
        parts = []
        for leaf, offset in zip(self._leaves, self._offsets, strict=True):
            try:
                info = leaf._terms.term_info(name, label.encode())
            except (TermNotFound, UnicodeEncodeError):  # half characters, from a command line, are in no index
                continue
            parts += [block + offset for block, _ in _blocks(leaf, info)]
        return self._checked(_joined(parts, np.int64))

    def _checked(self, documents: Documents) -> Documents:
        inside = (documents >= 0) & (documents < self.size)
        _require(bool(inside.all()), "postings name articles that are not there")
        return documents

    @only_files()
    def words(self, documents: Documents) -> tuple[Codes, Documents]:
        """Return the words of some documents behind each other, and where each one's begin and the last one's end."""
        columns = self._readers("words")
        owners = np.searchsorted(self._offsets, documents, side="right") - 1
        parts = [columns[owner][number - self._offsets[owner]] for owner, number in zip(owners, documents, strict=True)]
        bounds = np.cumsum([0, *map(len, parts)]) // CODE.itemsize
        words = np.frombuffer(b"".join(parts), CODE)
        gaps = np.searchsorted(np.flatnonzero(words == GAP), bounds)
        _require(bool((np.diff(gaps) == len(PARTS) - 1).all()), "the words of an article have other parts")
        return words, bounds

    def _readers(self, name: str) -> list[Any]:
        """Return Whoosh's readers of a column, one a segment; opening them costs more than reading an article."""
        if name not in self._columns:
            raw = name == "words"
            self._columns[name] = [leaf.column_reader(name, translate=not raw) for leaf in self._leaves]
        return self._columns[name]

    @only_files()
    def column(self, name: str, documents: Iterable[int]) -> list[Any]:
        """Return a column's value for each document."""
        columns = self._readers(name)
        bounds = [*self._offsets, self.size]
        spans = [range(first, last) for first, last in pairwise(bounds)]
        return [
            next(column[number - span.start] for column, span in zip(columns, spans, strict=True) if number in span)
            for number in documents
        ]


def _minutes(leaf: Any) -> Documents:
    """Return a segment's publication minutes; Whoosh leaves out the column, or its end, where all are undated."""
    minutes = np.full(leaf.doc_count_all(), -1, np.int64)
    if leaf.has_column("minute"):
        column = leaf.column_reader("minute", translate=False)
        raw = np.frombuffer(column._dbfile.get(column._basepos, 8 * column._count), ">u8") ^ _SIGN
        minutes[: len(raw)] = raw.astype(np.uint64).view(np.int64)
    return minutes


def _terms(leaf: Any, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield a segment's terms of ``text`` that begin so, in order, each with Whoosh's note of where its postings are.

    Whoosh reads every term by itself, in four small pieces; a family is read at once here, ten times as fast.
    """
    wanted = leaf._terms._keycoder("text", prefix)
    table = leaf._terms._tindex
    at, block, offset = table.closest_key_pos(wanted), b"", 0
    while at is not None and at < table.endofdata:
        if offset + _SIZES.size > len(block):
            block, offset = table.dbfile.get(at, _BLOCK), 0
        key_size, note_size = _SIZES.unpack_from(block, offset)
        size = _SIZES.size + key_size + note_size
        _require(key_size > 0 < note_size, "the dictionary has a term without a length")
        if offset + size > len(block):
            block, offset = table.dbfile.get(at, size), 0
        note_at = offset + _SIZES.size + key_size
        key = block[offset + _SIZES.size : note_at]
        if not key.startswith(wanted):
            return
        yield key[len(wanted) - len(prefix) :], block[note_at : offset + size]
        at, offset = at + size, offset + size


def _blocks(leaf: Any, info: Any) -> list[tuple[Documents, Floats]]:
    """Return (documents, weights) of each block of a term's postings in one segment."""
    matcher = leaf._terms._codec.postings_reader(leaf._terms._postfile, info, _FORMAT)
    blocks = []
    while matcher.is_active():
        matcher._read_data()
        gaps, weights = matcher._data[:2]
        documents = np.cumsum(np.array(gaps, np.int64))
        alike = weights is None or isinstance(weights, float)  # Whoosh then leaves the ones out, or the repetition
        blocks.append((documents, np.full(len(documents), weights or 1.0) if alike else np.array(weights, np.float64)))
        matcher._next_block()
    return blocks


def _require(sound: bool, fault: str) -> None:
    if not sound:
        raise CorruptIndexError(fault)


def _joined(parts: list[Any], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)
