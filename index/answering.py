"""Which articles answer a plan, in which order, and why?

First the tree is matched and every match scored by its words; then the best candidates are looked at more closely,
which can only add to their scores, so that they stay before all others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.asked import Dictionary
from index.engine import Evidence
from index.matching import Contribution, Matching
from index.ranking import Ranking
from index.schema import MINUTES_A_DAY, label, to_minute
from index.story import CANDIDATES, stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.arabic.analyzer import Analyzer
    from index.engine import Filters, Kind, Plan
    from index.whoosh_reader import Documents, Floats, Snapshot

OLDEST_HALF_LIVES = 10.0
"""Age counts up to here, and undated articles count as this old: then the score is a thousandth."""

SUMMED = frozenset({"coverage", "lead", "place", "near", "order"})
"""Kinds that are explained as one sum over the words; the others word by word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents of the window in order, with their scores and evidence, and how many match in all."""

    documents: Documents
    scores: Floats
    evidence: Sequence[tuple[Evidence, ...]]
    total: int


class Answering:
    """Answers plans from one commit."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._dictionary = Dictionary(snapshot, analyzer)
        self._ranking = Ranking(snapshot)

    def answer(self, plan: Plan) -> Answer:
        """Return the plan's window."""
        matching = Matching(self._snapshot, self._dictionary, self._ranking)
        matches = matching.matches(plan.query)
        allowed = self._snapshot.live & self._allowed(plan.filters)
        documents = matches.documents[allowed[matches.documents]]
        window = slice(plan.offset, plan.offset + plan.limit)
        if plan.sort != "relevance":
            ordered = self._by_date(documents, newest_first=plan.sort == "newest")[window]
            return Answer(ordered, np.zeros(len(ordered)), [()] * len(ordered), len(documents))
        scores = matches.scores[allowed[matches.documents]]
        return self._by_relevance(plan, matching, documents, scores)

    def _by_relevance(self, plan: Plan, matching: Matching, documents: Documents, scores: Floats) -> Answer:
        fresh = self._freshness(documents, plan.half_life_days)
        scores = scores * fresh
        best = np.sort(_largest(scores, CANDIDATES))
        added = self._stories(matching, documents[best])
        scores[best] += fresh[best] * sum((one.amounts for one in added), np.zeros(len(best)))
        order = _largest(scores, plan.offset + plan.limit)[plan.offset :]
        evidence: Sequence[tuple[Evidence, ...]] = [()] * len(order)
        if plan.explain:
            evidence = [_explain([*matching.contributions, *added], documents[n], fresh[n]) for n in order]
        return Answer(documents[order], scores[order], evidence, len(documents))

    def _stories(self, matching: Matching, documents: Documents) -> list[Contribution]:
        asked = list(matching.asked.values())
        if not asked or not len(documents):
            return []
        return [
            Contribution(one.kind, words, documents, amounts, (documents,))
            for one in stories(self._snapshot, documents, asked)
            for words, amounts in zip(one.words, one.amounts.T, strict=True)
        ]

    def _freshness(self, documents: Documents, half_life_days: float | None) -> Floats:
        """Return what age leaves of each document's score, above 0, at most 1."""
        if half_life_days is None or not len(documents):
            return np.ones(len(documents))
        minutes = self._snapshot.minutes
        half_lives = (minutes[self._snapshot.live].max() - minutes[documents]) / (half_life_days * MINUTES_A_DAY)
        half_lives[minutes[documents] < 0] = OLDEST_HALF_LIVES
        faded: Floats = 0.5 ** np.minimum(half_lives, OLDEST_HALF_LIVES)
        return faded

    def _by_date(self, documents: Documents, *, newest_first: bool) -> Documents:
        minutes = self._snapshot.minutes[documents]
        return documents[np.lexsort((-minutes if newest_first else minutes, minutes < 0))]

    def _allowed(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which documents may pass, by number."""
        allowed = np.ones(self._snapshot.size, np.bool_)
        for name, values in (("source", filters.sources), ("section", filters.sections), ("author", filters.authors)):
            if values:
                allowed &= self._labelled(name, values)
        if filters.excluded_sources:
            allowed &= ~self._labelled("source", filters.excluded_sources)
        if filters.published_from or filters.published_to:
            minutes = self._snapshot.minutes
            first = to_minute(filters.published_from) if filters.published_from else 0
            last = to_minute(filters.published_to) + MINUTES_A_DAY if filters.published_to else np.inf
            allowed &= (minutes >= first) & (minutes < last)
        return allowed

    def _labelled(self, name: str, values: Sequence[str]) -> NDArray[np.bool_]:
        labelled = np.zeros(self._snapshot.size, np.bool_)
        for value in values:
            labelled[self._snapshot.labelled(name, label(value) or "")] = True
        return labelled


def _largest(scores: Floats, number: int) -> Documents:
    """Return the places of the largest scores, largest first, equal ones in their order."""
    if not number:
        chosen = np.zeros(0, np.int64)
    elif number < len(scores):
        least = np.partition(scores, len(scores) - number)[len(scores) - number]
        above, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        chosen = np.concatenate([above, equal[: number - len(above)]])
    else:
        chosen = np.arange(len(scores))
    order: Documents = chosen[np.lexsort((chosen, -scores[chosen]))]
    return order


def _explain(contributions: Sequence[Contribution], document: int, fresh: float) -> tuple[Evidence, ...]:
    """Return a document's evidence, the largest first; what is nothing is left out."""
    amounts: defaultdict[tuple[Kind, tuple[str, ...]], float] = defaultdict(float)
    words: defaultdict[tuple[Kind, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
    for one in contributions:
        amount = _amount(one, document)
        if amount > 0:
            key = (one.kind, () if one.kind in SUMMED else one.words)
            amounts[key] += amount
            words[key] |= dict.fromkeys(one.words)
    evidence = [Evidence(kind, tuple(words[kind, by]), amount) for (kind, by), amount in amounts.items()]
    evidence.sort(key=lambda one: -one.amount)
    if fresh < 1:
        evidence.append(Evidence("recency", (), (fresh - 1) * sum(one.amount for one in evidence)))
    return tuple(evidence)


def _amount(one: Contribution, document: int) -> float:
    counts = all(_place(documents, document) is not None for documents in one.within)
    place = _place(one.documents, document)
    return float(one.amounts[place]) if counts and place is not None else 0.0


def _place(documents: Documents, document: int) -> int | None:
    """Return where a document stands among ascending ones; ``None`` when it is none of them."""
    place = int(np.searchsorted(documents, document))
    return place if place < len(documents) and documents[place] == document else None
