"""Which Gregorian days are a Hijri day, month or year?

Goes by the calendar of Umm al-Qura, the civil one of Saudi Arabia, for 1343 to 1500 (1924 to 2077); it comes from the
library hijridate. Where a month begins with the sighting of the moon, a country may be a day off.
Other years are not converted: no one table holds for them, and a guess would look like a fact.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

FIRST_YEAR, LAST_YEAR = 1343, 1500


def is_hijri_year(year: int) -> bool:
    """Tell whether a year written in digits is one that this module converts."""
    return FIRST_YEAR <= year <= LAST_YEAR


def hijri_days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """Return the first and last day of a Hijri year, month or day; ``None`` if there is none such, or none known."""
    first_month, last_month = (1, 12) if month is None else (month, month)
    try:
        first = Hijri(year, first_month, 1 if day is None else day)
        last = Hijri(year, last_month, Hijri(year, last_month, 1).month_length() if day is None else day)
    except (ValueError, OverflowError):  # month 13, the 30th of a short month, the year 1501
        return None
    return _gregorian(first), _gregorian(last)


def hijri_year(day: date) -> int | None:
    """Return the Hijri year that a day lies in; ``None`` before August 1924 and after November 2077."""
    try:
        return Gregorian.fromdate(day).to_hijri().year
    except OverflowError:
        return None


def hijri_year_within(year: int, month: int) -> int | None:
    """Return the Hijri year whose month begins within a Gregorian year: Ramadan of 2023 is that of 1444.

    A Hijri year is 11 days shorter, so once in about 33 years a month begins twice, as Ramadan in 2030; the earlier
    one is returned. ``None`` where the month does not begin in that year, or the year is not known.
    """
    start = hijri_year(date(year, 1, 1))
    if start is None:
        return None
    years = (start, start + 1)
    return next((one for one in years if (days := hijri_days(one, month)) and days[0].year == year), None)


def _gregorian(day: Hijri) -> date:
    return date.min + timedelta(days=day.to_gregorian().toordinal() - 1)
