"""Which stretch of days does an expression with a beginning and an end name, or with only one of them?

    stretch = point | opening point | point ".." | ".." point | [from] end joint end | between end and end

A point is a date (`when_dates.py`) or counts from today (`when_relative.py`). An end may leave out what the other end
says: «من 3 إلى 5 مايو 2022», «من ديسمبر إلى فبراير 2023». «قبل» and «بعد» leave the point itself out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from documents.calendar.months import fold
from searcher.when_dates import Days, Parts, dates_at, days_of, parts_at, starts, with_latest_year
from searcher.when_relative import relative_at, since_at
from searcher.when_text import name_at, number_at, text_at, touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from searcher.when_text import Tokens

_Opening = Literal["since", "after", "until", "before"]
_OPENINGS: tuple[_Opening, ...] = ("since", "after", "until", "before")


def _names(*rows: str) -> dict[str, int]:
    return {fold(name).replace("_", " "): number for number, row in enumerate(rows) for name in row.split()}


_OPENING_NAMES = _names(
    "منذ من ابتداء_من اعتبارا_من بدءا_من since from starting >=",
    "بعد ما_بعد after >",
    "حتى لغاية إلى إلى_غاية حتى_غاية until till up_to to <= ..",
    "قبل ما_قبل before <",
)
_FROM = _names("من منذ ابتداء_من اعتبارا_من بدءا_من from since")
_TO = _names("إلى حتى لغاية إلى_غاية حتى_غاية وحتى وإلى to until till through - .. /")
_BETWEEN, _AND = _names("بين ما_بين between"), _names("و and")
_ONWARD = _names("فصاعدا وما_بعد وما_بعده وما_بعدها onward onwards")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days, both included, written before the token ``end``; ``None`` is an open end."""

    first: date | None
    last: date | None
    end: int


def stretches(tokens: Tokens, today: date) -> Iterator[Stretch]:
    """Yield every stretch that the tokens begin with; of two that end at one place the better comes first."""
    points = _points(tokens, 0, today)
    yield from (Stretch(point.first, point.last, point.end) for point in points)
    yield from _ranges(tokens, today)
    for point in points:
        if text_at(tokens, point.end) == ".." and not touches(tokens, point.end + 1):
            yield Stretch(point.first, None, point.end + 1)
        yield from _onward(tokens, point)
    yield from _opened(tokens, today)


def _points(tokens: Tokens, at: int, today: date) -> list[Days]:
    kinds = (dates_at, relative_at)
    return [days for start in starts(tokens, at) for kind in kinds for days in kind(tokens, start, today)]


def _opened(tokens: Tokens, today: date) -> Iterator[Stretch]:
    """Read «منذ X», «قبل X», ``>= X``, ``..X``."""
    opening = name_at(tokens, 0, _OPENING_NAMES)
    if opening is None:
        return
    kind = _OPENINGS[opening.value]
    points = _points(tokens, opening.end, today)
    if kind == "since":
        points += since_at(tokens, opening.end, today)
    for point in points:
        yield from _open(kind, point)
        if kind == "since":
            yield from _onward(tokens, point)


def _open(kind: _Opening, point: Days) -> Iterator[Stretch]:
    if kind == "since":
        yield Stretch(point.first, None, point.end)
    elif kind == "until":
        yield Stretch(None, point.last, point.end)
    elif kind == "after" and point.last < date.max:
        yield Stretch(point.last + timedelta(days=1), None, point.end)
    elif kind == "before" and point.first > date.min:
        yield Stretch(None, point.first - timedelta(days=1), point.end)


def _onward(tokens: Tokens, point: Days) -> Iterator[Stretch]:
    onward = name_at(tokens, point.end, _ONWARD)
    if onward:
        yield Stretch(point.first, None, onward.end)


