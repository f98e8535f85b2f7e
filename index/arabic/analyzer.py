"""Where are the words of a text, and under which terms are they matched?

One object analyses articles, queries and the texts to highlight, so that all three agree by construction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.arabic import letters as ar
from index.arabic.normalize import fold
from index.arabic.stem import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

ANALYZER_VERSION = 1
"""Goes up whenever any text would give other terms: an index made by another version must be rebuilt."""

MAX_TERM_CHARACTERS = 64
"""A longer term is cut here, in articles and queries alike: no word is that long, and an index key has a limit."""

MEMORY_WORDS = 400_000
"""Distinct written words whose terms are remembered, about 80 MB; then the memory starts afresh."""

_MARKS = "".join((*ar.HARAKAT, *ar.QURANIC_MARKS))
_INSIDE = _MARKS + "".join(ar.INVISIBLE)
WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*[{_MARKS}]*")
"""A run of letters and digits; marks, joiners and bidi controls may stand inside it, marks at its end."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` in code points, its folded spelling, and its stem."""

    start: int
    end: int
    exact: str
    stem: str


class Analyzer:
    """Turns text into tokens; remembers the terms of every word it has seen."""

    version = ANALYZER_VERSION

    def __init__(self) -> None:
        self._memory: dict[str, tuple[str, str]] = {}

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the words of a text in order; offsets are into the text as it was given."""
        for match in WORD.finditer(text):
            exact, stemmed = self._terms(match[0])
            if exact:
                yield Token(match.start(), match.end(), exact, stemmed)

    def terms(self, text: str) -> list[tuple[str, str]]:
        """Return (exact, stem) of every word of a text, without offsets: what an index needs."""
        terms = map(self._terms, WORD.findall(text))
        return [pair for pair in terms if pair[0]]

    def _terms(self, word: str) -> tuple[str, str]:
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= MEMORY_WORDS:
                self._memory.clear()
            exact = fold(word).replace(" ", "")[:MAX_TERM_CHARACTERS]  # a few presentation forms fold to a space
            known = self._memory[word] = (exact, stem(exact))
        return known
