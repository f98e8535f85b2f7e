"""By which words is an article of the index compared with others? They stand there as codes of written words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from documents.article import Article
from index.arabic.normalize import fold_letters
from index.copies import FEW_WORDS, Wording, fold_code
from index.schema import CODE, GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.codec.reading import DocumentsReader, TermsReader
    from index.vocabulary import Vocabulary

REMEMBERED = 8_000
"""Articles whose words are kept while others are compared with them, some 50 MB."""

FEW_UNKNOWN = 50
"""So many articles with words that were not seen lately are read as texts, a quarter of a millisecond each; for more it
is worth the time to sort the words of their segment, up to a tenth of a second."""


class Wordings:
    """The words of the articles in some segments, numbered through all of them."""

    def __init__(self, parts: Sequence[tuple[TermsReader, DocumentsReader]], vocabulary: Vocabulary) -> None:
        self._parts = parts
        self._firsts = np.cumsum([0, *(documents.doc_count_all() for _, documents in parts)])
        self._vocabulary = vocabulary
        self._unknown = [0] * len(parts)
        self._by_code: dict[int, tuple[NDArray[np.uint32], NDArray[np.int64]]] = {}
        self.wording = lru_cache(REMEMBERED)(self._read)
        """Returns what an article is compared with others by."""

    def _read(self, number: int) -> Wording:
        part = int(np.searchsorted(self._firsts, number, "right")) - 1
        local = number - int(self._firsts[part])
        documents, folds = self._parts[part][1], self._vocabulary.folds_by_code
        codes = _told(documents, local).tolist()
        if unknown := [code for code in codes if code not in folds]:
            self._unknown[part] += 1
            if self._unknown[part] <= FEW_UNKNOWN:
                return Wording(self._vocabulary.told(Article.from_json(documents.stored_fields(local)["article"])))
            self._learn(part, unknown)
        return Wording(np.array([folds[code] for code in codes], CODE))

    def _learn(self, part: int, codes: Sequence[int]) -> None:
        """Take up words of a segment, which its dictionary has."""
        postings = self._parts[part][0].postings("text")
        assert postings is not None, "a segment with words has a dictionary"  # noqa: S101
        if part not in self._by_code:
            known = postings.codes(0, len(postings.terms))
            order = np.argsort(known, kind="stable")
            self._by_code[part] = known[order], order
        known, order = self._by_code[part]
        numbers = order[np.searchsorted(known, np.array(codes, CODE))].tolist()
        for code, number in zip(codes, numbers, strict=True):
            term = postings.terms[number]
            self._vocabulary.folds_by_code[code] = fold_code(fold_letters(term.split(b" ", 3)[2].decode()))


def _told(documents: DocumentsReader, number: int) -> NDArray[np.uint32]:
    """Return the words by which an article is compared: its body, and of a short one the title, too."""
    words, _ = documents.columns.items("words", CODE, np.array([number]))
    title, _, body, *_ = np.split(words, np.flatnonzero(words == GAP))  # all but the first with the gap before them
    return np.concatenate([title, body[1:]]) if len(body) - 1 < FEW_WORDS else body[1:]
