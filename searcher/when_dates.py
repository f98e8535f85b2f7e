"""Which days does a date name that says its year, its month or its day? In digits and in words, in both calendars.

    parts = [day] month [year] | numbers | year
    year  = [of] [the year] four digits [era]

A year from 1343 to 1500 is one of the Hijri calendar, one from 1600 to 2199 of the Gregorian; others are not read.
Where the year is missing, the latest such month or day is meant that has begun. «رمضان 2023» is the Ramadan that begins
in 2023. Of a date in both calendars («15 رمضان 1444 هـ الموافق 6 أبريل 2023») the Gregorian one counts.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from documents.calendar.dates import EARLIEST_YEAR
from documents.calendar.hijri import hijri_days, hijri_year, hijri_year_within, is_hijri_year
from documents.calendar.months import ENGLISH, GREGORIAN, HIJRI, WEEKDAYS, fold
from searcher.when_text import name_at, number_at, skip, text_at, touches, year_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from searcher.when_text import Tokens

LATEST_YEAR = 2199
"""The last Gregorian year that is read; beyond it a number is more often something else."""

YEARS_BACK = 8
"""29 February comes round within eight years even about 1900, which had none."""

_MONTHS = {**GREGORIAN, **{name: -number for name, number in HIJRI.items()}}  # Hijri months are below zero
_ENGLISH = {name for name, number in GREGORIAN.items() if fold(ENGLISH[number - 1]).startswith(name)}
_INTRODUCTIONS = frozenset(fold("في اليوم يوم بتاريخ تاريخ الموافق خلال on in the during").split())
_OF = frozenset(("من", "of", "in"))
_YEAR_WORDS = frozenset(fold("عام العام سنة السنة لعام لسنة year").split())
_MONTH_WORDS = frozenset(fold("شهر لشهر الشهر").split())
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_HIJRI_ERAS = frozenset(fold("هـ هجري هجرية للهجرة ah").split())
_GREGORIAN_ERAS = frozenset(fold("م ميلادي ميلادية للميلاد").split())
_MAX_INTRODUCTIONS = 4


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days from ``first`` to ``last``, written before the token ``end``, by the Hijri calendar or not."""

    first: date
    last: date
    end: int
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a date as written, before the token ``end``; ``None`` is what is not said."""

    year: int | None
    month: int | None
    day: int | None
    hijri: bool
    end: int


def starts(tokens: Tokens, at: int) -> list[int]:
    """Return where a date may begin: at the place itself, and behind a weekday, «في», «يوم», «بتاريخ» and commas."""
    places = [at]
    while len(places) <= _MAX_INTRODUCTIONS:
        following = skip(tokens, at, _INTRODUCTIONS)
        weekday = name_at(tokens, at, WEEKDAYS) if following == at else None
        following = skip(tokens, weekday.end, frozenset(",")) if weekday else following
        if following == at:
            break
        at = following
        places.append(at)
    return places


def dates_at(tokens: Tokens, at: int, today: date) -> list[Days]:
    """Return every date that begins at a token, once for each way to go on."""
    found = [days for parts in parts_at(tokens, at) if (days := days_of(parts, today))]
    return found + [both for days in found for both in _in_both_calendars(tokens, days, today)]


def _in_both_calendars(tokens: Tokens, one: Days, today: date) -> Iterator[Days]:
    sign = text_at(tokens, one.end)
    if sign not in ("الموافق", "/", "("):
        return
    for at in starts(tokens, skip(tokens, one.end + 1, frozenset("ل"))):
        for parts in parts_at(tokens, at):
            other = days_of(parts, today)
            if other and other.hijri != one.hijri:
                end = skip(tokens, other.end, frozenset(")")) if sign == "(" else other.end
                yield replace(other if one.hijri else one, end=end)


def parts_at(tokens: Tokens, at: int) -> list[Parts]:
    """Return every way to read a date's parts from a token on."""
    return [*_numbers(tokens, at), *_named(tokens, at), *_year(tokens, at)]


def days_of(parts: Parts, today: date) -> Days | None:
    """Return the days that the parts name, in the latest year in which they have begun if they say none."""
    dated = parts if parts.year is not None else with_latest_year(parts, today)
    if dated is None or dated.year is None:
        return None
    known = hijri_days if dated.hijri else _gregorian_days
    days = known(dated.year, dated.month, dated.day)
    return days and Days(*days, end=dated.end, hijri=dated.hijri)


def with_latest_year(parts: Parts, today: date) -> Parts | None:
    """Return the parts with the latest year in which they begin by today."""
    this_year = hijri_year(today) if parts.hijri else today.year
    for year in range(this_year, this_year - YEARS_BACK - 1, -1) if this_year else ():
        dated = replace(parts, year=year)
        days = days_of(dated, today)
        if days and days.first <= today:
            return dated
    return None


