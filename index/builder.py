"""How do articles become a segment? Gathers the words, labels and texts of many articles, and writes them at once.

A run of text between spaces is analysed when it is first seen; after that it is a look into a dictionary.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from index.codec.columns import Joined, Labels
from index.codec.inverter import Inverter
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.storage import INDEX_NAME
from index.codec.writing import write_documents, write_terms
from index.copies import FEW_WORDS, KEY, SENTENCE_END, TEXT_BYTES, fold_code, traces
from index.schema import CODE, GAP, MAX_TITLE_WORDS, SIGN, TITLE_WEIGHT, label, schema, to_minute, word_code, word_term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from documents.article import Article
    from index.arabic.analyzer import Analyzer, Word
    from index.codec.columns import Values
    from index.codec.storage import Folder

LABELS = ("source", "section", "author")

MAX_RUNS = 400_000
"""Distinct runs of text that are remembered, some 200 MB; then the vocabulary starts afresh."""


class Vocabulary:
    """The numbers of the words that a writer has seen: of each the term, and the codes of itself and of its fold.

    Number 0 is `GAP`'s. ``folds_by_code`` has the fold's code by the word's, also of words that have no number.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._runs: dict[str, tuple[int, ...]] = {}
        self._shown: dict[str, int] = {}
        self._places: dict[tuple[str, str], tuple[int, ...]] = {}
        self.numbers: dict[bytes, int] = {b"": 0}
        self.codes = array("I", [GAP])
        self.folds = array("I", [0])
        self.folds_by_code: dict[int, int] = {}

    @property
    def is_full(self) -> bool:
        """Tell whether it should start afresh."""
        return len(self._runs) > MAX_RUNS or len(self.folds_by_code) > MAX_RUNS

    def words(self, text: str) -> list[int]:
        """Return the numbers of a text's words, in order."""
        found: list[int] = []
        runs = self._runs
        for run in text.split():
            known = runs.get(run)
            found += self._learn(run) if known is None else known
        return found

    def sentences(self, text: str) -> list[list[int]]:
        """Return the numbers of a text's words, in order, sentence by sentence."""
        return [words for sentence in SENTENCE_END.split(text) if (words := self.words(sentence))]

    def told(self, article: Article) -> NDArray[np.uint32]:
        """Return the codes of the folds of the words by which an article is compared with others, in order."""
        sentences = told(self.words(article.title), self.sentences(article.body))
        return np.array([self.folds[number] for sentence in sentences for number in sentence], CODE)

    def place(self, section: str, source: str) -> tuple[int, ...]:
        """Return the numbers of the words of section and source, without what is attached before them."""
        known = self._places.get((section, source))
        if known is None:
            words = self._analyzer.words(f"{section} {source}")
            # the leading space keeps them apart from terms: they have a code, and no postings
            known = self._places[section, source] = tuple(
                self._number(f" {word.base}", word.base, word.base) for word in words
            )
        return known

    def _learn(self, run: str) -> tuple[int, ...]:
        known = self._runs[run] = tuple(map(self._word, self._analyzer.run_words(run)))
        return known

    def _word(self, word: Word) -> int:
        number = self._shown.get(word.shown)
        if number is None:
            number = self._shown[word.shown] = self._number(word_term(word), word.written, word.fold)
        return number

    def _number(self, term: str, written: str, fold: str) -> int:
        number = self.numbers.setdefault(term.encode(), len(self.numbers))
        if number == len(self.codes):
            self.codes.append(word_code(written.encode()))
            self.folds.append(fold_code(fold))
            self.folds_by_code[self.codes[-1]] = self.folds[-1]
        return number


@dataclass(frozen=True, slots=True)
class Versioned:
    """An article, its version, and how it is stored: its `fingerprint`, and `Article.encoded`.

    ``history`` are its older records, as `Records.packed` gives them.
    """

    article: Article
    version: bytes
    encoded: bytes
    history: bytes = b""


def told(title: list[int], sentences: list[list[int]]) -> list[list[int]]:
    """Return the sentences by which an article is compared: those of its body, and of a short one the title, too."""
    return [title, *sentences] if title and sum(map(len, sentences)) < FEW_WORDS else sentences


