"""How does the page say when something was? In words; what is fresh by how long ago it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from babel.dates import format_timedelta
from flask_babel import gettext
from markupsafe import Markup

from web.language import digits, language
from web.wording import published_text

FRESH_DAYS = 7
"""So many days back a date is told by its distance from today."""

_A_MINUTE, _AN_HOUR, _A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def whole(moment: date | None) -> str:
    """Return a date in words in the page's language and digits, with the time where it is known."""
    return digits(published_text(moment, language()))


def time_of(moment: date | None, now: datetime | None = None) -> Markup:
    """Return a date for the page: how long ago where it is fresh, the whole date as its title.

    ``now`` is on the clock of this machine, with its zone.
    """
    if moment is None:
        return Markup("<span>{}</span>").format(whole(None))
    ago = how_long_ago(moment, now or datetime.now().astimezone())
    title = Markup(' title="{}"').format(whole(moment)) if ago else ""
    return Markup('<time datetime="{}"{}>{}</time>').format(moment.isoformat(), title, ago or whole(moment))


def how_long_ago(moment: date, now: datetime) -> str | None:
    """Return «قبل 3 ساعات», «اليوم», «أمس» or «قبل 3 أيام»; None before these days, and after ``now``.

    Minutes and hours are told only where the zone is known: a time without one may be hours off. Its day, and one
    without a time, is compared with today as it is on the clock of ``now``.
    """
    today = now.date()
    if isinstance(moment, datetime) and moment.tzinfo:
        age = now - moment
        if age < timedelta(0):
            return None
        if age < _A_DAY:
            return _in_hours(age)
        today = now.astimezone(moment.tzinfo).date()
    days = (today - (moment.date() if isinstance(moment, datetime) else moment)).days
    if days in (0, 1):
        return _near_day(gettext("أمس") if days else gettext("اليوم"), moment)
    return _ago(timedelta(days=days), "day") if 0 < days <= FRESH_DAYS else None


def _in_hours(age: timedelta) -> str:
    if age < _A_MINUTE:
        return str(gettext("الآن"))
    if age < _AN_HOUR:
        return _ago(age // _A_MINUTE * _A_MINUTE, "minute")
    return _ago(age // _AN_HOUR * _AN_HOUR, "hour")


def _near_day(day: str, moment: date) -> str:
    if not isinstance(moment, datetime):
        return day
    return str(gettext("%(day)s، %(time)s", day=day, time=digits(f"{moment:%H:%M}")))


def _ago(age: timedelta, unit: Literal["day", "hour", "minute"]) -> str:
    """Return an age in one unit; the threshold, which no age of a week reaches, keeps Babel from a larger one."""
    said = format_timedelta(-age, granularity=unit, threshold=99_999, add_direction=True, locale=language())
    return digits(said)
