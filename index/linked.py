"""Which articles are joined by equal texts, and by the links that were found when they came in?"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from index.candidates import UNDATED
from index.codec.links import NONE, Links
from index.copies import STRONG, WHOLE, days_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.candidates import Traced

    Numbers = NDArray[np.int64]
    Weights = NDArray[np.uint8]

FEW_ARTICLES = 2
"""A story of more articles takes no other one in by an uncertain likeness: formulas of office link many."""

_BITS = 22
"""Texts are first told apart by so many bits of their hashes, which is quicker than sorting them all."""


class Linked:
    """Some articles' texts, 0 for those that are dead, their days, and the links of those that live.

    A link leads from an article to the hash of the text that it is a copy of, or that is a copy of it. The articles of
    several segments are numbered through all of them; ``live`` has an item for each.
    """

    def __init__(self, parts: Sequence[tuple[Traced, Links]], live: NDArray[np.bool_]) -> None:
        firsts = np.cumsum([0, *(len(traced.sizes) for traced, _ in parts)])
        links = [Links(one.documents + first, *one[1:]) for (_, one), first in zip(parts, firsts[:-1], strict=True)]
        every = Links(*(np.concatenate(arrays) for arrays in zip(NONE, *links, strict=True)))
        self.links = _chosen(every, live[every.documents])
        self.texts = np.where(live, np.concatenate([NONE.marks, *(traced.texts for traced, _ in parts)]), 0)
        self.days = np.concatenate([NONE.documents, *(traced.days for traced, _ in parts)])

    def before(self, kept: int) -> Numbers:
        """Return those of the first articles that have a text or a link in common with others."""
        documents, marks, _ = self.links
        begin = int(np.searchsorted(documents, kept))
        others = _Marks(self.texts[kept:])
        asked = _Marks(np.concatenate([self.texts[kept:], marks[begin:]]))
        return np.concatenate([asked.places(self.texts[:kept]), documents[:begin][others.places(marks[:begin])]])

    def only(self, documents: Numbers) -> Linked:
        """Return the same of some articles, numbered anew; they ascend."""
        some = copy(self)
        places = np.minimum(np.searchsorted(documents, self.links.documents), len(documents) - 1)
        links = _chosen(self.links, documents[places] == self.links.documents) if len(documents) else NONE
        some.links = links._replace(documents=np.searchsorted(documents, links.documents))
        some.texts, some.days = self.texts[documents], self.days[documents]
        return some

    def stories(self) -> tuple[Numbers, Numbers]:
        """Return of each article the first one of its story, and the first one of all that links join, weak or not."""
        told = Told(self.texts, self.days, self.links.marks)
        stories = np.arange(len(self.texts))
        _unite(stories, *told.same())
        ones, others, weights = told.linked(*self.links)
        reach = stories.copy()
        _unite(reach, ones, others)
        sure = weights >= WHOLE * STRONG
        _unite(stories, ones[sure], others[sure])
        ones, others, weights = ones[~sure], others[~sure], weights[~sure]
        ties = self.texts[ones] + self.texts[others]  # the same in whichever order the two came
        best = _best(stories, ones, others, np.lexsort((ties, WHOLE - weights)))
        _unite(stories, ones[best], others[best])
        return stories, reach


class _Marks:
    """Hashes of texts, 0 for none, to look for in many."""

    def __init__(self, texts: NDArray[np.uint64]) -> None:
        self._texts = np.unique(texts[texts != 0])

    def places(self, texts: NDArray[np.uint64]) -> Numbers:
        """Return the places of those that are among these."""
        if not len(self._texts):
            return np.zeros(0, np.int64)
        found = np.minimum(np.searchsorted(self._texts, texts), len(self._texts) - 1)
        return np.flatnonzero(self._texts[found] == texts)


def _chosen(links: Links, chosen: NDArray[np.bool_]) -> Links:
    return Links(links.documents[chosen], links.marks[chosen], links.weights[chosen])


class Told:
    """Which articles have each text; only those that may have one that is asked for, or that several have.

    A text of 0 is none; ``asked`` are those that will be asked for.
    """

    def __init__(self, texts: NDArray[np.uint64], days: Numbers, asked: NDArray[np.uint64]) -> None:
        bits = np.uint64((1 << _BITS) - 1)
        seen = np.bincount((texts & bits).astype(np.int64), minlength=1 << _BITS) > 1
        seen[(asked & bits).astype(np.int64)] = True
        documents = np.flatnonzero((texts != 0) & seen[(texts & bits).astype(np.int64)])
        self._texts, ranks = np.unique(texts[documents], return_inverse=True)
        placed = ranks << 32 | days[documents]
        order = np.argsort(placed, kind="stable")
        self._placed, self._documents = placed[order], documents[order]
        self._days = days

    def same(self) -> tuple[Numbers, Numbers]:
        """Return pairs of articles with the same text: enough of them to join all that have it."""
        same = np.flatnonzero(self._placed[1:] >> 32 == self._placed[:-1] >> 32)
        return self._documents[same], self._documents[same + 1]

    def linked(self, own: Numbers, marks: NDArray[np.uint64], weights: Weights) -> tuple[Numbers, Numbers, Weights]:
        """Return from links, whose marks are texts, pairs of articles that were published as copies are.

        Of those that have one text only the nearest are looked at.
        """
        if not len(self._texts):
            return own[:0], own[:0], weights[:0]
        ranks = self._ranks(marks)
        there = self._texts[ranks] == marks
        own, ranks, weights = own[there], ranks[there], weights[there]
        bounds = np.flatnonzero(np.diff(self._placed >> 32, prepend=-1, append=1 << 31))  # of the articles of each text
        several = np.flatnonzero(bounds[ranks + 1] - bounds[ranks] > 1)
        behind = np.searchsorted(self._placed, ranks[several] << 32 | self._days[own[several]])
        # an undated one, or the only one; of several also the last one before, and the first one behind
        places = np.concatenate([bounds[ranks], np.maximum(behind - 1, 0), np.minimum(behind, len(self._placed) - 1)])
        links = np.concatenate([np.arange(len(own)), several, several])
        own, ranks, weights = own[links], ranks[links], weights[links]
        days, found = self._days[own], self._placed[places] & 0xFFFFFFFF
        near = (np.abs(found - days) <= days_between(weights / WHOLE)) | (found == UNDATED) | (days == UNDATED)
        near &= self._placed[places] >> 32 == ranks
        return own[near], self._documents[places[near]], weights[near]

    def _ranks(self, marks: NDArray[np.uint64]) -> Numbers:
        """Return which of the texts each mark is, if it is one of them: nearly always told by some of its bits."""
        bits = np.uint64((1 << _BITS) - 1)
        slots = np.zeros(1 << _BITS, np.int32)
        slots[(self._texts & bits).astype(np.int64)] = np.arange(len(self._texts))
        ranks = slots[(marks & bits).astype(np.int64)].astype(np.int64)
        other = np.flatnonzero(self._texts[ranks] != marks)
        ranks[other] = np.minimum(np.searchsorted(self._texts, marks[other]), len(self._texts) - 1)
        return ranks


def _best(stories: Numbers, ones: Numbers, others: Numbers, order: Numbers) -> Numbers:
    """Return the first pair, in an order, of each story that has few articles and is another one at its other end.

    So what is left over finds its story, and two stories of which an article has something stay two.
    """
    few = np.bincount(stories, minlength=len(stories)) <= FEW_ARTICLES
    pairs = np.repeat(order, 2)
    ends = stories[np.stack([ones[order], others[order]], axis=1)].ravel()
    apart = np.repeat(stories[ones[order]] != stories[others[order]], 2) & few[ends]
    first = np.full(len(stories), -1)
    first[ends[apart][::-1]] = pairs[apart][::-1]  # the last one that is written stays: the first pair
    return first[first >= 0]


def _unite(labels: Numbers, ones: Numbers, others: Numbers) -> None:
    """Give all that are joined by pairs, directly or through others, the same label: the least of theirs."""
    while True:
        one, other = labels[ones], labels[others]
        if (one == other).all():
            return
        np.minimum.at(labels, np.maximum(one, other), np.minimum(one, other))
        while not (labels[labels] == labels).all():
            labels[:] = labels[labels]
