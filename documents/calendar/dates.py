"""Which day does this Arabic text name?

Reads a day, a month and a year: in the four month systems of the Arab press, in English and in French (`months.py`),
with dual names such as «تشرين الأول/أكتوبر», in three digit sets, as ``2022-12-30``, ``30/12/2022`` and ISO 8601.

A Hijri date is read where the text has no Gregorian one and the era stands beside it: «17 رجب 1445 هـ».
Papers print both («17/06/1444 هـ الموافق 10/01/2023»), and then the Gregorian one is exact.
Not read here: months and years alone; `searcher/when.py` reads them in queries. `url_dates.py` reads addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from documents.calendar.ago import days_ago, is_ago
from documents.calendar.clocks import A_TIME
from documents.calendar.months import ENGLISH, WEEKDAYS, WRITTEN, any_of, fold
from documents.calendar.written_dates import EARLIEST_YEAR, Written, dates_in, hijri_beside

__all__ = [
    "EARLIEST_YEAR",
    "DateFound",
    "find_date",
    "in_english",
    "in_words",
    "is_date_line",
    "late",
    "parse_date",
    "read_date",
]

UNIX_LAST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
"""Seconds since 1970 are read from ten digits (2001) up to here; another number is an id or a count."""

HIJRI_DAYS_APART = 2
"""So far apart are the calendar of Umm al-Qura and the moon as a country saw it; further is a contradiction."""

LONGEST = 300
"""So many characters of a text that is meant to be a date are read."""

_UNIX = re.compile(r"([1-9]\d{9})(\d{3})?(?:\.\d+)?")
_NOT_RFC = re.compile(r"GMT[+-]|\d\s?[AP]\.?M\b", re.I)  # `parsedate_to_datetime` leaves out what it does not know
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T?\d{6}Z?)?")
_SHORT_YEAR = re.compile(r"(?<![\d./-])\d{1,2}([-/.])\d{1,2}\1\d{2}(?![\d./-])")
_LABEL = re.compile(
    rf"\b(?:{any_of(WEEKDAYS)}|يوم|تاريخ|النشر|نشر|نشرت|اخر|تحديث|في|بتاريخ|التاريخ|الموافق(?: ل)?|موافق|الساعه|بتوقيت"
    r"|غرينتش|م|ص|تم|التحديث|المحلي|بالتوقيت|اضيف|حرر|كتب|(?:رقم )?العدد \W*\d+|published|updated|posted|on|date"
    r"|publié|le|(?:gmt|utc)(?:[+-]\d{1,2})?)\b"
)
_WEEKDAY = re.compile(rf"\b(?:{any_of(WEEKDAYS)})\b")
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DateFound:
    """The day that a text names, or ``None``, and what is to be said about how it was read."""

    day: date | None
    remarks: tuple[str, ...] = ()


def find_date(text: str) -> date | None:
    """Return the first date in the text, a ``datetime`` where a time of day stands beside it.

    The first Gregorian one; without any, the first Hijri one with its era. An impossible date («31 فبراير 2022»), one
    whose two names disagree («30 كانون الأول/يناير 2022») and a Hijri year outside 1343 to 1500 are passed over;
    two-digit years are not read.
    """
    found = _first(dates_in(fold(text)))
    return found.day if found else None


def parse_date(text: str) -> date | None:
    """Read a text that is meant to be a date: ISO 8601 or RFC 5322, with their time zones, else as `find_date`."""
    stripped = text.strip()
    return _machine(stripped) or find_date(stripped)


def read_date(text: str, fetched: date | None = None) -> DateFound:
    """Read a text that is meant to be a date, and say what is doubtful in it.

    As `parse_date`, and besides: seconds or milliseconds since 1970, ``20221230``, and «منذ 3 ساعات» (3 hours ago)
    where the day is known on which the page was fetched. The remarks tell of day and month that could be exchanged, of
    days that no calendar has, of a weekday or a Hijri day that contradicts, and of what was not read at all.
    """
    stripped = text.strip()[:LONGEST]
    plain = fold(stripped)
    machine = _machine(stripped) or _unix(stripped) or _compact(stripped)
    if machine:
        return DateFound(machine, _contradictions(plain, machine))
    written = dates_in(plain)
    found = _first(written)
    if found is None or found.day is None:
        return _without(stripped, written, fetched)
    passed = [one.remark for one in written[: written.index(found) + 1] if one.remark]
    return DateFound(found.day, (*passed, *_contradictions(plain, found.day)))


def _without(text: str, written: list[Written], fetched: date | None) -> DateFound:
    """Return what is left where no whole date is written."""
    remarks = tuple(one.remark for one in written if one.remark)
    if remarks:
        return DateFound(None, remarks)
    if is_ago(text):
        day = days_ago(text, fetched) if fetched else None
        return DateFound(
            day, (f"counted back from the day of the crawl: {text!r}" if day else f"says no day by itself: {text!r}",)
        )
    if hijri_beside(fold(text)):
        return DateFound(None, (f"a Hijri date without its era: {text!r}",))
    short = _SHORT_YEAR.search(fold(text))
    return DateFound(None, (f"a year of two digits is not read: {short[0]!r}",) if short else ())


def _contradictions(plain: str, day: date) -> tuple[str, ...]:
    """Say which weekday or Hijri day, of those in the text, is another than the date."""
    plain_day = _plain_day(day)
    weekdays = {WEEKDAYS[name[0]] for name in _WEEKDAY.finditer(plain)}
    remarks = []
    if weekdays and plain_day.isoweekday() not in weekdays:
        remarks.append(f"{plain_day} was a {plain_day:%A}; the text has another weekday")
    others = [one.day for one in hijri_beside(plain) if one.day]
    remarks += [
        f"the Hijri date beside it is {other}, and not {plain_day}"
        for other in others
        if abs(other - plain_day) > timedelta(days=HIJRI_DAYS_APART)
    ]
    return tuple(remarks)


def _machine(text: str) -> date | None:
    machine = _iso(text) or _rfc(text)
    return machine if machine and machine.year >= EARLIEST_YEAR else None


def _iso(text: str) -> date | None:
    try:
        if len(text) == len("2022-12-30"):
            return date.fromisoformat(text)
        if len(text) > len("2022-12-30T"):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    return None


def _rfc(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text) if text.isascii() and not _NOT_RFC.search(text) else None
    except (ValueError, OverflowError):  # a day, year or zone beyond all calendars
        return None


def _unix(text: str) -> date | None:
    match = _UNIX.fullmatch(text)
    seconds = int(match[1]) if match else 0
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= UNIX_LAST else None


def _compact(text: str) -> date | None:
    """Read ``20221230`` and ``20221230170500``."""
    if not _COMPACT.fullmatch(text):
        return None
    digits = text.replace("T", "").rstrip("Z")
    try:
        moment = datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S")  # a zone is seldom written
    except ValueError:
        return None
    if len(digits) == len("20221230"):
        return moment.date()
    return moment.replace(tzinfo=UTC) if text.endswith("Z") else moment


def is_date_line(line: str) -> bool:
    """Tell whether a line says a date and nothing else («الأربعاء 22 أكتوبر 2025 - 12:34»).

    The same day in the Hijri calendar may stand beside it.
    """
    plain = fold(line)
    found = _first(dates_in(plain))
    if found is None:
        return False
    rest = plain[: found.start] + " " + plain[found.end :]
    for beside in reversed(hijri_beside(rest)):
        rest = rest[: beside.start] + " " + rest[beside.end :]
    rest = A_TIME.sub(" ", rest)
    return not _PUNCTUATION.sub("", _LABEL.sub("", rest))


def late(published: date | None, crawled: date | None) -> tuple[str, ...]:
    """Say so if an article was published after it was fetched, or later than tomorrow by the clock of this machine."""
    if published is None:
        return ()
    day = _plain_day(published)
    if crawled is not None and day > _plain_day(crawled):
        return (f"published: {day} is after the day of the crawl, {_plain_day(crawled)}",)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # where the sun rises first, tomorrow is today
    return (f"published: {day} is in the future",) if day > tomorrow else ()


def in_words(day: date) -> str:
    """Return the date as an Arabic reader writes it: «30 ديسمبر 2022»."""
    return f"{day.day} {WRITTEN[day.month - 1]} {day.year}"


def in_english(day: date) -> str:
    """Return the date as an English reader writes it: «30 December 2022»."""
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def _plain_day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _first(written: list[Written]) -> Written | None:
    return next((one for one in written if one.day is not None), None)
