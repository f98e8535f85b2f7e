"""Which other spellings of the query's names were searched too?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.arabic.relation import Relation
from index.engine import Variant
from index.found import names
from index.schema import read_term

RARELY_BARE = 10
"""A name that hardly ever stands without the article is shown with it: السيسي (Sisi)."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.asked import Asked
    from index.snapshot import Snapshot


def variants(snapshot: Snapshot, asked: Iterable[Asked]) -> tuple[Variant, ...]:
    """Return the other spellings of some names, the most frequent first, each stem once."""
    found: dict[str, Variant] = {}
    for one in asked:
        for stem, words in _by_stem(snapshot, one).items() if one.farthest >= Relation.NAME else ():
            articles = sum(words.values())
            found.setdefault(stem, Variant(one.typed, _shown(words), stem, articles))
    return tuple(sorted(found.values(), key=lambda one: (-one.articles, one.written)))


def _by_stem(snapshot: Snapshot, asked: Asked) -> dict[str, Counter[tuple[str, bool]]]:
    """Return the words of each stem with their postings; a word is written so, and has nothing before it or has."""
    stems: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for _, _, term, articles in names(snapshot, asked.found):
        _, stem, written, *rest = term.decode().split(" ", 3)
        fold, base, _ = read_term(written, *rest)
        stems[stem][written, fold == base] += articles
    return stems


def _shown(words: Counter[tuple[str, bool]]) -> str:
    """Return the word to show of a stem: the most frequent one, without anything before it if that is usual."""
    (written, _), count = max(words.items(), key=lambda one: (one[1], one[0][0]))
    bare = max(((number, word) for (word, is_bare), number in words.items() if is_bare), default=(0, ""))
    return bare[1] if bare[0] * RARELY_BARE >= count else written
