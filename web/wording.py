"""What do the page and the command say alike: a date in words, the direction of a text, examples?"""

from __future__ import annotations

import re
from datetime import date, datetime

from documents.calendar.dates import in_english, in_words

EXAMPLES = ("محطة الطاقة الشمسية", '"كرة اليد"', "التمور -القصيم", "هامبورغ OR هامبورج")
"""Queries that the first page and ``bahith serve`` offer; each finds something among the bundled samples."""

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def direction(text: str) -> str:
    """Return «ltr» for a text in which fewer than a third of the letters are Arabic, else «rtl».

    Browsers go by the first letter alone, and put «Google تعلن عن أرباحها» (Google announces its profits) in disorder.
    """
    return "ltr" if 3 * len(_ARABIC.findall(text)) < len(_LETTER.findall(text)) else "rtl"


def english_articles(count: int) -> str:
    """Return the number of articles for the command line: «1 article», «1,105 articles»."""
    return "1 article" if count == 1 else f"{count:,} articles"


def english_stories(count: int) -> str:
    """Return the number of stories for the command line: «1 story», «1,105 stories»."""
    return "1 story" if count == 1 else f"{count:,} stories"


def published_text(published: date | None, language: str = "ar") -> str:
    """Return the publication date in words, Arabic or English, with the time where it is known."""
    if published is None:
        return "بلا تاريخ" if language == "ar" else "undated"
    day, comma = (in_words(published), "،") if language == "ar" else (in_english(published), ",")
    return f"{day}{comma} {published:%H:%M}" if isinstance(published, datetime) else day
