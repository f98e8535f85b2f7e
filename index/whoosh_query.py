"""How does Whoosh answer a query tree?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import query as wq
from whoosh.collectors import FilterCollector, TopCollector
from whoosh.columns import MultiColumnReader
from whoosh.matching import AndNotMatcher

from index import query as tree
from index.arabic.stopwords import STOP_WORDS
from index.schema import MINUTES_A_DAY, label, to_minute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.arabic.analyzer import Analyzer
    from index.engine import Filters

WEIGHTS = {"text": 1.0, "exact": 0.5}
"""Weight of each field's BM25 score in the sum."""


class AllBut(wq.AndNot):  # type: ignore[misc]
    """What the first query matches and the second does not.

    Whoosh's own lets some excluded articles through, and raises an error on some queries with an exclusion in another.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return the matcher of articles."""
        return _AllButMatcher(self.a.matcher(searcher, context), self.b.matcher(searcher, searcher.boolean_context()))


class _AllButMatcher(AndNotMatcher):  # type: ignore[misc]
    def _find_first(self) -> None:
        # Whoosh looks at the first article only if both matchers begin with it, not if the excluded ones begin earlier
        self._find_next()

    def _find_next(self) -> bool:
        # after a skip Whoosh asks for the next article even where there is none
        return self.a.is_active() and self.b.is_active() and bool(super()._find_next())


def compile_query(query: tree.Query, analyzer: Analyzer) -> wq.Query:
    """Return the Whoosh query for a tree; ``text`` decides what matches, the other fields only add to the score."""
    if isinstance(query, tree.Words):
        return _words(query, analyzer)
    if isinstance(query, tree.Phrase):
        return _phrase(query, analyzer)
    if isinstance(query, tree.And):
        return _and(query, analyzer)
    if isinstance(query, tree.Or):
        return wq.Or([compile_query(child, analyzer) for child in query.children])
    if isinstance(query, tree.Not):
        return AllBut(wq.Every(), compile_query(query.child, analyzer))
    return wq.Every() if isinstance(query, tree.Everything) else wq.NullQuery


def _words(query: tree.Words, analyzer: Analyzer) -> wq.Query:
    terms = dict.fromkeys(pair for word in query.words for pair in analyzer.terms(word))
    telling = [(exact, stem) for exact, stem in terms if exact not in STOP_WORDS]
    parts = [
        wq.Term(field, exact if field == "exact" else stem, boost=weight)
        for exact, stem in telling or terms
        for field, weight in WEIGHTS.items()
    ]
    return _union(parts) if parts else wq.NullQuery


def _union(parts: list[wq.Query]) -> wq.Query:
    """Return an Or that adds scores up in an array: several times faster than Whoosh's tree of two-way unions."""
    union = wq.Or(parts)
    union.matcher_type = wq.Or.ARRAY_MATCHER
    return union


def _phrase(query: tree.Phrase, analyzer: Analyzer) -> wq.Query:
    words = [exact for exact, _ in analyzer.terms(query.text)]
    if not words:
        return wq.NullQuery
    return wq.Term("exact", words[0]) if len(words) == 1 else wq.Phrase("exact", words)


def _and(query: tree.And, analyzer: Analyzer) -> wq.Query:
    required = [compile_query(child, analyzer) for child in query.children if not isinstance(child, tree.Not)]
    excluded = [compile_query(child.child, analyzer) for child in query.children if isinstance(child, tree.Not)]
    wanted = required[0] if len(required) == 1 else wq.And(required) if required else wq.Every()
    return AllBut(wanted, wq.Or(excluded)) if excluded else wanted


def compile_filters(filters: Filters) -> wq.Query | None:
    """Return the query that an article must also match, or ``None`` when all may pass."""
    parts = [
        wq.Or([wq.Term(field, label(value) or "") for value in values])
        for field, values in (
            ("source", filters.sources),
            ("section", filters.sections),
            ("author", filters.authors),
        )
        if values
    ]
    if filters.published_from or filters.published_to:
        first = to_minute(filters.published_from) if filters.published_from else 0
        last = to_minute(filters.published_to) + MINUTES_A_DAY - 1 if filters.published_to else None
        parts.append(wq.NumericRange("minute", first, last))
    if filters.excluded_sources:
        excluded = [wq.Term("source", label(value) or "") for value in filters.excluded_sources]
        parts.append(AllBut(wq.Every(), wq.Or(excluded)))
    return wq.And(parts) if parts else None


def best(searcher: Any, query: wq.Query, allowed: wq.Query | None, limit: int) -> tuple[list[tuple[int, float]], int]:
    """Return the ``limit`` best (document number, score), best first and then by document number, and the total."""
    top = TopCollector(limit=max(limit, 1), usequality=False, replace=0)
    searcher.search_with_collector(query, top if allowed is None else FilterCollector(top, allow=allowed))
    ranked = sorted(((-score, -negated) for score, negated in top.items))
    return [(number, -score) for score, number in ranked], top.total


def by_date(
    searcher: Any, query: wq.Query, allowed: wq.Query | None, *, newest_first: bool
) -> tuple[list[tuple[int, float]], int]:
    """Return every match as (document number, 0.0) in the order of publication, undated ones last, and the total."""
    numbers = set(searcher.docs_for_query(query))
    if allowed is not None:
        numbers &= set(searcher.docs_for_query(allowed))
    when = minutes(searcher, numbers)
    sign = -1 if newest_first else 1
    ordered = sorted(numbers, key=lambda number: (when[number] < 0, sign * when[number], number))
    return [(number, 0.0) for number in ordered], len(ordered)


def minutes(searcher: Any, numbers: Iterable[int]) -> dict[int, int]:
    """Return the publication minute of each document number, -1 for an undated one."""
    when = column(searcher, "minute")
    return {number: when[number] for number in numbers}


def column(searcher: Any, field: str) -> Any:
    """Return a field's values by document number; an index without articles has none.

    Whoosh's own reader over several segments leaves out those that have no value in this field, and then takes the
    rows of one segment for another's.
    """
    if not searcher.doc_count_all():
        return {}
    leaves = searcher.reader().leaf_readers()
    return MultiColumnReader([leaf.column_reader(field) for leaf, _ in leaves], [offset for _, offset in leaves])
