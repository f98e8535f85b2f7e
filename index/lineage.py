"""Which articles of one generation tell the same story?

Those with the same words, and those that were found to be copies of one another when the later one was added, as far as
they are still there; and with two articles all that tell the story of either. So a story depends on the articles that
are there, not on the order in which they came, nor on those that have gone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.candidates import UNDATED
from index.copies import WITHIN_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.candidates import Traced
    from index.codec.links import Links

    Numbers = NDArray[np.int64]

_BITS = 22
"""Texts are first told apart by so many bits of their hashes, which is quicker than sorting them all."""


class Lineage:
    """The stories of some segments' articles, which are numbered through all of them.

    A link leads from an article to the hash of the text that it is a copy of, or that is a copy of it.
    """

    def __init__(self, parts: Sequence[tuple[Traced, Links]], live: NDArray[np.bool_]) -> None:
        none = np.zeros(0, np.int64)
        firsts = np.cumsum([0, *(len(traced.sizes) for traced, _ in parts)])
        texts = np.concatenate([none.astype(np.uint64), *(traced.texts for traced, _ in parts)])
        days = np.concatenate([none, *(traced.days for traced, _ in parts)])
        owners = [links.documents + first for (_, links), first in zip(parts, firsts[:-1], strict=True)]
        own = np.concatenate([none, *owners])
        marks = np.concatenate([none.astype(np.uint64), *(links.marks for _, links in parts)])
        links = own[live[own]], marks[live[own]]
        told = np.where(live, texts, 0)
        self.stories: Numbers = np.arange(len(texts))
        """The story of each article: the number of one of its articles."""
        _unite(self.stories, *_pairs(told, days, *links))

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
        """Return how many stories some articles tell; none of them stands there twice."""
        several = documents[self.shared[documents]]
        told = np.zeros(len(self.stories), np.bool_)
        told[self.stories[several]] = True
        return len(documents) - len(several) + int(np.count_nonzero(told))

    def firsts(self, documents: Numbers) -> Numbers:
        """Return the places of those articles among some whose story none before them tells."""
        _, places = np.unique(self.stories[documents], return_index=True)
        return np.sort(places)


def _pairs(texts: NDArray[np.uint64], days: Numbers, own: Numbers, marks: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """Return pairs of articles that tell one story: enough of them to know all; a text of 0 is none."""
    bits = np.uint64((1 << _BITS) - 1)
    seen = np.bincount((texts & bits).astype(np.int64), minlength=1 << _BITS) > 1
    seen[(marks & bits).astype(np.int64)] = True
    documents = np.flatnonzero((texts != 0) & seen[(texts & bits).astype(np.int64)])
    known, ranks = np.unique(texts[documents], return_inverse=True)
    placed = ranks << 32 | days[documents]
    order = np.argsort(placed, kind="stable")
    placed, documents = placed[order], documents[order]
    same = np.flatnonzero(placed[1:] >> 32 == placed[:-1] >> 32)
    linked, others = _nearest(placed, documents, days[own], np.searchsorted(known, marks), known, marks)
    return np.concatenate([documents[same], own[linked]]), np.concatenate([documents[same + 1], others])


def _nearest(
    placed: Numbers, documents: Numbers, days: Numbers, ranks: Numbers, known: NDArray[np.uint64], marks: NDArray[np.uint64]
) -> tuple[Numbers, Numbers]:
    """Return the links that lead to an article published within the days of copies, and that article.

    ``placed`` has the rank of its text and the day of each article, ascending; of links they are in ``ranks`` and
    ``days``.
    """
    there = np.flatnonzero(known[np.minimum(ranks, len(known) - 1)] == marks) if len(known) else np.zeros(0, np.int64)
    ranks, days = ranks[there], days[there]
    found, others = [], []
    place = np.searchsorted(placed, ranks << 32 | days)
    for at in (np.searchsorted(placed, ranks << 32), place - 1, place):  # an undated one, the day before, and after
        at = np.clip(at, 0, len(placed) - 1)
        day = placed[at] & 0xFFFFFFFF
        near = (np.abs(day - days) <= WITHIN_DAYS) | (day == UNDATED) | (days == UNDATED)
        right = np.flatnonzero((placed[at] >> 32 == ranks) & near)
        found.append(there[right])
        others.append(documents[at[right]])
    return np.concatenate(found), np.concatenate(others)


def _unite(labels: Numbers, ones: Numbers, others: Numbers) -> None:
    """Give all that are joined by pairs, directly or through others, the same label: the least of theirs."""
    while True:
        one, other = labels[ones], labels[others]
        if (one == other).all():
            return
        np.minimum.at(labels, np.maximum(one, other), np.minimum(one, other))
        while not (labels[labels] == labels).all():
            labels[:] = labels[labels]
