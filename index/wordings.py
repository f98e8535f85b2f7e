"""By which words is an article of the index compared with others? They stand there as codes of written words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from documents.article import Article
from index.arabic.normalize import fold_letters
from index.copies import Wording, fold_code, word_pairs
from index.schema import CODE
from index.vocabulary import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.codec.reading import DocumentsReader, TermsReader
    from index.vocabulary import Vocabulary

    Codes = NDArray[np.uint32]
    Numbers = NDArray[np.int64]

FEW_UNKNOWN = 50
"""So many articles with words that were not seen lately are analysed again, a quarter of a millisecond each; for more
it is worth the time to sort the words of their segment, up to a tenth of a second."""

SLOT_SHIFT = 10
"""The codes of four million words are told apart by all bits but these; others take turns at one place. So a word is
found at hand in some nanoseconds where the vocabulary, which does not fit into the processor's memory, takes 200."""


class Wordings:
    """The words of the articles in some segments, numbered through all of them."""

    def __init__(self, parts: Sequence[tuple[TermsReader, DocumentsReader]], vocabulary: Vocabulary) -> None:
        self._parts = parts
        self._firsts = np.cumsum([0, *(documents.doc_count_all() for _, documents in parts)])
        self._vocabulary = vocabulary
        self._unknown = [0] * len(parts)
        self._code_at_hand, self._fold_at_hand = (np.zeros(1 << 32 >> SLOT_SHIFT, CODE) for _ in range(2))
        self._by_code: dict[int, tuple[Codes, Numbers]] = {}

    def read(self, numbers: Numbers) -> dict[int, Wording]:
        """Return by what some articles, given by ascending numbers, are compared with others."""
        found: dict[int, Wording] = {}
        for part, (begin, end) in enumerate(pairwise(np.searchsorted(numbers, self._firsts).tolist())):
            if begin < end:
                some = numbers[begin:end]
                found |= zip(some.tolist(), self._of_part(part, some - self._firsts[part]), strict=True)
        return found

    def _of_part(self, part: int, documents: Numbers) -> Iterator[Wording]:
        codes, bounds = self._parts[part][1].columns.items("words", CODE, documents)
        words = Words(codes, bounds[1:])
        told = words.told()
        owners = words.articles[told]
        folds = self._folds(part, codes[told], documents[owners])
        pairs = word_pairs(folds)
        ends = np.cumsum(np.bincount(owners, minlength=len(documents)))
        for begin, end in pairwise([0, *ends.tolist()]):
            yield Wording(folds[begin:end], pairs[begin : max(begin, end - 1)])

    def _folds(self, part: int, codes: Codes, owners: Numbers) -> Codes:
        """Return the codes of the folds of words, each of which stands in a document."""
        slots = codes >> SLOT_SHIFT
        folds: Codes = self._fold_at_hand[slots]
        missed = np.flatnonzero(self._code_at_hand[slots] != codes)
        self._learn(part, codes[missed].tolist(), owners[missed].tolist())
        known = self._vocabulary.folds_by_code
        folds[missed] = [known[code] for code in codes[missed].tolist()]
        self._code_at_hand[slots[missed]] = codes[missed]
        self._fold_at_hand[slots[missed]] = folds[missed]
        return folds

    def _learn(self, part: int, codes: list[int], owners: list[int]) -> None:
        """Take up the words that the vocabulary does not know."""
        known = self._vocabulary.folds_by_code
        unknown = set(codes).difference(known)
        if not unknown:
            return
        documents = {owner for owner, code in zip(owners, codes, strict=True) if code in unknown}
        self._unknown[part] += len(documents)
        if self._unknown[part] <= FEW_UNKNOWN:
            for document in documents:
                stored = self._parts[part][1].stored_fields(document)
                self._vocabulary.learn(Article.from_json(stored["article"]))
            unknown.difference_update(known)
        if unknown:
            self._look_up(part, list(unknown))

    def _look_up(self, part: int, codes: Sequence[int]) -> None:
        """Take up words of a segment, which its dictionary has."""
        postings = self._parts[part][0].postings("text")
        assert postings is not None, "a segment with words has a dictionary"  # noqa: S101
        if part not in self._by_code:
            every = postings.codes(0, len(postings.terms))
            order = np.argsort(every, kind="stable")
            self._by_code[part] = every[order], order
        ascending, order = self._by_code[part]
        numbers = order[np.searchsorted(ascending, np.array(codes, CODE))].tolist()
        for code, number in zip(codes, numbers, strict=True):
            term = postings.terms[number]
            self._vocabulary.folds_by_code[code] = fold_code(fold_letters(term.split(b" ", 3)[2].decode()))