def _gregorian_days(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    length = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= (1 if day is None else day) <= length:
        return None
    return date(year, month, day or 1), date(year, month, day or length)


def _numbers(tokens: Tokens, at: int) -> Iterator[Parts]:
    """Read 2022-12-01, 01/12/2022, 2022-12 and 12/2022; 2022.12 is a fraction."""
    for count in (3, 2) if text_at(tokens, at + 1) != "." else (3,):
        digits = _joined(tokens, at, count)
        year, *rest = digits if len(digits[0]) == 4 else digits[::-1]
        if len(year) == 4 and all(len(one) <= 2 for one in rest):
            month, day = (*map(int, rest), None)[:2]
            hijri = is_hijri_year(int(year))
            yield from _in_calendar(tokens, Parts(int(year), month, day, hijri, at + 2 * count - 1))


def _joined(tokens: Tokens, at: int, count: int) -> list[str]:
    """Return the digits of so many numbers with one sign between them all, ``[""]`` if they do not stand there.

    Spaces may stand around slashes and around two dashes; one dash with spaces is a range, and a dot ends a sentence.
    """
    sign, end = text_at(tokens, at + 1), at + 2 * count - 1
    if sign not in ("-", "/", ".") or end > len(tokens):
        return [""]
    wanted = all(token.text == sign for token in tokens[at + 1 : end : 2])
    near = sign == "/" or (sign == "-" and count == 3) or not any(token.spaced for token in tokens[at + 1 : end])
    numbers = tokens[at:end:2]
    return [token.text for token in numbers] if wanted and near and all(n.kind == "number" for n in numbers) else [""]


def _named(tokens: Tokens, at: int) -> Iterator[Parts]:
    """Read a month's name, perhaps its other name too, with the day before it and the year behind it."""
    for day, place in _before_month(tokens, at):
        month = name_at(tokens, place, _MONTHS)
        if month is None:
            continue
        end = _behind_other_name(tokens, month.end, month.value)
        hijri, number = month.value < 0, abs(month.value)
        yield from _with_year(tokens, Parts(None, number, day, hijri, end))
        if day is None and text_at(tokens, place) in _ENGLISH and (day_behind := number_at(tokens, end)):
            yield from _with_year(tokens, Parts(None, number, day_behind, hijri, skip(tokens, end + 1, _ORDINALS)))


def _before_month(tokens: Tokens, at: int) -> Iterator[tuple[int | None, int]]:
    """Yield the day, or none, and the place where a month's name may follow: «30 من شهر», «الأول من»."""
    yield None, skip(tokens, at, _MONTH_WORDS)
    day = 1 if text_at(tokens, at) == "الاول" and text_at(tokens, at + 1) == "من" else number_at(tokens, at)
    if day is not None:
        place = skip(tokens, skip(tokens, at + 1, _ORDINALS), _OF)
        yield day, skip(tokens, place, _MONTH_WORDS)
        if text_at(tokens, at + 1) in ("-", "/") and touches(tokens, at + 1):
            yield day, at + 2


def _behind_other_name(tokens: Tokens, at: int, month: int) -> int:
    """Return the place behind «/أكتوبر» or «(أكتوبر)», if it is another name of the month."""
    sign = text_at(tokens, at)
    other = name_at(tokens, at + 1, _MONTHS) if sign in ("/", "(", "-") else None
    if other is None or other.value != month:
        return at
    return skip(tokens, other.end, frozenset(")")) if sign == "(" else other.end


def _with_year(tokens: Tokens, parts: Parts) -> Iterator[Parts]:
    """Yield the parts of a named date without a year, and with the one that stands behind them."""
    yield parts
    sign = text_at(tokens, parts.end)
    near = sign in (",", "/") or (sign in ("-", ".") and touches(tokens, parts.end))
    for year in _year(tokens, skip(tokens, parts.end + near, _OF)):
        dated = replace(parts, year=year.year, end=year.end)
        yield from _in_calendar(tokens, dated)


def _year(tokens: Tokens, at: int) -> Iterator[Parts]:
    place = skip(tokens, at, _YEAR_WORDS)
    year = year_at(tokens, place)
    if year is not None:
        yield from _in_calendar(tokens, Parts(year, None, None, is_hijri_year(year), place + 1))


def _in_calendar(tokens: Tokens, parts: Parts) -> Iterator[Parts]:
    """Yield the parts with the era behind them, unless era, year and month are of different calendars."""
    era, year = text_at(tokens, parts.end), parts.year or 0
    hijri_year_said = is_hijri_year(year)
    if era in (_GREGORIAN_ERAS if hijri_year_said else _HIJRI_ERAS):
        return
    dated: int | None = year
    if hijri_year_said != parts.hijri:  # «رمضان 2023», but not «ديسمبر 1444»
        known = parts.hijri and parts.month and EARLIEST_YEAR <= year <= LATEST_YEAR
        dated = hijri_year_within(year, parts.month) if known and parts.month else None
    if dated is not None:
        yield replace(parts, year=dated, end=skip(tokens, parts.end, _HIJRI_ERAS | _GREGORIAN_ERAS))
