"""Which day does an article's address name?

Many sites have the day of publication in the path: ``/2025/10/22/``, ``/2020/8/24/``, ``/2025/oct/22/``,
``/2013/world/8/3/``, ``/22/10/2025/``, ``-2025-10-22``, ``-20251022-``. A year and a month alone (``/2025/10/``) are
no day.
Not read: the query string, and a day-first date inside a name (``rates-22-10-2025``), which is the story's own.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

from documents.calendar.months import GREGORIAN

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Between the first page of the web and numbers that are ids of articles, not days."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = "(?P<name>" + "|".join(sorted((name for name in GREGORIAN if name.isascii()), key=len, reverse=True)) + ")"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"/{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)",
        rf"/{_YEAR}/{_NAME}/(?P<day>\d{{1,2}})(?!\d)",
        rf"/{_YEAR}/(?:[a-z_.-]{{2,30}}/){{1,2}}(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?=/|$)",
        rf"/(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}([-_.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![^/_.-]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?![^/_.-])",
    )
)
"""The surest first: folders of a path, then a name's own date, then eight digits that could be an id."""


def date_in_url(url: str) -> date | None:
    """Return the day that the address names, between `FIRST_YEAR` and `LAST_YEAR`; ``None`` where it names none."""
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
    for shape in _SHAPES:
        for match in shape.finditer(path):
            parts = match.groupdict()
            month = GREGORIAN[parts["name"].lower()] if "name" in parts else int(parts["month"])
            day = _day(int(parts["year"]), month, int(parts["day"]))
            if day is not None:
                return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
