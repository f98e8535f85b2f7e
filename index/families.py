"""Which words of a family stand in each segment, and how are they related to an asked word?

A family are the words that share a key, some hundred of some ten stems, which lie together in the index. This is done
for each word of a query that was not asked before, and is a good part of what such a query takes: hence the arrays.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.arabic.names import same_name
from index.arabic.relation import Relation, Stems, form_relation, may_answer
from index.arabic.stopwords import STOP_WORDS
from index.schema import family_prefix, read_terms, word_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.arabic.analyzer import Word
    from index.codec.dictionary import SideBySide
    from index.codec.postings import Postings
    from index.snapshot import Codes, Documents

_STOP_CODES = np.array(sorted(word_code(word.encode()) for word in STOP_WORDS), np.uint32)
_HALF = np.uint32((1 << 16) - 1)
_STOP_HALVES = np.zeros(1 << 16, np.bool_)
_STOP_HALVES[_STOP_CODES & _HALF] = True

_BEHIND = b"!"
"""Stands next to the space: a stem with it comes behind all terms of the stem."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The related words of one segment, by the numbers of their terms, ascending.

    Each has its relation, the number of its postings and its code.
    """

    terms: Documents
    relations: NDArray[np.uint8]
    articles: Documents
    codes: Codes

    def only(self, chosen: NDArray[Any]) -> Forms:
        """Return some of them, by their places or by a truth value for each."""
        return Forms(self.terms[chosen], self.relations[chosen], self.articles[chosen], self.codes[chosen])


NO_FORMS = Forms(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.int64), np.zeros(0, np.uint32))


class Family:
    """The words of a key, as far as they are related to an asked word.

    ``matching`` are those that match, as they are written, with the relation of each.
    """

    def __init__(self, word: Word, key: str) -> None:
        self._word = word
        self._prefix = family_prefix(key)
        self._stems = Stems(word, key)
        self.matching: dict[str, int] = {}

    def look_up(self, postings: Postings) -> Forms:
        """Return the related words of a segment.

        Nearly all words are of other stems, and have one relation together: of these only the codes are read.
        """
        first, last = postings.terms.span(self._prefix)
        terms = postings.terms.side_by_side(first, last)
        relations = self._relations(terms)
        codes = postings.codes(first, last)
        stop_words = _stop_words(codes)
        relations[stop_words[relations[stop_words] == int(Relation.FAMILY)]] = 0
        for place in stop_words[relations[stop_words] > 0].tolist():
            relations[place] = self._allowed(terms[place], relations[place])
        chosen = np.flatnonzero(relations)
        return Forms(chosen + first, relations[chosen], postings.counts(first, last)[chosen], codes[chosen])

    def _relations(self, terms: SideBySide) -> NDArray[np.uint8]:
        """Return the relation of the word of each term, 0 for none; ``terms`` ascend."""
        rest = int(self._stems.rest or 0)
        relations = np.full(len(terms), rest, np.uint8)
        named = terms.some(0, len(terms)) if self._stems.are_names else []
        stems = self._stems_of(named)
        for stem, near in self._stems.near(stems):
            prefix = self._prefix + stem.encode()
            first = bisect_left(terms, prefix + b" ")
            last = bisect_left(terms, prefix + _BEHIND, first)
            found = terms.some(first, last)
            every = self._form_relations(found) if near is None else [int(near)] * len(found)
            relations[first:last] = every
            self._note(found, every)
        if self._stems.is_name:
            self._add_names(named, relations, np.flatnonzero(relations == rest).tolist())
        return relations

    def _stems_of(self, terms: Sequence[bytes]) -> Iterator[str]:
        begin, place = len(self._prefix), 0
        while place < len(terms):
            stem = terms[place][begin : terms[place].index(b" ", begin)]
            yield stem.decode()
            place = bisect_left(terms, self._prefix + stem + _BEHIND, place)

    def _add_names(self, terms: Sequence[bytes], relations: NDArray[np.uint8], places: Sequence[int]) -> None:
        """Relate words of a name's family that are the name: one's stem may have been cut where the other's was not."""
        words = read_terms([terms[place] for place in places])
        found = [place for place, (_, base, _) in zip(places, words, strict=True) if same_name(self._word.base, base)]
        relations[found] = int(Relation.NAME)
        self._note([terms[place] for place in found], [int(Relation.NAME)] * len(found))

    def _form_relations(self, terms: Sequence[bytes]) -> list[int]:
        """Return the relation of each word of the asked one's stem; as plain integers, which NumPy reads faster."""
        return [int(form_relation(self._word, *word)) for word in read_terms(terms)]

    def _note(self, terms: Sequence[bytes], relations: Sequence[int]) -> None:
        known = self.matching
        for term, near in zip(terms, relations, strict=True):
            word = term.split(b" ", 3)[2].decode()
            if near < known.get(word, near + 1):  # a word may be spelled with several marks
                known[word] = near

    def _allowed(self, term: bytes, near: int) -> int:
        """Return the relation that a word may have: a stop word hardly ever has one."""
        word = term.split(b" ", 3)[2].decode()
        if word not in STOP_WORDS or may_answer(self._word, word, Relation(near)):
            return near
        self.matching.pop(word, None)
        return 0


def _stop_words(codes: Codes) -> NDArray[np.intp]:
    """Return the places of the codes that are those of stop words; another word may have one of them, too."""
    likely = np.flatnonzero(_STOP_HALVES.take(codes & _HALF))  # a first, cheap look
    found = codes[likely]
    ranks = np.minimum(_STOP_CODES.searchsorted(found), len(_STOP_CODES) - 1)
    there: NDArray[np.intp] = likely[_STOP_CODES[ranks] == found]
    return there


def joined(every: Sequence[Forms]) -> Forms:
    """Return the words of several families of one segment."""
    if len(every) == 1:
        return every[0]
    names = Forms.__slots__
    whole = Forms(*(np.concatenate([getattr(one, name) for one in every]) for name in names))
    return whole.only(np.argsort(whole.terms))
