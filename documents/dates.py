"""Which day does this Arabic text name?

Reads a day, a month and a year: in the four month systems of the Arab press and in English (`months.py`), with dual
names such as «تشرين الأول/أكتوبر», in three digit sets, as ``2022-12-30``, ``30/12/2022`` and ISO 8601.

A Hijri date is read where the text has no Gregorian one and the era stands beside it: «17 رجب 1445 هـ».
Papers print both («17/06/1444 هـ الموافق 10/01/2023»), and then the Gregorian one is exact.
Not read here: relative dates («أمس»), months and years alone; `searcher/when.py` reads them in queries.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

from documents.hijri import hijri_days, is_hijri_year
from documents.months import ENGLISH, GREGORIAN, HIJRI, WEEKDAYS, WRITTEN, any_of, fold

EARLIEST_YEAR = 1600
"""A lower year written in digits («17/06/1445») is one of the Hijri calendar."""

# White space is taken possessively (`\s*+`): two runs of it side by side would otherwise be divided in every way.
_CLOCK = (
    r"(?:\s*+(?:[-–—,،|t]\s*+|الساعه\s*+)*+(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"
    r"(?:\s*+(?P<half>صباحا|مسا|ص|م|[ap]m)\b)?)?"
)
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s++|[-/])(?:من\s++|of\s++)?(?:شهر\s++)?"
_YEAR = r"(?:-|\s*+[,،/]?\s*+)(?:(?:من )?(?:ال)?(?:عام|سنه)\s++)?(?P<year>\d{4})(?!\d)"
_HIJRI_ERA = r"\s*+(?:ه|هجري|هجريه|للهجره|ah)\b"


def _named(names: str, year: str) -> re.Pattern[str]:
    """Return the pattern of day, month's name, perhaps its other name, and year."""
    return re.compile(rf"{_DAY}(?P<month>{names})(?:\s*+[/(]\s*+(?P<other>{names})\s*+\)?)?{year}{_CLOCK}")


def _numbers(era: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of three numbers with the year first, and with the day first."""
    year, month, day = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    return (
        re.compile(rf"(?<!\d){year}[-/.]{month}[-/.]{day}(?!\d){era}{_CLOCK}"),
        re.compile(rf"(?<!\d){day}[-/.]{month}[-/.]{year}(?!\d){era}{_CLOCK}"),
    )


_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{any_of(name for name in GREGORIAN if name.isascii())})\s++(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf",?\s++(?P<year>\d{{4}})(?!\d){_CLOCK}"
)
_GREGORIAN_DATES = (_named(any_of(GREGORIAN), _YEAR + "م?"), _MONTH_FIRST, *_numbers(""))
_HIJRI_DATES = (_named(any_of(HIJRI), _YEAR + _HIJRI_ERA), *_numbers(_HIJRI_ERA))
_HIJRI_BESIDE = (_named(any_of(HIJRI), f"{_YEAR}(?:{_HIJRI_ERA})?"), *_numbers(f"(?:{_HIJRI_ERA})?"))
_LABEL = re.compile(
    rf"\b(?:{any_of(WEEKDAYS)}|يوم|تاريخ|النشر|نشر|نشرت|اخر|تحديث|في|بتاريخ|التاريخ|الموافق|الساعه|بتوقيت|غرينتش|م|ص)\b"
)
_PUNCTUATION = re.compile(r"[\W_]+")


def find_date(text: str) -> date | None:
    """Return the first date in the text, a ``datetime`` where a time of day stands beside it.

    The first Gregorian one; without any, the first Hijri one with its era. An impossible date («31 فبراير 2022»), one
    whose two names disagree («30 كانون الأول/يناير 2022») and a Hijri year outside 1343 to 1500 are passed over;
    two-digit years are not read.
    """
    found = _first(fold(text))
    return found[0] if found else None


def parse_date(text: str) -> date | None:
    """Read a text that is meant to be a date: ISO 8601 or RFC 5322, with their time zones, else as `find_date`."""
    stripped = text.strip()
    machine = _iso(stripped) or _rfc(stripped)
    return machine if machine and machine.year >= EARLIEST_YEAR else find_date(stripped)


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
        return parsedate_to_datetime(text) if text.isascii() else None
    except (ValueError, OverflowError):  # a day, year or zone beyond all calendars
        return None


def is_date_line(line: str) -> bool:
    """Tell whether a line says a date and nothing else («الأربعاء 22 أكتوبر 2025 - 12:34»).

    The same day in the Hijri calendar may stand beside it.
    """
    plain = fold(line)
    found = _first(plain)
    if found is None:
        return False
    rest = plain[: found[1]] + " " + plain[found[2] :]
    for pattern in _HIJRI_BESIDE:
        rest = pattern.sub(lambda match: " " if is_hijri_year(int(match["year"])) else match[0], rest)
    return not _PUNCTUATION.sub("", _LABEL.sub("", rest))


def in_words(day: date) -> str:
    """Return the date as an Arabic reader writes it: «30 ديسمبر 2022»."""
    return f"{day.day} {WRITTEN[day.month - 1]} {day.year}"


def in_english(day: date) -> str:
    """Return the date as an English reader writes it: «30 December 2022»."""
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def _first(plain: str) -> tuple[date, int, int] | None:
    """Return the date that `find_date` wants of a folded text, where it begins and where it ends."""
    for patterns, names in ((_GREGORIAN_DATES, GREGORIAN), (_HIJRI_DATES, HIJRI)):
        matches = [match for pattern in patterns for match in pattern.finditer(plain)]
        for match in sorted(matches, key=re.Match.start):
            day = _read(match, names)
            if day is not None:
                return day, match.start(), match.end()
    return None


def _read(match: re.Match[str], names: dict[str, int]) -> date | None:
    parts = match.groupdict()
    month = names.get(parts["month"]) or int(parts["month"])
    if parts.get("other") and names[parts["other"]] != month:
        return None
    day = _day(int(parts["year"]), month, int(parts["day"]), hijri=names is HIJRI)
    if day is None or not parts["hour"]:
        return day
    return datetime.combine(day, time(_hour(match), int(parts["minute"])))


def _day(year: int, month: int, day: int, *, hijri: bool) -> date | None:
    if hijri:
        days = hijri_days(year, month, day)
        return days and days[0]
    try:
        return date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if not match["half"] or hour > 12:
        return hour
    return hour % 12 + (12 if match["half"][0] in "مp" else 0)
