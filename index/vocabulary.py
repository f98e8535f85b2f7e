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
from index.schema import GAP, word_code, word_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from documents.article import Article

    Numbers = NDArray[np.uint32]

MAX_RUNS = 400_000
"""Distinct runs of text that are remembered, some 200 MB; then the vocabulary starts afresh."""

TITLE, CAPTION, BODY, PLACE = range(4)
"""The parts of an article, in the order of `index.schema.PARTS`."""

_NEW_LINE = "\0"
"""Stands for the end of a line among the runs of a text; no text that is stored has it."""


class _Runs(dict[str, int]):
    """The number of each run, which is learnt when it is first asked for."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, run: str) -> int:
        return self._learn(run)


class Words:
    """The words of some articles behind each other, as numbers, 0 between the parts of an article.

    ``ends`` has an item an article, the others an item a word: ``articles`` count from 0, and ``parts`` are as `TITLE`,
    that of a 0 is the one that follows.
    """

    def __init__(self, numbers: Numbers, ends: NDArray[np.int64]) -> None:
        self.numbers = numbers
        self.ends = ends
        self.articles = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        self.parts: NDArray[np.int64] = np.cumsum(numbers == 0) - PLACE * self.articles

    def told(self) -> NDArray[np.bool_]:
        """Tell by which of the words articles are compared: those of the body, and of a short one the title, too."""
        is_short = self.sizes(BODY) < FEW_WORDS
        told: NDArray[np.bool_] = (self.parts == BODY) | ((self.parts == TITLE) & is_short[self.articles])
        told &= self.numbers != 0
        return told

    def sizes(self, part: int) -> NDArray[np.int64]:
        """Return how many words a part has in each article."""
        return np.bincount(self.articles[(self.numbers != 0) & (self.parts == part)], minlength=len(self.ends))

    def places(self) -> NDArray[np.int64]:
        """Return where in its article each word stands, from 0."""
        return np.arange(len(self.numbers)) - (self.ends - np.diff(self.ends, prepend=0))[self.articles]


class Vocabulary:
    """The numbers of the words that a writer has seen: of each the term, and the codes of itself and of its fold.

    Number 0 is `GAP`'s. ``folds_by_code`` has the fold's code by the word's, also of words that have no number.
    """

    def __init__(self) -> None:
        self._runs = _Runs(self._learn)
        self._words = array("I")
        self._ends = array("I")
        self._are_last = bytearray()
        self._typed: dict[str, int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self.numbers: dict[bytes, int] = {b"": 0}
        self.codes = array("I", [GAP])
        self.folds = array("I", [0])
        self.folds_by_code: dict[int, int] = {}
        self._gap = self._keep([0], is_last=True)
        self._runs[_NEW_LINE] = self._keep([], is_last=True)

    @property
    def is_full(self) -> bool:
        """Tell whether it should start afresh."""
        return len(self._runs) > MAX_RUNS or len(self.folds_by_code) > MAX_RUNS

    def runs(self, article: Article) -> Iterator[int]:
        """Yield the numbers of an article's runs, part by part."""
        run, gap = self._runs.__getitem__, (self._gap,)
        body = article.body.replace("\n", f" {_NEW_LINE} ").split()
        place = (self._place(article.section, article.source),)
        return chain(
            map(run, article.title.split()), gap, map(run, article.caption.split()), gap, map(run, body), gap, place
        )

    def learn(self, article: Article) -> None:
        """Take up the words of an article."""
        for _ in self.runs(article):
            pass

    def words(self, runs: array[int], ends: array[int]) -> tuple[Words, NDArray[np.int64]]:
        """Return the words of articles whose `runs` stand behind each other, and a number for the sentence of each.

        ``ends`` is where the runs of each article end.
        """
        found, lasts = np.frombuffer(runs, np.uint32), np.frombuffer(self._ends, np.uint32).astype(np.int64)
        firsts = np.concatenate([[0], lasts[:-1]])[found]
        sizes = lasts[found] - firsts
        numbers = np.frombuffer(self._words, np.uint32)[ranges(firsts, firsts + sizes)]
        are_last = np.frombuffer(self._are_last, np.bool_)[found]
        sentences: NDArray[np.int64] = np.repeat(np.cumsum(are_last) - are_last, sizes)
        return Words(numbers, np.cumsum(sizes)[np.frombuffer(ends, np.uint32) - 1]), sentences

    def _place(self, section: str, source: str) -> int:
        """Return the number of a run of the words of section and source, without what is attached before them."""
        known = self._places.get((section, source))
        if known is None:
            typed = (typed for run in f"{section} {source}".split() for typed in typed_words(run))
            # the leading space keeps them apart from terms: they have a code, and no postings
            numbers = [self._number(f" {word.base}", word.base, word.base) for word in map(word_of, typed) if word]
            known = self._places[section, source] = self._keep(numbers, is_last=True)
        return known

    def _learn(self, run: str) -> int:
        words = [word for typed in typed_words(run) if (word := self._typed.get(typed) or self._word(typed))]
        number = self._runs[run] = self._keep(words, is_last=run[-1] in SENTENCE_SIGNS)
        return number

    def _keep(self, words: Iterable[int], *, is_last: bool) -> int:
        """Take up a run that has these words; ``is_last`` tells that a sentence ends with it."""
        self._words.extend(words)
        self._ends.append(len(self._words))
        self._are_last.append(is_last)
        return len(self._ends) - 1

    def _word(self, typed: str) -> int:
        """Return the number of a word that is new; 0 when it has no letter."""
        word = word_of(typed)
        number = self._typed[typed] = self._number(word_term(word), word.written, word.fold) if word else 0
        return number

    def _number(self, term: str, written: str, fold: str) -> int:
        number = self.numbers.setdefault(term.encode(), len(self.codes))
        if number == len(self.codes):
            code, folded = word_code(written.encode()), fold_code(fold)
            self.codes.append(code)
            self.folds.append(folded)
            self.folds_by_code[code] = folded
        return number
