"""What do we ask, and what do we show?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engine import Filters, Sort

if TYPE_CHECKING:
    from documents.article import Article
    from index.query import Query
    from searcher.highlight import Highlight

DEFAULT_PER_PAGE = 10
MAX_PER_PAGE = 100
MAX_DEPTH = 10_000
"""The last result that a page can show; the cost of a page grows with its depth."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader typed and chose. ``page`` counts from 1; ``per_page`` is 1 to `MAX_PER_PAGE`."""

    text: str = ""
    filters: Filters = Filters()  # noqa: RUF009 - it is frozen
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE


@dataclass(frozen=True, slots=True)
class Result:
    """One article found. ``rank`` counts from 1 over all pages; highlights are of title and body, in this order."""

    article: Article
    rank: int
    score: float
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a `Search`: one page of it, and the exact total."""

    search: Search
    query: Query
    total: int
    results: tuple[Result, ...]
    took_ms: float

    @property
    def has_next(self) -> bool:
        """Tell whether another page can be asked for."""
        shown = self.search.page * self.search.per_page
        return shown < self.total and shown + self.search.per_page <= MAX_DEPTH

    @property
    def has_previous(self) -> bool:
        """Tell whether this page follows another one."""
        return self.search.page > 1
