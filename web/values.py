"""What does the text of one parameter say? Every value that cannot be is refused by name, in both languages."""

from __future__ import annotations

import base64
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from searcher.when import When, read_when

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_HALF_LIFE_DAYS = 36_500
"""A hundred years: beyond it the age of no article makes a difference."""

MAX_VALUES = 100
"""Values of one parameter: every link of a page repeats them all."""

_CURSOR = "after:"

_Choice = TypeVar("_Choice", bound=str)


class Values(Protocol):
    """Parameters with their values: those of a request, or the options of a command."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of a parameter."""
        ...

    def getlist(self, name: str, /) -> list[str]:
        """Return all values of a parameter."""
        ...


class ParameterError(ValueError):
    """A parameter that cannot be: ``str()`` says in English what is allowed, ``arabic`` in Arabic."""

    def __init__(self, name: str, allowed: str, english: str, arabic: str) -> None:
        super().__init__(english)
        self.name = name
        self.allowed = allowed
        self.arabic = arabic


def wrong(name: str, found: str, allowed: str, arabic: str) -> ParameterError:
    """Return the error of a value that is not one of those allowed, which are named in English and in Arabic."""
    shown = shortened(found)
    return ParameterError(
        name, allowed, f"{name} is {shown!r}; expected {allowed}", f"قيمة «{name}» هي «{shown}»، والمتوقع {arabic}"
    )


def shortened(text: str) -> str:
    """Return a text for a message: its first 60 characters."""
    return text if len(text) <= 60 else text[:60] + "…"


def read_choice(name: str, text: str, choices: Sequence[_Choice]) -> _Choice | None:
    """Return the choice that a text names; ``None`` for an empty text.

    Raises:
        ParameterError: it is none of them.
    """
    for choice in choices:
        if text == choice:
            return choice
    if text:
        raise wrong(name, text, "one of " + ", ".join(choices), "أحد هذه: " + "، ".join(choices))
    return None


def read_all(values: Values, name: str) -> tuple[str, ...]:
    """Return all values of a parameter that may be repeated, the empty ones left out.

    Raises:
        ParameterError: there are more than `MAX_VALUES`.
    """
    found = tuple(value for value in values.getlist(name) if value.strip())
    if len(found) > MAX_VALUES:
        english = f"there are {len(found)} values of {name}; expected at most {MAX_VALUES}"
        arabic = f"عدد قيم «{name}» هو {len(found)}، والمتوقع {MAX_VALUES} على الأكثر"
        raise ParameterError(name, f"at most {MAX_VALUES} values", english, arabic)
    return found


def read_switch(values: Values, name: str) -> bool:
    """Return whether a parameter is 1.

    Raises:
        ParameterError: it is neither 0 nor 1.
    """
    text = values.get(name, "").strip()
    if text not in ("", "0", "1"):
        raise wrong(name, text, "1 or 0", "1 أو 0")
    return text == "1"


def read_number(values: Values, name: str, default: int) -> int:
    """Return a whole number; the searcher says which ones it can use.

    Raises:
        ParameterError: it is none, or a very long one.
    """
    text = values.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9:
        raise wrong(name, text, "a whole number from 1", "عدد صحيح يبدأ من 1")
    return int(text)


def read_limit(values: Values, default: int, most: int) -> int:
    """Return how many are wanted, 1 to ``most``.

    Raises:
        ParameterError: it is no such number.
    """
    text = values.get("limit", "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise wrong("limit", text, f"a whole number from 1 to {most}", f"عدد صحيح من 1 إلى {most}")
    return int(text)


def read_half_life(text: str) -> float | None:
    """Return after how many days of age a score is halved, ``None`` for an empty text: age makes no difference.

    Raises:
        ParameterError: it is no number above 0, or one above `MAX_HALF_LIFE_DAYS`.
    """
    if not text.strip():
        return None
    try:
        days = float(text)
    except ValueError:
        days = 0.0
    if not 0 < days <= MAX_HALF_LIFE_DAYS:  # neither is «nan»
        limit = f"{MAX_HALF_LIFE_DAYS:,}"
        arabic = f"عدد من الأيام أكبر من 0 ولا يزيد على {limit}"
        raise wrong("half_life", text, f"a number of days above 0 and not above {limit}", arabic)
    return days


def shortest(days: float) -> float:
    """Return the same number, without a fraction where it has none: 30 rather than 30.0."""
    return int(days) if days.is_integer() else days


def write_cursor(start: int) -> str:
    """Return the cursor of the page that begins behind so many results."""
    return base64.urlsafe_b64encode(f"{_CURSOR}{start}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> int | None:
    """Return the number of results before the page of a cursor, ``None`` for an empty text.

    Raises:
        ParameterError: it is none of ours.
    """
    text = text.strip()
    if not text:
        return None
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except ValueError:
        found = ""
    number = found.removeprefix(_CURSOR)
    if not found.startswith(_CURSOR) or not number.isdecimal() or len(number) > 9:
        raise wrong("cursor", text, "the cursor of an earlier reply", "المؤشر الوارد في ردٍّ سابق")
    return int(number)


def first_day(name: str, text: str, today: date) -> date | None:
    """Return the first of the days that a text means; ``None`` for an empty text.

    Raises:
        ParameterError: no date can be read from it, or its days have no beginning («حتى 2022», until 2022).
    """
    when = _days(name, text, today)
    if when and not when.first:
        raise wrong(name, text, "days that have a first one, as منذ 2022", "أيام لها أول، مثل «منذ 2022»")
    return when.first if when else None


def last_day(name: str, text: str, today: date) -> date | None:
    """Return the last of the days that a text means; ``None`` for an empty text.

    Raises:
        ParameterError: no date can be read from it, or its days have no end («منذ 2022», since 2022).
    """
    when = _days(name, text, today)
    if when and not when.last:
        raise wrong(name, text, "days that have a last one, as حتى 2022", "أيام لها آخر، مثل «حتى 2022»")
    return when.last if when else None


def _days(name: str, text: str, today: date) -> When | None:
    when = read_when(text, today)
    if when or not text.strip():
        return when
    from documents.calendar.dates import parse_date  # a search without dates starts 20 ms sooner

    day = parse_date(text)  # a moment: 2024-03-18T09:30:00+03:00
    if day is None:
        raise _bad_date(name, text)
    day = day.date() if isinstance(day, datetime) else day
    return When(day, day)


def _bad_date(name: str, text: str) -> ParameterError:
    return wrong(
        name,
        text,
        "a date such as 2022-12-30, 2022-12, 2022, 30 ديسمبر 2022, رمضان 1444 or الشهر الماضي",
        "تاريخ مثل 2022-12-30 أو 30 ديسمبر 2022 أو رمضان 1444 أو الشهر الماضي",
    )
