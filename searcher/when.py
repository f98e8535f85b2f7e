"""Which days does a typed date mean? The dates of queries and filters.

    2022, 2022-12, 30/12/2022, «30 ديسمبر 2022», «رمضان 1444», «العام الماضي», "last week"      days, months, years
    2022-12-01..2022-12-31, «من مارس إلى مايو 2022», «منذ 2020», «قبل يومين», >=2022-12             stretches of days

docs/query-language.md has the whole table. The grammar stands in `when_dates.py` (dates), `when_relative.py` (what
counts from today) and `when_ranges.py` (what has two ends), on the tokens of `when_text.py`.
Not read: two-digit years, month before day in digits (12/30/2022), times of day, quarters, seasons and decades.

A month's name alone is a date here, though «مارس» is also "he practised": ask only where a date is expected.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from documents.calendar.dates import EARLIEST_YEAR, in_english, in_words
from documents.calendar.months import ENGLISH, WRITTEN
from searcher.when_dates import LATEST_YEAR
from searcher.when_ranges import Stretch, stretches
from searcher.when_text import MAX_TOKENS, tokens_of, year_at

if TYPE_CHECKING:
    from searcher.when_text import Tokens

_GOES_ON = frozenset("-/.:,٫٬_")
"""A sign that makes one thing of the numbers beside it: 2022.5, 12:30."""


@dataclass(frozen=True, slots=True)
class When:
    """Whole days, both included; ``None`` is an open end, and at least one end is set.

    Raises:
        ValueError: both ends are open, or the first day comes after the last.
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("both ends are open; expected at least one day")
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"the first day, {self.first}, comes after the last, {self.last}")


def read_when(text: str, today: date) -> When | None:
    """Return the days that a text means, if the whole of it is a date expression, else ``None``.

    White space, marks and bidi controls around it do not matter. Both ends lie from 1600 to 2199.
    No text raises anything.
    """
    tokens = tokens_of(text)
    if not tokens or len(tokens) > MAX_TOKENS:
        return None
    whole = (_when(stretch) for stretch in stretches(tokens, today) if stretch.end == len(tokens))
    return next((when for when in whole if when), None)


def longest_when(text: str, today: date) -> tuple[When, int] | None:
    """Return the days that the longest beginning of a text means, and the number of characters that it takes.

    The beginning ends at a word's edge: «2022» is none of «2022م», «2022.5» and «2022-45». White space before it is
    counted, and passed over.
    """
    tokens = tokens_of(text)
    found = [
        stretch
        for stretch in stretches(tokens, today)
        if _is_edge(tokens, stretch.end) and not _lacks_its_year(tokens, stretch.end)
    ]
    for stretch in sorted(found, key=lambda one: one.end, reverse=True):
        when = _when(stretch)
        if when:
            return when, tokens[stretch.end - 1].end
    return None


def write_when(when: When) -> str:
    """Return the shortest text that `read_when` reads as the same days, on whichever day it is read.

    ``2022``, ``2022-12``, ``2022-12-01``, ``2022-12-01..2022-12-15``, ``2022-12-01..``, ``..2022-12-31``; for days
    from 1600 to 2199.
    """
    first, last = when.first, when.last
    if first is None or last is None:
        return f"{first or ''}..{last or ''}"
    if first == last:
        return first.isoformat()
    if _is_year(first, last):
        return f"{first:%Y}"
    return f"{first:%Y-%m}" if _is_month(first, last) else f"{first}..{last}"


def when_in_words(when: When, language: Literal["ar", "en"]) -> str:
    """Return the days as a reader writes them: «30 ديسمبر 2022», «سنة 2022», «منذ 1 ديسمبر 2022»; "until …"."""
    first, last = when.first, when.last
    arabic = language == "ar"
    day = in_words if arabic else in_english
    if first is None or last is None:
        if first:
            return f"منذ {day(first)}" if arabic else f"since {day(first)}"
        return f"{'حتى' if arabic else 'until'} {day(last)}" if last else ""
    if first == last:
        return day(first)
    if _is_year(first, last):
        return f"سنة {first.year}" if arabic else str(first.year)
    if _is_month(first, last):
        return f"{(WRITTEN if arabic else ENGLISH)[first.month - 1]} {first.year}"
    return f"من {day(first)} إلى {day(last)}" if arabic else f"from {day(first)} to {day(last)}"


def _when(stretch: Stretch) -> When | None:
    ends = (stretch.first, stretch.last)
    readable = all(end is None or EARLIEST_YEAR <= end.year <= LATEST_YEAR for end in ends)
    return When(*ends) if readable else None


def _is_edge(tokens: Tokens, at: int) -> bool:
    """Tell whether a word or number ends before a token, and is not continued by a sign and another number."""
    if at >= len(tokens) or tokens[at].spaced:
        return True
    if tokens[at].kind != "sign" or tokens[at].text == "_":
        return tokens[at - 1].kind == "sign"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return not (tokens[at].text in _GOES_ON and following and following.kind != "sign" and not following.spaced)


def _lacks_its_year(tokens: Tokens, at: int) -> bool:
    """Tell whether a year follows a name: «29 فبراير 2023» is no day, and not the 29th of another February either."""
    return tokens[at - 1].kind == "word" and year_at(tokens, at) is not None


def _is_year(first: date, last: date) -> bool:
    return first == date(first.year, 1, 1) and last == date(first.year, 12, 31)


def _is_month(first: date, last: date) -> bool:
    end = calendar.monthrange(first.year, first.month)[1]
    return first.day == 1 and last == first.replace(day=end)
