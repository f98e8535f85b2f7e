"""Which documents of a segment match a query of Whoosh's, and with which scores?

What a query matches and scores is Whoosh's: oddities too, where its parts are put together. Kinds of queries that are
not known here are run by Whoosh itself, document by document, wherever they stand in a query.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query as whoosh_query
from whoosh.fields import NUMERIC
from whoosh.query import spans
from whoosh.query.qcore import _NullQuery

from index.codec.conjunction import with_all, with_scores
from index.codec.expansion import expanded
from index.codec.matches import NOTHING, Marked, Matches, both, maybe, places
from index.codec.numbers import sortable_bounds
from index.codec.phrases import near

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.codec.matches import Documents, Floats, Mask
    from index.codec.numbers import Numbers
    from index.codec.scoring import Scoring
    from index.codec.terms import TermList
    from index.codec.union import Wanted

    Found = Matches | Marked

EVERYTHING = {whoosh_query.Prefix: "", whoosh_query.Wildcard: "*", whoosh_query.Regex: ".*"}
"""Patterns that Whoosh takes for every document with a term."""

RANGES = (whoosh_query.NumericRange, whoosh_query.DateRange)


class Evaluation:
    """One query in one segment of the index."""

    def __init__(self, scoring: Scoring, segment: int, context: Any) -> None:
        self._scoring = scoring
        self._place = segment
        self._context = context
        self.segment = scoring.segments[segment]

    def found(self, query: Any) -> Found:
        """Return the documents that match, with their scores."""
        way = _WAYS.get(type(query)) if self._scoring.supported else None
        return self._by_whoosh(query) if way is None else way(self, query)

    def matches(self, query: Any) -> Matches:
        """Return the documents that match, listed, with their scores."""
        return self.found(query).listed()

    def marks(self, query: Any) -> Mask:
        """Return a truth value for each document of the segment: does it match?"""
        return self.found(query).marks(self.segment.size)

    def passes(self, query: Any, documents: Documents) -> Mask:
        """Tell which of some documents match."""
        if type(query) is whoosh_query.Not:
            return ~self.passes(query.query, documents)
        if type(query) is whoosh_query.Term and self._scoring.supported:
            one = self.term(query)
            return np.zeros(len(documents), np.bool_) if one is None else one.stands(documents)
        numbers = self._numbers(query)
        if numbers is not None:
            return numbers.passes(documents, self._bounds(query))
        found = self.found(query)
        if isinstance(found, Marked):
            return found.marked.take(documents)
        return places(documents, found.documents)[0]

    def term(self, query: Any) -> TermList | None:
        """Return the list of a query for a term; None when it has none."""
        return self._scoring.term(query.fieldname, query.text)[self._place]

    def _term(self, query: Any) -> Matches:
        found = self.term(query)
        return NOTHING if found is None else found.matches(query.boost)

    def _and(self, query: Any) -> Matches:
        parts = query.subqueries
        if len(parts) < 2:  # Whoosh forgets the boost then
            return self.matches(parts[0]) if parts else NOTHING
        lists, tests, others = self._sorted_out(parts)
        if lists is None:
            return NOTHING
        found = self._intersected(lists, [other for other in others if isinstance(other, Matches)])
        marked = [other for other in others if isinstance(other, Marked)]
        if found is None:
            found = marked.pop().listed() if marked else self.matches(tests.pop())
        for other in marked:
            keep, scores = other.at(found.documents)
            found = found.plus(scores).chosen(keep)
        for test in tests:
            found = found.chosen(self.passes(test, found.documents)).plus(self._constant(test))
        return found.times(query.boost)

    def _sorted_out(self, parts: Sequence[Any]) -> tuple[Wanted | None, list[Any], list[Found]]:
        """Return the lists of terms (None when one has none), what documents are tested for, and all other matches."""
        lists: list[tuple[TermList, float]] = []
        tests, others = [], []
        for part in parts:
            if type(part) is whoosh_query.Term:
                found = self.term(part)
                if found is None:
                    return None, [], []
                lists.append((found, part.boost))
            elif type(part) is whoosh_query.Not or self._numbers(part) is not None:
                tests.append(part)
            else:
                others.append(part)
        return lists, tests, [self.found(part) for part in others]

    def _intersected(self, lists: Wanted, others: Sequence[Matches]) -> Matches | None:
        """Return what all of these match, with the sums of the scores; None when there are none."""
        every = [*others, with_all(lists)] if lists else others
        return reduce(both, sorted(every, key=lambda one: one.number)) if every else None

    def _or(self, query: Any) -> Found:
        parts = query.subqueries
        if query.scale:
            return self._by_whoosh(query)
        if len(parts) < 2:  # Whoosh forgets the boost then
            return self.found(parts[0]) if parts else NOTHING
        marked, sums = np.zeros(self.segment.size, np.bool_), np.zeros(self.segment.size, np.float32)
        for part in parts:
            self._add(part, marked, sums)
        return Marked(marked, sums).times(query.boost)

    def _add(self, part: Any, marked: Mask, sums: Floats) -> None:
        """Add what a part matches to marks, and its scores to sums."""
        one = self.term(part) if type(part) is whoosh_query.Term else None
        if one is not None:
            one.mark_in(marked)
            one.add_to(sums, part.boost)
        elif type(part) is not whoosh_query.Term:
            matches = self.matches(part)
            marked[matches.documents] = True
            sums[matches.documents] += matches.scores

    def _not(self, query: Any) -> Marked:
        marked = ~self.marks(query.query)
        return Marked(marked if self.segment.live is None else marked & self.segment.live, 1.0)

    def _and_not(self, query: Any) -> Matches:
        found = self.matches(query.a)
        return found.chosen(~self.passes(query.b, found.documents))

    def _and_maybe(self, query: Any) -> Matches:
        return maybe(self.matches(query.a), self.matches(query.b))

    def _require(self, query: Any) -> Matches:
        found = self.matches(query.a)
        return found.chosen(self.passes(query.b, found.documents))

    def _otherwise(self, query: Any) -> Found:
        found = self.found(query.a)
        return found if found.number else self.found(query.b)

    def _constant_score(self, query: Any) -> Found:
        found = self.found(query.child)
        score = float(query.score)
        return Marked(found.marked, score) if isinstance(found, Marked) else Matches(found.documents, score)

    def _every(self, query: Any) -> Found:
        field = query.fieldname
        if field is None:
            live = self.segment.live
            return Marked(np.ones(self.segment.size, np.bool_) if live is None else live, query.boost)
        if not self._scoring.is_indexed(field):
            return self._by_whoosh(query)
        return Marked(self._scoring.present(field, self._place), query.boost)

    def _many(self, query: Any) -> Found:
        if not self._scoring.is_indexed(query.fieldname):
            return self._by_whoosh(query)
        if type(query) in EVERYTHING and query.text == EVERYTHING[type(query)]:
            return self._every(whoosh_query.Every(query.fieldname, boost=query.boost))
        return expanded(query, self._scoring, self._place)

    def _range(self, query: Any) -> Found:
        numbers = self._numbers(query)
        if numbers is not None:
            return Marked(numbers.within(self._bounds(query)), query.boost)
        compiled = query._compile_query(self.segment.reader)
        # Whoosh notes a document that has several numbers more than once for one of its terms
        return Marked(self.marks(compiled), query.boost) if query.constantscore else self.found(compiled)

    def _phrase(self, query: Any) -> Matches:
        if not self._scoring.has_positions(query.fieldname) or len(query.words) < 2:
            return self._by_whoosh(query)
        terms = [whoosh_query.Term(query.fieldname, word) for word in query.words]
        return self._near(terms, query.slop, ordered=True).times(query.boost)

    def _span_near(self, query: Any) -> Matches:
        parts = query.qs if type(query) is spans.SpanNear2 else [query.a, query.b]
        fields = {part.fieldname if type(part) is whoosh_query.Term else None for part in parts}
        simple = len(fields) == 1 and query.mindist == 1 and len(parts) > 1 and (query.ordered or len(parts) == 2)
        if not simple or not self._scoring.has_positions(fields.pop()):
            return self._by_whoosh(query)
        return self._near(parts, query.slop, ordered=query.ordered)

    def _near(self, terms: Sequence[Any], slop: int, *, ordered: bool) -> Matches:
        lists = [self.term(term) for term in terms]
        found = [one for one in lists if one is not None]
        if len(found) < len(lists):
            return NOTHING
        documents = near(found, slop, ordered=ordered)
        return with_scores(documents, [(one, term.boost) for one, term in zip(found, terms, strict=True)])

    def _by_whoosh(self, query: Any) -> Matches:
        searcher, _ = self._scoring.searcher.leaf_searchers()[self._place]
        matcher = query.matcher(searcher, self._context)
        documents, scores = [], []
        while matcher.is_active():
            documents.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        found = Matches(np.array(documents, np.int64), np.array(scores, np.float32))
        return found if self.segment.live is None else found.chosen(self.segment.live[found.documents])

    def _constant(self, query: Any) -> float:
        # Whoosh adds a score of 1 for what does not match the query in a Not
        return 1.0 if type(query) is whoosh_query.Not else float(query.boost)

    def _numbers(self, query: Any) -> Numbers | None:
        """Return the numbers that a range query asks; None when it is none, or one that is scored."""
        if type(query) not in RANGES or not query.constantscore or not self._scoring.is_indexed(query.fieldname):
            return None
        if not self._scoring.supported or not isinstance(self._scoring.schema[query.fieldname], NUMERIC):
            return None
        return self._scoring.numbers(query.fieldname, self._place)

    def _bounds(self, query: Any) -> tuple[int, int]:
        return sortable_bounds(self._scoring.schema[query.fieldname], query)


_WAYS: dict[type, Callable[[Evaluation, Any], Found]] = {
    whoosh_query.Term: Evaluation._term,
    whoosh_query.And: Evaluation._and,
    whoosh_query.Or: Evaluation._or,
    whoosh_query.Not: Evaluation._not,
    whoosh_query.AndNot: Evaluation._and_not,
    whoosh_query.AndMaybe: Evaluation._and_maybe,
    whoosh_query.Require: Evaluation._require,
    whoosh_query.Otherwise: Evaluation._otherwise,
    whoosh_query.ConstantScoreQuery: Evaluation._constant_score,
    whoosh_query.Every: Evaluation._every,
    whoosh_query.Prefix: Evaluation._many,
    whoosh_query.Wildcard: Evaluation._many,
    whoosh_query.Regex: Evaluation._many,
    whoosh_query.TermRange: Evaluation._many,
    whoosh_query.FuzzyTerm: Evaluation._many,
    whoosh_query.Variations: Evaluation._many,
    whoosh_query.NumericRange: Evaluation._range,
    whoosh_query.DateRange: Evaluation._range,
    whoosh_query.Phrase: Evaluation._phrase,
    spans.SpanNear: Evaluation._span_near,
    spans.SpanNear2: Evaluation._span_near,
    _NullQuery: lambda _, __: NOTHING,
}
