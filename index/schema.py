"""Which fields does the index have, and what does an article put into them?

There is one list of postings: for each written word, the articles that it stands in. Everything that a word is matched
by — spelling, attached particles, stem, family — is a property of the written word, looked up in the dictionary when a
query is run. Beside it each article keeps its words in order, four bytes each, for phrases and for the final ranking.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from whoosh import fields, formats
from whoosh.columns import VarBytesColumn

from index.arabic.normalize import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from documents.article import Article
    from index.arabic.analyzer import Analyzer, Word

TITLE_WEIGHT = 3.0
"""How many times a word counts in the title, where one in the body counts once."""

EPOCH = datetime(1, 1, 1)
MINUTES_A_DAY = 24 * 60
LAST_MINUTE = (datetime.max - EPOCH) // timedelta(minutes=1)

CODE = np.dtype("<u4")
"""How a word stands in an article's column ``words``: as its `word_code`."""

GAP = 0
"""Stands between the parts of an article in ``words``: a phrase never runs from one into the next."""

PARTS = ("title", "caption", "body", "place")
"""The parts of ``words`` in their order; ``place`` are the words of section and source, without attached particles."""


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field that receives its terms ready made, with the weight of each, and the number of words.

    Whoosh's own text field builds a token object a word.
    Instances are pickled into the index by their import path: keep the class here, and its state small.
    """

    indexed = True
    scorable = False
    stored = False
    unique = False
    vector = None
    analyzer = None
    column_type = None

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(self, value: Mapping[str, float], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, posting) for every term."""
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""

    def separate_spelling(self) -> bool:
        """Return false: completion reads the terms themselves."""
        return False


def schema() -> fields.Schema:
    """Return the fields of the index: ``text`` has the postings, ``words`` the article's words in order."""
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        version=fields.ID(),
        text=Terms(),
        words=fields.COLUMN(VarBytesColumn()),
        source=fields.ID(sortable=True),
        section=fields.ID(),
        author=fields.ID(),
        minute=fields.NUMERIC(int, bits=64, signed=True, sortable=True, default=-1),
        article=fields.STORED,
    )


def to_fields(article: Article, analyzer: Analyzer) -> dict[str, Any]:
    """Return an article's field values."""
    parts = [analyzer.words(text) for text in (article.title, article.caption, article.body)]
    place = analyzer.words(f"{article.section} {article.source}")
    return {
        "id": article.id,
        "version": version_key(article),
        "text": _weights(parts),
        "words": _codes(*([word.written for word in words] for words in parts), [word.base for word in place]),
        "source": label(article.source),
        "_stored_source": article.source,  # the column keeps the outlet's own spelling
        "section": label(article.section),
        "author": label(article.author),
        "minute": None if article.published is None else to_minute(article.published),
        "article": json.dumps(article.to_json(), ensure_ascii=False),
    }


def _weights(parts: Iterable[Iterable[Word]]) -> dict[str, float]:
    """Return the term of each written word, and how often it stands there, in the title more than once."""
    families: dict[str, str] = {}
    weights: dict[str, float] = {}
    for number, words in enumerate(parts):
        weight = 1.0 if number else TITLE_WEIGHT
        for word in words:
            families[word.written] = word.key
            weights[word.written] = weights.get(word.written, 0.0) + weight
    return {word_term(families[written], written): weight for written, weight in weights.items()}


def _codes(*parts: list[str]) -> bytes:
    codes: list[int] = []
    for words in parts:
        codes += map(word_code, words)
        codes.append(GAP)
    return np.array(codes[:-1], CODE).tobytes()


def word_term(key: str, written: str) -> str:
    """Return the term of a written word: its family goes before it, so that families lie together in the index."""
    return f"{key} {written}"


def family_prefix(key: str) -> bytes:
    """Return what the terms of a family begin with."""
    return f"{key} ".encode()


def written_of(term: bytes) -> str:
    """Return the written word of a term."""
    return term.decode().partition(" ")[2]


def word_code(written: str) -> int:
    """Return the 32-bit code of a written word, never `GAP`: its CRC-32.

    Two words of an index of a million may share one; then ranking or a phrase may take one for the other in an article
    that has the rest of the query.
    """
    return crc32(written.encode()) or 1


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
