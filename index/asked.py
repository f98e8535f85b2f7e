"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation, family_keys, form_relation, may_answer, stem_relation
from index.arabic.stopwords import STOP_WORDS, is_stop_word
from index.schema import family_prefix, folds, is_native, word_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.arabic.analyzer import Analyzer, Word
    from index.snapshot import Codes, Documents, Part, Snapshot


Identity = tuple[str, bool]
"""What spellings of one word of a query share."""


def identity(word: Word) -> Identity:
    """Return a word's fold, and whether it is a stop word: ما (what) and ماء (water) fold alike, and are two words."""
    return word.fold, is_stop_word(word)


MEMORY_WORDS = 2_000
"""Asked words whose related words are remembered while a generation is the newest, about 20 MB."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The related words of one segment, by the numbers of their terms, ascending, and each one's relation."""

    terms: Documents
    relations: NDArray[np.int64]
    articles: Documents


@dataclass(frozen=True)
class Found:
    """The words of the index that are related to an asked one: by segment, and all of them with their codes.

    ``codes`` ascend, and ``nearest`` is the relation of each. ``matching`` has the words up to `Relation.FORM`.
    """

    segments: tuple[Forms, ...]
    codes: Codes
    nearest: NDArray[np.int64]
    matching: Mapping[str, int]

    @cached_property
    def articles(self) -> tuple[int, ...]:
        """The number of postings of the words up to each relation; the first number is nothing's."""
        every = [np.bincount(one.relations, one.articles, len(Relation) + 1) for one in self.segments]
        return tuple(int(number) for number in np.cumsum(np.sum(every, axis=0))) if every else (0,) * 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the query, as typed, and the related words of the index."""

    typed: str
    word: Word
    found: Found

    def articles(self, farthest: Relation) -> int:
        """Return the number of postings of the words that are related at least so closely.

        An article with two of them counts twice: that is known before a posting is read.
        """
        return self.found.articles[farthest]


class Dictionary:
    """Looks words up in one generation; remembers what it found."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._memory: dict[str, Found] = {}

    def telling(self, texts: Iterable[str]) -> list[Asked]:
        """Return the words to look for, each once: without stop words, unless there is nothing else."""
        words = self.words(texts)
        return [asked for asked in words if not is_stop_word(asked.word)] or words

    def words(self, texts: Iterable[str]) -> list[Asked]:
        """Return every word of some texts once, in order."""
        asked: dict[Identity, Asked] = {}
        for text in texts:
            for token in self._analyzer.tokens(text):
                if identity(token.word) not in asked:
                    typed = text[token.start : token.end]
                    asked[identity(token.word)] = Asked(typed, token.word, self._found(token.word))
        return list(asked.values())

    def order(self, text: str) -> list[Identity]:
        """Return which of its `words` stands at each position of a text."""
        return [identity(word) for word in self._analyzer.words(text)]

    def _found(self, word: Word) -> Found:
        known = self._memory.get(word.written)
        if known is None:
            if len(self._memory) >= MEMORY_WORDS:
                self._memory.clear()
            known = self._memory[word.written] = self._look_up(word)
        return known

    def _look_up(self, word: Word) -> Found:
        families = [Family(word, key) for key in family_keys(word)]
        segments = tuple(_forms(part, families) for part in self._snapshot.parts)
        written = dict(chain.from_iterable(family.written.items() for family in families))
        codes = np.array([word_code(word) for word in written], np.uint32)
        order = np.argsort(codes)
        matching = {word.decode(): near for word, near in written.items() if near <= Relation.FORM}
        return Found(segments, codes[order], np.array(list(written.values()), np.int64)[order], matching)


class Family:
    """Tells how the words of one key are related to an asked one.

    ``known`` has the relation of each term, 0 for none, and ``written`` that of each related word. A family has some
    hundred words of some ten stems: words of another stem have one relation together.
    """

    def __init__(self, word: Word, key: str) -> None:
        self._word = word
        self._key = key
        self.prefix = family_prefix(key)
        self._stems: dict[bytes, int] = {}
        self.known: dict[bytes, int] = {}
        self.written: dict[bytes, int] = {}

    def relations(self, terms: Sequence[bytes]) -> NDArray[np.int64]:
        """Return the relation of the word of each term, 0 for none."""
        known, stems = self.known, self._stems
        relations: list[int] = []
        for term in terms:  # what is called here is called some hundred times for each word of a query
            near = known.get(term)
            if near is None:
                _, stem, written, *shortened = term.split(b" ", 3)
                near = stems.get(stem, _UNKNOWN)
                if near and (near < 0 or written in _STOP_WORDS):
                    near = self._learn(stem, written, *shortened)
                known[term] = near
                if near:
                    self.written[written] = near
            relations.append(near)
        return np.array(relations, np.int64)

    def _learn(self, stem: bytes, written: bytes, shortened: bytes = b"") -> int:
        near = self._stems.get(stem)
        if near is None:
            near = self._stems[stem] = self._stem(stem.decode())
        if near == _SAME_STEM:
            near = form_relation(self._word, *folds(written.decode(), shortened.decode()))
        if near and written in _STOP_WORDS:
            near = near if may_answer(self._word, written.decode(), Relation(near)) else 0
        return near

    def _stem(self, stem: str) -> int:
        if (self._key, stem) == (self._word.key, self._word.stem):
            return _SAME_STEM
        return stem_relation(self._word, self._key, stem, native=is_native(stem)) or 0


_UNKNOWN, _SAME_STEM = -2, -1
_STOP_WORDS = frozenset(word.encode() for word in STOP_WORDS)


def _forms(part: Part, families: Sequence[Family]) -> Forms:
    """Return the related words of a segment."""
    postings = part.postings("text")
    if postings is None:
        return Forms(*(np.zeros(0, np.int64),) * 3)
    numbers, relations, articles = [], [], []
    for family in families:
        first, last = postings.terms.span(family.prefix)
        near = family.relations(postings.terms.some(first, last))
        chosen = np.flatnonzero(near)
        numbers.append(chosen + first)
        relations.append(near[chosen])
        articles.append(postings.counts(first, last)[chosen])
    if len(families) == 1:
        return Forms(numbers[0], relations[0], articles[0])
    joined = np.concatenate(numbers)
    order = np.argsort(joined)
    return Forms(joined[order], np.concatenate(relations)[order], np.concatenate(articles)[order])
