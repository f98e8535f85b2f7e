"""How do an article's title and text stand on a page, marked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from searcher.highlight import mark

if TYPE_CHECKING:
    from searcher.highlight import Highlighter
    from searcher.results import Result

HEADLINE_CHARACTERS = 300
"""So much of a title stands in a list; the article's own page has all of it."""

FIRST_MARK = Markup('<mark id="first-mark" tabindex="-1">')

_MARK = Markup("<mark>")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_LONG = re.compile(r"[^\s<>&;]{300,}")
"""A word that is none. Browsers take minutes to break a joined one of a megabyte into lines."""

_PIECE = re.compile(".{40}")
"""A second for a megabyte; with pieces of 300 letters it is four."""


def headline(result: Result) -> Markup:
    """Return the title of a result, marked, and cut where it is no headline but a text."""
    title, marked = result.article.title, result.highlights[0]
    if len(title) <= HEADLINE_CHARACTERS:
        return marked.html
    return mark(title, marked.spans, 0, HEADLINE_CHARACTERS) + " …"


def whole_title(title: str, highlighter: Highlighter) -> Markup:
    """Return a title, marked."""
    return _breakable(highlighter.whole("title", title).html)


def paragraphs(body: str, highlighter: Highlighter) -> list[Markup]:
    """Return the lines of a text, marked; the first marked word of all can be linked to."""
    spans = highlighter.spans(body)
    lines = [_breakable(mark(body, spans, *line.span())) for line in _PARAGRAPH.finditer(body)]
    first = next((number for number, line in enumerate(lines) if _MARK in line), None)
    if first is not None:
        lines[first] = lines[first].replace(_MARK, FIRST_MARK, 1)
    return lines


def _breakable(html: Markup) -> Markup:
    """Return HTML with a place to break lines in its longest words; tags and entities have no such long parts."""
    pieces = _LONG.sub(lambda word: _PIECE.sub(r"\g<0><wbr>", word[0]), html)
    return Markup(pieces)  # noqa: S704 - what was escaped stays so
