"""Which words of a family stand in each segment, and how are they related to an asked word?

A family are the words that share a key, some hundred of some ten stems, which lie together in the index. This is done
for each word of a query that was not asked before, and is most of what such a query takes: hence the lists.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.names import same_name
from index.arabic.relation import Relation, form_relation, is_name, may_answer, stem_relation
from index.arabic.stopwords import STOP_WORDS
from index.schema import family_prefix, read_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.arabic.analyzer import Word
    from index.codec.postings import Postings
    from index.snapshot import Documents

_SAME_STEM = -1
_STOP_WORDS = frozenset(word.encode() for word in STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Forms:
    """The related words of one segment, by the numbers of their terms, ascending, and each one's relation."""

    terms: Documents
    relations: NDArray[np.int64]
    articles: Documents


class Family:
    """The words of a key, as far as they are related to an asked word; ``written`` has the relation of each of them."""

    def __init__(self, word: Word, key: str) -> None:
        self._word = word
        self._key = key
        self._prefix = family_prefix(key)
        self._is_name = is_name(word)
        self.written: dict[bytes, int] = {}

    def look_up(self, segments: Sequence[Postings | None]) -> list[Forms]:
        """Return the related words of each segment; one without words is None."""
        spans = [postings.terms.span(self._prefix) if postings else (0, 0) for postings in segments]
        terms = [postings.terms.some(*span) if postings else [] for postings, span in zip(segments, spans, strict=True)]
        every = terms[0] if len(terms) == 1 else sorted(set().union(*terms))
        near = dict(zip(every, self.relations(every), strict=True))
        return [
            _forms(postings, *span, np.fromiter(map(near.__getitem__, some), np.int64, len(some)))
            for postings, span, some in zip(segments, spans, terms, strict=True)
        ]

    def relations(self, terms: Sequence[bytes]) -> list[int]:
        """Return the relation of the word of each term, 0 for none; ``terms`` ascend.

        Words of another stem than the asked one's have one relation, all of them.
        """
        words = [term.split(b" ", 3)[2] for term in terms]
        relations: list[int] = []
        first, key_end = 0, len(self._prefix)
        while first < len(terms):
            term = terms[first]
            stem_end = term.index(b" ", key_end)
            last = bisect_left(terms, term[:stem_end] + b"!", first)  # which is next to the space
            near = self._stem(term[key_end:stem_end].decode())
            if near == _SAME_STEM:
                relations += map(self._form, terms[first:last])
            elif near == Relation.FAMILY and self._is_name:
                relations += map(self._name, terms[first:last])
            elif near:
                relations += self._note_all(words[first:last], near)
            else:
                relations += [0] * (last - first)
            first = last
        return relations

    def _stem(self, stem: str) -> int:
        if (self._key, stem) == (self._word.key, self._word.stem):
            return _SAME_STEM
        return stem_relation(self._word, self._key, stem) or 0

    def _name(self, term: bytes) -> int:
        """Return the relation to a word of the family of a name."""
        _, stem, written, *rest = term.decode().split(" ", 3)
        _, base, _ = read_term(written, *rest)
        near = Relation.NAME if base != stem and same_name(self._word.base, base) else Relation.FAMILY
        return self._note(written.encode(), near)

    def _form(self, term: bytes) -> int:
        _, _, written, *rest = term.decode().split(" ", 3)
        return self._note(written.encode(), form_relation(self._word, *read_term(written, *rest)))

    def _note_all(self, words: Sequence[bytes], near: int) -> list[int]:
        """Note that words have a relation, and return it for each; stop words may have none."""
        if not _STOP_WORDS.isdisjoint(words):
            return [self._note(word, near) for word in words]
        self.written.update(dict.fromkeys(words, near))
        return [near] * len(words)

    def _note(self, word: bytes, near: int) -> int:
        if word in _STOP_WORDS and not may_answer(self._word, word.decode(), Relation(near)):
            return 0
        self.written[word] = min(near, self.written.get(word, near))  # a word may be spelled with several marks
        return near


def _forms(postings: Postings | None, first: int, last: int, relations: NDArray[np.int64]) -> Forms:
    """Return the related ones of a span of terms."""
    if postings is None:
        return Forms(*(np.zeros(0, np.int64),) * 3)
    chosen = np.flatnonzero(relations)
    return Forms(chosen + first, relations[chosen], postings.counts(first, last)[chosen])


def joined(every: Sequence[Forms]) -> Forms:
    """Return the words of several families of one segment."""
    if len(every) == 1:
        return every[0]
    terms = np.concatenate([one.terms for one in every])
    order = np.argsort(terms)
    relations, articles = (
        np.concatenate(some) for some in zip(*((one.relations, one.articles) for one in every), strict=True)
    )
    return Forms(terms[order], relations[order], articles[order])