class Told:
    """The sentences of many articles: the numbers of their words behind each other."""

    def __init__(self) -> None:
        self._words = array("I")
        self._sentences = array("I")
        self._articles = array("I")

    def add(self, sentences: list[list[int]]) -> None:
        """Add an article."""
        self._articles.append(len(sentences))
        for words in sentences:
            self._sentences.append(len(words))
            self._words.extend(words)

    def column(self, folds: NDArray[np.uint32]) -> Joined:
        """Return the traces of each article: the hash of its text, and its keys. ``folds`` are codes by number."""
        words = np.frombuffer(self._words, np.uint32)
        found = traces(folds[words], *(np.array(sizes, np.int64) for sizes in (self._sentences, self._articles)))
        ends = np.cumsum(found.sizes) + np.arange(1, len(found.sizes) + 1) * (TEXT_BYTES // KEY.itemsize)
        data = np.zeros(int(ends[-1]) if len(ends) else 0, KEY)
        firsts = np.concatenate([[0], ends[:-1]])
        is_key = np.ones(len(data), np.bool_)
        for place in range(TEXT_BYTES // KEY.itemsize):
            data[firsts + place] = found.texts >> np.uint64(32 * place) & np.uint64(0xFFFFFFFF)
            is_key[firsts + place] = False
        data[is_key] = found.keys
        return Joined(data.view(np.uint8), ends * KEY.itemsize)


class SegmentBuilder:
    """Gathers articles. Documents are numbered from 0 in the order of adding."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._text = Inverter(positions=True, vocabulary=vocabulary.numbers)
        self._terms = {name: Inverter() for name in ("id", "minute", *LABELS)}
        self._stream = array("I")
        self._told = Told()
        self._sizes = array("I")
        self._titles = array("H")
        self._headlines: list[bytes] = []
        self._ids: list[bytes] = []
        self._versions: list[bytes] = []
        self._histories: list[bytes] = []
        self._minutes: list[int] = []
        self._labels: dict[str, list[bytes]] = {name: [] for name in LABELS}
        self._stored: list[bytes] = []
        self._folded: dict[str, bytes] = {}
        self._minute = schema()["minute"]

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._ids)

    def add(self, added: Versioned) -> int:
        """Add an article; return its number."""
        number, article = len(self._ids), added.article
        words = self._vocabulary.words
        title, caption = words(article.title), words(article.caption)
        sentences = self._vocabulary.sentences(article.body)
        body = list(chain.from_iterable(sentences))
        place = self._vocabulary.place(article.section, article.source)
        self._text.add(number, title, TITLE_WEIGHT)
        begin = len(title) + 1  # a position is left out between two parts, as `GAP` stands there in ``words``
        self._text.add(number, caption, positions=range(begin, begin + len(caption)))
        begin += len(caption) + 1
        self._text.add(number, body, positions=range(begin, begin + len(body)))
        self._stream.extend([*title, GAP, *caption, GAP, *body, GAP, *place])
        self._told.add(told(title, sentences))
        self._headlines.append(article.title.encode())
        self._titles.append(min(len(title), MAX_TITLE_WORDS))
        self._sizes.append(len(title) + len(caption) + len(body) + len(place) + 3)
        self._add_terms(number, article)
        self._versions.append(added.version)
        self._histories.append(added.history)
        self._stored.append(b'{"article":%s}' % added.encoded)
        return number

    def _add_terms(self, number: int, article: Article) -> None:
        """Note what an article is found by besides its words."""
        self._ids.append(article.id.encode())
        self._term("id", number, self._ids[-1])
        minute = -1 if article.published is None else to_minute(article.published)
        self._minutes.append(minute)
        if minute >= 0:
            self._term("minute", number, self._minute.to_bytes(minute))
        for name in LABELS:
            shown: str = getattr(article, name)
            self._labels[name].append(shown.encode())  # the column keeps the outlet's own spelling
            if shown not in self._folded:
                self._folded[shown] = (label(shown) or "").encode()
            if self._folded[shown]:
                self._term(name, number, self._folded[shown])

    def _term(self, field: str, number: int, term: bytes) -> None:
        self._terms[field].add(number, [self._terms[field].number(term)])

    def write(self, folder: Folder) -> ArraySegment:
        """Write the articles; return their segment, which no table of contents names yet."""
        segment = ArraySegment(INDEX_NAME)
        segment.set_doc_count(len(self._ids))
        codes = np.array(self._vocabulary.codes, CODE)
        words = codes[np.frombuffer(self._stream, np.uint32)]
        ends = np.cumsum(np.array(self._sizes, np.int64)) * CODE.itemsize
        columns: dict[str, Values] = {
            "id": self._ids,
            "version": self._versions,
            "history": self._histories,
            "words": Joined(words.view(np.uint8), ends),
            "traces": self._told.column(np.array(self._vocabulary.folds, KEY)),
            "headline": self._headlines,
            "title": np.array(self._titles, np.uint16),
            "minute": np.array(self._minutes, np.int64).astype(np.uint64) + np.uint64(SIGN),
            "source": Labels.of(self._labels["source"]),
            "section": Labels.of(self._labels["section"]),
        }
        write_documents(segment.path(folder, DOCUMENTS), self._stored, columns, {})
        inverted = {name: inverter.inverted() for name, inverter in self._terms.items()}
        write_terms(segment.path(folder, TERMS), {**inverted, "text": self._text.inverted(codes)})
        return segment
