"""What may a reader be about to type? Words and headlines that go on from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.arabic.normalize import fold_label
from index.arabic.stopwords import is_stop_word
from searcher.fields import COLONS, FIELDS

if TYPE_CHECKING:
    from index.engine import Engine

DEFAULT_SUGGESTED, MAX_SUGGESTED = 8, 20

MAX_CHARACTERS = 200
"""Of a longer text nothing is suggested: no headline is so long."""

HEADLINE_LETTERS = 3
"""From so many characters on, headlines are suggested, too."""


_FIELD = re.compile(rf"(?:^|\s)[-+]?(?P<name>[^\s{COLONS}]+)[{COLONS}](?P<quote>[\"«“]?)(?P<value>[^{COLONS}]*)$")
"""A field whose value is being typed, at the end of a text."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be typed: a whole query ``text``.

    ``articles`` is how many articles have a ``word``, or are of a ``source``, that is all of the query; of others it is
    not known before they are searched. Of a ``headline``, ``id`` is its article.
    """

    kind: Literal["word", "source", "headline"]
    text: str
    articles: int | None = None
    id: str | None = None


def suggest(engine: Engine, typed: str, limit: int = DEFAULT_SUGGESTED) -> tuple[Suggested, ...]:
    """Return up to ``limit`` texts that go on from what is typed, words before headlines.

    The last word is completed, unless white space follows it; the others stay as they are. Behind ``source:`` sources
    are completed, and behind other fields but ``title:`` nothing.
    """
    if len(typed) > MAX_CHARACTERS or not typed.strip():
        return ()
    field = _FIELD.search(typed)
    name = FIELDS.get(field["name"].lower()) if field else None
    if field and name == "source":
        return _sources(engine, typed, field)[:limit]
    if name and name != "title":
        return ()
    titles = engine.headlines(typed, limit // 2) if len(typed.strip()) >= HEADLINE_LETTERS else ()
    headlines = [Suggested("headline", one.text, id=one.id) for one in titles]
    return (*_words(engine, typed, limit - len(headlines)), *headlines)


def _sources(engine: Engine, typed: str, field: re.Match[str]) -> tuple[Suggested, ...]:
    """Return the sources whose name begins so, those with the most articles first."""
    prefix, before = fold_label(field["value"]), typed[: field.start("quote")]
    sources = [(name, count) for name, count in engine.statistics().sources if name]
    alone = not typed[: field.start("name")].strip()
    return tuple(
        Suggested("source", f'{before}"{name}"', count if alone else None)
        for name, count in sources
        if fold_label(name).startswith(prefix) and '"' not in name
    )


def _words(engine: Engine, typed: str, limit: int) -> list[Suggested]:
    tokens = list(engine.analyzer.tokens(typed))
    if not tokens or tokens[-1].end != len(typed):
        return []
    start = tokens[-1].start
    before = typed[:start]
    found = engine.complete(typed[start:], limit + len(tokens), before)
    others = {token.word.fold for token in tokens[:-1] if not is_stop_word(token.word)}
    fresh = [one for one in found if engine.analyzer.words(one.text)[0].fold not in others]
    return [Suggested("word", before + one.text, None if before.strip() else one.articles) for one in fresh[:limit]]
