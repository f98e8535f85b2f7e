"""THE SEAM. What must a search engine be able to do for Bahith?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from index.arabic.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from documents.article import Article
    from index.arabic.analyzer import Analyzer
    from index.completion import Completion, Correction, Headline
    from index.history import History
    from index.query import Query
    from index.telling import Copy

MOST_COPIES = 5
"""Copies that come with a hit; `Engine.story` has all."""

Sort = Literal["relevance", "newest", "oldest"]

Kind = Literal["spelling", "clitic", "form", "coverage", "lead", "near", "order", "place", "recency"]
"""What speaks for an article: see docs/ranking.md, which explains each kind in words."""

Facet = Literal["source", "section", "month", "day"]
"""What the articles found can be counted by."""

FacetCount = tuple[str, int]
"""A value, empty for articles without one, and how many articles have it.

Months are written as in 2022-12, days as in 2022-12-30.
"""

Facets = Mapping[Facet, tuple[FacetCount, ...]]
"""The counts of each facet asked for. They add up to the total."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are looked at, whatever they say. Empty filters let all through.

    Of ``sources`` (and of ``sections``) any may be the article's; compared folded, so hamza and case don't matter.
    Of the excluded ones none may be; an article without a section has none of them.
    ``published_from`` and ``published_to`` are days, both included; an undated article is in no range.
    """

    sources: tuple[str, ...] = ()
    excluded_sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    excluded_sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None


class Match(NamedTuple):
    """How a written word of the index answers a word of the query: that one's folded spelling."""

    relation: Relation
    asked: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Another spelling of a name of the query, that is searched too: as it is mostly ``written``, and how often.

    ``asked`` is the word as typed, ``stem`` what `Plan.without` knows the spelling by.
    """

    asked: str
    written: str
    stem: str
    articles: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One question to an engine: the results from ``offset`` (0 = the first), ``limit`` of them.

    ``with_articles=False`` leaves the articles in the index, for who needs only ids and scores.
    ``half_life_days`` halves the score of an article for each so many days that it is older than the newest one;
    ``None`` leaves age out. ``explain`` asks for the evidence of each hit, ``facets`` for counts over all matches.
    Words answer up to the ``farthest`` relation, at most `Relation.TYPO`, and not the variants of names that have one
    of the stems in ``without``. ``collapse`` lets one article stand for all that match and tell the same story: the
    first of them in the order of the results.
    """

    query: Query
    filters: Filters
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    with_articles: bool = True
    half_life_days: float | None = None
    explain: bool = False
    facets: tuple[Facet, ...] = ()
    farthest: Relation = Relation.NAME
    without: tuple[str, ...] = ()
    collapse: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a score: its kind, the words of the query that gave it, as typed, and how much it added.

    The amounts of a hit add up to its score; that of ``recency`` is what age took away, 0 or less.
    """

    kind: Kind
    words: tuple[str, ...]
    amount: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching article. ``score`` is 0 when the order is by date; ``article`` is ``None`` when not asked for.

    ``evidence`` is empty unless asked for, and when the order is by date. ``copies`` are the other articles that tell
    its story, whether they match or not, in the order of `Engine.story`: the first `MOST_COPIES` of ``others``. Without
    articles there are none.
    """

    id: str
    score: float
    article: Article | None
    evidence: tuple[Evidence, ...] = ()
    copies: tuple[Copy, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """An engine's answer: some of the hits in order, how many articles match in all (exactly), and their facets.

    ``stories`` is how many stories these articles tell; collapsed, so many hits there are. Facets count articles.
    ``matched`` has the written words of the index that answer loose words of the query, ``variants`` the other
    spellings of its names, the most frequent first. ``generation`` is the one that answered.
    """

    hits: tuple[Hit, ...]
    total: int
    stories: int
    facets: Facets = field(default_factory=dict)
    matched: Mapping[str, Match] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles a call to `Engine.add` added, changed or put into a history, and found known already."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Changes) -> Changes:
        """Return the sums."""
        return Changes(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Facts about an index. ``first`` and ``last`` are the earliest and latest publication times, as written.

    ``committed`` is when the generation was written, in UTC; ``None`` where a newer one has just taken its place.
    ``sources`` come by falling count, in the outlets' own spellings, ``months`` as in `Facets`; each adds up to
    ``articles``.
    """

    articles: int
    generation: int
    segments: int
    size_bytes: int
    schema_version: int
    analyzer_version: int
    first: datetime | None
    last: datetime | None
    sources: tuple[FacetCount, ...]
    months: tuple[FacetCount, ...]
    committed: datetime | None


class Engine(Protocol):
    """An index that can be written and searched.

    Changes are seen by nobody until `commit`, and then by readers in other processes within a second.
    """

    analyzer: Analyzer

    def add(self, articles: Iterable[Article], *, anew: bool = False, current: bool = False) -> Changes:
        """Keep articles; of records with one id the latest is searched, `history` has all.

        ``anew`` keeps even an equal one; ``current`` ones are the latest, whatever their dates say.

        Raises:
            IndexLockedError: another process goes on writing for longer than the engine's waiting time.
            IndexUnwritableError: the operating system refuses.
        """

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out; return the ids that were there.

        Raises:
            IndexLockedError: as for `add`.
        """

    def commit(self) -> None:
        """Make all changes since the last commit lasting and visible."""

    def tidy(self, added: int = 0) -> None:
        """Arrange what an addition of so many articles left in many parts, so that searching is quicker.

        Nothing else changes.

        Raises:
            IndexLockedError: as for `add`.
        """

    def run(self, plan: Plan) -> Page:
        """Answer a question."""

    def complete(self, typed: str, limit: int, before: str = "") -> tuple[Completion, ...]:
        """Return the words that what is typed of one may become, the most frequent and freshest first.

        Those come first that stand in articles with the last word of the text ``before``.
        """

    def headlines(self, typed: str, limit: int) -> tuple[Headline, ...]:
        """Return the headlines that begin with what is typed, the newest first."""

    def corrections(self, word: str, limit: int) -> tuple[Correction, ...]:
        """Return the words that a word may be mistyped for, the likeliest first; only more frequent ones than it."""

    def warm(self) -> None:
        """Prepare what completion and corrections need, which may take seconds; other calls go on meanwhile."""

    def frequencies(self, words: Iterable[str], farthest: Relation = Relation.NAME) -> list[int]:
        """Return for each word how many postings those have that answer it; 0 when no article has any of them."""

    def similar(self, article_id: str, limit: int) -> tuple[Hit, ...]:
        """Return the articles that are most like one, without its near copies and those of one another.

        None are like an article that is not there.
        """

    def story(self, article_id: str) -> tuple[Copy, ...]:
        """Return the articles that tell the story of one, itself among them: copies that other outlets edited, too.

        The first published comes first, undated ones last; none when it is not there.
        """

    def get(self, article_id: str) -> Article | None:
        """Return one article, or ``None``."""

    def history(self, article_id: str) -> History | None:
        """Return the versions of one article; ``None`` when it is not there."""

    def count(self) -> int:
        """Return the number of articles."""

    def generation(self) -> int:
        """Return the number of the newest generation: it goes up with every change."""

    def committed(self) -> datetime | None:
        """Return when the newest generation was written, in UTC; ``None`` where it was just replaced."""

    def statistics(self) -> Statistics:
        """Return facts about the index."""

    def close(self) -> None:
        """Let go of files; changes that were not committed are forgotten."""


def open_engine(location: str | Path, *, create: bool = False, wait_seconds: float = 60.0, workers: int = 1) -> Engine:
    """Open the index at a location.

    ``create`` makes an empty one where none is; ``wait_seconds`` is how long a writer waits for another one;
    ``workers`` is the number of processes that write.

    Raises:
        IndexMissingError, IndexVersionError, IndexDamagedError: see there.
    """
    from index.whoosh_engine import WhooshEngine

    return WhooshEngine(Path(location), create=create, wait_seconds=wait_seconds, workers=workers)
