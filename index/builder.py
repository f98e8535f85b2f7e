"""How do articles become a segment? Gathers the words, labels and texts of many articles, and writes them at once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.codec.columns import Joined, Labels
from index.codec.inverter import Inverter, Occurrences, invert
from index.codec.postings import bounds
from index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from index.codec.storage import INDEX_NAME
from index.codec.writing import write_documents, write_terms
from index.copies import KEY, TEXT_ITEMS, traces
from index.schema import CODE, MAX_TITLE_WORDS, SIGN, TITLE_WEIGHT, label, schema, to_minute
from index.vocabulary import PLACE, TITLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from documents.article import Article
    from index.codec.columns import Values
    from index.codec.postings import Inverted
    from index.codec.storage import Folder
    from index.vocabulary import Vocabulary, Words

LABELS = ("source", "section", "author")


@dataclass(frozen=True, slots=True)
class Versioned:
    """An article, its version, and how it is stored: its `fingerprint`, and `Article.encoded`.

    ``history`` are its older records, as `Records.packed` gives them.
    """

    article: Article
    version: bytes
    encoded: bytes
    history: bytes = b""


class SegmentBuilder:
    """Gathers articles. Documents are numbered from 0 in the order of adding."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._runs, self._ends = array("I"), array("I")
        self._terms = {name: Inverter() for name in ("id", "minute", *LABELS)}
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
        self._runs.extend(self._vocabulary.runs(article))
        self._ends.append(len(self._runs))
        self._headlines.append(article.title.encode())
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
        words, sentences = self._vocabulary.words(self._runs, self._ends)
        codes, folds = (np.array(of_words, CODE) for of_words in (self._vocabulary.codes, self._vocabulary.folds))
        columns: dict[str, Values] = {
            "id": self._ids,
            "version": self._versions,
            "history": self._histories,
            "words": Joined(codes[words.numbers].view(np.uint8), words.ends * CODE.itemsize),
            "traces": trace_column(words, sentences, folds),
            "headline": self._headlines,
            "title": np.minimum(words.sizes(TITLE), MAX_TITLE_WORDS).astype(np.uint16),
            "minute": np.array(self._minutes, np.int64).astype(np.uint64) + np.uint64(SIGN),
            "source": Labels.of(self._labels["source"]),
            "section": Labels.of(self._labels["section"]),
        }
        write_documents(segment.path(folder, DOCUMENTS), self._stored, columns, {})
        inverted = {name: inverter.inverted() for name, inverter in self._terms.items()}
        write_terms(segment.path(folder, TERMS), {**inverted, "text": self._inverted(words, codes)})
        return segment

    def _inverted(self, words: Words, codes: NDArray[np.uint32]) -> Inverted:
        """Return the postings of the words of title, caption and body."""
        kept = np.flatnonzero((words.numbers != 0) & (words.parts < PLACE))
        weights = np.where(words.parts[kept] == TITLE, np.float32(TITLE_WEIGHT), np.float32(1))
        every = Occurrences(
            words.numbers[kept], words.articles[kept].astype(np.uint32), weights, words.places()[kept].astype(np.uint32)
        )
        return invert(self._vocabulary.terms, every, codes)


def trace_column(words: Words, sentences: NDArray[np.int32], folds: NDArray[np.uint32]) -> Joined:
    """Return the traces of each article: the hash of its text, and its keys. ``folds`` are codes by number."""
    told = words.told()
    sentences = sentences[told]
    firsts = np.flatnonzero(np.diff(sentences, prepend=-1))
    sizes = np.diff(np.append(firsts, len(sentences)))
    counts = np.bincount(words.articles[told][firsts], minlength=len(words.ends))
    found = traces(folds[words.numbers[told]], sizes, counts)
    starts = bounds(found.sizes + TEXT_ITEMS)
    data = np.zeros(int(starts[-1]), KEY)
    is_key = np.ones(len(data), np.bool_)
    for place in range(TEXT_ITEMS):
        data[starts[:-1] + place] = found.texts >> np.uint64(32 * place) & np.uint64(0xFFFFFFFF)
        is_key[starts[:-1] + place] = False
    data[is_key] = found.keys
    return Joined(data.view(np.uint8), starts[1:] * KEY.itemsize)
