"""The one front door: a `Search` goes in, `Results` come out."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from time import perf_counter
from typing import TYPE_CHECKING

from documents.duplicates import edit
from index.arabic.relation import Relation
from index.engine import Plan
from index.query import Everything
from searcher.answers import Answers
from searcher.autopsy import relaxations
from searcher.errors import WindowError
from searcher.highlight import Highlighter
from searcher.parser import read_query
from searcher.rescue import Rescue
from searcher.results import MAX_DEPTH, MAX_PER_PAGE, Counts, Result, Results, Search, Telling
from searcher.suggest import DEFAULT_SUGGESTED, suggest
from searcher.understand import understand

if TYPE_CHECKING:
    from datetime import datetime

    from documents.article import Article
    from index.engine import Engine, Hit, Page, Sort, Statistics
    from index.history import History
    from index.query import Need, Query
    from searcher.parser import Parsed
    from searcher.suggest import Suggested

MOST_COMPARED = 40
"""Articles of a story that are read and compared with the first one, a millisecond or two each."""


class Searcher:
    """Answers searches from one index. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rescue = Rescue(engine, self.total)

    def search(self, search: Search) -> Results:
        """Run a search.

        Raises:
            QueryError: the text cannot be searched.
            WindowError: the page lies outside what is allowed.
        """
        started = perf_counter()
        _check_window(search)
        parsed = read_query(search.text, search.words)
        plan = _plan(search, parsed)
        page = self._engine.run(plan)
        answers = Answers(plan.query, self._engine.analyzer, page.matched, plan.farthest, plan.without)
        highlighter = Highlighter(answers)
        results = tuple(_result(hit, plan.offset + n, highlighter) for n, hit in enumerate(page.hits, 1))
        help_out = search.offset == 0
        found = Results(
            search,
            plan.query,
            page.total,
            page.stories,
            results,
            loose_words=answers.loose_words,
            facets=page.facets,
            variants=page.variants,
            understanding=understand(search.text, parsed, search.words),
            suggestions=self._rescue.suggestions(search, plan.query, page) if help_out else (),
            relaxations=relaxations(search, plan.query, self.total) if help_out and not page.total else (),
            absent=self._rescue.absent(plan.query) if help_out and not page.total else (),
            generation=page.generation,
        )
        return replace(found, took_ms=(perf_counter() - started) * 1000)

    def total(self, search: Search) -> int:
        """Return how many articles a search finds.

        Raises:
            QueryError: the text cannot be searched.
        """
        plan = _plan(search, read_query(search.text, search.words))
        return self._engine.run(replace(plan, offset=0, limit=0, facets=(), explain=False)).total

    def counts(self, search: Search) -> Counts:
        """Return the total and the facets that `search` gives, without any results.

        Raises:
            QueryError, WindowError: as for `search`.
        """
        started = perf_counter()
        _check_window(search)
        plan = _plan(search, read_query(search.text, search.words))
        page = self._engine.run(replace(plan, offset=0, limit=0, explain=False))
        took_ms = (perf_counter() - started) * 1000
        return Counts(search, plan.query, page.total, page.stories, page.facets, page.generation, took_ms)

    def ranking(
        self,
        text: str,
        limit: int,
        need: Need = "any",
        half_life_days: float | None = None,
        match: Relation = Relation.NAME,
    ) -> tuple[Hit, ...]:
        """Return the ids and scores of the ``limit`` best articles for a query, without their texts.

        ``need``, ``half_life_days`` and ``match`` mean what they do in a `Search`.

        Raises:
            QueryError: the text cannot be searched.
        """
        search = Search(text, words=need, half_life_days=half_life_days, match=match)
        plan = _plan(search, read_query(text, need))
        return self._engine.run(replace(plan, limit=limit, with_articles=False)).hits

    def window(self, search: Search, start: int, limit: int) -> Page:
        """Return ``limit`` results behind the first ``start`` ones, without their texts, and the total.

        Raises:
            QueryError: the text cannot be searched.
        """
        plan = _plan(search, read_query(search.text, search.words))
        plan = replace(plan, offset=start, limit=limit, with_articles=False, facets=(), explain=False)
        return self._engine.run(plan)

    def suggest(self, typed: str, limit: int = DEFAULT_SUGGESTED) -> tuple[Suggested, ...]:
        """Return how what is typed may go on, as `searcher.suggest.suggest` says."""
        return suggest(self._engine, typed, limit)

    def similar(self, article_id: str, limit: int) -> tuple[Hit, ...]:
        """Return the articles that are most like one, without its copies; none of an article that is not there."""
        return self._engine.similar(article_id, limit)

    def story(self, article_id: str) -> tuple[Telling, ...]:
        """Return the articles that tell the story of one, itself among them, as `Engine.story` orders them.

        The first `MOST_COMPARED` are compared with the first one; there are none when it is not there.
        """
        copies = self._engine.story(article_id)
        articles = [self._engine.get(copy.id) for copy in copies[:MOST_COMPARED]]
        edits = [edit(articles[0], article) if articles[0] and article else None for article in articles]
        return tuple(Telling(copy, found) for copy, found in zip_longest(copies, edits))

    def warm(self) -> None:
        """Prepare suggestions and corrections, which takes seconds with a large index; searches go on meanwhile."""
        self._engine.warm()

    def article(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""
        return self._engine.get(article_id)

    def history(self, article_id: str) -> History | None:
        """Return the versions of one article, or ``None`` when it is not there."""
        return self._engine.history(article_id)

    def highlighter(self, search: Search) -> Highlighter:
        """Return what marks the words of an article that a search counts, up to its rung, without what it leaves out.

        Raises:
            QueryError: the text cannot be searched.
        """
        query = read_query(search.text, search.words).query
        return Highlighter(Answers(query, self._engine.analyzer, None, search.match, search.without))

    def close(self) -> None:
        """Let go of the index's files."""
        self._engine.close()

    def count(self) -> int:
        """Return the number of articles in the index."""
        return self._engine.count()

    def generation(self) -> int:
        """Return the number of the index's newest generation: replies made from another one may differ."""
        return self._engine.generation()

    def committed(self) -> datetime | None:
        """Return when the newest generation was written, as `Engine.committed` says."""
        return self._engine.committed()

    def statistics(self) -> Statistics:
        """Return facts about the index."""
        return self._engine.statistics()


def _plan(search: Search, parsed: Parsed) -> Plan:
    """Return what to ask the engine for."""
    query = parsed.query
    return Plan(
        query,
        search.filters,
        _order(query, search.sort),
        offset=search.offset,
        limit=search.per_page,
        half_life_days=search.half_life_days,
        explain=search.explain,
        facets=search.facets,
        farthest=search.match,
        without=search.without,
        collapse=search.collapse,
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
    shown = highlighter.article(article.title, article.caption, article.body)
    found = shown.highlights, hit.evidence, shown.relation, shown.found
    return Result(article, rank, hit.score, *found, hit.copies, hit.others)
