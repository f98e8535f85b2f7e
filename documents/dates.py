"""Which day does this Arabic text name?

Reads a day, a month and a year in the four month systems of the Arab press (Egypt and the Gulf, the Levant
and Iraq, Tunisia and Algeria, Morocco), dual names such as «تشرين الأول/أكتوبر», three digit sets,
``2022-12-30``, ``30/12/2022`` and ISO 8601. Hijri dates and relative ones («أمس») are not read here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# One row a month; spellings with their hamza folded, as `_plain` leaves them.
_MONTHS = (
    "يناير|كانون الثاني|كانون ثان|كانون ثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|اذار",
    "ابريل|نيسان|افريل",
    "مايو|ايار|ماي",
    "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|جويلية|يوليوز",
    "اغسطس|اب|اوت|غشت",
    "سبتمبر|ايلول|شتنبر",
    "اكتوبر|تشرين الاول|تشرين اول",
    "نوفمبر|تشرين الثاني|تشرين ثان|تشرين ثاني|نونبر",
    "ديسمبر|كانون الاول|كانون اول|دجنبر",
)
EARLIEST_YEAR = 1600
"""A lower year written in digits («17/06/1445») is one of the Hijri calendar."""

_MONTH_NUMBER = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split("|")}
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + ")"
_WEEKDAY = "(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعة|سبت)"
_CLOCK = (
    r"(?:\s*(?:[-–—,،|T]\s*|الساعة\s*)*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"
    r"(?:\s*(?P<half>صباحا|مساء|ص|م|[AaPp][Mm])\b)?)?"
)

_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{_MONTH})(?:\s*[/(]\s*{_MONTH}\)?)?"
    rf"\s*[,،/]?\s*(?:(?:من )?(?:ال)?(?:عام|سنة)\s+)?(?P<year>\d{{4}})(?!\d)م?{_CLOCK}"
)
_YEAR_FIRST = re.compile(rf"(?<!\d)(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}")
_DAY_FIRST = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}})(?!\d){_CLOCK}")
_LABEL = re.compile(
    rf"\b(?:{_WEEKDAY}|يوم|تاريخ|النشر|نشر|نشرت?|اخر|تحديث|في|بتاريخ|التاريخ|الموافق|الساعة|بتوقيت|غرينتش|م|ص)\b"
)
_FOLD = str.maketrans("أإآٱىی", "اااايي")
_PUNCTUATION = re.compile(r"[\W_]+")

_WRITTEN = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip


def find_date(text: str) -> date | None:
    """Return the first date in the text, a ``datetime`` where a time of day stands beside it.

    An impossible date («31 فبراير 2022») is passed over; two-digit years are not read.
    """
    found = _first(_plain(text))
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
    """Tell whether a line says a date and nothing else («الأربعاء 22 أكتوبر 2025 - 12:34»)."""
    plain = _plain(line)
    found = _first(plain)
    if found is None:
        return False
    rest = plain[: found[1]] + " " + plain[found[2] :]
    return not _PUNCTUATION.sub("", _LABEL.sub("", rest))


def in_words(day: date) -> str:
    """Return the date as an Arabic reader writes it: «30 ديسمبر 2022»."""
    return f"{day.day} {_WRITTEN[day.month - 1]} {day.year}"


def _plain(text: str) -> str:
    """Fold digits, alef and marks so that one pattern reads every spelling; length changes with marks only."""
    return "".join(_digit(c) for c in text.translate(_FOLD) if not unicodedata.combining(c))


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _first(plain: str) -> tuple[date, int, int] | None:
    matches = [m for pattern in (_NAMED, _YEAR_FIRST, _DAY_FIRST) for m in pattern.finditer(plain)]
    for match in sorted(matches, key=re.Match.start):
        day = _read(match)
        if day is not None:
            return day, match.start(), match.end()
    return None


def _read(match: re.Match[str]) -> date | None:
    month = match["month"]
    number = _MONTH_NUMBER.get(month) or int(month)
    year = int(match["year"])
    if year < EARLIEST_YEAR:
        return None
    try:
        if match["hour"]:
            return datetime(year, number, int(match["day"]), _hour(match), int(match["minute"]))
        return date(year, number, int(match["day"]))
    except ValueError:
        return None


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if not match["half"] or hour > 12:
        return hour
    return hour % 12 + (12 if match["half"][0] in "مPp" else 0)
