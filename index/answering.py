"""Which articles answer a plan, in which order, and why?

First the tree is matched and every match scored by its words; then the best candidates are looked at more closely,
which can only add to their scores, so that they stay before all others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.arabic.relation import Relation
from index.asked import Dictionary, identity
from index.codec.best import largest
from index.engine import Evidence
from index.facets import count_facets
from index.loose import Best, Scoring
from index.matching import Matching
from index.ranking import Ranking
from index.schema import LAST_MINUTE, MINUTES_A_DAY, label, to_minute
from index.story import CANDIDATES, stories

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.arabic.analyzer import Analyzer
    from index.asked import Asked, Identity
    from index.engine import Facets, Filters, Kind, Plan
    from index.loose import Scores, Truths
    from index.matching import Leaf
    from index.snapshot import Documents, Floats, Snapshot

OLDEST_HALF_LIVES = 10.0
"""Age counts up to here, and undated articles count as this old: then the score is a thousandth."""

SUMMED = frozenset({"coverage", "lead", "place", "near", "order"})
"""Kinds that are explained as one sum over the words; the others word by word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents of the window in order, with their scores and evidence, and how many match in all."""

    documents: Documents
    scores: Scores | Floats
    evidence: Sequence[tuple[Evidence, ...]]
    total: int
    facets: Facets
    matched: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one kind of evidence, by some of the query's words, adds to each of some documents."""

    kind: Kind
    words: tuple[str, ...]
    amounts: Floats


class Answering:
    """Answers plans from one generation."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._dictionary = Dictionary(snapshot, analyzer)
        self._ranking = Ranking(snapshot)
        self._scoring = Scoring(snapshot, self._ranking)
        self._matching = Matching(snapshot, self._dictionary, self._scoring)

    def answer(self, plan: Plan) -> Answer:
        """Return the plan's window."""
        allowed = self._allowed(plan.filters)
        if plan.sort == "relevance" and plan.offset + plan.limit <= CANDIDATES and plan.half_life_days is None:
            matches = self._matching.best(plan.query, Best(CANDIDATES, allowed))
        else:
            matches = self._matching.matches(plan.query)
        documents = np.flatnonzero(matches.truths & allowed)
        facets = count_facets(self._snapshot, documents, plan.facets)
        if plan.sort != "relevance":
            ordered = self._by_date(documents, newest_first=plan.sort == "newest")
            ordered = ordered[plan.offset : plan.offset + plan.limit]
            nothing = [()] * len(ordered)
            return Answer(ordered, np.zeros(len(ordered)), nothing, len(documents), facets, _matched(matches.leaves))
        scores = matches.scores[documents]
        return self._by_relevance(plan, matches.leaves, documents, scores, facets)

    def _by_relevance(
        self, plan: Plan, leaves: Sequence[Leaf], documents: Documents, scores: Scores | Floats, facets: Facets
    ) -> Answer:
        fresh = self._freshness(documents, plan.half_life_days)
        scores = scores if plan.half_life_days is None else scores * fresh
        best = np.sort(largest(scores, CANDIDATES))
        told = self._stories(leaves, documents[best])
        scores[best] += fresh[best] * sum((one.amounts for one in told), np.zeros(len(best)))
        order = largest(scores, plan.offset + plan.limit)[plan.offset :]
        evidence: Sequence[tuple[Evidence, ...]] = [()] * len(order)
        if plan.explain:
            rows = {document: row for row, document in enumerate(documents[best].tolist())}
            words = self._words(leaves, documents[order])
            evidence = [
                _explain([*_at(words, number), *_at(told, rows.get(document))], fresh[place])
                for number, (place, document) in enumerate(zip(order, documents[order].tolist(), strict=True))
            ]
        return Answer(documents[order], scores[order], evidence, len(documents), facets, _matched(leaves))

    def _stories(self, leaves: Sequence[Leaf], documents: Documents) -> list[Contribution]:
        """Return what the order of the words adds to some documents, ascending."""
        asked: dict[Identity, tuple[Asked, float]] = {}
        for leaf in leaves:
            for one in leaf.words:
                rarity = self._ranking.rarity(one.articles(leaf.farthest))
                asked.setdefault(identity(one.word), (one, rarity))
        if not asked or not len(documents):
            return []
        return [
            Contribution(one.kind, words, amounts)
            for one in stories(self._snapshot, documents, list(asked.values()))
            for words, amounts in zip(one.words, one.amounts.T, strict=True)
        ]

    def _words(self, leaves: Sequence[Leaf], documents: Documents) -> list[Contribution]:
        """Return what the words of the query add to some documents, word by word."""
        row_of = np.full(self._snapshot.size, -1)
        row_of[documents] = np.arange(len(documents))
        contributions = []
        for leaf in leaves:
            for asked in leaf.words:
                amounts = self._scoring.amounts(asked, leaf.farthest)
                here = (row_of[amounts.documents] >= 0) & leaf.within[amounts.documents]
                rows = row_of[amounts.documents[here]]
                for kind, amount in amounts.by_kind.items():
                    added = np.zeros(len(documents))
                    added[rows] = amount[here]
                    contributions.append(Contribution(kind, (asked.typed,), added))
        return contributions

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

    def _allowed(self, filters: Filters) -> Truths:
        """Return which documents may pass, by number: none that is deleted, and none that a filter stops."""
        allowed = self._snapshot.live
        for name, values in (("source", filters.sources), ("section", filters.sections), ("author", filters.authors)):
            if values:
                allowed = allowed & self._labelled(name, values)
        if filters.excluded_sources:
            allowed = allowed & ~self._labelled("source", filters.excluded_sources)
        if filters.published_from or filters.published_to:
            minutes = self._snapshot.minutes
            first = to_minute(filters.published_from) if filters.published_from else 0
            last = to_minute(filters.published_to) + MINUTES_A_DAY if filters.published_to else LAST_MINUTE + 1
            allowed = allowed & (minutes >= first) & (minutes < last)
        return allowed

    def _labelled(self, name: str, values: Sequence[str]) -> Truths:
        return self._snapshot.labelled(name, [label(value) or "" for value in values])


