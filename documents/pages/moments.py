"""Which day or time did a program, or an editor, write into a page?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from documents.calendar.dates import DateFound, read_date
from documents.language import declared_language as code_of
from documents.language import language_of
from documents.pages.headline import headline
from documents.pages.page import declared_language, tidy
from documents.pages.persian_dates import persian_date

if TYPE_CHECKING:
    from documents.pages.page import Page

_NO_DAY = date(1970, 1, 2).toordinal()
"""1970-01-01 and 0001-01-01 are what programs write where no day is set."""

_ISO_PARTS = re.compile(
    r"^(\d{4}-\d\d-\d\d)\s*[T ]?\s*(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}:\d\d:\d\d [AP]M)")


def is_persian(page: Page) -> bool:
    """Tell whether the days of a page are those of the Persian calendar."""
    return "fa" in (code_of(declared_language(page).text), language_of(headline(page).text))


def read_moment(text: str, *, persian: bool = False) -> date | None:
    """Read a day that was written for machines; ``None`` for one that stands for none."""
    text = tidy(text)
    if parts := _ISO_PARTS.match(text):
        text = f"{parts[1]}T{parts[2]}{parts[3] or ''}"
    elif american := _US.fullmatch(text):  # how .NET writes a date where nobody told it the country
        text = f"{american[3]}-{int(american[1]):02}-{int(american[2]):02} {american[4]}"
    day = read_line(text, persian=persian).day
    return day if day and day.toordinal() >= _NO_DAY else None


def read_line(text: str, *, persian: bool = False, fetched: date | None = None) -> DateFound:
    """Read a line that readers see, with what is doubtful in it; «منذ 3 أيام» (3 days ago) counts from ``fetched``."""
    found = read_date(text, fetched)
    if found.day is None and persian:
        return DateFound(persian_date(text))
    return found
