"""Which time of day, and in which zone, stands beside a date?

«- 12:34», «الساعة 5:05 مساءً» (p.m.), «12h34», «09:00 بتوقيت غرينتش» (Greenwich time), «(GMT+3)». Goes by folded text
(`months.fold`). A zone is kept where it is stated, as its distance from UTC on that day, and never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from documents.calendar.months import WEEKDAYS, any_of, fold

_CITIES = {
    "Asia/Riyadh": "مكة_المكرمة مكة الرياض السعودية المملكة KSA",
    "Africa/Cairo": "القاهرة مصر",
    "Asia/Beirut": "بيروت لبنان",
    "Asia/Damascus": "دمشق سوريا",
    "Asia/Jerusalem": "القدس_المحتلة القدس",
    "Asia/Hebron": "فلسطين",
    "Asia/Baghdad": "بغداد العراق",
    "Asia/Kuwait": "الكويت",
    "Asia/Qatar": "الدوحة قطر",
    "Asia/Dubai": "أبوظبي أبو_ظبي دبي الإمارات GST UAE",
    "Asia/Bahrain": "المنامة البحرين",
    "Asia/Muscat": "مسقط",
    "Asia/Aden": "صنعاء عدن اليمن",
    "Africa/Algiers": "الجزائر",
    "Africa/Tunis": "تونس",
    "Africa/Casablanca": "الرباط المغرب",
    "Africa/Tripoli": "طرابلس ليبيا",
    "Africa/Khartoum": "الخرطوم السودان",
    "Africa/Nouakchott": "نواكشوط موريتانيا",
    "Europe/Paris": "باريس",
    "Europe/London": "لندن",
    "Europe/Moscow": "موسكو",
    "America/New_York": "واشنطن نيويورك",
}
"""IANA zone → the names that the press has for it. «عمان» is left out: Amman and Oman are written alike."""

_ZONES = {fold(name).replace("_", " "): zone for zone, names in _CITIES.items() for name in names.split()}
_GREENWICH = r"gmt|utc|ت\.?\s?غ\b\.?|(?:ب?توقيت\s++)?[غج]رين?ي?تش"
_SHIFT = r"[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d)"

# White space is taken possessively (`\s*+`): two runs of it side by side would otherwise be divided in every way.
_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?::|\s?h\s?)(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?!\d)|\s?و\s?(?P<minutes>[0-5]\d)\s?دقيقه)"
)
_HALF = r"(?:\s*+(?P<half>صباحا|فجرا|ظهرا|بعد الظهر|بعد الزوال|زوالا|عصرا|مسا|ليلا|ص|م|[ap]\.?m)\b\.?)?"
_ZONE = (
    rf"(?:\s*+\(?\s*+(?:(?P<greenwich>{_GREENWICH})\s?(?P<shift>{_SHIFT})?"
    rf"|(?:ب?توقيت\s++|(?=[a-z]))(?P<city>{any_of(_ZONES)})\b"
    r"|(?P<offset>[+-](?:0\d|1[0-4]):?[0-5]\d)(?!\d)|(?P<zulu>z)\b)\s*+\)?)?"
)
CLOCK = rf"(?:\s*+(?:[-–—,،|•·:@t(←]\s*+|الساعه\s*+|(?:at|à|في|الي|علي)\s++)*+(?<!\d){_TIME}{_HALF}{_ZONE})?"
"""The pattern of what may stand behind a date; its groups are for `with_clock`."""

A_TIME = re.compile(rf"(?<!\d){_TIME}{_HALF}{_ZONE}")
"""A time of day wherever it stands."""

_BEFORE = re.compile(
    rf"(?<!\d){_TIME}{_HALF}{_ZONE}\s*+(?:[-–—,،|•·]\s*+)?(?:(?:يوم\s++)?{any_of(WEEKDAYS)}\b\s*+[,،]?\s*+)?\Z"
)
_LATE = frozenset(("ظهرا", "بعد الظهر", "بعد الزوال", "زوالا", "عصرا", "مسا", "م", "pm", "p.m"))


def with_clock(day: date, match: re.Match[str]) -> date:
    """Return the day with the time of day and the zone of a match of `CLOCK`; the day alone where there is no time."""
    if not match["hour"]:
        return day
    moment = datetime.combine(day, time(_hour(match), int(match["minute"] or match["minutes"])))
    shift = _shift(match, moment)
    return moment if shift is None else moment.replace(tzinfo=timezone(shift))


def clock_before(plain: str, end: int) -> re.Match[str] | None:
    """Return the time that stands directly before a place of a folded text («12:34 - 22 أكتوبر 2025»)."""
    return _BEFORE.search(plain, max(0, end - 40), end)


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), match["half"]
    if not half or hour > 12 or (half == "ظهرا" and hour == 11):
        return hour
    late = half in _LATE or (half == "ليلا" and 6 <= hour < 12)
    return hour % 12 + (12 if late else 0)


def _shift(match: re.Match[str], moment: datetime) -> timedelta | None:
    if match["city"]:
        try:
            return ZoneInfo(_ZONES[match["city"]]).utcoffset(moment)
        except ZoneInfoNotFoundError:  # the machine has no table of zones
            return None
    written = match["shift"] or match["offset"]
    if written:
        hours, minutes = re.fullmatch(r"(\d{1,2}):?(\d\d)?", written[1:]).groups()  # type: ignore[union-attr]
        return (timedelta(hours=int(hours), minutes=int(minutes or 0))) * (-1 if written[0] == "-" else 1)
    return timedelta(0) if match["greenwich"] or match["zulu"] else None
