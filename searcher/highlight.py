"""Which words of an article answer the query, and which passage shows them best?

Everything goes by offsets into the text as its author wrote it: whole words are marked, their harakat with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from index.arabic.analyzer import AROUND, MAX_WORD_CHARACTERS
from index.arabic.normalize import is_plain
from index.arabic.relation import Relation, family_keys, relation
from index.arabic.stopwords import is_stop_word
from index.query import Phrase, Query, Words, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.arabic.analyzer import Analyzer, Word

SNIPPET_CHARACTERS = 280
"""About three lines of the results page."""

MAX_PASSAGES = 500
MAX_CHARACTERS = 200_000
"""Passages that are compared, and characters of a text that are looked through: a bound on what one hit costs."""

LEAD_IN_CHARACTERS = 40
"""A passage begins up to this far before its first marked word, so that the word stands in a context."""

MEMORY_RUNS = 50_000
"""Runs of text whose `core` is remembered, some 10 MB."""

_SPACED = re.compile(r"\S+")


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


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of a text that the query asks for, and the spelling of the asked word that it is a form of."""

    start: int
    end: int
    asked: str

    def moved(self, by: int) -> Answer:
        """Return the same word, so many code points on."""
        return Answer(self.start + by, self.end + by, self.asked)


class Highlighter:
    """Finds a query's words in texts: made once a query, used for every text of its results.

    ``loose_words`` is how many loose words stand side by side in the query, stop words aside. ``matched`` is what an
    engine says of the words that it found (`Page.matched`): in its articles, most words then need no analysis.
    """

    def __init__(self, query: Query, analyzer: Analyzer, matched: Mapping[str, str] | None = None) -> None:
        self._analyzer = analyzer
        groups = [telling_words(leaf, analyzer) for leaf in leaves(query) if isinstance(leaf, Words)]
        phrases = [leaf.text for leaf in leaves(query) if isinstance(leaf, Phrase)]
        self.loose_words = max(map(len, groups), default=0)
        self._loose_folds = {word.fold for group in groups for word in group}
        folds = [[word.fold for word in analyzer.words(text)] for text in phrases]
        self._phrases = [
            phrase for phrase in folds if not self._loose_folds.issuperset(phrase)
        ]  # the others are marked
        self._families: dict[str, list[Word]] = {}
        for word in dict.fromkeys(word for group in groups for word in group):
            for key in family_keys(word):
                self._families.setdefault(key, []).append(word)
        self._matched = matched
        self._runs: dict[str, tuple[Answer, ...]] = {}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the words of a text that the query asks for, in order."""
        return tuple(Span(answer.start, answer.end) for answer in self._answers(text))

    def _answers(self, text: str) -> list[Answer]:
        runs, matched = self._runs, self._matched
        new = set(text.split())
        for run in new - runs.keys():
            word = core(run) if matched is not None else ""
            runs[run] = () if word and word not in matched else self._run_answers(run, word)  # type: ignore[operator]
        loose = [
            answer.moved(start) for run in new if runs[run] for start in _starts(run, text) for answer in runs[run]
        ]
        loose.sort(key=lambda answer: answer.start)
        quoted = self._quoted(text, {answer.asked for answer in loose})
        if not quoted:
            return loose
        both = {one.start: one for one in (*quoted, *loose)}
        return [both[start] for start in sorted(both)]

    def _run_answers(self, run: str, word: str) -> tuple[Answer, ...]:
        """Return the answers in a run of text without white space: such runs come again and again.

        ``word`` is its `core`, if that is among the matched words.
        """
        if self._matched is not None and word:
            start = run.find(word)
            return (Answer(start, start + len(word), self._matched[word]),)
        families = self._families
        if not [word for word in self._analyzer.words(run) if word.key in families]:  # without offsets: far quicker
            return ()
        found = ((token, self._closest(token.word)) for token in self._analyzer.tokens(run))
        return tuple(Answer(token.start, token.end, asked) for token, asked in found if asked)

    def _closest(self, found: Word) -> str:
        """Return the spelling of the asked word that a found one is most closely a form of; empty if of none."""
        near = [(relation(asked, found), asked.fold) for asked in self._families.get(found.key, ())]
        forms = [(how, fold) for how, fold in near if how is not None and how <= Relation.FORM]
        return min(forms)[1] if forms else ""

    def _quoted(self, text: str, present: set[str]) -> list[Answer]:
        """Return the words of the query's phrases; ``present`` are the loose words that the text answers."""
        absent = self._loose_folds - present
        phrases = [phrase for phrase in self._phrases if absent.isdisjoint(phrase)]
        folds = [word.fold for word in self._analyzer.words(text)] if phrases else []
        places = {place for phrase in phrases for place in _places(phrase, folds)}
        return list(self._at(places, text)) if places else []

    def _at(self, places: set[int], text: str) -> Iterator[Answer]:
        """Yield the words with these numbers; offsets are sought only in the runs of text that have one of them."""
        first = 0
        for run in _SPACED.finditer(text):
            following = first + len(self._analyzer.words(run[0]))
            if not places.isdisjoint(range(first, following)):
                for number, token in enumerate(self._analyzer.tokens(run[0]), first):
                    if number in places:
                        yield Answer(token.start, token.end, token.word.fold).moved(run.start())
            first = following

    def whole(self, field: str, text: str) -> Highlight:
        """Return a whole field, marked."""
        spans = self.spans(text)
        return Highlight(field, mark(text, spans, 0, len(text)), spans)

    def snippet(self, field: str, text: str) -> Highlight:
        """Return the passage of about `SNIPPET_CHARACTERS` with the most of the query's words, or the opening."""
        answers = self._answers(text[: _word_edge(text, MAX_CHARACTERS)])
        start, end = _passage(text, answers)
        inside = tuple(Span(one.start, one.end) for one in answers if start <= one.start and one.end <= end)
        html = mark(text, inside, start, end)
        opening, closing = "… " if start else "", " …" if end < len(text.rstrip()) else ""
        return Highlight(field, Markup("").join([opening, html, closing]), inside)


