"""How does one of Whoosh's searchers find the best documents, and count all, from arrays?

    collector = ArrayCollector(limit=10)
    searcher.search_with_collector(query, collector)
    results = collector.results()

The results are those of Whoosh's own search: the same documents, the same scores. Their number is exact. Collectors
that wrap another and look at one document after the other, such as Whoosh's for facets, cannot wrap this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query as whoosh_query
from whoosh.collectors import Collector

from index.codec.best import largest
from index.codec.evaluation import Evaluation
from index.codec.matches import NOTHING, Marked, Matches
from index.codec.scoring import scoring
from index.codec.union import union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.codec.evaluation import Found
    from index.codec.scoring import Scoring


class ArrayCollector(Collector):  # type: ignore[misc]
    """Collects the best documents of an index whose segments are `ArraySegment`.

    ``limit`` None is all of them. Only documents that match the query ``filter``, and do not match the query ``mask``,
    count. ``sortedby`` names a field with a column of numbers: the smallest come first, with ``reverse`` the largest.
    """

    def __init__(
        self,
        limit: int | None = 10,
        *,
        filter: Any = None,  # noqa: A002 - Whoosh's name
        mask: Any = None,
        sortedby: str | None = None,
        reverse: bool = False,
    ) -> None:
        self._limit = limit
        self._filter = filter
        self._mask = mask
        self._sortedby = sortedby
        self._reverse = reverse

    def prepare(self, top_searcher: Any, q: Any, context: Any) -> None:
        """Begin a search."""
        super().prepare(top_searcher, q, context)
        self._scoring: Scoring = scoring(top_searcher, context.weighting or top_searcher.weighting)
        self._total = 0
        self.items: list[tuple[Any, int]] = []

    def run(self) -> None:
        """Search segment after segment."""
        for place, segment in enumerate(self._scoring.segments):
            total, best = self._search(Evaluation(self._scoring, place, self.context))
            self._total += total
            scores = best.each().tolist()
            self.items += zip(scores, (best.documents + segment.offset).tolist(), strict=True)
        if len(self._scoring.segments) > 1:
            self._merge()
        self.finish()

    def count(self) -> int:
        """Return the exact number of documents that match."""
        return self._total

    def all_ids(self) -> Iterable[int]:
        """Yield all documents that match, ascending."""
        for place, segment in enumerate(self._scoring.segments):
            found = self._found(Evaluation(self._scoring, place, self.context))
            yield from (found.listed().documents + segment.offset).tolist()

    def results(self) -> Any:
        """Return Whoosh's results."""
        return self._results(self.items)

    def _search(self, evaluation: Evaluation) -> tuple[int, Matches]:
        if self._filter is None and self._mask is None and self._sortedby is None and self._limit is not None:
            quick = self._quick(evaluation, self._limit)
            if quick is not None:
                return quick
        found = self._found(evaluation)
        limit = found.number if self._limit is None else self._limit
        best = found.best(limit) if self._sortedby is None else self._sorted(found.listed(), evaluation, limit)
        return found.number, best

    def _quick(self, evaluation: Evaluation, limit: int) -> tuple[int, Matches] | None:
        """Return number and best documents of a term or of several, which need not be scored whole; None: of others."""
        if not self._scoring.supported or not all_are_terms(self.q):
            return None
        if type(self.q) is whoosh_query.Or:
            return self._union(evaluation, limit)
        one = evaluation.term(self.q)
        return (0, NOTHING) if one is None else (one.count, one.best(limit).times(one.rarity * self.q.boost))

    def _union(self, evaluation: Evaluation, limit: int) -> tuple[int, Matches]:
        pairs = [(evaluation.term(part), part.boost) for part in self.q.subqueries]
        wanted = [(one, boost) for one, boost in pairs if one is not None]
        if not wanted:
            return 0, NOTHING
        total, best = union(wanted, evaluation.segment.size, limit)
        return total, best.times(self.q.boost)

    def _found(self, evaluation: Evaluation) -> Found:
        found = evaluation.found(self.q)
        if isinstance(found, Marked) and (self._filter is not None or self._mask is not None):
            found = self._filtered(found, evaluation)
        elif isinstance(found, Matches):
            found = self._passing(found, evaluation)
        return self._final(found.listed(), evaluation) if self._scoring.weighting.use_final else found

    def _filtered(self, found: Marked, evaluation: Evaluation) -> Marked:
        marked = found.marked
        if self._filter is not None:
            marked = marked & evaluation.marks(self._filter)
        if self._mask is not None:
            marked = marked & ~evaluation.marks(self._mask)
        return Marked(marked, found.scores * marked if isinstance(found.scores, np.ndarray) else found.scores)

    def _passing(self, found: Matches, evaluation: Evaluation) -> Matches:
        if self._filter is not None:
            found = found.chosen(evaluation.passes(self._filter, found.documents))
        if self._mask is not None:
            found = found.chosen(~evaluation.passes(self._mask, found.documents))
        return found

    def _final(self, found: Matches, evaluation: Evaluation) -> Matches:
        """Return the scores that a model of the user's makes of them, document by document."""
        final, searcher = self._scoring.weighting.final, self.top_searcher
        numbers = (found.documents + evaluation.segment.offset).tolist()
        scores = [final(searcher, number, score) for number, score in zip(numbers, found.each().tolist(), strict=True)]
        return Matches(found.documents, np.array(scores, np.float32))

    def _sorted(self, found: Matches, evaluation: Evaluation, limit: int) -> Matches:
        """Return the first documents by the column; equal numbers go by document, the other way with ``reverse``."""
        columns = evaluation.segment.reader._perdoc.columns
        if columns.kind(self._sortedby) == "numbers":
            numbers = columns.numbers(self._sortedby)[found.documents]
        else:
            default = self.top_searcher.schema[self._sortedby].column_type.default_value()
            numbers = np.full(len(found.documents), default)
        if self._reverse:
            chosen = len(numbers) - 1 - largest(numbers[::-1], limit)
        else:
            chosen = largest(-numbers if numbers.dtype.kind == "f" else ~numbers, limit)
        return Matches(found.documents[chosen], numbers[chosen])

    def _merge(self) -> None:
        if self._sortedby is not None:
            self.items.sort(reverse=self._reverse)
        else:
            self.items.sort(key=lambda item: (-item[0], item[1]))
        if self._limit is not None:
            del self.items[self._limit :]


def all_are_terms(query: Any) -> bool:
    """Tell whether a query is a term, or an Or of several that adds their scores, and each adds to them."""
    if type(query) is whoosh_query.Or:
        parts = query.subqueries
        return len(parts) > 1 and not query.scale and query.boost > 0 and all(map(_is_term, parts))
    return _is_term(query)


def _is_term(query: Any) -> bool:
    return type(query) is whoosh_query.Term and query.boost > 0
