"""Which days does an expression name that counts from today: «أمس», «الشهر الماضي», «آخر 7 أيام», "last week"?

A week begins on Sunday, as most of the Arab press prints it. «الأسبوع الماضي» is the week before this one, while
«آخر أسبوع» and "past week" are the seven days up to today; so with month and year. «قبل يومين» is one day.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, Literal

from documents.calendar.months import WEEKDAYS, fold
from searcher.when_dates import Days, days_of, parts_at
from searcher.when_text import Named, name_at, number_at, skip, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from searcher.when_text import Tokens

Unit = Literal["hour", "day", "week", "month", "year"]

_ONE_UNIT: dict[Unit, str] = {
    "hour": "ساعة hour",
    "day": "يوم day",
    "week": "أسبوع week",
    "month": "شهر month",
    "year": "عام سنة year",
}
_UNITS: dict[Unit, str] = {
    "hour": "ساعة ساعات hour hours",
    "day": "يوم يوما أيام day days",
    "week": "أسبوع أسبوعا أسابيع week weeks",
    "month": "شهر شهرا أشهر شهور month months",
    "year": "عام عاما أعوام سنة سنوات سنين year years",
}
_TWO_UNITS: dict[Unit, str] = {
    "hour": "ساعتين ساعتان",
    "day": "يومين يومان",
    "week": "أسبوعين أسبوعان",
    "month": "شهرين شهران",
    "year": "عامين عامان سنتين سنتان",
}
_NUMBERS = {
    1: "a an one", 2: "اثنين two", 3: "ثلاث ثلاثة three", 4: "أربع أربعة four", 5: "خمس خمسة five", 6: "ست ستة six",
    7: "سبع سبعة seven", 8: "ثمان ثماني ثمانية eight", 9: "تسع تسعة nine", 10: "عشر عشرة ten",
    11: "أحد_عشر إحدى_عشرة eleven", 12: "اثني_عشر اثنا_عشر اثنتي_عشرة twelve", 15: "خمسة_عشر خمس_عشرة fifteen",
    20: "عشرين عشرون twenty", 30: "ثلاثين ثلاثون thirty", 40: "أربعين أربعون forty", 50: "خمسين خمسون fifty",
    60: "ستين ستون sixty", 90: "تسعين تسعون ninety", 100: "مئة مائة",
}  # fmt: skip
_DAYS = {
    -2: "أول_أمس أول_من_أمس أمس_الأول أول_البارحة day_before_yesterday",
    -1: "أمس الأمس بالأمس البارحة يوم_أمس ليلة_أمس yesterday",
    0: "اليوم هذا_اليوم الآن today now",
    1: "غدا الغد يوم_غد tomorrow",
    2: "بعد_غد",
}


def _numbered(rows: dict[int, str]) -> dict[str, int]:
    return {fold(name).replace("_", " "): number for number, row in rows.items() for name in row.split()}


def _units(rows: dict[Unit, str]) -> dict[str, Unit]:
    return {fold(name): unit for unit, row in rows.items() for name in row.split()}


_ONE, _MANY, _TWO = _units(_ONE_UNIT), _units(_UNITS), _units(_TWO_UNITS)
_NUMBER_NAMES, _DAY_NAMES = _numbered(_NUMBERS), _numbered(_DAYS)
_SHIFTS = _numbered({
    -1: "الماضي الماضية الماضيين الماضيتين الماضيان الفائت الفائتة الفائتين المنصرم المنصرمة المنصرمين السابق السابقة",
    0: "الحالي الحالية الجاري الجارية",
    1: "المقبل المقبلة القادم القادمة",
})  # fmt: skip
_SHIFTS_BEFORE = _numbered({-1: "last previous", 0: "هذا هذه this", 1: "next"})
_LAST = frozenset(fold("آخر اخر last past").split())
_EXACTLY_ONE = frozenset(fold("واحد واحدة").split())
_THE = frozenset(("the",))


@dataclass(frozen=True, slots=True)
class _Length:
    """So many units of time, written before the token ``end``."""

    count: int
    unit: Unit
    end: int


def relative_at(tokens: Tokens, at: int, today: date) -> list[Days]:
    """Return every expression that begins at a token and counts from today."""
    kinds = (_near_day, _weekday, _calendar_unit, _latest_units, _ago, _past_month)
    return [days for kind in kinds for days in kind(tokens, skip(tokens, at, _THE), today)]


def since_at(tokens: Tokens, at: int, today: date) -> list[Days]:
    """Return the day that a length of time leads back to: «أسبوع» behind «منذ»."""
    return [days for length in _lengths(tokens, at) for days in _one_day(_back(today, length), length.end)]


def _near_day(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    day = name_at(tokens, at, _DAY_NAMES)
    if day:
        yield from _one_day(_later(today, day.value), day.end)


def _weekday(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    """Read «الخميس» (today or the latest one), «الخميس الماضي» (before today) and «الخميس المقبل» (after today)."""
    before = name_at(tokens, at, _SHIFTS_BEFORE)
    place = before.end if before else at
    weekday = name_at(tokens, place, WEEKDAYS)
    if weekday is None or not (text_at(tokens, place).startswith("ال") or text_at(tokens, place).isascii()):
        return  # «أحد» is "anyone" too
    since = (today.isoweekday() - weekday.value) % 7
    behind = None if before else name_at(tokens, weekday.end, _SHIFTS)
    for shift in filter(None, (before, behind)):
        days_back = {-1: since or 7, 0: since, 1: since - 7}[shift.value]
        yield from _one_day(_later(today, -days_back), max(shift.end, weekday.end))
    if not before:
        yield from _one_day(_later(today, -since), weekday.end)


def _calendar_unit(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    """Read «هذا الشهر», «الشهر الحالي», «الأسبوع الماضي», "last year": whole weeks, months and years."""
    before = name_at(tokens, at, _SHIFTS_BEFORE)
    place = before.end if before else at
    unit = _ONE.get(text_at(tokens, place).removeprefix("ال"))
    behind = name_at(tokens, place + 1, _SHIFTS)
    for shift in filter(None, (before, behind)):
        days = unit and _calendar_days(today, unit, shift.value)
        if days:
            yield Days(*days, end=max(shift.end, place + 1))


def _latest_units(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    """Read «آخر 7 أيام», «آخر شهر», "past 30 days", «الأيام السبعة الماضية»: so long up to today, today included."""
    word = text_at(tokens, at)
    counted = [] if word == "last" and text_at(tokens, at + 1) in _ONE else _lengths(tokens, at + 1)
    for length in counted if word in _LAST else _definite(tokens, at):
        before = _back(today, length)
        first = before if length.unit == "hour" else before and _later(before, 1)
        if first and length.count:
            yield Days(first, today, length.end)


def _ago(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    """Read «قبل يومين» and "2 days ago"."""
    if text_at(tokens, at) == "قبل":
        yield from since_at(tokens, at + 1, today)
    for length in _lengths(tokens, at):
        if text_at(tokens, length.end) == "ago":
            yield from _one_day(_back(today, length), length.end + 1)


def _past_month(tokens: Tokens, at: int, today: date) -> Iterator[Days]:
    """Read «ديسمبر الماضي» and "last December": the latest that is over."""
    before = text_at(tokens, at) == "last"
    for parts in parts_at(tokens, at + before):
        behind = name_at(tokens, parts.end, _SHIFTS)
        if parts.year is not None or parts.day is not None or not (before or (behind and behind.value == -1)):
            continue
        days = days_of(parts, today)
        if days and days.last >= today:
            days = days_of(parts, days.first - timedelta(days=1))
        if days:
            yield replace(days, end=behind.end if behind and not before else parts.end)


def _lengths(tokens: Tokens, at: int) -> Iterator[_Length]:
    """Read «7 أيام», «ثلاثة أشهر», «يومين», «أسبوع», «شهر واحد»."""
    word = text_at(tokens, at)
    if word in _TWO:
        yield _Length(2, _TWO[word], at + 1)
    if word in _ONE:
        yield _Length(1, _ONE[word], skip(tokens, at + 1, _EXACTLY_ONE))
    count = _count(tokens, at)
    if count and (unit := _MANY.get(text_at(tokens, count.end))):
        yield _Length(count.value, unit, count.end + 1)


def _definite(tokens: Tokens, at: int) -> Iterator[_Length]:
    """Read «الأيام السبعة الماضية», «الأيام الـ7 الماضية», «السبعة أيام الماضية», «اليومين الماضيين»."""
    bare = tuple(replace(token, text=token.text.removeprefix("ال")) for token in tokens[: at + 6])
    place = at + (text_at(tokens, at) == "ال")
    unit = _MANY.get(text_at(bare, place))
    count = _count(bare, place + 1 + (text_at(tokens, place + 1) == "ال")) if unit else None
    lengths = [_Length(count.value, unit, count.end)] if unit and count else _lengths(bare, place)
    for length in lengths:
        past = name_at(tokens, length.end, _SHIFTS)
        if past and past.value == -1 and length.count > 1:
            yield replace(length, end=past.end)


def _count(tokens: Tokens, at: int) -> Named | None:
    digits = number_at(tokens, at, longest=4)
    return name_at(tokens, at, _NUMBER_NAMES) if digits is None else Named(digits, at + 1)


def _calendar_days(today: date, unit: Unit, shift: int) -> tuple[date, date] | None:
    """Return the first and last day of this week, month or year, or of one so many later."""
    if unit == "week":
        first = _later(today, 7 * shift - today.isoweekday() % 7)
        last = first and _later(first, 6)
        return (first, last) if first and last else None
    if unit == "month":
        month = _months_later(today.replace(day=1), shift)
        return (month, month.replace(day=calendar.monthrange(month.year, month.month)[1])) if month else None
    year = today.year + shift
    return (date(year, 1, 1), date(year, 12, 31)) if unit == "year" and MINYEAR <= year <= MAXYEAR else None


def _back(today: date, length: _Length) -> date | None:
    """Return the day that lies so long before today; hours are rounded up to days."""
    if length.unit in ("month", "year"):
        return _months_later(today, -length.count * (12 if length.unit == "year" else 1))
    days = {"hour": -(-length.count // 24), "day": length.count, "week": 7 * length.count}
    return _later(today, -days[length.unit])


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # before the year 1, after 9999
        return None


def _months_later(day: date, months: int) -> date | None:
    """Return the same day of another month, its last one if it is shorter: 31 March, a month back, is 28 February."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _one_day(day: date | None, end: int) -> Iterator[Days]:
    if day is not None:
        yield Days(day, day, end)
