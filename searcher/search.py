"""The one front door: a `Search` goes in, `Results` come out."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from index.engine import Plan
from index.query import Everything
from searcher.errors import WindowError
from searcher.highlight import Highlighter
from searcher.parser import parse
from searcher.results import MAX_DEPTH, MAX_PER_PAGE, Result, Results, Search

if TYPE_CHECKING:
    from documents.article import Article
    from index.engine import Engine, Hit, Sort, Statistics
    from index.query import Need, Query


class Searcher:
    """Answers searches from one index. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(self, search: Search) -> Results:
        """Run a search.

        Raises:
            QueryError: the text cannot be searched.
            WindowError: the page lies outside what is allowed.
        """
        started = perf_counter()
        _check_window(search)
        plan = _plan(search)
        page = self._engine.run(plan)
        highlighter = Highlighter(plan.query, self._engine.analyzer, page.matched)
        results = tuple(_result(hit, plan.offset + n, highlighter) for n, hit in enumerate(page.hits, 1))
        took_ms = (perf_counter() - started) * 1000
        return Results(search, plan.query, page.total, results, took_ms, highlighter.loose_words, page.facets)

    def ranking(
        self, text: str, limit: int, need: Need = "any", half_life_days: float | None = None
    ) -> tuple[Hit, ...]:
        """Return the ids and scores of the ``limit`` best articles for a query, without their texts.

        ``need`` and ``half_life_days`` mean what they do in a `Search`.

        Raises:
            QueryError: the text cannot be searched.
        """
        plan = _plan(Search(text, words=need, half_life_days=half_life_days))
        return self._engine.run(replace(plan, limit=limit, with_articles=False)).hits

    def article(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""
        return self._engine.get(article_id)

    def highlighter(self, text: str) -> Highlighter:
        """Return what marks a query's words in an article.

        Raises:
            QueryError: the text cannot be searched.
        """
        return Highlighter(parse(text), self._engine.analyzer)

    def close(self) -> None:
        """Let go of the index's files."""
        self._engine.close()

    def count(self) -> int:
        """Return the number of articles in the index."""
        return self._engine.count()

    def statistics(self) -> Statistics:
        """Return facts about the index."""
        return self._engine.statistics()


def _plan(search: Search) -> Plan:
    """Return what to ask the engine for."""
    query = parse(search.text, search.words)
    return Plan(
        query,
        search.filters,
        _order(query, search.sort),
        offset=search.offset,
        limit=search.per_page,
        half_life_days=search.half_life_days,
        explain=search.explain,
        facets=search.facets,
    )


def _order(query: Query, sort: Sort) -> Sort:
    """Return the order to ask for: without words everything is equally relevant, and the newest come first."""
    return "newest" if sort == "relevance" and isinstance(query, Everything) else sort


def _check_window(search: Search) -> None:
    if not 1 <= search.per_page <= MAX_PER_PAGE:
        raise WindowError(
            "per_page",
            f"per_page is {search.per_page}; allowed are 1 to {MAX_PER_PAGE}",
            f"عدد النتائج في الصفحة {search.per_page}، والمسموح من 1 إلى {MAX_PER_PAGE}",
        )
    deepest = MAX_DEPTH // search.per_page
    if not 1 <= search.page <= deepest:
        raise WindowError(
            "page",
            f"page is {search.page}; with {search.per_page} results a page, allowed are 1 to {deepest}."
            " Narrow the search by words, source or dates to see the rest",
            f"رقم الصفحة {search.page}، والمسموح من 1 إلى {deepest} حين تُعرض {search.per_page} من النتائج في الصفحة."
            " ضيّق البحث بكلمات أو بمصدر أو بتاريخ لترى البقية",
        )


def _result(hit: Hit, rank: int, highlighter: Highlighter) -> Result:
    article = hit.article
    assert article is not None, "the plan asks for articles"  # noqa: S101
    highlights = (highlighter.whole("title", article.title), highlighter.snippet("body", article.body))
    return Result(article, rank, hit.score, highlights, hit.evidence)