def _matched(leaves: Sequence[Leaf]) -> Mapping[str, str]:
    """Return the written words that answer loose words, and the fold of the word that each answers most closely."""
    nearest: dict[str, tuple[int, str]] = {}
    for leaf in leaves:
        for one in leaf.words if leaf.farthest is Relation.FORM else ():
            for written, near in one.found.matching.items():
                best = nearest.get(written)
                if best is None or (near, one.word.fold) < best:
                    nearest[written] = (near, one.word.fold)
    return {written: fold for written, (_, fold) in nearest.items()}


def _at(contributions: Sequence[Contribution], row: int | None) -> list[tuple[Contribution, float]]:
    """Return what each contribution adds to the document of a row; nothing without a row."""
    return [] if row is None else [(one, float(one.amounts[row])) for one in contributions]


def _explain(amounts: Sequence[tuple[Contribution, float]], fresh: float) -> tuple[Evidence, ...]:
    """Return a document's evidence, the largest first; what is nothing is left out."""
    sums: defaultdict[tuple[Kind, tuple[str, ...]], float] = defaultdict(float)
    words: defaultdict[tuple[Kind, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
    for one, amount in amounts:
        if amount > 0:
            key = (one.kind, () if one.kind in SUMMED else one.words)
            sums[key] += amount
            words[key] |= dict.fromkeys(one.words)
    evidence = [Evidence(kind, tuple(words[kind, by]), amount) for (kind, by), amount in sums.items()]
    evidence.sort(key=lambda one: -one.amount)
    if fresh < 1:
        evidence.append(Evidence("recency", (), (fresh - 1) * sum(one.amount for one in evidence)))
    return tuple(evidence)
