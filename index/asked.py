"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from index.arabic.relation import Relation, family_keys
from index.arabic.stopwords import is_stop_word
from index.deadline import check_time
from index.families import NO_FORMS, Family, joined
from index.found import found_words, without_names
from index.latin_names import likeliest_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from index.arabic.analyzer import Analyzer, Word
    from index.found import Found
    from index.query import Term, Words
    from index.snapshot import Snapshot


Identity = tuple[str, bool]
"""What spellings of one word of a query share."""


def identity(word: Word) -> Identity:
    """Return a word's fold, and whether it is a stop word: ما (what) and ماء (water) fold alike, and are two words."""
    return word.fold, is_stop_word(word)


MIN_PART, MAX_LETTERS = 3, 14
"""A name in Latin letters may be two in Arabic, of so many letters at least: Jinping, جين بينغ."""

MEMORY_WORDS = 4_000
"""Asked words whose related words are remembered while a generation is the newest, about 40 MB: those asked last."""


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

    def commonest(self, near: Relation = Relation.FAMILY) -> int:
        """Return the number of postings of the most frequent one of these words: so many articles have it."""
        return self.found.commonest[min(near, self.farthest)]


class Dictionary:
    """Looks words up in one generation; remembers what it found.

    Words answer up to the ``farthest`` relation; spellings of names whose folded stem is in ``without`` do not.
    """

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._memory: OrderedDict[str, Found] = OrderedDict()
        self._farthest = Relation.NAME
        self._without: frozenset[str] = frozenset()

    def restricted(self, farthest: Relation, without: Collection[str]) -> Dictionary:
        """Return a dictionary with the same memory, and with other bounds."""
        other = Dictionary(self._snapshot, self._analyzer)
        other._memory, other._farthest, other._without = self._memory, farthest, frozenset(without)
        return other

    def loose(self, query: Words) -> list[Asked]:
        """Return the loose words to look for, each once: without stop words, unless there is nothing else."""
        words = [part for asked in self.words(query.words) for part in self._parts(asked)]
        terms = [asked for term in query.terms for asked in self._term(term)]
        return [*(asked for asked in words if not is_stop_word(asked.word)), *terms] or words

    def words(self, texts: Iterable[str]) -> list[Asked]:
        """Return every word of some texts once, in order."""
        asked: dict[Identity, Asked] = {}
        for text in texts:
            for token in self._analyzer.tokens(text):
                if identity(token.word) not in asked:
                    check_time()
                    typed = text[token.start : token.end]
                    asked[identity(token.word)] = Asked(typed, token.word, self._found(token.word), self._farthest)
        return list(asked.values())

    def _parts(self, asked: Asked) -> list[Asked]:
        """Return a word, or, if it is in Latin letters and nowhere to be found, the two that Arabic may have for it."""
        latin = asked.word.fold
        if not latin.isascii() or not latin.isalpha() or len(latin) > MAX_LETTERS or asked.articles():
            return [asked]
        for place in range(MIN_PART, len(latin) - MIN_PART + 1):
            parts = self.words([latin[:place], latin[place:]])
            if len(parts) > 1 and all(part.articles() for part in parts):
                return parts
        return [asked]

    def _term(self, term: Term) -> list[Asked]:
        if term.how in ("related", "exact"):
            farthest = Relation.MARKS if term.how == "exact" else self._farthest
            words = self.words([term.text])
            return [replace(one, farthest=min(farthest, self._farthest), boost=term.boost) for one in words]
        check_time()
        from index.patterns import ask_pattern  # most queries have no pattern

        return [ask_pattern(self._snapshot, term)]

    def order(self, text: str) -> list[Identity]:
        """Return which of its `words` stands at each position of a text."""
        return [identity(word) for word in self._analyzer.words(text)]

    def _found(self, word: Word) -> Found:
        key = word.shown if self._farthest is not Relation.TYPO else f"{word.shown}~"
        known = self._memory.get(key)
        if known is None:
            known = self._memory[key] = self._look_up(word)
        self._memory.move_to_end(key)
        if len(self._memory) > MEMORY_WORDS:
            self._memory.popitem(last=False)
        return without_names(self._snapshot, known, self._without) if self._without else known

    def _look_up(self, word: Word) -> Found:
        postings = [part.postings("text") for part in self._snapshot.parts]
        families = [Family(word, key) for key in family_keys(word)]
        segments = tuple(joined([family.look_up(one) for family in families]) if one else NO_FORMS for one in postings)
        matching = dict(chain.from_iterable(family.matching.items() for family in families))
        found = found_words(self._snapshot, segments, matching)
        if word.fold.isascii():
            found = likeliest_names(self._snapshot, word, found)
        if self._farthest is not Relation.TYPO:
            return found
        from index.patterns import with_typos

        return with_typos(self._snapshot, word, found)
