"""What was repaired in the articles of an index?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.engine import Filters, Plan
from index.query import Everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.article import Article
    from index.engine import Engine

PAGE = 1000
"""Articles that are fetched at once."""


@dataclass(slots=True)
class SourceRepairs:
    """What was repaired in a source's articles: how many it has, how many of them were repaired, and by kind of fault
    how many articles had it, and in how many places.
    """

    articles: int = 0
    repaired: int = 0
    having: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)

    def count(self, article: Article) -> None:
        """Count an article of the source."""
        self.articles += 1
        self.repaired += bool(article.repairs)
        self.having.update({repair.kind for repair in article.repairs})
        for repair in article.repairs:
            self.places[repair.kind] += repair.count

    def to_json(self) -> dict[str, object]:
        """Return the counts as JSON values, the kind that most articles have first."""
        kinds = {kind: {"articles": count, "places": self.places[kind]} for kind, count in self.having.most_common()}
        return {"articles": self.articles, "repaired": self.repaired, "kinds": kinds}


def articles_of(engine: Engine, source: str | None) -> Iterator[Article]:
    """Yield the articles of a source, or all, the oldest first."""
    filters = Filters() if source is None else Filters(sources=(source,))
    seen = 0
    while hits := engine.run(Plan(Everything(), filters, "oldest", seen, PAGE)).hits:
        yield from (hit.article for hit in hits if hit.article)
        seen += len(hits)


def by_source(engine: Engine) -> dict[str, SourceRepairs]:
    """Return what was repaired, by source; all articles are read, which takes a second for some 30,000."""
    sources: dict[str, SourceRepairs] = {}
    for article in articles_of(engine, None):
        sources.setdefault(article.source, SourceRepairs()).count(article)
    return dict(sorted(sources.items(), key=lambda item: (-item[1].repaired, item[0])))
