"""Which fields can be named in a typed query, and what is the value behind the colon?

A name takes a value only when the value touches the colon: «مصدر: الجيش…» in a headline is words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.arabic.analyzer import AROUND, WORD
from index.query import Labelled, Published
from searcher.when import longest_when, read_when

if TYPE_CHECKING:
    from datetime import date

    from index.query import LabelField
    from searcher.when import When

Field = Literal["title", "source", "section", "author", "date", "from", "to"]

FIELDS: dict[str, Field] = {
    **dict.fromkeys(("title", "عنوان", "العنوان"), "title"),
    **dict.fromkeys(("source", "مصدر", "المصدر"), "source"),
    **dict.fromkeys(("section", "قسم", "القسم"), "section"),
    **dict.fromkeys(("author", "كاتب", "الكاتب"), "author"),
    **dict.fromkeys(("date", "تاريخ", "التاريخ"), "date"),
    **dict.fromkeys(("from", "من"), "from"),
    **dict.fromkeys(("to", "إلى", "الى"), "to"),
}
"""What is written before the colon → the field; Latin letters in any case."""

COLONS = ":：﹕"
LABELS: tuple[LabelField, ...] = ("source", "section", "author")

CLOSING = {"«": "»", **dict.fromkeys('"“”„‟', '"“”')}
"""Opening quote → the quotes that may close it; people mix straight and curly ones."""

MAX_DATE_CHARACTERS = 100
"""No date is written with more; and a bound on the work for a query that is full of `date:`."""

_BARE = re.compile(r"[^\s()\"«»“”„‟]+")
_SIGNED = re.compile(r"(?<=\s)[+\-−]\S")
"""What begins the next operand behind a date: in `date:2022-12 -5` the day is no part of it."""

_INNER_QUOTES = str.maketrans(dict.fromkeys('"“”', " "))


@dataclass(frozen=True, slots=True)
class Value:
    """What a field's value means, and where it ends."""

    content: Labelled | Published
    end: int


def closing(text: str, start: int, quote: str) -> int | None:
    """Return where the quotation ends that begins with ``quote`` before ``start``; None when it is never closed."""
    ends = [at for mark in CLOSING[quote] if (at := text.find(mark, start)) >= 0]
    return min(ends, default=None)


def quoted(text: str) -> str:
    """Return what stands between quotes so that it can stand between straight ones: without any, and spaced once."""
    return " ".join(text.translate(_INNER_QUOTES).split())


def read_value(field: Field, text: str, start: int, today: date) -> Value | None:
    """Return the value of a field other than the title, where it begins at ``start``; None when none is there."""
    between, end = _between_quotes(text, start)
    for name in LABELS:
        if field == name:
            if between is None:
                between, end = _bare_label(text, start)
            return Value(Labelled(name, quoted(between)), end) if WORD.search(between) else None
    if between is not None:
        when = read_when(between, today)
    else:
        when, end = _longest_when(text, start, today)
    days = _days(field, when) if when else None
    return Value(days, end) if days else None


def _between_quotes(text: str, start: int) -> tuple[str | None, int]:
    end = closing(text, start + 1, text[start]) if text[start] in CLOSING else None
    return (text[start + 1 : end], end + 1) if end is not None else (None, start)


def _bare_label(text: str, start: int) -> tuple[str, int]:
    """Return a name that is one word: up to white space, without a weight or the punctuation behind it."""
    bare = _BARE.match(text, start)
    return (bare[0].partition("^")[0].rstrip(AROUND), bare.end()) if bare else ("", start)


def _longest_when(text: str, start: int, today: date) -> tuple[When | None, int]:
    signed = _SIGNED.search(text, start, start + MAX_DATE_CHARACTERS)
    found = longest_when(text[start : signed.start() if signed else start + MAX_DATE_CHARACTERS], today)
    return (found[0], start + found[1]) if found else (None, start)


def _days(field: Field, when: When) -> Published | None:
    """Return the days from the first, up to the last, or both; None when that end is open."""
    first = when.first if field != "to" else None
    last = when.last if field != "from" else None
    return Published(first, last) if first or last else None
