"""Which passage of an article shows best that it answers the query?

Everything goes by offsets into the text as its author wrote it: whole words are marked, their harakat with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.arabic.relation import Relation
    from searcher.answers import Answer, Answers

SNIPPET_CHARACTERS = 280
"""About three lines of the results page."""

MAX_PASSAGES = 500
MAX_CHARACTERS = 200_000
"""Passages that are compared, and characters of a text that are looked through: a bound on what one hit costs."""

_SPECIAL = re.compile("[&<>\"']")
"""What stands for itself in no HTML."""

LEAD_IN_CHARACTERS = 40
"""A passage begins up to this far before its first marked word, so that the word stands in a context."""


class Span(NamedTuple):
    """A marked word: ``text[start:end]`` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a field, escaped, with ``<mark>`` around whole words; ``spans`` are offsets into the whole field."""

    field: str
    html: Markup
    spans: tuple[Span, ...]


class Found(NamedTuple):
    """A word of an article that answers the query: as it stands there, which asked word it answers, and how."""

    word: str
    asked: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Shown:
    """How an article is shown: its title and a passage of its body, marked, and its words that answer, each once.

    ``relation`` is the farthest of the closest relations that each asked word has here; None where nothing was marked.
    """

    highlights: tuple[Highlight, ...]
    found: tuple[Found, ...]

    @property
    def relation(self) -> Relation | None:
        """How closely the article answers."""
        closest: dict[str, Relation] = {}
        for one in self.found:
            closest[one.asked] = min(one.relation, closest.get(one.asked, one.relation))
        return max(closest.values(), default=None)


class Highlighter:
    """Marks a query's words in texts, and shows the passages that have them."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the words of a text that the query asks for, in order."""
        return _spans(self._answers.find(text))

    def whole(self, field: str, text: str) -> Highlight:
        """Return a whole field, marked."""
        return _whole(field, text, self._answers.find(text))

    def snippet(self, field: str, text: str) -> Highlight:
        """Return the passage of about `SNIPPET_CHARACTERS` with the most of the query's words, or the opening."""
        return _snippet(field, text, self._body_answers(text))

    def article(self, title: str, caption: str, body: str) -> Shown:
        """Return how an article is shown."""
        in_title, in_body = self._answers.find(title), self._body_answers(body)
        in_caption = self._answers.find(caption) if caption else []
        found: dict[Found, None] = {}
        for text, answers in ((title, in_title), (caption, in_caption), (body, in_body)):
            found |= dict.fromkeys(Found(text[one.start : one.end], one.asked, one.relation) for one in answers)
        highlights = (_whole("title", title, in_title), _snippet("body", body, in_body))
        return Shown(highlights, tuple(found))

    def _body_answers(self, text: str) -> list[Answer]:
        return self._answers.find(text[: _word_edge(text, MAX_CHARACTERS)])


def _spans(answers: Sequence[Answer]) -> tuple[Span, ...]:
    return tuple(Span(answer.start, answer.end) for answer in answers)


def _whole(field: str, text: str, answers: Sequence[Answer]) -> Highlight:
    spans = _spans(answers)
    return Highlight(field, mark(text, spans, 0, len(text)), spans)


def _snippet(field: str, text: str, answers: list[Answer]) -> Highlight:
    start, end = _passage(text, answers)
    inside = tuple(Span(one.start, one.end) for one in answers if start <= one.start and one.end <= end)
    html = mark(text, inside, start, end)
    opening, closing = "… " if start else "", " …" if end < len(text.rstrip()) else ""
    return Highlight(field, Markup(f"{opening}{html}{closing}"), inside)  # noqa: S704 - html is escaped


def _passage(text: str, answers: list[Answer]) -> tuple[int, int]:
    """Return the bounds of the passage to show, at the edges of words."""
    if not answers:
        return 0, _word_edge(text, min(len(text), SNIPPET_CHARACTERS))
    best = _richest(answers)
    start = _beginning(text, answers[best].start)
    return start, max(_word_edge(text, min(len(text), start + SNIPPET_CHARACTERS)), answers[best].end)


def _richest(answers: list[Answer]) -> int:
    """Return the number of the answer from which on a passage has most of the query's words, and most answers."""
    inside: defaultdict[str, int] = defaultdict(int)
    best, different, last = (0, 0, 0), 0, 0
    for first, answer in enumerate(answers[:MAX_PASSAGES]):
        limit = answer.start + SNIPPET_CHARACTERS - LEAD_IN_CHARACTERS
        while last < len(answers) and (answers[last].end <= limit or last == first):
            different += not inside[answers[last].asked]
            inside[answers[last].asked] += 1
            last += 1
        best = max(best, (different, last - first, -first))
        if last == len(answers):
            break  # what begins later has no more
        inside[answer.asked] -= 1
        different -= not inside[answer.asked]
    return -best[2]


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
    safe = escape if _SPECIAL.search(text, start, end) else str  # most texts have nothing to escape
    parts: list[str] = []
    at = start
    first = bisect_left([span.start for span in spans], start)
    for span in spans[first:]:
        if span.end > end:
            break
        parts += (safe(text[at : span.start]), "<mark>", safe(text[span.start : span.end]), "</mark>")
        at = span.end
    return Markup("".join([*parts, safe(text[at:end])]))  # noqa: S704 - each part is escaped
