"""Which fields does the index have, and what does an article put into them?"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from whoosh import fields, formats

from index.arabic.normalize import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.article import Article
    from index.arabic.analyzer import Analyzer

LEAD_WORDS = 60
"""The opening of a news text tells the story: these words of the body count more than the rest."""

TITLE_WEIGHT, LEAD_WEIGHT = 3.0, 1.5
"""How many times a word counts in the title and in the lead, where one in the rest of the body counts once."""

EPOCH = datetime(1, 1, 1)
MINUTES_A_DAY = 24 * 60

Weighted = tuple[str | None, float]


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field that receives its terms ready made: (term, weight) in order; the term ``None`` leaves a gap.

    Whoosh's own text field builds a token object a word; this one is twice as fast. Weights are summed into the
    posting's weight, which is what BM25F ranks by; the field's length counts words.
    Instances are pickled into the index by their import path: keep the class here, and its state small.
    """

    indexed = True
    scorable = True
    stored = False
    unique = False
    vector = None
    analyzer = None
    column_type = None

    def __init__(self, *, positions: bool) -> None:
        self.format = formats.Positions() if positions else formats.Frequency()
        self._positions = positions

    def index(self, value: Sequence[Weighted], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, posting) for every distinct term."""
        places: dict[str, list[int]] = {}
        weights: dict[str, float] = {}
        for position, (term, weight) in enumerate(value):
            if term is not None:
                places.setdefault(term, []).append(position)
                weights[term] = weights.get(term, 0.0) + weight
        for term, positions in places.items():
            count = len(positions)
            posting = self.format.encode(positions) if self._positions else formats.pack_uint(count)
            yield term.encode(), count, weights[term], posting

    def separate_spelling(self) -> bool:
        """Return false: completion reads the terms themselves."""
        return False


def schema() -> fields.Schema:
    """Return the fields of the index.

    ``text`` has every stem of title, caption and body and alone decides what matches; ``exact`` (folded spellings,
    with positions for phrases) adds to the score of words found as they were typed.
    """
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        version=fields.ID(),
        text=Terms(positions=False),
        exact=Terms(positions=True),
        source=fields.ID(sortable=True),
        section=fields.ID(),
        author=fields.ID(),
        minute=fields.NUMERIC(int, bits=64, signed=True, sortable=True, default=-1),
        article=fields.STORED,
    )


def to_fields(article: Article, analyzer: Analyzer) -> dict[str, Any]:
    """Return an article's field values."""
    body = analyzer.terms(article.body)
    parts = (
        (analyzer.terms(article.title), TITLE_WEIGHT),
        (analyzer.terms(article.caption), 1.0),
        (body[:LEAD_WORDS], LEAD_WEIGHT),
        (body[LEAD_WORDS:], 1.0),
    )
    return {
        "id": article.id,
        "version": version_key(article),
        "text": [(stem, weight) for terms, weight in parts for _, stem in terms],
        "exact": list(_exact(parts)),
        "source": label(article.source),
        "_stored_source": article.source,  # the column keeps the outlet's own spelling
        "section": label(article.section),
        "author": label(article.author),
        "minute": None if article.published is None else to_minute(article.published),
        "article": json.dumps(article.to_json(), ensure_ascii=False),
    }


def _exact(parts: Sequence[tuple[Sequence[tuple[str, str]], float]]) -> Iterator[Weighted]:
    """Yield the spellings, with gaps around title and caption: a phrase never runs from one into the next."""
    for number, (terms, weight) in enumerate(parts):
        if number in (1, 2):
            yield None, 0.0
        for exact, _ in terms:
            yield exact, weight


def version_key(article: Article) -> str:
    """Return the term that an index has exactly when it holds this article just so."""
    return f"{article.fingerprint()} {article.id}"


def label(text: str) -> str | None:
    """Return the term of a source, section or author; ``None`` when it is unknown."""
    return fold_label(text) or None


def to_minute(day: date) -> int:
    """Return minutes since the year 1 on the clock that the publication time was written by; midnight for a day."""
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day)
    return int((day.replace(tzinfo=None) - EPOCH).total_seconds()) // 60
