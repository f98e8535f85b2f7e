"""Which fields does the index have, and what does an article put into them?

There is one list of postings: for each written word, the articles that it stands in. Everything that a word is matched
by — spelling, attached particles, stem, family — is a property of the written word and stands in its term. Beside it
each article keeps its words in order, four bytes each, for phrases and for the final ranking.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from whoosh import fields, formats
from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn

from index.arabic.normalize import fold_label, fold_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.arabic.analyzer import Word

TITLE_WEIGHT = 3.0
"""How many times a word counts in the title, where one in the body counts once."""

EPOCH = datetime(1, 1, 1)
MINUTES_A_DAY = 24 * 60
LAST_MINUTE = (datetime.max - EPOCH) // timedelta(minutes=1)

CODE = np.dtype("<u4")
"""How a word stands in an article's column ``words``: as its `word_code`."""

MAX_TITLE_WORDS = (1 << 16) - 1
"""The column ``title`` has how many words the title has; of a longer one these are the title."""

GAP = 0
"""Stands between the parts of an article in ``words``: a phrase never runs from one into the next."""

PARTS = ("title", "caption", "body", "place")
"""The parts of ``words`` in their order; ``place`` are the words of section and source, without attached particles."""


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field that receives its terms ready made, with the positions of each.

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
        self.format = formats.Positions()

    def index(
        self, value: Mapping[str, Sequence[int]], **_options: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, posting) for every term."""
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)

    def code(self, term: bytes) -> int:
        """Return the code of a term's word."""
        return word_code(term.split(b" ", 3)[2])

    def separate_spelling(self) -> bool:
        """Return false: completion reads the terms themselves."""
        return False


def schema() -> fields.Schema:
    """Return the fields of the index: ``text`` has the postings, ``words`` the article's words in order."""
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        version=fields.COLUMN(VarBytesColumn()),
        history=fields.COLUMN(VarBytesColumn()),
        text=Terms(),
        words=fields.COLUMN(VarBytesColumn()),
        traces=fields.COLUMN(VarBytesColumn()),
        title=fields.COLUMN(NumericColumn("H")),
        headline=fields.COLUMN(VarBytesColumn()),
        source=fields.ID(sortable=RefBytesColumn()),
        section=fields.ID(sortable=RefBytesColumn()),
        author=fields.ID(),
        minute=fields.NUMERIC(int, bits=64, signed=True, sortable=True, default=-1, shift_step=0),
        article=fields.STORED,
    )


SIGN = 1 << 63
"""Whoosh adds it to signed numbers in a column, so that all are positive."""


def word_term(word: Word) -> str:
    """Return the term of a word: its key and stem go before it, so that families lie together in the index.

    Behind it stands how many letters its fold loses to be its base, as in ``-2``, or the base, if it is no end of it;
    and behind ``=`` how its author spelled it, where that is otherwise.
    """
    term = f"{word.key} {word.stem} {word.written}"
    if word.base != word.fold:
        ends_so = word.fold.endswith(word.base)
        term += f" {len(word.base) - len(word.fold) if ends_so else word.base}"
    return f"{term} ={word.spelled}" if word.spelled else term


def read_terms(terms: Sequence[bytes]) -> list[tuple[str, str, str]]:
    """Return fold, base and spelling of the word of each term."""
    if not terms:
        return []
    words = [term.split(" ", 3)[2:] for term in b"\n".join(terms).decode().split("\n")]
    folds = fold_lines("\n".join([word[0] for word in words])).split("\n")
    return [_forms(fold, *word) for fold, word in zip(folds, words, strict=True)]


def _forms(fold: str, written: str, rest: str = "") -> tuple[str, str, str]:
    if not rest:
        return fold, fold, written
    shortened, _, spelled = rest.rpartition("=") if "=" in rest else (rest, "", "")
    shortened = shortened.rstrip()
    base = fold if not shortened else fold[-int(shortened) :] if shortened.startswith("-") else shortened
    return fold, base, spelled or written


def family_prefix(key: str) -> bytes:
    """Return what the terms of a family begin with."""
    return f"{key} ".encode()


def word_code(written: bytes) -> int:
    """Return the 32-bit code of a written word, given in UTF-8, never `GAP`: its CRC-32.

    Two words of an index of a million may share one; then ranking or a phrase may take one for the other in an article
    that has the rest of the query.
    """
    return crc32(written) or 1


def label(text: str) -> str | None:
    """Return the term of a source, section or author; ``None`` when it is unknown."""
    return fold_label(text) or None


def to_minute(day: date) -> int:
    """Return minutes since the year 1 on the clock that the publication time was written by; midnight for a day."""
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day)
    return (day.replace(tzinfo=None) - EPOCH) // timedelta(minutes=1)
