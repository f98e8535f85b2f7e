"""Which words are in this text, as numbers? Remembers every run of text between spaces, with the words in it.

A run is analysed when it is first seen; after that it is a look into a dictionary. Texts become the numbers of their
runs one by one, and the runs of many texts become words all at once.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.analyzer import typed_words, word_of
from index.codec.postings import ranges
from index.copies import FEW_WORDS, SENTENCE_SIGNS, fold_code
from index.folds import Folds
from index.schema import CODE, GAP, word_code, word_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from documents.article import Article

    Numbers = NDArray[np.uint32]

MAX_RUNS = 400_000
"""Distinct runs of text that are remembered, some 170 MB with their words; then the vocabulary starts afresh."""

TITLE, CAPTION, BODY, PLACE = range(4)
"""The parts of an article, in the order of `index.schema.PARTS`."""

_GAP, _NEW_LINE = "", "\0"
"""Stand among the runs of a text for the end of a part, and of a line; no text that is stored has them."""


_LAST = frozenset((_GAP, _NEW_LINE, *SENTENCE_SIGNS))
"""A run that one of these ends is the last of its sentence."""


class _Runs(dict[str, int]):
    """The number of each run, and the new ones, in the order in which they were first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, run: str) -> int:
        self.new.append(run)
        number = self[run] = len(self)
        return number


class Words:
    """The words of some articles behind each other, as numbers, 0 between the parts of an article.

    ``ends`` has an item an article, the others an item a word: ``articles`` count from 0, and ``parts`` are as `TITLE`,
    that of a 0 is the one that follows.
    """

    def __init__(self, numbers: Numbers, ends: NDArray[np.int64]) -> None:
        self.numbers = numbers
        self.ends = ends
        self.articles = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
        self.parts = (np.cumsum(numbers == 0, dtype=np.int32) - PLACE * self.articles).astype(np.int8)

    def told(self) -> NDArray[np.bool_]:
        """Tell by which of the words articles are compared: those of the body, and of a short one the title, too."""
        is_short = self.sizes(BODY) < FEW_WORDS
        told: NDArray[np.bool_] = (self.parts == BODY) | ((self.parts == TITLE) & is_short[self.articles])
        told &= self.numbers != 0
        return told

    def sizes(self, part: int) -> NDArray[np.int64]:
        """Return how many words a part has in each article."""
        return np.bincount(self.articles[(self.numbers != 0) & (self.parts == part)], minlength=len(self.ends))

    def places(self) -> NDArray[np.int32]:
        """Return where in its article each word stands, from 0."""
        begins = np.concatenate([[0], self.ends[:-1]]).astype(np.int32)
        return np.arange(len(self.numbers), dtype=np.int32) - begins[self.articles]


class Vocabulary:
    """The numbers of the words that a writer has seen: of each the term, and the codes of itself and of its fold.

    Number 0 is `GAP`'s. ``known_folds`` are also of words that have no number.
    """

    def __init__(self) -> None:
        self._runs = _Runs()
        self._words = array("I")
        self._ends = array("I")
        self._are_last = bytearray()
        self._numbers: dict[str, int] = {}
        self.terms = [b""]
        self.codes = array("I", [GAP])
        self.folds = array("I", [GAP])
        self.known_folds = Folds()

    @property
    def is_full(self) -> bool:
        """Tell whether it should start afresh."""
        return len(self._runs) > MAX_RUNS

    def runs(self, article: Article) -> Iterator[int]:
        """Yield the numbers of an article's runs, part by part."""
        body = article.body.replace("\n", f" {_NEW_LINE} ")
        parts = article.title.split(), (_GAP,), article.caption.split(), (_GAP,), body.split(), (_GAP,)
        place = f" {article.section} {article.source}"  # no run begins with a space
        return map(self._runs.__getitem__, chain(*parts, (place,)))

    def learn(self, articles: Iterable[Article]) -> None:
        """Take up the words of articles."""
        for article in articles:
            for _ in self.runs(article):
                pass
        self._learn()

    def _learn(self) -> None:
        """Take up the words of the runs that are new."""
        first = len(self.codes)
        for run in self._runs.new:
            self._words.extend(self._of_run(run))
            self._ends.append(len(self._words))
            self._are_last.append(run[-1:] in _LAST)
        self._runs.new.clear()
        self.known_folds.add(np.array(self.codes[first:], CODE), np.array(self.folds[first:], CODE))

    def words(self, runs: array[int], ends: array[int]) -> tuple[Words, NDArray[np.int32]]:
        """Return the words of articles whose `runs` stand behind each other, and a number for the sentence of each.

        ``ends`` is where the runs of each article end.
        """
        self._learn()
        found, lasts = np.frombuffer(runs, np.uint32), np.frombuffer(self._ends, np.uint32).astype(np.int64)
        firsts = np.concatenate([[0], lasts[:-1]])[found]
        sizes = lasts[found] - firsts
        numbers = np.frombuffer(self._words, np.uint32)[ranges(firsts, firsts + sizes)]
        are_last = np.frombuffer(self._are_last, np.bool_)[found]
        sentences = np.repeat(np.cumsum(are_last, dtype=np.int32) - are_last, sizes)
        return Words(numbers, np.cumsum(sizes)[np.frombuffer(ends, np.uint32) - 1]), sentences

    def _of_run(self, run: str) -> list[int]:
        """Return the numbers of the words of a run."""
        if run == _GAP:
            return [0]
        if run[0] == " ":
            return self._of_place(run)
        return [number for typed in typed_words(run) if (number := self._numbers.get(typed) or self._word(typed))]

    def _of_place(self, place: str) -> list[int]:
        """Return the numbers of the words of section and source, without what is attached before them."""
        words = (word_of(typed) for run in place.split() for typed in typed_words(run))
        bases = [f" {word.base}" for word in words if word]  # the space keeps them apart from words that have postings
        return [self._numbers.get(base) or self._number(base, base, base[1:], base[1:]) for base in bases]

    def _word(self, typed: str) -> int:
        """Return the number of a word; 0 when it has no letter."""
        word = word_of(typed)
        if word is None:
            return 0
        return self._numbers.get(word.shown) or self._number(word.shown, word_term(word), word.written, word.fold)

    def _number(self, shown: str, term: str, written: str, fold: str) -> int:
        """Return the number of a word that is new."""
        number = self._numbers[shown] = len(self.terms)
        self.terms.append(term.encode())
        self.codes.append(word_code(written.encode()))
        self.folds.append(fold_code(fold))
        return number
