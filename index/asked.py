"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.latin import spelling_cost
from index.arabic.relation import Relation, family_keys
from index.arabic.stopwords import is_stop_word
from index.families import Family, Forms, joined
from index.schema import word_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from index.arabic.analyzer import Analyzer, Word
    from index.query import Term, Words
    from index.snapshot import Codes, Snapshot


Identity = tuple[str, bool]
"""What spellings of one word of a query share."""


def identity(word: Word) -> Identity:
    """Return a word's fold, and whether it is a stop word: ما (what) and ماء (water) fold alike, and are two words."""
    return word.fold, is_stop_word(word)


MAX_ARABIC_SPELLINGS = 3
"""Arabic stems that a word in Latin letters may stand for: the likeliest ones."""

MEMORY_WORDS = 2_000
"""Asked words whose related words are remembered while a generation is the newest, about 20 MB."""


@dataclass(frozen=True)
class Found:
    """The words of the index that are related to an asked one: by segment, and all of them with their codes.

    ``codes`` ascend, and ``nearest`` is the relation of each. ``written`` has the relation of each word by its letters.
    """

    segments: tuple[Forms, ...]
    codes: Codes
    nearest: NDArray[np.int64]
    written: Mapping[bytes, int]

    @cached_property
    def matching(self) -> Mapping[str, int]:
        """The words up to `Relation.TYPO`, with the relation of each."""
        return {word.decode(): near for word, near in self.written.items() if near <= Relation.TYPO}

    @cached_property
    def articles(self) -> tuple[int, ...]:
        """The number of postings of the words up to each relation; the first number is nothing's."""
        every = [np.bincount(one.relations, one.articles, len(Relation) + 1) for one in self.segments]
        return tuple(map(int, np.cumsum(np.sum(every, axis=0)))) if every else (0,) * (len(Relation) + 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the query, as typed, and the related words of the index, which answer up to the ``farthest`` relation.

    ``boost`` multiplies what it adds to scores.
    """

    typed: str
    word: Word
    found: Found
    farthest: Relation = Relation.NAME
    boost: float = 1.0

    def articles(self, near: Relation = Relation.FAMILY) -> int:
        """Return the number of postings of the words that answer, and are related at least so closely.

        An article with two of them counts twice: that is known before a posting is read.
        """
        return self.found.articles[min(near, self.farthest)]


class Dictionary:
    """Looks words up in one generation; remembers what it found.

    Words answer up to the ``farthest`` relation; spellings of names whose folded stem is in ``without`` do not.
    """

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._memory: dict[str, Found] = {}
        self._farthest = Relation.NAME
        self._without: frozenset[str] = frozenset()

    def restricted(self, farthest: Relation, without: Collection[str]) -> Dictionary:
        """Return a dictionary with the same memory, and with other bounds."""
        other = Dictionary(self._snapshot, self._analyzer)
        other._memory, other._farthest, other._without = self._memory, farthest, frozenset(without)
        return other

    def loose(self, query: Words) -> list[Asked]:
        """Return the loose words to look for, each once: without stop words, unless there is nothing else."""
        words = self.words(query.words)
        terms = [asked for term in query.terms for asked in self._term(term)]
        return [*(asked for asked in words if not is_stop_word(asked.word)), *terms] or words

    def words(self, texts: Iterable[str]) -> list[Asked]:
        """Return every word of some texts once, in order."""
        asked: dict[Identity, Asked] = {}
        for text in texts:
            for token in self._analyzer.tokens(text):
                if identity(token.word) not in asked:
                    typed = text[token.start : token.end]
                    asked[identity(token.word)] = Asked(typed, token.word, self._found(token.word), self._farthest)
        return list(asked.values())

    def _term(self, term: Term) -> list[Asked]:
        if term.how in ("related", "exact"):
            farthest = Relation.MARKS if term.how == "exact" else self._farthest
            words = self.words([term.text])
            return [replace(one, farthest=min(farthest, self._farthest), boost=term.boost) for one in words]
        from index.patterns import ask_pattern  # most queries have no pattern

        return [ask_pattern(self._snapshot, term)]

    def order(self, text: str) -> list[Identity]:
        """Return which of its `words` stands at each position of a text."""
        return [identity(word) for word in self._analyzer.words(text)]

    def _found(self, word: Word) -> Found:
        key = word.shown if self._farthest is not Relation.TYPO else f"{word.shown}~"
        known = self._memory.get(key)
        if known is None:
            if len(self._memory) >= MEMORY_WORDS:
                self._memory.clear()
            known = self._memory[key] = self._look_up(word)
        return without_names(self._snapshot, known, self._without) if self._without else known

    def _look_up(self, word: Word) -> Found:
        postings = [part.postings("text") for part in self._snapshot.parts]
        families = [Family(word, key) for key in family_keys(word)]
        every = [family.look_up(postings) for family in families]
        segments = tuple(map(joined, zip(*every, strict=True)))
        found = found_words(segments, dict(chain.from_iterable(family.written.items() for family in families)))
        if word.fold.isascii():
            found = likeliest_names(self._snapshot, word, found)
        if self._farthest is not Relation.TYPO:
            return found
        from index.patterns import with_typos

        return with_typos(self._snapshot, word, found)


def found_words(segments: tuple[Forms, ...], written: Mapping[bytes, int]) -> Found:
    """Return the related words, given by segment, and by their letters with the relation of each."""
    codes = np.array([word_code(word) for word in written], np.uint32)
    order = np.argsort(codes)
    return Found(segments, codes[order], np.array(list(written.values()), np.int64)[order], written)


def names(snapshot: Snapshot, found: Found) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield the words that are other spellings of a name: the segment, the place in its `Forms`, term and postings."""
    for owner, (part, forms) in enumerate(zip(snapshot.parts, found.segments, strict=True)):
        postings = part.postings("text")
        for place in np.flatnonzero(forms.relations == Relation.NAME).tolist() if postings else ():
            yield owner, place, postings.terms[int(forms.terms[place])], int(forms.articles[place])  # type: ignore[union-attr]


def without_names(snapshot: Snapshot, found: Found, stems: Collection[str]) -> Found:
    """Return what was found without the spellings of a name that have one of some stems."""
    segments, written = list(found.segments), dict(found.written)
    dropped: defaultdict[int, list[int]] = defaultdict(list)
    for owner, place, term, _ in names(snapshot, found):
        _, stem, word, *_ = term.split(b" ", 3)
        if stem.decode() in stems:
            dropped[owner].append(place)
            written.pop(word, None)
    for owner, places in dropped.items():
        forms = segments[owner]
        segments[owner] = Forms(*(np.delete(one, places) for one in (forms.terms, forms.relations, forms.articles)))
    return found_words(tuple(segments), written) if dropped else found


def likeliest_names(snapshot: Snapshot, word: Word, found: Found) -> Found:
    """Return what was found for a word in Latin letters, with its likeliest Arabic spellings only."""
    articles: Counter[str] = Counter()
    for _, _, term, count in names(snapshot, found):
        articles[term.split(b" ", 2)[1].decode()] += count
    ranked = sorted(articles, key=lambda stem: (spelling_cost(word.fold, stem) or 0, -articles[stem]))
    return without_names(snapshot, found, ranked[MAX_ARABIC_SPELLINGS:])
