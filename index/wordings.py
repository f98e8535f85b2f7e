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


class Wordings:
    """The words of the articles in some segments, numbered through all of them."""

    def __init__(self, parts: Sequence[tuple[TermsReader, DocumentsReader]], vocabulary: Vocabulary) -> None:
        self._parts = parts
        self._firsts = np.cumsum([0, *(documents.doc_count_all() for _, documents in parts)])
        self._vocabulary = vocabulary
        self._unknown = [0] * len(parts)
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
        known = self._vocabulary.known_folds
        folds, unknown = known.find(codes)
        if len(unknown):
            documents = np.unique(owners[unknown]).tolist()
            self._unknown[part] += len(documents)
            if self._unknown[part] <= FEW_UNKNOWN:
                stored = map(self._parts[part][1].stored_fields, documents)
                self._vocabulary.learn(Article.from_json(one["article"]) for one in stored)
            else:
                known.add(*self._looked_up(part, np.unique(codes[unknown])))
            folds, _ = known.find(codes)
        return folds

    def _looked_up(self, part: int, codes: Codes) -> tuple[Codes, Codes]:
        """Return words of a segment, and the codes of their folds, by its dictionary."""
        postings = self._parts[part][0].postings("text")
        assert postings is not None, "a segment with words has a dictionary"  # noqa: S101
        if part not in self._by_code:
            every = postings.codes(0, len(postings.terms))
            order = np.argsort(every, kind="stable")
            self._by_code[part] = every[order], order
        ascending, order = self._by_code[part]
        terms = [postings.terms[number] for number in order[np.searchsorted(ascending, codes)].tolist()]
        folds = [fold_code(fold_letters(term.split(b" ", 3)[2].decode())) for term in terms]
        return codes, np.array(folds, CODE)
