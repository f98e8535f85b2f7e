"""Which written words of the index answer an asked one?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.arabic.relation import Relation, family_keys, relation
from index.arabic.stopwords import is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.arabic.analyzer import Analyzer, Word
    from index.whoosh_reader import Form, Snapshot


Identity = tuple[str, bool]
"""What spellings of one word of a query share."""


def identity(word: Word) -> Identity:
    """Return a word's fold, and whether it is a stop word: ما (what) and ماء (water) fold alike, and are two words."""
    return word.fold, is_stop_word(word)


MEMORY_WORDS = 2_000
"""Asked words whose related words are remembered while a commit is the newest, about 30 MB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the query, as typed, and the related words of the index, each with its relation."""

    typed: str
    word: Word
    forms: tuple[tuple[Relation, Form], ...]

    def related(self, farthest: Relation) -> Iterable[tuple[Relation, Form]]:
        """Yield the words that are related at least so closely."""
        return ((near, form) for near, form in self.forms if near <= farthest)


class Dictionary:
    """Looks words up in one commit; remembers what it found."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._memory: dict[str, tuple[tuple[Relation, Form], ...]] = {}

    def telling(self, texts: Iterable[str]) -> list[Asked]:
        """Return the words to look for, each once: without stop words, unless there is nothing else."""
        words = self.words(texts)
        return [asked for asked in words if not is_stop_word(asked.word)] or words

    def words(self, texts: Iterable[str]) -> list[Asked]:
        """Return every word of some texts once, in order."""
        asked: dict[Identity, Asked] = {}
        for text in texts:
            for token in self._analyzer.tokens(text):
                if identity(token.word) not in asked:
                    typed = text[token.start : token.end]
                    asked[identity(token.word)] = Asked(typed, token.word, self._forms(token.word))
        return list(asked.values())

    def order(self, text: str) -> list[Identity]:
        """Return which of its `words` stands at each position of a text."""
        return [identity(word) for word in self._analyzer.words(text)]

    def _forms(self, word: Word) -> tuple[tuple[Relation, Form], ...]:
        known = self._memory.get(word.written)
        if known is None:
            if len(self._memory) >= MEMORY_WORDS:
                self._memory.clear()
            found = ((self._relation(word, form), form) for key in family_keys(word) for form in self._family(key))
            known = self._memory[word.written] = tuple((near, form) for near, form in found if near)
        return known

    def _family(self, key: str) -> Iterable[Form]:
        return self._snapshot.family(key).values()

    def _relation(self, word: Word, form: Form) -> Relation | None:
        if form.written == word.written:
            return Relation.SPELLING
        found = self._analyzer.words(form.written)
        return relation(word, found[0]) if len(found) == 1 else None
