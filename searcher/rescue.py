"""Hardly anything was found: was a word mistyped, or the keyboard's layout the wrong one?

A suggestion is offered only when it finds articles and the typed query finds none, or a word of it hardly any; it says
how many, and it never takes the place of what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from index.arabic.relation import Relation
from index.arabic.stopwords import is_stop_word
from index.query import asked_words
from searcher.keyboard import plausible, retyped
from searcher.latin_words import may_be_latin_word
from searcher.parser import MAX_QUERY_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.arabic.analyzer import Analyzer, Word
    from index.engine import Engine, Page
    from index.query import Query
    from searcher.results import Search

FAR_FEWER = 50
"""A word is rare enough to be doubted when the other one is in so many times as many articles."""

RARE = 2
"""A word in more articles than these is never doubted."""

MIN_LETTERS = 3

MANY, A_FEW_IN = 20, 2_000
"""What may be a Latin word is only read otherwise if each word of the reading has so many postings; in an index of
fewer than `MANY` times `A_FEW_IN` articles, one for each `A_FEW_IN`."""

MOST_OWN = 1_000
"""What stands in more articles than these is not read otherwise."""

_LATIN = re.compile("[A-Za-z]")

MAX_DOUBTED = 3
"""So many words of a query are corrected."""

MAX_ABSENT = 8
"""So many words that no article has are named."""

READINGS = 6
"""So many readings of other keyboard layouts are tried."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A search that may have been meant, and its total. ``kind`` is ``spelling`` or ``keyboard``.

    ``replaced`` has each word that was typed, and what stands in its place.
    """

    kind: str
    search: Search
    total: int
    replaced: tuple[tuple[str, str], ...]


class Rescue:
    """Looks for what was meant. ``count`` says how many articles a search finds."""

    def __init__(self, engine: Engine, count: Callable[[Search], int]) -> None:
        self._engine = engine
        self._analyzer: Analyzer = engine.analyzer
        self._count = count

    def suggestions(self, search: Search, query: Query, page: Page) -> tuple[Suggestion, ...]:
        """Return what may have been meant by a search that found a page, the likeliest first."""
        found = [*self._other_layout(search, page.total), *self._other_spelling(search, query, page)]
        distinct = {one.search.text: one for one in reversed(found)}
        return tuple(sorted(distinct.values(), key=found.index))

    def absent(self, query: Query) -> tuple[str, ...]:
        """Return the words of a query that stand in no article in whatever form, at most `MAX_ABSENT`."""
        words = [word for word in islice(dict.fromkeys(asked_words(query)), MAX_ABSENT) if self._analyzer.words(word)]
        counts = self._engine.frequencies(words)
        return tuple(word for word, count in zip(words, counts, strict=True) if not count)

    def _other_layout(self, search: Search, total: int) -> Iterator[Suggestion]:
        """Yield the first reading of the text on another layout that is surely meant."""
        is_latin = _LATIN.search(search.text) is not None
        if total and not is_latin:
            return
        whole = [word for run in search.text.split() if run.isalnum() for word in self._analyzer.words(run)]
        counts = self._frequencies(whole, Relation.SPELLING)
        if is_latin and any(count and len(word.fold) >= MIN_LETTERS for word, count in counts.items()):
            return  # a word of the articles, however rare, is what it is; two letters may stand anywhere
        own = max(counts.values(), default=0)
        for reading in retyped(search.text, self._written)[:READINGS] if own <= MOST_OWN else ():
            if self._is_meant(whole, own, reading) if is_latin else self._is_latin(reading):
                meant = replace(search, text=reading, page=1, start=None)
                if count := self._count(meant):
                    yield Suggestion("keyboard", meant, count, ((search.text.strip(), reading),))
                    return

    def _written(self, word: str) -> int:
        """Return how many articles have a word as it is written, marks aside."""
        return self._engine.frequencies([word], Relation.MARKS)[0]

    def _frequencies(self, words: Iterable[Word], farthest: Relation) -> dict[Word, int]:
        distinct = list(dict.fromkeys(words))
        counts = self._engine.frequencies((word.written for word in distinct), farthest)
        return dict(zip(distinct, counts, strict=True))

    def _is_meant(self, typed: Sequence[Word], own: int, reading: str) -> bool:
        """Tell whether all words of a reading are in the index, and far more often than what was typed.

        What may be a word of another language is only read otherwise if it is hardly there, and the reading surely is.
        """
        counts = self._frequencies(self._analyzer.words(reading), Relation.PLURAL).values()
        if not counts or min(counts) < FAR_FEWER * own or not all(counts):
            return False
        if not typed or not all(may_be_latin_word(word.fold) for word in typed):
            return True
        enough = max(1, min(MANY, self._engine.count() // A_FEW_IN))
        return min(counts) >= enough and plausible(reading) == 1

    def _is_latin(self, reading: str) -> bool:
        """Tell whether all words of a reading in Latin letters are in the index, and look like such."""
        words = self._analyzer.words(reading)
        if not words or not all(may_be_latin_word(one.fold) for one in words):
            return False
        return all(self._frequencies(words, Relation.NAME).values())

    def _other_spelling(self, search: Search, query: Query, page: Page) -> Iterator[Suggestion]:
        """Yield the text with its doubtful words corrected: those that no article has, or hardly any has."""
        rare = RARE if page.total <= RARE else 0
        words = [word for text in asked_words(query) for word in self._analyzer.words(text) if _may_be_doubted(word)]
        if not rare:
            answered = {match.asked for match in page.matched.values() if match.relation <= Relation.NAME}
            words = [word for word in words if word.fold not in answered]
        counts = self._frequencies(words, Relation.NAME)
        better = ((word.fold, self._better(word, count)) for word, count in counts.items() if count <= rare)
        corrected = dict(islice(((fold, meant) for fold, meant in better if meant), MAX_DOUBTED))
        if not corrected:
            return
        text, replaced = search.text, []
        for token in sorted(self._analyzer.tokens(search.text), key=lambda one: -one.start):
            if right := corrected.get(token.word.fold):
                replaced.append((text[token.start : token.end], right))
                text = text[: token.start] + right + text[token.end :]
        meant = replace(search, text=text, page=1, start=None)
        if len(text) <= MAX_QUERY_CHARACTERS and (count := self._count(meant)):
            yield Suggestion("spelling", meant, count, tuple(dict.fromkeys(reversed(replaced))))

    def _better(self, word: Word, typed: int) -> str | None:
        """Return what a doubted word that so many articles have may be mistyped for; None if nothing far commoner."""
        for one in self._engine.corrections(word.written, 1):
            if one.articles >= FAR_FEWER * typed:
                return one.text
        return None


def _may_be_doubted(word: Word) -> bool:
    long_enough = len(word.fold) >= MIN_LETTERS and word.fold.isalpha()
    return long_enough and not word.fold.isascii() and not is_stop_word(word)