@lru_cache(MEMORY_RUNS)
def core(run: str) -> str:
    """Return the word of a run of text that is nothing but letters of Arabic and what stands around them; else nothing.

    Then the word is written as it stands there.
    """
    word = run.strip(AROUND)
    return word if len(word) <= MAX_WORD_CHARACTERS and is_plain(word) else ""


def _starts(run: str, text: str) -> Iterator[int]:
    """Yield where a run of text stands between white space in a text."""
    start = text.find(run)
    while start >= 0:
        end = start + len(run)
        if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(run, start + 1)


def telling_words(words: Words, analyzer: Analyzer) -> list[Word]:
    """Return the words that are searched, each spelling once: stop words only when there is nothing else."""
    asked: dict[str, Word] = {}
    for text in words.words:
        for word in analyzer.words(text):
            asked.setdefault(word.fold, word)
    return [word for word in asked.values() if not is_stop_word(word)] or list(asked.values())


def _places(phrase: list[str], folds: list[str]) -> Iterator[int]:
    """Yield the numbers of the words that belong to an occurrence of a phrase; some twice where these overlap."""
    for start, fold in enumerate(folds):
        if fold == phrase[0] and folds[start : start + len(phrase)] == phrase:
            yield from range(start, start + len(phrase))


def _passage(text: str, answers: list[Answer]) -> tuple[int, int]:
    """Return the bounds of the passage to show, at the edges of words."""
    if not answers:
        return 0, _word_edge(text, min(len(text), SNIPPET_CHARACTERS))
    ends = [answer.end for answer in answers]
    best = max(
        range(min(len(answers), MAX_PASSAGES)),
        key=lambda n: (
            len({answer.asked for answer in _within(answers, ends, n)}),
            len(_within(answers, ends, n)),
            -n,
        ),
    )
    start = _beginning(text, answers[best].start)
    return start, max(_word_edge(text, min(len(text), start + SNIPPET_CHARACTERS)), answers[best].end)


def _within(answers: list[Answer], ends: list[int], first: int) -> list[Answer]:
    limit = answers[first].start + SNIPPET_CHARACTERS - LEAD_IN_CHARACTERS
    return answers[first : bisect_right(ends, limit, lo=first)]


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
