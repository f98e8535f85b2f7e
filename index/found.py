"""Which words of the index are related to an asked one? What a look-up finds, and how it is made smaller."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.families import NO_FORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from numpy.typing import NDArray

    from index.families import Forms
    from index.snapshot import Codes, Snapshot


@dataclass(frozen=True)
class Found:
    """The words of the index that are related to an asked one, by segment.

    ``matching`` has the words up to `Relation.TYPO` as they are written, with the relation of each. ``commonest`` is
    the number of postings of the most frequent word up to each relation; the first is nothing's.
    """

    segments: tuple[Forms, ...]
    matching: Mapping[str, int]
    commonest: tuple[int, ...]

    @property
    def codes(self) -> Codes:
        """The code of each word, segment by segment."""
        return np.concatenate([NO_FORMS.codes, *(one.codes for one in self.segments)])

    @property
    def relations(self) -> NDArray[np.uint8]:
        """The relation of each of the `codes`."""
        return np.concatenate([NO_FORMS.relations, *(one.relations for one in self.segments)])

    @cached_property
    def articles(self) -> tuple[int, ...]:
        """The number of postings of the words up to each relation; the first number is nothing's."""
        every = [np.bincount(one.relations, one.articles, len(Relation) + 1) for one in self.segments]
        return tuple(map(int, np.cumsum(sum(every)))) if every else (0,) * (len(Relation) + 1)


def found_words(snapshot: Snapshot, segments: tuple[Forms, ...], matching: Mapping[str, int]) -> Found:
    """Return the related words, given by segment, and those that match with the relation of each."""
    return Found(segments, matching, _commonest(snapshot, segments))


def _commonest(snapshot: Snapshot, segments: tuple[Forms, ...]) -> tuple[int, ...]:
    """Return the number of postings of the most frequent word up to each relation."""
    most = np.zeros(len(Relation) + 1, np.int64)
    if len(segments) == 1:
        np.maximum.at(most, segments[0].relations, segments[0].articles)
    else:
        counts: Counter[tuple[int, bytes]] = Counter()
        for part, forms in zip(snapshot.parts, segments, strict=True):
            postings = part.postings("text")
            for place in np.flatnonzero(forms.relations <= Relation.TYPO).tolist() if postings else ():
                term = postings.terms[int(forms.terms[place])]  # type: ignore[union-attr]
                counts[int(forms.relations[place]), term] += int(forms.articles[place])
        for (near, _), count in counts.items():
            most[near] = max(most[near], count)
    return tuple(np.maximum.accumulate(most).tolist())


def names(snapshot: Snapshot, found: Found) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield the words that are other spellings of a name: the segment, the place in its `Forms`, term and postings."""
    for owner, (part, forms) in enumerate(zip(snapshot.parts, found.segments, strict=True)):
        postings = part.postings("text")
        for place in np.flatnonzero(forms.relations == Relation.NAME).tolist() if postings else ():
            yield owner, place, postings.terms[int(forms.terms[place])], int(forms.articles[place])  # type: ignore[union-attr]


def without_names(snapshot: Snapshot, found: Found, stems: Collection[str]) -> Found:
    """Return what was found without the spellings of a name that have one of some stems."""
    segments, matching = list(found.segments), dict(found.matching)
    dropped: defaultdict[int, list[int]] = defaultdict(list)
    for owner, place, term, _ in names(snapshot, found):
        _, stem, word, *_ = term.decode().split(" ", 3)
        if stem in stems:
            dropped[owner].append(place)
            matching.pop(word, None)
    for owner, places in dropped.items():
        segments[owner] = segments[owner].only(np.delete(np.arange(len(segments[owner].terms)), places))
    return found_words(snapshot, tuple(segments), matching) if dropped else found