def _ranges(tokens: Tokens, today: date) -> Iterator[Stretch]:
    opening, between = name_at(tokens, 0, _FROM), name_at(tokens, 0, _BETWEEN)
    if between:
        yield from _joined(tokens, between.end, _AND, today)
    else:
        yield from _joined(tokens, opening.end if opening else 0, _TO, today)


def _joined(tokens: Tokens, at: int, joints: dict[str, int], today: date) -> Iterator[Stretch]:
    """Read two ends; those that lend each other a month or a year come first, as the words say more together."""
    for left in _unfinished(tokens, at):
        for place, following in _behind_joint(tokens, left.end, joints) if text_at(tokens, left.end) != "/" else ():
            for start in starts(following, place):
                for right in parts_at(following, start):
                    yield from _lent(left, right, today)
    for first in _points(tokens, at, today):
        for place, following in _behind_joint(tokens, first.end, joints):
            for second in _points(following, place, today):
                if place == first.end + 1 and _is_one_number(tokens, first, second):
                    continue
                yield Stretch(min(first.first, second.first), max(first.last, second.last), second.end)


def _behind_joint(tokens: Tokens, at: int, joints: dict[str, int]) -> Iterator[tuple[int, Tokens]]:
    """Yield the place of the second end and the tokens to read it from; «و» may be written together with it."""
    joint = name_at(tokens, at, joints)
    if joint:
        yield joint.end, tokens
    word = text_at(tokens, at)
    if joints is _AND and len(word) > 1 and word.startswith("و"):
        yield at, (*tokens[:at], replace(tokens[at], text=word[1:]), *tokens[at + 1 :])


def _is_one_number(tokens: Tokens, first: Days, second: Days) -> bool:
    """Tell whether what stands between two dates joins no range, but parts of one number or name.

    «2022-2023» is a range, and so is 2022-12-01/2022-12-31 (ISO 8601); «2022-12-2023» and «أكتوبر/نوفمبر» are none.
    """
    sign = text_at(tokens, first.end)
    near = touches(tokens, first.end) and touches(tokens, first.end + 1)
    if sign == "/" and not (near and all(tokens[first.end + step].kind == "number" for step in (-1, 1))):
        return True
    return sign in ("-", "/") and near and _precision(first) != _precision(second)


def _precision(days: Days) -> int:
    """Return 0 for a day, 1 for a week or month, 2 for a longer time."""
    length = (days.last - days.first).days
    return (length > 0) + (length > 30)


def _unfinished(tokens: Tokens, at: int) -> list[Parts]:
    """Return the ends that a second one may complete: any date, a day's number alone."""
    found = [parts for start in starts(tokens, at) for parts in parts_at(tokens, start) if parts.month is not None]
    for start in starts(tokens, at):
        day = number_at(tokens, start)
        if day is not None:
            found.append(Parts(None, None, day, hijri=False, end=start + 1))
    return found


def _lent(left: Parts, right: Parts, today: date) -> Iterator[Stretch]:
    """Yield the stretch between two ends of which at least one lacks a year, or the first a month."""
    if right.month is None or (left.year is not None and right.year is not None):
        return
    if left.month is None:
        if right.day is None:
            return
        left = replace(left, month=right.month, hijri=right.hijri)
    if left.hijri != right.hijri:
        return
    first, last = _with_years(left, right, today)
    one, other = first and days_of(first, today), last and days_of(last, today)
    if one and other:
        yield Stretch(min(one.first, other.first), max(one.last, other.last), other.end)


def _with_years(left: Parts, right: Parts, today: date) -> tuple[Parts | None, Parts | None]:
    """Give the left end its year, or the latest in which it has begun, and put the right one behind it."""
    turn = (left.month or 0, left.day or 1) > (right.month or 0, right.day or 31)  # the new year lies between
    if left.year is None and right.year is not None:
        return replace(left, year=right.year - turn), right
    first = left if left.year is not None else with_latest_year(left, today)
    if first is None or first.year is None:
        return None, None
    return first, replace(right, year=first.year + turn)
