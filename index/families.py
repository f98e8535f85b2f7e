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
from index.arabic.relation import Relation, Stems, form_relation, may_answer
from index.arabic.stopwords import STOP_WORDS
from index.schema import family_prefix, read_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.arabic.analyzer import Word
    from index.codec.postings import Postings
    from index.snapshot import Documents

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
        self._prefix = family_prefix(key)
        self._stems = Stems(word, key)
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

        Nearly all words are of other stems, and have one relation together.
        """
        parts = [term.split(b" ", 3) for term in terms]
        words, rest = [part[2] for part in parts], int(self._stems.rest or 0)
        relations = [rest] * len(terms)
        self.written.update(dict.fromkeys(words, rest) if rest else {})
        stems = dict.fromkeys(part[1] for part in parts) if self._stems.are_names else ()
        for stem, near in self._stems.near(one.decode() for one in stems):
            prefix = self._prefix + stem.encode()
            first = bisect_left(terms, prefix + b" ")
            for place in range(first, bisect_left(terms, prefix + b"!", first)):  # which is next to the space
                relations[place] = self._note(words[place], near or self._form(*parts[place]))
        if self._stems.is_name:
            relations = [
                self._name(part) if near == rest else near for part, near in zip(parts, relations, strict=True)
            ]
        return relations if _STOP_WORDS.isdisjoint(words) else [*map(self._allowed, words, relations)]

    def _form(self, _key: bytes, _stem: bytes, written: bytes, rest: bytes = b"") -> int:
        return form_relation(self._word, *read_term(written.decode(), rest.decode()))

    def _name(self, part: Sequence[bytes]) -> int:
        """Return the relation to a word of a name's family: one's stem may have been cut where the other's was not."""
        _, stem, written, *rest = part
        _, base, _ = read_term(written.decode(), *(one.decode() for one in rest))
        if base != stem.decode() and same_name(self._word.base, base):
            return self._note(written, Relation.NAME)
        return int(self._stems.rest or 0)

    def _note(self, word: bytes, near: int) -> int:
        self.written[word] = min(near, self.written.get(word, near))  # a word may be spelled with several marks
        return near

    def _allowed(self, word: bytes, near: int) -> int:
        """Return the relation that a word may have: a stop word hardly ever has one."""
        if not near or word not in _STOP_WORDS or may_answer(self._word, word.decode(), Relation(near)):
            return near
        self.written.pop(word, None)
        return 0


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
