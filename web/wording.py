"""How does the page say a number, a date and a time in Arabic?"""

from __future__ import annotations

from datetime import date, datetime

from documents.dates import in_words


def counted_results(count: int) -> str:
    """Return the number of results as Arabic counts: «نتيجة واحدة», «نتيجتان», «5 نتائج», «1,200 نتيجة»."""
    if count == 0:
        return "لا نتائج"
    if count == 1:
        return "نتيجة واحدة"
    if count == 2:
        return "نتيجتان"
    rest = count % 100
    if 3 <= rest <= 10:
        return f"{count:,} نتائج"
    return f"{count:,} نتيجة"


def counted_articles(count: int) -> str:
    """Return the number of articles as Arabic counts: «مقال واحد», «مقالان», «5 مقالات», «62 مقالًا», «100 مقال»."""
    if count == 1:
        return "مقال واحد"
    if count == 2:
        return "مقالان"
    rest = count % 100
    if 3 <= rest <= 10:
        return f"{count:,} مقالات"
    return f"{count:,} مقالًا" if 11 <= rest <= 99 else f"{count:,} مقال"


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
