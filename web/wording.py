"""How does the page say a number, a date and a time in Arabic?"""

from __future__ import annotations

import re
from datetime import date, datetime

from documents.dates import in_words

EXAMPLES = ("محطة الطاقة الشمسية", '"كرة اليد"', "التمور -القصيم", "هامبورغ OR هامبورج")
"""Queries that the first page and ``bahith serve`` offer; each finds something among the bundled samples."""

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def direction(text: str) -> str:
    """Return «ltr» for a text in which fewer than a third of the letters are Arabic, else «rtl».

    Browsers go by the first letter alone, and put «Google تعلن عن أرباحها» (Google announces its profits) in disorder.
    """
    return "ltr" if 3 * len(_ARABIC.findall(text)) < len(_LETTER.findall(text)) else "rtl"


def counted_results(count: int) -> str:
    """Return the number of results as Arabic counts: «نتيجة واحدة», «نتيجتان», «5 نتائج», «1,200 نتيجة»."""
    return _counted(count, ("لا نتائج", "نتيجة واحدة", "نتيجتان"), ("نتائج", "نتيجة", "نتيجة"))


def counted_articles(count: int) -> str:
    """Return the number of articles as Arabic counts: «مقال واحد», «مقالان», «5 مقالات», «62 مقالًا», «100 مقال»."""
    return _counted(count, ("لا مقالات", "مقال واحد", "مقالان"), ("مقالات", "مقالًا", "مقال"))


def every_days(days: float) -> str:
    """Return how often: «كل يوم», «كل يومين», «كل 7 أيام», «كل 30 يومًا», «كل 365 يومًا», «كل 1.5 يوم»."""
    if days.is_integer():
        return "كل " + _counted(int(days), ("", "يوم", "يومين"), ("أيام", "يومًا", "يوم"))
    return f"كل {days:,} يوم"


def _counted(count: int, smallest: tuple[str, str, str], nouns: tuple[str, str, str]) -> str:
    """Return 0, 1 and 2 by their own words; else the digits and the noun after 3–10, after 11–99, after hundreds."""
    if count < len(smallest):
        return smallest[count]
    few, accusative, hundreds = nouns
    rest = count % 100
    noun = hundreds if rest < 3 else few if rest <= 10 else accusative
    return f"{count:,} {noun}"


def english_articles(count: int) -> str:
    """Return the number of articles for the command line: «1 article», «1,105 articles»."""
    return "1 article" if count == 1 else f"{count:,} articles"


def published_text(published: date | None) -> str:
    """Return the publication date in words, with the time where it is known."""
    if published is None:
        return "بلا تاريخ"
    if isinstance(published, datetime):
        return f"{in_words(published)}، {published:%H:%M}"
    return in_words(published)
