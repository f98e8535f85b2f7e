"""What do we ask, and what do we show?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.arabic.relation import Relation
from index.engine import Filters, Sort
from index.query import Everything

if TYPE_CHECKING:
    from documents.article import Article
    from documents.duplicates import Rewriting
    from index.engine import Evidence, Facet, Facets, Variant
    from index.query import Need, Query
    from index.telling import Copy
    from searcher.autopsy import Relaxation
    from searcher.highlight import Found, Highlight
    from searcher.rescue import Suggestion
    from searcher.understand import Understanding

DEFAULT_PER_PAGE = 10
MAX_PER_PAGE = 100
MAX_DEPTH = 10_000
"""The last result that a numbered page can show; a cursor leads on from there."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader typed and chose. ``page`` counts from 1; ``per_page`` is 1 to `MAX_PER_PAGE`.

    ``words`` is how many of the loose words an article must have. ``half_life_days``, above 0, halves the score of an
    article for each so many days that it is older than the newest one; ``None`` leaves age out, and so does an order
    by date. ``explain`` asks for the evidence of each result, ``facets`` for counts over all of them. ``start`` is the
    number of results before the first one, where a cursor says it in the place of ``page``. ``match``, at most
    `Relation.TYPO`, is the last rung of the match ladder that counts; ``without`` are stems of spellings of names that
    are not searched. ``collapse`` shows one article of each story.
    """

    text: str = ""
    filters: Filters = Filters()  # noqa: RUF009 - it is frozen
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE
    words: Need = "any"
    half_life_days: float | None = None
    explain: bool = False
    facets: tuple[Facet, ...] = ()
    start: int | None = None
    match: Relation = Relation.NAME
    without: tuple[str, ...] = ()
    collapse: bool = False

    @property
    def offset(self) -> int:
        """The number of results before the first one of the page."""
        return (self.page - 1) * self.per_page if self.start is None else self.start


@dataclass(frozen=True, slots=True)
class Result:
    """One article found. ``rank`` counts from 1 over all pages; highlights are of title and body, in this order.

    ``evidence`` adds up to the score; it is empty unless asked for, and when the order is by date. ``match`` is the
    rung of the match ladder, and ``found`` are the article's words that answer, each once; where no words are asked
    for, there are none. ``copies`` are the other articles that tell its story, the first of ``others``.
    """

    article: Article
    rank: int
    score: float
    highlights: tuple[Highlight, ...]
    evidence: tuple[Evidence, ...] = ()
    match: Relation | None = None
    found: tuple[Found, ...] = ()
    copies: tuple[Copy, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a `Search`: one page of it, how many articles it finds, exactly, and how many stories they tell.

    ``loose_words`` is how many loose words stand side by side in the query, stop words aside: with fewer than two,
    it makes no difference how many of them an article must have. ``facets`` add up to the total, each. ``variants`` are
    other spellings of the query's names that were searched too. ``understanding`` says how the text was read. On the
    first page, ``suggestions`` are what may have been meant; of a search that finds nothing, ``relaxations`` are what
    finds something, and ``absent`` the words that stand in no article. ``generation`` is that of the index that
    answered.
    """

    search: Search
    query: Query
    total: int
    stories: int
    results: tuple[Result, ...]
    took_ms: float = 0.0
    loose_words: int = 0
    facets: Facets = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    understanding: Understanding | None = None
    suggestions: tuple[Suggestion, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    absent: tuple[str, ...] = ()
    generation: int = 0

    @property
    def listed(self) -> int:
        """How many results all pages have: one for each article, or for each story."""
        return self.stories if self.search.collapse else self.total

    @property
    def next_start(self) -> int | None:
        """The number of results before the next page's first one, however deep; None when this is the last page."""
        following = self.search.offset + len(self.results)
        return following if self.results and following < self.listed else None

    @property
    def is_by_relevance(self) -> bool:
        """Tell whether the best come first; without words everything is equally relevant, and the newest do."""
        return self.search.sort == "relevance" and not isinstance(self.query, Everything)

    @property
    def is_demanding(self) -> bool:
        """Tell whether an article must have more than one of the loose words."""
        return self.search.words != "any" and self.loose_words > (2 if self.search.words == "most" else 1)

    @property
    def has_next(self) -> bool:
        """Tell whether another page can be asked for."""
        shown = self.search.offset + self.search.per_page
        return self.search.start is None and shown < self.listed and shown + self.search.per_page <= MAX_DEPTH

    @property
    def has_previous(self) -> bool:
        """Tell whether this page follows another one."""
        return self.search.start is None and self.search.page > 1


@dataclass(frozen=True, slots=True)
class Counts:
    """What a `Search` finds, counted: articles, stories, and the facets asked for, which add up to the articles."""

    search: Search
    query: Query
    total: int
    stories: int
    facets: Facets
    generation: int
    took_ms: float


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells a story, and what it changed in what the first one told.

    The first one changed nothing; ``None`` for those that are not compared.
    """

    copy: Copy
    edit: Rewriting | None
