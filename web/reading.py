"""How do an article's title and text stand on a page, marked?"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from markupsafe import Markup

from searcher.highlight import mark

if TYPE_CHECKING:
    from searcher.highlight import Highlighter
    from searcher.results import Result

HEADLINE_CHARACTERS = 300
"""So much of a title stands in a list; the article's own page has all of it."""

FIRST_MARK = Markup('<mark id="first-mark" tabindex="-1">')

MOST_MARKS = 5_000
"""Marks in one text: a hundred thousand of them take a browser half a minute."""

LONG_WORD, LONG_LINE = 300, 10_000
"""Characters of a word that is none, and of a line that is none. Browsers take minutes to lay a megabyte of one out."""

PIECE_CHARACTERS, PIECE_WORDS = 40, 80
"""Pieces of these, between which a line may be broken: a second or two for a megabyte."""

_MARK = Markup("<mark>")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\s<>]+")
_PIECE = re.compile(rf"(?:&#?\w+;|[^&]){{{PIECE_CHARACTERS}}}")


def headline(result: Result) -> Markup:
    """Return the title of a result, marked, and cut where it is no headline but a text."""
    title, marked = result.article.title, result.highlights[0]
    if len(title) <= HEADLINE_CHARACTERS:
        return marked.html
    return mark(title, marked.spans, 0, HEADLINE_CHARACTERS) + " …"


def whole_title(title: str, highlighter: Highlighter) -> Markup:
    """Return a title, marked."""
    return breakable(mark(title, highlighter.spans(title)[:MOST_MARKS], 0, len(title)))


def paragraphs(body: str, highlighter: Highlighter) -> list[Markup]:
    """Return the lines of a text, marked; the first marked word of all can be linked to."""
    spans = highlighter.spans(body)[:MOST_MARKS]
    starts = [span.start for span in spans]
    lines = []
    for start, end in (line.span() for line in _PARAGRAPH.finditer(body)):
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        lines.append(breakable(mark(body, inside, start, end)))
    first = next((number for number, line in enumerate(lines) if _MARK in line), None)
    if first is not None:
        lines[first] = lines[first].replace(_MARK, FIRST_MARK, 1)
    return lines


def breakable(html: Markup) -> Markup:
    """Return marked text with places to break its longest words, and the line itself if it is long; tags stay whole."""
    pieces = _WORD.sub(lambda word: _broken(word[0]), html)
    if len(html) > LONG_LINE:
        words = pieces.split(" ")
        passages = (words[start : start + PIECE_WORDS] for start in range(0, len(words), PIECE_WORDS))
        pieces = " <wbr>".join(" ".join(passage) for passage in passages)
    return Markup(pieces)  # noqa: S704 - what was escaped stays so


def _broken(word: str) -> str:
    return word if len(word) < LONG_WORD else _PIECE.sub(r"\g<0><wbr>", word)
