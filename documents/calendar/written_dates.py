"""Which dates are written in this text, and what is there to be said about each?

Goes by folded text (`months.fold`). A date is read as it stands: in words or digits, day first or year first, in the
Gregorian or the Hijri calendar. What cannot be a day is found too, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from documents.calendar.clocks import CLOCK, clock_before, with_clock
from documents.calendar.hijri import hijri_days
from documents.calendar.months import ENGLISH, GREGORIAN, HIJRI, any_of

EARLIEST_YEAR = 1600
"""A lower year written in digits («17/06/1445») is one of the Hijri calendar."""

_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*+[-/]\s*+|\s++|(?=[ا-ي]))(?:من\s++|of\s++)?(?:شهر\s++)?"
_YEAR = r"(?:\s*+[-,،/]?\s*+)(?:(?:من )?(?:ال)?(?:عام|سنه)\s++)?(?P<year>\d{4})(?!\d)"
_HIJRI_ERA = r"\s*+(?:ه|هجري|هجريه|للهجره|ah)\b"


def _named(names: str, year: str) -> re.Pattern[str]:
    """Return the pattern of day, month's name, perhaps its other name, and year."""
    return re.compile(rf"{_DAY}(?P<month>{names})(?:\s*+[/(]\s*+(?P<other>{names})\s*+\)?)?{year}{CLOCK}")


def _numbers(era: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of three numbers with the year first, and with the day first."""
    year, month, day = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    return (
        re.compile(rf"(?<!\d){year}\s?[-/.]\s?{month}\s?[-/.]\s?{day}(?!\d){era}{CLOCK}"),
        re.compile(rf"(?<!\d){day}\s?(?P<sign>[-/.])\s?{month}\s?[-/.]\s?{year}(?!\d){era}{CLOCK}"),
    )


# Each is made when the first date is read: a search without dates starts 20 ms sooner.


@cache
def _gregorian() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<month>{any_of(GREGORIAN)})"
    month_first = rf"\b{name}\.?\s++(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?[,،]?\s++(?P<year>\d{{4}})(?!\d){CLOCK}"
    year_first = rf"(?<!\d)(?P<year>\d{{4}})[-/ ]{name}[-/ ](?P<day>\d{{1,2}})(?!\d){CLOCK}"
    named = _named(any_of(GREGORIAN), _YEAR + "م?")
    return named, re.compile(month_first), re.compile(year_first), *_numbers("")


@cache
def _hijri() -> tuple[re.Pattern[str], ...]:
    return _named(any_of(HIJRI), _YEAR + _HIJRI_ERA), *_numbers(_HIJRI_ERA)


@cache
def _hijri_without_era() -> tuple[re.Pattern[str], ...]:
    return _named(any_of(HIJRI), f"{_YEAR}(?:{_HIJRI_ERA})?"), *_numbers(f"(?:{_HIJRI_ERA})?")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: its place in the text, its day, and a remark.

    ``day`` is a ``datetime`` where a time of day stands beside it, and ``None`` if there is no such day; the remark
    then says why. Without anything to be said the remark is empty.
    """

    start: int
    end: int
    day: date | None
    remark: str = ""


def dates_in(plain: str) -> list[Written]:
    """Return the Gregorian dates of a folded text in their order, and after them the Hijri ones with their era."""
    return [*_written(plain, _gregorian(), GREGORIAN), *_written(plain, _hijri(), HIJRI)]


def hijri_beside(plain: str) -> list[Written]:
    """Return the Hijri dates of a folded text that has a Gregorian one, so that they need no era."""
    return [written for written in _written(plain, _hijri_without_era(), HIJRI) if written.day]


def _written(plain: str, patterns: tuple[re.Pattern[str], ...], names: dict[str, int]) -> list[Written]:
    matches = [match for pattern in patterns for match in pattern.finditer(plain)]
    return [_read(match, names) for match in sorted(matches, key=re.Match.start)]


def _read(match: re.Match[str], names: dict[str, int]) -> Written:
    parts = match.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    month = names.get(parts["month"]) or int(parts["month"])
    if parts.get("other") and names[parts["other"]] != month:
        return Written(*match.span(), None, f"two names of months that disagree in {match[0]!r}")
    remark = ""
    if parts.get("sign") and names is GREGORIAN:
        day, month, remark = _ordered(day, month, match[0])
    found = _day(year, month, day, hijri=names is HIJRI)
    if found is None:
        known = names is HIJRI or year >= EARLIEST_YEAR
        return Written(*match.span(), None, f"no day of the calendar: {match[0]!r}" if known else "")
    clock = match if parts["hour"] else clock_before(match.string, match.start())
    start = clock.start() if clock and clock is not match else match.start()
    return Written(start, match.end(), with_clock(found, clock) if clock else found, remark)


def _ordered(day: int, month: int, text: str) -> tuple[int, int, str]:
    """Return day, month and a remark, of two numbers that stand before a year."""
    if day <= 12 < month <= 31:
        return month, day, f"read month first, as there is no month {month}: {text!r}"
    if day <= 12 and month <= 12 and day != month:
        return day, month, f"day and month could be exchanged in {text!r}; read day first, {day} {ENGLISH[month - 1]}"
    return day, month, ""


def _day(year: int, month: int, day: int, *, hijri: bool) -> date | None:
    if hijri:
        days = hijri_days(year, month, day)
        return days and days[0]
    try:
        return date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None
