"""What did an outlet change in a story that it took over?

Sentences are compared folded, so that spelling and marks are no change; what is shown is each author's own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from documents.calendar.months import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.article import Article

MOST_SENTENCES = 300
"""Sentences of each text that are compared; what a longer one has behind them is not looked at."""

ALIKE = 0.5
"""Sentences that share so much of their words, as `SequenceMatcher` measures it, are one in other words."""

_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How a text differs from an earlier one: its sentences, in their order, and those that it left out.

    ``kept`` is the part of the earlier text's words that it has, 0 to 1; ``reworded`` are sentences in other words,
    before and after.
    """

    headline: bool
    kept: float
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    shown: str
    words: tuple[str, ...]


def edit(earlier: Article, later: Article) -> Rewriting:
    """Return what a later article changed in an earlier one."""
    old, new = _sentences(earlier.body), _sentences(later.body)
    known = {sentence.words for sentence in old}
    there = {sentence.words for sentence in new}
    gone = [sentence for sentence in old if sentence.words not in there]
    come = [sentence for sentence in new if sentence.words not in known]
    pairs = _reworded(gone, come)
    before, after = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return Rewriting(
        headline=_words(earlier.title) != _words(later.title),
        kept=_kept(old, new),
        added=tuple(one.shown for one in come if id(one) not in after),
        dropped=tuple(one.shown for one in gone if id(one) not in before),
        reworded=tuple((one.shown, other.shown) for one, other in pairs),
    )


def _sentences(body: str) -> list[_Sentence]:
    found = (_Sentence(shown, _words(shown)) for shown in map(str.strip, _SENTENCE_END.split(body)))
    return [sentence for sentence in found if sentence.words][:MOST_SENTENCES]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


def _reworded(gone: Sequence[_Sentence], come: Sequence[_Sentence]) -> list[tuple[_Sentence, _Sentence]]:
    """Return the sentences that came in the place of others: each with the one that is most like it, once."""
    pairs, left = [], list(come)
    for one in gone:
        compared = [(_likeness(one, other), -place) for place, other in enumerate(left)]
        best, place = max(compared, default=(0.0, 0))
        if best >= ALIKE:
            pairs.append((one, left.pop(-place)))
    return pairs


def _likeness(one: _Sentence, other: _Sentence) -> float:
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _kept(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> float:
    words = [word for sentence in old for word in sentence.words]
    there = {word for sentence in new for word in sentence.words}
    return sum(word in there for word in words) / len(words) if words else 1.0
