"""From which place in which results did a reader come to an article, and what stands beside it there?

The address of an article carries the parameters of the search, and ``rank``. The article can be read without them, and
with any nonsense in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from searcher.errors import SearchError
from searcher.results import MAX_PER_PAGE, Search
from web.paging import page_start, place
from web.params import read_search, write_search
from web.values import ParameterError, read_number

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from documents.article import Article
    from searcher.search import Searcher

MOVED = 10
"""So many places up or down an article is looked for when the index has changed since the results were shown."""

_ELSEWHERE: dict[str, object] = {"facet": None, "page": None}
"""What an article's address does not carry: the page counts all facets, and its number follows from the rank."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The search that a reader came from, and the article's rank in it; None where it is not known."""

    search: Search
    rank: int | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether there are results to go back to."""
        return self.rank is not None or bool(write_search(self.search, **_ELSEWHERE))

    @property
    def back(self) -> str:
        """The address of the page of results that has the article."""
        values = write_search(self.search, **{**_ELSEWHERE, "cursor": None})
        if self.rank is None:
            return url_for("pages.results", **values)  # type: ignore[arg-type]
        values |= place(page_start(self.search, self.rank), self.search.per_page)
        return url_for("pages.results", **values, _anchor=f"result-{self.rank}")  # type: ignore[arg-type]

    def address(self, endpoint: str, article_id: str) -> str:
        """Return the address of a page of the article, for a reader who came from here."""
        values = write_search(self.search, **_ELSEWHERE)
        return url_for(endpoint, article_id=article_id, **values, rank=self.rank)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A result beside the one that is read, and its address."""

    article: Article
    address: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The article's place among all results as they are now, and the results before and after it."""

    rank: int
    total: int
    previous: Neighbour | None
    next: Neighbour | None


def article_address(article_id: str, search: Search, rank: int) -> str:
    """Return the address of an article that is found by a search."""
    return url_for("pages.article", article_id=article_id, **write_search(search, **_ELSEWHERE), rank=rank)  # type: ignore[arg-type]


def read_origin(values: MultiDict[str, str]) -> Origin:
    """Return where the parameters of an article's address say that its reader comes from."""
    try:
        search = read_search(values)
    except ParameterError:
        return Origin(Search(values.get("q", "")))
    if not 1 <= search.per_page <= MAX_PER_PAGE or search.page < 1:
        return Origin(Search(search.text))
    try:
        rank = read_number(values, "rank", 0)
    except ParameterError:
        rank = 0
    return Origin(search, rank or None)


def neighbours(searcher: Searcher, origin: Origin, article_id: str) -> Neighbours | None:
    """Return what stands beside an article; None where it is not found near its place any more.

    Raises:
        EngineError: the index cannot be read.
    """
    if origin.rank is None:
        return None
    start = max(0, origin.rank - 1 - MOVED)
    try:
        page = searcher.window(origin.search, start, 2 * MOVED + 1)
    except SearchError:
        return None
    total = page.stories if origin.search.collapse else page.total
    ids = [hit.id for hit in page.hits]
    at = ids.index(article_id) if article_id in ids else -1
    if at < 0 or (at == 0 and start) or (at == len(ids) - 1 and start + len(ids) < total):
        return None
    before, after = (
        _neighbour(searcher, origin.search, ids[other], start + other + 1) if 0 <= other < len(ids) else None
        for other in (at - 1, at + 1)
    )
    return Neighbours(start + at + 1, total, before, after)


def _neighbour(searcher: Searcher, search: Search, article_id: str, rank: int) -> Neighbour | None:
    article = searcher.article(article_id)
    return Neighbour(article, article_address(article_id, search, rank)) if article else None
