"""Which search do these parameters ask for? Shared by the page, the endpoint and the command line."""

from __future__ import annotations

import base64
import calendar
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar, get_args

from documents.dates import parse_date
from index.engine import Facet, Filters, Sort
from index.query import Need
from searcher.results import DEFAULT_PER_PAGE, Search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import MultiDict

SORTS: tuple[Sort, ...] = get_args(Sort)
FACETS: tuple[Facet, ...] = get_args(Facet)
NEEDS: tuple[Need, ...] = get_args(Need)
NAMES = (
    "q", "page", "per_page", "cursor", "sort", "words", "half_life", "explain", "facet",
    "source", "exclude.source", "section", "author", "from", "to",
)  # fmt: skip

MAX_HALF_LIFE_DAYS = 36_500
"""A hundred years: beyond it the age of no article makes a difference."""

_CURSOR = "after:"

_Choice = TypeVar("_Choice", bound=str)
_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")


class ParameterError(ValueError):
    """A parameter that cannot be: ``str()`` says in English what is allowed, ``arabic`` in Arabic."""

    def __init__(self, name: str, allowed: str, english: str, arabic: str) -> None:
        super().__init__(english)
        self.name = name
        self.allowed = allowed
        self.arabic = arabic


def read_search(values: MultiDict[str, str]) -> Search:
    """Return the search that a request's parameters ask for; absent and empty ones have their defaults.

    Raises:
        ParameterError: a value is not allowed.
    """
    start = _read_cursor(values.get("cursor", ""))
    first, last = first_day("from", values.get("from", "")), last_day("to", values.get("to", ""))
    if first and last and last < first:
        raise _wrong("to", values["to"], f"a date not before from, {first}", f"تاريخ لا يسبق {first}")
    return Search(
        text=values.get("q", ""),
        filters=Filters(
            sources=_all(values, "source"),
            excluded_sources=_all(values, "exclude.source"),
            sections=_all(values, "section"),
            authors=_all(values, "author"),
            published_from=first,
            published_to=last,
        ),
        sort=read_sort(values.get("sort", "")),
        page=1 if start is not None else _number(values, "page", 1),
        per_page=_number(values, "per_page", DEFAULT_PER_PAGE),
        words=read_need(values.get("words", "")),
        half_life_days=read_half_life(values.get("half_life", "")),
        explain=_switch(values, "explain"),
        facets=_facets(values),
        start=start,
    )


def check_names(values: MultiDict[str, str]) -> None:
    """Refuse parameters that do not exist: a misspelt filter would silently give other results.

    Raises:
        ParameterError: a name is unknown.
    """
    for name in values:
        if name not in NAMES:
            shown, allowed = _shortened(name), "one of " + ", ".join(NAMES)
            arabic = f"لا يوجد معامل اسمه «{shown}»؛ المتاح: " + "، ".join(NAMES)
            raise ParameterError(shown, allowed, f"there is no parameter {shown!r}; expected {allowed}", arabic)


def write_search(search: Search, **changes: object) -> dict[str, object]:
    """Return the parameters that ask for a search, without those at their defaults; ``changes`` replace some."""
    filters = search.filters
    values: dict[str, object] = {
        "q": search.text,
        "source": filters.sources,
        "exclude.source": filters.excluded_sources,
        "section": filters.sections,
        "author": filters.authors,
        "from": filters.published_from.isoformat() if filters.published_from else None,
        "to": filters.published_to.isoformat() if filters.published_to else None,
        "sort": None if search.sort == "relevance" else search.sort,
        "page": None if search.page == 1 else search.page,
        "per_page": None if search.per_page == DEFAULT_PER_PAGE else search.per_page,
        "words": None if search.words == "any" else search.words,
        "half_life": search.half_life_days and shortest(search.half_life_days),
        "explain": 1 if search.explain else None,
        "facet": ",".join(search.facets),
        "cursor": None if search.start is None else write_cursor(search.start),
    }
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, (), "")}


def read_sort(text: str) -> Sort:
    """Return an order of results, by relevance where none is named.

    Raises:
        ParameterError: there is no such order.
    """
    return _choice("sort", text, SORTS) or "relevance"


def read_need(text: str) -> Need:
    """Return how many of the loose words an article must have, any of them where nothing is said.

    Raises:
        ParameterError: there is no such choice.
    """
    return _choice("words", text, NEEDS) or "any"


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
        raise _wrong("half_life", text, f"a number of days above 0 and not above {limit}", arabic)
    return days


def write_cursor(start: int) -> str:
    """Return the cursor of the page that begins behind so many results."""
    return base64.urlsafe_b64encode(f"{_CURSOR}{start}".encode()).decode().rstrip("=")


def _read_cursor(text: str) -> int | None:
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
        raise _wrong("cursor", text, "the cursor of an earlier reply", "المؤشر الوارد في ردٍّ سابق")
    return int(number)


def _facets(values: MultiDict[str, str]) -> tuple[Facet, ...]:
    names = [name.strip() for text in values.getlist("facet") for name in text.split(",") if name.strip()]
    chosen = (_choice("facet", name, FACETS) for name in dict.fromkeys(names))
    return tuple(name for name in chosen if name)


def shortest(days: float) -> float:
    """Return the same number, without a fraction where it has none: 30 rather than 30.0."""
    return int(days) if days.is_integer() else days


def first_day(name: str, text: str) -> date | None:
    """Return the day, or the first day of the month or year, that a text names; ``None`` for an empty text.

    Raises:
        ParameterError: no date can be read from it.
    """
    period = _period(name, text)
    return period and period[0]


def last_day(name: str, text: str) -> date | None:
    """Return the day, or the last day of the month or year, that a text names; ``None`` for an empty text.

    Raises:
        ParameterError: no date can be read from it.
    """
    period = _period(name, text)
    return period and period[1]


def _period(name: str, text: str) -> tuple[date, date] | None:
    text = text.strip()
    if not text:
        return None
    try:
        if month := _MONTH.fullmatch(text):
            year, number = int(month[1]), int(month[2] or 0)
            last = number or 12
            return date(year, number or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        raise _bad_date(name, text) from None
    day = parse_date(text)
    if day is None:
        raise _bad_date(name, text)
    day = day.date() if isinstance(day, datetime) else day
    return day, day


def _choice(name: str, text: str, choices: Sequence[_Choice]) -> _Choice | None:
    """Return the choice that a text names; ``None`` for an empty text."""
    for choice in choices:
        if text == choice:
            return choice
    if text:
        raise _wrong(name, text, "one of " + ", ".join(choices), "أحد هذه: " + "، ".join(choices))
    return None


def _bad_date(name: str, text: str) -> ParameterError:
    return _wrong(
        name,
        text,
        "a date such as 2022-12-30, 2022-12, 2022 or 30 ديسمبر 2022",
        "تاريخ مثل 2022-12-30 أو 30 ديسمبر 2022",
    )


def _wrong(name: str, found: str, allowed: str, arabic: str) -> ParameterError:
    shown = _shortened(found)
    return ParameterError(
        name, allowed, f"{name} is {shown!r}; expected {allowed}", f"قيمة «{name}» هي «{shown}»، والمتوقع {arabic}"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _all(values: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(value for value in values.getlist(name) if value.strip())


def _switch(values: MultiDict[str, str], name: str) -> bool:
    text = values.get(name, "").strip()
    if text not in ("", "0", "1"):
        raise _wrong(name, text, "1 or 0", "1 أو 0")
    return text == "1"


def _number(values: MultiDict[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9:
        raise _wrong(name, text, "a whole number from 1", "عدد صحيح يبدأ من 1")
    return int(text)
