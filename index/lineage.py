"""Which articles of one generation tell the same story?

Those with the same words, and those that were found to be copies of one another when the later one was added, as far as
they are still there; and with two articles all that tell the story of either. So a story depends on the articles that
are there, not on the order in which they came, nor on those that have gone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.linked import Linked

    Numbers = NDArray[np.int64]


class Lineage:
    """The stories of some segments' articles, which are numbered through all of them.

    ``stories`` has of each article the number of the first one of its story. ``reach`` has the same of all that it has
    to do with by links, though they are too weak: what becomes of its story depends on these and on nothing else.
    """

    def __init__(self, stories: Numbers, reach: Numbers) -> None:
        self.stories = stories
        self.reach = reach

    @classmethod
    def of(cls, linked: Linked) -> Lineage:
        """Return the stories of articles."""
        return cls(*linked.stories())

    def followed(self, kept: int, gone: Numbers, linked: Linked) -> Lineage:
        """Return the same as `of`; the first ``kept`` articles are those of this lineage, but ``gone`` are dead now.

        Only what has to do with ``gone`` and with later articles is looked at.
        """
        size = len(linked.texts)
        is_touched = np.zeros(len(self.reach), np.bool_)
        for touched in (self.reach[kept:], self.reach[gone], self.reach[linked.before(kept)]):
            is_touched[touched] = True
        some = np.concatenate([np.flatnonzero(is_touched[self.reach[:kept]]), np.arange(kept, size)])
        stories, reach = (np.concatenate([old[:kept], np.arange(kept, size)]) for old in (self.stories, self.reach))
        stories[some], reach[some] = (some[new] for new in linked.only(some).stories())
        return Lineage(stories, reach)

    @cached_property
    def shared(self) -> NDArray[np.bool_]:
        """Which articles share their story with another one."""
        counts = np.bincount(self.stories, minlength=len(self.stories))
        several: NDArray[np.bool_] = counts[self.stories] > 1
        return several

    @cached_property
    def _grouped(self) -> tuple[Numbers, Numbers]:
        """The articles that share a story, those of one behind each other, and the story of each."""
        documents = np.flatnonzero(self.shared)
        order = np.argsort(self.stories[documents], kind="stable")
        return documents[order], self.stories[documents[order]]

    def members(self, document: int) -> Numbers:
        """Return the articles of an article's story, itself among them, ascending."""
        documents, stories = self._grouped
        story = self.stories[document]
        begin, end = np.searchsorted(stories, [story, story + 1])
        return documents[begin:end] if end > begin else np.array([document])

    def count(self, documents: Numbers) -> int:
        """Return how many stories some articles tell."""
        told = np.zeros(len(self.stories), np.bool_)
        told[self.stories.take(documents)] = True
        return int(np.count_nonzero(told))

    def firsts(self, documents: Numbers) -> Numbers:
        """Return the places of those articles among some whose story none before them tells."""
        _, places = np.unique(self.stories[documents], return_index=True)
        return np.sort(places)
