"""What may a reader be about to type? Words and headlines that go on from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.arabic.stopwords import is_stop_word

if TYPE_CHECKING:
    from index.engine import Engine

DEFAULT_SUGGESTED, MAX_SUGGESTED = 8, 20

MAX_CHARACTERS = 200
"""Of a longer text nothing is suggested: no headline is so long."""

HEADLINE_LETTERS = 3
"""From so many characters on, headlines are suggested, too."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be typed: a whole query ``text``.

    Of a ``word``, ``articles`` says in how many articles it stands; of a ``headline``, ``id`` is its article.
    """

    kind: Literal["word", "headline"]
    text: str
    articles: int | None = None
    id: str | None = None


def suggest(engine: Engine, typed: str, limit: int = DEFAULT_SUGGESTED) -> tuple[Suggested, ...]:
    """Return up to ``limit`` texts that go on from what is typed, words before headlines.

    The last word is completed, unless white space follows it; the others stay as they are.
    """
    if len(typed) > MAX_CHARACTERS or not typed.strip():
        return ()
    titles = engine.headlines(typed, limit // 2) if len(typed.strip()) >= HEADLINE_LETTERS else ()
    headlines = [Suggested("headline", one.text, id=one.id) for one in titles]
    return (*_words(engine, typed, limit - len(headlines)), *headlines)


def _words(engine: Engine, typed: str, limit: int) -> list[Suggested]:
    tokens = list(engine.analyzer.tokens(typed))
    if not tokens or tokens[-1].end != len(typed):
        return []
    start = tokens[-1].start
    found = engine.complete(typed[start:], limit + len(tokens), typed[:start])
    others = {token.word.fold for token in tokens[:-1] if not is_stop_word(token.word)}
    fresh = [one for one in found if engine.analyzer.words(one.text)[0].fold not in others]
    return [Suggested("word", typed[:start] + one.text, one.articles) for one in fresh[:limit]]
