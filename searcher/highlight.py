"""Which words of an article answer the query, and which passage shows them best?

Everything goes by offsets into the text as its author wrote it: whole words are marked, their harakat with them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from index.arabic.stopwords import STOP_WORDS
from index.query import Phrase, Query, Words, leaves

if TYPE_CHECKING:
    from index.arabic.analyzer import Analyzer, Token

SNIPPET_CHARACTERS = 280
"""About three lines of the results page."""

MAX_PASSAGES = 500
MAX_CHARACTERS = 200_000
"""Passages that are compared, and characters of a text that are looked through: a bound on what one hit costs."""

LEAD_IN_CHARACTERS = 40
"""A passage begins up to this far before its first marked word, so that the word stands in a context."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked word: ``text[start:end]`` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a field, escaped, with ``<mark>`` around whole words; ``spans`` are offsets into the whole field."""

    field: str
    html: Markup
    spans: tuple[Span, ...]


class Highlighter:
    """Finds a query's words in texts: made once a query, used for every text of its results."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._stems: set[str] = set()
        self._phrases: list[list[str]] = []
        for leaf in leaves(query):
            if isinstance(leaf, Phrase):
                self._phrases.append([exact for exact, _ in analyzer.terms(leaf.text)])
            else:
                self._stems |= _telling_stems(leaf, analyzer)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the words of a text that the query asks for, in order."""
        return tuple(Span(token.start, token.end) for token in self._asked(text))

    def _asked(self, text: str) -> list[Token]:
        tokens = list(self._analyzer.tokens(text))
        marked = {number for number, token in enumerate(tokens) if token.stem in self._stems}
        for phrase in self._phrases:
            marked |= _phrase_places(phrase, tokens)
        return [tokens[number] for number in sorted(marked)]

    def whole(self, field: str, text: str) -> Highlight:
        """Return a whole field, marked."""
        spans = self.spans(text)
        return Highlight(field, mark(text, spans, 0, len(text)), spans)

    def snippet(self, field: str, text: str) -> Highlight:
        """Return the passage of about `SNIPPET_CHARACTERS` with the most of the query's words, or the opening."""
        asked = self._asked(text[: _word_edge(text, MAX_CHARACTERS)])
        start, end = _passage(text, asked)
        inside = tuple(Span(token.start, token.end) for token in asked if start <= token.start and token.end <= end)
        html = mark(text, inside, start, end)
        opening, closing = "… " if start else "", " …" if end < len(text.rstrip()) else ""
        return Highlight(field, Markup("").join([opening, html, closing]), inside)


def _telling_stems(words: Words, analyzer: Analyzer) -> set[str]:
    """Return the stems that were searched: stop words only when there was nothing else."""
    terms = [pair for word in words.words for pair in analyzer.terms(word)]
    return {stem for exact, stem in terms if exact not in STOP_WORDS} or {stem for _, stem in terms}


def _phrase_places(phrase: list[str], tokens: list[Token]) -> set[int]:
    places: set[int] = set()
    size = len(phrase)
    for first in range(len(tokens) - size + 1):
        if all(tokens[first + step].exact == phrase[step] for step in range(size)):
            places.update(range(first, first + size))
    return places


def _passage(text: str, asked: list[Token]) -> tuple[int, int]:
    """Return the bounds of the passage to show, at the edges of words."""
    if not asked:
        return 0, _word_edge(text, min(len(text), SNIPPET_CHARACTERS))
    ends = [token.end for token in asked]
    best = max(
        range(min(len(asked), MAX_PASSAGES)),
        key=lambda n: (
            len({token.stem for token in _within(asked, ends, n)}),
            len(_within(asked, ends, n)),
            -n,
        ),
    )
    start = _beginning(text, asked[best].start)
    return start, max(_word_edge(text, min(len(text), start + SNIPPET_CHARACTERS)), asked[best].end)


def _within(asked: list[Token], ends: list[int], first: int) -> list[Token]:
    limit = asked[first].start + SNIPPET_CHARACTERS - LEAD_IN_CHARACTERS
    return asked[first : bisect_right(ends, limit, lo=first)]


def _beginning(text: str, first_mark: int) -> int:
    """Return where a passage begins: at a sentence, if one begins shortly before, else at a word."""
    earliest = max(0, first_mark - LEAD_IN_CHARACTERS)
    for at in range(first_mark - 1, earliest, -1):
        if text[at - 1] in ".؟!\n" and text[at].isspace():
            return _after_space(text, at)
    if earliest == 0:
        return 0
    while earliest < first_mark and not text[earliest - 1].isspace():
        earliest += 1
    return _after_space(text, earliest)


def _after_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _word_edge(text: str, end: int) -> int:
    """Return the end of the last whole word at or before ``end``; inside a very long word, ``end`` itself."""
    if end >= len(text) or text[end].isspace():
        return end
    edge = max(text.rfind(space, 0, end) for space in (" ", "\n", "\xa0"))
    return edge if edge > end - SNIPPET_CHARACTERS // 2 else end


def mark(text: str, spans: tuple[Span, ...], start: int, end: int) -> Markup:
    """Return ``text[start:end]`` escaped, with the spans inside it marked."""
    parts: list[Markup] = []
    at = start
    first = bisect_left([span.start for span in spans], start)
    for span in spans[first:]:
        if span.end > end:
            break
        parts += [
            escape(text[at : span.start]),
            Markup("<mark>"),
            escape(text[span.start : span.end]),
            Markup("</mark>"),
        ]
        at = span.end
    return Markup("").join([*parts, escape(text[at:end])])
