"""Which day does «منذ 3 ساعات» (3 hours ago) or «أمس» (yesterday) mean, on a page that was fetched on a known day?

Only what says a day: seconds to weeks, and the words for today and the days before. Months ago are too coarse.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from documents.calendar.months import any_of, fold

_UNITS = {
    timedelta(seconds=1): "ثانية ثوان ثواني second seconds",
    timedelta(minutes=1): "دقيقة دقائق minute minutes min mins",
    timedelta(hours=1): "ساعة ساعات hour hours",
    timedelta(days=1): "يوم أيام day days",
    timedelta(weeks=1): "أسبوع أسابيع week weeks",
}
_TWO = {"دقيقتين": "دقيقة", "ساعتين": "ساعة", "يومين": "يوم", "أسبوعين": "أسبوع"}
_LENGTH = {fold(name): length for length, names in _UNITS.items() for name in names.split()}
_LENGTH |= {fold(two): 2 * _LENGTH[fold(one)] for two, one in _TWO.items()}
_DAYS_BACK = {
    **dict.fromkeys(("الان", "اليوم", "today", "just now"), 0),
    **dict.fromkeys(("امس", "البارحه", "يوم امس", "yesterday"), 1),
    **dict.fromkeys(("اول امس", "امس الاول", "اول البارحه"), 2),
}
_COUNT = rf"(?:(?P<count>\d{{1,3}})\s++)?(?P<unit>{any_of(_LENGTH)})"
_AGO = re.compile(
    rf"(?:نشر\w*\s++)?(?:(?:منذ|قبل)\s++(?:حوالي\s++|نحو\s++)?{_COUNT}"
    rf"|(?:(?P<number>\d{{1,3}})|an?)\s++(?P<english>{any_of(name for name in _LENGTH if name.isascii())})\s++ago"
    rf"|(?P<word>{any_of(_DAYS_BACK)})(?:\s*+[-،,]?\s*+(?:(?:علي\s)?الساعه\s)?\d{{1,2}}:\d\d)?)"
)


def is_ago(text: str) -> bool:
    """Tell whether a text says nothing but how long ago something was."""
    return bool(_AGO.fullmatch(fold(text).strip(" .•|()-")))


def days_ago(text: str, fetched: date) -> date | None:
    """Return the day that was so long before the one on which the page was fetched; ``None`` if the text says none.

    Of a page whose time of fetching is known, hours and minutes are counted back from it; else from its midnight's end.
    """
    match = _AGO.fullmatch(fold(text).strip(" .•|()-"))
    if match is None:
        return None
    day = fetched.date() if isinstance(fetched, datetime) else fetched
    if match["word"]:
        return day - timedelta(days=_DAYS_BACK[match["word"]])
    back = int(match["count"] or match["number"] or 1) * _LENGTH[match["unit"] or match["english"]]
    moment = fetched if isinstance(fetched, datetime) else datetime(day.year, day.month, day.day, 23, 59)
    return (moment - back).date()
