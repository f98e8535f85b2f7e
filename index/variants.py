"""Which other spellings of the query's names were searched too?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.engine import Variant
from index.found import names
from index.schema import read_terms

RARELY_BARE = 10
"""A name that hardly ever stands without the article is shown with it: السيسي (Sisi)."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.asked import Asked
    from index.loose import Truths
    from index.snapshot import Documents, Snapshot


def variants(snapshot: Snapshot, asked: Iterable[Asked]) -> tuple[Variant, ...]:
    """Return the other spellings of some names, the most frequent first, each stem once, none that was deleted."""
    found: dict[str, Variant] = {}
    for one in asked:
        for stem, spelling in _by_stem(snapshot, one).items() if one.farthest >= Relation.NAME else ():
            if articles := spelling.articles(snapshot.live):
                found.setdefault(stem, Variant(one.typed, spelling.shown, stem, articles))
    return tuple(sorted(found.values(), key=lambda one: (-one.articles, one.written)))


class _Spelling:
    """The words of a stem, how many articles have each, and whether it is written like the stem."""

    def __init__(self) -> None:
        self.words: Counter[tuple[str, bool]] = Counter()
        self._documents: list[Documents] = []

    def add(self, word: str, documents: Documents, live: Truths, *, is_bare: bool) -> None:
        """Add a word and the articles that have it; ``is_bare`` when it is written like the stem."""
        self.words[word, is_bare] += int(np.count_nonzero(live.take(documents)))
        self._documents.append(documents)

    def articles(self, live: Truths) -> int:
        """Return how many articles have any of the words."""
        marked = np.zeros_like(live)
        for documents in self._documents:
            marked[documents] = True
        return int(np.count_nonzero(marked & live))

    @property
    def shown(self) -> str:
        """The most frequent word, without anything at it if that is usual."""
        (written, _), count = max(self.words.items(), key=lambda one: (one[1], one[0][0]))
        bare = max(((number, word) for (word, is_bare), number in self.words.items() if is_bare), default=(0, ""))
        return bare[1] if bare[0] * RARELY_BARE >= count else written


def _by_stem(snapshot: Snapshot, asked: Asked) -> dict[str, _Spelling]:
    """Return the words of each stem that is another spelling."""
    stems: defaultdict[str, _Spelling] = defaultdict(_Spelling)
    found = list(names(snapshot, asked.found))
    forms = read_terms([term for _, _, term, _ in found])
    for (owner, place, term, _), (fold, base, _) in zip(found, forms, strict=True):
        _, stem, written, *_ = term.decode().split(" ", 3)
        documents = snapshot.parts[owner].of_term(int(asked.found.segments[owner].terms[place]))
        stems[stem].add(written, documents, snapshot.live, is_bare=fold == base == stem)
    return stems
