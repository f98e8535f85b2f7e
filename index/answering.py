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
from index.engine import Evidence, Filters, Match, Plan, Variant
from index.facets import FacetCounter
from index.gathering import runs
from index.loose import Best, Scoring
from index.matching import Matching
from index.query import Words
from index.ranking import Ranking
from index.schema import MINUTES_A_DAY
from index.similar import AROUND, telling_texts, without_copies
from index.story import candidates, stories
from index.telling import first_tellers
from index.variants import variants

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.arabic.analyzer import Analyzer
    from index.asked import Asked, Identity
    from index.engine import Facets, Kind
    from index.loose import Scores, Truths
    from index.matching import Leaf, Matches
    from index.snapshot import Documents, Floats, Snapshot

OLDEST_HALF_LIVES = 10.0
"""Age counts up to here, and undated articles count as this old: then the score is a thousandth."""

SUMMED = frozenset({"coverage", "lead", "place", "near", "order"})
"""Kinds that are explained as one sum over the words; the others word by word."""


@dataclass(frozen=True, slots=True)
class Window:
    """The documents of the plan's window in order, with their scores and evidence."""

    documents: Documents
    scores: Scores | Floats
    evidence: Sequence[tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The window, and the rest of what a `Page` has."""

    window: Window
    total: int
    stories: int
    facets: Facets
    matched: Mapping[str, Match]
    variants: tuple[Variant, ...]


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
        self._analyzer = analyzer
        self._dictionary = Dictionary(snapshot, analyzer)
        self._ranking = Ranking(snapshot)
        self._scoring = Scoring(snapshot, self._ranking)
        self._facets = FacetCounter(snapshot)

    def answer(self, plan: Plan) -> Answer:
        """Return the plan's window."""
        allowed = self._allowed(plan.filters)
        dictionary = self._dictionary.restricted(plan.farthest, plan.without)
        matches = self._matches(plan, Matching(self._snapshot, dictionary, self._scoring), allowed)
        documents = np.flatnonzero(matches.truths & allowed)
        facets = self._facets.counts(documents, plan.facets)
        if not plan.limit:
            window = Window(documents[:0], np.zeros(0), ())
        elif plan.sort == "relevance":
            window = self._by_relevance(plan, matches.leaves, documents, matches.scores.take(documents))
        else:
            window = self._by_date(plan, documents)
        loose = [asked for leaf in matches.leaves if not leaf.quoted for asked in leaf.words]
        told = self._snapshot.lineage.count(documents)
        return Answer(window, len(documents), told, facets, _matched(loose), variants(self._snapshot, loose))

    def _matches(self, plan: Plan, matching: Matching, allowed: Truths) -> Matches:
        """Return what matches; where only the best are shown, all others may have lower scores than they deserve."""
        number = candidates(plan.query)
        if plan.sort != "relevance" or plan.offset + plan.limit > number or plan.half_life_days is not None:
            return matching.matches(plan.query)
        matches = matching.best(plan.query, Best(number, allowed))
        if plan.collapse:
            documents = np.flatnonzero(matches.truths & allowed)
            best = documents[largest(matches.scores[documents], number)]
            if len(best) < len(documents) and self._snapshot.lineage.count(best) < plan.offset + plan.limit:
                return matching.matches(plan.query)
        return matches

    def frequency(self, word: str, farthest: Relation) -> int:
        """Return the number of postings of the words that answer a word."""
        return sum(asked.articles(farthest) for asked in self._dictionary.words([word]))

    def with_last_word(self, text: str) -> Truths | None:
        """Return which documents have the last telling word of a text; None where none has it."""
        truths = np.zeros(self._snapshot.size, np.bool_)
        for asked in self._dictionary.loose(Words((text,)))[-1:]:
            for run in runs(self._snapshot, asked):
                truths[run.documents] = True
        return truths if truths.any() else None

    def similar(self, number: int, limit: int) -> Window:
        """Return the documents that are most like one, without near copies; the best first.

        Words that hardly any article has but the copies find these alone: then they are left out, and others ask.
        """
        window = self._like(number, AROUND * limit + 1, 1)
        chosen = without_copies(self._snapshot, self._analyzer, number, window.documents, limit)
        copies = len(window.documents) - 1 - len(chosen)
        if len(chosen) < limit and copies > 0:
            other = self._like(number, AROUND * limit + 1, 1 + copies)
            others = without_copies(self._snapshot, self._analyzer, number, other.documents, limit)
            window, chosen = (other, others) if len(others) > len(chosen) else (window, chosen)
        scores = dict(zip(window.documents.tolist(), window.scores.tolist(), strict=True))
        return Window(np.array(chosen, np.int64), np.array([scores[one] for one in chosen]), [()] * len(chosen))

    def _like(self, number: int, limit: int, rarest: int) -> Window:
        """Return the documents that have the telling words of one, but for words with so few postings."""

        def look_up(text: str) -> list[Asked]:
            return [asked for asked in self._dictionary.words([text]) if asked.articles() > rarest]

        words = telling_texts(self._snapshot.article(number), self._analyzer, look_up, self._ranking)
        return self.answer(Plan(Words(tuple(words)), Filters(), limit=limit)).window

    def _by_relevance(
        self, plan: Plan, leaves: Sequence[Leaf], documents: Documents, scores: Scores | Floats
    ) -> Window:
        if plan.half_life_days is not None:
            scores = scores * self._freshness(documents, plan.half_life_days)
        best = np.sort(largest(scores, candidates(plan.query)))
        told = self._stories(leaves, documents[best])
        fresh = self._freshness(documents[best], plan.half_life_days)
        scores[best] += fresh * sum((one.amounts for one in told), np.zeros(len(best)))
        first = best[largest(scores[best], len(best))]
        order = self._shown(
            plan, documents, lambda count: first[:count] if count <= len(first) else largest(scores, count)
        )
        evidence: Sequence[tuple[Evidence, ...]] = [()] * len(order)
        if plan.explain:
            rows = {document: row for row, document in enumerate(documents[best].tolist())}
            words = self._words(leaves, documents[order])
            fresh = self._freshness(documents[order], plan.half_life_days)
            evidence = [
                _explain([*_at(words, number), *_at(told, rows.get(document))], fresh[number])
                for number, document in enumerate(documents[order].tolist())
            ]
        return Window(documents[order], scores[order], evidence)

    def _by_date(self, plan: Plan, documents: Documents) -> Window:
        minutes = self._snapshot.minutes[documents]
        order = np.lexsort((-minutes if plan.sort == "newest" else minutes, minutes < 0))
        shown = documents[self._shown(plan, documents, lambda count: order[:count])]
        return Window(shown, np.zeros(len(shown)), [()] * len(shown))

    def _shown(self, plan: Plan, documents: Documents, best: Callable[[int], Documents]) -> Documents:
        """Return the places of the documents in the plan's window, given those of the first so many."""
        wanted = plan.offset + plan.limit
        if plan.collapse:
            return first_tellers(self._snapshot.lineage, documents, wanted, best)[plan.offset :]
        return best(wanted)[plan.offset :]

    def _stories(self, leaves: Sequence[Leaf], documents: Documents) -> list[Contribution]:
        """Return what the order of the words adds to some documents, ascending."""
        asked: dict[Identity, tuple[Asked, float]] = {}
        for leaf in leaves:
            for one in leaf.words:
                rarity = one.boost * self._ranking.rarity(one.commonest())
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
                amounts = self._scoring.amounts(asked)
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

    def _allowed(self, filters: Filters) -> Truths:
        """Return which documents may pass, by number: none that is deleted, and none that a filter stops."""
        allowed = self._snapshot.live
        for name, values in (("source", filters.sources), ("section", filters.sections), ("author", filters.authors)):
            if values:
                allowed = allowed & self._labelled(name, values)
        for name, values in (("source", filters.excluded_sources), ("section", filters.excluded_sections)):
            if values:
                allowed = allowed & ~self._labelled(name, values)
        if filters.published_from or filters.published_to:
            allowed = allowed & self._snapshot.published(filters.published_from, filters.published_to)
        return allowed

    def _labelled(self, name: str, values: Sequence[str]) -> Truths:
        return self._snapshot.labelled(name, values)


def _matched(asked: Sequence[Asked]) -> Mapping[str, Match]:
    """Return the written words that answer loose words, and the word of the query that each answers most closely."""
    nearest: dict[str, Match] = {}
    for one in asked:
        matches = {int(near): Match(near, one.word.fold) for near in Relation if near <= one.farthest}
        for written, near in one.found.matching.items():
            match = matches.get(near)
            if match and (written not in nearest or match < nearest[written]):
                nearest[written] = match
    return nearest


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
