"""Which day does a Persian page name in the solar calendar: «۲۱ اردیبهشت ۱۳۹۹», «۱۳۹۹/۰۲/۲۱»?

Asked of Persian pages only: in Arabic ones such a year is one of the lunar Hijri calendar.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_LETTERS = str.maketrans("يىك", "ییک")
_YEAR = r"(?P<year>1[34]\d\d|[۱١][۳۴٣٤][\d]{2})"
_NAMED = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<name>{'|'.join(_MONTHS)})(?:\s+ماه)?\s*[،,]?\s+{_YEAR}(?!\d)")
_NUMBERS = re.compile(rf"(?<!\d){_YEAR}[/.-](?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01۰۱]?\d|[2۲][0-3۰-۳])\s?:\s?(?P<minute>\d\d)(?!\d)")


def persian_date(text: str) -> date | None:
    """Return the first day in the text, a ``datetime`` where a time of day stands beside it; ``None`` without any."""
    from persiantools.jdatetime import JalaliDate

    plain = text.translate(_LETTERS)
    match = _NAMED.search(plain) or _NUMBERS.search(plain)
    if match is None:
        return None
    parts = match.groupdict()
    month = _MONTHS.index(parts["name"]) + 1 if parts.get("name") else int(parts["month"])
    try:
        solar = JalaliDate(int(parts["year"]), month, int(parts["day"]))  # type: ignore[no-untyped-call]
        day: date = solar.to_gregorian()
    except ValueError:
        return None
    clock = _CLOCK.search(plain[: match.start()] + " " + plain[match.end() :])
    hour, minute = (int(clock["hour"]), int(clock["minute"])) if clock else (24, 0)
    return datetime.combine(day, time(hour, minute)) if hour < 24 and minute < 60 else day
